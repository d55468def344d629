import Documents
import KubeAPI

/// The schemas of a custom resource as OpenAPI has them: the definition's own, with what every object has.
///
/// Upstream: apiextensions-apiserver pkg/controller/openapi/builder/builder.go and openapi/v2/conversion.go.
struct CustomDefinitions {
    let info: ResourceInfo
    let isV3: Bool

    /// `com.example.toys.v1.Wheel`.
    static func name(_ info: ResourceInfo) -> String {
        (info.group.split(separator: ".").reversed() + [info.version[...], info.kind[...]]).joined(separator: ".")
    }

    /// The object's schema.
    var object: Value {
        var value: Value = ["type": "object"]
        if let schema = info.custom?.schema?.json, isV3 || !CustomDefinitions.keepsUnknown(schema) {
            value = isV3 ? CustomDefinitions.unfolded(schema) : CustomDefinitions.reduced(schema)
            value.set(
                reference("meta/v1.ObjectMeta", "the object's name, labels and the like"), at: "properties", "metadata")
            for (name, text) in CustomDefinitions.typeMembers {
                value.set(["type": "string", "description": .string(text)], at: "properties", name)
            }
        }
        value.set([kind(info.kind)], at: "x-kubernetes-group-version-kind")
        return value
    }

    /// The schema of a list of them.
    var list: Value {
        var properties: Value = [
            "items": [
                "type": "array", "description": .string("the \(info.plural)"),
                "items": ["$ref": .string(prefix + CustomDefinitions.name(info))]
            ],
            "metadata": reference("meta/v1.ListMeta", "where the list stands")
        ]
        for (name, text) in CustomDefinitions.typeMembers {
            properties.set(["type": "string", "description": .string(text)], at: name)
        }
        return [
            "type": "object", "description": .string("\(info.listKind) is a list of \(info.kind)"),
            "required": ["items"], "properties": properties,
            "x-kubernetes-group-version-kind": [kind(info.listKind)]
        ]
    }

    /// The types of the tables that they refer to.
    static let references = ["meta/v1.ObjectMeta", "meta/v1.ListMeta"]

    private static let typeMembers = [
        ("apiVersion", "the group and version that the object is written in"), ("kind", "what kind of object it is")
    ]

    private var prefix: String { isV3 ? "#/components/schemas/" : "#/definitions/" }

    private func kind(_ kind: String) -> Value {
        ["group": .string(info.group), "kind": .string(kind), "version": .string(info.version)]
    }

    private func reference(_ type: String, _ description: String) -> Value {
        let name = Schema.builtIn.type(type).map(SchemaNames.name) ?? type
        let reference: Value = ["$ref": .string(prefix + name)]
        if !isV3 { return ["$ref": .string(prefix + name), "description": .string(description)] }
        return ["allOf": [reference], "default": [:], "description": .string(description)]
    }

    private static func keepsUnknown(_ schema: Value) -> Bool {
        schema["x-kubernetes-preserve-unknown-fields"]?.bool == true
    }

    /// Whether a value is a number or a text is said in the words of OpenAPI too.
    private static func unfolded(_ schema: Value) -> Value {
        below(schema, unfolded) { node in
            if node["x-kubernetes-int-or-string"]?.bool == true, node["anyOf"] == nil, node["allOf"] == nil {
                node.set([["type": "integer"], ["type": "string"]], at: "anyOf")
            }
        }
    }

    /// What version 2 cannot say, or kubectl would misunderstand, is left out.
    private static func reduced(_ schema: Value) -> Value {
        let nullable = (schema["properties"]?.fields?.members ?? []).filter { $0.value["nullable"]?.bool == true }
        return below(schema, reduced) { node in
            for name in ["allOf", "anyOf", "oneOf", "not"] { node.set(nil, at: name) }
            let keeps = keepsUnknown(node)
            if node["nullable"]?.bool == true {
                node.set(nil, at: "nullable")
                node.set(nil, at: "type")
            }
            if keeps || schema["nullable"]?.bool == true {
                node.set(nil, at: "items")
                node.set(nil, at: "properties")
            }
            if node["items"] == nil && node["type"] == "array" || keeps && node["type"] == "object" {
                node.set(nil, at: "type")
            }
            if let required = node["required"]?.array {
                let isNullableMap = schema.at("additionalProperties", "nullable")?.bool == true
                let left = required.filter { name in
                    !isNullableMap && !nullable.contains { .string($0.key) == name }
                }
                node.set(left.isEmpty ? nil : .array(left), at: "required")
            }
        }
    }

    /// A node with those below it changed, and then itself.
    private static func below(
        _ schema: Value, _ each: (Value) -> Value, _ change: (inout Value) -> Void
    ) -> Value {
        guard case .object(var fields) = schema else { return schema }
        if let properties = fields["properties"]?.fields {
            fields["properties"] = .object(Fields(properties.members.map { ($0.key, each($0.value)) }))
        }
        for name in ["items", "additionalProperties"] {
            if let inner = fields[name], case .object = inner { fields[name] = each(inner) }
        }
        var out = Value.object(fields)
        change(&out)
        return out
    }
}

extension ResourceInfo {
    /// What its type is called in OpenAPI documents: a type of the schema tables, or the name of a custom one.
    var openAPIType: String? { schemaType ?? (custom == nil ? nil : CustomDefinitions.name(self)) }
}
