import APIServing
import ClusterSim
import Documents
import KubeAPI
import Simulation
import Testing

/// The request pipeline, request by request, with nobody else around.
@Suite struct RequestTests {
    /// A cluster without nodes that stands still: only what is asked happens.
    private static func still() -> Cluster { Cluster.checked(nodes: 0) }

    private static func published(_ cluster: Cluster, _ resource: Resource, _ name: String) throws -> Value {
        try #require(cluster.object(resource, name)).published
    }

    struct Refusal: Sendable, CustomStringConvertible {
        let description: String
        let request: APIRequest
        let code: Int
        let reason: String
        let message: String

        init(_ description: String, _ request: APIRequest, _ code: Int, _ reason: String, _ message: String) {
            self.description = description
            self.request = request
            self.code = code
            self.reason = reason
            self.message = message
        }
    }

    private static func edited(_ value: Value, _ path: String..., to new: Value?) -> Value {
        var out = value
        switch path.count {
        case 1: out.set(new, at: path[0])
        case 2: out.set(new, at: path[0], path[1])
        default: out.set(new, at: path[0], path[1], path[2])
        }
        return out
    }

    private static func by(_ user: String, _ request: APIRequest) -> APIRequest {
        var request = request
        request.user = user
        return request
    }

    @Test(
        "a request that cannot be carried out is refused in upstream's words and writes nothing",
        arguments: [
            Refusal(
                "get what is not there", .get(.pods, Make.key("nope")), 404, "NotFound", "pods \"nope\" not found"),
            Refusal(
                "with a group", .get(.replicaSets, Make.key("nope")), 404, "NotFound",
                "replicasets.apps \"nope\" not found"),
            Refusal(
                "delete what is not there", .delete(.configMaps, Make.key("nope")), 404, "NotFound",
                "configmaps \"nope\" not found"),
            Refusal(
                "patch what is not there", .patch(.merge, .configMaps, Make.key("nope"), ["data": [:]]), 404,
                "NotFound",
                "configmaps \"nope\" not found"),
            Refusal(
                "a subresource that is none",
                APIRequest(
                    .update, .configMaps, namespace: "default", name: "m", subresource: "status", body: Make.map("m")),
                404, "NotFound", "the server could not find the requested resource"),
            Refusal(
                "create what is there", .create(Make.map("m"), .configMaps), 409, "AlreadyExists",
                "configmaps \"m\" already exists"),
            Refusal(
                "update of an old version",
                .update(edited(Make.map("m"), "metadata", "resourceVersion", to: "1"), .configMaps), 409, "Conflict",
                "Operation cannot be fulfilled on configmaps \"m\": the object has been modified; please "
                    + "apply your changes to the latest version and try again"
            ),
            Refusal(
                "patch that names an old version",
                .patch(.merge, .configMaps, Make.key("m"), ["metadata": ["resourceVersion": "1"], "data": ["a": "b"]]),
                409,
                "Conflict",
                "Operation cannot be fulfilled on configmaps \"m\": the object has been modified; please "
                    + "apply your changes to the latest version and try again"
            ),
            Refusal(
                "update of another uid",
                .update(edited(Make.map("m"), "metadata", "uid", to: "other"), .configMaps), 409, "Conflict", "*uid"),
            Refusal(
                "another namespace in the body",
                APIRequest(.create, .configMaps, namespace: "kube-system", body: Make.map("x")), 400, "BadRequest",
                "the namespace of the provided object does not match the namespace sent on the request"),
            Refusal(
                "another name in the body",
                APIRequest(.update, .configMaps, namespace: "default", name: "m", body: Make.map("other")), 400,
                "BadRequest", "the name of the object (other) does not match the name on the URL (m)"),
            Refusal(
                "an invalid name", .create(Make.map("UPPER"), .configMaps), 422, "Invalid",
                "ConfigMap \"UPPER\" is invalid: metadata.name: Invalid value: \"UPPER\": a lowercase RFC "
                    + "1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                    + "and must start and end with an alphanumeric character (e.g. 'example.com', regex "
                    + "used for validation is "
                    + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
            ),
            Refusal(
                "a missing name", .create(edited(Make.map("x"), "metadata", "name", to: nil), .configMaps), 422,
                "Invalid",
                "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required"),
            Refusal(
                "replicas below zero", .create(Make.set("minus", replicas: -1), .replicaSets), 422, "Invalid",
                "ReplicaSet.apps \"minus\" is invalid: spec.replicas: Invalid value: -1: must be greater "
                    + "than or equal to 0"
            ),
            Refusal(
                "a selector that is changed",
                .patch(.merge, .replicaSets, Make.key("web"), ["spec": ["selector": ["matchLabels": ["tier": "x"]]]]),
                422,
                "Invalid", "*selector"),
            Refusal(
                "somebody without rights, in a namespace",
                by("eve", APIRequest(.list, .pods, namespace: "default")), 403, "Forbidden",
                "pods is forbidden: User \"eve\" cannot list resource \"pods\" in API group \"\" in the "
                    + "namespace \"default\""
            ),
            Refusal(
                "somebody without rights, in the cluster", by("eve", .get(.nodes, ObjectKey("", "node-1"))), 403,
                "Forbidden",
                "nodes \"node-1\" is forbidden: User \"eve\" cannot get resource \"nodes\" in API group \"\" "
                    + "at the cluster scope"
            ),
            Refusal(
                "a kubelet on another node's lease",
                by(
                    "system:node:node-1",
                    .patch(.merge, .leases, ObjectKey("kube-node-lease", "node-2"), ["spec": [:]])), 403, "Forbidden",
                "leases.coordination.k8s.io \"node-2\" is forbidden: User \"system:node:node-1\" cannot patch "
                    + "resource \"leases\" in API group \"coordination.k8s.io\" in the namespace "
                    + "\"kube-node-lease\": can only access node lease with the same name as the requesting node"),
            Refusal("nobody", by("-", .get(.pods, Make.key("x"))), 403, "Forbidden", "*User"),
            Refusal(
                "a selector that cannot be read",
                {
                    var request = APIRequest(.list, .pods, namespace: "default")
                    request.options.labelSelector = "a in b"
                    return request
                }(),
                400, "BadRequest", "*unable to parse requirement: "),
            Refusal(
                "a field that cannot be selected by",
                {
                    var request = APIRequest(.list, .pods, namespace: "default")
                    request.options.fieldSelector = "spec.foo=1"
                    return request
                }(),
                400, "BadRequest", "*field label not supported: spec.foo"),
            Refusal(
                "an unknown field, strictly",
                {
                    var request = APIRequest.create(edited(Make.map("s"), "dta", to: "x"), .configMaps)
                    request.options.fieldValidation = .strict
                    return request
                }(), 400, "BadRequest", "*unknown field \"dta\"")
        ])
    func refusals(_ given: Refusal) throws {
        var cluster = Self.still()
        cluster.create(Make.map("m"), .configMaps)
        cluster.create(Make.set("web", replicas: 1), .replicaSets)
        let before = cluster.revision
        var request = given.request
        if request.user.isEmpty { request.user = "kubernetes-admin" }
        let status = try #require(cluster.submit(request, causes: []).failure)
        #expect(status.code == given.code)
        #expect(status.reason == given.reason)
        if given.message.hasPrefix("*") {
            #expect(status.message.lowercased().contains(given.message.dropFirst().lowercased()), "\(status.message)")
        } else {
            #expect(status.message == given.message)
        }
        #expect(cluster.revision == before)
    }

    @Test("a request of nobody at all is unauthorized")
    func unauthorized() {
        var cluster = Self.still()
        let result = cluster.submit(APIRequest.get(.pods, Make.key("x")), causes: [])
        #expect(result.failure?.code == 401)
        #expect(result.failure?.message == "Unauthorized")
    }

    @Test("create fills in uid, time and version; the version is the store's revision")
    func create() throws {
        var cluster = Self.still()
        let before = cluster.revision
        let result = cluster.create(Make.map("m"), .configMaps)
        #expect(result.code == 201)
        let map = try #require(result.object)
        #expect(cluster.revision == before + 1)
        #expect(map.published.at("metadata", "resourceVersion")?.string == "\(cluster.revision)")
        #expect(map.value.at("metadata", "resourceVersion") == nil)
        #expect(map.at("metadata", "creationTimestamp")?.string == "2026-01-05T08:00:00Z")
        #expect(map.uid.count == 36)
        #expect(
            cluster.read(.init(.get, .configMaps, namespace: "default", name: "m", user: "kubernetes-admin")).object
                == map)
    }

    @Test("an update that changes nothing writes nothing and keeps the version")
    func noOp() throws {
        var cluster = Self.still()
        cluster.create(Make.set("web", replicas: 1), .replicaSets)
        let published = try Self.published(cluster, .replicaSets, "web")
        let before = cluster.revision
        #expect(cluster.ask(.update(published, .replicaSets)).code == 200)
        #expect(cluster.ask(.patch(.merge, .replicaSets, Make.key("web"), ["spec": ["replicas": 1]])).code == 200)
        #expect(cluster.ask(.patch(.strategic, .replicaSets, Make.key("web"), [:])).code == 200)
        #expect(cluster.revision == before)
        #expect(try Self.published(cluster, .replicaSets, "web") == published)
    }

    @Test("an update without a version is unconditional, one with the present version is not refused")
    func updates() throws {
        var cluster = Self.still()
        cluster.create(Make.map("m"), .configMaps)
        #expect(cluster.ask(.update(Make.map("m", ["k": "1"]), .configMaps)).code == 200)
        var published = try Self.published(cluster, .configMaps, "m")
        published.set("2", at: "data", "k")
        #expect(cluster.ask(.update(published, .configMaps)).code == 200)
        #expect(cluster.ask(.update(published, .configMaps)).code == 409)
        #expect(cluster.object(.configMaps, "m")?.at("data", "k")?.string == "2")
    }

    @Test("generation counts changes of spec, not of labels or status")
    func generation() throws {
        var cluster = Self.still()
        cluster.create(Make.set("web", replicas: 1), .replicaSets)
        func generation() -> Int64 { cluster.object(.replicaSets, "web")?.meta.generation ?? 0 }
        #expect(generation() == 1)
        cluster.ask(.patch(.merge, .replicaSets, Make.key("web"), ["metadata": ["labels": ["a": "b"]]]))
        #expect(generation() == 1)
        cluster.ask(
            .patch(.merge, .replicaSets, Make.key("web"), subresource: "status", ["status": ["replicas": 1]]))
        #expect(generation() == 1)
        cluster.ask(Make.scale("web", to: 2))
        #expect(generation() == 2)
        cluster.ask(.patch(.merge, .replicaSets, Make.key("web"), ["metadata": ["generation": 9]]))
        #expect(generation() == 2)
    }

    @Test("status changes only through its subresource, and spec not through it")
    func status() throws {
        var cluster = Self.still()
        cluster.create(Make.set("web", replicas: 1), .replicaSets)
        cluster.ask(
            .patch(.merge, .replicaSets, Make.key("web"), ["spec": ["replicas": 3], "status": ["replicas": 7]]))
        #expect(cluster.object(.replicaSets, "web")?.at("status", "replicas")?.int == 0)
        cluster.ask(
            .patch(
                .merge, .replicaSets, Make.key("web"), subresource: "status",
                ["spec": ["replicas": 9], "status": ["replicas": 2]]))
        #expect(cluster.object(.replicaSets, "web")?.at("status", "replicas")?.int == 2)
        #expect(cluster.object(.replicaSets, "web")?.at("spec", "replicas")?.int == 3)
    }

    @Test("a dry run answers as if it had been done and writes nothing")
    func dryRun() throws {
        var cluster = Self.still()
        cluster.create(Make.map("m"), .configMaps)
        let before = cluster.revision
        for request in [
            APIRequest.create(Make.map("dry"), .configMaps),
            .patch(.merge, .configMaps, Make.key("m"), ["data": ["k": "w"]]), .delete(.configMaps, Make.key("m"))
        ] {
            var request = request
            request.options.isDryRun = true
            #expect(cluster.ask(request).failure == nil)
        }
        #expect(cluster.revision == before)
        #expect(cluster.object(.configMaps, "dry") == nil)
        #expect(cluster.object(.configMaps, "m")?.at("data", "k")?.string == "v")
    }

    @Test("generateName: the prefix, cut at 58, and five letters that spell nothing; the name of an object wins")
    func generateName() throws {
        var cluster = Self.still()
        var names: Set<String> = []
        for _ in 0 ..< 20 {
            var map = Make.map("x")
            map.set(nil, at: "metadata", "name")
            map.set("web-", at: "metadata", "generateName")
            let name = try #require(cluster.create(map, .configMaps).object).name
            #expect(name.hasPrefix("web-") && name.count == 9)
            #expect(name.dropFirst(4).allSatisfy { "bcdfghjklmnpqrstvwxz2456789".contains($0) })
            names.insert(name)
        }
        #expect(names.count == 20)
        var long = Make.map("x")
        long.set(nil, at: "metadata", "name")
        long.set(.string(String(repeating: "a", count: 70)), at: "metadata", "generateName")
        #expect(cluster.create(long, .configMaps).object?.name.count == 63)
        var both = Make.map("fixed")
        both.set("web-", at: "metadata", "generateName")
        #expect(cluster.create(both, .configMaps).object?.name == "fixed")
    }

    @Test(
        "lists by label and field",
        arguments: [
            ("app=red", "", ["a", "b"]), ("app!=red", "", ["c", "d"]), ("app in (red, blue)", "", ["a", "b", "c"]),
            ("app notin (red)", "", ["c", "d"]), ("app", "", ["a", "b", "c"]), ("!app", "", ["d"]),
            ("app=red,tier=x", "", ["b"]), ("", "spec.nodeName=node-1", ["b"]),
            ("", "spec.nodeName!=node-1", ["a", "c", "d"]),
            ("", "status.phase=Pending", ["a", "b", "c", "d"]), ("app=red", "metadata.name=a", ["a"]),
            ("app=none", "", [])
        ] as [(String, String, [String])])
    func selectors(labels: String, fields: String, names: [String]) throws {
        var cluster = Self.still()
        cluster.create(Make.pod("a", app: "red"), .pods)
        var b = Make.pod("b", app: "red", node: "node-1")
        b.set("x", at: "metadata", "labels", "tier")
        cluster.create(b, .pods)
        cluster.create(Make.pod("c", app: "blue"), .pods)
        var d = Make.pod("d")
        d.set(nil, at: "metadata", "labels")
        cluster.create(d, .pods)
        var request = APIRequest(.list, .pods, namespace: "default", user: "kubernetes-admin")
        request.options.labelSelector = labels
        request.options.fieldSelector = fields
        guard case .list(let objects, let revision) = cluster.read(request) else {
            Issue.record("no list for \(labels) \(fields)")
            return
        }
        #expect(objects.map(\.name) == names)
        #expect(revision == cluster.revision)
    }
}
