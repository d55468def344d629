import Documents
public import KubeAPI
public import OrderedMaps
public import Simulation

/// A sync stopped at a request whose answer is not there yet. Its worker parks it; it is re-run later.
public struct Interrupt: Error, Sendable {}

/// How a sync ends.
public enum Requeue: Sendable, Equatable {
    case done
    case after(SimDuration)
    /// It failed: the queue's rate limiter says when to try again.
    case withBackoff(reason: String)
}

/// A control loop: straight-line code that compares what should be with what is.
///
/// Pure: the same cache and the same answers give the same requests. It may be interrupted at each
/// request and is re-run from its recorded answers, so it must not look at anything but `context`.
public protocol Reconciler: Sendable {
    /// What the loop remembers between syncs besides expectations.
    associatedtype Memory: Sendable = NoMemory

    /// `replicaset-controller`: also the source of its events and the end of its user name.
    static var name: String { get }
    /// Who its requests are sent as: its service account, if it says nothing else.
    static var user: String { get }
    static var workers: Int { get }
    static func makeRateLimiter() -> RateLimiter
    /// The resources whose cache must be as new as the loop's own writes (1.36); empty: not checked.
    static var consistentResources: [Resource] { get }
    static func makeMemory() -> Memory
    /// After so many failures in a row a key is dropped until something changes; `nil`: never.
    static var retriesMax: Int? { get }

    /// What it looks at when it starts, though nothing has changed.
    static var firstKeys: [ObjectKey] { get }
    /// Does `observe` look at changes of `resource`? It is not called for others.
    static func watches(_ resource: Resource) -> Bool
    /// A change reached the process: which keys must be looked at, what was awaited and has come.
    static func observe(_ change: Change, _ reactions: inout Reactions<Memory>)
    /// What `inspect` shows of what it remembers.
    static func inspection(of memory: Memory, at moment: Moment) -> [Inspection]
    /// Brings the object of `key` one step nearer to what its spec says.
    static func sync(_ key: WorkKey, _ context: inout SyncContext<Memory>) throws(Interrupt) -> Requeue
}

extension Reconciler {
    public static var user: String { "system:serviceaccount:kube-system:\(name)" }
    public static var workers: Int { 5 }
    public static func watches(_ resource: Resource) -> Bool { true }
    public static func makeRateLimiter() -> RateLimiter { .controllerDefault }
    public static var consistentResources: [Resource] { [] }
    public static var firstKeys: [ObjectKey] { [] }
    public static var retriesMax: Int? { nil }
    public static func inspection(of memory: Memory, at moment: Moment) -> [Inspection] { [] }
}

extension Reconciler where Memory == NoMemory {
    public static func makeMemory() -> NoMemory { NoMemory() }
}

/// For loops that remember nothing but expectations.
public struct NoMemory: Sendable {}

/// What a controller keeps between syncs.
public struct ControllerMemory<Memory: Sendable>: Sendable {
    public var expectations = Expectations()
    public var consistency = ConsistencyStore()
    public var own: Memory
}

/// What an event handler does: it adds keys and takes down expectations, nothing else.
///
/// One value lives as long as its controller: making it anew for each change told was a third of what telling costs.
public struct Reactions<Memory: Sendable>: Sendable {
    /// The caches of the process while a change is told.
    public private(set) var caches = InformerCaches.none
    /// When it is told.
    public private(set) var moment = Moment(time: .zero, start: 0)
    /// What the controller remembers.
    public var memory: ControllerMemory<Memory>
    /// The keys to be queued, each with the delay before it is.
    public private(set) var added: [(key: WorkKey, delay: SimDuration)] = []
    private(set) var events: [(type: String, reason: String, message: String, object: ObjectRef)] = []

    init(memory: ControllerMemory<Memory>) { self.memory = memory }

    /// Begins with a change: what the handler may look at.
    mutating func begin(_ caches: InformerCaches, _ moment: Moment) {
        self.caches = caches
        self.moment = moment
    }

    /// Ends: the caches are let go, what was done is dropped.
    mutating func end() {
        caches = .none
        if !added.isEmpty { added = [] }
        if !events.isEmpty { events = [] }
    }

    /// Reports an event about `object`.
    public mutating func record(type: String, reason: String, message: String, on object: ObjectRef) {
        events.append((type, reason, message, object))
    }

    /// Adds a key to the work queue, after `delay` if it is given.
    public mutating func enqueue(_ key: ObjectKey, lane: UInt8 = 0, after delay: SimDuration = .zero) {
        added.append((WorkKey(key, lane: lane), delay))
    }
}

/// What a sync may do. Each read, request and look at memory has a position; if the answer of that position
/// is recorded, it is given again, else it is made now (reads) or the sync is interrupted (requests).
public struct SyncContext<Memory: Sendable>: Sendable {
    /// The moment the sync started; it does not move while it runs.
    public let moment: Moment
    let caches: InformerCaches
    var memory: ControllerMemory<Memory>
    var flight: Flight
    let usesExpectations: Bool
    private var position = 0
    private var eventPosition = 0
    public private(set) var findings: [Finding] = []
    private(set) var pending: [APIRequest] = []
    let user: String

    init(
        moment: Moment, caches: InformerCaches, memory: ControllerMemory<Memory>, flight: Flight, user: String,
        usesExpectations: Bool
    ) {
        self.moment = moment
        self.caches = caches
        self.memory = memory
        self.flight = flight
        self.user = user
        self.usesExpectations = usesExpectations
    }

    /// The resources its process has learned of: discovery is polled, so it may be behind.
    public var discovered: ResourceCatalog { flight.discovered }
    /// The resources that were served when the sync began: what asking discovery then answers.
    public var served: ResourceCatalog { flight.served }

    // MARK: requests

    /// Sends one request and gives its answer.
    public mutating func send(_ request: APIRequest) throws(Interrupt) -> APIResult {
        try sendAll([request])[0]
    }

    /// Sends requests together, as a slow-start batch is, and gives the answers in the order of the requests.
    public mutating func sendAll(_ requests: [APIRequest]) throws(Interrupt) -> [APIResult] {
        if requests.isEmpty { return [] }
        defer { position += 1 }
        if position < flight.answers.count {
            guard case .results(let asked, let results) = flight.answers[position] else {
                preconditionFailure("position \(position) of \(flight.key): a request where there was none")
            }
            precondition(
                asked.count == requests.count && zip(asked, requests).allSatisfy { $0.isSame(as: $1) },
                "position \(position) of \(flight.key): a re-run asked for something else")
            return results
        }
        pending = requests.map { request in
            var request = request
            request.user = user
            return request
        }
        throw Interrupt()
    }

    // MARK: reads of the cache

    /// The object of `key` as the cache has it.
    public mutating func cached(_ resource: Resource, _ key: ObjectKey) -> APIObject? {
        read { caches in caches.object(resource, key).map { [$0] } ?? [] }.first
    }

    /// All cached objects of a namespace, ordered by key.
    public mutating func cachedList(_ resource: Resource, namespace: String) -> [APIObject] {
        read { caches in caches[resource]?.list(namespace: namespace) ?? [] }
    }

    /// The cached objects under `value` of an index, ordered by key.
    public mutating func cachedIndexed(_ resource: Resource, _ index: CacheIndex, _ value: String) -> [APIObject] {
        read { caches in caches[resource]?.indexed(index, value) ?? [] }
    }

    /// As `cachedIndexed`, without a list: as they lie in the index, with what is counted of them.
    public mutating func cachedGroup(_ resource: Resource, _ index: CacheIndex, _ value: String) -> CacheGroup {
        defer { position += 1 }
        if position < flight.answers.count {
            guard case .group(let group) = flight.answers[position] else {
                preconditionFailure("position \(position) of \(flight.key): a read where there was none")
            }
            return group
        }
        let group = caches[resource]?.group(index, value) ?? CacheGroup()
        flight.answers.append(.group(group))
        return group
    }

    private mutating func read(_ body: (InformerCaches) -> [APIObject]) -> [APIObject] {
        defer { position += 1 }
        if position < flight.answers.count {
            guard case .objects(let objects) = flight.answers[position] else {
                preconditionFailure("position \(position) of \(flight.key): a read where there was none")
            }
            return objects
        }
        let objects = body(caches)
        flight.answers.append(.objects(objects))
        return objects
    }

    /// How far the cache of `resource` is, noted as a finding together with the store.
    public mutating func noteCache(_ resource: Resource) {
        let revision = number { context in Int(context.caches[resource]?.revision ?? 0) }
        findings.append(.cache(resource, cache: Int64(revision), store: flight.storeAtStart[resource.index]))
    }

    // MARK: memory

    /// Changes what the controller remembers, once: a re-run gets the recorded number back.
    @discardableResult
    public mutating func remember(_ body: (inout ControllerMemory<Memory>) -> Int) -> Int {
        number { context in body(&context.memory) }
    }

    @discardableResult
    private mutating func number(_ body: (inout SyncContext<Memory>) -> Int) -> Int {
        defer { position += 1 }
        if position < flight.answers.count {
            guard case .number(let number) = flight.answers[position] else {
                preconditionFailure("position \(position) of \(flight.key): a look at memory where there was none")
            }
            return number
        }
        let number = body(&self)
        flight.answers.append(.number(number))
        return number
    }

    /// May the controller steer the object of `key`? Notes what it waits for if not.
    public mutating func expectationsMet(for key: ObjectKey) -> Bool {
        guard usesExpectations else {
            note(.rule("expectations", detail: "switched off for teaching"))
            return true
        }
        let now = moment.time
        var awaited: Expectations.Outstanding?
        let met = remember { memory in memory.expectations.areSatisfied(for: key, at: now) ? 1 : 0 } == 1
        if !met { awaited = memory.expectations[key] }
        if let awaited {
            note(.expects(creations: awaited.creations, deletions: awaited.deletions, since: awaited.since))
        }
        return met
    }

    /// Reads what the controller remembers, once: a re-run gets the same values back.
    public mutating func recall<Item: Sendable>(_ body: (ControllerMemory<Memory>) -> [Item]) -> [Item] {
        alter { memory in body(memory) }
    }

    /// Changes what the controller remembers and tells of it, once: a re-run gets the same values back.
    public mutating func alter<Item: Sendable>(_ body: (inout ControllerMemory<Memory>) -> [Item]) -> [Item] {
        once { context in body(&context.memory) }
    }

    /// What `body` works out of all groups of an index, once: for what would be dear to list.
    public mutating func overGroups<Item: Sendable>(
        _ resource: Resource, _ index: CacheIndex, _ body: (OrderedMap<String, CacheGroup>) -> [Item]
    ) -> [Item] {
        once { context in context.caches[resource].map { body($0.groups(index)) } ?? [] }
    }

    private mutating func once<Item: Sendable>(_ body: (inout SyncContext<Memory>) -> [Item]) -> [Item] {
        defer { position += 1 }
        if position < flight.answers.count {
            guard case .recalled(let items) = flight.answers[position], let typed = items as? [Item] else {
                preconditionFailure("position \(position) of \(flight.key): a look where there was none")
            }
            return typed
        }
        let items = body(&self)
        flight.answers.append(.recalled(items))
        return items
    }

    /// Adds keys to the controller's own queues, once, because of this sync.
    public mutating func enqueue(_ keys: [WorkKey]) {
        number { context in
            context.flight.enqueued += keys
            return 0
        }
    }

    /// The same, each when the rate limiter of the queue lets it.
    public mutating func enqueueLimited(_ keys: [WorkKey]) {
        number { context in
            context.flight.enqueuedLimited += keys
            return 0
        }
    }

    // MARK: outside of the cluster

    /// Makes or removes a thing outside of the cluster, once: a re-run does not do it again.
    public mutating func act(_ call: OutsideCall) {
        number { context in
            context.flight.outsideCalls.append(call)
            return 0
        }
    }

    // MARK: telling

    /// Notes what was seen, compared or decided.
    public mutating func note(_ finding: Finding) { findings.append(finding) }

    /// Reports an event about `object`; it is written later and never interrupts.
    public mutating func record(type: String, reason: String, message: String, on object: APIObject) {
        defer { eventPosition += 1 }
        if eventPosition < flight.events.count { return }
        flight.events.append(
            RecordedEvent(
                regarding: object.ref, regardingRevision: object.revision, type: type, reason: reason,
                message: message, causes: [flight.span]))
    }
}

extension APIRequest {
    /// Equal but for who asks.
    func isSame(as other: APIRequest) -> Bool {
        var copy = other
        copy.user = user
        return self == copy
    }
}

/// A sync under way: a value that can be stopped, shown, forked and crashed between any two requests.
public struct Flight: Sendable {
    enum Answer: Sendable {
        case objects([APIObject])
        case group(CacheGroup)
        case results([APIRequest], [APIResult])
        case number(Int)
        case recalled(any Sendable)
    }

    public let key: WorkKey
    /// The span of its start.
    public let span: SpanID
    public let causes: [SpanID]
    public let startedAt: Moment
    public let worker: Int
    /// The store's newest revision of each resource when it started; only for the trace.
    let storeAtStart: [Int64]
    /// What the process knew of the served resources when it started, and what was served then.
    let discovered: ResourceCatalog
    let served: ResourceCatalog
    var answers: [Answer] = []
    var events: [RecordedEvent] = []
    var eventsSent = 0
    /// Keys it added to the controller's own queues, not handed over yet.
    var enqueued: [WorkKey] = []
    /// The same, for the rate limiter.
    var enqueuedLimited: [WorkKey] = []
    /// What it does outside of the cluster, not handed over yet.
    var outsideCalls: [OutsideCall] = []
    var reruns = 0
    /// What it waits for: the answers to the last requests, as they come.
    var awaiting: [APIRequest] = []
    var arrived: [APIResult?] = []
    var missing = 0
    var requestSpans: [SpanID] = []
    /// What it noted up to the request it waits for.
    public internal(set) var findingsSoFar: [Finding] = []

    init(
        key: WorkKey, span: SpanID, causes: [SpanID], startedAt: Moment, worker: Int, storeAtStart: [Int64],
        discovered: ResourceCatalog = .builtIn, served: ResourceCatalog = .builtIn
    ) {
        self.discovered = discovered
        self.served = served
        self.key = key
        self.span = span
        self.causes = causes
        self.startedAt = startedAt
        self.worker = worker
        self.storeAtStart = storeAtStart
    }

    /// Does `other` wait for the same answers?
    public func isAt(_ other: Flight) -> Bool {
        span == other.span && answers.count == other.answers.count && arrived.count == other.arrived.count
    }

    /// The requests that were sent and not answered yet.
    public var openRequests: [APIRequest] {
        zip(awaiting, arrived).compactMap { $1 == nil ? $0 : nil }
    }
}
