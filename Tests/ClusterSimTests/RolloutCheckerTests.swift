import APIServing
import ClusterSim
import Documents
import KubeAPI
import Simulation
import Testing

/// The limits of a rolling update, watched from outside.
@Suite struct RolloutCheckerTests {
    static let controller = "system:serviceaccount:kube-system:deployment-controller"

    static func deployment(_ replicas: Int64, image: String, isComplete: Bool = false) -> Value {
        var value: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": ["name": "web", "namespace": "default", "uid": "d", "generation": 1],
            "spec": [
                "replicas": .int(replicas), "selector": ["matchLabels": ["app": "web"]],
                "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 1, "maxUnavailable": 1]],
                "template": [
                    "metadata": ["labels": ["app": "web"]],
                    "spec": ["containers": [["name": "c", "image": .string(image)]]],
                ],
            ],
        ]
        if isComplete {
            let count = Value.int(replicas)
            value.set(
                ["observedGeneration": 1, "replicas": count, "updatedReplicas": count, "availableReplicas": count],
                at: "status")
        }
        return value
    }

    static func set(_ name: String, _ replicas: Int64) -> Value {
        [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": [
                "name": .string(name), "namespace": "default", "uid": .string(name),
                "ownerReferences": [
                    ["apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "uid": "d", "controller": true]
                ],
            ],
            "spec": ["replicas": .int(replicas)],
        ]
    }

    /// A story told to the checker, one write after the other.
    struct Story {
        var checker = ClusterChecker()
        private var revision: Int64 = 0
        private var known: [(name: String, object: APIObject)] = []

        mutating func write(_ value: Value, _ resource: Resource, by user: String = RolloutCheckerTests.controller) {
            revision += 1
            let object = APIObject(value, resource, revision: revision)
            let old = known.last { $0.name == object.name && $0.object.resource == resource }?.object
            let change = Change(revision: revision, kind: old == nil ? .added : .modified, object: object, old: old)
            known.append((object.name, object))
            var request = old == nil ? APIRequest.create(value, resource) : APIRequest.update(value, resource)
            request.user = user
            checker.carriedOut(request, [change]) { _, _ in nil }
        }
    }

    /// Four replicas of `old`, complete, and then another template.
    static func rolling() -> Story {
        var story = Story()
        story.write(deployment(4, image: "a"), .deployments, by: "admin")
        story.write(set("old", 4), .replicaSets)
        story.write(deployment(4, image: "a", isComplete: true), .deployments)
        story.write(deployment(4, image: "b", isComplete: true), .deployments, by: "admin")
        return story
    }

    @Test("within the limits nothing is found")
    func within() {
        var story = Self.rolling()
        story.write(Self.set("new", 1), .replicaSets)
        story.write(Self.set("old", 3), .replicaSets)
        story.write(Self.set("new", 2), .replicaSets)
        #expect(story.checker.problems == [])
    }

    @Test("more than the surge allows")
    func tooMany() {
        var story = Self.rolling()
        story.write(Self.set("new", 2), .replicaSets)
        #expect(story.checker.problems == ["ReplicaSet default/new goes from 0 to 2: 6 pods are wanted, 5 may be"])
    }

    @Test("fewer than must be available")
    func tooFew() {
        var story = Self.rolling()
        story.write(Self.set("old", 2), .replicaSets)
        #expect(
            story.checker.problems == [
                "ReplicaSet default/old goes from 4 to 2: 2 pods are wanted, 3 must be available"
            ])
    }

    @Test("after a second change it is not held to the limits", arguments: ["image", "replicas", "set"])
    func disturbed(_ what: String) {
        var story = Self.rolling()
        switch what {
        case "image": story.write(Self.deployment(4, image: "c"), .deployments, by: "admin")
        case "replicas": story.write(Self.deployment(5, image: "b"), .deployments, by: "admin")
        default: story.write(Self.set("old", 3), .replicaSets, by: "admin")
        }
        story.write(Self.set("new", 9), .replicaSets)
        #expect(story.checker.problems == [])
    }

    @Test("nor after a set adopted a pod: what it has is more than it wants")
    func adoption() {
        var story = Self.rolling()
        story.write(Self.set("new", 1), .replicaSets)
        var pod = Make.pod("stray")
        story.write(pod, .pods, by: "admin")
        let owner: Value = ["kind": "ReplicaSet", "name": "new", "uid": "new", "controller": true]
        pod.set([owner], at: "metadata", "ownerReferences")
        story.write(pod, .pods, by: "admin")
        story.write(Self.set("old", 1), .replicaSets)
        #expect(story.checker.problems == [])
    }

    // MARK: in a cluster

    /// Ten replicas of `a:1`, complete.
    static func running(seed: UInt64 = 1) throws -> Cluster {
        var cluster = Cluster.checked(seed: seed) { $0.delivery = .shuffled(Seed(seed)) }
        var web = deployment(10, image: "a:1")
        web.set(nil, at: "metadata", "uid")
        web.set(nil, at: "metadata", "generation")
        cluster.create(web, .deployments)
        let isMade = cluster.step(until: isComplete)
        try #require(isMade)
        return cluster
    }

    static func isComplete(_ cluster: Cluster) -> Bool {
        let web = cluster.object(.deployments, "web")
        return web?.at("status", "observedGeneration")?.int == web?.meta.generation
            && web?.at("status", "availableReplicas")?.int == 10 && web?.at("status", "replicas")?.int == 10
            && web?.at("status", "updatedReplicas")?.int == 10
    }

    static func setImage(_ image: String, in cluster: inout Cluster) {
        let container: Value = ["name": "c", "image": .string(image)]
        let patch: Value = ["spec": ["template": ["spec": ["containers": [container]]]]]
        cluster.ask(.patch(.strategic, .deployments, Make.key("web"), patch))
    }

    @Test("a rollout ends within its limits, whatever goes wrong on the way", arguments: Trouble.allCases)
    func rollout(_ trouble: Trouble) throws {
        for seed in UInt64(1)...3 {
            var cluster = try Self.running(seed: seed)
            Self.setImage("a:2", in: &cluster)
            let isUnderWay = cluster.step { $0.server.store.list(.replicaSets, namespace: "default").count == 2 }
            #expect(isUnderWay)
            if let fault = trouble.fault { try cluster.inject(fault) }
            cluster.run(until: cluster.now + .seconds(20))
            if let end = trouble.end { try cluster.inject(end) }
            let isRolled = cluster.step(until: Self.isComplete)
            #expect(isRolled, "seed \(seed)")
            #expect(cluster.problems == [], "seed \(seed)")
            #expect(cluster.activePods.count == 10)
            #expect(cluster.activePods.allSatisfy { $0.at("spec", "containers")?[0]?["image"] == "a:2" })
        }
    }

    enum Trouble: String, CaseIterable {
        case none, crashBetweenTwoWrites, conflicts, lateSets, latePods, brokenWatch

        var fault: Fault? {
            let manager = "kube-controller-manager"
            switch self {
            case .none: return nil
            case .crashBetweenTwoWrites: return .crash(process: manager)
            case .conflicts: return .conflict(component: "deployment-controller", count: 5)
            case .lateSets: return .lag(process: manager, .replicaSets, changes: 3)
            case .latePods: return .lag(process: manager, .pods, changes: 3)
            case .brokenWatch: return .breakWatch(process: manager, .replicaSets, isGone: true)
            }
        }

        /// A cache that is behind stays behind until that is over.
        var end: Fault? {
            guard case .lag(let process, let resource, _)? = fault else { return nil }
            return .lag(process: process, resource, changes: 0)
        }
    }
}
