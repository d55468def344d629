import Documents

/// What a version of a definition says, or all versions alike.
struct DefinitionParts: Equatable {
    /// The object around `openAPIV3Schema`.
    var schema: Value?
    var subresources: Value?
    var columns: [Value] = []
    var selectableFields: [Value] = []

    /// The schema itself.
    var openAPISchema: Value? { schema?["openAPIV3Schema"].flatMap { $0.isNull ? nil : $0 } }
    var hasStatus: Bool { subresources?["status"].isThere ?? false }
}

/// One version, without what all versions say alike.
struct DefinitionVersion {
    let json: Value
    var parts: DefinitionParts

    var name: String { json["name"]?.string ?? "" }
    var isServed: Bool { json["served"]?.bool ?? false }
    var isStorage: Bool { json["storage"]?.bool ?? false }
}

/// The spec of a definition as upstream validates it: what all versions say alike stands at the top.
///
/// So an error in the schema of a definition with one version is at `spec.validation.openAPIV3Schema`,
/// not at `spec.versions[0].schema`. Upstream: apiextensions-apiserver pkg/apis/apiextensions/v1/conversion.go.
struct DefinitionSpec {
    let json: Value
    let group: String
    let names: Value
    var versions: [DefinitionVersion]
    /// What all versions say alike.
    var shared = DefinitionParts()

    init(_ spec: Value) {
        json = spec
        group = spec["group"]?.string ?? ""
        names = spec["names"] ?? .null
        func member(_ name: String, _ version: Value) -> Value? {
            version[name].flatMap { $0.isNull ? nil : $0 }
        }
        versions = (spec["versions"]?.array ?? []).map { version in
            DefinitionVersion(
                json: version,
                parts: DefinitionParts(
                    schema: member("schema", version), subresources: member("subresources", version),
                    columns: version["additionalPrinterColumns"]?.array ?? [],
                    selectableFields: version["selectableFields"]?.array ?? []))
        }
        hoist(\.schema, empty: nil)
        hoist(\.subresources, empty: nil)
        hoist(\.columns, empty: [])
        hoist(\.selectableFields, empty: [])
    }

    private mutating func hoist<Part: Equatable>(
        _ part: WritableKeyPath<DefinitionParts, Part>, empty: Part
    ) {
        guard let first = versions.first?.parts[keyPath: part],
            versions.allSatisfy({ $0.parts[keyPath: part] == first })
        else { return }
        shared[keyPath: part] = first
        for index in versions.indices { versions[index].parts[keyPath: part] = empty }
    }

    /// The schemas, shared one first.
    var schemas: [StructuralSchema] {
        ([shared] + versions.map(\.parts)).compactMap(\.openAPISchema).map(StructuralSchema.init)
    }

    /// The subresources of a version: those of its own, if any version has some.
    func hasStatus(_ version: DefinitionVersion) -> Bool {
        versions.contains { $0.parts.subresources != nil } ? version.parts.hasStatus : shared.hasStatus
    }

    /// Whether any version has a status of its own.
    var hasAnyStatus: Bool { shared.hasStatus || versions.contains { $0.parts.hasStatus } }
}
