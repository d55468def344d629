import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// Writes to nodes that are not about their health: NoSchedule taints, labels, and the NoExecute taints that
/// wait for their turn.
///
/// Upstream: pkg/controller/nodelifecycle/node_lifecycle_controller.go (doNoScheduleTaintingPass,
/// reconcileNodeLabels, doNoExecuteTaintingPass).
extension NodeLifecycle {
    static func nodeChanged(
        _ key: ObjectKey, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) -> Requeue {
        guard let node = context.cached(.nodes, key) else { return .done }
        let changes = NodeTaints.noScheduleChanges(of: node)
        if !changes.add.isEmpty || !changes.remove.isEmpty {
            context.note(
                .rule(
                    "taint-nodes-by-condition",
                    detail: "add \(words(changes.add)), remove \(words(changes.remove))"))
            let failure = try context.swapTaints(add: changes.add, remove: changes.remove, on: node)
            if let failure { context.note(.remark("tried again at the node's next change: \(failure)")) }
        }
        let labels = NodeLabels.changes(of: node)
        if !labels.isEmpty { try write(labels, on: node, &context) }
        return .done
    }

    private static func words(_ taints: [Taint]) -> String {
        taints.isEmpty ? "none" : taints.map { "\($0.key):\($0.effect)" }.joined(separator: ", ")
    }

    /// Upstream: pkg/controller/controller_utils.go, AddOrUpdateLabelsOnNode.
    private static func write(
        _ labels: [(key: String, value: String)], on node: APIObject,
        _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) {
        let read = try context.send(.get(.nodes, node.key))
        guard read.object != nil else { return }
        let patch: Value = ["metadata": ["labels": Value(labels)]]
        _ = try context.send(.patch(.strategic, .nodes, node.key, patch))
    }

    // MARK: NoExecute

    /// Taints the nodes whose turn has come.
    static func taintPass(_ context: inout SyncContext<NodeHealthMemory>) throws(Interrupt) -> Requeue {
        let now = context.moment.time
        let isPlanned = context.remember { memory in
            guard let planned = memory.own.plannedTaintPass, planned <= now else { return 0 }
            memory.own.plannedTaintPass = nil
            return 1
        }
        if isPlanned == 1 {
            while true {
                let next = context.recall { memory in memory.own.nextToTaint(at: now).map { [$0] } ?? [] }
                guard let zone = next.first?.zone, let name = next.first?.name else { break }
                context.remember { memory in
                    memory.own.queues.update(zone) { $0.takeToken(at: now) }
                    return 0
                }
                let wait = try taint(name, &context)
                context.remember { memory in
                    memory.own.queues.update(zone) { queue in
                        if let wait { queue.postpone(name, to: now + wait) } else { queue.done(name) }
                    }
                    return 0
                }
            }
        }
        let wait = context.remember { memory in
            memory.own.planTaintPass(at: now).map { Int($0.microseconds) } ?? -1
        }
        return wait < 0 ? .done : .after(.microseconds(Int64(wait)))
    }

    /// Taints one node if it still needs it; the answer is how long to wait before the next try, `nil` if it is done.
    private static func taint(
        _ name: String, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) -> SimDuration? {
        guard let node = context.cached(.nodes, ObjectKey("", name)) else { return nil }
        let failure: String?
        switch NodeRow.readiness(of: node) {
        case .absent: return retryOfUnreadable
        case .yes: return nil
        case .no:
            failure = try context.swapTaints(
                add: [.notReadyNoExecute], remove: [.unreachableNoExecute], on: node)
        case .unknown:
            failure = try context.swapTaints(
                add: [.unreachableNoExecute], remove: [.notReadyNoExecute], on: node)
        }
        guard let failure else { return nil }
        context.note(.remark("\(name) is tried again: \(failure)"))
        return .microseconds(1)
    }
}
