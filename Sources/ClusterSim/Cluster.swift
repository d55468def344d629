public import APIServing
public import ControllerKit
import Controllers
import Documents
public import KubeAPI
import Nodes
import OrderedMaps
import Scheduling
public import Simulation

/// A whole cluster as one value: assignment is a fork.
///
/// Everything that happens is one event taken from one queue under one clock; commands from outside are
/// applied between two events.
public struct Cluster: Sendable {
    public let options: ClusterOptions
    public internal(set) var profile: Profile
    public internal(set) var now: SimTime
    public internal(set) var server: APIServer
    public internal(set) var trace: TraceLog<Happening>
    /// Events taken from the queue plus commands applied: where one is in history.
    public internal(set) var eventCount = 0
    /// The time of the last write that `settle` counts.
    public internal(set) var lastCountedWrite: SimTime
    var queue: EventQueue<Occurrence>
    var processes = OrderedMap<Int, SimProcess>()
    var directory: [ProcessFacts] = []
    var processIDs = OrderedMap<String, Int>()
    var nodes = OrderedMap<String, NodeRecord>()
    /// What exists beside the cluster.
    public internal(set) var outside = OutsideWorld()
    var faults = FaultState()
    var jitter: Seed
    var housekeepingDue: SimTime?
    var lastCompaction: SimTime
    var revisionAtCompaction: Int64 = 0
    var checker: ClusterChecker?

    /// A cluster that has booted: control plane and nodes are Ready, `t=0s`.
    public init(_ options: ClusterOptions) {
        self.options = options
        profile = options.profile
        now = SimTime.zero - options.bootTime
        lastCountedWrite = now
        lastCompaction = now
        let seed = Seed(options.seed)
        server = APIServer(seed: seed.child("apiserver"), changeLogWindow: options.limits.changeLogWindow)
        trace = TraceLog(window: options.limits.spanWindow)
        queue = EventQueue(delivery: options.delivery)
        jitter = seed.child("jitter")
        checker = options.checks ? ClusterChecker() : nil
        boot()
    }

    public var moment: Moment { Moment(time: now, start: options.start) }
    /// What the API server serves now.
    public var served: ResourceCatalog { server.catalog }
    /// The store's revision.
    public var revision: Int64 { server.store.revision }
    /// When the next event is due.
    public var nextDue: SimTime? { queue.nextDue }
    public var queuedEvents: Int { queue.count }

    // MARK: time

    /// Takes exactly one event from the queue; false if there is none.
    @discardableResult
    public mutating func step() -> Bool {
        guard let (slot, occurrence) = queue.pop() else { return false }
        now = max(now, slot.due)
        eventCount += 1
        let before = trace.count
        happen(occurrence)
        if trace.count == before { noteTurn(occurrence) }
        let revision = revision
        checker?.afterEvent(revision: revision)
        return true
    }

    /// Runs all that is due up to and including `moment`, then stands at `moment`.
    public mutating func run(until moment: SimTime) {
        while let due = queue.nextDue, due <= moment { step() }
        now = max(now, moment)
    }

    /// Time passes to `moment`, without an event: all that is due then may still wait for its turn.
    mutating func stand(at moment: SimTime) { now = max(now, moment) }

    private mutating func happen(_ occurrence: Occurrence) {
        switch occurrence {
        case .request(let flight): arrive(flight)
        case .answer(let address, let ticket, let result, let cause):
            dispatch(.answer(ticket: ticket, result, cause: cause), to: address)
        case .timer(let address, let tag): dispatch(.timer(tag), to: address)
        case .watch(let process, let epoch, let subscription, let change, let cause):
            deliver(change, to: process, epoch: epoch, subscription: subscription, cause: cause)
        case .reflect(let process, let epoch, let resource): listAndWatch(process, epoch, resource)
        case .listed(let process, let epoch, let resource, let subscription, let changes, let revision, let cause):
            takeList(process, epoch, resource, subscription, changes, revision, cause)
        case .discover(let process, let epoch): discover(process, epoch)
        case .start(let process): startProcess(process)
        case .housekeeping: keepHouse()
        }
    }

    /// Nothing happens without a span: an event that left none gets one of its own.
    private mutating func noteTurn(_ occurrence: Occurrence) {
        let turn: TurnSpan.Turn
        let process: Int
        var component = ""
        var causes: [SpanID] = []
        switch occurrence {
        case .answer(let address, _, let result, let cause):
            (turn, process, causes) = (.answer(code: result.code), address.process, [cause])
            component = directory[process].componentNames[address.component]
        case .timer(let address, let tag):
            (turn, process, causes) = (.timer(tag.key), address.process, tag.causes)
            component = directory[process].componentNames[address.component]
        case .request(let flight): (turn, process, causes) = (.held, flight.address.process, flight.causes)
        case .watch(let id, _, _, _, let cause): (turn, process, causes) = (.held, id, [cause])
        case .reflect(let id, _, _), .start(let id), .discover(let id, _), .listed(let id, _, _, _, _, _, _):
            (turn, process) = (.other, id)
        case .housekeeping:
            trace.append(
                .turned(TurnSpan(process: "kube-apiserver", component: "", turn: .other)), at: now, causes: [])
            return
        }
        trace.append(
            .turned(TurnSpan(process: directory[process].name, component: component, turn: turn)), at: now,
            causes: causes)
    }

    // MARK: dispatch

    /// Tells a component something and carries out its effects.
    ///
    /// - Returns: the keys that its event handlers put into work queues.
    @discardableResult
    mutating func dispatch(_ input: ComponentInput, to address: Address) -> [DeliverySpan.Woken] {
        guard directory[address.process].isCurrent(address.epoch) else { return [] }
        return work(address) { process, world, log, effects in
            process.handle(input, address, world, &log, &effects)
        }
    }

    /// Lets a fault change a component, and carries out what that does.
    mutating func intervene(_ address: Address, _ body: (inout any Component, inout Outlet) -> Void) {
        _ = work(address) { process, world, log, effects in
            process.use(address, world, &log, &effects, body)
        }
    }

    /// Lends a process the trace, and carries out what it does: the keys it woke are the answer.
    private mutating func work(
        _ address: Address,
        _ body: (inout SimProcess, WorldNow, inout TraceLog<Happening>, inout Effects) -> Void
    ) -> [DeliverySpan.Woken] {
        var effects = Effects()
        lendTrace(to: address.process) { process, world, log in body(&process, world, &log, &effects) }
        carryOut(effects, address)
        return effects.woken
    }

    /// Moves the cache of a process forward by one change and tells its components: the keys it woke are the answer.
    mutating func tell(_ change: Change, cause: SpanID, to id: Int) -> [DeliverySpan.Woken] {
        let epoch = directory[id].epoch
        let components = directory[id].watchers[change.object.resource.index]
        var done: [(address: Address, effects: Effects)] = []
        lendTrace(to: id) { process, world, log in
            done = process.tell(change, cause, components, epoch: epoch, world, &log)
        }
        var woken: [DeliverySpan.Woken] = []
        for (address, effects) in done {
            carryOut(effects, address)
            woken += effects.woken
        }
        return woken
    }

    private mutating func lendTrace(
        to process: Int, _ body: (inout SimProcess, WorldNow, inout TraceLog<Happening>) -> Void
    ) {
        var log = TraceLog<Happening>(window: 0)
        swap(&log, &trace)
        let world = WorldNow(
            moment: moment, profile: profile, newestRevisions: server.store.newest, served: server.catalog)
        processes.update(process) { body(&$0, world, &log) }
        swap(&log, &trace)
    }

    private mutating func carryOut(_ effects: Effects, _ address: Address) {
        for (due, tag) in effects.timers {
            queue.pushTimer(.timer(address, tag), on: Channels.timers(address), due: due)
        }
        for flight in effects.requests {
            let hop = latency(flight.request.verb.isRead ? profile.readHop : profile.writeHop)
            queue.push(.request(flight), on: Channels.requests(address), due: flight.sentAt + hop)
        }
        for (call, causes) in effects.outside {
            let text = outside.carryOut(call)
            let process = directory[address.process].name
            trace.append(
                .process(ProcessSpan(process: process, text: "outside of the cluster: \(text)")), at: now,
                causes: causes)
        }
        switch effects.leadership {
        case .unchanged: break
        case .won: startInformers(of: address.process)
        case .lost: crash(address.process, why: "lost its lease", restarts: true)
        }
    }

    /// A hop's time; it varies if the profile says so.
    mutating func latency(_ base: SimDuration) -> SimDuration {
        guard profile.jitters else { return base }
        return SimDuration(
            microseconds: base.microseconds / 2 + Int64(jitter.below(Int(base.microseconds) * 5 / 2 + 1)))
    }
}

/// What of the world a component is told with each input.
struct WorldNow {
    let moment: Moment
    let profile: Profile
    let newestRevisions: [Int64]
    let served: ResourceCatalog
}

/// What came of telling a component something.
struct Effects {
    var timers: [(due: SimTime, tag: TimerTag)] = []
    var requests: [RequestInFlight] = []
    var outside: [(call: OutsideCall, causes: [SpanID])] = []
    var leadership: Leadership = .unchanged
    var woken: [DeliverySpan.Woken] = []
}

extension SimProcess {
    /// Tells one of its components something.
    mutating func handle(
        _ input: ComponentInput, _ address: Address, _ world: WorldNow, _ log: inout TraceLog<Happening>,
        _ effects: inout Effects
    ) {
        if case .answer(SimProcess.recorderTicket, let result, _) = input {
            slots[address.component].recorder?.answered(result)
            writeNextEvent(address, world.moment, &effects)
            return
        }
        use(address, world, &log, &effects) { component, outlet in
            component.handle(input, &outlet)
        }
    }

    /// Gives a component an outlet and collects what it does with it.
    mutating func use(
        _ address: Address, _ world: WorldNow, _ log: inout TraceLog<Happening>, _ effects: inout Effects,
        _ body: (inout any Component, inout Outlet) -> Void
    ) {
        var outlet = lend(world, &log)
        body(&slots[address.component].component, &outlet)
        if let output = outlet.takeOutput() { effects = collect(output, address, world.moment) }
        take(&outlet, &log)
    }

    /// Moves the cache forward by a change and tells components of it, one after the other; gives what they do.
    mutating func tell(
        _ change: Change, _ cause: SpanID, _ components: [Int], epoch: Int, _ world: WorldNow,
        _ log: inout TraceLog<Happening>
    ) -> [(address: Address, effects: Effects)] {
        caches.apply(change)
        var done: [(address: Address, effects: Effects)] = []
        var outlet = lend(world, &log)
        for index in components {
            slots[index].component.handle(.delta(change, cause: cause), &outlet)
            guard let output = outlet.takeOutput() else { continue }
            let address = Address(process: id, component: index, epoch: epoch)
            done.append((address, collect(output, address, world.moment)))
        }
        take(&outlet, &log)
        return done
    }

    /// Makes an outlet that holds the caches and the trace until `take` gives them back.
    private mutating func lend(_ world: WorldNow, _ log: inout TraceLog<Happening>) -> Outlet {
        var outlet = Outlet(
            moment: world.moment, profile: world.profile, caches: .none, seed: seed,
            trace: TraceLog(window: 0), newestRevisions: world.newestRevisions, served: world.served)
        swap(&outlet.caches, &caches)
        swap(&outlet.trace, &log)
        return outlet
    }

    private mutating func take(_ outlet: inout Outlet, _ log: inout TraceLog<Happening>) {
        swap(&outlet.caches, &caches)
        swap(&outlet.trace, &log)
        seed = outlet.seed
    }

    /// What a component's output comes to: its requests wait for the client's limit, its events for the recorder.
    private mutating func collect(_ output: Outlet.Output, _ address: Address, _ moment: Moment) -> Effects {
        var effects = Effects(
            timers: output.timers, outside: output.outside, leadership: output.leadership, woken: output.woken)
        effects.requests.reserveCapacity(output.requests.count)
        for outgoing in output.requests {
            effects.requests.append(
                RequestInFlight(
                    address: address, ticket: outgoing.ticket, request: outgoing.request, causes: outgoing.causes,
                    sync: outgoing.sync, sentAt: sendTime(address, moment)))
        }
        if !output.events.isEmpty {
            for event in output.events { slots[address.component].recorder?.accept(event) }
            writeNextEvent(address, moment, &effects)
        }
        return effects
    }

    /// Lets the recorder send its next event, if none is under way.
    private mutating func writeNextEvent(_ address: Address, _ moment: Moment, _ effects: inout Effects) {
        guard let (request, causes) = slots[address.component].recorder?.next(at: moment) else { return }
        var sent = request
        sent.user = slots[address.component].component.user
        effects.requests.append(
            RequestInFlight(
                address: address, ticket: SimProcess.recorderTicket, request: sent, causes: causes, sync: .none,
                sentAt: sendTime(address, moment)))
    }

    /// When the client's limit lets the next request go.
    private mutating func sendTime(_ address: Address, _ moment: Moment) -> SimTime {
        guard slots[address.component].limiter != nil else { return moment.time }
        return slots[address.component].limiter?.take(at: moment.time) ?? moment.time
    }
}
