import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Nodes
import Simulation
import Testing

@Suite("a DaemonSet in a cluster") struct DaemonSetWorldTests {
    static func set(_ strategy: Value = [:], annotations: Value = [:]) -> Value {
        [
            "apiVersion": "apps/v1", "kind": "DaemonSet",
            "metadata": ["name": "agent", "namespace": "default", "annotations": annotations],
            "spec": [
                "selector": ["matchLabels": ["app": "agent"]], "updateStrategy": strategy,
                "template": [
                    "metadata": ["labels": ["app": "agent"]],
                    "spec": ["containers": [["name": "main", "image": "agent:1"]]]
                ]
            ]
        ]
    }

    static func image(_ image: String) -> APIRequest {
        .patch(
            .strategic, .daemonSets, Make.key("agent"),
            [
                "spec": [
                    "template": ["spec": ["containers": [["name": "main", "image": .string(image)]]]]
                ]
            ])
    }

    static func count(_ cluster: Cluster, _ field: String) -> Int {
        Int(cluster.object(.daemonSets, "agent")?.at("status", field)?.int ?? 0)
    }

    static func isRolledOut(_ cluster: Cluster, _ nodes: Int) -> Bool {
        let set = cluster.object(.daemonSets, "agent")
        return set?.at("status", "observedGeneration")?.int == set?.meta.generation
            && count(cluster, "updatedNumberScheduled") == nodes && count(cluster, "numberAvailable") == nodes
    }

    @Test("only the server counts the template's generation, and only for another template")
    func templateGeneration() {
        var cluster = Cluster.checked()
        let annotation = "deprecated.daemonset.template.generation"
        func generations() -> [String] {
            let set = cluster.object(.daemonSets, "agent")
            return [
                "\(set?.meta.generation ?? 0)", set?.at("metadata", "annotations", annotation)?.string ?? "none"
            ]
        }
        cluster.create(Self.set(annotations: [annotation: "0"]), .daemonSets)
        #expect(generations() == ["1", "1"])
        cluster.ask(Self.image("agent:2"))
        #expect(generations() == ["2", "2"])
        cluster.ask(
            .patch(
                .merge, .daemonSets, Make.key("agent"),
                ["metadata": ["annotations": [annotation: "9"]], "spec": ["minReadySeconds": 1]]))
        #expect(generations() == ["3", "2"], "a change of the spec alone counts for the object's generation only")
        cluster.ask(.patch(.merge, .daemonSets, Make.key("agent"), ["metadata": ["annotations": [annotation: .null]]]))
        #expect(generations() == ["3", "2"])
        let refused = cluster.create(Self.set(annotations: [annotation: "one"]), .daemonSets)
        #expect(
            refused.failure?.message == "DaemonSet in version \"v1\" cannot be handled as a DaemonSet: "
                + "strconv.ParseInt: parsing \"one\": invalid syntax")
    }

    @Test("nodes come and go: the scheduler binds each pod to the node it is pinned to")
    func followsNodes() throws {
        var cluster = Cluster.checked()
        cluster.create(Self.set(), .daemonSets)
        #expect(cluster.step { Self.isRolledOut($0, 3) })
        #expect(cluster.pods.compactMap { $0.pod?.nodeName }.sorted() == ["node-1", "node-2", "node-3"])
        #expect(
            cluster.requests.allSatisfy {
                $0.record.request.subresource != "binding" || $0.record.component == "default-scheduler"
            })
        let spec = NodeSpec(name: "node-4", podCIDR: "10.244.4.0/24", internalIP: "10.0.0.14")
        try cluster.apply(.addNode(spec, isManual: false, text: "node add node-4"))
        #expect(cluster.step { Self.isRolledOut($0, 4) })
        #expect(cluster.checkWorld() == [])
    }

    @Test("a label that a node got later counts: its kubelet asks before it turns the pod away")
    func relabelled() {
        var cluster = Cluster.checked()
        var set = Self.set()
        set.set(["disk": "ssd"], at: "spec", "template", "spec", "nodeSelector")
        cluster.create(set, .daemonSets)
        cluster.step(within: .seconds(2)) { _ in false }
        #expect(cluster.pods.isEmpty)
        let label: Value = ["metadata": ["labels": ["disk": "ssd"]]]
        cluster.ask(.patch(.merge, .nodes, ObjectKey("", "node-2"), label))
        #expect(cluster.step { Self.isRolledOut($0, 1) })
        #expect(cluster.pods.compactMap { $0.pod?.nodeName } == ["node-2"])
        #expect(cluster.requests.contains { $0.record.component == "kubelet" && $0.record.request.verb == .get })
        cluster.ask(.patch(.merge, .nodes, ObjectKey("", "node-2"), ["metadata": ["labels": ["disk": .null]]]))
        #expect(cluster.step { $0.pods.isEmpty })
        #expect(cluster.checkWorld() == [])
    }

    @Test("maxSurge: no node is without an available pod at any moment of the update")
    func surge() {
        var cluster = Cluster.checked()
        cluster.create(
            Self.set(["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 1, "maxUnavailable": 0]]), .daemonSets)
        #expect(cluster.step { Self.isRolledOut($0, 3) })
        cluster.ask(Self.image("agent:2"))
        var least = 3
        var most = 0
        let isDone = cluster.step { now in
            let ready = Set(now.activePods.filter { $0.flags.isReady }.compactMap { $0.pod?.nodeName })
            least = min(least, ready.count)
            most = max(most, now.activePods.count)
            return Self.isRolledOut(now, 3) && now.pods.count == 3
        }
        #expect(isDone)
        #expect(least == 3)
        #expect(most == 4, "one more than nodes, never two")
        #expect(cluster.checkWorld() == [])
    }

    @Test("maxUnavailable: never more nodes without an available pod than allowed")
    func unavailable() {
        var cluster = Cluster.checked(nodes: 5)
        cluster.create(
            Self.set(["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 2]]), .daemonSets)
        #expect(cluster.step { Self.isRolledOut($0, 5) })
        cluster.ask(Self.image("agent:2"))
        var least = 5
        let isDone = cluster.step { now in
            least = min(least, now.activePods.count { $0.flags.isReady })
            return Self.isRolledOut(now, 5)
        }
        #expect(isDone)
        #expect(least == 3)
        #expect(cluster.checkWorld() == [])
    }

    @Test("a controller that dies in the middle of an update goes on where it was", arguments: 1 ... 6)
    func crash(_ seed: Int) throws {
        var cluster = Cluster.checked(seed: UInt64(seed))
        cluster.create(Self.set(), .daemonSets)
        #expect(cluster.step { Self.isRolledOut($0, 3) })
        cluster.ask(Self.image("agent:2"))
        for _ in 0 ..< (seed * 7) { cluster.step() }
        try cluster.inject(.crash(process: "kube-controller-manager"))
        #expect(cluster.step { Self.isRolledOut($0, 3) })
        #expect(cluster.activePods.count == 3)
        #expect(cluster.checkWorld() == [])
    }

    @Test("without expectations and the check of its own writes a slow cache makes two pods on a node: it is noticed")
    func checker() throws {
        var cluster = Cluster.checked { options in
            options.profile.usesExpectations = false
            options.profile.usesConsistencyStore = false
        }
        try cluster.inject(.lag(process: "kube-controller-manager", .pods, changes: 20))
        cluster.create(Self.set(), .daemonSets)
        cluster.step(within: .seconds(3)) { _ in false }
        #expect(cluster.problems.contains { $0.hasPrefix("DaemonSet agent has 2 active pods on node-1") })
    }
}
