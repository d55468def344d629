import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct NodeHealthTests {
    /// Nodes of which those in `silent` renew their lease at second 0 for the last time; the others go on.
    static func rig(_ count: Int, until end: Int64, silent: Set<String>, pods: [Value] = []) -> Rig {
        var rig = Rig(NodeLifecycleController())
        for number in 1...count {
            rig.put(Make.node("node-\(number)"), .nodes)
            rig.put(Make.lease("node-\(number)", second: 0), .leases)
        }
        for pod in pods { rig.put(pod, .pods) }
        rig.started()
        proceed(&rig, count, to: end, silent: silent)
        return rig
    }

    static func proceed(_ rig: inout Rig, _ count: Int, to end: Int64, silent: Set<String>) {
        var second = rig.now.microseconds / 1_000_000
        while second < end {
            second = min(second + 10, end)
            rig.run(until: .zero + .seconds(second))
            for number in 1...count where !silent.contains("node-\(number)") {
                rig.put(Make.lease("node-\(number)", second: second), .leases)
            }
        }
    }

    @Test("new nodes are registered by the first check, deleted ones are told of by the next")
    func registered() {
        var rig = Self.rig(2, until: 1, silent: [])
        #expect(
            rig.eventTexts == [
                "Normal RegisteredNode node-1: Node node-1 event: Registered Node node-1 in Controller",
                "Normal RegisteredNode node-2: Node node-2 event: Registered Node node-2 in Controller",
            ])
        rig.remove(.nodes, ObjectKey("", "node-2"))
        rig.run(for: .seconds(6))
        #expect(
            rig.eventTexts.last
                == "Normal RemovingNode node-2: Node node-2 event: Removing Node node-2 from Controller")
        #expect(rig.writes.isEmpty)
    }

    @Test("a node that renews its lease stays ready and is never written to")
    func alive() {
        let rig = Self.rig(3, until: 300, silent: [])
        #expect(rig.requests.isEmpty)
    }

    @Test("no sign of life for 50 s: Unknown, events, pods not ready, taints, in that order")
    func dies() throws {
        let pods = [
            Make.pod("web", on: "node-2"), Make.pod("slow", on: "node-2", ready: "False"),
            Make.pod("other", on: "node-1"),
        ]
        var rig = Self.rig(3, until: 49, silent: ["node-2"], pods: pods)
        #expect(rig.requests.isEmpty)
        Self.proceed(&rig, 3, to: 52, silent: ["node-2"])
        #expect(
            rig.writes == [
                "PUT nodes/node-2/status", "PUT pods/web/status", "PATCH nodes/node-2", "PATCH nodes/node-2",
            ])
        let node = try #require(rig.stored(.nodes, ObjectKey("", "node-2")))
        let texts = (node.at("status", "conditions")?.array ?? []).map { condition in
            ["type", "status", "reason", "message"].map { condition[$0]?.string ?? "" }.joined(separator: " ")
        }
        #expect(
            texts == [
                "Ready Unknown NodeStatusUnknown Kubelet stopped posting node status.",
                "MemoryPressure Unknown NodeStatusNeverUpdated Kubelet never posted node status.",
                "DiskPressure Unknown NodeStatusNeverUpdated Kubelet never posted node status.",
                "PIDPressure Unknown NodeStatusNeverUpdated Kubelet never posted node status.",
            ])
        #expect(
            rig.eventTexts.suffix(2) == [
                "Normal NodeNotReady node-2: Node node-2 status is now: NodeNotReady",
                "Warning NodeNotReady default/web: Node is not ready",
            ])
        #expect(rig.stored(.pods, ObjectKey("default", "web"))?.pod?.isReady == false)
        #expect(
            rig.taints(of: "node-2") == [
                "node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute",
            ])
    }

    @Test("the node returns: the NoSchedule taint goes at once, the NoExecute taint with the next check")
    func returns() {
        var rig = Self.rig(3, until: 63, silent: ["node-2"])
        let before = rig.writes.count
        rig.put(
            Make.node(
                "node-2", heartbeat: 63,
                taints: [
                    Make.taint("node.kubernetes.io/unreachable", "NoSchedule"),
                    Make.taint("node.kubernetes.io/unreachable", "NoExecute"),
                ]), .nodes)
        rig.run(for: .milliseconds(200))
        #expect(rig.taints(of: "node-2") == ["node.kubernetes.io/unreachable:NoExecute"])
        Self.proceed(&rig, 3, to: 70, silent: [])
        #expect(rig.taints(of: "node-2").isEmpty)
        #expect(rig.writes.count - before == 2)
    }

    @Test("if every node falls silent nobody is evicted")
    func allSilent() {
        let rig = Self.rig(3, until: 200, silent: ["node-1", "node-2", "node-3"])
        for number in 1...3 {
            #expect(rig.taints(of: "node-\(number)") == ["node.kubernetes.io/unreachable:NoSchedule"])
        }
    }

    @Test("nodes of one zone are tainted one in ten seconds")
    func pace() {
        var rig = Self.rig(6, until: 51, silent: ["node-1", "node-2"])
        let tainted = { (rig: Rig) in
            (1...6).filter { rig.taints(of: "node-\($0)").contains("node.kubernetes.io/unreachable:NoExecute") }.count
        }
        #expect(tainted(rig) == 1)
        Self.proceed(&rig, 6, to: 59, silent: ["node-1", "node-2"])
        #expect(tainted(rig) == 1)
        Self.proceed(&rig, 6, to: 61, silent: ["node-1", "node-2"])
        #expect(tainted(rig) == 2)
    }

    @Test("a small zone of which most nodes are silent taints nobody")
    func partial() {
        let silent: Set<String> = ["node-1", "node-2", "node-3", "node-4"]
        let rig = Self.rig(6, until: 100, silent: silent)
        let tainted = (1...6).filter {
            rig.taints(of: "node-\($0)").contains("node.kubernetes.io/unreachable:NoExecute")
        }
        #expect(tainted.isEmpty)
    }

    @Test("a node that never reported is given 60 s")
    func startup() {
        var rig = Rig(NodeLifecycleController())
        rig.put(Make.node("node-1"), .nodes)
        rig.put(Make.node("node-2", ready: nil), .nodes)
        rig.started()
        rig.run(until: .zero + .seconds(49))
        #expect(rig.writes.isEmpty)
        for second in [Int64(49), 55] {
            rig.put(Make.lease("node-1", second: second), .leases)
            rig.run(until: .zero + .seconds(second + 4))
        }
        #expect(rig.writes.isEmpty)
        rig.run(until: .zero + .seconds(62))
        #expect(rig.writes.first == "PUT nodes/node-2/status")
    }

    @Test("a pod that reaches a node which is not ready is marked")
    func latePod() {
        var rig = Self.rig(3, until: 55, silent: ["node-2"])
        rig.put(Make.pod("late", on: "node-2"), .pods)
        rig.run(for: .milliseconds(10))
        #expect(rig.writes.last == "PUT pods/late/status")
        let before = rig.writes.count
        rig.put(Make.pod("fine", on: "node-1"), .pods)
        rig.run(for: .milliseconds(10))
        #expect(rig.writes.count == before)
    }

    @Test("a controller that starts anew takes NoExecute taints off and puts them on again in its own pace")
    func restart() {
        var rig = Rig(NodeLifecycleController())
        rig.put(Make.node("node-1"), .nodes)
        rig.put(
            Make.node(
                "node-2", ready: "Unknown",
                taints: [
                    Make.taint("node.kubernetes.io/unreachable", "NoSchedule"),
                    Make.taint("node.kubernetes.io/unreachable", "NoExecute"),
                ]), .nodes)
        rig.started()
        rig.run(until: .zero + .milliseconds(50))
        #expect(rig.taints(of: "node-2") == ["node.kubernetes.io/unreachable:NoSchedule"])
        rig.run(until: .zero + .milliseconds(250))
        #expect(
            rig.taints(of: "node-2") == [
                "node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute",
            ])
    }

    @Test("a node that turns from not ready to unknown has its NoExecute taint exchanged at once")
    func exchange() {
        var rig = Rig(NodeLifecycleController())
        for name in ["node-1", "node-2"] { rig.put(Make.node(name), .nodes) }
        rig.started()
        rig.run(until: .zero + .seconds(1))
        rig.put(
            Make.node(
                "node-2", ready: "Unknown", heartbeat: 1,
                taints: [
                    Make.taint("node.kubernetes.io/unreachable", "NoSchedule"),
                    Make.taint("node.kubernetes.io/not-ready", "NoExecute"),
                ]), .nodes)
        rig.run(until: .zero + .seconds(6))
        #expect(
            rig.taints(of: "node-2") == [
                "node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute",
            ])
        #expect(rig.writes == ["PATCH nodes/node-2", "PATCH nodes/node-2"])
    }

    @Test("pods that could not be marked are tried again with the next check")
    func markAgain() {
        var rig = Self.rig(3, until: 49, silent: ["node-2"], pods: [Make.pod("web", on: "node-2")])
        let counter = Counter()
        rig.failing = { request in
            request.resource == .pods && counter.next() == 1
                ? .conflict("pods", group: "", name: "web", "changed") : nil
        }
        Self.proceed(&rig, 3, to: 59, silent: ["node-2"])
        #expect(rig.writes.filter { $0 == "PUT pods/web/status" }.count == 2)
        #expect(rig.stored(.pods, ObjectKey("default", "web"))?.pod?.isReady == false)
    }
}
