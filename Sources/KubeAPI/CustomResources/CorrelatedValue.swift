import Documents

/// A value and what it was before, as far as the two can be told to be the same place.
///
/// Members of objects correlate by name if the schema knows them; elements only in lists of type `map`.
/// Upstream: apiserver/pkg/cel/common/equality.go, maplist.go.
struct CorrelatedValue {
    let new: Value
    let old: Value
    let schema: StructuralSchema

    func member(_ name: String) -> CorrelatedValue? {
        guard let new = new.fields?[name], let old = old.fields?[name], let schema = schema.member(name) else {
            return nil
        }
        return CorrelatedValue(new: new, old: old, schema: schema)
    }

    func element(_ index: Int) -> CorrelatedValue? {
        guard schema.extensions.listType == "map", schema.type == "array", let items = schema.items,
            case .array(let before) = old, let element = new[index], let key = key(of: element),
            let match = before.first(where: { self.key(of: $0) == key })
        else { return nil }
        return CorrelatedValue(new: element, old: match, schema: items)
    }

    /// The values of the list's keys; `nil` if one is missing or no scalar.
    private func key(of element: Value) -> [Value]? {
        guard case .object(let fields) = element, !schema.extensions.listMapKeys.isEmpty else { return nil }
        var out: [Value] = []
        for name in schema.extensions.listMapKeys {
            switch fields[name] {
            case .bool?, .int?, .double?, .string?: out.append(fields[name] ?? .null)
            default: return nil
            }
        }
        return out
    }

    /// Whether nothing changed; what the schema does not know counts as changed.
    var isUnchanged: Bool {
        switch (new, old) {
        case (.array(let elements), .array(let before)):
            guard elements.count == before.count else { return false }
            if schema.extensions.listType != "map" { return elements == before }
            return elements.indices.allSatisfy { element($0)?.isUnchanged ?? false }
        case (.object(let fields), .object(let before)):
            return fields.count == before.count && fields.allSatisfy { member($0.key)?.isUnchanged ?? false }
        default: return new == old
        }
    }
}
