import OrderedMaps

/// A topology label with its value.
struct TopologyPair: Comparable, Sendable {
    let key: String
    let value: String

    static func < (a: TopologyPair, b: TopologyPair) -> Bool {
        a.key == b.key ? a.value < b.value : a.key < b.key
    }
}

/// What required pod affinity and anti-affinity ask, of the pod itself and of pods that are there.
///
/// Upstream: pkg/scheduler/framework/plugins/interpodaffinity/filtering.go.
struct RequiredAffinity: Sendable {
    typealias Counts = OrderedMap<TopologyPair, Int>

    private let pod: PodRow
    private let surroundings: Surroundings
    /// Domains with pods whose anti-affinity is against this pod.
    private var existingAnti = Counts()
    /// Domains with pods that match all affinity terms of this pod.
    private var affinity = Counts()
    /// Domains with pods that match an anti-affinity term of this pod.
    private var anti = Counts()

    /// `nil` if there is nothing to ask.
    init?(_ pod: PodRow, _ cluster: ClusterRows, _ surroundings: Surroundings) {
        let own = pod.spec.affinity
        guard own.hasRequired || !cluster.holders.isEmpty else { return nil }
        self.pod = pod
        self.surroundings = surroundings
        for (_, holder) in cluster.holders where !holder.pod.spec.affinity.requiredAnti.isEmpty {
            guard let node = cluster.rows[holder.node]?.facts else { continue }
            countExisting(holder.pod, node, 1)
        }
        if own.hasRequired {
            for (_, group) in cluster.groups.groups {
                let matches = matching(group.labels, group.namespace)
                guard matches.affinity || !matches.anti.isEmpty else { continue }
                for (id, count) in group.nodes {
                    guard let node = cluster.rows[id]?.facts else { continue }
                    add(matches, node, count.all)
                }
            }
        }
        if existingAnti.isEmpty && !own.hasRequired { return nil }
    }

    private func matching(_ labels: Labels, _ namespace: String) -> (affinity: Bool, anti: [AffinityTerm]) {
        let own = pod.spec.affinity
        return (
            RequiredAffinity.matchesAll(own.required, labels, namespace, surroundings),
            own.requiredAnti.filter { $0.matches(labels, in: namespace, surroundings) }
        )
    }

    private mutating func add(
        _ matches: (affinity: Bool, anti: [AffinityTerm]), _ node: NodeFacts, _ count: Int
    ) {
        if matches.affinity {
            for term in pod.spec.affinity.required {
                RequiredAffinity.add(&affinity, node, term.topologyKey, count)
            }
        }
        for term in matches.anti { RequiredAffinity.add(&anti, node, term.topologyKey, count) }
    }

    private mutating func countExisting(_ other: PodRow, _ node: NodeFacts, _ count: Int) {
        for term in other.spec.affinity.requiredAnti
        where term.matches(pod.labels, in: pod.namespace, surroundings) {
            RequiredAffinity.add(&existingAnti, node, term.topologyKey, count)
        }
    }

    /// Counts `other` as if it came to the node (`sign` 1) or left it (−1).
    mutating func count(_ other: PodRow, on node: NodeFacts, sign: Int) {
        countExisting(other, node, sign)
        add(matching(other.labels, other.namespace), node, sign)
    }

    private static func add(_ counts: inout Counts, _ node: NodeFacts, _ key: String, _ count: Int) {
        guard let value = node.labels[key] else { return }
        let pair = TopologyPair(key: key, value: value)
        let left = counts.update(pair, default: 0) { number in
            number += count
            return number
        }
        if left == 0 { counts[pair] = nil }
    }

    /// Whether pods with these labels match every one of the terms, of which there is one at least.
    static func matchesAll(
        _ terms: [AffinityTerm], _ labels: Labels, _ namespace: String, _ surroundings: Surroundings
    ) -> Bool {
        !terms.isEmpty && terms.allSatisfy { $0.matches(labels, in: namespace, surroundings) }
    }

    func rejection(_ node: NodeFacts) -> Rejection? {
        if !satisfiesAffinity(node) { return Rejection(.interPodAffinity, .podAffinity, isUnresolvable: true) }
        if !anti.isEmpty {
            for term in pod.spec.affinity.requiredAnti {
                if let value = node.labels[term.topologyKey],
                    anti[TopologyPair(key: term.topologyKey, value: value)] ?? 0 > 0
                {
                    return Rejection(.interPodAffinity, .podAntiAffinity, isUnresolvable: false)
                }
            }
        }
        if !existingAnti.isEmpty {
            for label in node.labels.pairs
            where existingAnti[TopologyPair(key: label.key, value: label.value)] ?? 0 > 0 {
                return Rejection(.interPodAffinity, .existingAntiAffinity, isUnresolvable: false)
            }
        }
        return nil
    }

    private func satisfiesAffinity(_ node: NodeFacts) -> Bool {
        var podsExist = true
        for term in pod.spec.affinity.required {
            guard let value = node.labels[term.topologyKey] else { return false }
            if affinity[TopologyPair(key: term.topologyKey, value: value)] ?? 0 <= 0 { podsExist = false }
        }
        if podsExist { return true }
        // The first pod of a group that wants to be together may go anywhere.
        return affinity.isEmpty
            && RequiredAffinity.matchesAll(pod.spec.affinity.required, pod.labels, pod.namespace, surroundings)
    }
}
