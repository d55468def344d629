import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Evictions that the API server granted and whose deletions have not been seen yet.
///
/// Upstream: pkg/controller/disruption/disruption.go, buildDisruptedPodMap and countHealthyPods.
struct DisruptedPods {
    /// By pod name, when the eviction was granted.
    private(set) var waiting = Fields()
    /// Microseconds since 1970: when the first of them is given up.
    private(set) var recheckAt: Int64?

    init(of budget: APIObject, _ pods: [APIObject], _ context: inout SyncContext<NoMemory>) {
        guard let known = budget.at("status", "disruptedPods")?.fields else { return }
        for pod in pods where !pod.meta.isTerminating {
            guard let granted = known[pod.name], let deadline = DisruptedPods.deadline(granted) else { continue }
            if deadline < context.moment.date {
                // The namespace stands where the name should, as upstream has it.
                context.record(
                    type: "Warning", reason: "NotDeleted",
                    message:
                        "Pod was expected by PDB \(budget.namespace)/\(budget.namespace) to be deleted but it wasn't",
                    on: pod)
            } else {
                recheckAt = min(recheckAt ?? deadline, deadline)
                waiting[pod.name] = granted
            }
        }
        if !waiting.isEmpty { context.note(.counted("evicted, not deleted yet", waiting.count)) }
    }

    /// Ready, not being deleted, not about to be.
    func isHealthy(_ pod: APIObject, now: Int64) -> Bool {
        if pod.meta.isTerminating { return false }
        if let granted = waiting[pod.name], let deadline = DisruptedPods.deadline(granted), deadline > now {
            return false
        }
        return pod.pod?.isReady == true
    }

    private static func deadline(_ granted: Value) -> Int64? {
        granted.string.flatMap { Timestamps.parse($0) }.map {
            $0 + DisruptionReconciler.deletionTimeout.microseconds
        }
    }
}
