import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// Random runs: templates and strategies change, nodes are tainted and relabelled, pods are deleted, processes die,
/// caches lag; then the faults end and each fit node must have exactly one available pod of the newest template.
@Suite("DaemonSets under faults") struct DaemonSetSeedTests {
    struct Run {
        var cluster: Cluster
        var chance: Seed
        private(set) var moves: [String] = []
        private static let nodes = ["node-1", "node-2", "node-3", "node-4"]

        init(_ seed: UInt64) {
            chance = Seed(seed).child("moves")
            cluster = Cluster.checked(nodes: 4, seed: seed) { options in
                options.profile = .jittered
                options.delivery = .shuffled(Seed(seed).child("delivery"))
            }
            cluster.create(DaemonSetWorldTests.set(), .daemonSets)
        }

        mutating func patch(_ resource: Resource, _ name: String, _ patch: Value) {
            let key = resource.info.isNamespaced ? Make.key(name) : ObjectKey("", name)
            cluster.ask(.patch(.merge, resource, key, patch))
            moves.append("\(cluster.now) \(name) \(JSONWriter.text(patch))")
        }

        mutating func strategy() {
            let limits: [Value] = [
                ["maxUnavailable": 1, "maxSurge": 0], ["maxUnavailable": "50%", "maxSurge": 0],
                ["maxUnavailable": 0, "maxSurge": 1], ["maxUnavailable": 0, "maxSurge": "60%"],
            ]
            let limit = limits[chance.below(limits.count)]
            patch(.daemonSets, "agent", ["spec": ["updateStrategy": ["rollingUpdate": limit]]])
        }

        mutating func move() throws {
            let node = Run.nodes[chance.below(Run.nodes.count)]
            switch chance.below(12) {
            case 0..<3: cluster.ask(DaemonSetWorldTests.image("agent:\(chance.below(4))"))
            case 3, 4: strategy()
            case 5:
                let effect = chance.below(2) == 0 ? "NoSchedule" : "NoExecute"
                let taints: Value =
                    chance.below(2) == 0 ? .null : [["key": "gpu", "value": "v", "effect": .string(effect)]]
                patch(.nodes, node, ["spec": ["taints": taints]])
            case 6: patch(.nodes, node, ["metadata": ["labels": ["disk": chance.below(2) == 0 ? "ssd" : .null]]])
            case 7, 8:
                if let pod = cluster.pods.first(where: { $0.pod?.nodeName == node }) {
                    cluster.ask(.delete(.pods, pod.key))
                }
            case 9: try? cluster.inject(.crash(process: "kube-controller-manager"))
            case 10: try? cluster.inject(.lag(process: "kube-controller-manager", .pods, changes: chance.below(6)))
            default: try? cluster.inject(.conflict(component: "daemon-set-controller", count: 1 + chance.below(3)))
            }
            cluster.step(within: .milliseconds(Int64(10 + chance.below(3000)))) { _ in false }
        }

        mutating func settle() throws {
            try? cluster.inject(.lag(process: "kube-controller-manager", .pods, changes: 0))
            cluster.step(within: .minutes(7)) { _ in false }
            // Whoever waited for what never came has given up by now; a touch wakes the set.
            patch(.daemonSets, "agent", ["metadata": ["annotations": ["touched": "yes"]]])
            cluster.step(within: .minutes(2)) { _ in false }
        }

        /// Where the pods are not as they should be.
        var problems: [String] {
            let set = cluster.object(.daemonSets, "agent")
            let newest = set.map { NameHashes.podTemplateHash($0.at("spec", "template") ?? .null) }
            var out = cluster.checkWorld()
            for name in Run.nodes {
                guard let node = cluster.object(.nodes, name) else { continue }
                let effects = (node.at("spec", "taints")?.array ?? []).filter { $0["key"] == "gpu" }
                    .compactMap { $0["effect"]?.string }
                let pods = cluster.activePods.filter { $0.targetNode == name }
                if effects.isEmpty || !pods.isEmpty && effects == ["NoSchedule"] {
                    let good = pods.filter { $0.flags.isReady }
                    if pods.count != 1 || good.count != 1 { out.append("\(name) has \(pods.count) pods") }
                    let hash = pods.first?.at("metadata", "labels", "controller-revision-hash")?.string
                    if effects.isEmpty && hash != newest { out.append("\(name) has an old pod") }
                } else if effects == ["NoExecute"] && !pods.isEmpty {
                    out.append("\(name) has a pod in spite of \(effects)")
                }
            }
            return out
        }
    }

    @Test("each fit node ends with one available pod of the newest template", arguments: 1...16)
    func seeds(_ seed: Int) throws {
        var run = Run(UInt64(seed))
        for _ in 0..<25 { try run.move() }
        try run.settle()
        #expect(run.problems == [], "seed \(seed): \(run.moves.joined(separator: "\n"))")
    }
}
