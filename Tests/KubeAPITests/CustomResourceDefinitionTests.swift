import Documents
import KubeAPI
import Testing

/// The definition of scenario config-and-crd with its defaults, as the server checks it.
func widgets(_ change: (inout Value) throws -> Void = { _ in }) throws -> Value {
    var definition = try document(
        """
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {plural: widgets, kind: Widget, shortNames: [wd]}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    required: [size]
                    properties:
                      size: {type: integer, minimum: 1, maximum: 10}
                      colour: {type: string, default: red, enum: [red, blue]}
                  status: {type: object, properties: {phase: {type: string}}}
        """)
    try change(&definition)
    applyDefaults(&definition, group: "apiextensions.k8s.io", kind: "CustomResourceDefinition")
    return definition
}

/// A change of the only version of a definition.
func version(_ definition: inout Value, _ change: (inout Value) throws -> Void) rethrows {
    var version = definition.at("spec", "versions")?[0] ?? .null
    try change(&version)
    definition.set([version], at: "spec", "versions")
}

@Suite("definitions of custom resources")
struct CustomResourceDefinitionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let change: @Sendable (inout Value) throws -> Void
        let errors: [String]
        var testDescription: String { name }

        init(_ name: String, _ errors: [String], _ change: @escaping @Sendable (inout Value) throws -> Void) {
            self.name = name
            self.change = change
            self.errors = errors
        }
    }

    static func errors(_ definition: Value) -> [String] {
        lines(validateCreate(definition, group: "apiextensions.k8s.io", kind: "CustomResourceDefinition"))
    }

    @Test("the definition of the oracle's scenario is good, and has its defaults")
    func good() throws {
        let definition = try widgets()
        #expect(Self.errors(definition) == [])
        #expect(definition.at("spec", "names", "singular") == "widget")
        #expect(definition.at("spec", "names", "listKind") == "WidgetList")
        #expect(definition.at("spec", "conversion") == ["strategy": "None"])
        #expect(definition.at("status", "storedVersions") == ["v1"])
    }

    @Test(
        "names, group, scope and versions",
        arguments: [
            Case(
                "another name", ["metadata.name: Invalid value: \"x\": must be spec.names.plural+\".\"+spec.group"]
            ) { $0.set("x", at: "metadata", "name") },
            Case(
                "a group without a dot",
                [
                    "metadata.name: Invalid value: \"widgets.example.com\": must be "
                        + "spec.names.plural+\".\"+spec.group",
                    "spec.group: Invalid value: \"example\": should be a domain with at least one dot",
                ]
            ) { $0.set("example", at: "spec", "group") },
            Case(
                "a scope that is none",
                ["spec.scope: Unsupported value: \"Galaxy\": supported values: \"Cluster\", \"Namespaced\""]
            ) { $0.set("Galaxy", at: "spec", "scope") },
            Case(
                "one kind for object and list",
                ["spec.names.listKind: Invalid value: \"Widget\": kind and listKind may not be the same"]
            ) { $0.set("Widget", at: "spec", "names", "listKind") },
            Case(
                "a short name",
                [
                    "spec.names.shortNames[0]: Invalid value: \"W\": a DNS-1035 label must consist of lower case "
                        + "alphanumeric characters or '-', start with an alphabetic character, and end with an "
                        + "alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
                        + "'[a-z]([-a-z0-9]*[a-z0-9])?')"
                ]
            ) { $0.set(["W"], at: "spec", "names", "shortNames") },
            Case(
                "no version is stored",
                [
                    "spec.versions: Invalid value: [{\"Name\":\"v1\",\"Served\":true,\"Storage\":false,"
                        + "\"Deprecated\":false,\"DeprecationWarning\":null,\"Schema\":null,\"Subresources\":null,"
                        + "\"AdditionalPrinterColumns\":null,\"SelectableFields\":null}]: must have exactly one "
                            + "version "
                        + "marked as storage version",
                    "status.storedVersions: Invalid value: null: must have at least one stored version",
                ]
            ) { version(&$0) { $0.set(nil, at: "storage") } },
            Case(
                "no schema", ["spec.versions[0].schema.openAPIV3Schema: Required value"]
            ) { version(&$0) { $0.set(nil, at: "schema") } },
            Case(
                "conversion by a webhook",
                ["spec.conversion.strategy: Forbidden: webhooks that convert: not modelled by orrery"]
            ) { $0.set("Webhook", at: "spec", "conversion", "strategy") },
            Case(
                "a protected group",
                [
                    "metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have "
                        + "approval annotation \"api-approved.kubernetes.io\", see "
                        + "https://github.com/kubernetes/enhancements/pull/1111"
                ]
            ) {
                $0.set("apps.k8s.io", at: "spec", "group")
                $0.set("widgets.apps.k8s.io", at: "metadata", "name")
            },
            Case("a protected group with its word", []) {
                $0.set("apps.k8s.io", at: "spec", "group")
                $0.set("widgets.apps.k8s.io", at: "metadata", "name")
                $0.set("https://example.com/1", at: "metadata", "annotations", "api-approved.kubernetes.io")
            },
            Case(
                "unknown fields kept",
                [
                    "spec.preserveUnknownFields: Invalid value: true: must be false in order to use defaults in "
                        + "the schema",
                    "spec.preserveUnknownFields: Invalid value: true: cannot set to true, set "
                        + "x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead",
                ]
            ) { $0.set(true, at: "spec", "preserveUnknownFields") },
        ])
    func identity(_ c: Case) throws { #expect(Self.errors(try widgets(c.change)) == c.errors) }

    @Test(
        "columns, subresources and selectable fields stand at the top if all versions have the same",
        arguments: [
            Case(
                "a column",
                [
                    "spec.additionalPrinterColumns[0].name: Required value",
                    "spec.additionalPrinterColumns[0].type: Invalid value: \"int\": must be one of "
                        + "boolean,date,integer,number,string",
                    "spec.additionalPrinterColumns[0].format: Invalid value: \"x\": must be one of "
                        + "byte,date,date-time,double,float,int32,int64,password",
                    "spec.additionalPrinterColumns[0].JSONPath: Invalid value: \"spec\": must be a simple json path "
                        + "starting with .",
                ]
            ) {
                version(&$0) {
                    $0.set([["type": "int", "format": "x", "jsonPath": "spec"]], at: "additionalPrinterColumns")
                }
            },
            Case(
                "the paths of scale",
                [
                    "spec.subresources.scale.specReplicasPath: Invalid value: \".status.n\": should be a json path "
                        + "under .spec", "spec.subresources.scale.statusReplicasPath: Required value",
                    "spec.subresources.scale.labelSelectorPath: Invalid value: \".x\": should be a json path under "
                        + "either .spec or .status",
                ]
            ) {
                version(&$0) {
                    $0.set(["specReplicasPath": ".status.n", "labelSelectorPath": ".x"], at: "subresources", "scale")
                }
            },
            Case(
                "fields to select by",
                [
                    "spec.selectableFields[1].jsonPath: Duplicate value: \".spec.colour\"",
                    "spec.selectableFields[2].jsonPath: Invalid value: \".spec\": must point to a field of type "
                        + "string, "
                        + "boolean or integer. Enum string fields and strings with formats are allowed.",
                    "spec.selectableFields[3].jsonPath: Invalid value: \".spec.x\": is an invalid path: does not "
                        + "refer "
                        + "to a valid field",
                    "spec.selectableFields[4].jsonPath: Invalid value: \".spec['x']\": is an invalid path: array "
                        + "notation is not allowed",
                ]
            ) {
                version(&$0) {
                    $0.set(
                        [
                            ["jsonPath": ".spec.colour"], ["jsonPath": ".spec.colour"], ["jsonPath": ".spec"],
                            ["jsonPath": ".spec.x"], ["jsonPath": ".spec['x']"],
                        ], at: "selectableFields")
                }
            },
            Case(
                "the warning of a version that is not deprecated",
                [
                    "spec.versions[0].deprecationWarning: Invalid value: \"old\": can only be set for deprecated "
                        + "versions"
                ]
            ) { version(&$0) { $0.set("old", at: "deprecationWarning") } },
            Case("a warning in many scripts", []) {
                version(&$0) {
                    $0.set(true, at: "deprecated")
                    $0.set("Iñtërnâtiônàlizætiøn,💝🐹🌇⛔ 请用 v2", at: "deprecationWarning")
                }
            },
            Case(
                "a warning of two lines",
                [
                    "spec.versions[0].deprecationWarning: Invalid value: \"Test message\\nfoo\": must only contain "
                        + "printable UTF-8 characters; non-printable character found at index 12"
                ]
            ) {
                version(&$0) {
                    $0.set(true, at: "deprecated")
                    $0.set("Test message\nfoo", at: "deprecationWarning")
                }
            },
        ])
    func parts(_ c: Case) throws { #expect(Self.errors(try widgets(c.change)) == c.errors) }

    @Test("what differs between versions stands at the version")
    func perVersion() throws {
        let definition = try widgets { definition in
            var second = definition.at("spec", "versions")?[0] ?? .null
            second.set("v2", at: "name")
            second.set(false, at: "storage")
            second.set("text", at: "schema", "openAPIV3Schema", "properties", "spec", "properties", "size", "type")
            definition.set([definition.at("spec", "versions")?[0] ?? .null, second], at: "spec", "versions")
        }
        #expect(
            Self.errors(definition) == [
                "spec.versions[1].schema.openAPIV3Schema.properties[spec].properties[size].type: Unsupported value: "
                    + "\"text\": supported values: \"array\", \"boolean\", \"integer\", \"number\", \"object\", "
                        + "\"string\""
            ])
    }

    @Test("what a resource is named by never changes, its scope and kind not once it is served")
    func immutable() throws {
        let old = try widgets()
        var new = old
        new.set("Cluster", at: "spec", "scope")
        func errors() -> [String] {
            lines(validateUpdate(new, from: old, group: "apiextensions.k8s.io", kind: "CustomResourceDefinition"))
        }
        #expect(errors() == [])
        var established = old
        established.set([["type": "Established", "status": "True"]], at: "status", "conditions")
        #expect(
            lines(
                validateUpdate(
                    new, from: established, group: "apiextensions.k8s.io", kind: "CustomResourceDefinition"))
                == ["spec.scope: Invalid value: \"Cluster\": field is immutable"])
        new = old
        new.set("gadgets", at: "spec", "names", "plural")
        #expect(errors() == ["spec.names.plural: Invalid value: \"gadgets\": field is immutable"])
    }

    @Test("a version that was stored stays until nothing is stored in it")
    func storedVersions() throws {
        var definition = try widgets()
        definition.set(["v0", "v1"], at: "status", "storedVersions")
        #expect(
            Self.errors(definition) == [
                "status.storedVersions[0]: Invalid value: \"v0\": missing from spec.versions; v0 was previously a "
                    + "storage "
                    + "version, and must remain in spec.versions until a storage migration ensures no data remains "
                    + "persisted in v0 and removes v0 from status.storedVersions"
            ])
    }

    @Test("formats that the server does not know are warned of, on an update only new ones")
    func formats() throws {
        let old = try widgets { definition in
            version(&definition) {
                $0.set(
                    "x", at: "schema", "openAPIV3Schema", "properties", "spec", "properties", "colour", "format")
            }
        }
        let new = try widgets { definition in
            version(&definition) {
                let at = ["schema", "openAPIV3Schema", "properties", "spec", "properties"]
                $0.set("x", path: (at + ["colour", "format"])[...])
                $0.set("date", path: (at + ["size", "format"])[...])
            }
        }
        #expect(CustomResourceDefinitionRules.warnings(old) == ["unrecognized format \"x\""])
        #expect(CustomResourceDefinitionRules.warnings(new, old: old) == ["unrecognized format \"date\""])
    }
}
