import APIServing
import Documents
import KubeAPI
import Testing

/// Upstream: apiserver endpoints/handlers/rest_test.go, patch.go.
@Suite struct PatchTests {
    private func world() throws -> Server {
        var server = Server()
        server.create(
            try json(
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"selector":{"matchLabels":
                 {"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i",
                 "args":["x"]}]}}}}
                """), .deployments)
        return server
    }

    @Test(
        "what a patch cannot be",
        arguments: [
            (
                PatchType.merge, "[1]", 400, "BadRequest",
                "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}"
            ),
            (.merge, "null", 400, "BadRequest", "Invalid JSON Patch"),
            (
                .strategic, "\"x\"", 400, "BadRequest",
                "json: cannot unmarshal string into Go value of type map[string]interface {}"
            ),
            (
                .json, "{\"op\":\"add\"}", 400, "BadRequest",
                "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp"
            ),
            (
                .json, "[{\"op\":1}]", 400, "BadRequest",
                "error decoding patch: json: cannot unmarshal number into Go struct field jsonPatchOp.op of type string"
            ),
            (
                .merge, "{\"spec\":{\"replicas\":\"three\"}}", 422, "Invalid",
                "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32"
            ),
            (
                .strategic, "{\"spec\":{\"replicas\":\"three\"}}", 422, "Invalid",
                " \"\" is invalid: patch: Invalid value: \"map[spec:map[replicas:three]]\": unrecognized type: int32"
            ),
            (
                .json, "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":5}]", 422, "Invalid",
                "the server rejected our request due to an error in our request"
            ),
            (
                .json, "[{\"op\":\"remove\",\"path\":\"/spec/nothing\"}]", 422, "Invalid",
                "the server rejected our request due to an error in our request"
            ),
            (
                .strategic, "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"image\":\"j\"}]}}}}", 500, "",
                "map: map[image:j] does not contain declared merge key: name"
            ),
            (
                .strategic, "{\"$setElementOrder\":[1]}", 400, "BadRequest",
                "invalid patch format of setElementOrder list"
            ),
            (
                .merge, "{\"metadata\":{\"name\":\"other\"}}", 400, "BadRequest",
                "the name of the object (other) does not match the name on the URL (web)"
            ),
            (
                .merge, "{\"metadata\":{\"resourceVersion\":\"1\"}}", 409, "Conflict",
                "the object has been modified; please apply your changes to the latest version and try again"
            )
        ] as [(PatchType, String, Int, String, String)])
    func refused(type: PatchType, patch: String, code: Int, reason: String, message: String) throws {
        var server = try world()
        let status = try #require(server.patch(type, .deployments, "web", try json(patch)).failure)
        #expect(status.code == code)
        #expect(status.reason == reason)
        #expect(status.message.hasSuffix(message), "\(status.message)")
    }

    @Test(
        "directives of strategic patches",
        arguments: [
            (
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"d\",\"image\":\"j\"},"
                    + "{\"$patch\":\"delete\",\"name\":\"c\"}]}}}}",
                ["d"]
            ),
            (
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"$patch\":\"replace\"},{\"name\":\"e\","
                    + "\"image\":\"j\"}]}}}}",
                ["e"]
            ),
            (
                "{\"spec\":{\"template\":{\"spec\":{\"$setElementOrder/containers\":[{\"name\":\"f\"},"
                    + "{\"name\":\"c\"}],\"containers\":[{\"name\":\"f\",\"image\":\"j\"}]}}}}",
                ["f", "c"]
            )
        ] as [(String, [String])])
    func directives(patch: String, names: [String]) throws {
        var server = try world()
        #expect(server.patch(.strategic, .deployments, "web", try json(patch)).failure == nil)
        let containers = server.object(.deployments, "web")?.at("spec", "template", "spec", "containers")?.array ?? []
        #expect(containers.compactMap { $0["name"]?.string } == names)
    }

    @Test("retainKeys keeps only what it names; scalars leave a list by deleteFromPrimitiveList")
    func others() throws {
        var server = try world()
        let strategy = server.patch(
            .strategic, .deployments, "web",
            try json("{\"spec\":{\"strategy\":{\"$retainKeys\":[\"type\"],\"type\":\"Recreate\"}}}"))
        #expect(strategy.failure == nil, "\(String(describing: strategy.failure))")
        #expect(server.object(.deployments, "web")?.at("spec", "strategy") == ["type": "Recreate"])
        server.patch(.merge, .deployments, "web", ["metadata": ["finalizers": ["a/b", "c/d"]]])
        server.patch(
            .strategic, .deployments, "web", ["metadata": ["$deleteFromPrimitiveList/finalizers": ["a/b"]]])
        #expect(server.object(.deployments, "web")?.at("metadata", "finalizers") == ["c/d"])
    }

    @Test(
        "unknown fields are dropped, warned of or refused",
        arguments: [
            (FieldValidation.ignore, 200, [String]()), (.warn, 200, ["unknown field \"spec.nosuch\""]),
            (.strict, 422, [])
        ])
    func validation(level: FieldValidation, code: Int, warnings: [String]) throws {
        var server = try world()
        var request = APIRequest.patch(
            .merge, .deployments, ObjectKey("default", "web"), ["spec": ["nosuch": 1, "paused": true]])
        request.options.fieldValidation = level
        let handled = server.handle(request)
        #expect(handled.result.code == code)
        #expect(handled.warnings == warnings)
        if let failure = handled.result.failure {
            #expect(failure.message.hasSuffix("strict decoding error: unknown field \"spec.nosuch\""))
        }
    }

    @Test("members of an operation that mean nothing are warned of")
    func unknownMembers() throws {
        var server = try world()
        var request = APIRequest.patch(
            .json, .deployments, ObjectKey("default", "web"),
            [["op": "add", "path": "/metadata/labels", "value": ["a": "c"], "extra": 1]])
        request.options.fieldValidation = .warn
        #expect(server.handle(request).warnings == ["json patch unknown field \"[0].extra\""])
    }

    @Test("PUT: of what is not there, of an old version, without a version")
    func puts() throws {
        var server = Server()
        #expect(server.update(configMap("c", []), .configMaps).failure?.code == 404)
        let lease: Value = [
            "apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": ["name": "l"], "spec": [:]
        ]
        #expect(server.update(lease, .leases).code == 201, "a lease is made by PUT")
        #expect(
            server.update(lease, .leases).failure?.message
                == "leases.coordination.k8s.io \"l\" is invalid: metadata.resourceVersion: Invalid value: 0: "
                    + "must be specified for an update"
        )
        server.create(configMap("c", [("a", "1")]), .configMaps)
        #expect(server.update(configMap("c", [("a", "2")]), .configMaps).failure == nil, "a ConfigMap needs none")
        var old = configMap("c", [("a", "3")])
        old.set("1", at: "metadata", "resourceVersion")
        #expect(server.update(old, .configMaps).failure?.reason == "Conflict")
    }

    @Test(
        "bodies of another kind",
        arguments: [
            (
                "{\"kind\":\"Secret\"}",
                "Secret in version \"v1\" cannot be handled as a ConfigMap: converting (v1.Secret) to "
                    + "(core.ConfigMap): unknown conversion"
            ),
            (
                "{\"kind\":\"Nothing\"}",
                "Nothing in version \"v1\" cannot be handled as a ConfigMap: no kind \"Nothing\" is registered "
                    + "for version \"v1\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
            ),
            (
                "{\"apiVersion\":\"v9\"}",
                "ConfigMap in version \"v9\" cannot be handled as a ConfigMap: no kind \"ConfigMap\" is "
                    + "registered for version \"v9\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
            )
        ] as [(String, String)])
    func kinds(changes: String, message: String) throws {
        var server = Server()
        var map = configMap("c", [])
        for field in try json(changes).fields ?? Fields() { map.set(field.value, at: field.key) }
        let refused = server.create(map, .configMaps).failure
        #expect(refused?.code == 400)
        #expect(refused?.message == message)
    }
}
