public import ControllerKit
import KubeAPI
import OrderedMaps
public import Simulation

/// What `inspect` shows of the scheduler.
extension Scheduler {
    /// So many nodes are listed; the rest is a number.
    private static let nodesShownMax = 100

    /// Upstream: pkg/scheduler/metrics/metrics.go, scheduler_pending_pods.
    public func measurements(at moment: Moment) -> [Measurement] {
        let unschedulable = queue.waiting(.unschedulable)
        let gated = unschedulable.count { $0.gatedBy != nil }
        let counts = [
            ("active", queue.waiting(.active).count),
            ("backoff", queue.waiting(.backoff).count + queue.waiting(.errorBackoff).count), ("gated", gated),
            ("unschedulable", unschedulable.count - gated),
        ]
        return counts.map { Measurement("scheduler_pending_pods", [("queue", $0)], .gauge(Double($1))) }
    }

    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        var out: [Inspection] = []
        let active = queue.waiting(.active)
        out.append(
            Inspection(
                "active", active.isEmpty ? "empty" : active.map { describe($0) }.joined(separator: ", ")))
        for entry in queue.waiting(.backoff) + queue.waiting(.errorBackoff) {
            let until = entry.backoffUntil.map { " until t=\($0)" } ?? ""
            out.append(Inspection("back-off", "\(describe(entry))\(until), \(tries(entry))"))
        }
        for entry in queue.waiting(.unschedulable) { out.append(Inspection("unschedulable", why(entry))) }
        for (key, placement) in cluster.assumed { out.append(Inspection("assumed", "\(key) on \(placement.node)")) }
        for (key, run) in volumeRuns {
            let claims = run.claims.map(\.description).joined(separator: ", ")
            out.append(Inspection("volumes", "\(key) on \(run.node) waits until \(claims) is bound"))
        }
        for (key, nomination) in nominations.all {
            out.append(Inspection("nominated", "\(key) for \(nomination.node)"))
        }
        for run in preemptions.runs.values {
            out.append(Inspection("preempting", "\(run.preemptor.key): makes room on \(run.node)"))
        }
        for (_, row) in cluster.rows.prefix(Scheduler.nodesShownMax) { out.append(Inspection("node", free(row))) }
        if cluster.count > Scheduler.nodesShownMax {
            out.append(Inspection("node", "and \(cluster.count - Scheduler.nodesShownMax) more"))
        }
        return out
    }

    private func describe(_ entry: QueuedPod) -> String {
        entry.pod.spec.priority == 0 ? "\(entry.pod.key)" : "\(entry.pod.key) (priority \(entry.pod.spec.priority))"
    }

    private func tries(_ entry: QueuedPod) -> String {
        "\(entry.attempts) \(entry.attempts == 1 ? "try" : "tries")"
    }

    private func why(_ entry: QueuedPod) -> String {
        if let plugin = entry.gatedBy {
            let gates = entry.pod.spec.gates.joined(separator: ", ")
            return "\(describe(entry)): held back by \(plugin.rawValue)\(gates.isEmpty ? "" : " (\(gates))")"
        }
        let plugins = entry.rejectedBy.plugins.map(\.rawValue).joined(separator: ", ")
        return "\(describe(entry)): \(tries(entry)), turned away by \(plugins): \(entry.message)"
    }

    private func free(_ row: NodeRow) -> String {
        let all = row.facts.allocatable
        let mebibytes = (all.memory - row.requested.memory) / (1024 * 1024)
        return "\(row.facts.name): free \(all.milliCPU - row.requested.milliCPU)m cpu, \(mebibytes)Mi memory, "
            + "\(row.facts.podsMax - row.pods.count) pods"
    }
}
