import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// A node that is not ready makes its pods not ready: nobody else can say so for them.
///
/// Upstream: pkg/controller/util/node/controller_utils.go (MarkPodsNotReady), processPod.
extension NodeLifecycle {
    /// A pod was bound to a node that was not ready.
    static func podAssigned(
        _ key: ObjectKey, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) -> Requeue {
        guard let pod = context.cached(.pods, key), let node = pod.pod?.nodeName,
            let row = context.recall({ memory in memory.own.rows[node].map { [$0] } ?? [] }).first,
            row.readiness == .no || row.readiness == .unknown
        else { return .done }
        guard context.cached(.nodes, ObjectKey("", node)) != nil else {
            return .withBackoff(reason: "node \"\(node)\" not found")
        }
        let failures = try markNotReady([pod], on: node, &context)
        return failures.isEmpty ? .done : .withBackoff(reason: failures.joined(separator: ", "))
    }

    /// Writes `Ready=False` into each pod that is ready, one after the other. The texts of the errors are the answer.
    static func markNotReady(
        _ pods: [APIObject], on node: String, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) -> [String] {
        var failures: [String] = []
        for pod in pods where pod.pod?.nodeName == node {
            guard let draft = notReady(pod, now: context.moment.date) else { continue }
            let answer = try context.send(.update(draft, .pods, subresource: "status"))
            if let failure = answer.failure {
                if failure.code == 404 { continue }
                failures.append(failure.message)
            }
            context.record(type: "Warning", reason: "NodeNotReady", message: "Node is not ready", on: pod)
        }
        return failures
    }

    /// The pod with `Ready=False`; `nil` if that is nothing new.
    private static func notReady(_ pod: APIObject, now: Int64) -> Value? {
        guard var conditions = pod.at("status", "conditions")?.array,
            let place = conditions.firstIndex(where: { $0["type"]?.string == "Ready" }),
            conditions[place]["status"]?.string != "False"
        else { return nil }
        conditions[place].set("False", at: "status")
        conditions[place].set(.string(Timestamps.seconds(now)), at: "lastTransitionTime")
        var out = pod.published
        out.set(.array(conditions), at: "status", "conditions")
        return out
    }
}
