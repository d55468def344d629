import ControllerKit
import KubeAPI
import Simulation

/// The trace with the questions that views ask of it.
struct Trail {
    /// How many spans are looked through for one answer that may lie far back.
    static let lookBackMax = 50_000

    let trace: TraceLog<Happening>

    init(_ trace: TraceLog<Happening>) { self.trace = trace }

    subscript(id: SpanID) -> Span<Happening>? { trace[id] }

    // MARK: causes

    /// The cause that explains `span` best: of merged ones the change of the very
    /// object by somebody else, else any change by somebody else, else the oldest.
    func mainCause(of span: Span<Happening>) -> Span<Happening>? {
        if case .syncStarted(let start) = span.body {
            var foreign: Span<Happening>?
            for id in span.causes {
                guard let cause = trace[id], case .delivery(let delivery) = cause.body,
                    writer(of: cause)?.component != start.component
                else { continue }
                if delivery.change.object.key == start.key.key { return cause }
                if foreign == nil { foreign = cause }
            }
            if let foreign { return foreign }
        }
        return span.causes.first.flatMap { trace[$0] }
    }

    /// The causes from `span` back to what came from outside, `span` first.
    func chain(from span: Span<Happening>) -> [Span<Happening>] {
        var out = [span]
        while let last = out.last, let cause = mainCause(of: last) { out.append(cause) }
        return out
    }

    /// Where it all began: a person's command, a timer or a process that started.
    func origin(of span: Span<Happening>) -> Span<Happening> {
        var last = span
        while let cause = mainCause(of: last) { last = cause }
        return last
    }

    /// The request whose change a delivery carries.
    func writer(of delivery: Span<Happening>) -> RequestSpan? {
        guard let cause = delivery.causes.first.flatMap({ trace[$0] }),
            case .request(let request) = cause.body
        else { return nil }
        return request
    }

    /// What was typed, if a person began it.
    func typed(_ span: Span<Happening>) -> String? {
        if case .input(let text) = origin(of: span).body { return text }
        return nil
    }

    /// The spans that name `id` as a cause.
    func effects(of id: SpanID) -> [Span<Happening>] {
        var out: [Span<Happening>] = []
        trace.forEach(from: SpanID(id.number + 1)) { span in
            if span.causes.contains(id) { out.append(span) }
            return true
        }
        return out
    }

    // MARK: syncs

    /// The end of the sync that started with `start`.
    func end(ofSync start: SpanID) -> Span<Happening>? {
        var found: Span<Happening>?
        trace.forEach(from: SpanID(start.number + 1)) { span in
            guard case .syncEnded(let record) = span.body, record.start == start else { return true }
            found = span
            return false
        }
        return found
    }

    /// The answered requests of a sync, in order.
    func requests(ofSync start: SpanID) -> [(id: SpanID, request: RequestSpan)] {
        var out: [(id: SpanID, request: RequestSpan)] = []
        trace.forEach(from: SpanID(start.number + 1)) { span in
            switch span.body {
            case .request(let request) where request.sync == start: out.append((span.id, request))
            case .syncEnded(let record) where record.start == start: return false
            default: break
            }
            return true
        }
        return out
    }

    // MARK: changes

    /// How many changes of `resource` the store had made after `cache`, up to `store`, before span `id`.
    func changes(of resource: Resource, after cache: Int64, upTo store: Int64, before id: SpanID) -> Int {
        if cache >= store { return 0 }
        var count = 0
        var looked = 0
        trace.forEachBackward(from: SpanID(id.number - 1)) { span in
            looked += 1
            guard case .request(let request) = span.body else { return looked < Trail.lookBackMax }
            for change in request.changes
            where change.object.resource == resource && change.revision > cache && change.revision <= store {
                count += 1
            }
            return request.revision > cache && looked < Trail.lookBackMax
        }
        return count
    }

    /// How far the cache of a process was before the delivery `id`.
    func cacheRevision(of process: String, _ resource: Resource, before id: SpanID) -> Int64? {
        var found: Int64?
        var looked = 0
        trace.forEachBackward(from: SpanID(id.number - 1)) { span in
            looked += 1
            if case .delivery(let other) = span.body, other.process == process,
                other.change.object.resource == resource
            {
                found = other.change.revision
                return false
            }
            return looked < Trail.lookBackMax
        }
        return found
    }

    /// The kept writes of an object, oldest first; of all that ever had its name if the uid is empty.
    func writes(of ref: ObjectRef) -> [Write] {
        var out: [Write] = []
        trace.forEach(from: trace.firstKept) { span in
            guard case .request(let request) = span.body else { return true }
            for change in request.changes
            where change.object.resource == ref.resource && change.object.key == ref.key
                && (ref.uid.isEmpty || change.object.uid == ref.uid)
            {
                out.append(Write(span: span, request: request, change: change))
            }
            return true
        }
        return out
    }

    /// One change with the request that made it.
    struct Write {
        let span: Span<Happening>
        let request: RequestSpan
        let change: Change

        /// `event 59, t=0.009s (rev 43)`.
        var place: String { "event\u{A0}\(span.id), t=\(span.time) (rev\u{A0}\(change.revision))" }
    }
}
