import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// The ReplicaSet's engine on ReplicationControllers: what differs. Upstream: pkg/controller/replication.
@Suite struct ReplicationControllerTests {
    static let labels: Value = ["app": "web"]
    static let owner: Value = [
        "apiVersion": "v1", "kind": "ReplicationController", "name": "web", "uid": "uid-web", "controller": true,
        "blockOwnerDeletion": true,
    ]

    static func controller(_ replicas: Int64) -> Value {
        [
            "apiVersion": "v1", "kind": "ReplicationController",
            "metadata": [
                "name": "web", "namespace": "default", "uid": "uid-web", "generation": 1,
                "creationTimestamp": "2026-01-01T00:00:00Z",
            ],
            "spec": [
                "replicas": .int(replicas), "selector": labels,
                "template": ["metadata": ["labels": labels], "spec": ["containers": [["name": "c", "image": "i"]]]],
            ],
        ]
    }

    static func rig(_ server: Rig.Server) -> Rig {
        var rig = Rig(ControllerRunner<ReplicationControllerReconciler>(), server: server)
        rig.started()
        return rig
    }

    @Test("its pods name it as their controller, and its status has no terminating pods")
    func creates() throws {
        var rig = Self.rig(.unseen)
        rig.put(Self.controller(2), .replicationControllers)
        rig.run(for: .milliseconds(4))
        #expect(rig.writes == ["POST pods", "POST pods", "PUT replicationcontrollers/web/status"])
        #expect(rig.sent.first?.body.at("metadata", "ownerReferences") == [Self.owner])
        let status: Value = ["replicas": 0, "observedGeneration": 1]
        #expect(rig.sent.last?.body["status"] == status)
        #expect(rig.events.allSatisfy { $0.regarding.resource == .replicationControllers })
    }

    @Test("orphans that bear all labels of its map are taken in")
    func adopts() {
        var rig = Self.rig(.obedient)
        rig.put(Make.pod("orphan", on: "node-1", labels: Self.labels), .pods)
        rig.put(Make.pod("stranger", on: "node-1", labels: ["app": "other"]), .pods)
        rig.put(Self.controller(1), .replicationControllers)
        rig.run(for: .seconds(1))
        #expect(rig.writes.contains("PATCH pods/orphan"))
        #expect(!rig.writes.contains("PATCH pods/stranger"))
        #expect(!rig.writes.contains("POST pods"))
    }

    @Test("it keeps away from pods of a ReplicaSet with its name and labels")
    func ignoresOthers() {
        var rig = Self.rig(.obedient)
        let set: Value = ["apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web", "uid": "u", "controller": true]
        rig.put(Make.pod("other", on: "node-1", labels: Self.labels, owner: set), .pods)
        rig.put(Self.controller(0), .replicationControllers)
        rig.run(for: .seconds(1))
        #expect(rig.writes == ["PUT replicationcontrollers/web/status"])
    }

    @Test("too many pods go by the ranking")
    func scalesDown() {
        var rig = Self.rig(.obedient)
        rig.put(Make.pod("ready", on: "node-1", labels: Self.labels, owner: Self.owner), .pods)
        rig.put(Make.pod("waiting", on: "node-1", ready: "False", labels: Self.labels, owner: Self.owner), .pods)
        rig.put(Self.controller(1), .replicationControllers)
        rig.run(for: .seconds(1))
        #expect(rig.writes.contains("DELETE pods/waiting"))
        #expect(!rig.writes.contains("DELETE pods/ready"))
    }
}
