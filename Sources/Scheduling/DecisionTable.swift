public import ControllerKit
public import KubeAPI
import OrderedMaps

/// How the scheduler judges every node for one pod: what each plugin says and what it counts.
///
/// Recomputed when it is asked for; nothing of it is stored.
public struct DecisionTable: Sendable, Equatable {
    /// The verdict of one filter plugin on one node.
    public struct Filter: Sendable, Equatable {
        public let plugin: SchedulingPlugin
        /// Empty: the pod passes.
        public let reasons: [String]
        /// Taking pods off the node would not help.
        public let isUnresolvable: Bool
        /// A real cycle asks no further plugin once one has turned the node down.
        public let isReached: Bool

        public var passes: Bool { reasons.isEmpty }
    }

    /// What one score plugin gives one node.
    public struct Score: Sendable, Equatable {
        public let plugin: SchedulingPlugin
        public let raw: Int64
        /// From 0 to 100.
        public let normalized: Int64
        public let weight: Int64

        public var weighted: Int64 { normalized * weight }
    }

    /// Everything about one node.
    public struct Node: Sendable, Equatable {
        public let name: String
        public let filters: [Filter]
        /// Empty for a node on which the pod does not fit. Plugins that do not apply to the pod are left out.
        public let scores: [Score]

        public var fits: Bool { filters.allSatisfy(\.passes) }
        public var total: Int64 { scores.reduce(0) { $0 + $1.weighted } }
    }

    public let pod: ObjectRef
    /// Where it is now, bound or assumed; the table is made as if it were not there.
    public let placedOn: String?
    /// Which plugin turns the pod away before any node is looked at, and why.
    public let refusal: Refusal?
    /// In the order in which nodes are searched.
    public let nodes: [Node]
    /// How many nodes that fit are enough for a cycle of this cluster.
    public let feasibleWanted: Int

    /// A pod that is turned away before any node is looked at.
    public struct Refusal: Sendable, Equatable {
        public let plugin: SchedulingPlugin
        public let message: String
    }

    /// The nodes with the highest total.
    public var best: [Node] {
        let feasible = nodes.filter(\.fits)
        let most = feasible.map(\.total).max()
        return feasible.filter { $0.total == most }
    }
}

extension Scheduler {
    /// How the nodes look for a pod at this moment, by what this scheduler knows; `nil` if it does not know the
    /// pod. `caches` are those of its process: what it looks up there (namespaces, services, the selectors of
    /// controllers) is missing otherwise.
    ///
    /// A pod that has a node is judged as if it had not.
    public func explain(_ key: ObjectKey, caches: InformerCaches? = nil) -> DecisionTable? {
        let placement = cluster.placements[key]
        guard let pod = placement?.pod ?? unassigned[key] else { return nil }
        var cluster = self.cluster
        _ = cluster.remove(key)
        cluster.refreshOrder()
        let surroundings = Surroundings(caches: caches, assumed: assumed)
        let check = PodCheck(pod, cluster, surroundings, ignoresOwnNode: placement != nil)
        let refusal = gate.closes(pod).flatMap { plugin in
            placement == nil ? DecisionTable.Refusal(plugin: plugin, message: gateMessage(plugin)) : nil
        }
        var judged: [(row: NodeRow, filters: [DecisionTable.Filter])] = []
        cluster.visit(from: cluster.count == 0 ? 0 : nextStart % cluster.count) { load in
            if let row = cluster.rows[load.id] { judged.append((row, filters(check, row))) }
            return true
        }
        let feasible = judged.filter { $0.filters.allSatisfy(\.passes) }.map { NodeLoad($0.row) }
        let scores = feasible.isEmpty ? [] : Scores.all(pod, feasible, cluster, surroundings)
        var next = 0
        let nodes = judged.map { row, filters in
            guard filters.allSatisfy(\.passes) else {
                return DecisionTable.Node(name: row.facts.name, filters: filters, scores: [])
            }
            defer { next += 1 }
            let own = scores.map {
                DecisionTable.Score(
                    plugin: $0.plugin, raw: $0.raw[next], normalized: $0.normalized[next], weight: $0.plugin.weight)
            }
            return DecisionTable.Node(name: row.facts.name, filters: filters, scores: own)
        }
        return DecisionTable(
            pod: pod.ref, placedOn: placement?.node,
            refusal: refusal ?? check.refusal.map { DecisionTable.Refusal(plugin: $0.plugin, message: $0.message) },
            nodes: nodes, feasibleWanted: NodeSearch.wanted(of: cluster.count))
    }

    private func gateMessage(_ plugin: SchedulingPlugin) -> String {
        plugin == .schedulingGates
            ? "waiting for scheduling gates" : "waiting for the preemption for this pod to be finished"
    }

    private func filters(_ check: PodCheck, _ row: NodeRow) -> [DecisionTable.Filter] {
        var isReached = true
        var out: [DecisionTable.Filter] = []
        for plugin in SchedulingPlugin.filters {
            let why = check.rejection(of: plugin, row)
            out.append(
                DecisionTable.Filter(
                    plugin: plugin, reasons: why?.reasons ?? [], isUnresolvable: why?.isUnresolvable ?? false,
                    isReached: isReached))
            if why != nil { isReached = false }
        }
        if let pinned = check.pinned, !pinned.contains(row.facts.name), isReached {
            out.append(
                DecisionTable.Filter(
                    plugin: .nodeAffinity, reasons: ["node(s) didn't satisfy plugin(s) [NodeAffinity]"],
                    isUnresolvable: true, isReached: true))
        }
        return out
    }
}
