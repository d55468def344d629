public import Documents

/// The schema tables as strategic merge patch asks them.
public struct SchemaPatchRules: PatchSchema {
    private let schema: Schema

    /// Rules over the types of `schema`.
    public init(_ schema: Schema) { self.schema = schema }

    public func patchMeta(of field: String, in type: String) -> PatchMeta? {
        guard let rule = schema.patchRule(type: type, field: field) else { return nil }
        return PatchMeta(
            strategy: rule.strategies, mergeKey: rule.mergeKey, type: schema.elementType(type: type, field: field))
    }
}
