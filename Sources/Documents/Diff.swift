/// One place at which two documents are not the same.
public struct DiffEntry: Sendable, Equatable {
    /// What happened there.
    public enum Change: Sendable, Equatable {
        /// Only the new document has it.
        case added(Value)
        /// Only the old document has it.
        case removed(Value)
        /// Both have it, with different values.
        case changed(old: Value, new: Value)
    }

    /// Where; elements of keyed lists are named by their key: `status.conditions[type=Ready]`.
    public let path: FieldPath
    /// What.
    public let change: Change

    /// The value before, if there was one.
    public var old: Value? {
        switch change {
        case .added: nil
        case .removed(let old), .changed(let old, _): old
        }
    }

    /// The value after, if there is one.
    public var new: Value? {
        switch change {
        case .removed: nil
        case .added(let new), .changed(_, let new): new
        }
    }
}

/// Compares documents member by member.
public enum Diff {
    /// The names that tell elements of a list apart, tried in this order.
    public static let usualKeys = ["type", "name", "uid", "containerPort", "port", "ip", "key"]

    /// What changed from `old` to `new`, in document order.
    ///
    /// Members go in key order. A list is matched by the first of `keys` that every element of
    /// both lists has, with a text or number that no two elements share; else by position.
    /// At most `DocumentLimits.diffEntriesMax` entries.
    public static func entries(
        from old: Value, to new: Value, matching keys: [String] = usualKeys
    ) -> [DiffEntry] {
        var walk = Walk(keys: keys)
        walk.compare(old, new, at: [])
        return walk.entries
    }

    private struct Walk {
        let keys: [String]
        var entries: [DiffEntry] = []

        mutating func add(_ change: DiffEntry.Change, at steps: [FieldPath.Step]) {
            guard entries.count < DocumentLimits.diffEntriesMax else { return }
            entries.append(DiffEntry(path: FieldPath(steps), change: change))
        }

        mutating func compare(_ old: Value, _ new: Value, at steps: [FieldPath.Step]) {
            switch (old, new) {
            case (.object(let before), .object(let after)): members(before, after, at: steps)
            case (.array(let before), .array(let after)):
                if before == after { return }
                if let key = keys.first(where: { Walk.identifies($0, before) && Walk.identifies($0, after) }) {
                    elements(before, after, by: key, at: steps)
                } else {
                    positions(before, after, at: steps)
                }
            default:
                if old != new { add(.changed(old: old, new: new), at: steps) }
            }
        }

        /// Walks both sorted member lists side by side.
        private mutating func members(_ old: Fields, _ new: Fields, at steps: [FieldPath.Step]) {
            let (before, after) = (old.members, new.members)
            var (left, right) = (0, 0)
            while left < before.count || right < after.count {
                if right == after.count || (left < before.count && before[left].key < after[right].key) {
                    add(.removed(before[left].value), at: steps + [.key(before[left].key)])
                    left += 1
                } else if left == before.count || after[right].key < before[left].key {
                    add(.added(after[right].value), at: steps + [.key(after[right].key)])
                    right += 1
                } else {
                    if before[left].value != after[right].value {
                        compare(
                            before[left].value, after[right].value, at: steps + [.key(before[left].key)])
                    }
                    left += 1
                    right += 1
                }
            }
        }

        private mutating func positions(_ old: [Value], _ new: [Value], at steps: [FieldPath.Step]) {
            for index in 0..<max(old.count, new.count) {
                let here = steps + [.index(index)]
                if index >= new.count {
                    add(.removed(old[index]), at: here)
                } else if index >= old.count {
                    add(.added(new[index]), at: here)
                } else {
                    compare(old[index], new[index], at: here)
                }
            }
        }

        private mutating func elements(
            _ old: [Value], _ new: [Value], by key: String, at steps: [FieldPath.Step]
        ) {
            var places: [String: Int] = [:]
            for (index, element) in new.enumerated() { places[Walk.identity(element, key) ?? ""] = index }
            var seen = Set<Int>()
            for element in old {
                let identity = Walk.identity(element, key) ?? ""
                let here = steps + [.match(key: key, value: identity)]
                if let place = places[identity] {
                    seen.insert(place)
                    compare(element, new[place], at: here)
                } else {
                    add(.removed(element), at: here)
                }
            }
            for (index, element) in new.enumerated() where !seen.contains(index) {
                add(.added(element), at: steps + [.match(key: key, value: Walk.identity(element, key) ?? "")])
            }
        }

        private static func identity(_ element: Value, _ key: String) -> String? {
            switch element[key] {
            case .string(let text): text
            case .int(let number): String(number)
            default: nil
            }
        }

        private static func identifies(_ key: String, _ elements: [Value]) -> Bool {
            var seen = Set<String>()
            return elements.allSatisfy { element in
                identity(element, key).map { seen.insert($0).inserted } ?? false
            }
        }
    }
}
