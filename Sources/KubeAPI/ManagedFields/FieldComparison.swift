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

        /// A value that is on one side alone.
        static func whole(_ value: Value, _ shape: MergeShape, hasImplied: Bool) -> Mark {
            Mark(isMember: true, children: FieldSet(below: value, shape, hasImplied: hasImplied))
        }

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
            var found = Found()
            switch (old, new) {
            case (nil, nil): break
            case (nil, let new?): found.added = .whole(new, shape, hasImplied: isImplied.new)
            case (let old?, nil): found.removed = .whole(old, shape, hasImplied: isImplied.old)
            case (let old?, let new?):
                if isSame(old, new) { break }
                let (before, after) = (shape.fitting(old), shape.fitting(new))
                found = handle(old, new, before)
                if !before.isLike(after) { found.join(handle(old, new, after)) }
            }
            return found
        }

        /// One tree: nobody need look at it.
        private func isSame(_ old: Value?, _ new: Value?) -> Bool {
            isImplied.old == isImplied.new && old?.isSame(as: new) == true
        }

        private func leaf(_ old: Value, _ new: Value) -> Found {
            var found = Found()
            found.modified.isMember = !TypedValue.isEqual(old, new)
            return found
        }

        private func handle(_ old: Value, _ new: Value, _ shape: MergeShape) -> Found {
            switch shape {
            case .scalar, .deduced: return leaf(old, new)
            case .list(let kind, let element):
                let (before, after) = (old.array ?? [], new.array ?? [])
                if kind == .atomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
                return compare(before, after, kind, element)
            case .map(let isAtomic, let element):
                let (before, after) = (old.fields ?? Fields(), new.fields ?? Fields())
                if isAtomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
                return compare(before, after) { _ in element }
            case .structure(let structure):
                let before = TypedValue.members(old, structure, isImplied.old)
                let after = TypedValue.members(new, structure, isImplied.new)
                if structure.isAtomic || before.isEmpty && after.isEmpty { return leaf(old, new) }
                return compare(before, after) { structure.member($0) ?? .deduced }
            }
        }

        private func compare(_ old: Fields, _ new: Fields, _ shape: (String) -> MergeShape) -> Found {
            var found = Found()
            let (before, after) = (old.members, new.members)
            var (one, two) = (0, 0)
            while one < before.count || two < after.count {
                let isBefore = one < before.count && (two == after.count || before[one].key <= after[two].key)
                let isAfter = two < after.count && (one == before.count || after[two].key <= before[one].key)
                defer {
                    if isBefore { one += 1 }
                    if isAfter { two += 1 }
                }
                let (left, right) = (isBefore ? before[one].value : nil, isAfter ? after[two].value : nil)
                if isSame(left, right) { continue }
                let key = isBefore ? before[one].key : after[two].key
                found.put(.field(key), compare(left, right, shape(key)))
            }
            return found
        }

        /// Elements that are there more than once are compared as one.
        private func compare(
            _ old: [Value], _ new: [Value], _ kind: MergeShape.ListKind, _ element: MergeShape
        ) -> Found {
            let (before, after) = (ListItems(old, kind, element), ListItems(new, kind, element))
            var found = Found()
            for place in before.places {
                found.put(place.element, compare(place, old, after[place.element], new, element))
            }
            for place in after.places where before[place.element] == nil {
                found.put(place.element, compare(nil, old, place, new, element))
            }
            return found
        }

        private func compare(
            _ left: ListItems.Place?, _ old: [Value], _ right: ListItems.Place?, _ new: [Value], _ element: MergeShape
        ) -> Found {
            let (one, two) = (left?.only(in: old), right?.only(in: new))
            // An element that is there more than once counts as a whole, beside what the other side's only one has.
            let (manyLeft, manyRight) = (left != nil && one == nil, right != nil && two == nil)
            if let left, let right, manyLeft, manyRight {
                var found = Found()
                found.modified.isMember = left.all(in: old) != right.all(in: new)
                return found
            }
            var found = compare(one, two, element)
            if manyLeft { found.removed.isMember = true }
            if manyRight { found.added.isMember = true }
            return found
        }
    }
}

extension FieldSet {
    /// Every place below one that has a value, each a field of its own.
    fileprivate init(below value: Value, _ shape: MergeShape, hasImplied: Bool) {
        self.init()
        switch shape.fitting(value) {
        case .scalar, .deduced, .list(.atomic, _), .map(true, _): break
        case .map(false, let element):
            self.init(members: value.fields ?? Fields(), hasImplied) { _ in element }
        case .structure(let structure):
            if structure.isAtomic { break }
            let members = TypedValue.members(value, structure, hasImplied)
            self.init(members: members, hasImplied) { structure.member($0) ?? .deduced }
        case .list(let kind, let element):
            let list = value.array ?? []
            for place in ListItems(list, kind, element).places {
                // Elements that are there more than once are one.
                let below = place.only(in: list).map { FieldSet(below: $0, element, hasImplied: hasImplied) }
                put(Node(element: place.element, isMember: true, children: below ?? FieldSet()))
            }
        }
    }

    private init(members: Fields, _ hasImplied: Bool, _ shape: (String) -> MergeShape) {
        self.init(
            sorted: members.members.map { member in
                let below = FieldSet(below: member.value, shape(member.key), hasImplied: hasImplied)
                return Node(element: .field(member.key), isMember: true, children: below)
            })
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
