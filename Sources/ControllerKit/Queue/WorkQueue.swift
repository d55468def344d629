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
    /// Keys that must be processed, with why. In `order` unless they are being processed.
    private var dirty = OrderedMap<WorkKey, [SpanID]>()
    private var processing = OrderedMap<WorkKey, Bool>()
    private var waiting = OrderedMap<WorkKey, SimTime>()

    public init() {}

    /// Keys ready to be taken.
    public var count: Int { order.count }
    public var isEmpty: Bool { order.isEmpty }

    /// What adding a key came to.
    public enum Added: Sendable { case new, merged, afterProcessing }

    /// Adds a key because of `causes`.
    @discardableResult
    public mutating func add(_ key: WorkKey, causes: [SpanID]) -> Added {
        let known: Void? = dirty.update(key) { kept in
            for cause in causes where kept.count < WorkQueue.causesKept && !kept.contains(cause) {
                kept.append(cause)
            }
        }
        if known != nil { return .merged }
        dirty[key] = Array(causes.prefix(WorkQueue.causesKept))
        if processing[key] != nil { return .afterProcessing }
        push(key)
        return .new
    }

    private mutating func push(_ key: WorkKey) {
        next += 1
        order[next] = key
    }

    /// Takes the oldest ready key; it is in processing until `done`.
    public mutating func take() -> (key: WorkKey, causes: [SpanID])? {
        guard let (_, key) = order.popFirst() else { return nil }
        let causes = dirty.removeValue(forKey: key) ?? []
        processing[key] = true
        return (key, causes)
    }

    /// Ends the processing of `key`; it is queued again if it was added meanwhile.
    ///
    /// - Returns: how many causes wait for the next round.
    @discardableResult
    public mutating func done(_ key: WorkKey) -> [SpanID] {
        processing[key] = nil
        guard let causes = dirty[key] else { return [] }
        push(key)
        return causes
    }

    /// Notes that `key` is to be added at `due`.
    ///
    /// - Returns: whether a timer must be set (an earlier or equal one is not running yet).
    public mutating func wait(_ key: WorkKey, until due: SimTime) -> Bool {
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
