import ControllerKit
import Documents
import KubeAPI
import Scheduling
import Testing

/// One node, one pod, what the pod is told.
struct FilterCase: Sendable, CustomStringConvertible {
    let name: String
    var node: Value = Make.node("node-1")
    var there: [Value] = []
    let pod: Value
    /// `nil`: it fits.
    let reason: String?
    var description: String { name }
}

private let zoneTerm: Value = ["labelSelector": ["matchLabels": ["app": "db"]], "topologyKey": "zone"]
private let spread: Value = [
    "topologySpreadConstraints": [
        [
            "maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "DoNotSchedule",
            "labelSelector": ["matchLabels": ["app": "web"]], "minDomains": 2,
        ]
    ]
]
private func required(_ terms: Value) -> Value {
    [
        "affinity": [
            "nodeAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": ["nodeSelectorTerms": terms]]
        ]
    ]
}
private func podTerm(_ kind: String) -> Value {
    var out: Value = [:]
    out.set([zoneTerm], at: "affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution")
    return out
}

private let filterCases: [FilterCase] = [
    FilterCase(name: "fits", pod: Make.pod("web", cpu: "1"), reason: nil),
    FilterCase(
        name: "cordoned", node: Make.node("node-1", cordoned: true), pod: Make.pod("web"),
        reason: "node(s) were unschedulable"),
    FilterCase(
        name: "cordoned and tolerated", node: Make.node("node-1", cordoned: true),
        pod: Make.pod(
            "web", spec: ["tolerations": [["key": "node.kubernetes.io/unschedulable", "operator": "Exists"]]]),
        reason: nil),
    FilterCase(
        name: "taint", node: Make.node("node-1", taints: [["key": "gpu", "value": "a", "effect": "NoSchedule"]]),
        pod: Make.pod("web"), reason: "node(s) had untolerated taint(s)"),
    FilterCase(
        name: "taint of another value",
        node: Make.node("node-1", taints: [["key": "gpu", "value": "a", "effect": "NoExecute"]]),
        pod: Make.pod("web", spec: ["tolerations": [["key": "gpu", "value": "b"]]]),
        reason: "node(s) had untolerated taint(s)"),
    FilterCase(
        name: "tolerated taint",
        node: Make.node("node-1", taints: [["key": "gpu", "value": "a", "effect": "NoSchedule"]]),
        pod: Make.pod("web", spec: ["tolerations": [["key": "gpu", "value": "a", "effect": "NoSchedule"]]]),
        reason: nil),
    FilterCase(
        name: "a taint that only prefers",
        node: Make.node("node-1", taints: [["key": "gpu", "value": "a", "effect": "PreferNoSchedule"]]),
        pod: Make.pod("web"), reason: nil),
    FilterCase(
        name: "node selector", pod: Make.pod("web", spec: ["nodeSelector": ["disk": "ssd"]]),
        reason: "node(s) didn't match Pod's node affinity/selector"),
    FilterCase(
        name: "one term of two matches", node: Make.node("node-1", labels: ["cores": "8"]),
        pod: Make.pod(
            "web",
            spec: required([
                ["matchExpressions": [["key": "disk", "operator": "Exists"]]],
                ["matchExpressions": [["key": "cores", "operator": "Gt", "values": ["4"]]]],
            ])), reason: nil),
    FilterCase(
        name: "affinity NotIn", node: Make.node("node-1", labels: ["disk": "hdd"]),
        pod: Make.pod(
            "web",
            spec: required([["matchExpressions": [["key": "disk", "operator": "NotIn", "values": ["hdd"]]]]])),
        reason: "node(s) didn't match Pod's node affinity/selector"),
    FilterCase(
        name: "pinned to another node",
        pod: Make.pod(
            "web",
            spec: required([
                ["matchFields": [["key": "metadata.name", "operator": "In", "values": ["node-9"]]]]
            ])), reason: "node(s) didn't satisfy plugin(s) [NodeAffinity]"),
    FilterCase(
        name: "host port", there: [portPod("old", on: "node-1")], pod: portPod("web"),
        reason: "node(s) didn't have free ports for the requested pod ports"),
    FilterCase(
        name: "cpu", there: [Make.pod("old", cpu: "3", on: "node-1")], pod: Make.pod("web", cpu: "1100m"),
        reason: "Insufficient cpu"),
    FilterCase(name: "memory", pod: Make.pod("web", memory: "9Gi"), reason: "Insufficient memory"),
    FilterCase(
        name: "an extended resource", node: Make.node("node-1", more: ["example.com/gpu": 1]),
        pod: Make.pod(
            "web", spec: ["containers": [["name": "c", "resources": ["requests": ["example.com/gpu": 2]]]]]),
        reason: "Insufficient example.com/gpu"),
    FilterCase(
        name: "too many pods", node: Make.node("node-1", pods: 1), there: [Make.pod("old", on: "node-1")],
        pod: Make.pod("web"), reason: "Too many pods"),
    FilterCase(
        name: "a finished pod takes nothing",
        there: [Make.pod("old", cpu: "4", on: "node-1", status: ["phase": "Succeeded"])],
        pod: Make.pod("web", cpu: "4"),
        reason: nil),
    FilterCase(
        name: "init containers count by their peak",
        pod: Make.pod(
            "web", cpu: "1",
            spec: ["initContainers": [["name": "i", "resources": ["requests": ["cpu": "5"]]]]]),
        reason: "Insufficient cpu"),
    FilterCase(
        name: "too few domains", there: [Make.pod("old", labels: ["app": "web"], on: "node-1")],
        pod: Make.pod("web", labels: ["app": "web"], spec: spread),
        reason: "node(s) didn't match pod topology spread constraints"),
    FilterCase(
        name: "a pod affinity nobody meets", node: Make.node("node-1", labels: ["zone": "a"]),
        pod: Make.pod("web", spec: podTerm("podAffinity")), reason: "node(s) didn't match pod affinity rules"),
    FilterCase(
        name: "the first of a group that keeps together", node: Make.node("node-1", labels: ["zone": "a"]),
        pod: Make.pod("web", labels: ["app": "db"], spec: podTerm("podAffinity")), reason: nil),
    FilterCase(
        name: "anti-affinity", node: Make.node("node-1", labels: ["zone": "a"]),
        there: [Make.pod("old", labels: ["app": "db"], on: "node-1")],
        pod: Make.pod("web", spec: podTerm("podAntiAffinity")),
        reason: "node(s) didn't match pod anti-affinity rules"),
    FilterCase(
        name: "anti-affinity of one that is there", node: Make.node("node-1", labels: ["zone": "a"]),
        there: [Make.pod("old", on: "node-1", spec: podTerm("podAntiAffinity"))],
        pod: Make.pod("web", labels: ["app": "db"]),
        reason: "node(s) didn't satisfy existing pods anti-affinity rules"),
]

private func portPod(_ name: String, on node: String? = nil) -> Value {
    Make.pod(
        name, on: node, spec: ["containers": [["name": "c", "ports": [["hostPort": 80, "containerPort": 80]]]]])
}

@Test("a node that is no place for a pod is turned down in upstream's words", arguments: filterCases)
func filterReason(_ one: FilterCase) {
    var bench = SchedulerBench()
    bench.see(one.node, .nodes)
    for pod in one.there { bench.see(pod, .pods) }
    bench.see(one.pod, .pods)
    bench.settle()
    let decision = bench.decisions.last ?? ""
    if let reason = one.reason {
        #expect(decision.hasPrefix("web: 0/1 nodes are available: 1 \(reason)."))
    } else {
        #expect(decision == "web → node-1")
    }
    #expect(bench.scheduler.audit() == nil)
}

@Test("a node without the label of a spread constraint is told apart")
func spreadLabelMissing() {
    var bench = SchedulerBench()
    var node = Make.node("node-1")
    node.set([:], at: "metadata", "labels")
    bench.see(node, .nodes)
    bench.see(Make.pod("web", labels: ["app": "web"], spec: spread), .pods)
    bench.settle()
    #expect(
        bench.decisions == [
            "web: 0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints (missing required "
                + "label). no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not "
                + "helpful for scheduling."
        ])
}

@Test("a claim that is not there keeps a pod from all nodes")
func missingClaim() {
    var bench = SchedulerBench()
    for name in ["node-1", "node-2", "node-3"] { bench.see(Make.node(name), .nodes) }
    bench.see(
        Make.pod(
            "web", spec: ["volumes": [["name": "v", "persistentVolumeClaim": ["claimName": "nosuch"]]]]), .pods)
    bench.settle()
    #expect(
        bench.decisions == [
            "web: 0/3 nodes are available: persistentvolumeclaim \"nosuch\" not found. not found"
        ])
}

@Test("a claim that is not bound keeps its pod waiting, and wakes it when it changes")
func unboundClaim() {
    var bench = SchedulerBench()
    for name in ["node-1", "node-2", "node-3"] { bench.see(Make.node(name), .nodes) }
    let volumes: Value = ["volumes": [["name": "v", "persistentVolumeClaim": ["claimName": "data"]]]]
    bench.see(Make.pod("web", spec: volumes), .pods)
    bench.settle()
    bench.see(["metadata": ["name": "data", "namespace": "default"]], .persistentVolumeClaims)
    bench.settle()
    let all = "web: 0/3 nodes are available: "
    #expect(
        bench.decisions == [
            all + "persistentvolumeclaim \"data\" not found. not found",
            all + "pod has unbound immediate PersistentVolumeClaims. not found",
        ])
}

@Test("volumes that are no claims are no matter of scheduling; ephemeral ones are claims")
func otherVolumes() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1"), .nodes)
    bench.see(
        Make.pod("web", spec: ["volumes": [["name": "v", "emptyDir": [:]], ["name": "t", "projected": [:]]]]), .pods)
    bench.see(Make.pod("db", spec: ["volumes": [["name": "v", "ephemeral": [:]]]]), .pods)
    bench.settle()
    #expect(
        bench.decisions == [
            "web → node-1",
            "db: 0/1 nodes are available: waiting for ephemeral volume controller to create the persistentvolumeclaim "
                + "\"db-v\". not found",
        ])
}

@Test("several reasons are counted and sorted, and preemption adds its own")
func severalReasons() {
    var bench = SchedulerBench()
    bench.see(Make.node("node-1", cpu: "1"), .nodes)
    bench.see(Make.node("node-2", taints: [["key": "a", "effect": "NoSchedule"]]), .nodes)
    bench.see(Make.node("node-3", cordoned: true), .nodes)
    bench.see(Make.pod("old", cpu: "500m", on: "node-1"), .pods)
    bench.see(Make.pod("web", cpu: "600m"), .pods)
    bench.run()
    let message =
        "0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s), 1 node(s) were "
        + "unschedulable. no new claims to deallocate, preemption: 0/3 nodes are available: 1 No preemption victims "
        + "found for incoming pod, 2 Preemption is not helpful for scheduling."
    #expect(bench.events.map(\.message) == [message])
    #expect(bench.events.map(\.reason) == ["FailedScheduling"])
    let patch = bench.take("status")
    #expect(
        patch?.request.body == [
            "status": [
                "conditions": [
                    [
                        "type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                        "message": .string(message), "observedGeneration": 1,
                        "lastTransitionTime": "2026-01-01T00:00:00Z",
                    ]
                ]
            ]
        ])
    #expect(patch?.request.user == "system:kube-scheduler")
    // The same failure once more writes an event, but no status.
    bench.answer(patch)
    bench.see(
        Make.pod(
            "web", cpu: "600m",
            status: [
                "phase": "Pending",
                "conditions": [
                    [
                        "type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                        "message": .string(message), "lastTransitionTime": "2026-01-01T00:00:00Z",
                    ]
                ],
            ]), .pods)
    bench.see(Make.pod("old", cpu: "450m", on: "node-1"), .pods)
    bench.run()
    #expect(bench.events.map(\.message) == [message, message])
    #expect(bench.requests.isEmpty)
}

@Test("a cluster without nodes")
func noNodes() {
    var bench = SchedulerBench()
    bench.see(Make.pod("web"), .pods)
    bench.settle()
    #expect(bench.decisions == ["web: no nodes available to schedule pods"])
}
