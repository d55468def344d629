import Documents
import KubeAPI
import Testing

@Suite struct ServerSideApplyTests {
    @Test("apply makes what is not there, and owns what it says")
    func makes() throws {
        var server = Server()
        let result = server.apply(configMap("c", [("a", "1")], labels: [("l", "x")]), .configMaps, by: "kubectl")
        #expect(result.code == 201)
        #expect(
            owners(server.object(.configMaps, "c")) == [
                "kubectl Apply v1: f:data{f:a} f:metadata{f:labels{f:l}}"
            ])
        #expect(
            server.apply(configMap("c", [("a", "1")], labels: [("l", "x")]), .configMaps, by: "kubectl").code == 200)
    }

    @Test("a field of another applier is a conflict; force takes it; the same value is shared")
    func conflicts() throws {
        var server = Server()
        server.apply(configMap("c", [("a", "1"), ("b", "1")]), .configMaps, by: "kubectl")
        let refused = server.apply(configMap("c", [("a", "1"), ("b", "2")]), .configMaps, by: "other").failure
        #expect(refused?.code == 409)
        #expect(refused?.reason == "Conflict")
        #expect(refused?.message == "Apply failed with 1 conflict: conflict with \"kubectl\": .data.b")
        #expect(
            refused?.causes == [
                Status.Cause(reason: "FieldManagerConflict", message: "conflict with \"kubectl\"", field: ".data.b")
            ])
        server.apply(configMap("c", [("a", "1"), ("b", "2")]), .configMaps, by: "other", force: true)
        #expect(
            owners(server.object(.configMaps, "c")) == [
                "kubectl Apply v1: f:data{f:a}", "other Apply v1: f:data{f:a f:b}"
            ])
    }

    @Test("a scale is applied as one: its applier owns the replicas, in conflict with whoever did")
    func scale() throws {
        var server = Server()
        server.apply(
            try json(
                """
                {"apiVersion":"v1","kind":"ReplicationController","metadata":{"name":"r"},"spec":{"replicas":1,
                 "selector":{"a":"b"},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c",
                 "image":"i"}]}}}}
                """), .replicationControllers, by: "one")
        func scaled(_ replicas: Value, force: Bool = false) -> APIResult {
            let scale: Value = [
                "apiVersion": "autoscaling/v1", "kind": "Scale", "metadata": ["name": "r"],
                "spec": ["replicas": replicas],
            ]
            return server.patch(
                .apply, .replicationControllers, "r", subresource: "scale", scale, by: "two", force: force)
        }
        let refused = scaled(3).failure
        #expect(refused?.code == 409)
        #expect(
            refused?.causes == [
                Status.Cause(reason: "FieldManagerConflict", message: "conflict with \"one\"", field: ".spec.replicas")
            ])
        let done = scaled(3, force: true)
        #expect(done.failure == nil, "\(String(describing: done.failure))")
        let object = server.object(.replicationControllers, "r")
        #expect(object?.at("spec", "replicas") == 3)
        #expect(owners(object).first == "two Apply/scale v1: f:spec{f:replicas}")
        #expect(owners(object).last?.contains("f:replicas") == false)
        let wrong = server.patch(
            .apply, .replicationControllers, "r", subresource: "scale", ["apiVersion": "v1", "kind": "Scale"],
            by: "two")
        #expect(wrong.failure?.message == "invalid object type: /v1, Kind=Scale")
    }

    @Test("conflicts with several managers are listed by manager")
    func manyConflicts() throws {
        var server = Server()
        server.create(configMap("c", [("a", "1"), ("b", "1")]), .configMaps, by: "creator")
        server.apply(configMap("c", [("d", "1")], labels: [("app", "x")]), .configMaps, by: "bar")
        let refused = server.apply(
            configMap("c", [("a", "2"), ("b", "2")], labels: [("app", "y")]), .configMaps, by: "me"
        ).failure
        #expect(
            refused?.message == """
                Apply failed with 3 conflicts: conflicts with "bar":
                - .metadata.labels.app
                conflicts with "creator" using v1:
                - .data.a
                - .data.b
                """)
        #expect(refused?.causes.count == 3)
    }

    @Test("what an applier says no longer goes, unless another owns it")
    func removal() throws {
        var server = Server()
        server.apply(configMap("c", [("a", "1"), ("b", "1"), ("d", "1")]), .configMaps, by: "one")
        server.apply(configMap("c", [("b", "1")]), .configMaps, by: "two")
        server.apply(configMap("c", [("d", "1")]), .configMaps, by: "one")
        #expect(server.object(.configMaps, "c")?["data"] == ["b": "1", "d": "1"])
        #expect(
            owners(server.object(.configMaps, "c")) == [
                "two Apply v1: f:data{f:b}", "one Apply v1: f:data{f:d}"
            ])
    }

    @Test("an applier that says nothing any more owns nothing")
    func nothingLeft() throws {
        var server = Server()
        server.create(configMap("c", [("z", "1")]), .configMaps, by: "creator")
        server.apply(configMap("c", [("a", "1")]), .configMaps, by: "one")
        server.apply(configMap("c", []), .configMaps, by: "one")
        #expect(server.object(.configMaps, "c")?["data"] == ["z": "1"])
        #expect(owners(server.object(.configMaps, "c")) == ["creator Update v1: f:data{. f:z}"])
    }

    @Test("containers are told apart by name, ports by number and protocol")
    func lists() throws {
        var server = Server()
        func set(_ containers: String) throws -> Value {
            try json(
                """
                {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"r"},"spec":{"selector":{"matchLabels":
                 {"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":\(containers)}}}}
                """)
        }
        server.apply(
            try set("[{\"name\":\"c\",\"image\":\"i:1\",\"ports\":[{\"containerPort\":80}]}]"), .replicaSets, by: "one")
        let two = server.apply(
            try json(
                """
                {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"r"},
                 "spec":{"template":{"spec":{"containers":
                 [{"name":"side","image":"s"},{"name":"c","ports":[{"containerPort":80,"protocol":"UDP"}]}]}}}}
                """), .replicaSets, by: "two")
        #expect(two.failure == nil)
        let containers = server.object(.replicaSets, "r")?.at("spec", "template", "spec", "containers")?.array ?? []
        #expect(containers.map { $0["name"]?.string } == ["side", "c"])
        #expect(containers.last?["ports"]?.array?.count == 2)
        #expect(containers.last?["image"] == "i:1")
        // The first manager lets its container go; what the second said of it keeps it.
        let refused = server.apply(try set("[]"), .replicaSets, by: "one").failure
        #expect(refused?.code == 422, "a container without an image: \(String(describing: refused?.message))")
    }

    @Test("an atomic list or struct is one field")
    func atomic() throws {
        var server = Server()
        func account(_ names: [String]) -> Value {
            [
                "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "s"],
                "imagePullSecrets": .array(names.map { ["name": .string($0)] })
            ]
        }
        server.apply(account(["a"]), .serviceAccounts, by: "one")
        #expect(owners(server.object(.serviceAccounts, "s")) == ["one Apply v1: f:imagePullSecrets"])
        #expect(
            server.apply(account(["b"]), .serviceAccounts, by: "two").failure?.message
                == "Apply failed with 1 conflict: conflict with \"one\": .imagePullSecrets")
    }

    @Test(
        "what is not of the type is refused",
        arguments: [
            ("{\"dat\":{\"a\":\"1\"}}", ".dat: field not declared in schema"),
            ("{\"data\":{\"a\":1}}", ".data.a: expected string, got &value.valueUnstructured{Value:1}"),
            ("{\"data\":[]}", ".data: expected map, got []")
        ] as [(String, String)])
    func untyped(extra: String, problem: String) throws {
        var server = Server()
        var map = configMap("c", [])
        for field in try json(extra).fields ?? Fields() { map.set(field.value, at: field.key) }
        let refused = server.apply(map, .configMaps, by: "one").failure
        #expect(refused?.code == 500)
        #expect(
            refused?.message == "failed to create typed patch object (/c; /v1, Kind=ConfigMap): \(problem)")
    }

    @Test(
        "wrong requests",
        arguments: [
            (
                "", "{}", 422,
                "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch"
            ),
            ("m", "{\"kind\":\"Secret\"}", 400, "invalid object type: /v1, Kind=Secret"),
            ("m", "{\"apiVersion\":\"v2\"}", 400, "invalid object type: /v2, Kind=ConfigMap"),
            ("m", "{\"metadata\":{\"name\":\"c\",\"managedFields\":[{}]}}", 400, "metadata.managedFields must be nil"),
            (
                "m", "{\"metadata\":{\"name\":\"d\"}}", 400,
                "the name of the object (d) does not match the name on the URL (c)"
            ),
            (
                "m", "{\"metadata\":{\"name\":\"c\",\"uid\":\"u\"}}", 409,
                "Operation cannot be fulfilled on configmaps \"c\": uid mismatch: the provided object specified "
                    + "uid u, and no "
                    + "existing object was found"
            )
        ] as [(String, String, Int, String)])
    func wrong(manager: String, changes: String, code: Int, message: String) throws {
        var server = Server()
        var map = configMap("c", [("a", "1")])
        for field in try json(changes).fields ?? Fields() { map.set(field.value, at: field.key) }
        let refused = server.patch(.apply, .configMaps, "c", map, by: manager).failure
        #expect(refused?.code == code)
        #expect(refused?.message == message)
        #expect(server.object(.configMaps, "c") == nil)
    }

    @Test("kubectl takes over from client-side apply what nobody changed since")
    func upgrade() throws {
        var server = Server()
        let annotation =
            "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"1\",\"b\":\"1\"},\"kind\":\"ConfigMap\","
                + "\"metadata\":{\"name\":\"c\"}}\n"
        var map = configMap("c", [("a", "1"), ("b", "1")])
        map.set(.string(annotation), at: "metadata", "annotations", Application.lastApplied)
        server.create(map, .configMaps, by: "kubectl-client-side-apply")
        #expect(server.apply(configMap("c", [("a", "2")]), .configMaps, by: "someone").failure?.code == 409)
        #expect(server.apply(configMap("c", [("a", "2"), ("b", "1")]), .configMaps, by: "kubectl").failure == nil)
        #expect(
            server.object(.configMaps, "c")?.at("metadata", "annotations", Application.lastApplied)
                == .string(annotation.replacing("\"a\":\"1\"", with: "\"a\":\"2\"")))
        server.update(
            {
                var other = map
                other.set("9", at: "data", "b")
                return other
            }(), .configMaps, by: "edit")
        #expect(
            server.apply(configMap("c", [("a", "2"), ("b", "3")]), .configMaps, by: "kubectl").failure?.message
                == "Apply failed with 1 conflict: conflict with \"edit\" using v1: .data.b")
    }

    @Test("nothing is written by a dry run")
    func dryRun() throws {
        var server = Server()
        var request = APIRequest.patch(
            .apply, .configMaps, ObjectKey("default", "c"), configMap("c", [("a", "1")]))
        request.options.fieldManager = "one"
        request.options.isDryRun = true
        let result = server.send(request)
        #expect(result.code == 201)
        #expect(owners(result.object) == ["one Apply v1: f:data{f:a}"])
        #expect(server.object(.configMaps, "c") == nil)
    }
}
