import Documents

/// The schema of a custom resource as server-side apply sees it.
///
/// Upstream: apiextensions-apiserver pkg/controller/openapi/builder over kube-openapi schemaconv.
extension StructuralSchema {
    /// The shape of the whole object.
    var objectShape: MergeShape { .structure(CustomStructure(schema: self, isObject: true)) }

    fileprivate var mergeShape: MergeShape {
        if extensions.isIntOrString { return .scalar(.any) }
        switch type {
        case "string": return .scalar(.string)
        case "integer", "number": return .scalar(.number)
        case "boolean": return .scalar(.bool)
        case "array":
            let kind: MergeShape.ListKind =
                switch extensions.listType {
                case "set"?: .set
                case "map"?: .map(keys: extensions.listMapKeys)
                default: .atomic
                }
            return .list(kind, element: items?.mergeShape ?? .deduced)
        case "object":
            if extensions.isEmbeddedResource { return .structure(CustomStructure(schema: self, isObject: true)) }
            if let values = additionalSchema {
                return .map(isAtomic: extensions.mapType == "atomic", element: values.mergeShape)
            }
            if properties.isEmpty { return .deduced }
            return .structure(CustomStructure(schema: self, isObject: false))
        default: return .deduced
        }
    }
}

/// An object of a structural schema.
private struct CustomStructure: MergeStructure {
    let schema: StructuralSchema
    /// It has apiVersion, kind and metadata.
    let isObject: Bool

    var isAtomic: Bool { schema.extensions.mapType == "atomic" }
    var implied: [Fields.Field] { [] }

    func member(_ name: String) -> MergeShape? {
        if isObject {
            switch name {
            case "apiVersion", "kind": return .scalar(.string)
            case "metadata": return MergeShape.ofType("meta/v1.ObjectMeta")
            default: break
            }
        }
        return schema.property(name)?.mergeShape ?? (schema.extensions.preservesUnknownFields ? .deduced : nil)
    }

    func keyDefault(_ name: String) -> Value? { schema.property(name)?.defaultValue }
}
