import Documents
import KubeAPI
import Testing

@Suite("the kinds around a StatefulSet")
struct StatefulKindTests {
    private static func messages(_ errors: [FieldError]) -> [String] { lines(errors) }

    private static func revision(_ image: String, app: String) -> Value {
        [
            "spec": [
                "template": [
                    "$patch": "replace", "metadata": ["labels": ["app": .string(app)]],
                    "spec": [
                        "containers": [
                            [
                                "image": .string(image), "imagePullPolicy": "IfNotPresent", "name": "c",
                                "resources": [:], "terminationMessagePath": "/dev/termination-log",
                                "terminationMessagePolicy": "File",
                            ]
                        ],
                        "dnsPolicy": "ClusterFirst", "restartPolicy": "Always",
                        "schedulerName": "default-scheduler", "securityContext": [:],
                        "terminationGracePeriodSeconds": 30,
                    ],
                ]
            ]
        ]
    }

    @Test(
        "a revision is called what a real cluster calls it",
        arguments: [
            ("nginx:1.25", "web", "7878495884"), ("nginx:1.26", "web", "7649c496d5"),
            ("nginx:1.25", "db", "697c9cbb96"), ("nginx:1.26", "db", "5fb859d9df"), ("nginx:1.27", "db", "67956f8f98"),
        ])
    func recordedHashes(_ image: String, _ app: String, _ hash: String) {
        let data = Self.revision(image, app: app)
        #expect(NameHashes.controllerRevisionHash(data, collisionCount: 0) == hash)
        #expect(NameHashes.controllerRevisionHash(data, collisionCount: 1) != hash)
        #expect(NameHashes.controllerRevisionHash(data, collisionCount: nil) != hash)
    }

    @Test("a ControllerRevision holds an object and never changes it")
    func controllerRevisions() {
        let metadata: Value = ["name": "r", "namespace": "default", "uid": "u"]
        func checked(_ data: Value, _ revision: Int64 = 1) -> [String] {
            Self.messages(
                validateCreate(
                    ["metadata": metadata, "data": data, "revision": .int(revision)], group: "apps",
                    kind: "ControllerRevision"))
        }
        #expect(checked(["a": 1]) == [])
        #expect(checked(.null) == ["data: Required value: data is mandatory"])
        #expect(checked("text") == ["data: Required value: data must be a valid JSON object"])
        #expect(
            checked(["a": 1], -1) == ["revision: Invalid value: -1: must be greater than or equal to 0"])
        let old: Value = ["metadata": metadata, "data": ["a": 1], "revision": 1]
        let renumbered: Value = ["metadata": metadata, "data": ["a": 1], "revision": 2]
        let changed: Value = ["metadata": metadata, "data": ["a": 2], "revision": 1]
        #expect(validateUpdate(renumbered, from: old, group: "apps", kind: "ControllerRevision").isEmpty)
        #expect(
            Self.messages(validateUpdate(changed, from: old, group: "apps", kind: "ControllerRevision"))
                == [#"data: Invalid value: {"a":2}: field is immutable"#])
    }

    private static func set(_ change: (inout Value) -> Void = { _ in }) -> Value {
        var set: Value = [
            "metadata": ["name": "db", "namespace": "default", "uid": "u"],
            "spec": [
                "serviceName": "db", "selector": ["matchLabels": ["app": "db"]],
                "template": [
                    "metadata": ["labels": ["app": "db"]],
                    "spec": [
                        "containers": [
                            [
                                "name": "c", "image": "demo/db:v1",
                                "volumeMounts": [["name": "data", "mountPath": "/data"]],
                            ]
                        ]
                    ],
                ],
                "volumeClaimTemplates": [
                    [
                        "metadata": ["name": "data"],
                        "spec": [
                            "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]],
                        ],
                    ]
                ],
            ],
        ]
        change(&set)
        applyDefaults(&set, group: "apps", kind: "StatefulSet")
        return set
    }

    @Test("a StatefulSet gets upstream's defaults")
    func defaults() {
        let spec = Self.set()["spec"] ?? .null
        #expect(spec["podManagementPolicy"] == "OrderedReady")
        #expect(spec["updateStrategy"] == ["type": "RollingUpdate", "rollingUpdate": ["partition": 0]])
        #expect(
            spec["persistentVolumeClaimRetentionPolicy"] == ["whenDeleted": "Retain", "whenScaled": "Retain"])
        #expect(spec["replicas"] == 1 && spec["revisionHistoryLimit"] == 10)
        let claim = spec["volumeClaimTemplates"]?.array?.first ?? .null
        #expect(claim["kind"] == "PersistentVolumeClaim" && claim["apiVersion"] == "v1")
        #expect(claim.at("spec", "volumeMode") == "Filesystem" && claim.at("status", "phase") == "Pending")
        let onDelete = Self.set { $0.set(["type": "OnDelete"], at: "spec", "updateStrategy") }
        #expect(onDelete.at("spec", "updateStrategy") == ["type": "OnDelete"])
    }

    @Test(
        "what a new StatefulSet may not say",
        arguments: [
            (
                "podManagementPolicy", "Fast",
                "spec.podManagementPolicy: Invalid value: \"Fast\": must be 'OrderedReady' or 'Parallel'"
            ),
            ("replicas", -1, "spec.replicas: Invalid value: -1: must be greater than or equal to 0"),
            ("minReadySeconds", -2, "spec.minReadySeconds: Invalid value: -2: must be greater than or equal to 0"),
            (
                "updateStrategy", ["type": "OnDelete", "rollingUpdate": ["partition": 1]],
                "spec.updateStrategy.rollingUpdate: Invalid value: {\"Partition\":1,\"MaxUnavailable\":null}: "
                    + "only allowed for updateStrategy 'RollingUpdate'"
            ),
            (
                "ordinals", ["start": -1],
                "spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0"
            ),
            (
                "persistentVolumeClaimRetentionPolicy", ["whenScaled": "Keep"],
                "spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value: \"Keep\": "
                    + "supported values: \"Retain\", \"Delete\""
            ),
            ("selector", .null, "spec.selector: Required value"),
        ] as [(String, Value, String)])
    func refused(_ field: String, _ value: Value, _ message: String) {
        let set = Self.set { $0.set(value, at: "spec", field) }
        #expect(Self.messages(validateCreate(set, group: "apps", kind: "StatefulSet")).contains(message))
        #expect(validateCreate(Self.set(), group: "apps", kind: "StatefulSet").isEmpty)
    }

    @Test("an update may change seven fields of the spec and no other")
    func updates() {
        let old = Self.set()
        for (field, value) in [
            ("replicas", 5), ("minReadySeconds", 3), ("ordinals", ["start": 2]), ("revisionHistoryLimit", 1),
            ("updateStrategy", ["type": "OnDelete"]),
        ] as [(String, Value)] {
            let new = Self.set { $0.set(value, at: "spec", field) }
            #expect(validateUpdate(new, from: old, group: "apps", kind: "StatefulSet").isEmpty, "\(field)")
        }
        let forbidden =
            "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', "
            + "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and "
            + "'minReadySeconds' are forbidden"
        for (field, value) in [("serviceName", "x"), ("podManagementPolicy", "Parallel")] as [(String, Value)] {
            let new = Self.set { $0.set(value, at: "spec", field) }
            #expect(Self.messages(validateUpdate(new, from: old, group: "apps", kind: "StatefulSet")) == [forbidden])
        }
    }

    @Test("counts of a StatefulSet's status stay within each other")
    func status() {
        let old = Self.set()
        func checked(_ status: Value) -> [String] {
            var new = old
            new.set(status, at: "status")
            return Self.messages(
                validateUpdate(new, from: old, group: "apps", kind: "StatefulSet", subresource: "status"))
        }
        #expect(checked(["replicas": 2, "readyReplicas": 1, "availableReplicas": 1]) == [])
        #expect(
            checked(["replicas": 1, "currentReplicas": 2])
                == ["status.currentReplicas: Invalid value: 2: cannot be greater than status.replicas"])
        #expect(
            checked(["replicas": 2, "availableReplicas": 1])
                == ["status.availableReplicas: Invalid value: 1: cannot be greater than status.readyReplicas"])
    }

    @Test(
        "what a claim may not say",
        arguments: [
            (["accessModes": []], "spec.accessModes: Required value: at least 1 access mode is required"),
            (
                ["accessModes": ["Once"]],
                "spec.accessModes: Unsupported value: \"Once\": supported values: \"ReadOnlyMany\", "
                    + "\"ReadWriteMany\", \"ReadWriteOnce\", \"ReadWriteOncePod\""
            ),
            (
                ["accessModes": ["ReadWriteOnce", "ReadWriteOncePod"]],
                "spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes"
            ),
            (["resources": [:]], "spec.resources[storage]: Required value"),
            (
                ["resources": ["requests": ["storage": "0"]]],
                "spec.resources[storage]: Invalid value: \"0\": must be greater than zero"
            ),
        ] as [(Value, String)])
    func claims(_ change: Value, _ message: String) {
        var claim: Value = [
            "metadata": ["name": "data", "namespace": "default", "uid": "u"],
            "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]],
        ]
        #expect(validateCreate(claim, group: "", kind: "PersistentVolumeClaim").isEmpty)
        for member in change.fields?.members ?? [] { claim.set(member.value, at: "spec", member.key) }
        #expect(Self.messages(validateCreate(claim, group: "", kind: "PersistentVolumeClaim")) == [message])
    }

    @Test(
        "what a Service may not say",
        arguments: [
            (["ports": []], "spec.ports: Required value"),
            (["ports": [["port": 0]]], "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive"),
            (["ports": [["port": 80], ["port": 81]]], "spec.ports[1].name: Required value"),
            (
                ["sessionAffinity": "Me"],
                "spec.sessionAffinity: Unsupported value: \"Me\": supported values: \"ClientIP\", \"None\""
            ),
            (
                ["ports": [["port": 80, "nodePort": 31000]]],
                "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"
            ),
            (
                ["type": "NodePort", "clusterIP": "None", "clusterIPs": ["None"]],
                "spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort services"
            ),
            (
                ["loadBalancerClass": "example.com/lb"],
                "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'"
            ),
            (
                ["type": "LoadBalancer", "loadBalancerSourceRanges": ["10.0.0.0"]],
                "spec.LoadBalancerSourceRanges[0]: Invalid value: \"10.0.0.0\": must be a valid CIDR value, "
                    + "(e.g. 10.9.8.0/24 or 2001:db8::/64)"
            ),
            (
                ["trafficDistribution": "Near"],
                "spec.trafficDistribution: Unsupported value: \"Near\": supported values: \"PreferClose\", "
                    + "\"PreferSameZone\", \"PreferSameNode\""
            ),
            (["type": "ExternalName"], "spec.externalName: Required value"),
            (
                ["clusterIP": "10.0.0.x", "clusterIPs": ["10.0.0.x"]],
                "spec.clusterIPs[0]: Invalid value: \"10.0.0.x\": must be a valid IP address, "
                    + "(e.g. 10.9.8.7 or 2001:db8::ffff)"
            ),
        ] as [(Value, String)])
    func services(_ change: Value, _ message: String) {
        var service: Value = [
            "metadata": ["name": "web", "namespace": "default", "uid": "u"], "spec": ["ports": [["port": 80]]],
        ]
        for member in change.fields?.members ?? [] { service.set(member.value, at: "spec", member.key) }
        applyDefaults(&service, group: "", kind: "Service")
        #expect(Self.messages(validateCreate(service, group: "", kind: "Service")).contains(message))
    }

    @Test("a Service gets upstream's defaults")
    func serviceDefaults() {
        var service: Value = ["metadata": ["name": "web"], "spec": ["ports": [["port": 80]]]]
        applyDefaults(&service, group: "", kind: "Service")
        #expect(
            service["spec"] == [
                "internalTrafficPolicy": "Cluster", "sessionAffinity": "None", "type": "ClusterIP",
                "ports": [["port": 80, "protocol": "TCP", "targetPort": 80]],
            ])
    }
}
