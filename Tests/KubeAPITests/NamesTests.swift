import Documents
import KubeAPI
import Testing

@Suite("selectors")
struct SelectorTests {
    @Test(
        "label selectors match as upstream's",
        arguments: [
            ("", true), ("a=b", true), ("a==b", true), ("a=c", false), ("a!=b", false), ("x!=b", true),
            ("a", true), ("x", false),
            ("!x", true), ("!a", false), ("a in (b,c)", true), ("a notin (b,c)", false),
            ("x notin (b)", true),
            ("n>1", true), ("n<1", false), ("a=b,n>5", false), ("in=y", true),
        ])
    func labelMatching(_ text: String, _ expected: Bool) throws {
        let labels = [(key: "a", value: "b"), (key: "in", value: "y"), (key: "n", value: "3")]
        let selector = try LabelSelector.parse(text)
        #expect(selector.matches(labels) == expected)
        #expect(selector.matches(labels: Value(labels)) == expected)
    }

    @Test(
        "label selectors that cannot be read",
        arguments: [
            ("a=b,", "found '', expected: identifier after ','"),
            ("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"),
            ("a in b", "unable to parse requirement: found 'b' expected: '('"),
            ("=b", "found '=', expected: !, identifier, or 'end of string'"),
            ("a=b=c", "found '=', expected: ',' or 'end of string'"),
            (
                "n>x",
                "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' "
                    + "operators, the value must be an integer"
            ),
        ])
    func labelErrors(_ text: String, _ error: String) {
        #expect(throws: SelectorError.self) { try LabelSelector.parse(text) }
        #expect(message { () throws(SelectorError) in _ = try LabelSelector.parse(text) } == error)
    }

    private func message(_ body: () throws(SelectorError) -> Void) -> String {
        do { try body() } catch { return error.message }
        return ""
    }

    @Test("selectors of objects: absent matches nothing, empty everything")
    func objectSelectors() throws {
        let labels = [(key: "a", value: "b")]
        #expect(try !LabelSelector(value: nil).matches(labels))
        #expect(try LabelSelector(value: [:]).matches(labels))
        #expect(try LabelSelector(value: ["matchLabels": ["a": "b"]]).matches(labels))
        let value: Value = ["matchExpressions": [["key": "a", "operator": "NotIn", "values": ["b"]]]]
        #expect(try !LabelSelector(value: value).matches(labels))
        #expect(try LabelSelector(value: value).text == "a notin (b)")
    }

    @Test("field selectors")
    func fieldSelectors() throws {
        let selector = try FieldSelector.parse(#"metadata.name=a\,b,status.phase!=Running"#)
        #expect(selector.matches { $0 == "metadata.name" ? "a,b" : "Pending" })
        #expect(!selector.matches { $0 == "metadata.name" ? "a,b" : "Running" })
        #expect(selector.exactValue(of: "metadata.name") == "a,b")
        #expect(
            message { () throws(SelectorError) in _ = try FieldSelector.parse("x") }
                == "invalid selector: 'x'; can't understand 'x'")
    }
}

@Suite("hashes in names")
struct NameHashTests {
    static func template(_ app: String, _ more: [(String, Value)] = [], container: [(String, Value)] = [])
        -> Value
    {
        var spec: Value = [
            "containers": [.object(Fields([("name", "c"), ("image", "nginx:1.25")] + container))]
        ]
        for (key, value) in more { spec.set(value, at: key) }
        var set: Value = [
            "spec": ["template": ["metadata": ["labels": ["app": .string(app)]], "spec": spec]]
        ]
        applyDefaults(&set, group: "apps", kind: "ReplicaSet")
        return set.at("spec", "template") ?? .null
    }

    @Test(
        "the recorded pod-template-hashes",
        arguments: [
            (template("web"), "79c8bdf6d5"),
            (template("all"), "7957d4ff48"),
            (template("down"), "6b47b644c9"),
            (template("up"), "766985b86"),
            (template("a"), "6bd9dff948"),
            (template("b"), "698667ddbf"),
            (template("web", [("nodeSelector", ["disk": "none"])]), "cbb8d4497"),
            (template("dep", [("nodeSelector", ["disk": "nowhere"])]), "58d88f98dd"),
            (template("web", container: [("resources", ["requests": ["cpu": "50m"]])]), "864959c566"),
            (
                template(
                    "spread",
                    [
                        (
                            "topologySpreadConstraints",
                            [
                                [
                                    "maxSkew": 1, "topologyKey": "zone",
                                    "whenUnsatisfiable": "DoNotSchedule",
                                    "labelSelector": ["matchLabels": ["app": "spread"]],
                                ]
                            ]
                        )
                    ]), "64d49cbcb9"
            ),
            (
                template(
                    "anti",
                    [
                        (
                            "affinity",
                            [
                                "podAntiAffinity": [
                                    "requiredDuringSchedulingIgnoredDuringExecution": [
                                        [
                                            "labelSelector": ["matchLabels": ["app": "anti"]],
                                            "topologyKey": "kubernetes.io/hostname",
                                        ]
                                    ]
                                ]
                            ]
                        )
                    ]), "5585b55f79"
            ),
            (
                template(
                    "prefer",
                    [
                        (
                            "affinity",
                            [
                                "nodeAffinity": [
                                    "preferredDuringSchedulingIgnoredDuringExecution": [
                                        [
                                            "weight": 100,
                                            "preference": [
                                                "matchExpressions": [
                                                    ["key": "zone", "operator": "In", "values": ["b"]]
                                                ]
                                            ],
                                        ]
                                    ]
                                ]
                            ]
                        )
                    ]), "5cbf5bd87c"
            ),
        ])
    func recordedHashes(_ template: Value, _ hash: String) {
        #expect(NameHashes.podTemplateHash(template) == hash)
    }

    @Test("a collision count changes the hash")
    func collisions() {
        let template = Self.template("web")
        #expect(
            NameHashes.podTemplateHash(template, collisionCount: 0) != NameHashes.podTemplateHash(template))
        #expect(NameHashes.fnv32a("".utf8) == 2_166_136_261)
        #expect(NameHashes.fnv32a("a".utf8) == 0xE40C_292C)
        #expect(NameHashes.safeEncoded("0") == "4")
    }
}
