public import Documents

/// The schema tables as strategic merge patch asks them.
public struct SchemaPatchRules: PatchSchema {
    private let schema: Schema

    /// Rules over the types of `schema`.
    public init(_ schema: Schema) { self.schema = schema }

    public func patchMeta(of field: String, in type: String) -> PatchMeta? {
        guard let found = schema.field(type, field) else { return nil }
        return PatchMeta(
            strategy: found.patchStrategies, mergeKey: found.mergeKey, type: schema.elementStruct(found.shape)?.name)
    }
}
