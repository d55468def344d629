import Documents
import KubeAPI
import Testing

private let badLabel =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must "
    + "start and end "
    + "with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
    + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
private let updatable =
    "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions "
    + "to existing "
    + "tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously "
    + "negative)"

@Suite("validation of pods")
struct PodValidationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let spec: Value
        let errors: [String]
        var testDescription: String { name }

        init(_ name: String, _ spec: Value, _ errors: [String]) {
            self.name = name
            self.spec = spec
            self.errors = errors
        }
    }

    private static func one(_ more: Value) -> Value {
        var container: Value = ["name": "c", "image": "a:1"]
        for field in more.fields?.members ?? [] { container.set(field.value, at: field.key) }
        return ["containers": [container]]
    }

    @Test(
        "a new pod is refused with upstream's texts",
        arguments: [
            Case("a good one", one([:]), []),
            Case("no containers (recorded)", ["containers": []], ["spec.containers: Required value"]),
            Case(
                "bad name and image (recorded)", ["containers": [["name": "Bad_C", "image": " x"]]],
                [
                    "spec.containers[0].name: Invalid value: \"Bad_C\": " + badLabel,
                    "spec.containers[0].image: Invalid value: \" x\": must not have leading or trailing "
                        + "whitespace",
                ]),
            Case(
                "request above limit (recorded)",
                one(["resources": ["requests": ["cpu": "2"], "limits": ["cpu": "1"]]]),
                [
                    "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or "
                        + "equal to cpu limit of 1"
                ]),
            Case(
                "restart policy (recorded)",
                ["containers": [["name": "c", "image": "a:1"]], "restartPolicy": "Sometimes"],
                [
                    "spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: "
                        + "\"Always\", \"OnFailure\", \"Never\""
                ]),
            Case(
                "two containers of one name",
                ["containers": [["name": "c", "image": "a:1"], ["name": "c", "image": "a:1"]]],
                ["spec.containers[1].name: Duplicate value: \"c\""]),
            Case(
                "ports",
                one([
                    "ports": [
                        ["containerPort": 70000], ["containerPort": 80, "name": "a--b", "protocol": "X"],
                    ]
                ]),
                [
                    "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 "
                        + "and 65535, inclusive",
                    "spec.containers[0].ports[1].name: Invalid value: \"a--b\": must not contain "
                        + "consecutive hyphens",
                    "spec.containers[0].ports[1].protocol: Unsupported value: \"X\": supported values: "
                        + "\"SCTP\", \"TCP\", \"UDP\"",
                ]),
            Case(
                "a mount without its volume", one(["volumeMounts": [["name": "v", "mountPath": "/v"]]]),
                ["spec.containers[0].volumeMounts[0].name: Not found: \"v\""]),
            Case(
                "a probe without a handler", one(["livenessProbe": ["successThreshold": 2]]),
                [
                    "spec.containers[0].livenessProbe: Required value: must specify a handler type",
                    "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1",
                ]),
            Case(
                "an init container with a probe",
                [
                    "containers": [["name": "c", "image": "a:1"]],
                    "initContainers": [
                        ["name": "i", "image": "a:1", "livenessProbe": ["exec": ["command": ["x"]]]]
                    ],
                ],
                [
                    "spec.initContainers[0].livenessProbe: Forbidden: may not be set for init "
                        + "containers without restartPolicy=Always"
                ]),
            Case(
                "a sidecar with a probe",
                [
                    "containers": [["name": "c", "image": "a:1"]],
                    "initContainers": [
                        [
                            "name": "i", "image": "a:1", "restartPolicy": "Always",
                            "livenessProbe": ["exec": ["command": ["x"]]],
                        ]
                    ],
                ], []),
            Case(
                "a toleration of everything must say so",
                ["containers": [["name": "c", "image": "a:1"]], "tolerations": [["value": "x"]]],
                [
                    "spec.tolerations[0].operator: Invalid value: \"\": operator must be Exists when "
                        + "`key` is empty, which means \"match all values and all keys\""
                ]),
            Case(
                "spreading",
                [
                    "containers": [["name": "c", "image": "a:1"]],
                    "topologySpreadConstraints": [
                        ["maxSkew": 0, "topologyKey": "zone", "whenUnsatisfiable": "Maybe"]
                    ],
                ],
                [
                    "spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero",
                    "spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: \"Maybe\": "
                        + "supported values: \"DoNotSchedule\", \"ScheduleAnyway\"",
                ]),
            Case(
                "environment",
                one([
                    "env": [
                        ["name": "A=B"],
                        ["name": "X", "valueFrom": ["fieldRef": ["fieldPath": "spec.nosuch"]]],
                    ]
                ]),
                [
                    "spec.containers[0].env[0].name: Invalid value: \"A=B\": a valid environment "
                        + "variable name must consist only of printable ASCII characters other than '='",
                    "spec.containers[0].env[1].valueFrom.fieldRef.fieldPath: Invalid value: "
                        + "\"spec.nosuch\": error converting fieldPath: field label not supported: spec.nosuch",
                ]),
        ])
    func refusals(_ c: Case) {
        let made = pod { $0.set(c.spec, at: "spec") }
        #expect(lines(validateCreate(made, group: "", kind: "Pod")) == c.errors)
    }

    @Test("a pod that exists may change little (recorded)")
    func updates() {
        let old = pod()
        func change(_ change: (inout Value) -> Void) -> [String] {
            var new = old
            change(&new)
            return lines(validateUpdate(new, from: old, group: "", kind: "Pod"))
        }
        let other = change { $0.set("node-9", at: "spec", "nodeName") }
        #expect(other.map { String($0.prefix { !$0.isNewline }) } == [updatable])
        let changes = [
            "@@ -42,7 +42,7 @@", "  \"NodeSelector\": null,", "  \"ServiceAccountName\": \"\",",
            "  \"AutomountServiceAccountToken\": null,", "- \"NodeName\": \"\",", "+ \"NodeName\": \"node-9\",",
        ]
        #expect(other[0].split(separator: "\n").dropFirst().prefix(6).map(String.init) == changes)
        let longer = change { $0.set(5, at: "spec", "terminationGracePeriodSeconds") }
        #expect(longer.map { String($0.prefix { !$0.isNewline }) } == [updatable])
        #expect(
            change { new in
                new.update(at: "spec", "containers") { list in
                    list = .array(
                        (list.array ?? []) + [
                            [
                                "name": "x", "image": "y", "imagePullPolicy": "Always",
                                "terminationMessagePath": "/a", "terminationMessagePolicy": "File",
                            ]
                        ])
                }
            } == ["spec.containers: Forbidden: pod updates may not add or remove containers"])
        #expect(
            change { new in
                new.update(at: "spec", "containers") { list in
                    var container = list[0] ?? .null
                    container.set("nginx:1.27", at: "image")
                    list = .array([container])
                }
            } == [])
        #expect(change { $0.set([["operator": "Exists"]], at: "spec", "tolerations") } == [])
        #expect(
            change { $0.set("other", at: "metadata", "name") } == [
                "metadata.name: Invalid value: \"other\": field is immutable"
            ])
    }

    @Test("an ended container does not come back")
    func statusUpdates() {
        var old = pod { $0.set("Never", at: "spec", "restartPolicy") }
        old.set(
            [
                "qosClass": "BestEffort",
                "containerStatuses": [["name": "c", "state": ["terminated": ["exitCode": 0]]]],
            ],
            at: "status")
        var new = old
        new.set([["name": "c", "state": ["running": [:]]]], at: "status", "containerStatuses")
        new.set("Burstable", at: "status", "qosClass")
        #expect(
            lines(validateUpdate(new, from: old, group: "", kind: "Pod", subresource: "status")) == [
                "status.qosClass: Invalid value: \"Burstable\": field is immutable",
                "status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state",
            ])
        #expect(validateUpdate(old, from: old, group: "", kind: "Pod", subresource: "status").isEmpty)
    }
}

@Suite("validation of other kinds")
struct OtherValidationTests {
    @Test("names and labels (recorded)")
    func metadata() {
        let map: Value = [
            "metadata": ["name": "Bad_Name", "namespace": "default", "labels": ["bad/label/key": "1"]]
        ]
        #expect(
            lines(validateCreate(map, group: "", kind: "ConfigMap")) == [
                #"metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist "#
                    + #"of lower case alphanumeric characters, '-' or '.', and must start and end with "#
                    + #"an alphanumeric character (e.g. 'example.com', regex used for validation is "#
                    + #"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"#,
                #"metadata.labels: Invalid value: "bad/label/key": a valid label key must consist of "#
                    + #"alphanumeric characters, '-', '_' or '.', and must start and end with an "#
                    + #"alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex "#
                    + #"used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with "#
                    + #"an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"#,
            ])
        #expect(
            TextRules.labelValue("not valid!") == [
                #"a valid label must be an empty string or consist of alphanumeric characters, '-', '_' "#
                    + #"or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  "#
                    + #"or 'my_value',  or '12345', regex used for validation is "#
                    + #"'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"#
            ])
    }

    @Test("a ReplicaSet needs a selector that its template matches (recorded)")
    func replicaSets() {
        func set(_ selector: Value?, replicas: Int64 = 1) -> Value {
            var set: Value = [
                "metadata": ["name": "x", "namespace": "default"],
                "spec": [
                    "replicas": .int(replicas),
                    "template": [
                        "metadata": ["labels": ["app": "x"]],
                        "spec": ["containers": [["name": "c", "image": "a:1"]]],
                    ],
                ],
            ]
            set.set(selector, at: "spec", "selector")
            applyDefaults(&set, group: "apps", kind: "ReplicaSet")
            return set
        }
        func errors(_ set: Value) -> [String] {
            lines(validateCreate(set, group: "apps", kind: "ReplicaSet"))
        }
        let mismatch =
            "spec.template.metadata.labels: Invalid value: {\"app\":\"x\"}: `selector` does not match "
            + "template `labels`"
        #expect(errors(set(["matchLabels": ["app": "x"]])) == [])
        #expect(errors(set(nil)) == ["spec.selector: Required value", mismatch])
        #expect(errors(set(["matchLabels": ["app": "other"]])) == [mismatch])
        #expect(
            errors(set(["matchLabels": ["app": "x"]], replicas: -1)) == [
                "spec.replicas: Invalid value: -1: must be greater than or equal to 0"
            ])
        let new = set([
            "matchExpressions": [["key": "app", "operator": "Exists"]], "matchLabels": ["app": "x"],
        ])
        #expect(
            lines(
                validateUpdate(
                    new, from: set(["matchLabels": ["app": "x"]]), group: "apps", kind: "ReplicaSet")) == [
                    "spec.selector: Invalid value: "
                        + "{\"matchLabels\":{\"app\":\"x\"},\"matchExpressions\":[{\"key\":\"app\",\"operator\":\"Exists\"}]}: field is immutable"
                ])
    }

    @Test("what is immutable stays (recorded)")
    func immutableMaps() {
        let old: Value = [
            "metadata": ["name": "fixed", "namespace": "d"], "immutable": true, "data": ["a": "1"],
        ]
        var new = old
        new.set("2", at: "data", "a")
        #expect(
            lines(validateUpdate(new, from: old, group: "", kind: "ConfigMap")) == [
                "data: Forbidden: field is immutable when `immutable` is set"
            ])
        new = old
        new.set(false, at: "immutable")
        #expect(
            lines(validateUpdate(new, from: old, group: "", kind: "ConfigMap")) == [
                "immutable: Forbidden: field is immutable when `immutable` is set"
            ])
    }

    @Test("other kinds")
    func others() {
        func errors(_ object: Value, _ group: String, _ kind: String) -> [String] {
            lines(validateCreate(object, group: group, kind: kind))
        }
        #expect(
            errors(
                ["metadata": ["name": "high"], "value": 2_000_000_000], "scheduling.k8s.io", "PriorityClass"
            ) == [
                "value: Forbidden: maximum allowed value of a user defined priority is 1000000000"
            ])
        #expect(
            errors(
                ["metadata": ["name": "s", "namespace": "d"], "type": "kubernetes.io/tls"], "", "Secret")
                == [
                    "data[tls.crt]: Required value", "data[tls.key]: Required value",
                ])
        #expect(
            errors(
                ["metadata": ["name": "l", "namespace": "d"], "spec": ["leaseDurationSeconds": 0]],
                "coordination.k8s.io", "Lease") == [
                    "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0"
                ])
        #expect(
            errors(["metadata": ["name": "n"], "spec": ["taints": [["key": "a"]]]], "", "Node") == [
                "metadata.taints[0].effect: Required value"
            ])
        #expect(
            errors(["metadata": ["name": "a.b"]], "", "Namespace") == [
                "metadata.name: Invalid value: \"a.b\": must not contain dots"
            ])
        #expect(
            errors(
                ["metadata": ["name": "e", "namespace": "d"], "involvedObject": ["namespace": "x"]], "",
                "Event") == [
                    "involvedObject.namespace: Invalid value: \"x\": does not match event.namespace"
                ])
        #expect(
            errors(["target": ["kind": "Pod"]], "", "Binding") == [
                "target.kind: Unsupported value: \"Pod\": supported values: \"Node\", \"<empty>\"",
                "target.name: Required value",
            ])
    }
}
