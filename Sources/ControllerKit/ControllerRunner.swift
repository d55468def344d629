public import KubeAPI
import OrderedMaps
public import Simulation

/// A component with syncs that can be looked into while they are under way.
public protocol ReconcilingComponent: Component {
    /// The syncs under way, oldest first.
    var underWay: [Flight] { get }
    /// What it has asked for and not seen yet.
    var expectations: Expectations { get }
}

/// Runs a reconciler: event handlers, work queue, workers, retries.
///
/// Upstream: the frame every controller shares (`processNextWorkItem` of each pkg/controller package).
public struct ControllerRunner<Loop: Reconciler>: ReconcilingComponent {
    /// What its timers are for.
    private enum Timer {
        /// A worker may take a key.
        static var work: UInt8 { 1 }
        /// The delay of a key is over.
        static var delayed: UInt8 { 2 }
    }

    public let name: String
    public let user: String

    private var queue = WorkQueue()
    private var limiter = Loop.makeRateLimiter()
    /// What its event handlers work on, and what it remembers.
    private var reactions: Reactions<Loop.Memory>
    private var flights = OrderedMap<Int, Flight>()
    private var nextFlight = 0
    private var busyWorkers = 0
    private var wakesUnderWay = 0
    /// How long syncs have taken.
    private var works = DurationHistogram()
    private var isStarted = false

    /// A controller that has just begun. One loop can run under several names, each with a memory that it begins with.
    public init(
        name: String = Loop.name, user: String = Loop.user, memory: Loop.Memory = Loop.makeMemory()
    ) {
        self.name = name
        self.user = user
        reactions = Reactions(memory: ControllerMemory(own: memory))
    }

    /// The syncs under way, oldest first.
    public var underWay: [Flight] { flights.map { $0.value } }
    public var expectations: Expectations { reactions.memory.expectations }
    public var ownMemory: Loop.Memory { reactions.memory.own }

    public func watches(_ resource: Resource) -> Bool { Loop.watches(resource) }

    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        switch input {
        case .started:
            isStarted = true
            enqueue(Loop.firstKeys.map { WorkKey($0) }, &outlet)
        case .delta(let change, let cause):
            observe(change, cause, &outlet)
        case .timer(let tag) where tag.kind == Timer.work:
            wakesUnderWay -= 1
            startSync(&outlet)
        case .timer(let tag):
            let key = WorkKey(tag.key, lane: UInt8(tag.number))
            if queue.waited(key, at: outlet.moment.time) {
                queue.add(key, causes: tag.causes, at: outlet.moment.time)
                wakeWorkers(&outlet)
            }
        case .answer(let ticket, let result, let cause):
            arrived(ticket, result, cause, &outlet)
        }
    }

    // MARK: the queue

    private mutating func observe(_ change: Change, _ cause: SpanID, _ outlet: inout Outlet) {
        reactions.begin(outlet.caches, outlet.moment)
        Loop.observe(change, &reactions)
        for (type, reason, message, object) in reactions.events {
            outlet.record(
                RecordedEvent(regarding: object, type: type, reason: reason, message: message, causes: [cause]))
        }
        for (key, delay) in reactions.added {
            if delay > .zero {
                addAfter(key, delay, causes: [cause], &outlet)
            } else {
                let added = queue.add(key, causes: [cause], at: outlet.moment.time)
                outlet.wokeUp(DeliverySpan.Woken(component: name, key: key, added: added))
            }
        }
        reactions.end()
        wakeWorkers(&outlet)
    }

    /// Adds keys for no change in particular: a controller's look at all it knows.
    public mutating func enqueue(_ keys: [WorkKey], _ outlet: inout Outlet) {
        for key in keys { queue.add(key, causes: [], at: outlet.moment.time) }
        wakeWorkers(&outlet)
    }

    private mutating func addAfter(
        _ key: WorkKey, _ delay: SimDuration, causes: [SpanID], _ outlet: inout Outlet
    ) {
        let due = outlet.moment.time + delay
        if queue.wait(key, until: due) {
            outlet.wake(
                at: due, TimerTag(kind: Timer.delayed, key: key.key, number: Int(key.lane), causes: causes))
        }
    }

    /// Lets idle workers take what is ready.
    private mutating func wakeWorkers(_ outlet: inout Outlet) {
        guard isStarted else { return }
        let wanted = min(queue.count, Loop.workers - busyWorkers)
        while wakesUnderWay < wanted {
            wakesUnderWay += 1
            outlet.wake(after: outlet.profile.workerHop, TimerTag(kind: Timer.work))
        }
    }

    // MARK: a sync

    private mutating func startSync(_ outlet: inout Outlet) {
        guard busyWorkers < Loop.workers, let (key, causes) = queue.take(at: outlet.moment.time) else { return }
        busyWorkers += 1
        nextFlight += 1
        let span = outlet.span(
            .syncStarted(SyncStart(component: name, key: key, worker: busyWorkers)), causes: causes)
        let flight = Flight(
            key: key, span: span, causes: causes, startedAt: outlet.moment, worker: busyWorkers,
            storeAtStart: outlet.newestRevisions, discovered: outlet.caches.catalog, served: outlet.served)
        if outlet.profile.usesConsistencyStore, let stale = staleness(key, outlet.caches) {
            end(
                flight, [.stale(stale.0, cache: stale.cache, written: stale.written)],
                .withBackoff(reason: staleText(stale)), &outlet)
            return
        }
        run(flight, id: nextFlight, &outlet)
    }

    /// 1.36: a sync does not look at caches that are older than its own writes.
    private mutating func staleness(
        _ key: WorkKey, _ caches: InformerCaches
    ) -> (Resource, cache: Int64, written: Int64)? {
        guard !Loop.consistentResources.isEmpty, key.lane == 0 else { return nil }
        let stale = reactions.memory.consistency.stale(key.key, among: Loop.consistentResources, caches: caches)
        if stale == nil { reactions.memory.consistency.forget(key.key, uid: "") }
        return stale
    }

    private func staleText(_ stale: (Resource, cache: Int64, written: Int64)) -> String {
        "read version: \(stale.cache) is not as new as written version: \(stale.written) for group resource \(stale.0.info.qualified)"
    }

    /// Runs or re-runs a sync until it ends or asks for something.
    private mutating func run(_ flight: Flight, id: Int, _ outlet: inout Outlet) {
        var context = SyncContext<Loop.Memory>(
            moment: flight.startedAt, caches: outlet.caches, memory: ControllerMemory(own: Loop.makeMemory()),
            flight: flight, user: user, usesExpectations: outlet.profile.usesExpectations)
        swap(&context.memory, &reactions.memory)
        var requeue: Requeue?
        do { requeue = try Loop.sync(flight.key, &context) } catch {
            // Interrupted: what it asks for is in `context.pending`.
            requeue = nil
        }
        swap(&context.memory, &reactions.memory)
        let pending = context.pending
        let findings = context.findings
        var flight = context.flight
        while flight.eventsSent < flight.events.count {
            outlet.record(flight.events[flight.eventsSent])
            flight.eventsSent += 1
        }
        for call in flight.outsideCalls { outlet.act(call, causes: [flight.span]) }
        flight.outsideCalls = []
        for key in flight.enqueued { queue.add(key, causes: [flight.span], at: outlet.moment.time) }
        flight.enqueued = []
        for key in flight.enqueuedLimited {
            addAfter(key, limiter.delay(of: key, at: outlet.moment.time), causes: [flight.span], &outlet)
        }
        flight.enqueuedLimited = []
        if let requeue {
            flights[id] = nil
            end(flight, findings, requeue, &outlet)
            return
        }
        flight.awaiting = pending
        flight.arrived = Array(repeating: nil, count: pending.count)
        flight.missing = pending.count
        flight.findingsSoFar = findings
        for (index, request) in pending.enumerated() {
            outlet.send(request, ticket: id << 16 | index, causes: [flight.span], sync: flight.span)
        }
        flights[id] = flight
    }

    /// An answer came: when all of a batch are there, the sync goes on.
    private mutating func arrived(_ ticket: Int, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet) {
        let id = ticket >> 16
        var isComplete = false
        flights.update(id) { flight in
            flight.arrived[ticket & 0xFFFF] = result
            flight.requestSpans.append(cause)
            flight.missing -= 1
            isComplete = flight.missing == 0
        }
        guard isComplete, var flight = flights.removeValue(forKey: id) else { return }
        let asked = flight.awaiting
        flight.answers.append(.results(asked, flight.arrived.compactMap { $0 }))
        flight.awaiting = []
        flight.arrived = []
        flight.reruns += 1
        run(flight, id: id, &outlet)
    }

    private mutating func end(
        _ flight: Flight, _ findings: [Finding], _ requeue: Requeue, _ outlet: inout Outlet
    ) {
        let now = outlet.moment.time
        let outcome: SyncOutcome
        switch requeue {
        case .done:
            limiter.forget(flight.key)
            outcome = .done
        case .after(let delay):
            limiter.forget(flight.key)
            outcome = .again(now + delay)
            addAfter(flight.key, delay, causes: [flight.span], &outlet)
        case .withBackoff(let reason) where limiter.failures(of: flight.key) >= Loop.retriesMax ?? .max:
            limiter.forget(flight.key)
            outcome = .dropped(reason)
        case .withBackoff(let reason):
            let delay = limiter.delay(of: flight.key, at: now)
            outcome = .failed(reason, retry: now + delay, failures: limiter.failures(of: flight.key))
            addAfter(flight.key, delay, causes: [flight.span], &outlet)
        }
        let again = queue.done(flight.key)
        works.observe(now - flight.startedAt.time)
        busyWorkers -= 1
        outlet.span(
            .syncEnded(
                SyncRecord(
                    component: name, key: flight.key, start: flight.span, startedAt: flight.startedAt.time,
                    causes: flight.causes, findings: findings, requests: flight.requestSpans,
                    events: flight.events, outcome: outcome, reruns: flight.reruns, queuedAgain: again)),
            causes: [flight.span] + flight.requestSpans)
        wakeWorkers(&outlet)
    }

    // MARK: seeing

    /// Upstream: client-go util/workqueue/metrics.go.
    public func measurements(at moment: Moment) -> [Measurement] {
        let ages = flights.map { Double((moment.time - $0.value.startedAt.time).microseconds) / 1e6 }
        let labels = [(name: "name", value: name)]
        let numbers: [(String, Measurement.Number)] = [
            ("adds_total", .counter(queue.adds)), ("depth", .gauge(Double(queue.count))),
            ("longest_running_processor_seconds", .gauge(ages.max() ?? 0)),
            ("queue_duration_seconds", .durations(queue.waits)), ("retries_total", .counter(queue.retries)),
            ("unfinished_work_seconds", .gauge(ages.reduce(0, +))), ("work_duration_seconds", .durations(works)),
        ]
        return numbers.map { Measurement("workqueue_\($0)", labels, $1) }
    }

    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        var out: [Inspection] = []
        let ready = queue.ready
        out.append(Inspection("queue", ready.isEmpty ? "empty" : ready.map(\.description).joined(separator: ", ")))
        for flight in flights.map({ $0.value }) {
            let open = flight.openRequests.map { "\($0.verb.method) \($0.path)" }
            out.append(Inspection("in sync", "\(flight.key): waits for \(open.joined(separator: ", "))"))
        }
        for (key, due) in queue.delayed { out.append(Inspection("delayed", "\(key) until t=\(due)")) }
        for (key, count) in limiter.failing {
            out.append(Inspection("back-off", "\(key): \(count) failure\(count == 1 ? "" : "s") in a row"))
        }
        for (key, awaited) in reactions.memory.expectations.all where !awaited.isFulfilled {
            out.append(
                Inspection(
                    "expects",
                    "\(key): \(awaited.creations) creations, \(awaited.deletions) deletions since t=\(awaited.since)"))
        }
        out += Loop.inspection(of: reactions.memory.own, at: moment)
        return out
    }

    public func invariantBroken() -> String? {
        if busyWorkers != flights.count { return "\(name): \(busyWorkers) busy workers, \(flights.count) syncs" }
        return queue.invariantBroken().map { "\(name): \($0)" }
    }
}
