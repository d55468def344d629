import Documents

/// What new values bring, for objects that are looked at one after the other: values of one form bring the same fields.
///
/// A list holds thousands of objects that controllers made of one template. Which fields of a value that was not there
/// before are somebody's follows from its form: the names of its members, and what tells the elements of its lists
/// apart. So what was found for one value serves all of its form, and so does the text of it.
///
/// A class for one pointer: it is handed down a walk, belongs to one list and goes with it.
public final class FieldForms {
    /// So many forms of a type are known at a time; the oldest goes first.
    static let formsMax = 8

    private struct Known {
        let value: Value
        let isImplied: Bool
        let found: FieldComparison.Mark
    }

    /// By type of the tables, and apart from them lists of such a type.
    private enum Sort: Hashable {
        case one(Int)
        case list(Int)
    }

    /// Where a set's nodes lie: sets that share them are equal.
    private struct Place: Hashable {
        let nodes: UInt
        let isMember: Bool
    }

    private var known: [Sort: [Known]] = [:]
    /// As `fieldsV1` has them; the set is kept so that its place stays its own.
    private var shown: [Place: (set: FieldSet, value: Value)] = [:]

    /// Nothing is known yet.
    public init() {}

    /// What a value of this form brought; `nil` if none was seen.
    func found(_ value: Value, _ shape: MergeShape, isImplied: Bool) -> FieldComparison.Mark? {
        guard let sort = sort(shape), let forms = known[sort] else { return nil }
        guard let one = forms.first(where: { $0.isImplied == isImplied && shape.isOneForm($0.value, value) })
        else { return nil }
        show(one.found.children, isMember: one.found.isMember)
        return one.found
    }

    /// Keeps what a value brought that was not there before.
    func keep(_ found: FieldComparison.Mark, of value: Value, _ shape: MergeShape, isImplied: Bool) {
        guard let sort = sort(shape) else { return }
        var forms = known[sort] ?? []
        if forms.count == Self.formsMax { forms.removeFirst() }
        forms.append(Known(value: value, isImplied: isImplied, found: found))
        known[sort] = forms
    }

    /// The set as `fieldsV1` has it, if it was found more than once.
    func value(of set: FieldSet, isMember: Bool) -> Value? {
        set.isEmpty ? nil : shown[Place(nodes: set.place, isMember: isMember)]?.value
    }

    private func sort(_ shape: MergeShape) -> Sort? {
        switch shape {
        case .structure(let structure): structure.place.map { .one($0) }
        case .list(.map, .structure(let structure)): structure.place.map { .list($0) }
        default: nil
        }
    }

    /// Writes a set that is met again, with all below it.
    private func show(_ set: FieldSet, isMember: Bool) {
        let place = Place(nodes: set.place, isMember: isMember)
        if set.isEmpty || shown[place] != nil { return }
        for node in set.nodes { show(node.children, isMember: node.isMember) }
        shown[place] = (set, set.value(isMember: isMember, self))
    }
}

extension FieldSet {
    /// Where the nodes lie; to be compared, never to be stored without the set, ordered or printed.
    fileprivate var place: UInt { nodes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
}

extension MergeShape {
    /// Do two values have the same members and elements? Then they hold the same fields.
    func isOneForm(_ one: Value, _ two: Value) -> Bool {
        if one.isSame(as: two) { return true }
        let shape = fitting(one)
        guard shape.isLike(fitting(two)) else { return false }
        switch shape {
        case .scalar, .deduced: return true
        case .list(let kind, let element):
            return kind == .atomic || Self.isOneForm(one.array ?? [], two.array ?? [], kind, element)
        case .map(let isAtomic, let element):
            return isAtomic || Self.isOneForm(one.fields, two.fields) { _ in element }
        case .structure(let structure):
            return structure.isAtomic
                || Self.isOneForm(one.fields, two.fields) { structure.member($0) ?? .deduced }
        }
    }

    private static func isOneForm(_ one: Fields?, _ two: Fields?, _ shape: (String) -> MergeShape) -> Bool {
        guard let one, let two else { return one == nil && two == nil }
        let (left, right) = (one.members, two.members)
        guard left.count == right.count else { return false }
        for index in left.indices where left[index].key != right[index].key { return false }
        for index in left.indices where !shape(left[index].key).isOneForm(left[index].value, right[index].value) {
            return false
        }
        return true
    }

    private static func isOneForm(_ one: [Value], _ two: [Value], _ kind: ListKind, _ element: MergeShape) -> Bool {
        guard one.count == two.count else { return false }
        return zip(one, two).allSatisfy { left, right in
            guard case .map(let keys) = kind else { return left == right }
            return keys.allSatisfy { left[$0] == right[$0] } && element.isOneForm(left, right)
        }
    }
}
