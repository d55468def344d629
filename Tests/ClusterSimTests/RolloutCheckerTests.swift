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

    @Test("a whole rollout in a cluster keeps within its limits")
    func cluster() throws {
        var cluster = Cluster.checked()
        var web = Self.deployment(10, image: "a:1")
        web.set(nil, at: "metadata", "uid")
        web.set(nil, at: "metadata", "generation")
        cluster.create(web, .deployments)
        func isComplete(_ cluster: Cluster) -> Bool {
            let web = cluster.object(.deployments, "web")
            return web?.at("status", "observedGeneration")?.int == web?.meta.generation
                && web?.at("status", "availableReplicas")?.int == 10 && web?.at("status", "replicas")?.int == 10
                && web?.at("status", "updatedReplicas")?.int == 10
        }
        let isMade = cluster.step(until: isComplete)
        #expect(isMade)
        let image: Value = ["spec": ["template": ["spec": ["containers": [["name": "c", "image": "a:2"]]]]]]
        cluster.ask(.patch(.strategic, .deployments, Make.key("web"), image))
        let isRolled = cluster.step(until: isComplete)
        #expect(isRolled)
        #expect(cluster.problems == [])
        #expect(cluster.activePods.count == 10)
        #expect(cluster.activePods.allSatisfy { $0.at("spec", "containers")?[0]?["image"] == "a:2" })
    }
}
