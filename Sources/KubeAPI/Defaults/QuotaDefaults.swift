import Documents

/// Upstream: pkg/apis/core/v1/defaults.go, SetDefaults_LimitRangeItem.
enum QuotaDefaults {
    /// A container's default limit is the maximum if none is said, its default request the default limit, or else the
    /// minimum.
    static func limitRange(_ object: Value) -> Value? {
        edited(object) { range in
            range.edit("spec") { spec in edited(spec) { $0.editEach("limits", item) } }
        }
    }

    private static func item(_ value: Value) -> Value? {
        guard value["type"]?.string == "Container" else { return nil }
        return edited(value) { item in
            let limits = filled(item["default"], from: item["max"])
            let requests = filled(filled(item["defaultRequest"], from: limits), from: item["min"])
            if limits != item["default"], let limits { item.set("default", limits) }
            if requests != item["defaultRequest"], let requests { item.set("defaultRequest", requests) }
        }
    }

    private static func filled(_ own: Value?, from other: Value?) -> Value? {
        guard let other = other?.fields, !other.isEmpty else { return own }
        var fields = own?.fields ?? Fields()
        for member in other.members where fields[member.key] == nil { fields[member.key] = member.value }
        return .object(fields)
    }
}
