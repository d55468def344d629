public import KubeAPI
public import Simulation

/// What a component is told.
public enum ComponentInput: Sendable {
    /// The process runs and every cache of it has been filled (a leader: it holds the lease).
    case started
    /// A cache of the process moved forward by one change; `cause` is the span of the delivery.
    case delta(Change, cause: SpanID)
    /// The answer to request `ticket`.
    case answer(ticket: Int, APIResult, cause: SpanID)
    /// A timer that the component set.
    case timer(TimerTag)
}

/// What a timer is for. Its meaning belongs to the component that set it.
public struct TimerTag: Sendable, Equatable {
    public let kind: UInt8
    public let key: ObjectKey
    public let number: Int
    /// Set by a worker that waits for nothing but its turn: the queue's view leaves it out.
    public let causes: [SpanID]

    public init(kind: UInt8, key: ObjectKey = ObjectKey("", ""), number: Int = 0, causes: [SpanID] = []) {
        self.kind = kind
        self.key = key
        self.number = number
        self.causes = causes
    }
}

/// One loop inside a process: a controller, the scheduler, a kubelet.
///
/// A value: it is told something and answers with effects on `outlet`; it calls nobody.
public protocol Component: Sendable {
    /// `replicaset-controller`, `default-scheduler`, `kubelet`: what views and audit logs call it.
    var name: String { get }
    /// The user its requests are sent as.
    var user: String { get }

    /// Must it be told of changes of `resource`? Who does not look at them is not woken for them.
    func watches(_ resource: Resource) -> Bool

    mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet)

    /// What `inspect` shows: lines of name and text, most important first.
    func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection]
    /// What must be true of the component between two events; `nil` if it is.
    func invariantBroken() -> String?
    /// What it tells who scrapes the metrics of its process.
    func measurements(at moment: Moment) -> [Measurement]
}

extension Component {
    public func watches(_ resource: Resource) -> Bool { true }
    public func invariantBroken() -> String? { nil }
    /// Nothing.
    public func measurements(at moment: Moment) -> [Measurement] { [] }
}

/// One line of what `inspect` shows of a component.
public struct Inspection: Sendable, Equatable {
    /// `queue`, `expectations`, `back-off`, …
    public let topic: String
    public let text: String

    public init(_ topic: String, _ text: String) {
        self.topic = topic
        self.text = text
    }
}

/// What the leader elector tells its process.
public enum Leadership: Sendable { case unchanged, won, lost }

/// A request on its way out of a component.
public struct Outgoing: Sendable {
    public let ticket: Int
    public let request: APIRequest
    public let causes: [SpanID]
    /// The sync it belongs to, if any.
    public let sync: SpanID
}

/// What a component is given while it handles one input, and what takes its effects.
public struct Outlet: Sendable {
    public let moment: Moment
    public let profile: Profile
    /// The caches of the process.
    public var caches: InformerCaches
    /// Chance, of the process.
    public var seed: Seed
    /// The trace: spans are appended where they happen.
    public var trace: TraceLog<Happening>
    /// The store's newest revision of each resource: nothing a component may act on; views say by it how far
    /// caches are behind.
    public let newestRevisions: [Int64]
    /// What the API server serves now: for loops that ask discovery each time.
    public let served: ResourceCatalog
    /// What the component has done so far.
    public private(set) var output = Output()

    public init(
        moment: Moment, profile: Profile, caches: InformerCaches, seed: Seed, trace: TraceLog<Happening>,
        newestRevisions: [Int64], served: ResourceCatalog = .builtIn
    ) {
        self.served = served
        self.newestRevisions = newestRevisions
        self.moment = moment
        self.profile = profile
        self.caches = caches
        self.seed = seed
        self.trace = trace
    }

    /// What a component has put into an outlet.
    public struct Output: Sendable {
        /// The keys that event handlers put into work queues.
        public fileprivate(set) var woken: [DeliverySpan.Woken] = []
        public fileprivate(set) var leadership: Leadership = .unchanged
        public fileprivate(set) var requests: [Outgoing] = []
        public fileprivate(set) var timers: [(due: SimTime, tag: TimerTag)] = []
        public fileprivate(set) var events: [RecordedEvent] = []
        /// What is done outside of the cluster, with its causes.
        public fileprivate(set) var outside: [(call: OutsideCall, causes: [SpanID])] = []
        fileprivate var isEmpty = true
    }

    /// The output so far, if there is any; the outlet has none then.
    public mutating func takeOutput() -> Output? {
        if output.isEmpty { return nil }
        defer { output = Output() }
        return output
    }

    /// Does `body` with an output of its own, which is given back instead of being done.
    public mutating func aside(_ body: (inout Outlet) -> Void) -> Output {
        let before = output
        output = Output()
        body(&self)
        defer { output = before }
        return output
    }

    /// Sends a request; the answer comes back as `.answer(ticket: …)`.
    public mutating func send(
        _ request: APIRequest, ticket: Int, causes: [SpanID], sync: SpanID = .none
    ) {
        output.isEmpty = false
        output.requests.append(Outgoing(ticket: ticket, request: request, causes: causes, sync: sync))
    }

    /// Sets a timer.
    public mutating func wake(at due: SimTime, _ tag: TimerTag) {
        output.isEmpty = false
        output.timers.append((due, tag))
    }

    /// Sets a timer after `delay`.
    public mutating func wake(after delay: SimDuration, _ tag: TimerTag) {
        wake(at: moment.time + delay, tag)
    }

    /// Notes that an event handler queued a key.
    public mutating func wokeUp(_ entry: DeliverySpan.Woken) {
        output.isEmpty = false
        output.woken.append(entry)
    }

    /// Hands an event to the process's recorder; it is written later, on a channel of its own.
    public mutating func record(_ event: RecordedEvent) {
        output.isEmpty = false
        output.events.append(event)
    }

    /// Makes or removes a thing outside of the cluster.
    public mutating func act(_ call: OutsideCall, causes: [SpanID]) {
        output.isEmpty = false
        output.outside.append((call, causes))
    }

    /// Tells the process that it leads, or no longer does: for the leader elector alone.
    public mutating func lead(_ leadership: Leadership) {
        output.isEmpty = false
        output.leadership = leadership
    }

    /// Appends a span to the trace.
    @discardableResult
    public mutating func span(_ body: Happening, causes: [SpanID]) -> SpanID {
        trace.append(body, at: moment.time, causes: causes)
    }
}
