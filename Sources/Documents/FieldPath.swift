/// A place in a document: `spec.containers[0].name`, `metadata.annotations["a.b/c"]`.
public struct FieldPath: Sendable, Equatable, Hashable {
    /// One step down.
    public enum Step: Sendable, Equatable, Hashable {
        /// A member of an object.
        case key(String)
        /// An element of an array, from 0.
        case index(Int)
        /// The element of an array whose member `key` is `value`: `[type=Ready]`.
        case match(key: String, value: String)
    }

    /// The steps from the top.
    public var steps: [Step]

    /// Makes a path of steps.
    public init(_ steps: [Step] = []) { self.steps = steps }

    /// Whether this is the document itself.
    public var isEmpty: Bool { steps.isEmpty }

    /// The path one member further down.
    public func key(_ key: String) -> FieldPath { FieldPath(steps + [.key(key)]) }

    /// The path one element further down.
    public func index(_ index: Int) -> FieldPath { FieldPath(steps + [.index(index)]) }

    /// The path without its last step; the top stays the top.
    public var parent: FieldPath { FieldPath(Array(steps.dropLast())) }

    /// As upstream's `field.Path` prints it when keys of maps are in brackets without quotes:
    /// `metadata.annotations[a.b/c]`.
    ///
    /// Upstream: staging/src/k8s.io/apimachinery/pkg/util/validation/field/path.go.
    public var upstreamText: String { text(quote: "") }

    private func text(quote: String) -> String {
        var out = ""
        for step in steps {
            switch step {
            case .index(let index): out += "[\(index)]"
            case .match(let key, let value):
                let isPlain = value.utf8.allSatisfy { !"]\"\\".utf8.contains($0) && $0 >= 0x20 }
                let shown = isPlain ? value : JSONWriter.quoted(value, escapesHTML: false)
                out += "[\(key)=\(shown)]"
            case .key(let key) where FieldPath.isPlain(key):
                out += out.isEmpty ? key : "." + key
            case .key(let key):
                if quote.isEmpty {
                    out += "[\(key)]"
                } else {
                    out += "[" + JSONWriter.quoted(key, escapesHTML: false) + "]"
                }
            }
        }
        return out
    }

    /// Letters, digits, `_`, `-` and `$` need no brackets.
    private static func isPlain(_ key: String) -> Bool {
        !key.isEmpty
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "$"):
                    true
                default: false
                }
            }
    }
}

extension FieldPath: CustomStringConvertible {
    /// The path with quoted keys in brackets where a key is no plain word; parses back.
    public var description: String { text(quote: "\"") }
}

extension FieldPath: Comparable {
    /// Orders by steps; an index comes before a key, a path before what is below it.
    public static func < (left: FieldPath, right: FieldPath) -> Bool {
        for (before, after) in zip(left.steps, right.steps) where before != after {
            switch (before, after) {
            case (.index(let one), .index(let two)): return one < two
            case (.key(let one), .key(let two)): return one < two
            case (.match(let one, let first), .match(let two, let second)):
                return one == two ? first < second : one < two
            default: return before.rank < after.rank
            }
        }
        return left.steps.count < right.steps.count
    }
}

extension FieldPath.Step {
    fileprivate var rank: Int {
        switch self {
        case .index: 0
        case .match: 1
        case .key: 2
        }
    }
}

// MARK: - Parsing

/// Why a text is no field path.
public struct FieldPathError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Byte offset in the text.
    public let offset: Int
    /// For example `a bracket is not closed`.
    public let message: String

    /// `offset 4: …`.
    public var description: String { "offset \(offset): \(message)" }
}

extension FieldPath {
    /// Reads `spec.containers[0].name`; a leading dot is allowed, keys in brackets may be quoted.
    ///
    /// `[0]` is an index, `["0"]` and `[a.b/c]` are keys. Inside quotes JSON's escapes hold.
    public init(parsing text: String) throws(FieldPathError) {
        let bytes = Array(text.utf8)
        var index = 0
        var steps: [Step] = []
        while index < bytes.count {
            if steps.count == DocumentLimits.depthMax {
                throw FieldPathError(
                    offset: index,
                    message: "a path has at most \(DocumentLimits.depthMax) steps")
            }
            if bytes[index] == UInt8(ascii: "[") {
                steps.append(try FieldPath.bracket(bytes, &index))
                continue
            }
            if bytes[index] == UInt8(ascii: ".") {
                index += 1
            } else if !steps.isEmpty {
                throw FieldPathError(offset: index, message: "expected `.` or `[`")
            }
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "."),
                bytes[index] != UInt8(ascii: "[")
            {
                if bytes[index] == UInt8(ascii: "]") {
                    throw FieldPathError(offset: index, message: "`]` without `[`")
                }
                index += 1
            }
            if start == index { throw FieldPathError(offset: index, message: "a name is missing") }
            steps.append(.key(String(decoding: bytes[start..<index], as: UTF8.self)))
        }
        self.steps = steps
    }

    private static func bracket(_ bytes: [UInt8], _ index: inout Int) throws(FieldPathError) -> Step {
        let open = index
        index += 1
        guard index < bytes.count else {
            throw FieldPathError(offset: open, message: "a bracket is not closed")
        }
        if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
            return .key(try quoted(bytes, &index, open: open))
        }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "]"), bytes[index] != UInt8(ascii: "=") {
            index += 1
        }
        guard index < bytes.count else {
            throw FieldPathError(offset: open, message: "a bracket is not closed")
        }
        let inner = String(decoding: bytes[start..<index], as: UTF8.self)
        if inner.isEmpty { throw FieldPathError(offset: open, message: "brackets are empty") }
        index += 1
        if bytes[index - 1] == UInt8(ascii: "=") {
            return .match(key: inner, value: try matchValue(bytes, &index, open: open))
        }
        let isNumber = inner.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
        if isNumber, let number = Int(inner) { return .index(number) }
        return .key(inner)
    }

    private static func matchValue(
        _ bytes: [UInt8], _ index: inout Int, open: Int
    ) throws(FieldPathError) -> String {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            return try quoted(bytes, &index, open: open)
        }
        guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else {
            throw FieldPathError(offset: open, message: "a bracket is not closed")
        }
        defer { index = close + 1 }
        return String(decoding: bytes[index..<close], as: UTF8.self)
    }

    /// Reads a text in quotes and the bracket behind it.
    private static func quoted(
        _ bytes: [UInt8], _ index: inout Int, open: Int
    ) throws(FieldPathError) -> String {
        let start = index
        let quote = bytes[start]
        index += 1
        while index < bytes.count, bytes[index] != quote {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "]") else {
            throw FieldPathError(offset: open, message: "a quoted key must end with its quote and `]`")
        }
        index += 2
        let inner = Array(bytes[start + 1..<index - 2])
        if quote == UInt8(ascii: "'") { return String(decoding: inner, as: UTF8.self) }
        do {
            let literal = [UInt8(ascii: "\"")] + inner + [UInt8(ascii: "\"")]
            return try JSONReader.read(literal).string ?? ""
        } catch {
            throw FieldPathError(offset: start + error.offset, message: error.message)
        }
    }
}

extension Value {
    /// The value at `path`, or `nil` if it is not there.
    public subscript(path: FieldPath) -> Value? {
        var value = self
        for step in path.steps {
            let next: Value?
            switch step {
            case .key(let key): next = value[key]
            case .index(let index): next = value[index]
            case .match(let key, let text):
                next = value.array?.first { $0[key]?.string == text }
            }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}
