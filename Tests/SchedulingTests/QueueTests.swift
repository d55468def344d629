import ControllerKit
import Documents
import KubeAPI
import Scheduling
import Simulation
import Testing

@Test("the highest priority comes first, then who waits longest")
func queueOrder() {
    var bench = SchedulerBench(isStarted: false)
    bench.see(Make.node("node-1"), .nodes)
    bench.see(Make.pod("b"), .pods)
    bench.see(Make.pod("a"), .pods)
    bench.now = bench.now + .seconds(1)
    bench.see(Make.pod("urgent", priority: 100), .pods)
    bench.see(Make.pod("c"), .pods)
    #expect(bench.inspect("active") == ["default/urgent (priority 100), default/b, default/a, default/c"])
    bench.tell(.started)
    bench.settle()
    #expect(bench.decisions == ["urgent → node-1", "b → node-1", "a → node-1", "c → node-1"])
}

@Test("a cycle takes its time and cycles follow one another")
func serialCycles() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1"), .nodes)
    bench.see(Make.pod("a"), .pods)
    bench.see(Make.pod("b"), .pods)
    bench.run(.microseconds(599))
    #expect(bench.decisions.isEmpty)
    bench.run(.microseconds(1))
    #expect(bench.decisions == ["a → node-1"])
    bench.run(.microseconds(600))
    #expect(bench.decisions == ["a → node-1", "b → node-1"])
}

@Test("a pod is counted on its node while its binding is under way, and bound with what the API asks for")
func assumeAndBind() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", cpu: "1"), .nodes)
    bench.see(Make.pod("web", cpu: "700m"), .pods)
    bench.see(Make.pod("late", cpu: "700m"), .pods)
    bench.settle()
    #expect(bench.decisions.first == "web → node-1")
    #expect(bench.decisions.last?.hasPrefix("late: 0/1 nodes are available: 1 Insufficient cpu.") == true)
    #expect(bench.inspect("assumed") == ["default/web on node-1"])
    let binding = bench.take("binding")
    #expect(binding?.request.verb == .create)
    #expect(binding?.request.path == "/api/v1/namespaces/default/pods/web/binding")
    #expect(
        binding?.request.body == [
            "apiVersion": "v1", "kind": "Binding",
            "metadata": ["name": "web", "namespace": "default", "uid": "uid-web"],
            "target": ["kind": "Node", "name": "node-1"],
        ])
    bench.answer(binding)
    let event = bench.events.last
    #expect(event?.message == "Successfully assigned default/web to node-1")
    #expect(event?.reason == "Scheduled" && event?.action == "Binding" && event?.type == "Normal")
    bench.see(Make.pod("web", cpu: "700m", on: "node-1"), .pods)
    #expect(bench.inspect("assumed").isEmpty)
    #expect(bench.inspect("node") == ["node-1: free 300m cpu, 8192Mi memory, 109 pods"])
    #expect(bench.scheduler.audit() == nil)
}

@Test("a failed binding gives the place back and the pod backs off")
func forgetAfterFailure() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", cpu: "1"), .nodes)
    bench.see(Make.pod("web", cpu: "700m"), .pods)
    bench.run()
    bench.answer(
        bench.take("binding"), .failure(Status(code: 409, reason: "Conflict", message: "pod is gone elsewhere")))
    #expect(bench.inspect("assumed").isEmpty)
    #expect(bench.inspect("node") == ["node-1: free 1000m cpu, 8192Mi memory, 110 pods"])
    #expect(
        bench.events.map(\.message) == ["running Bind plugin \"DefaultBinder\": pod is gone elsewhere"])
    #expect(
        bench.take("status")?.request.body["status"]?["conditions"]?[0]?["reason"]?.string == "SchedulerError")
    #expect(bench.inspect("back-off") == ["default/web until t=1s, 1 try"])
}

@Test("a pod that is deleted while its binding is under way leaves its node")
func deletedWhileBinding() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", cpu: "1"), .nodes)
    bench.see(Make.pod("web", cpu: "700m"), .pods)
    bench.run()
    bench.see(Make.pod("web", cpu: "700m"), .pods, .deleted)
    #expect(bench.inspect("node") == ["node-1: free 1000m cpu, 8192Mi memory, 110 pods"])
}

@Test("errors in a row wait 1, 2, 4, 8, then 10 seconds, to the end of a whole second")
func errorBackoff() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1"), .nodes)
    bench.see(Make.pod("web"), .pods)
    var tries: [Int64] = []
    for _ in 0..<6 {
        while bench.take("binding").map({ outgoing in
            bench.answer(outgoing, .failure(Status(code: 500, reason: "InternalError", message: "no")))
        }) == nil { bench.run(.milliseconds(100)) }
        if let patch = bench.take("status") { bench.answer(patch) }
        tries.append(bench.now.microseconds / 1_000_000)
    }
    #expect(tries == [0, 2, 5, 10, 19, 30])
}

@Test("scheduling gates keep a pod out until the last is gone")
func gates() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1"), .nodes)
    bench.see(Make.pod("web", spec: ["schedulingGates": [["name": "a"], ["name": "b"]]]), .pods)
    bench.run()
    #expect(bench.decisions.isEmpty)
    #expect(bench.inspect("unschedulable") == ["default/web: held back by SchedulingGates (a, b)"])
    bench.see(Make.pod("web", spec: ["schedulingGates": [["name": "b"]]]), .pods)
    bench.see(Make.node("node-2"), .nodes)
    bench.run()
    #expect(bench.decisions.isEmpty)
    bench.see(Make.pod("web"), .pods)
    bench.run()
    #expect(bench.decisions.count == 1)
}

@Test("only an event that may help moves a pod")
func queueingHints() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", labels: ["disk": "hdd"]), .nodes)
    bench.see(Make.pod("old", on: "node-1"), .pods)
    bench.see(Make.pod("web", spec: ["nodeSelector": ["disk": "ssd"]]), .pods)
    bench.settle()
    #expect(bench.decisions.count == 1)
    bench.see(Make.pod("old", on: "node-1"), .pods, .deleted)
    bench.see(Make.node("node-1", labels: ["disk": "tape"]), .nodes)
    bench.settle()
    #expect(bench.decisions.count == 1)
    bench.see(Make.node("node-1", labels: ["disk": "ssd"]), .nodes)
    bench.settle()
    #expect(bench.decisions.last == "web → node-1")
}

@Test("other taints, and a node that takes pods again, wake who waits for something else; a cordon or a label does not")
func taintsWake() {
    var bench = SchedulerBench()
    let taint: Value = [["key": "k", "value": "v", "effect": "NoSchedule"]]
    bench.see(Make.node("node-1"), .nodes)
    bench.see(Make.node("node-2"), .nodes)
    bench.see(Make.pod("picky", spec: ["nodeSelector": ["disk": "ssd"]]), .pods)
    bench.see(Make.pod("big", cpu: "9"), .pods)
    bench.settle()
    #expect(bench.decisions.count == 2)
    bench.see(Make.node("node-1", taints: taint), .nodes)
    bench.settle()
    #expect(bench.decisions.count == 4)
    #expect(bench.decisions.suffix(2).allSatisfy { $0.contains("1 node(s) had untolerated taint(s)") })
    bench.see(Make.node("node-2", labels: ["disk": "hdd"]), .nodes)
    bench.see(Make.node("node-2", labels: ["disk": "hdd"], cordoned: true), .nodes)
    bench.settle()
    #expect(bench.decisions.count == 4)
    bench.see(Make.node("node-2", labels: ["disk": "tape"], taints: taint), .nodes)
    bench.settle()
    // One change of labels, taints and cordon is one try.
    #expect(bench.decisions.count == 6)
}

@Test("a pod that nothing helps is tried again after five minutes, on the next look at the queue")
func leftovers() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", cordoned: true), .nodes)
    bench.see(Make.pod("web"), .pods)
    bench.settle()
    bench.run(.seconds(329))
    #expect(bench.decisions.count == 1)
    bench.run(.seconds(2))
    #expect(bench.decisions.count == 2)
}

@Test("pods of other schedulers are left alone")
func otherScheduler() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1"), .nodes)
    bench.see(Make.pod("web", spec: ["schedulerName": "mine"]), .pods)
    bench.run()
    #expect(bench.decisions.isEmpty)
}

@Test("a node that comes back finds its pods on it")
func nodeComesBack() {
    var bench = SchedulerBench()
    bench.see(Make.pod("old", cpu: "1", on: "node-1"), .pods)
    bench.see(Make.node("node-1"), .nodes)
    #expect(bench.inspect("node") == ["node-1: free 3000m cpu, 8192Mi memory, 109 pods"])
    bench.see(Make.node("node-1"), .nodes, .deleted)
    #expect(bench.inspect("node").isEmpty)
    bench.see(Make.node("node-1"), .nodes)
    #expect(bench.inspect("node") == ["node-1: free 3000m cpu, 8192Mi memory, 109 pods"])
    #expect(bench.scheduler.audit() == nil)
}
