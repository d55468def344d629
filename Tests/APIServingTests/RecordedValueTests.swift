import APIServing
import Documents
import KubeAPI
import Testing

/// More of the same: sums, texts of values, owners and other versions.
@Suite("values of a real control plane")
struct RecordedValueTests {
    private static func deployment(_ strategy: Value) -> Value {
        bare(
            "apps/v1", "Deployment",
            [
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]], "strategy": strategy,
                    "template": [
                        "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "c", "image": "i"]]]
                    ]
                ]
            ])
    }

    private static func volume(_ spec: Value) -> Value {
        var all: Value = ["capacity": ["storage": "1Gi"], "accessModes": ["ReadWriteOnce"]]
        for field in spec.fields ?? Fields() { all.set(field.value, at: field.key) }
        return bare("v1", "PersistentVolume", ["spec": all])
    }

    @Test(
        "values are shown as the server holds them",
        arguments: [
            (
                Resource.deployments, deployment(["type": "Foo"]),
                "spec.strategy: Unsupported value: {\"Type\":\"Foo\",\"RollingUpdate\":null}: supported values: "
                    + "\"Recreate\", \"RollingUpdate\""
            ),
            (
                .resourceQuotas,
                bare(
                    "v1", "ResourceQuota",
                    [
                        "spec": [
                            "hard": ["secrets": "1"],
                            "scopeSelector": [
                                "matchExpressions": [["scopeName": "PriorityClass", "operator": "Exists"]]
                            ]
                        ]
                    ]),
                "spec.scopeSelector.matchExpressions: Invalid value: {\"MatchExpressions\":[{\"ScopeName\":"
                    + "\"PriorityClass\",\"Operator\":\"Exists\",\"Values\":null}]}: unsupported scope applied to "
                    + "resource"
            ),
            (
                .resourceQuotas, bare("v1", "ResourceQuota", ["spec": ["hard": ["foo": "1"]]]),
                "[spec.hard[foo]: Invalid value: \"foo\": must be a standard resource type or fully qualified, "
                    + "spec.hard[foo]: Invalid value: \"foo\": must be a standard resource for quota]"
            ),
            (
                .persistentVolumes, volume(["capacity": ["storage": "-1"], "hostPath": ["path": "/a"]]),
                "[spec.capacity[storage]: Invalid value: -1: must be a valid resource quantity, "
                    + "spec.capacity[storage]: Invalid value: \"-1\": must be greater than zero]"
            )
        ] as [(Resource, Value, String)])
    func shown(resource: Resource, object: Value, problem: String) {
        let text = Server.refusal(object, resource)
        #expect(text.hasSuffix(" \"x\" is invalid: \(problem)"), "\(text)")
    }

    @Test("a binding cannot take another role; a definition without a stored version says null")
    func others() throws {
        var server = Server()
        let group: Value = "rbac.authorization.k8s.io"
        let role: Value = ["apiGroup": group, "kind": "ClusterRole", "name": "view"]
        server.create(
            bare("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", ["roleRef": role]), .clusterRoleBindings)
        let answer = server.patch(.merge, .clusterRoleBindings, "x", ["roleRef": ["name": "edit"]])
        #expect(
            answer.failure?.message.hasSuffix(
                "roleRef: Invalid value: {\"APIGroup\":\"rbac.authorization.k8s.io\",\"Kind\":\"ClusterRole\","
                    + "\"Name\":\"edit\"}: cannot change roleRef") == true)
        var definition = try Self.widgets()
        definition.set([], at: "spec", "versions")
        #expect(
            Server.refusal(definition, .customResourceDefinitions)
                .contains("status.storedVersions: Invalid value: null: must have at least one stored version"))
    }

    @Test("findings that read alike are told once, and each is a cause")
    func alike() {
        let problem = FieldError(.invalid, "a", badValue: "1", "no")
        let status = Status.invalid(kind: "K", group: "", name: "n", [problem, problem])
        #expect(status.message == "K \"n\" is invalid: a: Invalid value: 1: no")
        #expect(status.causes.count == 2)
    }

    @Test("claims: bytes are counted whole, a source of another kind is dropped")
    func claims() throws {
        var server = Server()
        var claim = bare(
            "v1", "PersistentVolumeClaim",
            ["spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1.5"]]]])
        claim.set(["kind": "", "name": ""], at: "spec", "dataSource")
        let made = try #require(server.create(claim, .persistentVolumeClaims).object)
        #expect(made.at("spec", "dataSource") == nil)
        let usage = QuotaEvaluator(.persistentVolumeClaims)?.usage(made.value, now: 0)
        #expect(usage?["requests.storage"]?.description == "2")
    }

    @Test(
        "volume sources have their defaults",
        arguments: [
            (
                "azureDisk", ["diskName": "d", "diskURI": "u"],
                [
                    "diskName": "d", "diskURI": "u", "cachingMode": "ReadWrite", "fsType": "ext4", "kind": "Shared",
                    "readOnly": false
                ]
            ),
            (
                "rbd", ["monitors": ["m"], "image": "i"],
                ["monitors": ["m"], "image": "i", "pool": "rbd", "user": "admin", "keyring": "/etc/ceph/keyring"]
            ),
            (
                "scaleIO", ["gateway": "g", "system": "s"],
                ["gateway": "g", "system": "s", "fsType": "xfs", "storageMode": "ThinProvisioned"]
            )
        ] as [(String, Value, Value)])
    func sources(name: String, given: Value, filled: Value) {
        var volume: Value = ["spec": [:]]
        volume.set(given, at: "spec", name)
        applyDefaults(&volume, group: "", kind: "PersistentVolume")
        #expect(volume.at("spec", name) == filled)
        var inner: Value = ["name": "v"]
        inner.set(given, at: name)
        var pod: Value = ["spec": ["volumes": [inner]]]
        applyDefaults(&pod, group: "", kind: "Pod")
        #expect(pod.at("spec", "volumes")?[0]?[name] == filled)
    }

    @Test("who wrote through scale has no time")
    func scaleTime() throws {
        var server = Server()
        server.create(Self.deployment(["type": "Recreate"]), .deployments, by: "one")
        for replicas in [3, 4] as [Value] {
            server.patch(.merge, .deployments, "x", subresource: "scale", ["spec": ["replicas": replicas]], by: "two")
        }
        let entries = server.object(.deployments, "x")?.managedFields?.array ?? []
        #expect(entries.map { $0["manager"] } == ["two", "one"])
        #expect(entries.first?["subresource"] == "scale")
        #expect(entries.map { $0["time"] == nil } == [true, false])
    }

    @Test("a custom resource has no fields that the version it is read in does not know")
    func pruned() throws {
        var server = Server()
        var definition = try Self.widgets()
        let open: Value = ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]]
        let closed: Value = ["openAPIV3Schema": ["type": "object"]]
        definition.set(
            [
                ["name": "v1", "served": true, "storage": true, "schema": open],
                ["name": "v1alpha1", "served": true, "storage": false, "schema": closed]
            ], at: "spec", "versions")
        var made = try #require(server.create(definition, .customResourceDefinitions).object).published
        made.set(made.at("spec", "names"), at: "status", "acceptedNames")
        made.set([["type": "Established", "status": "True"]], at: "status", "conditions")
        server.update(made, .customResourceDefinitions, subresource: "status")
        let catalog = server.server.catalog
        let new = try #require(catalog.findVersion("widgets.v1.ex.com")?.resource)
        let old = try #require(catalog.findVersion("widgets.v1alpha1.ex.com")?.resource)
        server.create(bare("ex.com/v1", "Widget", ["spec": ["size": 1]]), new)
        func read(_ resource: Resource) -> Value? {
            server.send(.get(resource, ObjectKey("default", "x"))).object?.value
        }
        #expect(read(new)?.at("spec", "size") == 1)
        #expect(read(old)?["apiVersion"] == "ex.com/v1alpha1" && read(old)?["spec"] == nil)
    }

    private static func widgets() throws -> Value {
        try json(
            """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":
             {"name":"widgets.ex.com"},"spec":{"group":"ex.com","scope":"Namespaced",
             "names":{"plural":"widgets","singular":"widget","kind":"Widget","listKind":"WidgetList"},
             "versions":[]}}
            """)
    }
}
