import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct NodeTaintTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let node: Value
        let add: [String]
        let remove: [String]
    }

    static let cases = [
        Case(testDescription: "a ready node without taints", node: Make.node("n"), add: [], remove: []),
        Case(
            testDescription: "not ready", node: Make.node("n", ready: "False"),
            add: ["node.kubernetes.io/not-ready"], remove: []),
        Case(
            testDescription: "unknown, tainted as not ready",
            node: Make.node(
                "n", ready: "Unknown", taints: [Make.taint("node.kubernetes.io/not-ready", "NoSchedule")]),
            add: ["node.kubernetes.io/unreachable"], remove: ["node.kubernetes.io/not-ready"]),
        Case(
            testDescription: "ready again: NoExecute is not its business",
            node: Make.node(
                "n",
                taints: [
                    Make.taint("node.kubernetes.io/unreachable", "NoSchedule"),
                    Make.taint("node.kubernetes.io/unreachable", "NoExecute"),
                ]),
            add: [], remove: ["node.kubernetes.io/unreachable"]),
        Case(
            testDescription: "pressure of all kinds",
            node: Make.node(
                "n",
                conditions: [
                    ["type": "MemoryPressure", "status": "True"], ["type": "DiskPressure", "status": "True"],
                    ["type": "PIDPressure", "status": "True"], ["type": "NetworkUnavailable", "status": "True"],
                ]),
            add: [
                "node.kubernetes.io/memory-pressure", "node.kubernetes.io/disk-pressure",
                "node.kubernetes.io/pid-pressure", "node.kubernetes.io/network-unavailable",
            ], remove: []),
        Case(
            testDescription: "unknown pressure is no pressure",
            node: Make.node("n", conditions: [["type": "MemoryPressure", "status": "Unknown"]]), add: [], remove: []),
        Case(
            testDescription: "cordoned", node: Make.node("n", unschedulable: true),
            add: ["node.kubernetes.io/unschedulable"], remove: []),
        Case(
            testDescription: "a taint of somebody else stays",
            node: Make.node("n", taints: [Make.taint("dedicated", "NoSchedule")]), add: [], remove: []),
    ]

    @Test("NoSchedule taints follow conditions", arguments: cases)
    func byCondition(_ c: Case) {
        let changes = NodeTaints.noScheduleChanges(of: APIObject(c.node, .nodes))
        #expect(changes.add.map(\.key) == c.add)
        #expect(changes.remove.map(\.key) == c.remove)
        #expect((changes.add + changes.remove).allSatisfy { $0.effect == "NoSchedule" })
    }

    @Test("a cordoned node is read, then patched with the version that was read; uncordoned, the taint goes")
    func cordon() {
        var rig = Rig(NodeLifecycleController())
        rig.started()
        rig.put(Make.node("node-1", unschedulable: true), .nodes)
        rig.run(for: .seconds(1))
        #expect(rig.requests == ["GET nodes/node-1", "PATCH nodes/node-1"])
        #expect(rig.sent[1].user == "system:serviceaccount:kube-system:node-controller")
        #expect(rig.sent[1].verb == .patch(.strategic))
        let expected: Value = [
            "metadata": ["resourceVersion": "101"],
            "spec": [
                "taints": [
                    [
                        "effect": "NoSchedule", "key": "node.kubernetes.io/unschedulable",
                        "timeAdded": "2026-01-01T00:00:00Z",
                    ]
                ]
            ],
        ]
        #expect(rig.sent[1].body == expected)
        rig.put(
            Make.node("node-1", taints: [Make.taint("node.kubernetes.io/unschedulable", "NoSchedule")]), .nodes)
        rig.run(for: .seconds(1))
        #expect(rig.requests.suffix(2) == ["GET nodes/node-1", "PATCH nodes/node-1"])
        #expect(rig.sent.last?.body.at("spec", "taints") == .null)
        #expect(rig.taints(of: "node-1").isEmpty)
    }

    @Test("after a conflict the node is read again")
    func conflict() {
        var rig = Rig(NodeLifecycleController())
        let once = Counter()
        rig.failing = { request in
            guard request.verb.method == "PATCH", once.next() == 1 else { return nil }
            return .conflict("nodes", group: "", name: "node-1", "the object has been modified")
        }
        rig.started()
        rig.put(Make.node("node-1", unschedulable: true), .nodes)
        rig.run(for: .seconds(1))
        #expect(
            rig.requests == ["GET nodes/node-1", "PATCH nodes/node-1", "GET nodes/node-1", "PATCH nodes/node-1"])
        #expect(rig.taints(of: "node-1") == ["node.kubernetes.io/unschedulable:NoSchedule"])
    }

    @Test("the beta labels follow the stable ones")
    func labels() {
        var rig = Rig(NodeLifecycleController())
        rig.started()
        rig.put(
            Make.node(
                "node-1",
                labels: [
                    "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", "beta.kubernetes.io/arch": "old",
                ]), .nodes)
        rig.run(for: .seconds(1))
        #expect(rig.writes == ["PATCH nodes/node-1"])
        let expected: Value = [
            "metadata": ["labels": ["beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux"]]
        ]
        #expect(rig.sent.last?.body == expected)
    }

    @Test(
        "zone states",
        arguments: [
            (0, 0, "Normal"), (1, 0, "Normal"), (0, 1, "FullDisruption"), (0, 9, "FullDisruption"),
            (1, 2, "Normal"), (2, 3, "PartialDisruption"), (3, 3, "Normal"), (9, 11, "PartialDisruption"),
            (46, 54, "Normal"), (45, 55, "PartialDisruption"),
        ])
    func zoneStates(_ ready: Int, _ notReady: Int, _ expected: String) {
        #expect(ZoneState(ready: ready, notReady: notReady).rawValue == expected)
    }

    @Test("a small zone that is partly disrupted taints nobody, a large one slowly")
    func paces() {
        #expect(ZoneState.partialDisruption.taintInterval(nodes: 50) == nil)
        #expect(ZoneState.partialDisruption.taintInterval(nodes: 51) == .seconds(100))
        #expect(ZoneState.normal.taintInterval(nodes: 3) == .seconds(10))
        #expect(ZoneState.fullDisruption.taintInterval(nodes: 3) == .seconds(10))
    }
}

/// Counts calls, for answers that differ from one to the next.
final class Counter: @unchecked Sendable {
    private var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}
