import ControllerKit
import Documents
import KubeAPI
import Simulation

/// The writes of a DaemonSet about its pods: new ones in slow-start batches, then deletions together.
///
/// Upstream: pkg/controller/daemon/daemon_controller.go, syncNodes.
extension DaemonSetReconciler {
    /// Makes a pod for each of `nodes` and deletes `pods`, at most a burst of each.
    static func syncNodes(
        _ set: APIObject, deleting pods: [ObjectKey], creatingOn nodes: [String], hash: String,
        _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        let nodes = nodes.prefix(burstReplicas)
        let pods = Array(pods.prefix(burstReplicas))
        let now = context.moment.time
        context.remember { memory in
            memory.expectations.expect(creations: nodes.count, deletions: pods.count, for: set.key, at: now)
            return 0
        }
        var failures: [String] = []
        if !nodes.isEmpty {
            let template = DaemonPodTemplate.template(of: set, hash: hash)
            let drafts = nodes.map { PodControl.pod(from: DaemonPodTemplate.pinned(template, to: $0), owner: set) }
            let created = try PodControl.createInBatches(drafts, for: set, &context)
            if created.succeeded < nodes.count {
                context.remember { memory in
                    memory.expectations.creationObserved(for: set.key, count: nodes.count - created.succeeded)
                    return 0
                }
            }
            failures += created.failures.map(\.message)
        }
        let failed = try PodControl.delete(pods, of: set, &context)
        if !failed.isEmpty {
            context.remember { memory in
                memory.expectations.deletionObserved(for: set.key, count: failed.count)
                return 0
            }
        }
        failures += failed.filter { $0.failure.code != 404 }.map { "unable to delete pods: \($0.failure.message)" }
        return SyncFailure(aggregating: failures)
    }
}
