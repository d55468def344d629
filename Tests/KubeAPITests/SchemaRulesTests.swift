import Documents
import KubeAPI
import Testing

/// What a definition may write into its schema.
@Suite("rules for schemas of definitions")
struct SchemaRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let schema: String
        let errors: [String]
        var testDescription: String { name }

        /// `errors` are below `spec.validation.openAPIV3Schema`.
        init(_ name: String, _ schema: String, _ errors: [String]) {
            self.name = name
            self.schema = schema
            self.errors = errors.map { "spec.validation.openAPIV3Schema" + $0 }
        }
    }

    /// A schema with one field `f` of the schema `field`.
    private static func one(_ field: String) -> String { "{type: object, properties: {f: \(field)}}" }

    private static func errors(_ text: String, hasStatus: Bool = false) throws -> [String] {
        let schema = try document(text)
        return CustomResourceDefinitionTests.errors(
            try widgets { definition in
                version(&definition) {
                    $0.set(["openAPIV3Schema": schema], at: "schema")
                    if !hasStatus { $0.set(nil, at: "subresources") }
                }
            })
    }

    @Test(
        "a schema is structural",
        arguments: [
            Case("the root has a type", "{properties: {f: {type: string}}}", [".type: Required value: must not be "
                + "empty at the root"]),
            Case("the root is an object", "{type: string}", [".type: Invalid value: \"string\": must be object at "
                + "the root"]),
            Case(
                "fields have types", one("{maximum: 3}"),
                [".properties[f].type: Required value: must not be empty for specified object fields"]),
            Case(
                "elements have types", one("{type: array, items: {}}"),
                [".properties[f].items.type: Required value: must not be empty for specified array items"]),
            Case("arrays have elements", one("{type: array}"), [".properties[f].items: Required value: must be "
                + "specified"]),
            Case("what keeps unknown fields needs no type", one("{x-kubernetes-preserve-unknown-fields: true}"), []),
            Case("an int-or-string needs no type", one("{x-kubernetes-int-or-string: true}"), []),
            Case(
                "an int-or-string with its types",
                one("{x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}"), []),
            Case(
                "an int-or-string with its types and more",
                one(
                    "{x-kubernetes-int-or-string: true, allOf: [{anyOf: [{type: integer}, {type: string}]}, "
                        + "{minimum: 3}]}"),
                []),
            Case(
                "junctors have no types",
                one("{type: string, anyOf: [{type: string, default: x, description: text}, {nullable: true}]}"),
                [
                    ".properties[f].anyOf[0].default: Forbidden: must be undefined to be structural",
                    ".properties[f].anyOf[0].description: Forbidden: must be empty to be structural",
                    ".properties[f].anyOf[0].type: Forbidden: must be empty to be structural",
                    ".properties[f].anyOf[1].nullable: Forbidden: must be false to be structural",
                ]),
            Case(
                "what a junctor of the root names is described outside",
                "{type: object, not: {properties: {x: {enum: [a]}}}}",
                [
                    ".properties[x]: Required value: because it is defined in "
                        + "spec.validation.openAPIV3Schema.not.properties[x]"
                ]),
            Case(
                "no map at the root", "{type: object, additionalProperties: {type: string}}",
                [".additionalProperties: Forbidden: must not be used at the root"]),
            Case(
                "metadata restricts names alone",
                "{type: object, properties: {metadata: {type: object, properties: {labels: {type: object}}}}}",
                [
                    ".properties[metadata]: Forbidden: must not specify anything other than name and generateName, "
                        + "but "
                        + "metadata is implicitly specified"
                ]),
            Case(
                "a name with a bound",
                "{type: object, properties: {metadata: {type: object, properties: {name: {type: string, maxLength: "
                    + "5}}}}}",
                []),
            Case(
                "kind is a string", "{type: object, properties: {kind: {type: integer}}}",
                [".properties[kind].type: Invalid value: \"integer\": must be string"]),
            Case(
                "an embedded resource is an object", one("{type: string, x-kubernetes-embedded-resource: true}"),
                [
                    ".properties[f].properties: Required value: must not be empty if "
                        + "x-kubernetes-embedded-resource is "
                        + "true without x-kubernetes-preserve-unknown-fields",
                    ".properties[f].type: Invalid value: \"string\": must be object if "
                        + "x-kubernetes-embedded-resource is true",
                ]),
        ])
    func structural(_ c: Case) throws {
        let errors = try Self.errors(c.schema)
        #expect(errors == c.errors)
    }

    @Test(
        "a schema says only what is supported",
        arguments: [
            Case(
                "unique elements", one("{type: array, uniqueItems: true, items: {type: string}}"),
                [
                    ".properties[f].uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime "
                        + "complexity becomes quadratic"
                ]),
            Case(
                "fields and a map", one("{type: object, properties: {a: {type: string}}, additionalProperties: "
                    + "false}"),
                [
                    ".properties[f].additionalProperties: Forbidden: additionalProperties and properties are mutual "
                        + "exclusive"
                ]),
            Case("a reference", one("{type: string, $ref: x}"), [".properties[f].$ref: Forbidden: $ref is not "
                + "supported"]),
            Case(
                "lists of schemas for elements", one("{type: array, items: [{type: string}]}"),
                [
                    ".properties[f].items: Forbidden: items must be a schema object and not an array"
                ]),
            Case(
                "null as a type", one("{type: 'null'}"),
                [
                    ".properties[f].type: Unsupported value: \"null\": supported values: \"array\", \"boolean\", "
                        + "\"integer\", \"number\", \"object\", \"string\"",
                    ".properties[f].type: Forbidden: type cannot be set to null, use nullable as an alternative",
                ]),
            Case(
                "unknown fields dropped", one("{type: object, x-kubernetes-preserve-unknown-fields: false}"),
                [
                    ".properties[f].x-kubernetes-preserve-unknown-fields: Invalid value: false: must be true or "
                        + "undefined"
                ]),
            Case("a nullable root", "{type: object, nullable: true}", [".nullable: Forbidden: nullable cannot be "
                + "true at the root"]),
            Case(
                "rules in CEL", one("{type: string, x-kubernetes-validations: [{rule: 'self != \"\"'}]}"),
                [
                    ".properties[f].x-kubernetes-validations: Forbidden: CEL is not evaluated: not modelled by orrery"
                ]),
            Case(
                "a set of objects", one("{type: array, x-kubernetes-list-type: set, items: {type: object}}"),
                [
                    ".properties[f].items.x-kubernetes-map-type: Invalid value: null: must be atomic as item of a "
                        + "list "
                        + "with x-kubernetes-list-type=set"
                ]),
            Case(
                "a map of lists without keys",
                one("{type: array, x-kubernetes-list-type: map, items: {type: object}}"),
                [
                    ".properties[f].x-kubernetes-list-map-keys: Required value: must not be empty if "
                        + "x-kubernetes-list-type is map"
                ]),
            Case(
                "keys that may be absent",
                one(
                    """
                    {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k, q],
                      items: {type: object, properties: {k: {type: string, nullable: true}}}}
                    """),
                [
                    ".properties[f].x-kubernetes-list-map-keys: Invalid value: [\"k\",\"q\"]: entries must all be "
                        + "names "
                        + "of item properties",
                    ".properties[f].items.properties[k].default: Required value: this property is in "
                        + "x-kubernetes-list-map-keys, so it must have a default or be a required property",
                    ".properties[f].items.properties[k].nullable: Forbidden: this property is in "
                        + "x-kubernetes-list-map-keys, so it cannot be nullable",
                ]),
            Case(
                "a list type of no list", one("{type: string, x-kubernetes-list-type: bag}"),
                [
                    ".properties[f].type: Invalid value: \"string\": must be array if x-kubernetes-list-type is "
                        + "specified",
                    ".properties[f].x-kubernetes-list-type: Unsupported value: \"bag\": supported values: "
                        + "\"atomic\", "
                        + "\"set\", \"map\"",
                ]),
        ])
    func supported(_ c: Case) throws { #expect(try Self.errors(c.schema) == c.errors) }

    @Test(
        "defaults fit",
        arguments: [
            Case(
                "another type", one("{type: integer, default: x}"),
                [
                    ".properties[f].default: Invalid value: \"string\":  in body must be of type integer: \"string\""
                ]),
            Case(
                "unknown fields", one("{type: object, default: {a: 1, b: 2}, properties: {a: {type: integer}}}"),
                [".properties[f].default: Invalid value: {\"a\":1,\"b\":2}: must not have unknown fields"]),
            Case(
                "in the metadata", "{type: object, properties: {metadata: {type: object, default: {name: x}}}}",
                [".properties[metadata].default: Forbidden: must not be set in top-level metadata"]),
            Case(
                "in the metadata of an embedded resource",
                one(
                    """
                    {type: object, x-kubernetes-embedded-resource: true, properties: {
                      metadata: {type: object, properties: {name: {type: string, default: a/b}}}}}
                    """),
                [
                    ".properties[f].properties[metadata].properties[name].default: Invalid value: \"a/b\": must "
                        + "result in "
                        + "valid metadata: metadata.name: Invalid value: \"a/b\": may not contain '/'"
                ]),
            Case("a good one", one("{type: object, default: {}, properties: {a: {type: integer, default: 3}}}"), []),
        ])
    func defaults(_ c: Case) throws { #expect(try Self.errors(c.schema) == c.errors) }

    @Test("beside a status subresource the root says little")
    func root() throws {
        let allowed =
            "only [Description Type Format Title Maximum ExclusiveMaximum Minimum ExclusiveMinimum MaxLength "
                + "MinLength "
            + "Pattern MaxItems MinItems UniqueItems MultipleOf Required Items Properties ExternalDocs Example "
            + "XPreserveUnknownFields XValidations] fields are allowed at the root of the schema if the status "
            + "subresource is enabled"
        let errors = try Self.errors("{type: object, not: {required: [x]}}", hasStatus: true)
        #expect(errors.count == 1)
        #expect(errors.first?.hasPrefix("spec.validation.openAPIV3Schema: Invalid value: {\"ID\":\"\",") == true)
        #expect(errors.first?.hasSuffix(allowed) == true)
        #expect(try Self.errors("{type: object, not: {required: [x]}}") == [])
    }
}
