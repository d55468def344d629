import OrderedMaps
import Simulation

/// How a scheduling cycle looked at the nodes.
struct Diagnosis {
    /// Nodes in the cluster.
    let nodes: Int
    /// What each node was turned down for, by node id, in the order of the search.
    var rejected: [(node: Int, why: Rejection)] = []
    /// Why nodes that are not in `rejected` were not looked at.
    var absentReason: String?
    /// Why no node was looked at.
    var refusal: (plugin: SchedulingPlugin, message: String)?

    init(nodes: Int) { self.nodes = nodes }

    var plugins: PluginSet {
        var set: PluginSet = refusal.map(\.plugin.bit) ?? []
        for (_, why) in rejected { set.insert(why.plugin.bit) }
        if absentReason != nil { set.insert(SchedulingPlugin.nodeAffinity.bit) }
        return set
    }

    /// `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable.`
    ///
    /// Upstream: pkg/scheduler/framework/types.go, FitError.
    func message(postFilter: String) -> String {
        var out = "0/\(nodes) nodes are available:"
        if let refusal {
            out += " \(refusal.message)."
        } else {
            let texts = histogram().sorted()
            if !texts.isEmpty { out += " " + texts.joined(separator: ", ") + "." }
        }
        return postFilter.isEmpty ? out : out + " " + postFilter
    }

    private func histogram() -> [String] {
        var counts = Array(repeating: 0, count: Reason.allCases.count)
        var others = OrderedMap<String, Int>()
        for (_, why) in rejected {
            for reason in Reason.allCases where why.has(reason) { counts[Int(reason.rawValue)] += 1 }
            for name in why.scalars { others.update("Insufficient \(name)", default: 0) { $0 += 1 } }
        }
        if let absentReason, rejected.count < nodes {
            others.update(absentReason, default: 0) { $0 += nodes - rejected.count }
        }
        return Reason.allCases.filter { counts[Int($0.rawValue)] > 0 }
            .map { "\(counts[Int($0.rawValue)]) \($0.text)" } + others.map { "\($0.value) \($0.key)" }
    }
}

/// The nodes on which a pod fits, and what the search cost.
struct SearchResult {
    var feasible: [NodeLoad] = []
    var diagnosis: Diagnosis
    /// The nominated node fits, so no others were looked at.
    var isNominated = false
    var processed: Int { feasible.count + diagnosis.rejected.count }
}

/// Finds the nodes on which a pod fits.
///
/// Upstream: pkg/scheduler/schedule_one.go, findNodesThatFitPod, numFeasibleNodesToFind. OpportunisticBatching
/// (reusing the order of the last cycle for an equal pod) is not modelled.
struct NodeSearch {
    /// In smaller clusters all nodes are looked at.
    static let feasibleNodesMin = 100
    static let feasiblePercentMin = 5

    let cluster: ClusterRows
    let nominations: Nominations

    /// How many nodes that fit are enough: 50 % less 1 % for each 125 nodes.
    static func wanted(of nodes: Int) -> Int {
        if nodes < feasibleNodesMin { return nodes }
        let percent = max(feasiblePercentMin, 50 - nodes / 125)
        return max(feasibleNodesMin, nodes * percent / 100)
    }

    func run(_ check: PodCheck, from start: Int) -> SearchResult {
        var result = SearchResult(diagnosis: Diagnosis(nodes: cluster.count))
        if let refusal = check.refusal {
            result.diagnosis.refusal = refusal
            return result
        }
        if !check.pod.nominatedNode.isEmpty, let row = cluster.row(named: check.pod.nominatedNode) {
            if look(at: row, check, &result) {
                result.isNominated = true
                return result
            }
        }
        if let pinned = check.pinned {
            result.diagnosis.absentReason = "node(s) didn't satisfy plugin(s) [NodeAffinity]"
            for name in pinned {
                guard let row = cluster.row(named: name), !result.diagnosis.hasNode(row.id) else { continue }
                _ = look(at: row, check, &result)
            }
            return result
        }
        let wanted = NodeSearch.wanted(of: cluster.count)
        let isFirst = result.diagnosis.rejected.isEmpty
        // A local: the closure would copy the whole search for each node.
        let nominated = nominations.isEmpty ? nil : nominations
        result.feasible.reserveCapacity(wanted)
        cluster.visit(from: start) { load in
            if !isFirst && result.diagnosis.rejected[0].node == load.id { return true }
            var why: Rejection?
            if let nominated, let row = cluster.rows[load.id] {
                why = check.rejection(row, nominated: nominated.pods(on: row.facts.name))
            } else if !check.surelyFits(load), let row = cluster.rows[load.id] {
                why = check.rejection(row)
            }
            if let why {
                result.diagnosis.rejected.append((load.id, why))
            } else {
                result.feasible.append(load)
            }
            return result.feasible.count < wanted
        }
        return result
    }

    private func look(at row: NodeRow, _ check: PodCheck, _ result: inout SearchResult) -> Bool {
        if let why = check.rejection(row, nominated: nominations.pods(on: row.facts.name)) {
            result.diagnosis.rejected.append((row.id, why))
            return false
        }
        result.feasible.append(NodeLoad(row))
        return true
    }
}

extension Diagnosis {
    fileprivate func hasNode(_ id: Int) -> Bool { rejected.contains { $0.node == id } }
}

/// Chooses among the nodes on which a pod fits.
enum HostChoice {
    /// One of the best, by chance. Upstream: schedule_one.go, newSortedNodeScores.
    static func best(_ candidates: [NodeLoad], _ totals: [Int64], _ seed: inout Seed) -> Int {
        var chosen = 0
        var ties = 1
        for index in candidates.indices.dropFirst() {
            if totals[index] > totals[chosen] {
                chosen = index
                ties = 1
            } else if totals[index] == totals[chosen] {
                ties += 1
                if seed.below(ties) == 0 { chosen = index }
            }
        }
        return chosen
    }

    /// The chosen one and the next best, at most three.
    static func top(
        _ candidates: [NodeLoad], _ totals: [Int64], chosen: Int, _ cluster: ClusterRows
    ) -> [(node: String, score: Int64)] {
        var out = [chosen]
        while out.count < min(3, candidates.count) {
            var next: Int?
            for index in candidates.indices where !out.contains(index) {
                if next.map({ totals[index] > totals[$0] }) ?? true { next = index }
            }
            if let next { out.append(next) }
        }
        return out.map { (cluster.facts(candidates[$0]).name, totals[$0]) }
    }
}
