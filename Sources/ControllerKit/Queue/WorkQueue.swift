public import KubeAPI
import OrderedMaps
public import Simulation

/// What waits in a work queue: an object's key, and which of the controller's queues it is in.
public struct WorkKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 0 for controllers with one queue.
    public let lane: UInt8
    public let key: ObjectKey

    public init(_ key: ObjectKey, lane: UInt8 = 0) {
        self.key = key
        self.lane = lane
    }

    public static func < (a: WorkKey, b: WorkKey) -> Bool { a.lane == b.lane ? a.key < b.key : a.lane < b.lane }
    public var description: String { key.description }
}

/// client-go's work queue: a key is in it once, however often it is added; a key that is being worked on
/// is queued again only when that ends. The causes of merged adds are merged too.
///
/// Upstream: client-go util/workqueue/queue.go (dirty and processing sets), delaying_queue.go.
public struct WorkQueue: Sendable {
    /// How many causes of merged adds one entry keeps (the oldest are kept).
    public static let causesKept = 64

    private var order = OrderedMap<Int, WorkKey>()
    private var next = 0
    /// Keys that must be processed. In `order` unless they are being processed.
    private var dirty = OrderedMap<WorkKey, Due>()
    private var processing = OrderedMap<WorkKey, Bool>()
    private var waiting = OrderedMap<WorkKey, SimTime>()

    /// Why a key must be processed, and since when.
    private struct Due: Sendable {
        var causes: [SpanID]
        let since: SimTime
    }

    /// How often a key was added that was not in the queue.
    public private(set) var adds = 0
    /// How often a key was to come back later.
    public private(set) var retries = 0
    /// How long keys have waited to be taken.
    public private(set) var waits = DurationHistogram()

    public init() {}

    /// Keys ready to be taken.
    public var count: Int { order.count }
    public var isEmpty: Bool { order.isEmpty }

    /// What adding a key came to.
    public enum Added: Sendable { case new, merged, afterProcessing }

    /// Adds a key because of `causes`.
    @discardableResult
    public mutating func add(_ key: WorkKey, causes: [SpanID], at now: SimTime) -> Added {
        let known: Void? = dirty.update(key) { kept in
            for cause in causes where kept.causes.count < WorkQueue.causesKept && !kept.causes.contains(cause) {
                kept.causes.append(cause)
            }
        }
        if known != nil { return .merged }
        adds += 1
        dirty[key] = Due(causes: Array(causes.prefix(WorkQueue.causesKept)), since: now)
        if processing[key] != nil { return .afterProcessing }
        push(key)
        return .new
    }

    private mutating func push(_ key: WorkKey) {
        next += 1
        order[next] = key
    }

    /// Takes the oldest ready key; it is in processing until `done`.
    public mutating func take(at now: SimTime) -> (key: WorkKey, causes: [SpanID])? {
        guard let (_, key) = order.popFirst() else { return nil }
        let due = dirty.removeValue(forKey: key)
        if let due { waits.observe(now - due.since) }
        processing[key] = true
        return (key, due?.causes ?? [])
    }

    /// Ends the processing of `key`; it is queued again if it was added meanwhile.
    ///
    /// - Returns: how many causes wait for the next round.
    @discardableResult
    public mutating func done(_ key: WorkKey) -> [SpanID] {
        processing[key] = nil
        guard let due = dirty[key] else { return [] }
        push(key)
        return due.causes
    }

    /// Notes that `key` is to be added at `due`.
    ///
    /// - Returns: whether a timer must be set (an earlier or equal one is not running yet).
    public mutating func wait(_ key: WorkKey, until due: SimTime) -> Bool {
        retries += 1
        if let known = waiting[key], known <= due { return false }
        waiting[key] = due
        return true
    }

    /// The delay of `key` is over; false if that timer has been overtaken by an earlier one.
    public mutating func waited(_ key: WorkKey, at now: SimTime) -> Bool {
        guard let due = waiting[key], due <= now else { return false }
        waiting[key] = nil
        return true
    }

    public var ready: [WorkKey] { order.map { $0.value } }
    public var inProcessing: [WorkKey] { processing.map { $0.key } }
    public var delayed: [(key: WorkKey, due: SimTime)] { waiting.map { ($0.key, $0.value) } }

    /// What must hold: a ready key is dirty and not in processing.
    public func invariantBroken() -> String? {
        for (_, key) in order {
            if dirty[key] == nil { return "key \(key) is queued but not dirty" }
            if processing[key] != nil { return "key \(key) is queued and in processing" }
        }
        return nil
    }
}
