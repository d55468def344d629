import Documents

/// The difference between two statuses as a strategic merge patch.
///
/// Upstream: pkg/util/pod/pod.go, PatchPodStatus; the rules of the lists are those of core/v1 types.
enum StatusPatch {
    /// Lists that merge, with the key of their elements; other lists are written whole.
    private static let merged: [(name: String, key: String)] = [
        ("conditions", "type"), ("hostIPs", "ip"), ("podIPs", "ip"), ("addresses", "type"),
    ]

    /// What brings `old` to `new` for the members named in `owned`; empty if nothing differs.
    ///
    /// `atomic` stands in for `old` where lists are written whole: what was written last. `unset` is the member of
    /// a new element that Go writes as null (`lastProbeTime`, a time that nobody sets).
    static func between(
        _ old: Fields, _ new: Fields, owned: [String], atomic: Fields? = nil, unset: String? = nil
    ) -> Fields {
        var out = Fields()
        for name in owned {
            if let list = merged.first(where: { $0.name == name }) {
                let unset = name == "conditions" ? unset : nil
                StatusPatch.list(name, list.key, old[name]?.array ?? [], new[name]?.array, unset, into: &out)
                continue
            }
            let before = (atomic ?? old)[name]
            guard let after = new[name] else {
                if before != nil { out[name] = .null }
                continue
            }
            if before != after { out[name] = after }
        }
        return out
    }

    private static func list(
        _ name: String, _ key: String, _ old: [Value], _ new: [Value]?, _ unset: String?, into out: inout Fields
    ) {
        guard let new, !new.isEmpty else {
            if !old.isEmpty { out[name] = .null }
            return
        }
        let (before, after) = (old.map { $0[key] }, new.map { $0[key] })
        var entries: [Value] = []
        for (index, element) in new.enumerated() {
            guard let known = before.firstIndex(of: after[index]) else {
                var fresh = element
                if let unset { fresh.set(.null, at: unset) }
                entries.append(fresh)
                continue
            }
            let change = change(from: old[known], to: element, key: key)
            if change.count > 1 { entries.append(.object(change)) }
        }
        for (index, element) in old.enumerated() where !after.contains(before[index]) {
            entries.append(.object(Fields([("$patch", "delete"), (key, element[key] ?? .null)])))
        }
        if entries.isEmpty { return }
        out[name] = .array(entries)
        out["$setElementOrder/\(name)"] = .array(after.map { .object(Fields([(key, $0 ?? .null)])) })
    }

    /// The changed members of an element, with its key: both are sorted and walked side by side.
    private static func change(from old: Value, to new: Value, key: String) -> Fields {
        let (before, after) = (old.fields?.members ?? [], new.fields?.members ?? [])
        var out: [Fields.Field] = []
        var next = 0
        func drop(before name: String?) {
            while next < before.count, name.map({ before[next].key < $0 }) ?? true {
                if !before[next].value.isNull { out.append(Fields.Field(key: before[next].key, value: .null)) }
                next += 1
            }
        }
        for field in after {
            drop(before: field.key)
            var known = Value.null
            if next < before.count, before[next].key == field.key {
                known = before[next].value
                next += 1
            }
            if field.key == key || known != field.value { out.append(field) }
        }
        drop(before: nil)
        return Fields(sorted: out)
    }
}
