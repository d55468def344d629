import Documents
import KubeAPI
public import Simulation

/// Wins and keeps the lease that lets a process work.
///
/// Upstream: client-go tools/leaderelection/leaderelection.go with kube-controller-manager's defaults
/// (component-base/config/v1alpha1/defaults.go).
public struct LeaderElector: Component {
    /// A lease that was not renewed for so long may be taken over.
    public static let leaseDuration = SimDuration.seconds(15)
    /// A leader that could not renew for so long gives up.
    public static let renewDeadline = SimDuration.seconds(10)
    /// Tries and renewals are that far apart.
    public static let retryPeriod = SimDuration.seconds(2)

    private enum Timer { static var retry: UInt8 { 1 } }
    private enum Ticket {
        static var get: Int { 1 }
        static var create: Int { 2 }
        static var update: Int { 3 }
    }

    public let name = "leader-elector"
    public let user: String
    private let key: ObjectKey
    private let identity: String
    private var observed: Value?
    private var observedRevision: Int64 = 0
    private var observedAt = SimTime.zero
    private var lastRenewal = SimTime.zero
    public private(set) var isLeader = false

    public init(process: String, user: String, identity: String) {
        self.user = user
        key = ObjectKey("kube-system", process)
        self.identity = identity
    }

    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        switch input {
        case .started: send(.get(.leases, key), Ticket.get, &outlet)
        case .timer:
            let now = outlet.moment.time
            if isLeader && now - lastRenewal > LeaderElector.renewDeadline {
                isLeader = false
                outlet.lead(.lost)
                return
            }
            if isLeader, let lease = observed {
                send(.update(renewed(lease, outlet.moment), .leases), Ticket.update, &outlet)
            } else {
                send(.get(.leases, key), Ticket.get, &outlet)
            }
        case .answer(let ticket, let result, let cause): answered(ticket, result, cause, &outlet)
        case .delta: break
        }
    }

    private func send(_ request: APIRequest, _ ticket: Int, _ outlet: inout Outlet) {
        var request = request
        request.user = user
        outlet.send(request, ticket: ticket, causes: [])
    }

    private mutating func answered(_ ticket: Int, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet) {
        let now = outlet.moment.time
        switch (ticket, result) {
        case (Ticket.get, .object(let lease, _)):
            if lease.revision != observedRevision {
                observedRevision = lease.revision
                observedAt = now
                observed = lease.published
            }
            let holder = lease.at("spec", "holderIdentity")?.string ?? ""
            if !holder.isEmpty && holder != identity && now - observedAt < LeaderElector.leaseDuration {
                outlet.wake(after: LeaderElector.retryPeriod, TimerTag(kind: Timer.retry))
                return
            }
            send(.update(taken(lease.published, holder, outlet.moment), .leases), Ticket.update, &outlet)
        case (Ticket.get, _):
            send(.create(fresh(outlet.moment), .leases), Ticket.create, &outlet)
        case (_, .object(let lease, _)):
            observed = lease.published
            observedRevision = lease.revision
            observedAt = now
            lastRenewal = now
            if !isLeader {
                isLeader = true
                outlet.lead(.won)
                outlet.span(.process(ProcessSpan(process: key.name, text: "became leader")), causes: [cause])
            }
            outlet.wake(after: LeaderElector.retryPeriod, TimerTag(kind: Timer.retry))
        default:
            observed = isLeader ? observed : nil
            outlet.wake(after: LeaderElector.retryPeriod, TimerTag(kind: Timer.retry))
        }
    }

    private func fresh(_ moment: Moment) -> Value {
        let date = Value.string(Timestamps.micros(moment.date))
        return [
            "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
            "metadata": ["name": .string(key.name), "namespace": .string(key.namespace)],
            "spec": [
                "holderIdentity": .string(identity),
                "leaseDurationSeconds": .int(LeaderElector.leaseDuration.wholeSeconds), "acquireTime": date,
                "renewTime": date, "leaseTransitions": 0,
            ],
        ]
    }

    private func renewed(_ lease: Value, _ moment: Moment) -> Value {
        var lease = lease
        lease.set(.string(Timestamps.micros(moment.date)), at: "spec", "renewTime")
        return lease
    }

    private func taken(_ lease: Value, _ holder: String, _ moment: Moment) -> Value {
        var lease = renewed(lease, moment)
        let transitions = lease.at("spec", "leaseTransitions")?.int ?? 0
        lease.set(.string(identity), at: "spec", "holderIdentity")
        lease.set(.string(Timestamps.micros(moment.date)), at: "spec", "acquireTime")
        lease.set(.int(transitions + (holder == identity ? 0 : 1)), at: "spec", "leaseTransitions")
        return lease
    }

    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        [Inspection("lease", isLeader ? "leader since its last renewal at t=\(lastRenewal)" : "not the leader")]
    }
}
