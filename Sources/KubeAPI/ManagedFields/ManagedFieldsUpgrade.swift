public import Documents

/// From client-side to server-side apply: what one manager owned by Update another owns by Apply.
///
/// Upstream: client-go util/csaupgrade/upgrade.go; works on the entries as clients see them.
public enum ManagedFieldsUpgrade {
    /// The path of client-side apply's annotation.
    public static let lastApplied = FieldSet([
        [.field("metadata"), .field("annotations"), .field(Application.lastApplied)]
    ])

    /// The entries of an operation that own all of `fields`.
    public static func owners(
        of fields: FieldSet, by operation: FieldManager.Operation, in entries: [Value]
    ) -> [Value] {
        entries.filter { entry in
            entry["operation"]?.string == operation.rawValue && fields.difference(set(entry)).isEmpty
        }
    }

    /// The entries when `manager` owns by Apply what `old` owned by Update.
    public static func upgraded(_ entries: [Value], from old: String, to manager: String) -> [Value] {
        var entries = entries
        func isOld(_ entry: Value) -> Bool { matches(entry, old, .update) }
        guard
            let target = entries.firstIndex(where: { matches($0, manager, .apply) })
                ?? entries.firstIndex(where: isOld)
        else { return entries }
        entries[target].set(.string(manager), at: "manager")
        let wasOld = entries[target]["operation"]?.string == FieldManager.Operation.update.rawValue
        entries[target].set(.string(FieldManager.Operation.apply.rawValue), at: "operation")
        let version = entries[target]["apiVersion"]
        if !wasOld, let found = entries.first(where: { isOld($0) && $0["apiVersion"] == version }) {
            entries[target].set(set(entries[target]).union(set(found)).value, at: "fieldsV1")
        }
        return entries.filter { !isOld($0) }
    }

    private static func matches(_ entry: Value, _ manager: String, _ operation: FieldManager.Operation) -> Bool {
        entry["manager"]?.string == manager && entry["operation"]?.string == operation.rawValue
            && entry["subresource"] == nil
    }

    private static func set(_ entry: Value) -> FieldSet {
        (try? FieldSet.read(entry["fieldsV1"] ?? [:])) ?? FieldSet()
    }
}
