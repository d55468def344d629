import Documents

/// What differs between two versions of an object, field by field.
///
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 typed/compare.go.
struct FieldComparison {
    private(set) var removed = FieldSet()
    private(set) var modified = FieldSet()
    private(set) var added = FieldSet()

    private let isImplied: (old: Bool, new: Bool)
    private var path: [PathElement] = []

    init(_ old: TypedValue, _ new: TypedValue) {
        isImplied = (old.hasImplied, new.hasImplied)
        compare(old.value, new.value, new.shape)
    }

    /// Without the fields that this kind of request cannot change.
    mutating func leaveOut(_ reset: ResetFields) {
        removed = reset.kept(removed)
        modified = reset.kept(modified)
        added = reset.kept(added)
    }

    /// What is there now and was not, or was something else.
    var written: FieldSet { modified.union(added) }
    /// All that is different.
    var all: FieldSet { written.union(removed) }

    private enum Outcome { case leaf, inner }

    private mutating func compare(_ old: Value?, _ new: Value?, _ shape: MergeShape) {
        if let old, old.isSame(as: new), isImplied.old == isImplied.new { return }
        let (before, after) = (shape.fitting(old), shape.fitting(new))
        var outcome = Outcome.inner
        if new == nil {
            outcome = handle(old, new, before)
        } else if old == nil || before.isLike(after) {
            outcome = handle(old, new, after)
        } else {
            _ = handle(old, new, before)
            outcome = handle(old, new, after)
        }
        if case .inner = outcome {
            if old == nil { added.insert(path[...]) } else if new == nil { removed.insert(path[...]) }
        }
    }

    private mutating func leaf(_ old: Value?, _ new: Value?) -> Outcome {
        switch (old, new) {
        case (nil, _): added.insert(path[...])
        case (_, nil): removed.insert(path[...])
        case (let old?, let new?): if !TypedValue.isEqual(old, new) { modified.insert(path[...]) }
        }
        return .leaf
    }

    private mutating func handle(_ old: Value?, _ new: Value?, _ shape: MergeShape) -> Outcome {
        switch shape {
        case .scalar, .deduced: return leaf(old, new)
        case .list(let kind, let element):
            let (before, after) = (old?.array ?? [], new?.array ?? [])
            if kind == .atomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
            compare(before, after, kind, element)
        case .map(let isAtomic, let element):
            let (before, after) = (old?.fields ?? Fields(), new?.fields ?? Fields())
            if isAtomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
            compare(before, after) { _ in element }
        case .structure(let structure):
            let before = TypedValue.members(old, structure, isImplied.old)
            let after = TypedValue.members(new, structure, isImplied.new)
            if structure.isAtomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
            compare(before, after) { structure.member($0) ?? .deduced }
        }
        return .inner
    }

    private mutating func compare(_ old: Fields, _ new: Fields, _ shape: (String) -> MergeShape) {
        var (one, two) = (old.members[...], new.members[...])
        while let key = min(one.first?.key, two.first?.key) {
            let before = one.first?.key == key ? one.removeFirst().value : nil
            let after = two.first?.key == key ? two.removeFirst().value : nil
            path.append(.field(key))
            compare(before, after, shape(key))
            path.removeLast()
        }
    }

    private func min(_ one: String?, _ two: String?) -> String? {
        guard let one, let two else { return one ?? two }
        return one < two ? one : two
    }

    /// Elements that are there more than once are compared as one.
    private mutating func compare(
        _ old: [Value], _ new: [Value], _ kind: MergeShape.ListKind, _ element: MergeShape
    ) {
        let (before, after) = (ListItems(old, kind, element), ListItems(new, kind, element))
        let fresh = after.places.filter { before[$0.element] == nil }
        for place in before.places + fresh {
            let left = (before[place.element]?.indices ?? []).map { old[$0] }
            let right = (after[place.element]?.indices ?? []).map { new[$0] }
            path.append(place.element)
            switch (left.count, right.count) {
            case (...1, ...1): compare(left.first, right.first, element)
            case (2..., 2...): if left != right { modified.insert(path[...]) }
            case (2..., _):
                if let one = right.first { compare(nil, one, element) }
                removed.insert(path[...])
            default:
                if let one = left.first { compare(one, nil, element) }
                added.insert(path[...])
            }
            path.removeLast()
        }
    }
}

extension MergeShape {
    /// The same sort of shape, for values of unknown type.
    func isLike(_ other: MergeShape) -> Bool {
        switch (self, other) {
        case (.scalar, .scalar), (.list, .list), (.map, .map), (.structure, .structure), (.deduced, .deduced): true
        default: false
        }
    }
}
