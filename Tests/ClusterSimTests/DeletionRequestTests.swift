import ClusterSim
import Documents
import KubeAPI
import Simulation
import Testing

/// What a delete does: finalizers, graceful deletion, propagation.
@Suite struct DeletionRequestTests {
    private static func still() -> Cluster { Cluster.checked(nodes: 0) }

    private static func delete(_ resource: Resource, _ name: String, _ change: (inout RequestOptions) -> Void = { _ in })
        -> APIRequest
    {
        var request = APIRequest.delete(resource, Make.key(name))
        change(&request.options)
        return request
    }

    @Test("finalizers hold an object; it goes with the last of them")
    func finalizers() throws {
        var cluster = Self.still()
        cluster.create(Make.map("m", finalizers: ["example.com/a", "example.com/b"]), .configMaps)
        #expect(cluster.ask(Self.delete(.configMaps, "m")).code == 200)
        let held = try #require(cluster.object(.configMaps, "m"))
        #expect(held.meta.isTerminating)
        let before = cluster.revision
        cluster.ask(Self.delete(.configMaps, "m"))
        #expect(cluster.revision == before)
        cluster.ask(.patch(.merge, .configMaps, Make.key("m"), ["metadata": ["finalizers": ["example.com/b"]]]))
        #expect(cluster.object(.configMaps, "m") != nil)
        cluster.ask(.patch(.merge, .configMaps, Make.key("m"), ["metadata": ["finalizers": .null]]))
        #expect(cluster.object(.configMaps, "m") == nil)
        #expect(cluster.problems == [])
    }

    @Test("an object that is being deleted takes no new finalizer")
    func newFinalizer() throws {
        var cluster = Self.still()
        cluster.create(Make.map("m", finalizers: ["example.com/a"]), .configMaps)
        cluster.ask(Self.delete(.configMaps, "m"))
        let result = cluster.ask(
            .patch(
                .merge, .configMaps, Make.key("m"), ["metadata": ["finalizers": ["example.com/a", "example.com/b"]]]))
        #expect(result.failure?.code == 422)
        #expect(
            result.failure?.message.contains("no new finalizers can be added if the object is being deleted") == true)
    }

    @Test("the preconditions of a delete are kept")
    func preconditions() throws {
        var cluster = Self.still()
        cluster.create(Make.map("m"), .configMaps)
        let map = try #require(cluster.object(.configMaps, "m"))
        let wrongUID = cluster.ask(Self.delete(.configMaps, "m") { $0.uid = "other" })
        #expect(
            wrongUID.failure?.message
                == "Operation cannot be fulfilled on configmaps \"m\": Precondition failed: UID in precondition: other, UID in object meta: \(map.uid)"
        )
        let wrongVersion = cluster.ask(Self.delete(.configMaps, "m") { $0.resourceVersion = "1" })
        #expect(wrongVersion.failure?.code == 409)
        #expect(
            cluster.ask(
                Self.delete(.configMaps, "m") {
                    $0.uid = map.uid
                    $0.resourceVersion = "\(map.revision)"
                }
            ).code == 200)
        #expect(cluster.object(.configMaps, "m") == nil)
    }

    @Test("a bound pod is given its grace period, a later delete may only shorten it")
    func grace() throws {
        var cluster = Self.still()
        cluster.create(Make.pod("p", node: "node-x"), .pods)
        func period() -> Int64? { cluster.object(.pods, "p")?.meta.deletionGraceSeconds }
        func deadline() -> String? { cluster.object(.pods, "p")?.at("metadata", "deletionTimestamp")?.string }
        cluster.ask(Self.delete(.pods, "p"))
        #expect(period() == 30)
        #expect(deadline() == "2026-01-05T08:00:30Z")
        var before = cluster.revision
        cluster.ask(Self.delete(.pods, "p"))
        cluster.ask(Self.delete(.pods, "p") { $0.gracePeriodSeconds = 45 })
        #expect(cluster.revision == before)
        cluster.ask(Self.delete(.pods, "p") { $0.gracePeriodSeconds = 10 })
        #expect(period() == 10)
        #expect(deadline() == "2026-01-05T08:00:10Z")
        before = cluster.revision
        cluster.ask(Self.delete(.pods, "p") { $0.gracePeriodSeconds = 20 })
        #expect(cluster.revision == before)
        cluster.ask(Self.delete(.pods, "p") { $0.gracePeriodSeconds = 0 })
        #expect(cluster.object(.pods, "p") == nil)
    }

    @Test("a pod that is on no node goes at once")
    func unbound() {
        var cluster = Self.still()
        cluster.create(Make.pod("p"), .pods)
        cluster.ask(Self.delete(.pods, "p"))
        #expect(cluster.object(.pods, "p") == nil)
    }

    @Test("a pod with a finalizer and no node is terminating until the finalizer goes")
    func podWithFinalizer() {
        var cluster = Self.still()
        var pod = Make.pod("p")
        pod.set(["example.com/a"], at: "metadata", "finalizers")
        cluster.create(pod, .pods)
        cluster.ask(Self.delete(.pods, "p"))
        #expect(cluster.object(.pods, "p")?.meta.isTerminating == true)
        cluster.ask(.patch(.merge, .pods, Make.key("p"), ["metadata": ["finalizers": .null]]))
        #expect(cluster.object(.pods, "p") == nil)
    }

    @Test("the propagation policy puts its finalizer on", arguments: [
        (PropagationPolicy.background, []), (.foreground, ["foregroundDeletion"]), (.orphan, ["orphan"]),
    ] as [(PropagationPolicy, [String])])
    func propagation(policy: PropagationPolicy, finalizers: [String]) {
        var cluster = Self.still()
        cluster.create(Make.set("web", replicas: 0), .replicaSets)
        cluster.ask(Self.delete(.replicaSets, "web") { $0.propagationPolicy = policy })
        #expect(cluster.object(.replicaSets, "web")?.meta.finalizers ?? [] == finalizers)
        #expect((cluster.object(.replicaSets, "web") == nil) == finalizers.isEmpty)
    }

    @Test("a second delete with another policy changes what the deletion waits for")
    func changedPolicy() {
        var cluster = Self.still()
        cluster.create(Make.set("web", replicas: 0), .replicaSets)
        cluster.ask(Self.delete(.replicaSets, "web") { $0.propagationPolicy = .foreground })
        cluster.ask(Self.delete(.replicaSets, "web") { $0.propagationPolicy = .orphan })
        #expect(cluster.object(.replicaSets, "web")?.meta.finalizers == ["orphan"])
    }

    @Test("foreground turned to orphan: the pods stay and the ReplicaSet goes")
    func foregroundThenOrphan() {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 2), .replicaSets)
        _ = cluster.settle()
        cluster.ask(Self.delete(.replicaSets, "web") { $0.propagationPolicy = .foreground })
        cluster.ask(Self.delete(.replicaSets, "web") { $0.propagationPolicy = .orphan })
        _ = cluster.settle()
        #expect(cluster.object(.replicaSets, "web") == nil)
        #expect(cluster.activePods.count == 2)
        #expect(cluster.pods.allSatisfy { $0.meta.owners.isEmpty })
        #expect(cluster.checkWorld() == [])
    }

    @Test("what becomes of the pods of a deleted ReplicaSet", arguments: [
        (PropagationPolicy.background, 0), (.foreground, 0), (.orphan, 3),
    ])
    func dependents(policy: PropagationPolicy, left: Int) {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 3), .replicaSets)
        _ = cluster.settle()
        cluster.ask(Self.delete(.replicaSets, "web") { $0.propagationPolicy = policy })
        _ = cluster.settle()
        #expect(cluster.object(.replicaSets, "web") == nil)
        #expect(cluster.pods.count == left)
        #expect(cluster.unconverged() == [])
        #expect(cluster.checkWorld() == [])
    }

    @Test("deletecollection takes what the selector chooses")
    func collection() {
        var cluster = Self.still()
        for (name, app) in [("a", "red"), ("b", "blue"), ("c", "red")] { cluster.create(Make.pod(name, app: app), .pods) }
        var request = APIRequest(.deleteCollection, .pods, namespace: "default")
        request.options.labelSelector = "app=red"
        #expect(cluster.ask(request).code == 200)
        #expect(cluster.pods.map(\.name) == ["b"])
    }
}
