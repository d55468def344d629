import ControllerKit
import Documents
import KubeAPI
import Scheduling
import Simulation
import Testing

/// Nodes and pods come, change and go by chance; requests succeed or fail.
private struct Churn {
    var bench = SchedulerBench()
    var seed: Seed

    init(_ number: UInt64) { seed = Seed(number) }

    mutating func step() {
        switch seed.below(12) {
        case 0: changeNode()
        case 1: deleteNode()
        case 2, 3, 4: addPod()
        case 5: changePod()
        case 6: deletePod()
        case 7, 8, 9: answer()
        default: bench.run(.milliseconds(Int64(seed.below(3000))))
        }
    }

    private mutating func changeNode() {
        let taints: Value = seed.below(4) == 0 ? [["key": "a", "effect": "NoSchedule"]] : []
        bench.see(
            Make.node(
                "node-\(seed.below(6))", cpu: .int(Int64(1 + seed.below(3))),
                labels: ["topology.kubernetes.io/zone": .string("z\(seed.below(3))")], taints: taints,
                cordoned: seed.below(5) == 0), .nodes)
    }

    private mutating func deleteNode() {
        let all = bench.caches[.nodes]?.list() ?? []
        if all.isEmpty { return }
        bench.see(all[seed.below(all.count)].value, .nodes, .deleted)
    }

    private mutating func addPod() {
        let name = "pod-\(seed.below(40))"
        if bench.caches.object(.pods, ObjectKey("default", name)) != nil { return }
        let app: Value = ["app": .string("app-\(seed.below(3))")]
        let term: Value = [["topologyKey": "kubernetes.io/hostname", "labelSelector": ["matchLabels": app]]]
        var spec: Value = [:]
        switch seed.below(5) {
        case 0: spec.set(term, at: "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
        case 1:
            spec.set(
                [
                    [
                        "maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone",
                        "whenUnsatisfiable": "DoNotSchedule", "labelSelector": ["matchLabels": app],
                    ]
                ], at: "topologySpreadConstraints")
        case 2: spec.set([["name": "g"]], at: "schedulingGates")
        default: break
        }
        bench.see(
            Make.pod(
                name, cpu: .string("\(100 * (1 + seed.below(8)))m"), labels: app, priority: Int64(seed.below(3)),
                spec: spec), .pods)
    }

    private mutating func anyPod() -> APIObject? {
        let all = bench.caches[.pods]?.list() ?? []
        return all.isEmpty ? nil : all[seed.below(all.count)]
    }

    private mutating func changePod() {
        guard let pod = anyPod() else { return }
        var value = pod.value
        switch seed.below(3) {
        case 0: value.set(nil, at: "spec", "schedulingGates")
        case 1: value.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
        default: value.set(.string("app-\(seed.below(3))"), at: "metadata", "labels", "app")
        }
        bench.see(value, .pods)
    }

    private mutating func deletePod() {
        guard let pod = anyPod() else { return }
        bench.see(pod.value, .pods, .deleted)
    }

    private mutating func answer() {
        guard !bench.requests.isEmpty else { return }
        let outgoing = bench.requests.remove(at: seed.below(bench.requests.count))
        let current = bench.caches.object(.pods, outgoing.request.key)
        guard let current, seed.below(6) > 0 else {
            bench.answer(outgoing, .failure(Status(code: 409, reason: "Conflict", message: "by chance")))
            return
        }
        var value = current.value
        switch (outgoing.request.verb, outgoing.request.subresource) {
        case (.create, "binding"): value.set(outgoing.request.body.at("target", "name"), at: "spec", "nodeName")
        case (.delete, _): value.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
        default:
            if let node = outgoing.request.body.at("status", "nominatedNodeName") {
                value.set(node, at: "status", "nominatedNodeName")
            }
        }
        // The watch may be faster than the answer.
        let watchFirst = seed.below(2) == 0
        if watchFirst { bench.see(value, .pods) }
        bench.answer(outgoing)
        if !watchFirst { bench.see(value, .pods) }
    }
}

@Test("whatever comes in whatever order, rows and queues stay right", arguments: UInt64(1)...20)
func churn(_ number: UInt64) {
    var churn = Churn(number)
    for step in 0..<400 {
        churn.step()
        if let why = churn.bench.scheduler.audit() {
            Issue.record("seed \(number), step \(step): \(why)")
            return
        }
    }
    #expect(!churn.bench.decisions.isEmpty)
}
