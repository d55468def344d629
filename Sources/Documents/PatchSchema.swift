/// How a field of an API type is patched.
public struct PatchMeta: Sendable, Equatable {
    /// `merge`, `replace`, `retainKeys` or `merge` with `retainKeys`; empty means the usual way:
    /// objects are merged, lists replaced.
    public var strategy: [String]
    /// The member that tells the elements of a merged list apart; `nil` for lists of scalars.
    public var mergeKey: String?
    /// The type of the field's object, or of the elements of its list or map; `nil` if free.
    public var type: String?

    /// Makes the facts of one field.
    public init(strategy: [String] = [], mergeKey: String? = nil, type: String? = nil) {
        self.strategy = strategy
        self.mergeKey = mergeKey
        self.type = type
    }
}

/// What a strategic merge patch has to know of the API's types.
public protocol PatchSchema: Sendable {
    /// The facts of `field` in `type`; `nil` if the type has no such field.
    ///
    /// For a type that is a map (labels, annotations) any field is there.
    func patchMeta(of field: String, in type: String) -> PatchMeta?
}

/// The directives inside strategic merge patches.
enum PatchDirective {
    static let marker = "$patch"
    static let retainKeys = "$retainKeys"
    static let deleteFromPrimitiveList = "$deleteFromPrimitiveList"
    static let setElementOrder = "$setElementOrder"

    /// The field that a key such as `$setElementOrder/ports` speaks of.
    static func field(of key: String, prefix: String) throws(PatchError) -> String {
        let rest = key.utf8.dropFirst(prefix.utf8.count)
        guard key.hasPrefix(prefix), rest.first == UInt8(ascii: "/") else {
            throw .malformedList(prefix == setElementOrder ? "setElementOrder list" : "primitive list")
        }
        return String(decoding: rest.dropFirst(), as: UTF8.self)
    }
}

extension PatchError {
    static func malformedList(_ what: String) -> PatchError {
        PatchError(.malformed, "invalid patch format of \(what)")
    }

    static func noMergeKey(_ element: Value, _ key: String) -> PatchError {
        PatchError(.malformed, "map: \(element.goText) does not contain declared merge key: \(key)")
    }

    static func wrongType(expected: String, _ actual: Value) -> PatchError {
        PatchError(.malformed, "expected a \(expected), but received a \(actual.goType)")
    }
}

/// The strategy of a field taken apart, with the type below it.
struct FieldRule {
    var retainsKeys = false
    var strategy = ""
    var mergeKey = ""
    var type: String?

    init(_ field: String, in type: String?, _ schema: any PatchSchema) throws(PatchError) {
        guard let type else { return }
        guard let meta = schema.patchMeta(of: field, in: type) else {
            throw PatchError(.malformed, "unable to find api field \"\(field)\" in \(type)")
        }
        mergeKey = meta.mergeKey ?? ""
        self.type = meta.type
        var strategies = meta.strategy
        if let index = strategies.firstIndex(of: "retainKeys") {
            retainsKeys = true
            strategies.remove(at: index)
        }
        if strategies.count > 1 {
            throw PatchError(
                .malformed, "unexpected patch strategy: [\(meta.strategy.joined(separator: " "))]")
        }
        strategy = strategies.first ?? ""
    }
}

extension Value {
    /// As Go's `%v` prints it: `map[name:web ports:[80 443]]`.
    public var goText: String {
        switch self {
        case .null: "<nil>"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .double(let number): GoNumbers.general(number)
        case .string(let text): text
        case .array(let elements): "[" + elements.map(\.goText).joined(separator: " ") + "]"
        case .object(let fields):
            "map[" + fields.map { "\($0.key):\($0.value.goText)" }.joined(separator: " ") + "]"
        }
    }

    /// The name of Go's type for it.
    public var goType: String {
        switch self {
        case .null: "%!s(<nil>)"
        case .bool: "bool"
        case .int: "int64"
        case .double: "float64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }

    var isObject: Bool { if case .object = self { true } else { false } }

    /// Whether Go has the same type for both.
    func isOfType(of other: Value) -> Bool {
        switch (self, other) {
        case (.null, .null), (.bool, .bool), (.int, .int), (.double, .double), (.string, .string), (.array, .array),
            (.object, .object):
            true
        default: false
        }
    }
}

/// Work on lists that applying and making patches share.
enum PatchLists {
    /// Whether the elements are objects; all must be of one type, and none may be a list.
    static func holdObjects(_ lists: [Value]...) throws(PatchError) -> Bool {
        guard let first = lists.first(where: { !$0.isEmpty })?.first else {
            throw PatchError(.malformed, "no elements in any of the given slices")
        }
        for list in lists {
            for element in list {
                if case .array = element {
                    throw PatchError(.malformed, "lists of lists are not supported")
                }
                if !element.isOfType(of: first) {
                    let shown = lists.map { Value.array($0).goText }.joined(separator: " ")
                    throw PatchError(.malformed, "list element types are not identical: [\(shown)]")
                }
            }
        }
        return first.isObject
    }

    static func key(_ element: Value, _ mergeKey: String) throws(PatchError) -> Value {
        guard element.isObject else { throw .wrongType(expected: "map[string]interface {}", element) }
        guard let key = element[mergeKey] else { throw .noMergeKey(element, mergeKey) }
        return key
    }

    /// What tells the elements of `list` apart: the values of the merge key, without one the elements themselves.
    static func keys(_ list: [Value], _ mergeKey: String) -> [Value?] {
        mergeKey.isEmpty ? list : list.map { $0[mergeKey] }
    }

    /// Where in `keys` the key is; -1 if nowhere.
    static func position(of key: Value?, in keys: [Value?]) -> Int { keys.firstIndex(of: key) ?? -1 }

    static func isDeletion(_ element: Value) -> Bool { element[PatchDirective.marker] == "delete" }

    /// Sorts as `order` has them; deletions go behind.
    static func normalized(
        _ list: [Value], order: [Value], _ mergeKey: String, objects: Bool
    ) throws(PatchError) -> [Value] {
        let mergeKey = objects ? mergeKey : ""
        if objects {
            for element in list { _ = try key(element, mergeKey) }
            for element in order { _ = try key(element, mergeKey) }
        }
        let places = keys(order, mergeKey)
        var ranked: [(place: Int, index: Int)] = []
        var deletions: [Value] = []
        for (index, key) in keys(list, mergeKey).enumerated() {
            if objects && isDeletion(list[index]) {
                deletions.append(list[index])
            } else {
                ranked.append((position(of: key, in: places), index))
            }
        }
        // Lists mostly come in order: the elements are not moved then.
        let isSorted = zip(ranked, ranked.dropFirst()).allSatisfy { $0.place <= $1.place }
        if isSorted && deletions.isEmpty { return list }
        if !isSorted { ranked.sort { ($0.place, $0.index) < ($1.place, $1.index) } }
        return ranked.map { list[$0.index] } + deletions
    }

    /// The patch's and the server's own elements in one list that keeps both orders.
    static func merged(
        patch: [Value], serverOnly: [Value], patchOrder: [Value], serverOrder: [Value],
        _ mergeKey: String, objects: Bool
    ) throws(PatchError) -> [Value] {
        let right = try normalized(patch, order: patchOrder, mergeKey, objects: objects)
        if serverOnly.isEmpty { return right }
        let left = try normalized(serverOnly, order: serverOrder, mergeKey, objects: objects)
        let mergeKey = objects ? mergeKey : ""
        let (leftKeys, rightKeys) = (keys(left, mergeKey), keys(right, mergeKey))
        let places = keys(serverOrder, mergeKey)
        var out: [Value] = []
        var (one, two) = (0, 0)
        while one < left.count, two < right.count {
            let first = position(of: leftKeys[one], in: places)
            let second = position(of: rightKeys[two], in: places)
            if first >= 0, second >= 0, first < second {
                out.append(left[one])
                one += 1
            } else {
                out.append(right[two])
                two += 1
            }
        }
        return out + left[one...] + right[two...]
    }

    /// Drops repeated scalars; the last element takes the place of a dropped one, as upstream.
    static func withoutRepeats(_ list: [Value]) -> [Value] {
        var list = list
        var first = 0
        while first < list.count {
            var second = first + 1
            while second < list.count {
                if list[first] == list[second] {
                    list[second] = list[list.count - 1]
                    list.removeLast()
                } else {
                    second += 1
                }
            }
            first += 1
        }
        return list
    }

    /// Sorted by what Go prints; equal ones in reverse, as upstream's comparison leaves them.
    static func sorted(_ list: [Value], by mergeKey: String) throws(PatchError) -> [Value] {
        var keyed: [(text: String, index: Int)] = []
        for (index, element) in list.enumerated() {
            let key = mergeKey.isEmpty ? element : try self.key(element, mergeKey)
            keyed.append((key.goText, index))
        }
        return keyed.sorted { $0.text == $1.text ? $0.index > $1.index : $0.text < $1.text }
            .map { list[$0.index] }
    }
}
