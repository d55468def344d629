import Documents
import KubeAPI
import Testing

/// What becomes of a custom resource before it is validated: pruning, metadata, defaults.
@Suite("form of custom resources")
struct StructuralFormTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let schema: String
        let before: String
        let after: String
        let unknown: [String]
        var testDescription: String { name }

        init(_ name: String, _ schema: String, _ before: String, _ after: String, _ unknown: [String] = []) {
            self.name = name
            self.schema = schema
            self.before = before
            self.after = after
            self.unknown = unknown
        }
    }

    @Test(
        "unknown fields are dropped, and told in order",
        arguments: [
            Case(
                "fields of an object", "{type: object, properties: {spec: {type: object, properties: {a: {type: "
                    + "string}}}}}",
                "{apiVersion: v1, kind: K, metadata: {name: x}, spec: {z: 1, a: b, d: {q: 1}}, more: 1}",
                "{apiVersion: v1, kind: K, metadata: {name: x}, spec: {a: b}}", ["more", "spec.d", "spec.z"]),
            Case(
                "elements of a list",
                "{type: object, properties: {l: {type: array, items: {type: object, properties: {a: {type: "
                    + "string}}}}}}",
                "{l: [{a: x}, {b: x}]}", "{l: [{a: x}, {}]}", ["l[1].b"]),
            Case(
                "a map keeps its keys",
                "{type: object, properties: {m: {type: object, additionalProperties: {type: object, properties: "
                    + "{a: {}}}}}}",
                "{m: {x: {a: 1, b: 1}}}", "{m: {x: {a: 1}}}", ["m.x.b"]),
            Case(
                "what is preserved, and what is described inside it",
                """
                {type: object, properties: {p: {type: object, x-kubernetes-preserve-unknown-fields: true,
                  properties: {known: {type: object, properties: {a: {}}}}}}}
                """,
                "{p: {x: {o: 1}, known: {a: 1, b: 1}}}", "{p: {x: {o: 1}, known: {a: 1}}}", ["p.known.b"]),
            Case(
                "an embedded resource has metadata",
                "{type: object, properties: {t: {type: object, x-kubernetes-embedded-resource: true, properties: "
                    + "{spec: {type: string}}}}}",
                "{t: {apiVersion: v1, kind: K, metadata: {name: x}, spec: a, more: 1}}",
                "{t: {apiVersion: v1, kind: K, metadata: {name: x}, spec: a}}", ["t.more"]),
            Case(
                "another object has not", "{type: object, properties: {t: {type: object}}}",
                "{t: {kind: K, metadata: {}}}", "{t: {}}", ["t.kind", "t.metadata"]),
            Case(
                "nulls that stand for nothing",
                """
                {type: object, properties: {a: {type: string}, b: {type: string, nullable: true},
                  c: {type: string, default: x}, m: {type: object, additionalProperties: {type: string}}}}
                """,
                "{a: null, b: null, c: null, m: {x: null, o: z}}", "{b: null, c: null, m: {o: z}}"),
        ])
    func prunes(_ c: Case) throws {
        var object = try document(c.before)
        let unknown = try schema(c.schema).prune(&object)
        #expect(object == (try document(c.after)))
        #expect(unknown == c.unknown)
    }

    @Test(
        "defaults are filled in",
        arguments: [
            Case(
                "absent fields, and those inside a default",
                """
                {type: object, properties: {spec: {type: object, default: {b: 1}, properties: {
                  a: {type: string, default: x}, b: {type: integer, default: 2}}}}}
                """, "{}", "{spec: {a: x, b: 1}}"),
            Case(
                "no parent, no default", "{type: object, properties: {spec: {type: object, properties: {a: "
                    + "{default: x}}}}}",
                "{}", "{}"),
            Case(
                "null stands for absent unless it is a value",
                "{type: object, properties: {a: {default: x}, b: {default: x, nullable: true}}}",
                "{a: null, b: null}", "{a: x, b: null}"),
            Case(
                "elements and values of maps",
                """
                {type: object, properties: {
                  l: {type: array, items: {type: object, default: {}, properties: {a: {default: x}}}},
                  m: {type: object, additionalProperties: {type: object, default: {}, properties: {a: {default:
                    x}}}}}}
                """, "{l: [{}, {a: z}, null], m: {k: {}, o: null}}",
                "{l: [{a: x}, {a: z}, {a: x}], m: {k: {a: x}, o: {a: x}}}"),
        ])
    func defaults(_ c: Case) throws {
        var object = try document(c.before)
        try schema(c.schema).applyDefaults(&object)
        #expect(object == (try document(c.after)))
    }

    @Test("metadata becomes that of its type, and its unknown fields come first")
    func metadata() throws {
        let schema = try schema(
            "{type: object, properties: {t: {type: object, x-kubernetes-embedded-resource: true, "
                + "x-kubernetes-preserve-unknown-fields: true}}}")
        var object = try document(
            "{metadata: {name: x, nmae: y}, a: 1, t: {apiVersion: v1, kind: K, metadata: {labels: {a: b}, lables: "
                + "{}}}}")
        #expect(try schema.coerce(&object) == ["metadata.nmae", "a", "t.metadata.lables"])
        #expect(
            object == (try document("{metadata: {name: x}, t: {apiVersion: v1, kind: K, metadata: {labels: {a: "
                + "b}}}}")))
        var bad = try document("{metadata: {labels: {a: 1}}}")
        #expect(throws: DecodeError.self) { try schema.coerce(&bad) }
    }

    @Test("an embedded resource has a good version, kind and name")
    func embedded() throws {
        let schema = try schema(
            "{type: object, properties: {t: {type: object, x-kubernetes-embedded-resource: true}}}")
        #expect(
            lines(schema.validate(try document("{t: {apiVersion: '', kind: 'a b', metadata: {name: a/b}}}"))) == [
                "t.apiVersion: Invalid value: \"\": must not be empty",
                "t.kind: Invalid value: \"a b\": may have mixed case, but should otherwise match: a DNS-1035 label "
                    + "must "
                    + "consist of lower case alphanumeric characters or '-', start with an alphabetic character, "
                        + "and end "
                    + "with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
                    + "'[a-z]([-a-z0-9]*[a-z0-9])?')",
                "t.metadata.name: Invalid value: \"a/b\": may not contain '/'",
            ])
        #expect(
            lines(schema.validate(try document("{t: {}}"))) == ["t.apiVersion: Required value", "t.kind: Required "
                + "value"])
    }
}
