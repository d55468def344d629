import ClusterSim
import Documents
import KubeAPI
import Simulation
import Testing

/// What a delete does: finalizers, graceful deletion, propagation.
@Suite struct DeletionRequestTests {
    private static func still() -> Cluster { Cluster.checked(nodes: 0) }

    private static func delete(
        _ resource: Resource, _ name: String, _ change: (inout RequestOptions) -> Void = { _ in }
    )
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
                == "Operation cannot be fulfilled on ConfigMap \"m\": the UID in the precondition (other) does not "
                    + "match the UID in record (\(map.uid)). The object might have been deleted and then recreated"
        )
        let wrongVersion = cluster.ask(Self.delete(.configMaps, "m") { $0.resourceVersion = "1" })
        #expect(wrongVersion.failure?.code == 409)
        #expect(
            wrongVersion.failure?.message
                == "Operation cannot be fulfilled on ConfigMap \"m\": the ResourceVersion in the precondition (1) "
                    + "does not match the ResourceVersion in record (\(map.revision)). The object might have been "
                    + "modified")
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

    @Test(
        "the propagation policy puts its finalizer on",
        arguments: [
            (PropagationPolicy.background, []), (.foreground, ["foregroundDeletion"]), (.orphan, ["orphan"])
        ] as [(PropagationPolicy, [String])])
    func propagation(policy: PropagationPolicy, finalizers: [String]) {
        var cluster = Self.still()
        cluster.create(Make.set("web", replicas: 0), .replicaSets)
        cluster.ask(Self.delete(.replicaSets, "web") { $0.propagationPolicy = policy })
        #expect(cluster.object(.replicaSets, "web")?.meta.finalizers ?? [] == finalizers)
        #expect((cluster.object(.replicaSets, "web") == nil) == finalizers.isEmpty)
    }

    @Test(
        "who says what becomes of the dependents: the request, then a finalizer, then the kind",
        arguments: [
            (.configMaps, [], nil, nil, []), (.configMaps, ["orphan"], nil, nil, ["orphan"]),
            (.configMaps, ["foregroundDeletion"], nil, nil, ["foregroundDeletion"]),
            (.configMaps, ["orphan"], .background, nil, []),
            (.configMaps, ["example.com/a", "orphan"], .foreground, nil, ["example.com/a", "foregroundDeletion"]),
            (.configMaps, [], nil, true, ["orphan"]), (.configMaps, ["orphan"], nil, false, []),
            (.jobs, [], nil, nil, ["orphan"]), (.jobs, [], .background, nil, []),
            (.jobs, ["foregroundDeletion"], nil, nil, ["foregroundDeletion"]),
            (.replicationControllers, [], nil, nil, ["orphan"]), (.replicaSets, [], nil, nil, []),
            (.events, [], .foreground, nil, []),
        ] as [(Resource, [String], PropagationPolicy?, Bool?, [String])])
    func usualPolicy(
        resource: Resource, finalizers: [String], policy: PropagationPolicy?, orphans: Bool?, left: [String]
    ) {
        var cluster = Self.still()
        cluster.create(Self.owner(resource, finalizers), resource)
        cluster.ask(
            Self.delete(resource, "m") {
                $0.propagationPolicy = policy
                $0.orphanDependents = orphans
            })
        let found = cluster.object(resource, "m")
        #expect(found?.meta.finalizers ?? [] == left)
        #expect((found == nil) == left.isEmpty)
    }

    /// The smallest object of a kind that the API server takes.
    private static func owner(_ resource: Resource, _ finalizers: [String]) -> Value {
        let info = resource.info
        var value: Value = [
            "apiVersion": .string(info.apiVersion), "kind": .string(info.kind),
            "metadata": [
                "name": "m", "namespace": "default", "finalizers": .array(finalizers.map { .string($0) }),
            ],
        ]
        let labels: Value = ["app": "m"]
        var template: Value = [
            "metadata": ["labels": labels], "spec": ["containers": [["name": "c", "image": "nginx:1"]]],
        ]
        switch resource {
        case .jobs:
            template.set("Never", at: "spec", "restartPolicy")
            value.set(["template": template], at: "spec")
        case .replicaSets:
            value.set(["replicas": 0, "selector": ["matchLabels": labels], "template": template], at: "spec")
        case .replicationControllers:
            value.set(["replicas": 0, "selector": labels, "template": template], at: "spec")
        case .events: value.set(["namespace": "default"], at: "involvedObject")
        default: break
        }
        return value
    }

    @Test("a policy and the deprecated orphanDependents cannot be said together")
    func bothPolicies() {
        var cluster = Self.still()
        cluster.create(Make.map("m"), .configMaps)
        let answer = cluster.ask(
            Self.delete(.configMaps, "m") {
                $0.propagationPolicy = .foreground
                $0.orphanDependents = true
            })
        #expect(
            answer.failure?.message
                == "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Invalid value: \"Foreground\": "
                    + "orphanDependents and deletionPropagation cannot be both set")
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

    @Test(
        "what becomes of the pods of a deleted ReplicaSet",
        arguments: [
            (PropagationPolicy.background, 0), (.foreground, 0), (.orphan, 3)
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

    @Test("what has only owners that are gone does not survive settling; an owner of an unknown kind keeps it")
    func survivors() {
        var cluster = Cluster.checked(nodes: 0)
        for (name, version) in [("lost", "v1"), ("kept", "example.com/v1")] {
            var map = Make.map(name)
            map.set(
                [["apiVersion": .string(version), "kind": "ConfigMap", "name": "nobody", "uid": "u-0"]],
                at: "metadata", "ownerReferences")
            cluster.create(map, .configMaps)
        }
        #expect(cluster.unconverged() == ["configmap default/lost has only owners that are gone"])
        _ = cluster.settle()
        #expect(cluster.object(.configMaps, "lost") == nil)
        #expect(cluster.object(.configMaps, "kept") != nil)
        #expect(cluster.unconverged().filter { $0.hasPrefix("ConfigMap") } == [])
    }

    @Test("deletecollection takes what the selector chooses")
    func collection() {
        var cluster = Self.still()
        for (name, app) in [("a", "red"), ("b", "blue"), ("c", "red")] {
            cluster.create(Make.pod(name, app: app), .pods)
        }
        var request = APIRequest(.deleteCollection, .pods, namespace: "default")
        request.options.labelSelector = "app=red"
        let before = cluster.revision
        guard case .list(let chosen, let revision) = cluster.ask(request) else {
            Issue.record("no list")
            return
        }
        // What they were, in the order of their names.
        #expect(chosen.map(\.name) == ["a", "c"])
        #expect(revision == before)
        #expect(cluster.pods.map(\.name) == ["b"])
    }
}
