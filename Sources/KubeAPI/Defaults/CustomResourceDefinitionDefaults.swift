import Documents

/// The defaults of CustomResourceDefinitions.
///
/// Upstream: apiextensions-apiserver pkg/apis/apiextensions/v1/defaults.go.
enum CustomResourceDefinitionDefaults {
    static func definition(_ object: Value) -> Value? {
        edited(object) { definition in
            definition.editStruct("spec") { spec in edited(spec) { Self.spec(&$0) } }
            guard object.at("status", "storedVersions")?.isEmpty ?? true,
                let stored = (object.at("spec", "versions")?.array ?? []).first(where: { $0["storage"]?.bool == true })
            else { return }
            var status = definition["status"] ?? .object(Fields())
            status.set([stored["name"] ?? ""], at: "storedVersions")
            definition.set("status", status)
        }
    }

    private static func spec(_ spec: inout FieldsEdit) {
        if !spec["conversion"].isThere { spec.set("conversion", ["strategy": "None"]) }
        spec.edit("names") { names in
            edited(names) { edit in
                guard let kind = names["kind"]?.string, !kind.isEmpty else { return }
                edit.setDefault("singular", .string(kind.lowercased()))
                edit.setDefault("listKind", .string(kind + "List"))
            }
        }
    }
}
