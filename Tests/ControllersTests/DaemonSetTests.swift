import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite("DaemonSet: which node gets a pod, which loses one") struct DaemonSetTests {
    /// A node, a template, and whether a pod comes and one that is there stays.
    struct Fit: Sendable, CustomTestStringConvertible {
        let name: String
        var node: Value = Make.node("n1")
        var spec: Value = [:]
        let runs: Bool
        let stays: Bool
        let because: DaemonFinding.Predicate
        var testDescription: String { name }
    }

    static func tainted(_ key: String, _ effect: String) -> Value {
        Make.node("n1", taints: [Make.taint(key, effect, value: "v")])
    }

    static let fits: [Fit] = [
        Fit(name: "a plain node", runs: true, stays: true, because: .none),
        Fit(
            name: "not ready is no reason", node: Make.node("n1", ready: "False"), runs: true, stays: true,
            because: .none),
        Fit(
            name: "cordoned is tolerated", node: tainted("node.kubernetes.io/unschedulable", "NoSchedule"), runs: true,
            stays: true, because: .none),
        Fit(
            name: "not-ready NoExecute is tolerated", node: tainted("node.kubernetes.io/not-ready", "NoExecute"),
            runs: true, stays: true, because: .none),
        Fit(
            name: "unreachable NoExecute is tolerated", node: tainted("node.kubernetes.io/unreachable", "NoExecute"),
            runs: true, stays: true, because: .none),
        Fit(
            name: "memory pressure is tolerated", node: tainted("node.kubernetes.io/memory-pressure", "NoSchedule"),
            runs: true, stays: true, because: .none),
        Fit(
            name: "disk pressure is tolerated", node: tainted("node.kubernetes.io/disk-pressure", "NoSchedule"),
            runs: true, stays: true, because: .none),
        Fit(
            name: "pid pressure is tolerated", node: tainted("node.kubernetes.io/pid-pressure", "NoSchedule"),
            runs: true, stays: true, because: .none),
        Fit(
            name: "no network is not tolerated", node: tainted("node.kubernetes.io/network-unavailable", "NoSchedule"),
            runs: false, stays: true, because: .taint("node.kubernetes.io/network-unavailable=v:NoSchedule")),
        Fit(
            name: "but it is with the host's network",
            node: tainted("node.kubernetes.io/network-unavailable", "NoSchedule"), spec: ["hostNetwork": true],
            runs: true, stays: true, because: .none),
        Fit(
            name: "NoSchedule keeps new ones away only", node: tainted("gpu", "NoSchedule"), runs: false, stays: true,
            because: .taint("gpu=v:NoSchedule")),
        Fit(
            name: "PreferNoSchedule is no matter", node: tainted("gpu", "PreferNoSchedule"), runs: true, stays: true,
            because: .none),
        Fit(
            name: "NoExecute drives away", node: tainted("gpu", "NoExecute"), runs: false, stays: false,
            because: .taint("gpu=v:NoExecute")),
        Fit(
            name: "a toleration of the template", node: tainted("gpu", "NoExecute"),
            spec: ["tolerations": [["key": "gpu", "operator": "Exists"]]], runs: true, stays: true, because: .none),
        Fit(
            name: "of several taints the worst is named",
            node: Make.node("n1", taints: [Make.taint("a", "NoSchedule"), Make.taint("b", "NoExecute")]), runs: false,
            stays: false, because: .taint("b:NoExecute")),
        Fit(
            name: "the template names the node", spec: ["nodeName": "n1"], runs: true, stays: true, because: .none),
        Fit(
            name: "the template names another", spec: ["nodeName": "n2"], runs: false, stays: false,
            because: .nodeName("n2")),
        Fit(
            name: "selector matches", node: Make.node("n1", labels: ["disk": "ssd"]),
            spec: ["nodeSelector": ["disk": "ssd"]], runs: true, stays: true, because: .none),
        Fit(
            name: "selector differs", spec: ["nodeSelector": ["disk": "ssd"]], runs: false, stays: false,
            because: .nodeAffinity),
        Fit(
            name: "name right, selector wrong", spec: ["nodeName": "n1", "nodeSelector": ["disk": "ssd"]],
            runs: false, stays: false, because: .nodeAffinity),
        Fit(
            name: "one of two terms is enough", node: Make.node("n1", labels: ["zone": "b"]),
            spec: affinity([
                ["matchExpressions": [["key": "zone", "operator": "In", "values": ["a"]]]],
                ["matchExpressions": [["key": "zone", "operator": "NotIn", "values": ["a"]]]]
            ]), runs: true, stays: true, because: .none),
        Fit(
            name: "a term by node name",
            spec: affinity([
                ["matchFields": [["key": "metadata.name", "operator": "NotIn", "values": ["n1"]]]]
            ]), runs: false, stays: false, because: .nodeAffinity),
        Fit(
            name: "Gt over a label", node: Make.node("n1", labels: ["cores": "8"]),
            spec: affinity([["matchExpressions": [["key": "cores", "operator": "Gt", "values": ["4"]]]]]), runs: true,
            stays: true, because: .none),
        Fit(
            name: "a term of nothing matches nothing", spec: affinity([[:]]), runs: false, stays: false,
            because: .nodeAffinity),
        Fit(
            name: "a pod that asks for too much still gets its node: room is the scheduler's business",
            spec: ["containers": [["name": "c", "image": "i:1", "resources": ["requests": ["cpu": "900"]]]]],
            runs: true, stays: true, because: .none)
    ]

    static func affinity(_ terms: Value) -> Value {
        [
            "affinity": [
                "nodeAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": ["nodeSelectorTerms": terms]]
            ]
        ]
    }

    @Test("the first predicate that fails decides", arguments: fits)
    func eligibility(_ fit: Fit) {
        let set = Daemon.set(spec: fit.spec)
        var empty = Daemon.rig()
        empty.put(fit.node, .nodes)
        empty.put(set, .daemonSets)
        empty.run(for: .seconds(1))
        #expect(empty.createdFor == (fit.runs ? ["n1"] : []))
        let first = empty.syncs.first { $0.key.lane == 0 }?.findings.compactMap { finding in
            if case .daemon(.node(let node)) = finding { node.predicate } else { nil }
        }
        #expect(first == [fit.because])

        var there = Daemon.rig()
        there.put(fit.node, .nodes)
        there.put(Daemon.pod("agent-a", on: "n1", hash: Daemon.hash(of: set)), .pods)
        there.put(set, .daemonSets)
        there.run(for: .seconds(1))
        #expect(there.deletedPods == (fit.stays ? [] : ["agent-a"]))
    }

    @Test("a pod is pinned to its node, tolerates its troubles and carries its revision")
    func pods() throws {
        var rig = Daemon.rig(1)
        let set = Daemon.set(
            spec: [
                "tolerations": [
                    [
                        "key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute",
                        "tolerationSeconds": 30
                    ]
                ],
                "affinity": [
                    "nodeAffinity": [
                        "requiredDuringSchedulingIgnoredDuringExecution": [
                            "nodeSelectorTerms": [
                                ["matchExpressions": [["key": "gone", "operator": "DoesNotExist"]]]
                            ]
                        ],
                        "preferredDuringSchedulingIgnoredDuringExecution": [["weight": 1, "preference": [:]]]
                    ]
                ]
            ], annotations: ["deprecated.daemonset.template.generation": "7"])
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        let body = try #require(rig.sent.first { $0.resource == .pods && $0.verb == .create }?.body)
        #expect(
            body.at("metadata", "labels") == [
                "app": "agent", "controller-revision-hash": .string(Daemon.hash(of: set)),
                "pod-template-generation": "7"
            ])
        let names = body.at("spec", "tolerations")?.array?.map { toleration in
            (toleration["key"]?.string ?? "") + ":" + (toleration["effect"]?.string ?? "")
                + (toleration["tolerationSeconds"] == nil ? "" : " for a while")
        }
        #expect(
            names == [
                "node.kubernetes.io/not-ready:NoExecute", "node.kubernetes.io/unreachable:NoExecute",
                "node.kubernetes.io/disk-pressure:NoSchedule", "node.kubernetes.io/memory-pressure:NoSchedule",
                "node.kubernetes.io/pid-pressure:NoSchedule", "node.kubernetes.io/unschedulable:NoSchedule"
            ])
        let affinity = body.at("spec", "affinity", "nodeAffinity")
        #expect(affinity?["preferredDuringSchedulingIgnoredDuringExecution"]?.array?.count == 1)
        #expect(
            affinity?.at("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms") == [
                ["matchFields": [["key": "metadata.name", "operator": "In", "values": ["n1"]]]]
            ])
        #expect(body.at("spec", "nodeName") == nil, "the scheduler binds it")
    }

    @Test("pods come in batches of 1, 2, 4; a batch that fails is the last, and what was not tried is not awaited")
    func slowStart() {
        var rig = Daemon.rig(9, server: .unseen)
        rig.profile.usesConsistencyStore = false
        rig.failing = { $0.resource == .pods ? .forbidden("pods", group: "", name: "agent-", "no") : nil }
        rig.put(Daemon.set(), .daemonSets)
        rig.run(for: .milliseconds(2))
        #expect(rig.createdFor == ["n1"])
        #expect(rig.eventTexts.count { $0.hasPrefix("Warning FailedCreate default/agent: Error creating: ") } == 1)
        let runner = rig.component as? ControllerRunner<DaemonSetReconciler>
        #expect(runner?.expectations[Daemon.key]?.isFulfilled == true)
        rig.failing = { _ in nil }
        rig.run(for: .seconds(1))
        #expect(rig.createdFor == ["n1"] + (1 ... 9).map { "n\($0)" }.sorted())
    }

    @Test("a burst is 250 pods; the rest follows")
    func burst() {
        var rig = Daemon.rig(300, server: .unseen)
        rig.put(Daemon.set(), .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.createdFor.count == 250)
    }

    @Test("nothing is done before what was asked for is seen, but the status is written, without the generation")
    func expectations() {
        var rig = Daemon.rig(2, server: .unseen)
        rig.profile.usesConsistencyStore = false
        rig.put(Daemon.set(), .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.createdFor == ["n1", "n2"])
        var touched = Daemon.set(annotations: ["touched": "yes"])
        touched.set(2, at: "metadata", "generation")
        rig.put(touched, .daemonSets)
        rig.put(Make.node("n3"), .nodes)
        rig.run(for: .seconds(1))
        #expect(rig.createdFor == ["n1", "n2"])
        #expect(rig.daemonStatus["desiredNumberScheduled"] == 3)
        #expect(rig.daemonStatus["observedGeneration"] == nil)
        rig.run(for: .minutes(6))
        rig.put(Make.node("n4"), .nodes)
        rig.run(for: .seconds(1))
        #expect(rig.createdFor.contains("n4"), "what never shows up is waited for five minutes")
    }

    @Test("no nodes, no pods; a set that is being deleted is left alone")
    func nothingToDo() {
        var rig = Daemon.rig(0)
        rig.put(Daemon.set(), .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.createdFor == [])
        var going = Daemon.rig(2)
        var set = Daemon.set()
        set.set("2026-01-01T00:00:10Z", at: "metadata", "deletionTimestamp")
        going.put(set, .daemonSets)
        going.run(for: .seconds(1))
        #expect(going.writes == [])
    }

    @Test("a set without a selector warns and does nothing")
    func selectsAll() {
        var rig = Daemon.rig(1)
        var set = Daemon.set()
        set.set([:], at: "spec", "selector")
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.writes == [])
        #expect(
            rig.eventTexts == [
                "Warning SelectingAll default/agent: This daemon set is selecting all pods. "
                    + "A non-empty selector is required."
            ])
    }

    // MARK: pods that are there

    @Test("of several pods on a node the oldest stays, one that is bound before all")
    func oldestStays() {
        var rig = Daemon.rig(2)
        let set = Daemon.set()
        let hash = Daemon.hash(of: set)
        rig.put(Daemon.pod("young", on: "n1", hash: hash, created: 2), .pods)
        rig.put(Daemon.pod("old", on: "n1", hash: hash, created: 1), .pods)
        rig.put(Daemon.pod("oldest-unbound", on: "n1", hash: hash, created: 0, pinned: true), .pods)
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.deletedPods == ["young", "oldest-unbound"])
        #expect(rig.createdFor == ["n2"])
    }

    @Test("a node whose pod is being deleted gets the next one only when that has gone")
    func terminating() {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(Daemon.pod("a", on: "n1", hash: Daemon.hash(of: set), stopping: true), .pods)
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.createdFor == [])
        rig.remove(.pods, ObjectKey("default", "a"))
        rig.run(for: .seconds(1))
        #expect(rig.createdFor == ["n1"])
    }

    @Test("a pod that failed or ended and is being deleted is no reason to wait")
    func endedAndTerminating() {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(Daemon.pod("a", on: "n1", hash: Daemon.hash(of: set), phase: "Succeeded", stopping: true), .pods)
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.createdFor == ["n1"])
    }

    @Test("a pod that waits for a node that has gone is deleted; a bound one is not ours to delete")
    func nodeGone() {
        var rig = Daemon.rig(0)
        let set = Daemon.set()
        let hash = Daemon.hash(of: set)
        rig.put(Daemon.pod("unbound", on: "lost", hash: hash, pinned: true), .pods)
        rig.put(Daemon.pod("bound", on: "lost", hash: hash), .pods)
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.deletedPods == ["unbound"])
    }

    @Test("a failed pod goes at once, the next one after 1 s, 2 s, 4 s …")
    func failedPods() {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(set, .daemonSets)
        rig.run(for: .milliseconds(10))
        var times: [Int64] = []
        for _ in 0 ..< 4 {
            guard let pod = rig.caches[.pods]?.list().first else { break }
            rig.put(Daemon.pod(pod.name, on: "n1", hash: Daemon.hash(of: set), ready: false, phase: "Failed"), .pods)
            let before = rig.deletedPods.count
            while rig.deletedPods.count == before && rig.now < .zero + .minutes(2) { rig.run(for: .milliseconds(10)) }
            times.append(rig.now.microseconds / 1_000_000)
            rig.remove(.pods, pod.key)
            rig.run(for: .milliseconds(10))
        }
        #expect(times == [0, 1, 3, 7])
        let warnings = rig.eventTexts.filter {
            $0.hasPrefix("Warning FailedDaemonPod default/agent: Found failed daemon")
        }
        #expect(warnings.count == 4)
        #expect(warnings.first?.hasSuffix("on node n1, will try to kill it") == true)
    }

    @Test("a pod that ended is replaced too, without a wait")
    func succeededPods() {
        var rig = Daemon.rig(1)
        let set = Daemon.set()
        rig.put(Daemon.pod("a", on: "n1", hash: Daemon.hash(of: set), phase: "Succeeded"), .pods)
        rig.put(set, .daemonSets)
        rig.run(for: .seconds(1))
        #expect(rig.deletedPods == ["a"])
        #expect(
            rig.eventTexts.contains(
                "Normal SucceededDaemonPod default/agent: Found succeeded daemon pod default/a on node n1, "
                    + "will try to delete it"))
    }
}
