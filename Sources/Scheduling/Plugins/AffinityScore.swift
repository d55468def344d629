import OrderedMaps

/// Scores by the preferences of the pod about other pods, and of the pods that are there about it.
///
/// Upstream: pkg/scheduler/framework/plugins/interpodaffinity/scoring.go.
struct AffinityScore {
    /// What a required term of a pod that is there counts.
    static let hardPodAffinityWeight: Int64 = 1

    private var sums = OrderedMap<TopologyPair, Int64>()
    private var keys: [String] = []

    /// `nil` if no term of anybody matches.
    init?(_ pod: PodRow, _ cluster: ClusterRows, _ surroundings: Surroundings) {
        let own = pod.spec.affinity
        guard own.hasPreferred || !cluster.holders.isEmpty else { return nil }
        if own.hasPreferred {
            for (_, group) in cluster.groups.groups { add(own, group, cluster, surroundings) }
        }
        for (_, holder) in cluster.holders {
            guard let node = cluster.rows[holder.node]?.facts else { continue }
            add(holder.pod.spec.affinity, toward: pod, node, surroundings)
        }
        if sums.isEmpty { return nil }
        for (pair, _) in sums where keys.last != pair.key { keys.append(pair.key) }
    }

    private mutating func add(
        _ own: PodAffinity, _ group: LabelGroups.Group, _ cluster: ClusterRows, _ surroundings: Surroundings
    ) {
        let likes = own.preferred.filter { $0.term.matches(group.labels, in: group.namespace, surroundings) }
        let dislikes = own.preferredAnti.filter { $0.term.matches(group.labels, in: group.namespace, surroundings) }
        guard !likes.isEmpty || !dislikes.isEmpty else { return }
        for (id, count) in group.nodes {
            guard let node = cluster.rows[id]?.facts else { continue }
            for term in likes { add(term.weight * Int64(count.all), node, term.term.topologyKey) }
            for term in dislikes { add(-term.weight * Int64(count.all), node, term.term.topologyKey) }
        }
    }

    private mutating func add(
        _ affinity: PodAffinity, toward pod: PodRow, _ node: NodeFacts, _ surroundings: Surroundings
    ) {
        for term in affinity.required where term.matches(pod.labels, in: pod.namespace, surroundings) {
            add(AffinityScore.hardPodAffinityWeight, node, term.topologyKey)
        }
        for term in affinity.preferred where term.term.matches(pod.labels, in: pod.namespace, surroundings) {
            add(term.weight, node, term.term.topologyKey)
        }
        for term in affinity.preferredAnti where term.term.matches(pod.labels, in: pod.namespace, surroundings) {
            add(-term.weight, node, term.term.topologyKey)
        }
    }

    private mutating func add(_ amount: Int64, _ node: NodeFacts, _ key: String) {
        guard let value = node.labels[key] else { return }
        sums.update(TopologyPair(key: key, value: value), default: 0) { $0 += amount }
    }

    func raw(_ node: NodeFacts) -> Int64 {
        var score: Int64 = 0
        for key in keys {
            guard let value = node.labels[key] else { continue }
            score += sums[TopologyPair(key: key, value: value)] ?? 0
        }
        return score
    }

    /// The least becomes 0, the most 100.
    static func normalize(_ raw: [Int64]) -> [Int64] {
        let least = raw.min() ?? 0
        let spread = (raw.max() ?? 0) - least
        return raw.map { score in
            guard spread > 0 else { return 0 }
            return Int64(Double(ResourceScores.nodeScoreMax) * (Double(score - least) / Double(spread)))
        }
    }
}
