import Documents

/// Versions and schemas as Go's JSON encoder prints its internal types, which have no tags: Go names, and
/// zero values for what is absent. Errors show them so.
///
/// Upstream: apiextensions-apiserver pkg/apis/apiextensions/types.go, types_jsonschema.go.
enum GoSchemaText {
    private enum Shape {
        case text, flag, number, any, schema, schemas, schemaMap, items, schemaOrFlag
    }

    /// Go name, JSON name, shape. Pointers and lists that are absent are `null`.
    private static let fields: [(String, String, Shape)] = [
        ("ID", "id", .text), ("Schema", "$schema", .text), ("Ref", "$ref", .any), ("Description", "description", .text),
        ("Type", "type", .text), ("Nullable", "nullable", .flag), ("Format", "format", .text),
        ("Title", "title", .text), ("Default", "default", .any), ("Maximum", "maximum", .any),
        ("ExclusiveMaximum", "exclusiveMaximum", .flag), ("Minimum", "minimum", .any),
        ("ExclusiveMinimum", "exclusiveMinimum", .flag), ("MaxLength", "maxLength", .any),
        ("MinLength", "minLength", .any), ("Pattern", "pattern", .text), ("MaxItems", "maxItems", .any),
        ("MinItems", "minItems", .any), ("UniqueItems", "uniqueItems", .flag), ("MultipleOf", "multipleOf", .any),
        ("Enum", "enum", .any), ("MaxProperties", "maxProperties", .any), ("MinProperties", "minProperties", .any),
        ("Required", "required", .any), ("Items", "items", .items), ("AllOf", "allOf", .schemas),
        ("OneOf", "oneOf", .schemas), ("AnyOf", "anyOf", .schemas), ("Not", "not", .schema),
        ("Properties", "properties", .schemaMap), ("AdditionalProperties", "additionalProperties", .schemaOrFlag),
        ("PatternProperties", "patternProperties", .schemaMap), ("Dependencies", "dependencies", .any),
        ("AdditionalItems", "additionalItems", .schemaOrFlag), ("Definitions", "definitions", .schemaMap),
        ("ExternalDocs", "externalDocs", .any), ("Example", "example", .any),
        ("XPreserveUnknownFields", "x-kubernetes-preserve-unknown-fields", .any),
        ("XEmbeddedResource", "x-kubernetes-embedded-resource", .flag),
        ("XIntOrString", "x-kubernetes-int-or-string", .flag),
        ("XListMapKeys", "x-kubernetes-list-map-keys", .any), ("XListType", "x-kubernetes-list-type", .any),
        ("XMapType", "x-kubernetes-map-type", .any), ("XValidations", "x-kubernetes-validations", .any),
    ]

    /// The members of a schema that are set: Go and JSON name, in Go's order.
    static func setMembers(of json: Value) -> [(go: String, json: String)] {
        fields.filter { name in
            switch json[name.1] {
            case nil, .null?: false
            case .bool(false)?, .string("")?: name.2 == .any
            default: true
            }
        }.map { ($0.0, $0.1) }
    }

    /// A version of a definition.
    static func version(_ version: DefinitionVersion) -> String {
        let json = version.json
        let members: [(String, String)] = [
            ("Name", goQuoted(version.name)), ("Served", text(json["served"], .flag)),
            ("Storage", text(json["storage"], .flag)), ("Deprecated", text(json["deprecated"], .flag)),
            ("DeprecationWarning", text(json["deprecationWarning"], .any)),
            (
                "Schema",
                version.parts.schema.map { "{\"OpenAPIV3Schema\":\(schema($0["openAPIV3Schema"]))}" } ?? "null"
            ),
            ("Subresources", version.parts.subresources.map(subresources) ?? "null"),
            ("AdditionalPrinterColumns", objects(version.parts.columns, columnFields)),
            ("SelectableFields", objects(version.parts.selectableFields, [("JSONPath", "jsonPath", .text)])),
        ]
        return "{" + members.map { goQuoted($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    private static let columnFields: [(String, String, Shape)] = [
        ("Name", "name", .text), ("Type", "type", .text), ("Format", "format", .text),
        ("Description", "description", .text), ("Priority", "priority", .number), ("JSONPath", "jsonPath", .text),
    ]

    private static func objects(_ values: [Value], _ fields: [(String, String, Shape)]) -> String {
        values.isEmpty ? "null" : "[" + values.map { object($0, fields) }.joined(separator: ",") + "]"
    }

    private static func subresources(_ json: Value) -> String {
        let scale = json["scale"].map {
            object(
                $0,
                [
                    ("SpecReplicasPath", "specReplicasPath", .text),
                    ("StatusReplicasPath", "statusReplicasPath", .text),
                    ("LabelSelectorPath", "labelSelectorPath", .any),
                ])
        }
        return "{\"Status\":\(json["status"] == nil ? "null" : "{}"),\"Scale\":\(scale ?? "null")}"
    }

    private static func object(_ json: Value, _ fields: [(String, String, Shape)]) -> String {
        "{" + fields.map { goQuoted($0.0) + ":" + text(json[$0.1], $0.2) }.joined(separator: ",") + "}"
    }

    /// A schema, or `null`.
    static func schema(_ json: Value?) -> String {
        guard let json, !json.isNull else { return "null" }
        return object(json, fields)
    }

    /// `items` is one schema or a list of them.
    static func items(_ json: Value?) -> String { text(json, .items) }

    private static func text(_ value: Value?, _ shape: Shape) -> String {
        let value = value.flatMap { $0.isNull ? nil : $0 }
        switch shape {
        case .text: return goQuoted(value?.string ?? "")
        case .flag: return value?.bool == true ? "true" : "false"
        case .number: return "\(value?.int ?? 0)"
        case .any: return value.map { JSONWriter.text($0) } ?? "null"
        case .schema: return schema(value)
        case .schemas: return value?.array.map(list) ?? "null"
        case .schemaMap:
            guard let members = value?.fields else { return "null" }
            return "{" + members.map { goQuoted($0.key) + ":" + schema($0.value) }.joined(separator: ",") + "}"
        case .items:
            guard let value else { return "null" }
            return "{\"Schema\":\(value.fields == nil ? "null" : schema(value)),"
                + "\"JSONSchemas\":\(value.array.map(list) ?? "null")}"
        case .schemaOrFlag:
            guard let value else { return "null" }
            return "{\"Allows\":\(value.bool != false),\"Schema\":\(value.fields == nil ? "null" : schema(value))}"
        }
    }

    private static func list(_ schemas: [Value]) -> String { "[" + schemas.map(schema).joined(separator: ",") + "]" }
}
