import APIServing
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct DeletionAnswerTests {
    @Test("most kinds answer with a Status, some with the object; what waits for a finalizer is answered as it is")
    func answers() throws {
        var server = Server()
        server.create(configMap("c", []), .configMaps)
        let uid = try #require(server.object(.configMaps, "c")?.uid)
        #expect(
            server.send(.delete(.configMaps, ObjectKey("default", "c")))
                == .document(
                    [
                        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success",
                        "details": ["name": "c", "kind": "configmaps", "uid": .string(uid)]
                    ], code: 200))
        server.create(
            ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "s"]], .serviceAccounts)
        #expect(server.send(.delete(.serviceAccounts, ObjectKey("default", "s"))).object?.name == "s")
        var held = configMap("h", [])
        held.set(["a/b"], at: "metadata", "finalizers")
        server.create(held, .configMaps)
        #expect(server.send(.delete(.configMaps, ObjectKey("default", "h"))).object?.meta.isTerminating == true)
        #expect(
            server.create(configMap("h", []), .configMaps).failure?.message
                == "object is being deleted: configmaps \"h\" already exists")
    }

    @Test("the update that takes the last finalizer off answers with the revision that was there before")
    func lastFinalizer() throws {
        var server = Server()
        var held = configMap("h", [])
        held.set(["a/b"], at: "metadata", "finalizers")
        server.create(held, .configMaps)
        let deleted = try #require(server.send(.delete(.configMaps, ObjectKey("default", "h"))).object)
        let answer = server.patch(.merge, .configMaps, "h", ["metadata": ["finalizers": .null]]).object
        #expect(answer?.revision == deleted.revision)
        #expect(answer?.meta.finalizers == [])
        #expect(server.object(.configMaps, "h") == nil && server.server.store.revision > deleted.revision)
    }

    @Test("a second eviction of a pod that is going writes nothing")
    func evictedTwice() throws {
        var server = Server()
        server.create(
            ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "default"]], .serviceAccounts)
        server.create(
            [
                "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "finalizers": ["a/b"]],
                "spec": ["containers": [["name": "c", "image": "nginx"]]]
            ], .pods)
        func evict() -> Int {
            var request = APIRequest.create(
                ["apiVersion": "policy/v1", "kind": "Eviction", "metadata": ["name": "p", "namespace": "default"]],
                .pods)
            request.subresource = "eviction"
            return server.send(request).code
        }
        #expect(evict() == 201)
        // A kubelet's write of the status does not keep what is null.
        server.patch(.strategic, .pods, "p", subresource: "status", ["status": ["message": "going"]])
        let revision = server.server.store.revision
        #expect(evict() == 201)
        #expect(server.server.store.revision == revision)
    }

    @Test("the system's priorities cannot be deleted")
    func systemPriorities() {
        var server = Server()
        for name in ["system-node-critical", "system-cluster-critical"] {
            #expect(
                server.send(.delete(.priorityClasses, ObjectKey("", name))).failure?.message
                    == "priorityclasses.scheduling.k8s.io \"\(name)\" is forbidden: this is a system priority class "
                    + "and cannot be deleted")
        }
        server.send(
            .create(
                [
                    "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": ["name": "mine"],
                    "value": 7
                ], .priorityClasses))
        #expect(server.send(.delete(.priorityClasses, ObjectKey("", "mine"))).failure == nil)
    }

    @Test("options in the body count as those of the query")
    func body() throws {
        var server = Server()
        server.create(configMap("c", []), .configMaps)
        var request = APIRequest.delete(.configMaps, ObjectKey("default", "c"))
        request.body = ["kind": "DeleteOptions", "apiVersion": "v1", "preconditions": ["uid": "other"]]
        #expect(server.send(request).failure?.code == 409)
        request.body = ["kind": "DeleteOptions", "apiVersion": "v1", "dryRun": ["All"]]
        #expect(server.send(request).failure == nil)
        #expect(server.object(.configMaps, "c") != nil)
    }

    @Test("a generated name that is taken is drawn again")
    func names() throws {
        var server = Server()
        for _ in 0 ..< 5 {
            let result = server.create(
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["generateName": "g-"]], .configMaps)
            #expect(result.code == 201)
        }
        #expect(server.server.store.count(.configMaps) == 5)
    }

    @Test("tokens of service accounts are the same in each run, and are known again")
    func tokens() throws {
        func run() throws -> (Server, Value) {
            var server = Server()
            server.create(
                ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "s"]], .serviceAccounts)
            var request = APIRequest.create(["spec": ["expirationSeconds": 600]], .serviceAccounts)
            (request.namespace, request.name, request.subresource) = ("default", "s", "token")
            guard case .document(let value, 201) = server.send(request) else {
                Issue.record("no token")
                return (server, .null)
            }
            return (server, value)
        }
        let (server, value) = try run()
        let again = try run().1
        #expect(value == again)
        let token = try #require(value.at("status", "token")?.string)
        let now = Moment(time: SimTime(microseconds: 0), start: 1_767_225_603_000_000)
        #expect(server.server.tokens.claims(of: token, at: now)?["sub"] == "system:serviceaccount:default:s")
        let later = Moment(time: SimTime(microseconds: 0), start: 1_767_226_300_000_000)
        #expect(server.server.tokens.claims(of: token, at: later) == nil, "it is over")
        #expect(server.server.tokens.claims(of: token + "x", at: now) == nil, "it is not ours")
    }

    @Test("a signing request is approved by its own subresource, and not both ways")
    func approval() throws {
        var server = Server()
        // A PEM block of that kind, in base64.
        let request =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KQUE9PQotLS0tLUVORCBDRVJUSUZJQ0FU"
            + "RSBSRVFVRVNULS0tLS0K"
        let made = server.create(
            try json(
                """
                {"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":{"name":"r"},
                 "spec":{"request":"\(request)","signerName":"example.com/s","usages":["client auth"]}}
                """), .certificateSigningRequests)
        #expect(made.failure == nil, "\(String(describing: made.failure))")
        func patch(_ type: String) -> Value {
            ["status": ["conditions": [["type": .string(type), "status": "True", "reason": "r"]]]]
        }
        let approved = server.patch(
            .strategic, .certificateSigningRequests, "r", subresource: "approval", patch("Approved"))
        #expect(approved.failure == nil, "\(String(describing: approved.failure))")
        let condition = server.object(.certificateSigningRequests, "r")?.at("status", "conditions")?[0]
        #expect(condition?["type"] == "Approved")
        #expect(condition?["lastUpdateTime"]?.string?.isEmpty == false)
        let both = server.patch(
            .strategic, .certificateSigningRequests, "r", subresource: "approval", patch("Denied")
        ).failure
        #expect(both?.code == 422)
        #expect(
            both?.causes.first?.message
                == "Forbidden: updates may not remove a condition of type \"Approved\"")
    }
}
