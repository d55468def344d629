import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite("DaemonSet: rolling update") struct DaemonRolloutTests {
    /// What a node has before the update looks at it.
    enum State: Sendable {
        case none, oldOK, oldBad, newOK, newBad, bothNewOK, bothNewBad, stopping
        /// An old pod that stays (or not) on a node that is to run none any more.
        case leavingOK, leavingBad
    }

    /// Nodes, limits, and who is deleted and made: by the rolling update, not by the main loop.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let nodes: [State]
        let strategy: Value
        var minReady: Int64 = 0
        var deletes: [String] = []
        var creates: [String] = []
        var taken = 0
        var candidates = 0
        var allowed = 0
        var testDescription: String { name }
    }

    static let newSet = Daemon.set(image: "i:2")
    static let oldHash = Daemon.hash(of: Daemon.set(image: "i:1"))

    static func rig(_ states: [State], _ strategy: Value, minReady: Int64 = 0) -> Rig {
        var rig = Daemon.rig()
        let set = Daemon.set(
            spec: ["nodeSelector": ["run": "yes"]], strategy: strategy, minReady: minReady, image: "i:2")
        let hash = Daemon.hash(of: set)
        for (index, state) in states.enumerated() {
            let node = "n\(index + 1)"
            var leaves = false
            if case .leavingOK = state { leaves = true }
            if case .leavingBad = state { leaves = true }
            // What leaves does so by a taint that lets running pods stay.
            let taints = leaves ? [Make.taint("out", "NoSchedule")] : []
            rig.put(Make.node(node, taints: taints, labels: ["run": "yes"]), .nodes)
            let old = { (ready: Bool) in Daemon.pod("old-\(node)", on: node, hash: oldHash, ready: ready) }
            let new = { (ready: Bool) in Daemon.pod("new-\(node)", on: node, hash: hash, ready: ready, created: 5) }
            var pods: [Value] = []
            switch state {
            case .none: break
            case .oldOK, .leavingOK: pods = [old(true)]
            case .oldBad, .leavingBad: pods = [old(false)]
            case .newOK: pods = [new(true)]
            case .newBad: pods = [new(false)]
            case .bothNewOK: pods = [old(true), new(true)]
            case .bothNewBad: pods = [old(true), new(false)]
            case .stopping: pods = [Daemon.pod("old-\(node)", on: node, hash: oldHash, stopping: true)]
            }
            for pod in pods { rig.put(pod, .pods) }
        }
        rig.put(set, .daemonSets)
        return rig
    }

    static let cases: [Case] = [
        Case(
            name: "all well: the first candidate", nodes: [.oldOK, .oldOK, .oldOK], strategy: Daemon.unavailable(1),
            deletes: ["old-n1"], candidates: 3),
        Case(
            name: "fact sheet 11.4: 2 of 2 slots are taken, only the broken one goes",
            nodes: [.oldOK, .oldBad, .newOK, .newBad, .oldOK], strategy: Daemon.unavailable(2), deletes: ["old-n2"],
            taken: 2, candidates: 1, allowed: 1),
        Case(
            name: "… and once the new one is ready a candidate goes too",
            nodes: [.oldOK, .oldBad, .newOK, .newOK, .oldOK], strategy: Daemon.unavailable(2),
            deletes: ["old-n2", "old-n1"], taken: 1, candidates: 2, allowed: 1),
        Case(
            name: "fact sheet 11.5: all old pods broken, all go at once", nodes: Array(repeating: .oldBad, count: 5),
            strategy: Daemon.unavailable(1), deletes: (1 ... 5).map { "old-n\($0)" }, taken: 5, allowed: 5),
        Case(
            name: "a new pod that is not ready takes the slot", nodes: [.newBad, .oldOK, .oldOK],
            strategy: Daemon.unavailable(1), taken: 1),
        Case(
            name: "broken old ones go beside a new one that is not ready", nodes: [.newBad, .oldBad, .oldBad],
            strategy: Daemon.unavailable(1), deletes: ["old-n2", "old-n3"], taken: 3, allowed: 2),
        Case(
            name: "a node whose pod is being deleted counts (fact sheet 11.7: a dead node stalls the rest)",
            nodes: [.stopping, .oldOK, .oldOK], strategy: Daemon.unavailable(1), taken: 1),
        Case(
            name: "with one slot more it goes on", nodes: [.stopping, .oldOK, .oldOK], strategy: Daemon.unavailable(2),
            deletes: ["old-n2"], taken: 1, candidates: 2),
        Case(
            name: "nothing is old: nothing happens", nodes: [.newOK, .newOK], strategy: Daemon.unavailable(1)),
        Case(
            name: "ready is not available: minReadySeconds", nodes: [.newOK, .oldOK], strategy: Daemon.unavailable(1),
            minReady: 3600, deletes: ["old-n2"], taken: 2, allowed: 1),
        Case(
            name: "30 % of 3 nodes is 1, rounded up", nodes: [.oldOK, .oldOK, .oldOK],
            strategy: Daemon.unavailable("30%"), deletes: ["old-n1"], candidates: 3),
        Case(
            name: "25 % of 10 nodes is 3, rounded up", nodes: Array(repeating: .oldOK, count: 10),
            strategy: Daemon.unavailable("25%"), deletes: ["old-n1", "old-n10", "old-n2"], candidates: 10),
        Case(
            name: "both 0: one may be unavailable all the same", nodes: [.oldOK, .oldOK],
            strategy: Daemon.unavailable(0), deletes: ["old-n1"], candidates: 2),
        Case(
            name: "lesson 11, table A", nodes: [.stopping, .oldOK, .oldBad, .newOK], strategy: Daemon.unavailable(1),
            deletes: ["old-n3"], taken: 2, allowed: 1),
        Case(
            name: "lesson 11, table B", nodes: [.oldOK, .oldOK, .oldOK, .newBad], strategy: Daemon.unavailable("50%"),
            deletes: ["old-n1"], taken: 1, candidates: 3),
        Case(
            name: "lesson 11, table C", nodes: [.oldBad, .oldOK, .newBad, .oldOK], strategy: Daemon.unavailable(3),
            deletes: ["old-n1", "old-n2"], taken: 2, candidates: 2, allowed: 1),
        // Surge.
        Case(
            name: "surge: a new one beside the first candidate", nodes: [.oldOK, .oldOK, .oldOK],
            strategy: Daemon.surge(1), creates: ["n1"], candidates: 3),
        Case(
            name: "surge: broken old ones get a new one at once", nodes: [.oldBad, .oldBad, .oldOK],
            strategy: Daemon.surge(1), creates: ["n1", "n2", "n3"], candidates: 1, allowed: 2),
        Case(
            name: "surge: one that is not ready yet takes the slot", nodes: [.bothNewBad, .oldOK, .oldOK],
            strategy: Daemon.surge(1), taken: 1),
        Case(
            name: "surge: 50 % of 3 nodes is 2, rounded up", nodes: [.oldOK, .oldOK, .oldOK],
            strategy: Daemon.surge("50%"), creates: ["n1", "n2"], candidates: 3),
        Case(
            name: "surge: what is to run none any more stays while nobody stands in", nodes: [.leavingOK, .newBad],
            strategy: Daemon.surge(1)),
        Case(
            name: "surge: … and goes when enough others are available", nodes: [.leavingOK, .newOK],
            strategy: Daemon.surge(1), deletes: ["old-n1"]),
        Case(
            name: "surge: a broken one there is of no use", nodes: [.leavingBad, .newOK], strategy: Daemon.surge(1),
            deletes: ["old-n1"])
    ]

    @Test("who is deleted and where a second pod starts", arguments: cases)
    func rollout(_ c: Case) {
        var rig = Self.rig(c.nodes, c.strategy, minReady: c.minReady)
        // One sync: nothing of what it asks for is seen.
        rig.server = .unseen
        rig.run(for: .milliseconds(1))
        #expect(rig.deletedPods == c.deletes)
        #expect(rig.createdFor == c.creates)
        let slots = rig.daemonFindings.compactMap { finding -> DaemonFinding.Slots? in
            if case .slots(let slots) = finding { slots } else { nil }
        }.last
        #expect(slots?.taken == c.taken)
        #expect(slots?.candidates == c.candidates)
        #expect(slots?.allowed == c.allowed)
    }

    @Test("the old pod goes when the new one beside it is available, or when the old one breaks")
    func surgeEnds() {
        for (state, deleted) in [(State.bothNewOK, ["old-n1"]), (.bothNewBad, [])] {
            var rig = Self.rig([state], Daemon.surge(1))
            rig.run(for: .milliseconds(1))
            #expect(rig.deletedPods == deleted)
        }
        var rig = Self.rig([.bothNewBad], Daemon.surge(1))
        rig.put(Daemon.pod("old-n1", on: "n1", hash: Self.oldHash, ready: false), .pods)
        rig.run(for: .milliseconds(1))
        #expect(rig.deletedPods == ["old-n1"])
    }

    @Test("while surging a node needs a pod even while the old one is being deleted")
    func surgeDoesNotWait() {
        var rig = Self.rig([.stopping], Daemon.surge(1))
        rig.run(for: .milliseconds(1))
        #expect(rig.createdFor == ["n1"])
        var plain = Self.rig([.stopping], Daemon.unavailable(1))
        plain.run(for: .milliseconds(1))
        #expect(plain.createdFor == [])
    }

    @Test("three pods on a node while surging: one old and one new are left")
    func surgeExcess() {
        var rig = Self.rig([.bothNewBad], Daemon.surge(1))
        rig.put(Daemon.pod("extra", on: "n1", hash: Self.oldHash, created: 9), .pods)
        rig.run(for: .milliseconds(1))
        #expect(rig.deletedPods == ["extra"])
    }

    @Test("an old pod on a node that the store no longer has stops a surge with an error")
    func surgeWithoutNode() {
        var rig = Self.rig([.oldOK], Daemon.surge(1))
        rig.put(Daemon.pod("lost", on: "n9", hash: Self.oldHash), .pods)
        rig.run(for: .milliseconds(1))
        #expect(rig.createdFor == [])
        let failures = rig.syncs.compactMap { if case .failed(let why, _, _) = $0.outcome { why } else { nil } }
        #expect(failures.first == "couldn't get node for nodeName \"n9\": node \"n9\" not found")
    }

    @Test("OnDelete: nobody is deleted; who goes comes back new")
    func onDelete() {
        var rig = Self.rig([.oldOK, .oldBad], ["type": "OnDelete"])
        rig.run(for: .seconds(1))
        #expect(rig.deletedPods == [])
        rig.remove(.pods, ObjectKey("default", "old-n2"))
        rig.run(for: .seconds(1))
        #expect(rig.createdFor == ["n2"])
        #expect(rig.deletedPods == [])
    }

    @Test("the update waits for what the main loop has just asked for")
    func waitsForManage() {
        var rig = Self.rig([.none, .oldOK], Daemon.unavailable(2))
        rig.server = .unseen
        rig.run(for: .milliseconds(1))
        #expect(rig.createdFor == ["n1"])
        #expect(rig.deletedPods == [])
    }
}
