import KubeAPI
import OrderedMaps
import Simulation

/// The preemptions whose requests are on their way.
///
/// Upstream: pkg/scheduler/framework/preemption/executor.go (asynchronous preemption): all victims but the last
/// are deleted side by side, then the last; until it is on its way the preemptor is not tried again.
struct PreemptionsUnderWay: Sendable {
    struct Run: Sendable {
        let preemptor: PodRow
        let node: String
        /// Victims whose deletion is not answered yet.
        var open: Int
        /// Asked for once all others are done.
        let last: PodRow
        var isLastAsked = false
        var hasFailed = false
        let cause: SpanID
    }

    /// By uid of the preemptor.
    private(set) var runs = OrderedMap<String, Run>()

    mutating func start(_ run: Run) { runs[run.preemptor.uid] = run }
    mutating func end(_ uid: String) { runs[uid] = nil }
    mutating func update(_ uid: String, _ change: (inout Run) -> Void) { runs.update(uid, change) }

    /// Whether the pod waits for its victims to be on their way.
    func holdBack(_ pod: PodRow, _ cluster: ClusterRows) -> Bool {
        if runs.isEmpty { return false }
        guard let run = runs[pod.uid] else { return false }
        guard run.isLastAsked else { return true }
        guard let victim = cluster.placements[run.last.key]?.pod, victim.uid == run.last.uid else { return false }
        return !victim.isTerminating
    }
}
