public import ControllerKit
import KubeAPI
import OrderedMaps
public import Simulation

/// kube-scheduler with the default profile: gives each pod a node.
///
/// One cycle after the other: it takes the pod whose turn it is, finds the nodes on which it fits, scores them
/// and assumes the pod on the best one; binding goes on beside the next cycle. A pod that fits nowhere is told
/// so in its status and waits for something that may help.
///
/// Not modelled: dynamic resources, extenders, disruption budgets,
/// pod groups, the reuse of scores for equal pods (OpportunisticBatching).
/// Upstream: pkg/scheduler/scheduler.go, schedule_one.go, eventhandlers.go.
public struct Scheduler: Component {
    /// What its timers are for.
    enum Timer {
        /// The next cycle ends.
        static let cycle: UInt8 = 1
        /// A back-off is over.
        static let backoff: UInt8 = 2
        /// A pod may have fitted nowhere for too long.
        static let leftover: UInt8 = 3
        /// The volumes of a pod may be bound by now.
        static let volumes: UInt8 = 4
    }

    /// A request that is not answered yet.
    enum Flight: Sendable {
        case binding(QueuedPod, node: String, cause: SpanID)
        /// The status of a pod that fits nowhere; the next cycle waits for the answer.
        case status
        /// A pod was told where it is about to go; its volumes come next, whatever the answer.
        case nomination(PodRow)
        /// A volume of a pod that is to be bound.
        case volume(PodRow)
        case victimStatus(PodRow, preemptor: String)
        case victimDelete(PodRow, preemptor: String)
        /// Nothing depends on the answer.
        case unwatched
    }

    public var name: String { "default-scheduler" }
    public var user: String { "system:kube-scheduler" }

    var cluster = ClusterRows()
    var queue = SchedulingQueue()
    var nominations = Nominations()
    var preemptions = PreemptionsUnderWay()
    var assumed = AssumedVolumes()
    /// Pods that have a node and whose volumes are being bound.
    var volumeRuns = OrderedMap<ObjectKey, VolumeRun>()
    /// The pods without a node, as the API server told of them last.
    var unassigned = OrderedMap<ObjectKey, PodRow>()
    var flights = OrderedMap<Int, Flight>()
    var isStarted = false
    var isCycleUnderWay = false
    /// The request the next cycle waits for.
    var blockingTicket: Int?
    /// Where the next search begins, in the order of the nodes.
    var nextStart = 0
    private var lastTicket = 0
    var seed: Seed

    /// A scheduler that has seen nothing yet; `seed` decides between nodes of equal score.
    public init(seed: Seed) { self.seed = seed }

    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        queue.start = outlet.moment.start
        switch input {
        case .started:
            isStarted = true
            queue.phase = outlet.moment.time - .zero
        case .delta(let change, let cause): observe(change, cause, &outlet)
        case .timer(let tag): timerFired(tag, &outlet)
        case .answer(let ticket, let result, let cause): answered(ticket, result, cause, &outlet)
        }
        for wake in queue.takeWakes() {
            switch wake {
            case .backoffEnds(let due): outlet.wake(at: due, TimerTag(kind: Timer.backoff))
            case .leftover(let due, let key): outlet.wake(at: due, TimerTag(kind: Timer.leftover, key: key))
            }
        }
        startCycle(&outlet)
    }

    private mutating func timerFired(_ tag: TimerTag, _ outlet: inout Outlet) {
        let now = outlet.moment.time
        switch tag.kind {
        case Timer.cycle:
            isCycleUnderWay = false
            runCycle(&outlet)
        case Timer.volumes: pollVolumes(tag.key, tag.causes, &outlet)
        case Timer.backoff: queue.flushBackoff(at: now, gate)
        default: queue.flushLeftover(tag.key, at: now, hints(outlet.caches), gate)
        }
    }

    /// Lets the next cycle begin; it takes effect when its time has passed.
    private mutating func startCycle(_ outlet: inout Outlet) {
        guard isStarted, !isCycleUnderWay, blockingTicket == nil, queue.hasNext else { return }
        isCycleUnderWay = true
        outlet.wake(after: outlet.profile.schedulingCycle, TimerTag(kind: Timer.cycle))
    }

    var gate: EnqueueGate { EnqueueGate(preemptions: preemptions, cluster: cluster) }

    func hints(_ caches: InformerCaches) -> QueueingHints {
        QueueingHints(surroundings: Surroundings(caches: caches, assumed: assumed))
    }

    /// Sends a request and notes what its answer is for.
    @discardableResult
    mutating func send(
        _ request: APIRequest, _ flight: Flight, causes: [SpanID], _ outlet: inout Outlet
    ) -> Int {
        lastTicket += 1
        flights[lastTicket] = flight
        var signed = request
        signed.user = user
        outlet.send(signed, ticket: lastTicket, causes: causes)
        return lastTicket
    }

    /// Moves the pods that an event may help, and says so.
    mutating func wakeWaiting(
        _ event: ClusterEvent, _ cause: SpanID, _ outlet: inout Outlet, where isMeant: (PodRow) -> Bool = { _ in true }
    ) {
        guard queue.hasUnschedulable else { return }
        let moved = queue.move(
            event, at: outlet.moment.time, causes: cause == .none ? [] : [cause], hints(outlet.caches), gate,
            where: isMeant)
        for key in moved {
            outlet.wokeUp(DeliverySpan.Woken(component: name, key: WorkKey(key), added: .new))
        }
    }

    /// Compares totals only: it is asked after every event.
    public func invariantBroken() -> String? {
        (queue.totalsBroken() ?? cluster.totalsBroken()).map { "\(name): \($0)" }
    }

    /// Checks every row and every entry of the queue; for tests.
    public func audit() -> String? {
        (queue.entriesBroken() ?? cluster.rowsBroken() ?? lostPod()).map { "\(name): \($0)" } ?? invariantBroken()
    }

    /// A pod without a node that neither waits nor is being bound.
    private func lostPod() -> String? {
        for (key, pod) in unassigned
        where queue[key] == nil && cluster.placements[key] == nil && !pod.isTerminating {
            return "pod \(key) is lost"
        }
        return nil
    }
}
