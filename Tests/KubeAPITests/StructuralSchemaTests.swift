import Documents
import KubeAPI
import Testing
import YAMLText

/// The schema of a YAML text.
func schema(_ yaml: String) throws -> StructuralSchema { StructuralSchema(try document(yaml)) }

/// The first document of a YAML text.
func document(_ yaml: String) throws -> Value { try YAMLReader.documents(yaml).first?.value ?? .null }

@Suite("structural schemas")
struct StructuralSchemaTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let schema: String
        let object: String
        let errors: [String]
        var testDescription: String { name }

        init(_ name: String, _ schema: String, _ object: String, _ errors: [String]) {
            self.name = name
            self.schema = schema
            self.object = object
            self.errors = errors
        }
    }

    private static let widget = """
        {type: object, properties: {spec: {type: object, required: [size], properties: {
          size: {type: integer, minimum: 1, maximum: 10},
          colour: {type: string, default: red, enum: [red, blue]}}}}}
        """

    /// A schema with one field `f` of the schema `field`.
    private static func one(_ field: String) -> String { "{type: object, properties: {f: \(field)}}" }

    @Test(
        "a value that does not fit is refused with upstream's texts",
        arguments: [
            Case("a good one", widget, "{spec: {size: 3, colour: blue}}", []),
            Case(
                "bound and enumeration (scenario config-and-crd)", widget, "{spec: {size: 30, colour: green}}",
                [
                    "spec.colour: Unsupported value: \"green\": supported values: \"red\", \"blue\"",
                    "spec.size: Invalid value: 30: spec.size in body should be less than or equal to 10",
                ]),
            Case("required", widget, "{spec: {}}", ["spec.size: Required value"]),
            Case(
                "required at the root", "{type: object, required: [spec]}", "{}", ["spec: Required value"]),
            Case(
                "another type", widget, "{spec: {size: big}}",
                [
                    "spec.size: Invalid value: \"string\": spec.size in body must be of type integer: \"string\""
                ]),
            Case(
                "no object", widget, "{spec: 1}",
                ["spec: Invalid value: \"integer\": spec in body must be of type object: \"integer\""]),
            Case(
                "null", widget, "{spec: null}",
                ["spec: Invalid value: \"null\": spec in body must be of type object: \"null\""]),
            Case("nullable", one("{type: string, nullable: true}"), "{f: null}", []),
            Case(
                "a nullable enumeration does not have null", one("{type: string, nullable: true, enum: [a]}"),
                "{f: null}", ["f: Unsupported value: null: supported values: \"a\""]),
            Case("a whole float is an integer", one("{type: integer}"), "{f: 2.0}", []),
            Case(
                "a broken one is none", one("{type: integer}"), "{f: 2.5}",
                [
                    "f: Invalid value: \"number\": f in body must be of type integer: \"number\"",
                    "<nil>: Invalid value: \"\": Checked value must be of type integer (default format) in f",
                ]),
            Case("an integer is a number", one("{type: number, minimum: 0.5}"), "{f: 2}", []),
            Case(
                "exclusive bounds", one("{type: number, minimum: 0.5, exclusiveMinimum: true}"), "{f: 0.5}",
                ["f: Invalid value: 0.5: f in body should be greater than 0.5"]),
            Case(
                "exclusive maximum", one("{type: integer, maximum: 4, exclusiveMaximum: true}"), "{f: 4}",
                ["f: Invalid value: 4: f in body should be less than 4"]),
            Case(
                "factor", one("{type: integer, multipleOf: 5}"), "{f: 7}",
                ["f: Invalid value: 7: f in body should be a multiple of 5"]),
            Case("a factor below one", one("{type: number, multipleOf: 0.01}"), "{f: 19.99}", []),
            Case(
                "int32", one("{type: integer, format: int32}"), "{f: 3000000000}",
                [
                    "<nil>: Invalid value: \"\": Checked value must be of type integer with format int32 in f"
                ]),
            Case(
                "too long", one("{type: string, maxLength: 3}"), "{f: häuser}",
                ["f: Too long: may not be more than 3 bytes"]),
            Case("characters are counted", one("{type: string, maxLength: 3}"), "{f: äöü}", []),
            Case(
                "too short", one("{type: string, minLength: 3}"), "{f: ab}",
                ["f: Invalid value: \"ab\": f in body should be at least 3 chars long"]),
            Case(
                "too many elements", one("{type: array, maxItems: 1, items: {type: integer}}"), "{f: [1, 2]}",
                ["f: Too many: 2: must have at most 1 item"]),
            Case(
                "too few elements", one("{type: array, minItems: 2, items: {type: integer}}"), "{f: [1]}",
                ["f: Invalid value: 1: f in body should have at least 2 items"]),
            Case(
                "elements", one("{type: array, items: {type: integer, minimum: 3}}"), "{f: [3, 1, x]}",
                [
                    "f[1]: Invalid value: 1: f[1] in body should be greater than or equal to 3",
                    "f[2]: Invalid value: \"string\": f[2] in body must be of type integer: \"string\"",
                ]),
            Case(
                "maps", one("{type: object, maxProperties: 1, additionalProperties: {type: string}}"),
                "{f: {a: b, c: 1}}",
                [
                    "f: Too many: 2: must have at most 1 item",
                    "f.c: Invalid value: \"integer\": f.c in body must be of type string: \"integer\"",
                ]),
            Case(
                "few members", one("{type: object, minProperties: 2}"), "{f: {a: b}}",
                ["f: Invalid value: 1: f in body should have at least 2 properties"]),
            Case(
                "no other members", one("{type: object, additionalProperties: false}"), "{f: {a: b}}",
                ["f: Invalid value: \"a\": f.a in body is a forbidden property"]),
            Case(
                "int or string", one("{x-kubernetes-int-or-string: true}"), "{f: true}",
                [
                    "f: Invalid value: \"boolean\": f in body must be of type integer,string: \"boolean\""
                ]),
            Case("int or string, both", one("{x-kubernetes-int-or-string: true}"), "{f: 50%}", []),
        ])
    func refuses(_ c: Case) throws {
        #expect(lines(try schema(c.schema).validate(try document(c.object))) == c.errors)
    }

    @Test(
        "schemas are joined as upstream joins them",
        arguments: [
            Case(
                "any of", one("{type: integer, anyOf: [{minimum: 10}, {maximum: 3}]}"), "{f: 5}",
                [
                    "<nil>: Invalid value: \"\": \"f\" must validate at least one schema (anyOf)",
                    "f: Invalid value: 5: f in body should be greater than or equal to 10",
                ]),
            Case("any of, the second", one("{type: integer, anyOf: [{minimum: 10}, {maximum: 3}]}"), "{f: 2}", []),
            Case(
                "one of, none", one("{type: object, oneOf: [{required: [a]}, {required: [b]}]}"), "{f: {}}",
                [
                    "<nil>: Invalid value: \"\": \"f\" must validate one and only one schema (oneOf). "
                        + "Found none valid", "f.a: Required value",
                ]),
            Case(
                "one of, both", one("{type: object, oneOf: [{required: [a]}, {required: [b]}]}"),
                "{f: {a: 1, b: 1}}",
                [
                    "<nil>: Invalid value: \"\": \"f\" must validate one and only one schema (oneOf). "
                        + "Found 2 valid alternatives"
                ]),
            Case(
                "all of", one("{type: integer, allOf: [{minimum: 10}, {maximum: 7}]}"), "{f: 5}",
                [
                    "f: Invalid value: 5: f in body should be greater than or equal to 10",
                    "<nil>: Invalid value: \"\": \"f\" must validate all the schemas (allOf)",
                ]),
            Case(
                "not", one("{type: string, not: {enum: [a]}}"), "{f: a}",
                ["<nil>: Invalid value: \"\": \"f\" must not validate the schema (not)"]),
        ])
    func joins(_ c: Case) throws {
        #expect(lines(try schema(c.schema).validate(try document(c.object))) == c.errors)
    }

    @Test(
        "lists of type set and map have nothing twice",
        arguments: [
            Case(
                "a set", one("{type: array, x-kubernetes-list-type: set, items: {type: string}}"),
                "{f: [a, b, a, a]}", ["f[2]: Duplicate value: \"a\""]),
            Case(
                "a map with one key",
                one("{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: "
                    + "object}}"),
                "{f: [{k: a}, {k: a, v: 1}, {}, {}]}",
                ["f[1]: Duplicate value: {\"k\":\"a\"}", "f[3]: Duplicate value: {}"]),
            Case(
                "a map with two keys",
                one(
                    "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k, p], items: {type: "
                        + "object}}"),
                "{f: [{k: a, p: 1}, {k: a, p: 2}, {k: a, p: 1}]}", ["f[2]: Duplicate value: {\"k\":\"a\",\"p\":1}"]),
            Case("atomic", one("{type: array, items: {type: string}}"), "{f: [a, a]}", []),
        ])
    func listTypes(_ c: Case) throws {
        #expect(lines(try schema(c.schema).validate(try document(c.object))) == c.errors)
    }

    @Test("what did not change may stay wrong, what changed may not")
    func ratchets() throws {
        let schema = try schema(
            """
            {type: object, properties: {
              spec: {type: object, required: [c], properties: {a: {type: integer, maximum: 3}, b: {type: integer,
                maximum: 3}}},
              list: {type: array, items: {type: integer, maximum: 3}},
              map: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {
                type: object, properties: {k: {type: string}, v: {type: integer, maximum: 3}}}}}}
            """)
        let old = try document("{spec: {a: 9, b: 1}, list: [9], map: [{k: x, v: 9}, {k: z, v: 1}]}")
        var new = old
        #expect(schema.validate(new, old: old) == [])
        new.set(8, at: "spec", "b")
        #expect(
            lines(schema.validate(new, old: old)) == [
                "spec.b: Invalid value: 8: spec.b in body should be less than or equal to 3", "spec.c: Required "
                    + "value",
            ])
        new = try document("{spec: {a: 9, b: 1}, list: [9, 1], map: [{k: z, v: 9}, {k: x, v: 9}]}")
        #expect(
            lines(schema.validate(new, old: old)) == [
                "list[0]: Invalid value: 9: list[0] in body should be less than or equal to 3",
                "map[0].v: Invalid value: 9: map[0].v in body should be less than or equal to 3",
            ])
    }

    @Test("a write to the status is held against the schema of the status alone")
    func status() throws {
        let schema = try schema(
            "{type: object, properties: {spec: {type: integer}, status: {type: object, properties: {size: {type: "
                + "integer}}}}}")
        let errors = schema.validateStatus(try document("{spec: x, status: {size: x}}"), old: try document("{}"))
        #expect(
            lines(errors) == [
                "status.size: Invalid value: \"string\": size in body must be of type integer: \"string\""
            ])
    }

    @Test("what scale shows is a number of replicas and a selector as text")
    func scale() throws {
        let definition = try widgets { definition in
            version(&definition) {
                $0.set(
                    [
                        "specReplicasPath": ".spec.size", "statusReplicasPath": ".status.size",
                        "labelSelectorPath": ".status.selector",
                    ], at: "subresources", "scale")
            }
            definition.set([["type": "Established", "status": "True"]], at: "status", "conditions")
        }
        let scale = try #require(CustomDefinition.resources(of: definition, index: 100).first?.custom?.scale)
        let schema = try schema("{type: object, x-kubernetes-preserve-unknown-fields: true}")
        func errors(_ text: String) throws -> [String] {
            lines(schema.validate(try document(text), scale: scale))
        }
        #expect(try errors("{spec: {size: 3}, status: {size: 2, selector: a=b}}") == [])
        #expect(try errors("{}") == [])
        #expect(
            try errors("{spec: {size: -1}, status: {size: 3000000000, selector: {a: b}}}") == [
                ".spec.size: Invalid value: -1: should be a non-negative integer",
                ".status.size: Invalid value: 3000000000: should be less than or equal to 2147483647",
                ".status.selector: Invalid value: \"\": .status.selector accessor error: map[a:b] is of the type "
                    + "map[string]interface {}, expected string",
            ])
        #expect(
            try errors("{spec: x, status: {size: many}}") == [
                ".spec.size: Invalid value: 0: .spec.size accessor error: x is of the type string, expected "
                    + "map[string]interface{}",
                ".status.size: Invalid value: 0: .status.size accessor error: many is of the type string, expected "
                    + "int64",
            ])
        #expect(
            lines(schema.validateStatus(try document("{spec: {size: -1}}"), old: [:], scale: scale)) == [])
    }
}
