public import Documents

/// One step of a path of field ownership.
///
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 fieldpath/element.go and serialize-pe.go.
public enum PathElement: Sendable, Equatable {
    /// A member of an object; written `f:NAME`.
    case field(String)
    /// The element of a list whose members are these, sorted by name; written `k:{…}`.
    case key([Fields.Field])
    /// The element of a set; written `v:…`.
    case value(Value)
    /// The element at a place; written `i:…`.
    case index(Int)

    /// As messages have it: `.data`, `[name="web"]`, `[="a"]`, `[0]`.
    public var text: String {
        switch self {
        case .field(let name): "." + name
        case .key(let fields):
            "[" + fields.map { "\($0.key)=\(PathElement.shown($0.value))" }.joined(separator: ",") + "]"
        case .value(let value): "[=\(PathElement.shown(value))]"
        case .index(let index): "[\(index)]"
        }
    }

    /// As a key of `fieldsV1`: `f:data`, `k:{"name":"web"}`.
    public var serialized: String {
        switch self {
        case .field(let name): "f:" + name
        case .key(let fields): "k:" + JSONWriter.text(.object(Fields(sorted: fields)))
        case .value(let value): "v:" + JSONWriter.text(value)
        case .index(let index): "i:\(index)"
        }
    }

    /// What a key of `fieldsV1` says.
    ///
    /// - Returns: `nil` for a kind of element that is not known: it is left out.
    public static func read(_ text: String) throws(FieldSetError) -> PathElement? {
        let bytes = text.utf8
        guard bytes.count >= 2 else { throw FieldSetError(message: "key must be 2 characters long:") }
        let rest = String(decoding: bytes.dropFirst(2), as: UTF8.self)
        guard bytes.dropFirst().first == UInt8(ascii: ":") else {
            throw FieldSetError(message: "missing colon: \(text)")
        }
        switch bytes.first {
        case UInt8(ascii: "f"): return .field(rest)
        case UInt8(ascii: "v"): return .value(try json(rest))
        case UInt8(ascii: "k"):
            guard case .object(let fields) = try json(rest) else {
                throw FieldSetError(message: "expected an object in \(text)")
            }
            return .key(fields.members)
        case UInt8(ascii: "i"):
            guard let index = Int(rest) else { throw FieldSetError(message: "expected a number in \(text)") }
            return .index(index)
        default: return nil
        }
    }

    private static func json(_ text: String) throws(FieldSetError) -> Value {
        do { return try JSONReader.read(text) } catch { throw FieldSetError(message: error.description) }
    }

    private static func shown(_ value: Value) -> String {
        if case .string(let text) = value { return goQuoted(text) }
        return JSONWriter.text(value)
    }
}

/// Why a set of fields cannot be read.
public struct FieldSetError: Error, Sendable, Equatable {
    /// In upstream's words where it has some.
    public let message: String
}

extension PathElement: Comparable {
    /// Fields come first, then keys, values and places.
    public static func < (a: PathElement, b: PathElement) -> Bool { order(a, b) < 0 }

    /// Below 0 if `a` comes first, 0 if they are equal.
    static func order(_ a: PathElement, _ b: PathElement) -> Int {
        switch (a, b) {
        case (.field(let one), .field(let two)): return one == two ? 0 : one < two ? -1 : 1
        case (.key(let one), .key(let two)): return order(one, two)
        case (.value(let one), .value(let two)): return order(one, two)
        case (.index(let one), .index(let two)): return one - two
        default: return a.rank - b.rank
        }
    }

    private var rank: Int {
        switch self {
        case .field: 0
        case .key: 1
        case .value: 2
        case .index: 3
        }
    }

    private static func order(_ a: [Fields.Field], _ b: [Fields.Field]) -> Int {
        for (one, two) in zip(a, b) {
            if one.key != two.key { return one.key < two.key ? -1 : 1 }
            let values = order(one.value, two.value)
            if values != 0 { return values }
        }
        return a.count - b.count
    }

    /// Numbers, texts, yes and no, in this order; only scalars tell elements apart.
    private static func order(_ a: Value, _ b: Value) -> Int {
        if let one = a.double, let two = b.double { return one == two ? 0 : one < two ? -1 : 1 }
        switch (a, b) {
        case (.string(let one), .string(let two)): return one == two ? 0 : one < two ? -1 : 1
        case (.bool(let one), .bool(let two)): return one == two ? 0 : two ? -1 : 1
        default:
            let (one, two) = (rank(a), rank(b))
            if one != two { return one - two }
            let (left, right) = (JSONWriter.text(a), JSONWriter.text(b))
            return left == right ? 0 : left < right ? -1 : 1
        }
    }

    private static func rank(_ value: Value) -> Int {
        switch value {
        case .int, .double: 0
        case .string: 1
        case .bool: 2
        case .array: 3
        case .object: 4
        case .null: 5
        }
    }
}
