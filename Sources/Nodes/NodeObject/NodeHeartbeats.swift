import ControllerKit
import Documents
import KubeAPI
import Simulation

/// What the kubelet keeps about its own node.
struct NodeState: Sendable {
    /// The newest version it knows.
    var object: APIObject?
    var lease: APIObject?
    /// It has reported itself ready.
    var isReady = false
    var registerDelay = Kubelet.registerFirst
    /// A status report that is to come before the next regular one.
    var reportDue = SimTime.never
    var leaseIsRunning = false
    var cause = SpanID.none
}

/// Registration, status reports, lease.
///
/// Upstream: pkg/kubelet/kubelet_node_status.go (registerWithAPIServer, syncNodeStatus),
/// component-helpers apimachinery/lease/controller.go.
extension Kubelet {
    static let registerFirst = SimDuration.milliseconds(100)
    static let registerMax = SimDuration.seconds(7)
    /// The runtime is asked that often until it is up. Upstream: fastStatusUpdateOnce.
    static let readyPoll = SimDuration.milliseconds(100)
    static let leaseSeconds: Int64 = 40
    static let leasePeriod = SimDuration.seconds(10)
    static let leaseNamespace = "kube-node-lease"
    /// A changed status is reported on this grid,
    static let statusPeriod = SimDuration.seconds(10)
    /// an unchanged one on this.
    static let reportPeriod = SimDuration.minutes(5)
    static let ownedNodeStatus = ["addresses", "allocatable", "capacity", "conditions", "daemonEndpoints", "nodeInfo"]

    var nodeRef: ObjectRef { ObjectRef(.nodes, ObjectKey("", node.name), uid: nodeState.object?.uid ?? node.name) }

    mutating func startNode(_ outlet: inout Outlet) {
        nodeEvent("Starting", "Starting kubelet.", &outlet)
        register(&outlet)
        outlet.wake(
            at: outlet.moment.time.next(every: Kubelet.reportPeriod, phase: phase * 30),
            TimerTag(kind: Timer.nodeStatus))
    }

    private func nodeEvent(_ reason: String, _ message: String, _ outlet: inout Outlet) {
        guard recordsEvents else { return }
        outlet.record(
            RecordedEvent(
                regarding: nodeRef, type: "Normal", reason: reason, message: message, causes: [nodeState.cause]))
    }

    private mutating func noteNode(_ action: KubeletAction, _ cause: SpanID, _ outlet: inout Outlet) {
        nodeState.cause = outlet.span(
            .kubelet(KubeletSpan(node: node.name, pod: nil, action: action)), causes: [cause])
    }

    mutating func register(_ outlet: inout Outlet) {
        var labels = Fields()
        for (key, value) in node.allLabels { labels[key] = .string(value) }
        var spec = Fields()
        if !node.taints.isEmpty { spec["taints"] = .array(node.taints) }
        var status = node.statusFacts
        status["conditions"] = .array(
            NodeConditions.values(isReady: false, old: [], at: outlet.moment.date))
        let body: Value = [
            "apiVersion": "v1", "kind": "Node",
            "metadata": [
                "name": .string(node.name), "labels": .object(labels),
                "annotations": ["volumes.kubernetes.io/controller-managed-attach-detach": "true"],
            ],
            "spec": .object(spec), "status": .object(status),
        ]
        send(.create(body, .nodes), .register, causes: [nodeState.cause], &outlet)
    }

    mutating func nodeAnswered(_ purpose: Purpose, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet) {
        switch purpose {
        case .register: registered(result, cause, &outlet)
        case .readNode:
            guard let object = result.object else { return registerLater(&outlet) }
            keep(object)
            reconcileLabels(&outlet)
            registrationDone(cause, &outlet)
        case .nodeStatus(let isReady):
            if let object = result.object {
                keep(object)
                nodeState.isReady = isReady
                noteNode(.heartbeat, cause, &outlet)
            } else {
                reportSoon(&outlet)
            }
        case .readLease:
            if let lease = result.object {
                nodeState.lease = lease
                sendRenewal(lease, &outlet)
            } else if result.failure?.code == 404 {
                createLease(&outlet)
            }
        case .createLease: nodeState.lease = result.object
        case .renewLease:
            if let lease = result.object {
                nodeState.lease = lease
            } else if nodeState.lease != nil {
                nodeState.lease = nil
                readLease(&outlet)
            }
        default: break
        }
    }

    // MARK: - Registration

    private mutating func registered(_ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet) {
        if let object = result.object {
            keep(object)
            for reason in NodeConditions.firstEvents {
                nodeEvent(reason, "Node \(node.name) status is now: \(reason)", &outlet)
            }
            registrationDone(cause, &outlet)
        } else if result.failure?.reason == "AlreadyExists" {
            send(.get(.nodes, ObjectKey("", node.name)), .readNode, causes: [cause], &outlet)
        } else {
            registerLater(&outlet)
        }
    }

    private mutating func registerLater(_ outlet: inout Outlet) {
        outlet.wake(after: nodeState.registerDelay, TimerTag(kind: Timer.register))
        nodeState.registerDelay = min(nodeState.registerDelay * 2, Kubelet.registerMax)
    }

    private mutating func registrationDone(_ cause: SpanID, _ outlet: inout Outlet) {
        noteNode(.registered, cause, &outlet)
        outlet.wake(after: Kubelet.readyPoll, TimerTag(kind: Timer.ready))
        readLease(&outlet)
        if !nodeState.leaseIsRunning {
            nodeState.leaseIsRunning = true
            wakeLease(&outlet)
        }
    }

    /// A node that was there before: labels of the kubelet's own are set right, others stay.
    private mutating func reconcileLabels(_ outlet: inout Outlet) {
        var wrong = Fields()
        for (key, value) in node.allLabels where nodeState.object?.meta.label(key) != value {
            wrong[key] = .string(value)
        }
        if wrong.isEmpty { return }
        send(
            .patch(.strategic, .nodes, ObjectKey("", node.name), ["metadata": ["labels": .object(wrong)]]),
            .nodeStatus(isReady: nodeState.isReady), causes: [nodeState.cause], &outlet)
    }

    /// The node as it is, if that is newer than what it knows.
    mutating func keep(_ object: APIObject) {
        if object.revision >= nodeState.object?.revision ?? 0 { nodeState.object = object }
    }

    // MARK: - Status

    mutating func becomeReady(_ outlet: inout Outlet) {
        let conditions = nodeState.object?.at("status", "conditions")?.array ?? []
        let wasReady = conditions.first { $0["type"]?.string == "Ready" }?["status"]?.string == "True"
        if !wasReady { nodeEvent("NodeReady", "Node \(node.name) status is now: NodeReady", &outlet) }
        report(&outlet)
    }

    /// Sends the status: what differs from the newest version it knows, heartbeat times always.
    private mutating func report(_ outlet: inout Outlet) {
        guard let object = nodeState.object else { return }
        nodeState.reportDue = .never
        let old = object["status"]?.fields ?? Fields()
        var new = node.statusFacts
        new["conditions"] = .array(
            NodeConditions.values(
                isReady: true, old: old["conditions"]?.array ?? [], at: outlet.moment.date))
        let change = StatusPatch.between(old, new, owned: Kubelet.ownedNodeStatus)
        if change.isEmpty { return }
        send(
            .patch(.strategic, .nodes, ObjectKey("", node.name), subresource: "status", ["status": .object(change)]),
            .nodeStatus(isReady: true), causes: [nodeState.cause], &outlet)
    }

    private mutating func reportSoon(_ outlet: inout Outlet) {
        let due = outlet.moment.time.next(every: Kubelet.statusPeriod, phase: phase)
        guard nodeState.reportDue == .never else { return }
        nodeState.reportDue = due
        outlet.wake(at: due, TimerTag(kind: Timer.nodeStatus, number: 1))
    }

    /// The regular report every five minutes, or one that was wanted earlier.
    mutating func nodeStatusRound(isRegular: Bool, _ outlet: inout Outlet) {
        if !isRegular && nodeState.reportDue > outlet.moment.time { return }  // an earlier report did it
        if isRegular {
            outlet.wake(after: Kubelet.reportPeriod, TimerTag(kind: Timer.nodeStatus))
        }
        report(&outlet)
    }

    /// Someone else wrote a condition of the node (the node controller thought it was dead).
    mutating func observeNode(_ change: Change, _ outlet: inout Outlet) {
        guard change.kind != .deleted else { return }
        keep(change.object)
        guard nodeState.isReady else { return }
        let conditions = change.object.at("status", "conditions")?.array ?? []
        let isRight = NodeConditions.rows(isReady: true).allSatisfy { row in
            conditions.contains { $0["type"]?.string == row.type && $0["status"]?.string == row.status }
        }
        if !isRight { reportSoon(&outlet) }
    }

    // MARK: - Lease

    private func wakeLease(_ outlet: inout Outlet) {
        outlet.wake(
            at: outlet.moment.time.next(every: Kubelet.leasePeriod, phase: phase), TimerTag(kind: Timer.lease))
    }

    private mutating func readLease(_ outlet: inout Outlet) {
        send(
            .get(.leases, ObjectKey(Kubelet.leaseNamespace, node.name)), .readLease, causes: [nodeState.cause], &outlet)
    }

    private mutating func createLease(_ outlet: inout Outlet) {
        let body: Value = [
            "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
            "metadata": [
                "name": .string(node.name), "namespace": .string(Kubelet.leaseNamespace),
                "ownerReferences": [
                    [
                        "apiVersion": "v1", "kind": "Node", "name": .string(node.name),
                        "uid": .string(nodeState.object?.uid ?? ""),
                    ]
                ],
            ],
            "spec": [
                "holderIdentity": .string(node.name), "leaseDurationSeconds": .int(Kubelet.leaseSeconds),
                "renewTime": .string(Timestamps.micros(outlet.moment.date)),
            ],
        ]
        send(.create(body, .leases), .createLease, causes: [nodeState.cause], &outlet)
    }

    mutating func renewLease(_ outlet: inout Outlet) {
        wakeLease(&outlet)
        if let lease = nodeState.lease { sendRenewal(lease, &outlet) } else { readLease(&outlet) }
    }

    private mutating func sendRenewal(_ lease: APIObject, _ outlet: inout Outlet) {
        var value = lease.published
        value.set(.string(Timestamps.micros(outlet.moment.date)), at: "spec", "renewTime")
        value.set(.int(Kubelet.leaseSeconds), at: "spec", "leaseDurationSeconds")
        send(.update(value, .leases), .renewLease, causes: [nodeState.cause], &outlet)
    }
}
