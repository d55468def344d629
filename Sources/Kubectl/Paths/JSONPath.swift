public import Documents

/// A JSONPath template in kubectl's dialect: `{range .items[*]}{.metadata.name}{"\n"}{end}`.
///
/// Upstream: staging/src/k8s.io/client-go/util/jsonpath/jsonpath.go. Members of objects come in the order
/// of their keys, where upstream leaves the order to chance.
public struct JSONPath: Sendable, Equatable {
    private let nodes: [PathNode]
    private let allowsMissingKeys: Bool
    /// Results beyond this many are refused.
    static let resultsMax = 1_000_000

    /// Reads a template.
    public init(_ template: String, allowsMissingKeys: Bool = false) throws(JSONPathError) {
        nodes = try JSONPathParser.parse(template)
        self.allowsMissingKeys = allowsMissingKeys
    }

    /// The template that a column or `--sort-by` means: `metadata.name`, `.metadata.name` and
    /// `{.metadata.name}` are the same. Upstream: kubectl/pkg/cmd/get, RelaxedJSONPathExpression.
    public static func relaxed(_ path: String) throws(JSONPathError) -> String {
        if path.isEmpty { return path }
        let isBraced = path.hasPrefix("{") && path.hasSuffix("}") && path.count > 2
        var inner = isBraced ? path.dropFirst().dropLast() : path[...]
        if inner.first == "." { inner.removeFirst() }
        if inner.isEmpty || inner.hasPrefix(".") && inner.contains("{") || !isBraced && inner.contains("{") {
            throw JSONPathError(
                message:
                    "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' "
                    + "or '{.name1.name2}'")
        }
        return "{." + inner + "}"
    }

    /// The text that the template makes of a value.
    public func text(_ value: Value) throws(JSONPathError) -> String {
        var out = ""
        for results in try results(value) {
            out += results.map(JSONPath.printed).joined(separator: " ")
        }
        return out
    }

    /// What each part of the template finds.
    public func results(_ value: Value) throws(JSONPathError) -> [[Value]] {
        var out: [[Value]] = []
        let end = try run(nodes[...], [value], into: &out)
        if end < nodes.endIndex { throw JSONPathError(message: "not in range, nothing to end") }
        return out
    }

    private static func printed(_ value: Value) -> String {
        switch value {
        case .array, .object: JSONWriter.text(value)
        case .null: "null"
        default: GoStrings.plain(value)
        }
    }

    /// Runs parts until the end, or until the `{end}` that belongs to them; answers where that is.
    private func run(
        _ parts: ArraySlice<PathNode>, _ input: [Value], into out: inout [[Value]]
    ) throws(JSONPathError) -> Int {
        var index = parts.startIndex
        while index < parts.endIndex {
            let part = parts[index]
            if JSONPath.keyword(of: part) == "end" { return index }
            if JSONPath.keyword(of: part) == "range" {
                let values = try evaluate(part, input)
                var end = parts.endIndex
                if values.isEmpty {
                    end = JSONPath.endOfRange(parts[(index + 1)...])
                }
                for value in values {
                    end = try run(parts[(index + 1)...], [value], into: &out)
                }
                // A range that nothing ends is told of once more, as what stands behind it.
                index = end == parts.endIndex ? index + 1 : end + 1
                continue
            }
            out.append(try evaluate(part, input))
            if out.count > JSONPath.resultsMax { throw JSONPathError(message: "too many results") }
            index += 1
        }
        return parts.endIndex
    }

    private static func keyword(of part: PathNode) -> String? {
        if case .list(let nodes) = part, case .identifier(let word)? = nodes.first { word } else { nil }
    }

    /// Where the `{end}` of a range stands that is never run.
    private static func endOfRange(_ parts: ArraySlice<PathNode>) -> Int {
        var open = 0
        for index in parts.indices {
            switch keyword(of: parts[index]) {
            case "range": open += 1
            case "end" where open == 0: return index
            case "end": open -= 1
            default: break
            }
        }
        return parts.endIndex
    }

    private func evaluate(_ node: PathNode, _ input: [Value]) throws(JSONPathError) -> [Value] {
        switch node {
        case .list(let nodes):
            var values = input
            for node in nodes { values = try evaluate(node, values) }
            return values
        case .text(let text): return [.string(text)]
        case .int(let number): return input.map { _ in .int(number) }
        case .float(let number): return input.map { _ in .double(number) }
        case .bool(let flag): return input.map { _ in .bool(flag) }
        case .identifier(let word):
            if word == "range" || word == "end" { return input }
            throw JSONPathError(message: "unrecognized identifier \(word)")
        case .field(let name): return try field(name, input)
        case .wildcard: return input.flatMap(JSONPath.children)
        case .recursive: return input.flatMap(JSONPath.descendants)
        case .union(let members):
            var out: [Value] = []
            for member in members { out += try evaluate(member, input) }
            return out
        case .slice(let from, let to, let isDerived, let step):
            var out: [Value] = []
            for value in input { out += try JSONPath.slice(value, from, to, isDerived, step) }
            return out
        case .filter(let left, let right, let operation):
            var out: [Value] = []
            for value in input { out += try filter(value, left, right, operation) }
            return out
        }
    }

    private func field(_ name: String, _ input: [Value]) throws(JSONPathError) -> [Value] {
        if input.isEmpty { return [] }
        let found = input.compactMap { $0[name] }
        if found.isEmpty && !allowsMissingKeys { throw JSONPathError(message: "\(name) is not found") }
        return found
    }

    private static func children(_ value: Value) -> [Value] {
        switch value {
        case .array(let elements): elements
        case .object(let fields): fields.map(\.value)
        default: []
        }
    }

    private static func descendants(_ value: Value) -> [Value] {
        switch value {
        case .array(let elements): elements.isEmpty ? [] : [value] + elements.flatMap(descendants)
        case .object(let fields): fields.isEmpty ? [] : [value] + fields.flatMap { descendants($0.value) }
        case .string(let text): text.isEmpty ? [] : [value]
        default: []
        }
    }

    private static func slice(
        _ value: Value, _ givenFrom: Int?, _ givenTo: Int?, _ isDerived: Bool, _ step: Int?
    ) throws(JSONPathError) -> [Value] {
        if value.isNull { return [] }
        guard let elements = value.array else {
            throw JSONPathError(message: "\(goType(value)) is not array or slice")
        }
        var from = givenFrom ?? 0
        if from < 0 { from += elements.count }
        var to = givenTo ?? elements.count
        if to < 0 || (to == 0 && isDerived) { to += elements.count }
        if from == to { return [] }
        if from >= elements.count || from < 0 {
            throw JSONPathError(message: "array index out of bounds: index \(from), length \(elements.count)")
        }
        if to > elements.count || to < 0 {
            throw JSONPathError(
                message: "array index out of bounds: index \(to - 1), length \(elements.count)")
        }
        if from > to {
            throw JSONPathError(message: "starting index \(from) is greater than ending index \(to)")
        }
        if let step, step <= 0 { throw JSONPathError(message: "step must be > 0") }
        return stride(from: from, to: to, by: step ?? 1).map { elements[$0] }
    }

    private static func goType(_ value: Value) -> String {
        switch value {
        case .object: "map[string]interface {}"
        case .string: "string"
        case .int: "int64"
        case .double: "float64"
        case .bool: "bool"
        default: "<nil>"
        }
    }

    private func filter(
        _ value: Value, _ left: PathNode, _ right: PathNode, _ operation: String
    ) throws(JSONPathError) -> [Value] {
        guard let elements = value.array else {
            throw JSONPathError(
                message: "\(GoStrings.plain(value)) is not array or slice and cannot be filtered")
        }
        var out: [Value] = []
        for element in elements {
            if operation == "exists" {
                if let lefts = try? evaluate(left, [element]), !lefts.isEmpty { out.append(element) }
                continue
            }
            let lefts = try evaluate(left, [element])
            if lefts.isEmpty { continue }
            let rights = try evaluate(right, [element])
            if rights.isEmpty { continue }
            if lefts.count > 1 || rights.count > 1 {
                throw JSONPathError(message: "can only compare one element at a time")
            }
            if try JSONPath.compare(lefts[0], operation, rights[0]) { out.append(element) }
        }
        return out
    }

    /// Upstream: client-go/third_party/forked/golang/template, Less and Equal.
    private static func compare(_ left: Value, _ operation: String, _ right: Value) throws(JSONPathError)
        -> Bool
    {
        let (isEqual, isLess): (Bool, Bool)
        switch (left, right) {
        case (.int(let a), .int(let b)): (isEqual, isLess) = (a == b, a < b)
        case (.double(let a), .double(let b)): (isEqual, isLess) = (a == b, a < b)
        case (.string(let a), .string(let b)): (isEqual, isLess) = (a == b, a < b)
        case (.bool(let a), .bool(let b)):
            guard operation == "==" || operation == "!=" else {
                throw JSONPathError(message: "invalid type for comparison")
            }
            (isEqual, isLess) = (a == b, false)
        case (.array, _), (.object, _), (.null, _), (_, .array), (_, .object), (_, .null):
            throw JSONPathError(message: "invalid type for comparison")
        default: throw JSONPathError(message: "incompatible types for comparison")
        }
        switch operation {
        case "==": return isEqual
        case "!=": return !isEqual
        case "<": return isLess
        case "<=": return isLess || isEqual
        case ">": return !isLess && !isEqual
        case ">=": return !isLess
        default: throw JSONPathError(message: "unrecognized filter operator \(operation)")
        }
    }
}
