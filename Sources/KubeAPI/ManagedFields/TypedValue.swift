import Documents

/// A document beside its shape: what server-side apply works on.
///
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 typed/typed.go, tofieldset.go, helpers.go.
struct TypedValue {
    var value: Value
    let shape: MergeShape
    /// The document is of a Go type, which has members that nobody set (`resources: {}`).
    let hasImplied: Bool

    /// Every field and element that the document speaks of.
    var fieldSet: FieldSet {
        var set = FieldSet()
        var path: [PathElement] = []
        Self.collect(value, shape, hasImplied, &path, &set)
        return set
    }

    private static func collect(
        _ value: Value, _ shape: MergeShape, _ hasImplied: Bool, _ path: inout [PathElement], _ set: inout FieldSet
    ) {
        switch shape.fitting(value) {
        case .scalar, .deduced: set.insert(path[...])
        case .list(.atomic, _), .map(true, _): set.insert(path[...])
        case .structure(let structure) where structure.isAtomic: set.insert(path[...])
        case .list(let kind, let element):
            collect(value.array ?? [], kind, element, hasImplied, &path, &set)
        case .map(_, let element):
            for field in value.fields ?? Fields() {
                path.append(.field(field.key))
                collect(field.value, element, hasImplied, &path, &set)
                set.insert(path[...])
                path.removeLast()
            }
        case .structure(let structure):
            for field in members(value, structure, hasImplied) {
                path.append(.field(field.key))
                let member = structure.member(field.key)
                collect(field.value, member ?? .deduced, hasImplied, &path, &set)
                if field.value.isNull || field.value.fields?.isEmpty == true || member == nil { set.insert(path[...]) }
                path.removeLast()
            }
        }
    }

    private static func collect(
        _ list: [Value], _ kind: MergeShape.ListKind, _ element: MergeShape, _ hasImplied: Bool,
        _ path: inout [PathElement], _ set: inout FieldSet
    ) {
        let items = ListItems(list, kind, element)
        for place in items.places {
            path.append(place.element)
            if let only = place.only(in: list) { collect(only, element, hasImplied, &path, &set) }
            set.insert(path[...])
            path.removeLast()
        }
    }

    /// The members of a struct, with those that Go adds.
    static func members(_ value: Value?, _ structure: any MergeStructure, _ hasImplied: Bool) -> Fields {
        guard case .object(let fields)? = value else { return Fields() }
        guard hasImplied else { return fields }
        let implied = structure.implied
        guard implied.contains(where: { fields[$0.key] == nil }) else { return fields }
        var out: [Fields.Field] = []
        out.reserveCapacity(fields.count + implied.count)
        var next = 0
        for field in fields {
            while next < implied.count, implied[next].key < field.key {
                out.append(implied[next])
                next += 1
            }
            if next < implied.count, implied[next].key == field.key { next += 1 }
            out.append(field)
        }
        out += implied[next...]
        return Fields(sorted: out)
    }

    /// Are they the same for their readers? A whole number is one however it is written.
    static func isEqual(_ one: Value, _ two: Value) -> Bool {
        if one == two { return true }
        switch (one, two) {
        case (.int(let whole), .double(let number)), (.double(let number), .int(let whole)):
            return Double(whole) == number
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { isEqual($0, $1) }
        case (.object(let left), .object(let right)):
            return left.count == right.count
                && zip(left, right).allSatisfy { $0.key == $1.key && isEqual($0.value, $1.value) }
        default: return false
        }
    }
}

/// The elements of a set or map list by what tells them apart, in order of first appearance.
struct ListItems {
    struct Place {
        let element: PathElement
        let first: Int
        /// Where else: what tells elements apart should be there once.
        var others: [Int] = []

        /// The only element, if it is.
        func only(in list: [Value]) -> Value? { others.isEmpty ? list[first] : nil }
        /// All that are like it.
        func all(in list: [Value]) -> [Value] { [list[first]] + others.map { list[$0] } }
    }

    private(set) var places: [Place] = []
    /// The first element that cannot be told apart from others, by index, with upstream's reason.
    private(set) var problem: (index: Int, message: String)?
    /// Where each element stands, once there are so many that looking at all of them takes longer.
    private var firsts: [PathElement: Int] = [:]
    private static let scannedMax = 12

    init(_ list: [Value], _ kind: MergeShape.ListKind, _ element: MergeShape) {
        places.reserveCapacity(list.count)
        for (index, item) in list.enumerated() {
            do {
                let key = try Self.element(item, kind, element)
                if let known = place(of: key) { places[known].others.append(index) } else { append(key, index) }
            } catch {
                if problem == nil { problem = (index, error.message) }
            }
        }
    }

    /// The place of an element; `nil` if there is none.
    subscript(_ element: PathElement) -> Place? { place(of: element).map { places[$0] } }

    private func place(of element: PathElement) -> Int? {
        places.count > Self.scannedMax ? firsts[element] : places.firstIndex { $0.element == element }
    }

    private mutating func append(_ element: PathElement, _ index: Int) {
        places.append(Place(element: element, first: index))
        if places.count == Self.scannedMax + 1 {
            for (place, known) in places.enumerated() { firsts[known.element] = place }
        } else if places.count > Self.scannedMax {
            firsts[element] = places.count - 1
        }
    }

    /// What tells an element of a list apart.
    static func element(
        _ item: Value, _ kind: MergeShape.ListKind, _ shape: MergeShape
    ) throws(FieldSetError) -> PathElement {
        switch kind {
        case .atomic: throw FieldSetError(message: "invalid indexing of non-associative list")
        case .set:
            switch item {
            case .object:
                throw FieldSetError(message: "associative list without keys has an element that's a map type")
            case .array:
                throw FieldSetError(message: "not supported: associative list with lists as elements")
            case .null:
                throw FieldSetError(message: "associative list without keys has an element that's an explicit null")
            default: return .value(item)
            }
        case .map(let keys): return try keyed(item, keys, shape)
        }
    }

    private static func keyed(
        _ item: Value, _ keys: [String], _ shape: MergeShape
    ) throws(FieldSetError) -> PathElement {
        if item.isNull { throw FieldSetError(message: "associative list with keys may not have a null element") }
        guard case .object(let fields) = item else {
            throw FieldSetError(message: "associative list with keys may not have non-map elements")
        }
        var found = Fields()
        for key in keys {
            if let value = fields[key] {
                found[key] = value
            } else if case .structure(let structure) = shape, let value = structure.keyDefault(key) {
                found[key] = value
            }
        }
        if found.isEmpty {
            let names = "[" + keys.map { "\"\($0)\"" }.joined(separator: " ") + "]"
            throw FieldSetError(
                message: "associative list with keys has an element that omits all key fields \(names) "
                    + "(and doesn't have default values for any key fields)")
        }
        return .key(found.members)
    }
}

extension PathElement: Hashable {
    /// By what equal elements share, without their text.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .field(let name): hasher.combine(name)
        case .key(let fields):
            for field in fields { Self.hash(field.value, into: &hasher) }
        case .value(let value): Self.hash(value, into: &hasher)
        case .index(let index): hasher.combine(index)
        }
    }

    private static func hash(_ value: Value, into hasher: inout Hasher) {
        switch value {
        case .string(let text): hasher.combine(text)
        case .int(let number): hasher.combine(number)
        default: break
        }
    }
}
