import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Pods that nobody else deletes.
///
/// The situations of upstream's pkg/controller/podgc/gc_controller_test.go.
@Suite struct PodGCTests {
    private static func rig(nodes: [Value] = [Make.node("here")]) -> Rig {
        var rig = Rig(PodGCController())
        rig.started()
        for node in nodes { rig.put(node, .nodes) }
        rig.run(for: .seconds(1))
        return rig
    }

    private static func pod(
        _ name: String, on node: String = "", phase: String = "Running", deleting: Bool = false, reason: String = "",
        created: Int64 = 0
    ) -> Value {
        var pod = Make.pod(name, on: node, created: created)
        pod.set(.string(phase), at: "status", "phase")
        if !reason.isEmpty { pod.set(.string(reason), at: "status", "reason") }
        if deleting { pod.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp") }
        return pod
    }

    private static func stoppedNode(_ name: String, ready: String = "False", outOfService: Bool = true) -> Value {
        let taint = Make.taint("node.kubernetes.io/out-of-service", "NoExecute", value: "nodeshutdown")
        return Make.node(name, ready: ready, taints: outOfService ? [taint] : [])
    }

    private static func deleted(_ rig: Rig) -> [String] {
        rig.sent.filter { $0.verb == .delete }.map(\.name)
    }

    // MARK: nodes that are gone

    @Test("a pod on a node that nobody knows: 40 s of quarantine, asked for live, marked, deleted at once")
    func orphaned() throws {
        var rig = Self.rig()
        rig.put(Self.pod("lost", on: "nowhere"), .pods)
        rig.put(Self.pod("well", on: "here"), .pods)
        // The next round is at 20 s; the quarantine begins there.
        rig.run(until: .zero + .seconds(59))
        #expect(rig.requests == [])
        rig.run(until: .zero + .seconds(61))
        #expect(rig.requests == ["GET nodes/nowhere", "PATCH pods/lost/status", "DELETE pods/lost"])
        let mark = try #require(rig.sent.first { $0.subresource == "status" })
        #expect(mark.body.at("metadata", "uid") == "uid-lost")
        #expect(mark.body.at("status", "phase") == "Failed")
        #expect(mark.body.at("status", "observedGeneration") == 1)
        #expect(
            mark.body.at("status", "conditions") == [
                [
                    "type": "DisruptionTarget", "status": "True", "reason": "DeletionByPodGC",
                    "message": "PodGC: node no longer exists", "observedGeneration": 1,
                    "lastTransitionTime": "2026-01-01T00:01:00Z",
                ]
            ])
        #expect(rig.sent.last?.options.gracePeriodSeconds == 0)
        #expect(rig.sent.allSatisfy { $0.user == "system:serviceaccount:kube-system:pod-garbage-collector" })
    }

    @Test("a finished pod on a node that is gone is deleted without being marked")
    func orphanedAndFinished() {
        var rig = Self.rig()
        rig.put(Self.pod("done", on: "nowhere", phase: "Succeeded"), .pods)
        rig.run(for: .seconds(61))
        #expect(rig.writes == ["DELETE pods/done"])
    }

    @Test("a node is deleted: its pods follow after the quarantine")
    func nodeDeleted() {
        var rig = Self.rig()
        rig.put(Self.pod("a", on: "here"), .pods)
        rig.run(for: .minutes(5))
        #expect(rig.requests == [])
        rig.remove(.nodes, ObjectKey("", "here"))
        rig.run(for: .seconds(39))
        #expect(rig.requests == [])
        rig.run(for: .seconds(42))
        #expect(Self.deleted(rig) == ["a"])
    }

    @Test("the node comes during the quarantine, or is there when it is asked for: its pods stay",
        arguments: [true, false])
    func nodeComesBack(isSeen: Bool) {
        var rig = Self.rig()
        rig.put(Self.pod("a", on: "late"), .pods)
        rig.run(for: .seconds(30))
        if isSeen { rig.put(Make.node("late"), .nodes) } else { rig.store(Make.node("late"), .nodes) }
        rig.run(for: .minutes(3))
        #expect(rig.writes == [])
        #expect(rig.requests.contains("GET nodes/late") != isSeen)
    }

    @Test("the live look fails: the quarantine begins anew")
    func lookFails() {
        var rig = Self.rig()
        rig.failing = { $0.verb == .get ? Status(code: 500, reason: "InternalError", message: "no") : nil }
        rig.put(Self.pod("a", on: "nowhere"), .pods)
        rig.run(until: .zero + .seconds(61))
        #expect(rig.requests == ["GET nodes/nowhere"])
        rig.failing = { _ in nil }
        rig.run(until: .zero + .seconds(99))
        #expect(Self.deleted(rig) == [])
        rig.run(until: .zero + .seconds(101))
        #expect(Self.deleted(rig) == ["a"])
    }

    @Test("a mark that is refused keeps the pod; the next rounds try again")
    func markRefused() {
        var rig = Self.rig()
        rig.failing = { request in
            guard case .patch = request.verb else { return nil }
            return .conflict("pods", group: "", name: "a", "changed")
        }
        rig.put(Self.pod("a", on: "nowhere"), .pods)
        rig.run(until: .zero + .seconds(62))
        #expect(rig.writes == ["PATCH pods/a/status"])
        rig.failing = { _ in nil }
        rig.run(until: .zero + .seconds(101))
        #expect(Self.deleted(rig) == ["a"])
    }

    // MARK: pods that are being deleted

    @Test(
        "being deleted and never bound: deleted in the next round, whatever its phase",
        arguments: ["Failed", "Succeeded", "Running"])
    func unscheduled(phase: String) {
        var rig = Self.rig()
        rig.put(Self.pod("stuck", phase: phase, deleting: true), .pods)
        rig.put(Self.pod("bound", on: "here", phase: phase, deleting: true), .pods)
        rig.put(Self.pod("waiting", phase: "Pending"), .pods)
        rig.run(for: .seconds(21))
        #expect(rig.writes == (phase == "Running" ? ["PATCH pods/stuck/status"] : []) + ["DELETE pods/stuck"])
        #expect(rig.sent.allSatisfy { $0.body.at("status", "conditions") == nil })
    }

    @Test("being deleted on a node that is not ready and out of service: deleted; one of the two is not enough")
    func outOfService() {
        var rig = Self.rig(nodes: [
            Self.stoppedNode("off"), Self.stoppedNode("silent", outOfService: false),
            Self.stoppedNode("ready", ready: "True"),
        ])
        for node in ["off", "silent", "ready"] {
            rig.put(Self.pod("\(node)-deleting", on: node, deleting: true), .pods)
            rig.put(Self.pod("\(node)-running", on: node), .pods)
        }
        rig.put(Self.pod("off-failed", on: "off", phase: "Failed", deleting: true), .pods)
        rig.run(for: .seconds(21))
        #expect(Self.deleted(rig) == ["off-deleting", "off-failed"])
        #expect(rig.writes.first == "PATCH pods/off-deleting/status")
    }

    @Test("the taint comes while a pod waits on the node")
    func taintComes() {
        var rig = Self.rig(nodes: [Self.stoppedNode("off", outOfService: false)])
        rig.put(Self.pod("a", on: "off", deleting: true), .pods)
        rig.run(for: .minutes(1))
        #expect(rig.writes == [])
        rig.put(Self.stoppedNode("off"), .nodes)
        rig.run(for: .seconds(21))
        #expect(Self.deleted(rig) == ["a"])
    }

    // MARK: pods that have finished

    @Test("more than 12500 pods have finished: evicted ones go first, then the oldest")
    func finished() {
        var rig = Rig(PodGCController())
        // Filled before the component is told of anything: the first round finds them.
        for index in 0..<12_500 {
            let pod = Self.pod("p\(index)", on: "here", phase: "Succeeded", created: 100)
            let object = APIObject(pod, .pods, revision: Int64(index + 1))
            rig.caches.apply(Change(revision: object.revision, kind: .added, object: object, old: nil))
        }
        rig.put(Make.node("here"), .nodes)
        rig.put(Self.pod("running", on: "here", created: 1), .pods)
        rig.put(Self.pod("old", on: "here", phase: "Failed", created: 50), .pods)
        rig.put(Self.pod("evicted", on: "here", phase: "Failed", reason: "Evicted", created: 200), .pods)
        rig.started()
        rig.run(for: .seconds(1))
        #expect(rig.writes == ["DELETE pods/evicted", "DELETE pods/old"])
    }

    @Test("finished pods are counted as they come, finish and go")
    func counting() {
        var rig = Self.rig()
        func said() -> String? {
            rig.component.inspection(rig.caches, at: rig.moment).first { $0.topic == "finished pods" }?.text
        }
        rig.put(Self.pod("a", on: "here"), .pods)
        rig.put(Self.pod("b", on: "here", phase: "Failed"), .pods)
        #expect(said() == "1, more than 12500 are collected")
        rig.put(Self.pod("a", on: "here", phase: "Succeeded"), .pods)
        #expect(said() == "2, more than 12500 are collected")
        rig.remove(.pods, ObjectKey("default", "b"))
        #expect(said() == "1, more than 12500 are collected")
    }

    @Test("rounds are every 20 s from the first, and only when there may be something to do")
    func rounds() {
        var rig = Self.rig()
        rig.put(Self.pod("a", on: "nowhere"), .pods)
        rig.run(for: .seconds(61))
        rig.remove(.pods, ObjectKey("default", "a"))
        rig.run(for: .minutes(5))
        let starts = rig.syncs.map { $0.startedAt.microseconds / 1_000_000 }
        // The last is the end of the quarantine that began while the pod was still named.
        #expect(starts == [0, 20, 40, 60, 80, 100])
    }
}
