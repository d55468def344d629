import KubeAPI
import OrderedMaps

/// The scores of one plugin, one number a candidate.
struct PluginScores {
    let plugin: SchedulingPlugin
    let raw: [Int64]
    /// From 0 to 100.
    let normalized: [Int64]
}

/// Runs the score plugins over the nodes on which a pod fits.
///
/// Upstream: pkg/scheduler/schedule_one.go, prioritizeNodes; framework/runtime, RunScorePlugins.
enum Scores {
    /// What each plugin says; plugins that do not apply to the pod are left out.
    static func all(
        _ pod: PodRow, _ rows: [NodeLoad], _ cluster: ClusterRows, _ surroundings: Surroundings
    ) -> [PluginScores] {
        let spec = pod.spec
        var out: [PluginScores] = []
        out.reserveCapacity(SchedulingPlugin.scorers.count)
        let taints = rows.map { $0.hasSoftTaints ? softTaints(spec, cluster.facts($0)) : 0 }
        out.append(PluginScores(plugin: .taintToleration, raw: taints, normalized: normalize(taints, reversed: true)))
        if !spec.preferredNodes.isEmpty {
            let raw = rows.map { preference(spec, cluster.facts($0)) }
            out.append(PluginScores(plugin: .nodeAffinity, raw: raw, normalized: normalize(raw, reversed: false)))
        }
        out.append(plain(.nodeResourcesFit, rows.map { ResourceScores.leastAllocated(spec, $0) }))
        if let spread = SpreadScore(pod, rows, cluster, surroundings) {
            let raw = rows.map { spread.raw($0, cluster) }
            out.append(
                PluginScores(plugin: .podTopologySpread, raw: raw, normalized: spread.normalize(raw, rows, cluster)))
        }
        if let affinity = AffinityScore(pod, cluster, surroundings) {
            let raw = rows.map { affinity.raw(cluster.facts($0)) }
            out.append(
                PluginScores(plugin: .interPodAffinity, raw: raw, normalized: AffinityScore.normalize(raw)))
        }
        if !ResourceScores.skipsBalance(spec) {
            out.append(
                plain(.nodeResourcesBalancedAllocation, rows.map { ResourceScores.balanced(spec, $0) }))
        }
        if !cluster.imageNodes.isEmpty {
            out.append(plain(.imageLocality, rows.map { ImageScores.score(spec, cluster.facts($0), cluster) }))
        }
        return out
    }

    /// The weighted sum for each candidate.
    static func totals(_ scores: [PluginScores], count: Int) -> [Int64] {
        var totals = Array(repeating: Int64(0), count: count)
        for one in scores {
            let weight = one.plugin.weight
            for index in totals.indices { totals[index] += weight * one.normalized[index] }
        }
        return totals
    }

    private static func plain(_ plugin: SchedulingPlugin, _ raw: [Int64]) -> PluginScores {
        PluginScores(plugin: plugin, raw: raw, normalized: raw)
    }

    /// Taints the pod would rather avoid. Upstream: tainttoleration/taint_toleration.go.
    private static func softTaints(_ pod: PodSpecRow, _ node: NodeFacts) -> Int64 {
        var count: Int64 = 0
        for taint in node.taints where taint.effect == "PreferNoSchedule" && !pod.tolerates(taint) { count += 1 }
        return count
    }

    /// The weights of the preferred terms that match. Upstream: nodeaffinity/node_affinity.go.
    private static func preference(_ pod: PodSpecRow, _ node: NodeFacts) -> Int64 {
        var sum: Int64 = 0
        for (weight, term) in pod.preferredNodes where term.matches(node) { sum += weight }
        return sum
    }

    /// Upstream: plugins/helper/normalize_score.go, DefaultNormalizeScore.
    static func normalize(_ raw: [Int64], reversed: Bool) -> [Int64] {
        let most = raw.max() ?? 0
        let top = ResourceScores.nodeScoreMax
        if most == 0 { return reversed ? Array(repeating: top, count: raw.count) : raw }
        return raw.map { reversed ? top - top * $0 / most : top * $0 / most }
    }
}
