import ControllerKit
import Documents
import KubeAPI
import Scheduling
import Simulation
import Testing

@Test("a more important pod takes the place of the least important one, waits for it and gets its node")
func preemption() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", cpu: "1"), .nodes)
    bench.see(Make.node("node-2", cpu: "1"), .nodes)
    bench.see(Make.pod("low", cpu: "650m", on: "node-1", priority: 10), .pods)
    bench.see(Make.pod("mid", cpu: "700m", on: "node-2", priority: 500), .pods)
    bench.see(Make.pod("high", cpu: "800m", priority: 1000), .pods)
    bench.run()
    #expect(bench.decisions == ["high: 0/2 nodes are available: 2 Insufficient cpu."])
    let status = bench.take("status", "high")
    #expect(status?.request.body.at("status", "nominatedNodeName") == "node-1")
    let mark = bench.take("status", "low")
    #expect(
        mark?.request.body == [
            "status": [
                "conditions": [
                    [
                        "type": "DisruptionTarget", "status": "True", "reason": "PreemptionByScheduler",
                        "message": "default-scheduler: preempting to accommodate a higher priority pod",
                        "observedGeneration": 1, "lastTransitionTime": "2026-01-01T00:00:00Z",
                    ]
                ]
            ]
        ])
    bench.answer(status)
    bench.answer(mark)
    let delete = bench.take("", "low")
    #expect(delete?.request.verb == .delete)
    bench.answer(delete)
    #expect(bench.events.last?.message == "Preempted by pod uid-high on node node-1")
    #expect(bench.inspect("nominated") == ["default/high for node-1"])
    // Another pod of less priority may not take the place meanwhile.
    bench.see(Make.pod("low", cpu: "650m", on: "node-1", priority: 10), .pods, .deleted)
    bench.see(Make.pod("thief", cpu: "800m"), .pods)
    bench.settle()
    #expect(bench.decisions.contains("high → node-1"))
    #expect(!bench.decisions.contains("thief → node-1"))
    #expect(bench.scheduler.audit() == nil)
}

@Test("only as many leave as must, the most important stay")
func fewestVictims() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", cpu: "1"), .nodes)
    for (name, priority) in [("a", Int64(1)), ("b", 3), ("c", 2)] {
        bench.see(Make.pod(name, cpu: "300m", on: "node-1", priority: priority), .pods)
    }
    bench.see(Make.pod("high", cpu: "600m", priority: 10), .pods)
    bench.run()
    bench.answer(bench.take("status", "high"))
    // c is asked first; a, the last of the list, once c is done.
    bench.answer(bench.take("status", "c"))
    #expect(bench.take("status", "a") == nil && bench.take("status", "b") == nil)
    bench.answer(bench.take("", "c"))
    #expect(bench.take("status", "a") != nil)
    #expect(bench.take("status", "b") == nil)
}

@Test("a pod that must not preempt says so")
func neverPreempts() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", cpu: "1"), .nodes)
    bench.see(Make.pod("low", cpu: "650m", on: "node-1"), .pods)
    bench.see(Make.pod("never", cpu: "800m", priority: 2000, spec: ["preemptionPolicy": "Never"]), .pods)
    bench.settle()
    #expect(
        bench.decisions == [
            "never: 0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible "
                + "due to preemptionPolicy=Never."
        ])
}

@Test("as recorded: one of higher priority takes the freed place, and the preemptor is told so")
func overtaken() {
    var bench = SchedulerBench()
    for number in 1...3 { bench.see(Make.node("node-\(number)", cpu: "1", memory: "3840Mi"), .nodes) }
    bench.see(Make.pod("low-1", cpu: "650m", on: "node-1", priority: 10), .pods)
    bench.see(Make.pod("low-2", cpu: "700m", on: "node-2", priority: 10), .pods)
    bench.see(Make.pod("mid-3", cpu: "700m", on: "node-3", priority: 500), .pods)
    bench.see(Make.pod("never", cpu: "800m", priority: 2000, spec: ["preemptionPolicy": "Never"]), .pods)
    bench.settle()
    let high: (Value) -> Value = { status in
        Make.pod(
            "high", cpu: "800m", priority: 1000, spec: ["nodeSelector": ["kubernetes.io/hostname": "node-1"]],
            status: status)
    }
    bench.see(high(["phase": "Pending"]), .pods)
    bench.run()
    for _ in 0..<2 { bench.answer(bench.take("status")) }
    bench.answer(bench.take("", "low-1"))
    bench.see(high(["phase": "Pending", "nominatedNodeName": "node-1"]), .pods)
    bench.see(Make.pod("low-1", cpu: "650m", on: "node-1", priority: 10), .pods, .deleted)
    bench.run()
    let because = "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't match Pod's node affinity/selector."
    #expect(
        bench.decisions.dropFirst() == [
            "high: \(because)", "never → node-1",
            "high: \(because) no new claims to deallocate, preemption: 0/3 nodes are available: 1 No preemption "
                + "victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
        ])
    #expect(bench.take("status", "high")?.request.body.at("status", "nominatedNodeName") == .null)
}

@Test("two schedulers told the same decide the same")
func deterministic() {
    func play() -> [String] {
        var bench = SchedulerBench()
        for number in 1...20 { bench.see(Make.node("node-\(number)"), .nodes) }
        for number in 1...30 { bench.see(Make.pod("web-\(number)", cpu: "100m"), .pods) }
        bench.run(.seconds(1))
        return bench.decisions
    }
    let first = play()
    #expect(first == play())
    #expect(first.count == 30)
}

@Test("in a big cluster only a part of the nodes is looked at, going round")
func sampling() {
    var bench = SchedulerBench()
    for number in 0..<1000 { bench.see(Make.node("node-\(number)"), .nodes) }
    for number in 0..<3 { bench.see(Make.pod("web-\(number)"), .pods) }
    bench.run()
    var seen: [Int] = []
    bench.trace.forEach(from: SpanID(1)) { span in
        if case .scheduled(let one) = span.body { seen.append(one.feasible) }
        return true
    }
    // 50 - 1000 / 125 = 42 percent.
    #expect(seen == [420, 420, 420])
}
