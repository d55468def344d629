import OrderedMaps

/// The hard topology spread constraints of a pod, with the matching pods of each domain.
///
/// Upstream: pkg/scheduler/framework/plugins/podtopologyspread/filtering.go.
struct HardSpread: Sendable {
    struct Domains: Sendable {
        let constraint: SpreadConstraint
        /// By the value of the topology label; domains without pods are there with 0.
        var counts = OrderedMap<String, Int>()
        let matchesSelf: Bool

        /// The fewest pods of a domain; 0 as long as there are too few domains.
        var fewest: Int {
            guard counts.count >= constraint.minDomains else { return 0 }
            return counts.values.min() ?? Int(Int32.max)
        }
    }

    private(set) var domains: [Domains]
    private var fewest: [Int]

    /// `nil` if the pod has no hard constraints.
    init?(_ pod: PodRow, _ cluster: ClusterRows) {
        guard pod.spec.spread.contains(where: \.isHard) else { return nil }
        let hard = pod.spec.spread.filter(\.isHard)
        var all: [Domains] = []
        for constraint in hard {
            var domain = Domains(constraint: constraint, matchesSelf: constraint.selector.matches(pod.labels))
            var onNode = Array(repeating: 0, count: cluster.nextID)
            cluster.groups.countStaying(constraint.selector, in: pod.namespace, into: &onNode)
            for (id, row) in cluster.rows {
                guard HardSpread.hasLabels(row.facts, hard), constraint.includes(row.facts, for: pod),
                    let value = row.facts.labels[constraint.topologyKey]
                else { continue }
                domain.counts.update(value, default: 0) { $0 += onNode[id] }
            }
            all.append(domain)
        }
        domains = all
        fewest = all.map(\.fewest)
    }

    private static func hasLabels(_ node: NodeFacts, _ constraints: [SpreadConstraint]) -> Bool {
        constraints.allSatisfy { node.labels[$0.topologyKey] != nil }
    }

    func rejection(_ node: NodeFacts) -> Rejection? {
        for (index, domain) in domains.enumerated() {
            guard let value = node.labels[domain.constraint.topologyKey] else {
                return Rejection(.podTopologySpread, .spreadLabel, isUnresolvable: true)
            }
            let skew = (domain.counts[value] ?? 0) + (domain.matchesSelf ? 1 : 0) - fewest[index]
            if skew > Int(domain.constraint.maxSkew) {
                return Rejection(.podTopologySpread, .spread, isUnresolvable: false)
            }
        }
        return nil
    }

    /// Counts `other` as if it came to the node (`sign` 1) or left it (−1).
    mutating func count(_ other: PodRow, on node: NodeFacts, for pod: PodRow, sign: Int) {
        guard other.namespace == pod.namespace, HardSpread.hasLabels(node, domains.map(\.constraint)) else { return }
        for index in domains.indices {
            let constraint = domains[index].constraint
            guard constraint.selector.matches(other.labels), constraint.includes(node, for: pod),
                let value = node.labels[constraint.topologyKey]
            else { continue }
            domains[index].counts.update(value, default: 0) { $0 += sign }
            fewest[index] = domains[index].fewest
        }
    }
}
