import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// The situations of pkg/controller/deployment/deployment_controller_test.go, sync_test.go and progress_test.go.
@Suite struct DeploymentTests {
    typealias Size = DeploymentWorld.Size

    static func progressing(_ reason: String, status: String = "True", at second: Int64 = 0) -> Value {
        let time = Value.string(Timestamps.seconds(Rig.start + second * 1_000_000))
        return [
            "type": "Progressing", "status": .string(status), "reason": .string(reason), "message": "m",
            "lastUpdateTime": time, "lastTransitionTime": time,
        ]
    }

    // MARK: making ReplicaSets

    @Test("a new ReplicaSet bears the hash, the revision, the sizes and the Deployment's annotations")
    func newReplicaSet() throws {
        var world = DeploymentWorld(replicas: 3, spec: [("minReadySeconds", 5)])
        world.deployment.set("why not", at: "metadata", "annotations", "note")
        world.deployment.set("{}", at: "metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration")
        world.add("old", Size(0, 0), age: 0, revision: "4")
        world.sync()
        let set = try #require(world.rig.sent.first { $0.verb == .create }?.body)
        let hash = NameHashes.podTemplateHash(DeploymentWorld.template("new"))
        #expect(set.at("metadata", "name")?.string == "web-\(hash)")
        #expect(set.at("metadata", "labels") == ["app": "web", "pod-template-hash": .string(hash)])
        #expect(set.at("spec", "selector", "matchLabels", "pod-template-hash")?.string == hash)
        #expect(set.at("spec", "minReadySeconds") == 5)
        #expect(set.at("metadata", "ownerReferences") == [DeploymentWorld.owner])
        let annotations: Value = [
            "deployment.kubernetes.io/revision": "5", "deployment.kubernetes.io/desired-replicas": "3",
            "deployment.kubernetes.io/max-replicas": "4", "note": "why not",
        ]
        #expect(set.at("metadata", "annotations") == annotations)
        let written = world.rig.sent.first { $0.subresource == "status" }?.body
        #expect(written?.at("metadata", "annotations", "deployment.kubernetes.io/revision") == "5")
    }

    @Test("a name that belongs to another template is counted, and the sync is tried again")
    func collision() {
        var world = DeploymentWorld(replicas: 3)
        let hash = NameHashes.podTemplateHash(DeploymentWorld.template("new"))
        world.add(hash, Size(0, 0), age: 0, owned: false) { $0.set([:], at: "metadata", "labels") }
        world.rig.failing = { request in
            request.verb == .create ? .alreadyExists("replicasets", group: "apps", name: "web-\(hash)") : nil
        }
        world.sync()
        #expect(world.status["collisionCount"] == 1)
        #expect(world.rig.syncs.first?.outcome != .done)
    }

    @Test("after a collision the next name is another one")
    func afterCollision() {
        var world = DeploymentWorld(replicas: 3)
        world.deployment.set(["collisionCount": 1], at: "status")
        world.sync()
        let hash = NameHashes.podTemplateHash(DeploymentWorld.template("new"), collisionCount: 1)
        #expect(world.rig.sent.first { $0.verb == .create }?.body.at("metadata", "name")?.string == "web-\(hash)")
        #expect(hash != NameHashes.podTemplateHash(DeploymentWorld.template("new")))
    }

    @Test("a ReplicaSet that cannot be made is told in the condition and in an event")
    func createFails() {
        var world = DeploymentWorld(replicas: 3, spec: [("progressDeadlineSeconds", 60)])
        world.rig.failing = { request in
            request.verb == .create ? .forbidden("replicasets", group: "apps", name: "x", "quota") : nil
        }
        world.sync()
        #expect(world.condition("Progressing")?["reason"] == "ReplicaSetCreateError")
        let said = "Warning ReplicaSetCreateError default/web: Failed to create new replica set"
        #expect(world.rig.eventTexts.first?.hasPrefix(said) == true)
    }

    @Test("a key that failed fifteen times is dropped until something changes")
    func retriesEnd() throws {
        var world = DeploymentWorld(replicas: 3)
        world.rig.failing = { $0.verb == .create ? .badRequest("no") : nil }
        world.sync()
        world.rig.run(for: .seconds(3600))
        #expect(world.rig.syncs.count == 16)
        guard case .dropped = try #require(world.rig.syncs.last).outcome else {
            Issue.record("not dropped")
            return
        }
        world.rig.put(world.deployment, .deployments)
        world.rig.run(for: .milliseconds(4))
        #expect(world.rig.syncs.count == 17)
    }

    // MARK: revisions

    @Test("going back gives the old ReplicaSet the next revision and notes its former one")
    func history() {
        var world = DeploymentWorld(replicas: 3)
        world.add("new", Size(0, 0), age: 0, revision: "1")
        world.add("old", Size(3, 3), age: 1, revision: "2")
        world.sync()
        let annotations = world.rig.sent.first { $0.verb == .update && $0.resource == .replicaSets }?
            .body.at("metadata", "annotations")
        #expect(annotations?["deployment.kubernetes.io/revision"] == "3")
        #expect(annotations?["deployment.kubernetes.io/revision-history"] == "1")
    }

    @Test("history grows at the end", arguments: [("1", "1,3"), ("1,2", "1,2,3"), ("", "3")])
    func longerHistory(_ before: String, _ after: String) {
        var world = DeploymentWorld(replicas: 3)
        world.add("new", Size(0, 0), age: 0, revision: "3") {
            if !before.isEmpty {
                $0.set(.string(before), at: "metadata", "annotations", "deployment.kubernetes.io/revision-history")
            }
        }
        world.add("old", Size(3, 3), age: 1, revision: "4")
        world.sync()
        let written = world.rig.sent.first { $0.verb == .update && $0.resource == .replicaSets }?.body
        #expect(written?.at("metadata", "annotations", "deployment.kubernetes.io/revision-history")?.string == after)
    }

    struct Kept: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let limit: Int64
        let sizes: [Size]
        let deleted: [String]
    }

    @Test(
        "revisions beyond the limit go, the lowest first, never one with pods",
        arguments: [
            Kept(testDescription: "one too many", limit: 1, sizes: [Size(0, 0), Size(0, 0)], deleted: ["old1"]),
            Kept(testDescription: "none is kept", limit: 0, sizes: [Size(0, 0), Size(0, 0)], deleted: ["old1", "old2"]),
            Kept(testDescription: "enough room", limit: 2, sizes: [Size(0, 0), Size(0, 0)], deleted: []),
            Kept(testDescription: "all are kept", limit: Int64(Int32.max), sizes: [Size(0, 0)], deleted: []),
        ])
    func cleanup(_ c: Kept) {
        var world = DeploymentWorld(replicas: 2, spec: [("revisionHistoryLimit", .int(c.limit))])
        for (index, size) in c.sizes.enumerated() {
            world.add("old\(index + 1)", size, age: index, revision: "\(index + 1)")
        }
        world.add("new", Size(2, 2), age: 9)
        world.deployment.set(
            ["observedGeneration": 1, "replicas": 2, "updatedReplicas": 2, "availableReplicas": 2], at: "status")
        world.sync()
        #expect(world.rig.writes.filter { $0.hasPrefix("DELETE") } == c.deleted.map { "DELETE replicasets/web-\($0)" })
    }

    @Test("a ReplicaSet whose controller has not looked at it yet is not cleaned up")
    func unobserved() {
        var world = DeploymentWorld(replicas: 2, spec: [("revisionHistoryLimit", 0)])
        world.add("old", Size(0, 0), age: 0) { $0.set(2, at: "metadata", "generation") }
        world.add("new", Size(2, 2), age: 9)
        world.deployment.set(
            ["observedGeneration": 1, "replicas": 2, "updatedReplicas": 2, "availableReplicas": 2], at: "status")
        world.sync()
        #expect(!world.rig.writes.contains { $0.hasPrefix("DELETE") })
    }

    // MARK: pause

    @Test("while paused sizes follow, templates do not")
    func paused() {
        var world = DeploymentWorld(replicas: 5, spec: [("paused", true), ("progressDeadlineSeconds", 600)])
        world.add("old", Size(4, 4), age: 0, desired: 4)
        world.sync()
        #expect(world.sizes == ["old 5"])
        #expect(world.rig.sent.first?.body.at("status", "conditions")?[0]?["reason"] == "DeploymentPaused")
        #expect(world.steps.contains(.paused))
    }

    @Test("a Deployment that is deleted only keeps its status")
    func deleted() {
        var world = DeploymentWorld(replicas: 5)
        world.deployment.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
        world.add("old", Size(4, 4), age: 0, desired: 4)
        world.sync()
        #expect(world.rig.writes == ["PUT deployments/web/status"])
    }

    @Test("an empty selector selects nothing, and says so")
    func selectsAll() {
        var world = DeploymentWorld(replicas: 5, spec: [("selector", [:])])
        world.sync()
        #expect(world.rig.writes == ["PUT deployments/web/status"])
        #expect(world.rig.eventTexts.first?.hasPrefix("Warning SelectingAll") == true)
    }

    // MARK: claims

    @Test("a matching orphan is adopted after one live read, a stranger is let go")
    func claims() {
        var world = DeploymentWorld(replicas: 2)
        world.add("new", Size(2, 2), age: 0, owned: false)
        world.add("old", Size(0, 0), age: 1) { $0.set(["app": "other"], at: "metadata", "labels") }
        world.sync()
        #expect(world.rig.requests.contains("GET deployments/web"))
        #expect(
            world.rig.writes.prefix(2).sorted() == ["PATCH replicasets/web-new", "PATCH replicasets/web-old"])
    }

    @Test("nothing is adopted by a Deployment that was replaced meanwhile")
    func noAdoption() {
        var world = DeploymentWorld(replicas: 2)
        world.add("new", Size(2, 2), age: 0, owned: false)
        world.rig.failing = { request in
            request.verb == .get ? .notFound("deployments", group: "apps", name: "web") : nil
        }
        world.sync()
        #expect(world.rig.writes.isEmpty)
    }

    // MARK: progress

    struct Progress: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: Value
        let new: Size
        let reason: String?
    }

    @Test(
        "what the condition says of progress",
        arguments: [
            Progress(
                testDescription: "more pods are available", before: progressing("NewReplicaSetCreated"),
                new: Size(3, 1), reason: "ReplicaSetUpdated"),
            Progress(
                testDescription: "all are", before: progressing("ReplicaSetUpdated"), new: Size(3, 3),
                reason: "NewReplicaSetAvailable"),
            Progress(
                testDescription: "nothing moves, in time", before: progressing("ReplicaSetUpdated", at: -5),
                new: Size(3, 0), reason: "ReplicaSetUpdated"),
            Progress(
                testDescription: "nothing moves for too long", before: progressing("ReplicaSetUpdated", at: -11),
                new: Size(3, 0), reason: "ProgressDeadlineExceeded"),
            Progress(
                testDescription: "an ended rollout never times out",
                before: progressing("NewReplicaSetAvailable", at: -99), new: Size(3, 0),
                reason: "NewReplicaSetAvailable"),
        ])
    func progress(_ c: Progress) {
        var world = DeploymentWorld(replicas: 3, unavailable: 3, spec: [("progressDeadlineSeconds", 10)])
        world.deployment.set(
            [
                "observedGeneration": 1, "replicas": 3, "updatedReplicas": 3, "unavailableReplicas": 3,
                "conditions": [c.before],
            ], at: "status")
        world.add("new", c.new, age: 0)
        world.sync()
        #expect(world.condition("Progressing")?["reason"]?.string == c.reason)
    }

    @Test("a rollout that stands still is looked at again when its deadline is over")
    func looksAgain() throws {
        var world = DeploymentWorld(replicas: 3, spec: [("progressDeadlineSeconds", 10)], server: .obedient)
        world.add("new", Size(3, 0), age: 0)
        world.sync()
        world.rig.run(for: .seconds(1))
        guard case .again(let due) = try #require(world.rig.syncs.last).outcome else {
            Issue.record("\(String(describing: world.rig.syncs.last?.outcome))")
            return
        }
        #expect(due - .zero > .seconds(10) && due - .zero <= .seconds(12))
        world.rig.run(for: .seconds(15))
        #expect(world.condition("Progressing")?["reason"] == "ProgressDeadlineExceeded")
    }

    @Test("a failure of the new ReplicaSet is told before those of others, and goes with it")
    func replicaFailure() {
        func failing(_ reason: String) -> (inout Value) -> Void {
            { set in
                set.set(
                    [["type": "ReplicaFailure", "status": "True", "reason": .string(reason), "message": "m"]],
                    at: "status", "conditions")
            }
        }
        var world = DeploymentWorld(replicas: 3)
        world.add("old", Size(1, 1), age: 0, change: failing("Old"))
        world.add("new", Size(3, 0), age: 1, change: failing("New"))
        world.sync()
        #expect(world.condition("ReplicaFailure")?["reason"] == "New")
    }

    @Test("the available minimum decides the condition Available", arguments: [(7, "False"), (8, "True")])
    func availability(_ available: Int64, _ status: String) {
        var world = DeploymentWorld(replicas: 10)
        world.add("new", Size(10, available), age: 0)
        world.sync()
        #expect(world.condition("Available")?["status"]?.string == status)
    }
}
