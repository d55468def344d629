extension StructuralSchema {
    /// This node and all below it: elements, junctors, properties, values of maps.
    ///
    /// Upstream: pkg/apis/apiextensions/validation/validation.go, SchemaHas.
    var nodes: [StructuralSchema] {
        var below: [StructuralSchema] = []
        if let items { below.append(items) }
        below += junctors.allOf + junctors.anyOf + junctors.oneOf
        if let not = junctors.not { below.append(not) }
        below += properties.map(\.schema)
        if let additionalSchema { below.append(additionalSchema) }
        return [self] + below.flatMap(\.nodes)
    }

    /// Whether anything is filled in.
    var hasDefaults: Bool { nodes.contains { $0.defaultValue != nil } }

    /// The formats that the API server does not know for the type they stand at.
    var unknownFormats: [String] {
        nodes.filter { !$0.rules.format.isEmpty && !StringFormats.known($0.rules.format, type: $0.type) }
            .map(\.rules.format)
    }
}
