import Documents

/// The difference between two statuses as a strategic merge patch.
///
/// Upstream: pkg/util/pod/pod.go, PatchPodStatus; the rules of the lists are those of core/v1 types.
enum StatusPatch {
    /// Lists that merge, with the key of their elements; other lists are written whole.
    private static let merged = [
        "conditions": "type", "hostIPs": "ip", "podIPs": "ip", "addresses": "type",
    ]

    /// What brings `old` to `new` for the members named in `owned`; empty if nothing differs.
    ///
    /// `atomic` stands in for `old` where lists are written whole: what was written last.
    static func between(_ old: Fields, _ new: Fields, owned: [String], atomic: Fields? = nil) -> Fields {
        var out = Fields()
        for name in owned {
            if let key = merged[name] {
                list(name, key, old[name]?.array ?? [], new[name]?.array, into: &out)
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

    private static func list(_ name: String, _ key: String, _ old: [Value], _ new: [Value]?, into out: inout Fields) {
        guard let new, !new.isEmpty else {
            if !old.isEmpty { out[name] = .null }
            return
        }
        var entries: [Value] = []
        for element in new {
            guard let before = old.first(where: { $0[key] == element[key] }) else {
                entries.append(element)
                continue
            }
            let change = change(from: before, to: element, key: key)
            if change.count > 1 { entries.append(.object(change)) }
        }
        for element in old where !new.contains(where: { $0[key] == element[key] }) {
            entries.append(.object(Fields([("$patch", "delete"), (key, element[key] ?? .null)])))
        }
        if entries.isEmpty { return }
        out[name] = .array(entries)
        out["$setElementOrder/\(name)"] = .array(
            new.map { .object(Fields([(key, $0[key] ?? .null)])) })
    }

    /// The changed members of an element, with its key.
    private static func change(from old: Value, to new: Value, key: String) -> Fields {
        var out = Fields([(key, new[key] ?? .null)])
        for field in new.fields ?? Fields() {
            let before = old[field.key] ?? .null
            if before != field.value { out[field.key] = field.value }
        }
        for field in old.fields ?? Fields() where new[field.key] == nil && !field.value.isNull {
            out[field.key] = .null
        }
        return out
    }
}
