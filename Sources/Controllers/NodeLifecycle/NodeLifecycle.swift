import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// The work of the node lifecycle controller: taints and labels of nodes, their health, their pods' readiness.
///
/// Upstream: pkg/controller/nodelifecycle/node_lifecycle_controller.go.
enum NodeLifecycle: Reconciler {
    static let name = "node-lifecycle-controller"
    /// 8 for nodes (nodeUpdateWorkerSize), 4 for pods (podUpdateWorkerSize), one for the check and one for taints.
    static let workers = 14

    static let checkPeriod = SimDuration.seconds(5)  // --node-monitor-period
    static let grace = SimDuration.seconds(50)  // --node-monitor-grace-period
    static let startupGrace = SimDuration.seconds(60)  // --node-startup-grace-period
    static let taintPassPeriod = SimDuration.milliseconds(100)  // scheduler.NodeEvictionPeriod
    static let taintInterval = SimDuration.seconds(10)  // --node-eviction-rate 0.1 a second
    static let secondaryTaintInterval = SimDuration.seconds(100)  // --secondary-node-eviction-rate 0.01
    static let largeZone = 50  // --large-cluster-size-threshold
    static let unhealthyPercent = 55  // --unhealthy-zone-threshold
    static let statusTries = 5  // scheduler.NodeHealthUpdateRetry
    static let retryOfUnreadable = SimDuration.milliseconds(50)
    static let leaseNamespace = "kube-node-lease"

    /// The queues: which work a key is for.
    enum Lane {
        static let node: UInt8 = 0
        static let pod: UInt8 = 1
        static let health: UInt8 = 2
        static let check: UInt8 = 3
        static let taints: UInt8 = 4
    }

    static let checkKey = ObjectKey("", "node-health")
    static let taintKey = ObjectKey("", "no-execute-taints")

    static func makeMemory() -> NodeHealthMemory { NodeHealthMemory() }

    static func sync(
        _ key: WorkKey, _ context: inout SyncContext<NodeHealthMemory>
    ) throws(Interrupt) -> Requeue {
        switch key.lane {
        case Lane.pod: return try podAssigned(key.key, &context)
        case Lane.health: return try health(of: key.key, &context)
        case Lane.check: return check(&context)
        case Lane.taints: return try taintPass(&context)
        default: return try nodeChanged(key.key, &context)
        }
    }

    // MARK: what wakes it

    static func watches(_ resource: Resource) -> Bool {
        [.nodes, .leases, .pods].contains(resource)
    }

    static func observe(_ change: Change, _ reactions: inout Reactions<NodeHealthMemory>) {
        switch change.object.resource {
        case .nodes: nodeSeen(change, &reactions)
        case .leases: leaseSeen(change, &reactions)
        case .pods: podSeen(change, &reactions)
        default: break
        }
    }

    private static func nodeSeen(_ change: Change, _ reactions: inout Reactions<NodeHealthMemory>) {
        let node = change.object
        if change.kind == .deleted {
            reactions.memory.own.rows.update(node.name) { $0.isGone = true }
            return
        }
        if !reactions.memory.own.checks {
            reactions.memory.own.checks = true
            reactions.enqueue(checkKey, lane: Lane.check)
        }
        let changes = NodeTaints.noScheduleChanges(of: node)
        if !changes.add.isEmpty || !changes.remove.isEmpty || !NodeLabels.changes(of: node).isEmpty {
            reactions.enqueue(node.key, lane: Lane.node)
        }
        reactions.memory.own.saw(
            node, isLeased: reactions.caches.object(.leases, ObjectKey(leaseNamespace, node.name)) != nil,
            start: reactions.moment.start)
    }

    private static func leaseSeen(_ change: Change, _ reactions: inout Reactions<NodeHealthMemory>) {
        let lease = change.object
        guard lease.namespace == leaseNamespace, change.kind != .deleted,
            let renewed = lease.at("spec", "renewTime")?.string.flatMap({ Timestamps.parse($0) })
        else { return }
        let next = reactions.memory.own.nextCheck
        reactions.memory.own.rows.update(lease.name) { row in
            guard renewed > row.renewed else { return }
            row.renewed = renewed
            row.probe = next
        }
    }

    /// A pod that comes to a node which is not ready. On any other node there would be nothing to do.
    private static func podSeen(_ change: Change, _ reactions: inout Reactions<NodeHealthMemory>) {
        guard change.kind != .deleted, let node = change.object.pod?.nodeName, !node.isEmpty,
            change.old?.pod?.nodeName != node, let row = reactions.memory.own.rows[node],
            row.readiness == .no || row.readiness == .unknown
        else { return }
        reactions.enqueue(change.object.key, lane: Lane.pod)
    }
}

extension NodeHealthMemory {
    /// A node came or changed. A new heartbeat or another kind of `Ready` is a sign of life, which counts from
    /// the next health check on, as upstream takes the time of the check that sees it.
    mutating func saw(_ node: APIObject, isLeased: Bool, start: Int64) {
        var row = NodeRow(node)
        if let old = rows[node.name] {
            row.isKnown = old.isKnown
            row.renewed = old.renewed
            row.mustClear = old.mustClear
            row.mustRetry = old.mustRetry
            let isSame = (old.readiness == .absent) == (row.readiness == .absent) && old.heartbeat == row.heartbeat
            row.probe = isSame ? old.probe : nextCheck
        } else if row.readiness == .absent && !isLeased {
            row.probe = SimTime(microseconds: node.meta.created - start)
        } else {
            row.probe = nextCheck
        }
        rows[node.name] = row
    }
}
