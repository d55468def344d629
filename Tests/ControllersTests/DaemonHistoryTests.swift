import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite("DaemonSet: revisions, status, who is woken") struct DaemonHistoryTests {
    static func revision(
        _ name: String, of set: Value, number: Int64, owned: Bool = true, hash: String? = nil
    ) -> Value {
        var template = set.at("spec", "template") ?? .null
        template.set("replace", at: "$patch")
        var value: Value = [
            "apiVersion": "apps/v1", "kind": "ControllerRevision",
            "metadata": [
                "name": .string(name), "namespace": "default", "uid": .string("uid-" + name),
                "labels": Daemon.labels
            ],
            "data": ["spec": ["template": template]], "revision": .int(number)
        ]
        if let hash { value.set(.string(hash), at: "metadata", "labels", "controller-revision-hash") }
        if owned { value.set([Daemon.owner], at: "metadata", "ownerReferences") }
        return value
    }

    static func writes(_ rig: Rig) -> [String] { rig.writes.filter { $0.contains("controllerrevisions") } }

    @Test("a template that is new becomes a revision: named and labelled by its hash, with the set's annotations")
    func snapshot() throws {
        var rig = Daemon.rig(0)
        let set = Daemon.set(annotations: ["note": "n"])
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        let hash = Daemon.hash(of: set)
        let body = try #require(rig.sent.first { $0.resource == .controllerRevisions && $0.verb == .create }?.body)
        #expect(body.at("metadata", "name") == .string("agent-\(hash)"))
        #expect(body.at("metadata", "labels") == ["app": "agent", "controller-revision-hash": .string(hash)])
        #expect(body.at("metadata", "annotations") == ["note": "n"])
        #expect(body["revision"] == 1)
        #expect(body.at("data", "spec", "template", "$patch") == "replace")
    }

    @Test("an old template again: its revision gets the newest number, no second one is made")
    func goesBack() {
        var rig = Daemon.rig(0)
        let (one, two) = (Daemon.set(image: "i:1"), Daemon.set(image: "i:2"))
        rig.put(Self.revision("agent-one", of: one, number: 1, hash: "one"), .controllerRevisions)
        rig.put(Self.revision("agent-two", of: two, number: 2, hash: "two"), .controllerRevisions)
        rig.put(one, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(Self.writes(rig) == ["PUT controllerrevisions/agent-one"])
        #expect(rig.stored(.controllerRevisions, ObjectKey("default", "agent-one"))?["revision"] == 3)
    }

    @Test("an orphan that matches is adopted")
    func adopts() {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(Self.revision("agent-one", of: set, number: 1, owned: false, hash: "one"), .controllerRevisions)
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(Self.writes(rig) == ["PATCH controllerrevisions/agent-one"])
    }

    @Test("a revision without a hash gets its own name as one")
    func labels() {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(Self.revision("agent-one", of: set, number: 1), .controllerRevisions)
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(Self.writes(rig) == ["PUT controllerrevisions/agent-one"])
        let made = rig.sent.first { $0.resource == .pods && $0.verb == .create }
        #expect(made?.body.at("metadata", "labels")?["controller-revision-hash"] == "agent-one")
    }

    @Test("of two revisions with one template the newer stays; pods of the other are relabelled")
    func twins() {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(Self.revision("agent-one", of: set, number: 1, hash: "one"), .controllerRevisions)
        rig.put(Self.revision("agent-two", of: set, number: 2, hash: "two"), .controllerRevisions)
        rig.put(Daemon.pod("a", on: "n1", hash: "one"), .pods)
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(Array(rig.writes.prefix(2)) == ["PATCH pods/a", "DELETE controllerrevisions/agent-one"])
        #expect(rig.deletedPods == [])
    }

    @Test("above the limit the oldest go, but not one that a pod is of")
    func cleansUp() {
        var rig = Daemon.rig(1)
        for number in 1 ... 5 {
            let old = Daemon.set(image: "i:\(number)")
            let name = "h\(number)"
            rig.put(
                Self.revision("agent-\(name)", of: old, number: Int64(number), hash: name), .controllerRevisions)
        }
        rig.put(Daemon.pod("a", on: "n1", hash: "h1", ready: false, stopping: true), .pods)
        rig.put(Daemon.set(image: "i:5"), .daemonSets)
        rig.run(for: .milliseconds(1))
        #expect(
            Array(Self.writes(rig).prefix(2))
                == ["DELETE controllerrevisions/agent-h2", "DELETE controllerrevisions/agent-h3"])
    }

    @Test("another template with the same hash: the collision is counted in the status and the sync is tried again")
    func collision() {
        var rig = Daemon.rig(0)
        let set = Daemon.set()
        let hash = Daemon.hash(of: set)
        var foreign = Self.revision("agent-\(hash)", of: Daemon.set(image: "i:9"), number: 1, owned: false, hash: hash)
        foreign.set([:], at: "metadata", "labels")
        rig.store(foreign, .controllerRevisions)
        let taken = Status(
            code: 409, reason: "AlreadyExists", message: "controllerrevisions.apps \"agent-\(hash)\" already exists")
        rig.failing = { request in
            let isTaken = request.body.at("metadata", "name") == .string("agent-\(hash)")
            return request.verb == .create && isTaken ? taken : nil
        }
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.stored(.daemonSets, Daemon.key)?.at("status", "collisionCount") == 1)
        let again = NameHashes.podTemplateHash(set.at("spec", "template") ?? .null, collisionCount: 1)
        #expect(rig.stored(.controllerRevisions, ObjectKey("default", "agent-\(again)")) != nil)
    }

    // MARK: status

    @Test("the status counts nodes by their oldest pod")
    func counts() {
        var rig = Daemon.rig(4)
        rig.put(Make.node("n5", taints: [Make.taint("gpu", "NoSchedule")]), .nodes)
        let set = Daemon.set(strategy: ["type": "OnDelete"])
        let hash = Daemon.hash(of: set)
        rig.put(Daemon.pod("a", on: "n1", hash: hash), .pods)
        rig.put(Daemon.pod("b", on: "n2", hash: "old"), .pods)
        rig.put(Daemon.pod("c", on: "n3", hash: hash, ready: false), .pods)
        rig.put(Daemon.pod("d", on: "n5", hash: hash), .pods)
        rig.server = .unseen
        rig.put(set, .daemonSets)
        rig.run(for: .milliseconds(1))
        #expect(
            rig.daemonStatus == [
                "desiredNumberScheduled": 4, "currentNumberScheduled": 3, "numberMisscheduled": 1, "numberReady": 2,
                "updatedNumberScheduled": 2, "numberAvailable": 2, "numberUnavailable": 2, "observedGeneration": 1
            ])
    }

    @Test("a refused status write is tried once more on the newest version")
    func statusRetry() {
        var rig = Daemon.rig(0)
        rig.failing = { request in
            request.subresource == "status"
                ? .conflict("daemonsets", group: "apps", name: "agent", "changed meanwhile") : nil
        }
        rig.put(Daemon.set(), .daemonSets)
        rig.run(for: .milliseconds(1))
        let tries = rig.requests.filter { $0.hasPrefix("PUT daemonsets") || $0.hasPrefix("GET daemonsets") }
        #expect(
            tries == ["PUT daemonsets/agent/status", "GET daemonsets/agent", "PUT daemonsets/agent/status"])
    }

    @Test("minReadySeconds: ready is not available, and it is looked at again")
    func minReady() {
        var rig = Daemon.rig(1)
        let set = Daemon.set(minReady: 10)
        rig.put(set, .daemonSets)
        rig.run(for: .milliseconds(1))
        let name = rig.caches[.pods]?.list().first?.name ?? ""
        var pod = Daemon.pod(name, on: "n1", hash: Daemon.hash(of: set))
        pod.set(
            [["type": "Ready", "status": "True", "lastTransitionTime": .string(Timestamps.seconds(Rig.start))]],
            at: "status", "conditions")
        rig.put(pod, .pods)
        rig.run(for: .seconds(5))
        #expect(rig.daemonStatus["numberReady"] == 1)
        #expect(rig.daemonStatus["numberAvailable"] == nil)
        rig.run(for: .seconds(20))
        #expect(rig.daemonStatus["numberAvailable"] == 1)
    }

    // MARK: who is woken

    /// The number of syncs of the set that a change leads to.
    static func woken(_ change: (inout Rig) -> Void) -> Int {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        // What the scheduler would do.
        let pod = rig.caches[.pods]?.list().first?.name ?? ""
        rig.put(Daemon.pod(pod, on: "n1", hash: Daemon.hash(of: set)), .pods)
        rig.run(for: .seconds(1))
        let before = rig.syncs.count { $0.key.lane == 0 }
        change(&rig)
        rig.run(for: .seconds(1))
        return rig.syncs.count { $0.key.lane == 0 } - before
    }

    @Test("a node that comes, or whose taints make a difference, wakes the set; a heartbeat does not")
    func nodes() {
        #expect(Self.woken { $0.put(Make.node("n2"), .nodes) } > 0)
        #expect(Self.woken { $0.put(Make.node("n1", heartbeat: 10), .nodes) } == 0)
        #expect(Self.woken { $0.put(Make.node("n1", labels: ["x": "y"]), .nodes) } == 0, "its pod is there")
        #expect(Self.woken { $0.put(Make.node("n2", taints: [Make.taint("gpu", "NoSchedule")]), .nodes) } == 0)
        #expect(
            Self.woken { $0.put(Make.node("n1", taints: [Make.taint("gpu", "NoExecute")]), .nodes) } > 0)
        #expect(
            Self.woken { $0.put(Make.node("n1", taints: [Make.taint("gpu", "NoSchedule")]), .nodes) } == 0,
            "a pod that is there may stay")
    }

    @Test("pods wake the set they belong to, and orphans those that could want them")
    func podsWake() {
        let hash = "h"
        #expect(Self.woken { $0.put(Daemon.pod("x", on: "n9", hash: hash), .pods) } > 0)
        #expect(Self.woken { $0.put(Make.pod("x", on: "n9", labels: Daemon.labels), .pods) } > 0)
        #expect(Self.woken { $0.put(Make.pod("x", on: "n9", labels: ["app": "other"]), .pods) } == 0)
        var foreign = Daemon.owner
        foreign.set("uid-other", at: "uid")
        #expect(Self.woken { $0.put(Make.pod("x", labels: Daemon.labels, owner: foreign), .pods) } == 0)
    }

    @Test("an orphan pod that matches is adopted, one that no longer matches is let go")
    func claims() {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(set, .daemonSets)
        rig.put(Make.pod("orphan", on: "n1", labels: Daemon.labels), .pods)
        var stray = Daemon.pod("stray", on: "n1", hash: "h")
        stray.set(["app": "other"], at: "metadata", "labels")
        rig.put(stray, .pods)
        rig.run(for: .milliseconds(1))
        #expect(rig.writes.filter { $0.hasPrefix("PATCH pods") } == ["PATCH pods/stray", "PATCH pods/orphan"])
        #expect(rig.requests.contains("GET daemonsets/agent"), "before it adopts it asks whether it is still there")
    }
}
