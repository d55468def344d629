import OrderedMaps

/// Scores by how many matching pods are in a node's domains already.
///
/// Upstream: pkg/scheduler/framework/plugins/podtopologyspread/scoring.go.
struct SpreadScore {
    /// The system's own constraints for pods that name none.
    static func systemConstraints(_ selector: Selector) -> [SpreadConstraint] {
        [
            SpreadConstraint(topologyKey: NodeFacts.hostnameLabel, maxSkew: 3, selector: selector),
            SpreadConstraint(topologyKey: NodeFacts.zoneLabel, maxSkew: 5, selector: selector),
        ]
    }

    fileprivate struct Part {
        let constraint: SpreadConstraint
        let isHostname: Bool
        var weight = 0.0
        /// No node has the topology's label: nobody gets a score from it.
        var isVoid = false
        /// By node id.
        var onNode: [Int]
        /// By the value of the topology label, for those of candidate nodes.
        var inDomain = OrderedMap<String, Int>()
    }

    fileprivate var parts: [Part]
    private let needsAllLabels: Bool

    /// `nil` if no soft constraint applies to the pod.
    init?(_ pod: PodRow, _ candidates: [NodeLoad], _ cluster: ClusterRows, _ surroundings: Surroundings) {
        let constraints: [SpreadConstraint]
        if pod.spec.spread.isEmpty {
            let selector = surroundings.defaultSelector(of: pod)
            constraints = selector.isEmpty ? [] : SpreadScore.systemConstraints(selector)
        } else {
            constraints = pod.spec.spread.filter { !$0.isHard }
        }
        if constraints.isEmpty { return nil }
        needsAllLabels = !pod.spec.spread.isEmpty
        parts = []
        for constraint in constraints {
            if let first = parts.first, first.constraint.selector == constraint.selector {
                parts.append(Part(constraint, onNode: first.onNode))
            } else {
                var onNode = Array(repeating: 0, count: cluster.nextID)
                cluster.groups.countStaying(constraint.selector, in: pod.namespace, into: &onNode)
                parts.append(Part(constraint, onNode: onNode))
            }
        }
        fillDomains(pod, candidates, cluster)
    }

    private mutating func fillDomains(_ pod: PodRow, _ candidates: [NodeLoad], _ cluster: ClusterRows) {
        let scored = needsAllLabels ? candidates.count { !ignores(cluster.facts($0)) } : candidates.count
        for index in parts.indices {
            if parts[index].isHostname {
                parts[index].weight = SpreadScore.weight(domains: scored)
                continue
            }
            let key = parts[index].constraint.topologyKey
            // A cluster without zones has one domain without a name; no node gets a score from it.
            if !needsAllLabels && cluster.zonedNodes == 0 {
                parts[index].isVoid = true
                continue
            }
            var domains = OrderedMap<String, Int>()
            for facts in candidates.map(cluster.facts) where !ignores(facts) { domains[facts.labels[key] ?? ""] = 0 }
            parts[index].weight = SpreadScore.weight(domains: domains.count)
            for (id, row) in cluster.rows where parts[index].onNode[id] != 0 && !ignores(row.facts) {
                guard parts[index].constraint.includes(row.facts, for: pod) else { continue }
                domains.update(row.facts.labels[key] ?? "") { $0 += parts[index].onNode[id] }
            }
            parts[index].inDomain = domains
        }
    }

    /// Small domains weigh less than many: ln(domains + 2).
    static func weight(domains: Int) -> Double { naturalLogarithm(Double(domains + 2)) }

    /// Nodes that lack a topology label of a constraint the pod names are not scored.
    func ignores(_ node: NodeFacts) -> Bool {
        needsAllLabels && parts.contains { node.labels[$0.constraint.topologyKey] == nil }
    }

    /// The more matching pods, the more; not normalised yet.
    func raw(_ load: NodeLoad, _ cluster: ClusterRows) -> Int64 {
        if needsAllLabels && ignores(cluster.facts(load)) { return 0 }
        var score = 0.0
        // By index: a copy of a part for each of hundreds of nodes would be the dearest of all.
        for index in parts.indices where !parts[index].isVoid {
            let count: Int
            if parts[index].isHostname {
                guard load.hasHostname else { continue }
                count = parts[index].onNode[load.id]
            } else {
                let labels = cluster.facts(load).labels
                guard let value = labels[parts[index].constraint.topologyKey] else { continue }
                count = parts[index].inDomain[value] ?? 0
            }
            score += Double(count) * parts[index].weight + Double(parts[index].constraint.maxSkew - 1)
        }
        return Int64(score.rounded())
    }

    /// Few pods become many points. A node that is not scored gets none.
    func normalize(_ raw: [Int64], _ rows: [NodeLoad], _ cluster: ClusterRows) -> [Int64] {
        var least = Int64.max
        var most: Int64 = 0
        var isIgnored = Array(repeating: false, count: needsAllLabels ? raw.count : 0)
        for index in raw.indices {
            if needsAllLabels && ignores(cluster.facts(rows[index])) {
                isIgnored[index] = true
                continue
            }
            least = min(least, raw[index])
            most = max(most, raw[index])
        }
        return raw.indices.map { index in
            if needsAllLabels && isIgnored[index] { return 0 }
            if most == 0 { return ResourceScores.nodeScoreMax }
            return ResourceScores.nodeScoreMax * (most + least - raw[index]) / most
        }
    }
}

extension SpreadScore.Part {
    fileprivate init(_ constraint: SpreadConstraint, onNode: [Int]) {
        self.constraint = constraint
        self.onNode = onNode
        isHostname = constraint.topologyKey == NodeFacts.hostnameLabel
    }
}
