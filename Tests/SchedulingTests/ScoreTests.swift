import ControllerKit
import Documents
import KubeAPI
import Scheduling
import Testing

/// The scores of a table as `node plugin raw/normalised×weight …`.
private func lines(_ table: DecisionTable?) -> [String] {
    (table?.nodes ?? []).map { node in
        let parts = node.scores.map { "\($0.plugin.rawValue) \($0.raw)/\($0.normalized)×\($0.weight)" }
        return "\(node.name): \(parts.joined(separator: ", ")) = \(node.total)"
    }
}

@Test("what is left and how evenly decides between nodes")
func resourceScores() {
    var bench = SchedulerBench(isStarted: false)
    bench.see(Make.node("node-1", cpu: "1", memory: "1000Mi"), .nodes)
    bench.see(Make.node("node-2", cpu: "2", memory: "1000Mi"), .nodes)
    bench.see(Make.pod("web", cpu: "200m", memory: "200Mi"), .pods)
    // node-1: (80 + 80) / 2; even before and after: 75. node-2: (90 + 80) / 2; 0.1 against 0.2 is 0.05 off
    // the mean, so 95 after 100: 50 + (50 + 95 - 100) / 2.
    #expect(
        lines(bench.scheduler.explain(ObjectKey("default", "web"))) == [
            "node-1: TaintToleration 0/100×3, NodeResourcesFit 80/80×1, "
                + "NodeResourcesBalancedAllocation 75/75×1 = 455",
            "node-2: TaintToleration 0/100×3, NodeResourcesFit 85/85×1, "
                + "NodeResourcesBalancedAllocation 72/72×1 = 457",
        ])
}

@Test("containers without requests count as 100m and 200Mi, and balance is not asked")
func assumedRequests() {
    var bench = SchedulerBench(isStarted: false)
    bench.see(Make.node("node-1", cpu: "1", memory: "1000Mi"), .nodes)
    bench.see(Make.pod("old", on: "node-1"), .pods)
    bench.see(Make.pod("web"), .pods)
    #expect(
        lines(bench.scheduler.explain(ObjectKey("default", "web"))) == [
            "node-1: TaintToleration 0/100×3, NodeResourcesFit 70/70×1 = 370"
        ])
}

@Test("pods of one replica set spread over nodes")
func defaultSpread() {
    var bench = SchedulerBench(isStarted: false)
    let owner: Value = [
        "ownerReferences": [
            ["apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web", "uid": "rs", "controller": true]
        ]
    ]
    bench.see(
        [
            "metadata": ["name": "web", "namespace": "default", "uid": "rs"],
            "spec": ["selector": ["matchLabels": ["app": "web"]]],
        ], .replicaSets)
    bench.see(Make.node("node-1"), .nodes)
    bench.see(Make.node("node-2"), .nodes)
    bench.see(Make.pod("web-1", labels: ["app": "web", "x": "1"], on: "node-1", metadata: owner), .pods)
    bench.see(Make.pod("web-2", labels: ["app": "web"], metadata: owner), .pods)
    let table = bench.scheduler.explain(ObjectKey("default", "web-2"), caches: bench.caches)
    // Two nodes weigh ln 4 = 1.386: 1 × 1.386 + 2 rounds to 3 against 0 + 2.
    let scores = table?.nodes.map { $0.scores.first { $0.plugin == .podTopologySpread } }
    #expect(scores?.map { $0?.raw } == [3, 2])
    #expect(scores?.map { $0?.normalized } == [66, 100])
    #expect(scores?.map { $0?.weighted } == [132, 200])
}

@Test("own constraints: zones count together, nodes without the label get nothing")
func zoneSpread() {
    var bench = SchedulerBench(isStarted: false)
    bench.see(Make.node("node-1", labels: ["zone": "a"]), .nodes)
    bench.see(Make.node("node-2", labels: ["zone": "a"]), .nodes)
    bench.see(Make.node("node-3", labels: ["zone": "b"]), .nodes)
    bench.see(Make.node("node-4"), .nodes)
    for (name, node) in [("a", "node-1"), ("b", "node-1"), ("c", "node-2"), ("d", "node-3")] {
        bench.see(Make.pod(name, labels: ["app": "web"], on: node), .pods)
    }
    bench.see(
        Make.pod(
            "web",
            spec: [
                "topologySpreadConstraints": [
                    [
                        "maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway",
                        "labelSelector": ["matchLabels": ["app": "web"]],
                    ]
                ]
            ]), .pods)
    let scores = bench.scheduler.explain(ObjectKey("default", "web"))?.nodes
        .map { $0.scores.first { $0.plugin == .podTopologySpread } }
    // Two zones: 3 × 1.386 = 4.16 and 1 × 1.386.
    #expect(scores?.map { $0?.raw } == [4, 4, 1, 0])
    #expect(scores?.map { $0?.normalized } == [25, 25, 100, 0])
}

@Test("soft taints, preferred nodes and preferred pods")
func preferences() {
    var bench = SchedulerBench(isStarted: false)
    bench.see(
        Make.node(
            "node-1", labels: ["disk": "ssd"], taints: [["key": "busy", "effect": "PreferNoSchedule"]]), .nodes)
    bench.see(Make.node("node-2", labels: ["disk": "hdd"]), .nodes)
    bench.see(Make.pod("db", labels: ["app": "db"], on: "node-2"), .pods)
    let node: (Int64, String) -> Value = { weight, value in
        [
            "weight": .int(weight),
            "preference": ["matchExpressions": [["key": "disk", "operator": "In", "values": [.string(value)]]]],
        ]
    }
    bench.see(
        Make.pod(
            "web",
            spec: [
                "affinity": [
                    "nodeAffinity": [
                        "preferredDuringSchedulingIgnoredDuringExecution": [node(80, "ssd"), node(20, "hdd")]
                    ],
                    "podAffinity": [
                        "preferredDuringSchedulingIgnoredDuringExecution": [
                            [
                                "weight": 10,
                                "podAffinityTerm": [
                                    "topologyKey": "kubernetes.io/hostname",
                                    "labelSelector": ["matchLabels": ["app": "db"]],
                                ],
                            ]
                        ]
                    ],
                ]
            ]), .pods)
    #expect(
        lines(bench.scheduler.explain(ObjectKey("default", "web"))) == [
            "node-1: TaintToleration 1/0×3, NodeAffinity 80/100×2, NodeResourcesFit 97/97×1, InterPodAffinity 0/0×2"
                + " = 297",
            "node-2: TaintToleration 0/100×3, NodeAffinity 20/25×2, NodeResourcesFit 95/95×1, "
                + "InterPodAffinity 10/100×2 = 645",
        ])
}

@Test("a node that has the image saves pulling it")
func imageScore() {
    var bench = SchedulerBench(isStarted: false)
    var node = Make.node("node-1")
    // Half of the nodes have it: 523 MiB of 1 046; (523 - 23) of (1000 - 23) MiB.
    node.set(
        [["names": ["nginx:1.25"], "sizeBytes": .int(1046 * 1024 * 1024)]], at: "status", "images")
    bench.see(node, .nodes)
    bench.see(Make.node("node-2"), .nodes)
    bench.see(Make.pod("web"), .pods)
    let scores = bench.scheduler.explain(ObjectKey("default", "web"))?.nodes
        .map { $0.scores.first { $0.plugin == .imageLocality }?.raw }
    #expect(scores == [51, 0])
}

@Test("the table tells every plugin's verdict and which were reached")
func verdicts() {
    var bench = SchedulerBench(isStarted: false)
    bench.see(Make.node("node-1", cpu: "1", cordoned: true), .nodes)
    bench.see(Make.pod("web", cpu: "2"), .pods)
    let table = bench.scheduler.explain(ObjectKey("default", "web"))
    let failed = table?.nodes.first?.filters.filter { !$0.passes } ?? []
    #expect(failed.map(\.plugin) == [.nodeUnschedulable, .nodeResourcesFit])
    #expect(failed.map(\.reasons) == [["node(s) were unschedulable"], ["Insufficient cpu"]])
    #expect(failed.map(\.isReached) == [true, false])
    #expect(bench.scheduler.explain(ObjectKey("default", "nobody")) == nil)
}

@Test("a pod that has a node is judged as if it had not")
func boundPod() {
    var bench = SchedulerBench(isStarted: false)
    bench.see(Make.node("node-1", cpu: "1", memory: "1000Mi"), .nodes)
    bench.see(Make.node("node-2", cpu: "1", memory: "1000Mi"), .nodes)
    bench.see(Make.pod("web", cpu: "600m", memory: "100Mi", on: "node-1"), .pods)
    let table = bench.scheduler.explain(ObjectKey("default", "web"))
    #expect(table?.placedOn == "node-1")
    #expect(table?.best.map(\.name) == ["node-1", "node-2"])
}

@Test("nodes are searched zone by zone in turn")
func zonesTakeTurns() {
    var bench = SchedulerBench(isStarted: false)
    for (name, zone) in [("n1", "a"), ("n2", "a"), ("n3", "a"), ("n4", "b"), ("n5", "c")] {
        bench.see(Make.node(name, labels: ["topology.kubernetes.io/zone": .string(zone)]), .nodes)
    }
    bench.see(Make.pod("web"), .pods)
    let table = bench.scheduler.explain(ObjectKey("default", "web"))
    #expect(table?.nodes.map(\.name) == ["n1", "n4", "n5", "n2", "n3"])
}
