import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// The health check and what it writes for single nodes.
///
/// Upstream: pkg/controller/nodelifecycle/node_lifecycle_controller.go (monitorNodeHealth, tryUpdateNodeHealth,
/// processTaintBaseEviction).
extension NodeLifecycle {
    /// Every five seconds: looks at the rows of all nodes and queues those that need writes.
    static func check(_ context: inout SyncContext<NodeHealthMemory>) -> Requeue {
        let now = context.moment.time
        var found = NodeHealthMemory.Check()
        var wantsTaintPass = false
        context.remember { memory in
            found = memory.own.check(at: now)
            wantsTaintPass = memory.own.wantsTaintPass
            return found.tasks.count
        }
        for node in found.registered {
            recordOnNode(
                node.name, node.uid, "RegisteredNode",
                "Node \(node.name) event: Registered Node \(node.name) in Controller", &context)
        }
        for node in found.removed {
            recordOnNode(
                node.name, node.uid, "RemovingNode",
                "Node \(node.name) event: Removing Node \(node.name) from Controller", &context)
        }
        note(found, &context)
        var keys = found.tasks.map { WorkKey(ObjectKey("", $0.key), lane: Lane.health) }
        if wantsTaintPass { keys.append(WorkKey(taintKey, lane: Lane.taints)) }
        context.enqueue(keys)
        // LESSON: node-monitor-period
        return .after(checkPeriod)
    }

    private static func note(
        _ found: NodeHealthMemory.Check, _ context: inout SyncContext<NodeHealthMemory>
    ) {
        for change in found.zones {
            let zone = change.zone.isEmpty ? "the zone without a name" : "zone \(change.zone)"
            context.note(
                .rule("zone-state", detail: "\(zone): \(change.from.rawValue) becomes \(change.to.rawValue)"))
        }
        if found.entersFullDisruption {
            context.note(
                .rule("full-disruption", detail: "no node is ready: taints are taken back, evictions stop"))
        }
        if found.leavesFullDisruption {
            context.note(.rule("full-disruption", detail: "some nodes are ready again: all get a new grace period"))
        }
        if !found.tasks.isEmpty { context.note(.counted("nodes that need writes", found.tasks.count)) }
    }

    /// Events about nodes name only name and uid.
    private static func recordOnNode(
        _ name: String, _ uid: String, _ reason: String, _ message: String,
        _ context: inout SyncContext<NodeHealthMemory>
    ) {
        let node = APIObject(["metadata": ["name": .string(name), "uid": .string(uid)]], .nodes)
        context.record(type: "Normal", reason: reason, message: message, on: node)
    }

    // MARK: one node

    /// Writes what the health check found about one node.
    static func health(
        of key: ObjectKey, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) -> Requeue {
        let found = context.recall { memory in memory.own.rows[key.name].map { [$0] } ?? [] }.first
        guard let row = found, !row.isGone, let node = context.cached(.nodes, key) else { return .done }
        if row.mustClear == .first { try clear(node, &context) }
        var current = node
        if row.isOverdue(at: context.moment.time) && row.readiness != .unknown {
            guard let written = try writeUnknown(node, row, &context) else { return .done }
            current = written
        }
        let readiness = NodeRow.readiness(of: current)
        try evictByTaints(current, readiness, &context)
        let turned = row.readiness == .yes && (readiness == .unknown || readiness == .no)
        if turned {
            recordOnNode(
                row: row, key.name, "Node \(key.name) status is now: NodeNotReady", &context)
        }
        if turned || (row.mustRetry && row.readiness != .yes) {
            let pods = context.cachedIndexed(.pods, .nodeName, key.name)
            let failures = try markNotReady(pods, on: key.name, &context)
            remember(key.name, &context) { $0.mustRetry = !failures.isEmpty }
        } else if row.mustRetry {
            remember(key.name, &context) { $0.mustRetry = false }
        }
        if row.mustClear == .last { try clear(node, &context) }
        return .done
    }

    private static func recordOnNode(
        row: NodeRow, _ name: String, _ message: String, _ context: inout SyncContext<NodeHealthMemory>
    ) {
        recordOnNode(name, row.uid, "NodeNotReady", message, &context)
    }

    static func remember(
        _ node: String, _ context: inout SyncContext<NodeHealthMemory>, _ change: (inout NodeRow) -> Void
    ) {
        context.remember { memory in
            memory.own.rows.update(node) { change(&$0) }
            return 0
        }
    }

    /// Takes both NoExecute taints off; true if that went well.
    @discardableResult
    private static func clear(
        _ node: APIObject, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) -> Bool {
        remember(node.name, &context) { $0.mustClear = .no }
        for taint in [Taint.unreachableNoExecute, .notReadyNoExecute] {
            if let failure = try context.removeTaints([taint], from: node) {
                context.note(.remark("the taints stay until the next check: \(failure)"))
                return false
            }
        }
        return true
    }

    /// Upstream: markNodeAsReachable.
    private static func markReachable(
        _ node: APIObject, _ zone: String, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) {
        guard try clear(node, &context) else { return }
        context.remember { memory in
            memory.own.leaveQueue(node.name, zone)
            return 0
        }
    }

    /// Turns a node that gave no sign of life to `Unknown`; `nil` if that failed or is not needed any more.
    private static func writeUnknown(
        _ node: APIObject, _ row: NodeRow, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) -> APIObject? {
        let grace = row.readiness == .absent ? startupGrace : grace
        context.note(.rule("node-monitor-grace-period", detail: "no sign of life for more than \(grace)"))
        var base = node
        for _ in 0..<statusTries {
            let draft = NodeConditions.unknown(base, now: context.moment.date)
            let answer = try context.send(.update(draft, .nodes, subresource: "status"))
            if let written = answer.object {
                remember(node.name, &context) { $0.readiness = .unknown }
                return written
            }
            let read = try context.send(.get(.nodes, node.key))
            guard let newest = read.object else { return nil }
            context.note(.readLive(newest.ref, found: true))
            // It was alive after all: the next check sees it.
            if NodeRow(newest).heartbeat != row.heartbeat { return nil }
            base = newest
        }
        return nil
    }

    /// Upstream: processTaintBaseEviction.
    private static func evictByTaints(
        _ node: APIObject, _ readiness: NodeRow.Readiness, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) {
        let taints = Taint.all(of: node)
        let row = NodeRow(node)
        switch readiness {
        case .absent: return
        case .yes: return try markReachable(node, row.zone, &context)
        case .no where TaintList.contains(.unreachableNoExecute, in: taints):
            _ = try context.swapTaints(add: [.notReadyNoExecute], remove: [.unreachableNoExecute], on: node)
        case .unknown where TaintList.contains(.notReadyNoExecute, in: taints):
            _ = try context.swapTaints(add: [.unreachableNoExecute], remove: [.notReadyNoExecute], on: node)
        case .no, .unknown:
            let now = context.moment.time
            let wants = context.remember { memory in
                memory.own.enterQueue(node.name, row, now)
                return memory.own.wantsTaintPass ? 1 : 0
            }
            if wants == 1 { context.enqueue([WorkKey(taintKey, lane: Lane.taints)]) }
        }
    }
}

/// The conditions of a node nobody hears from.
enum NodeConditions {
    /// `NetworkUnavailable` is not the kubelet's and stays.
    private static let types = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"]

    /// The node with these conditions `Unknown`.
    static func unknown(_ node: APIObject, now: Int64) -> Value {
        var conditions = node.at("status", "conditions")?.array ?? []
        let date = Value.string(Timestamps.seconds(now))
        for type in types {
            guard let place = conditions.firstIndex(where: { $0["type"]?.string == type }) else {
                conditions.append([
                    "type": .string(type), "status": "Unknown", "reason": "NodeStatusNeverUpdated",
                    "message": "Kubelet never posted node status.",
                    "lastHeartbeatTime": .string(Timestamps.seconds(node.meta.created)),
                    "lastTransitionTime": date,
                ])
                continue
            }
            if conditions[place]["status"]?.string == "Unknown" { continue }
            conditions[place].set("Unknown", at: "status")
            conditions[place].set("NodeStatusUnknown", at: "reason")
            conditions[place].set("Kubelet stopped posting node status.", at: "message")
            conditions[place].set(date, at: "lastTransitionTime")
        }
        var out = node.published
        out.set(.array(conditions), at: "status", "conditions")
        return out
    }
}
