public import ClusterSim
import ControllerKit
import KubeAPI
public import Rendering
import Simulation

/// The trace as text, a line an event: for those who look for the cause of a run that went wrong.
public enum TraceLines {
    /// The events whose line holds `word`, oldest first: `#1234 t=5.02s job-controller: PUT job/task-1 …`.
    ///
    /// Every event is told, reads, refusals and deliveries too; only heartbeats and leases are left out unless
    /// they are asked for.
    public static func lines(mentioning word: String, in cluster: Cluster) -> Output {
        let words = CauseWords(Trail(cluster.trace), home: nil)
        var output = Output()
        for span in cluster.spans(from: cluster.trace.firstKept) {
            var line = words.brief(span)
            if case .delivery(let delivery) = span.body {
                line += delivery.woken.map { "; \($0.component) \($0.key): \($0.added)" }.joined()
            }
            if case .syncEnded(let record) = span.body {
                line = "\(record.component) on \(record.key): end of sync \(record.start): \(record.outcome)"
            }
            if case .request(let request) = span.body, let failure = request.result.failure {
                line += ": \(failure.code) \(failure.message)"
            }
            if line.contains(word) { output.append("#\(span.id) t=\(span.time) \(line)") }
        }
        return output
    }
}
