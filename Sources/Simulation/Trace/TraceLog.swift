import OrderedMaps

/// The name of a span: its place in the trace, counted from 1.
public struct SpanID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let number: Int

    public init(_ number: Int) { self.number = number }
    /// Nothing: the cause of what has no cause.
    public static let none = SpanID(0)
    public static func < (a: SpanID, b: SpanID) -> Bool { a.number < b.number }
    public var description: String { String(number) }
}

/// One thing that happened, and what made it happen.
public struct Span<Body: Sendable>: Sendable {
    public let id: SpanID
    public let time: SimTime
    /// Older spans, each at least one; empty only for what came from outside.
    public let causes: [SpanID]
    public var body: Body
}

/// Everything that happened, in order. Diagrams, diffs, `why`, transcript and audit log read it.
///
/// Only the newest `window` spans are kept whole; older ones are regained by replay.
public struct TraceLog<Body: Sendable>: Sendable {
    private var spans = ChunkedLog<Span<Body>>()
    /// How many spans are kept.
    public var window: Int

    public init(window: Int) { self.window = window }

    /// The id the next span will get.
    public var nextID: SpanID { SpanID(spans.count + 1) }
    /// How many spans were ever appended.
    public var count: Int { spans.count }
    /// The oldest id that is still kept.
    public var firstKept: SpanID { SpanID(spans.startIndex + 1) }

    /// Appends a span; every cause must be older than it.
    @discardableResult
    public mutating func append(_ body: Body, at time: SimTime, causes: [SpanID]) -> SpanID {
        let id = nextID
        for cause in causes { precondition(cause < id, "span \(id) names the cause \(cause), which is not older") }
        let known = causes.contains(.none) ? causes.filter { $0 != .none } : causes
        spans.append(Span(id: id, time: time, causes: known, body: body))
        if spans.count - spans.startIndex > window + window / 4 { spans.removeFirst(upTo: spans.count - window) }
        return id
    }

    /// Completes the span `id`, which has just been appended.
    public mutating func complete(_ id: SpanID, _ change: (inout Body) -> Void) {
        let index = id.number - 1
        guard index >= spans.startIndex, index < spans.count else { return }
        spans.update(index) { change(&$0.body) }
    }

    /// The span `id`, if it is still kept.
    public subscript(id: SpanID) -> Span<Body>? {
        let index = id.number - 1
        guard index >= spans.startIndex, index < spans.count else { return nil }
        return spans[index]
    }

    /// The kept spans from `id` on, oldest first, as long as `body` says to go on.
    public func forEach(from id: SpanID, _ body: (Span<Body>) -> Bool) {
        var index = max(id.number - 1, spans.startIndex)
        while index < spans.count {
            if !body(spans[index]) { return }
            index += 1
        }
    }

    /// The kept spans before and including `id`, newest first, as long as `body` says to go on.
    public func forEachBackward(from id: SpanID, _ body: (Span<Body>) -> Bool) {
        var index = min(id.number, spans.count) - 1
        while index >= spans.startIndex {
            if !body(spans[index]) { return }
            index -= 1
        }
    }
}
