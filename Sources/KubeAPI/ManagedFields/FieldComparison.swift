import Documents

/// What differs between two versions of an object, field by field.
///
/// The sets grow from the leaves: what is found below a place is put there as a whole, since lists of thousands of
/// objects ask for the owners of each.
/// Upstream: sigs.k8s.io/structured-merge-diff/v6 typed/compare.go.
struct FieldComparison {
    private(set) var removed: FieldSet
    private(set) var modified: FieldSet
    private(set) var added: FieldSet

    init(_ old: TypedValue, _ new: TypedValue) {
        let walk = Walk(isImplied: (old.hasImplied, new.hasImplied))
        let found = walk.compare(old.value, new.value, new.shape)
        removed = found.removed.children
        modified = found.modified.children
        added = found.added.children
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

    /// What one of the sets holds at a place and below it.
    private struct Mark {
        var isMember = false
        var children = FieldSet()

        mutating func put(_ element: PathElement, _ below: Mark) {
            guard below.isMember || !below.children.isEmpty else { return }
            children.put(FieldSet.Node(element: element, isMember: below.isMember, children: below.children))
        }

        mutating func join(_ other: Mark) {
            isMember = isMember || other.isMember
            children = children.union(other.children)
        }
    }

    /// What was found at a place and below it.
    private struct Found {
        var removed = Mark()
        var modified = Mark()
        var added = Mark()

        mutating func put(_ element: PathElement, _ below: Found) {
            removed.put(element, below.removed)
            modified.put(element, below.modified)
            added.put(element, below.added)
        }

        mutating func join(_ other: Found) {
            removed.join(other.removed)
            modified.join(other.modified)
            added.join(other.added)
        }
    }

    private struct Walk {
        let isImplied: (old: Bool, new: Bool)

        func compare(_ old: Value?, _ new: Value?, _ shape: MergeShape) -> Found {
            if let old, old.isSame(as: new), isImplied.old == isImplied.new { return Found() }
            let (before, after) = (shape.fitting(old), shape.fitting(new))
            if new == nil { return handle(old, new, before) }
            if old == nil || before.isLike(after) { return handle(old, new, after) }
            var found = handle(old, new, before)
            found.join(handle(old, new, after))
            return found
        }

        private func leaf(_ old: Value?, _ new: Value?) -> Found {
            var found = Found()
            switch (old, new) {
            case (nil, _): found.added.isMember = true
            case (_, nil): found.removed.isMember = true
            case (let old?, let new?): found.modified.isMember = !TypedValue.isEqual(old, new)
            }
            return found
        }

        private func handle(_ old: Value?, _ new: Value?, _ shape: MergeShape) -> Found {
            var found: Found
            switch shape {
            case .scalar, .deduced: return leaf(old, new)
            case .list(let kind, let element):
                let (before, after) = (old?.array ?? [], new?.array ?? [])
                if kind == .atomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
                found = compare(before, after, kind, element)
            case .map(let isAtomic, let element):
                let (before, after) = (old?.fields ?? Fields(), new?.fields ?? Fields())
                if isAtomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
                found = compare(before, after) { _ in element }
            case .structure(let structure):
                let before = TypedValue.members(old, structure, isImplied.old)
                let after = TypedValue.members(new, structure, isImplied.new)
                if structure.isAtomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
                found = compare(before, after) { structure.member($0) ?? .deduced }
            }
            if old == nil { found.added.isMember = true } else if new == nil { found.removed.isMember = true }
            return found
        }

        private func compare(_ old: Fields, _ new: Fields, _ shape: (String) -> MergeShape) -> Found {
            var found = Found()
            let (before, after) = (old.members, new.members)
            var (one, two) = (0, 0)
            while one < before.count || two < after.count {
                let isBefore = one < before.count && (two == after.count || before[one].key <= after[two].key)
                let isAfter = two < after.count && (one == before.count || after[two].key <= before[one].key)
                let key = isBefore ? before[one].key : after[two].key
                let below = compare(
                    isBefore ? before[one].value : nil, isAfter ? after[two].value : nil, shape(key))
                found.put(.field(key), below)
                if isBefore { one += 1 }
                if isAfter { two += 1 }
            }
            return found
        }

        /// Elements that are there more than once are compared as one.
        private func compare(
            _ old: [Value], _ new: [Value], _ kind: MergeShape.ListKind, _ element: MergeShape
        ) -> Found {
            let (before, after) = (ListItems(old, kind, element), ListItems(new, kind, element))
            let fresh = after.places.filter { before[$0.element] == nil }
            var found = Found()
            for place in before.places + fresh {
                let left = (before[place.element]?.indices ?? []).map { old[$0] }
                let right = (after[place.element]?.indices ?? []).map { new[$0] }
                var below = Found()
                switch (left.count, right.count) {
                case (...1, ...1): below = compare(left.first, right.first, element)
                case (2..., 2...): below.modified.isMember = left != right
                case (2..., _):
                    if let one = right.first { below = compare(nil, one, element) }
                    below.removed.isMember = true
                default:
                    if let one = left.first { below = compare(one, nil, element) }
                    below.added.isMember = true
                }
                found.put(place.element, below)
            }
            return found
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
