import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct TaintEvictionTests {
    static let repair = Taint("repair", value: "now", effect: "NoExecute")
    static let other = Taint("other", effect: "NoExecute")

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let tolerations: [Value]
        let taints: [Taint]
        let stay: Toleration.Stay
    }

    static let cases = [
        Case(testDescription: "no toleration", tolerations: [], taints: [repair], stay: .untolerated),
        Case(testDescription: "no taint", tolerations: [], taints: [], stay: .forEver),
        Case(
            testDescription: "Exists without seconds", tolerations: [Make.toleration("repair")], taints: [repair],
            stay: .forEver),
        Case(
            testDescription: "Equal with another value",
            tolerations: [Make.toleration("repair", op: "Equal", value: "later")], taints: [repair],
            stay: .untolerated),
        Case(
            testDescription: "the least of two",
            tolerations: [Make.toleration("repair", seconds: 30), Make.toleration("other", seconds: 6)],
            taints: [repair, other], stay: .seconds(6)),
        Case(
            testDescription: "only one of two taints",
            tolerations: [Make.toleration("repair", seconds: 30)], taints: [repair, other], stay: .untolerated),
        Case(
            testDescription: "one for ever, one for a while",
            tolerations: [Make.toleration("repair"), Make.toleration("other", seconds: 9)], taints: [repair, other],
            stay: .seconds(9)),
        Case(
            testDescription: "negative seconds are none", tolerations: [Make.toleration("repair", seconds: -5)],
            taints: [repair], stay: .seconds(0)),
        Case(
            testDescription: "an empty key tolerates all", tolerations: [["operator": "Exists"]],
            taints: [repair, other], stay: .forEver),
        Case(
            testDescription: "of one taint the first match is used",
            tolerations: [Make.toleration("repair", seconds: 30), Make.toleration("repair", seconds: 6)],
            taints: [repair], stay: .seconds(30)),
    ]

    @Test("how long a pod stays", arguments: cases)
    func stay(_ c: Case) {
        #expect(Toleration.stay(with: c.tolerations.map(Toleration.init), among: c.taints) == c.stay)
    }

    /// A node with four pods, tainted at second 1.
    static func tainted() -> Rig {
        var rig = Rig(TaintEvictionController())
        rig.put(Make.node("node-1"), .nodes)
        rig.put(Make.pod("gone", on: "node-1"), .pods)
        rig.put(Make.pod("short", on: "node-1", tolerations: [Make.toleration("repair", seconds: 6)]), .pods)
        rig.put(Make.pod("patient", on: "node-1", tolerations: [Make.toleration("repair", seconds: 30)]), .pods)
        rig.put(Make.pod("stays", on: "node-1", tolerations: [Make.toleration("repair")]), .pods)
        rig.put(Make.pod("elsewhere", on: "node-2"), .pods)
        rig.started()
        rig.run(until: .zero + .seconds(1))
        rig.put(Make.node("node-1", taints: [repair.document]), .nodes)
        rig.run(until: .zero + .seconds(2))
        return rig
    }

    @Test("who does not tolerate goes at once: event, read, condition, delete")
    func atOnce() throws {
        let rig = Self.tainted()
        #expect(rig.requests == ["GET pods/gone", "PATCH pods/gone/status", "DELETE pods/gone"])
        #expect(rig.eventTexts == ["Normal TaintManagerEviction default/gone: Marking for deletion Pod default/gone"])
        #expect(rig.sent[1].user == "system:serviceaccount:kube-system:node-controller")
        let expected: Value = [
            "metadata": ["uid": "uid-gone"],
            "status": [
                "$setElementOrder/conditions": [["type": "Ready"], ["type": "DisruptionTarget"]],
                "conditions": [
                    [
                        "type": "DisruptionTarget", "status": "True", "reason": "DeletionByTaintManager",
                        "message": "Taint manager: deleting due to NoExecute taint", "observedGeneration": 1,
                        "lastTransitionTime": "2026-01-01T00:00:01Z",
                    ]
                ],
            ],
        ]
        #expect(rig.sent[1].body == expected)
    }

    @Test("who tolerates for a while goes when it is over")
    func later() {
        var rig = Self.tainted()
        rig.run(until: .zero + .milliseconds(6990))
        #expect(rig.writes == ["PATCH pods/gone/status", "DELETE pods/gone"])
        rig.run(until: .zero + .milliseconds(7010))
        #expect(rig.writes.suffix(2) == ["PATCH pods/short/status", "DELETE pods/short"])
        rig.run(until: .zero + .seconds(300))
        #expect(rig.writes.suffix(2) == ["PATCH pods/patient/status", "DELETE pods/patient"])
        #expect(rig.writes.count == 6)
    }

    @Test("the taint is taken back in time: the deletion is cancelled")
    func cancelled() {
        var rig = Self.tainted()
        rig.run(until: .zero + .seconds(10))
        for pod in ["gone", "short"] { rig.remove(.pods, ObjectKey("default", pod)) }
        rig.put(Make.node("node-1"), .nodes)
        rig.run(until: .zero + .seconds(300))
        #expect(
            rig.eventTexts.last
                == "Normal TaintManagerEviction default/patient: Cancelling deletion of Pod default/patient")
        #expect(rig.writes.count == 4)
        #expect(rig.eventTexts.filter { $0.contains("Cancelling") }.count == 1)
    }

    @Test("another taint of the same kind does not start the count again")
    func countGoesOn() {
        var rig = Self.tainted()
        rig.run(until: .zero + .seconds(20))
        rig.put(
            Make.node(
                "node-1", taints: [Taint("repair", value: "again", effect: "NoExecute").document]), .nodes)
        rig.run(until: .zero + .milliseconds(30_900))
        #expect(!rig.writes.contains("DELETE pods/patient"))
        rig.run(until: .zero + .milliseconds(31_100))
        #expect(rig.writes.contains("DELETE pods/patient"))
    }

    @Test("a pod that comes to a tainted node is judged; a pod that goes by itself is forgotten")
    func pods() {
        var rig = Self.tainted()
        rig.put(Make.pod("late", on: "node-1"), .pods)
        rig.run(for: .milliseconds(10))
        #expect(rig.writes.last == "DELETE pods/late")
        rig.remove(.pods, ObjectKey("default", "patient"))
        rig.run(for: .seconds(60))
        #expect(!rig.writes.contains("DELETE pods/patient"))
        #expect(
            rig.eventTexts.contains(
                "Normal TaintManagerEviction default/patient: Cancelling deletion of Pod default/patient"))
    }

    @Test("a deletion that fails is tried five times, ten milliseconds apart, with one event")
    func retries() {
        var rig = Rig(TaintEvictionController())
        rig.failing = { request in request.verb == .delete ? .badRequest("no") : nil }
        rig.put(Make.pod("gone", on: "node-1"), .pods)
        rig.put(Make.node("node-1", taints: [Self.repair.document]), .nodes)
        rig.started()
        rig.run(until: .zero + .seconds(10))
        #expect(rig.writes.filter { $0 == "DELETE pods/gone" }.count == 5)
        #expect(rig.events.count == 1)
    }
}
