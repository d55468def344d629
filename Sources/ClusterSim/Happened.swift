public import ControllerKit
public import KubeAPI
public import Simulation

extension Cluster {
    /// The spans from `id` on, oldest first.
    public func spans(from id: SpanID) -> [Span<Happening>] {
        var out: [Span<Happening>] = []
        trace.forEach(from: id) { span in
            out.append(span)
            return true
        }
        return out
    }

    /// The request span that made `revision`, if it is still kept.
    public func span(ofRevision revision: Int64) -> Span<Happening>? {
        var found: Span<Happening>?
        trace.forEachBackward(from: SpanID(trace.count)) { span in
            guard case .request(let request) = span.body else { return true }
            if request.changes.contains(where: { $0.revision == revision }) {
                found = span
                return false
            }
            return request.revision >= revision || request.changes.isEmpty
        }
        return found
    }

    /// The kept writes of an object, oldest first.
    public func writes(of ref: ObjectRef) -> [(span: SpanID, time: SimTime, change: Change)] {
        var out: [(span: SpanID, time: SimTime, change: Change)] = []
        trace.forEach(from: trace.firstKept) { span in
            if case .request(let request) = span.body {
                for change in request.changes
                where change.object.resource == ref.resource && change.object.key == ref.key
                    && (ref.uid.isEmpty || change.object.uid == ref.uid)
                {
                    out.append((span.id, span.time, change))
                }
            }
            return true
        }
        return out
    }

    /// What waits in the queue, in order, at most `limit` entries: when, for whom, what.
    public func queueLines(limit: Int) -> [(due: SimTime, who: String, what: String)] {
        var out: [(due: SimTime, who: String, what: String)] = []
        queue.forEach { slot, entry in
            out.append((slot.due, who(entry.payload), what(entry.payload)))
            return out.count < limit
        }
        return out
    }

    private func who(_ occurrence: Occurrence) -> String {
        switch occurrence {
        case .request(let flight): name(flight.address)
        case .answer(let address, _, _, _), .timer(let address, _): name(address)
        case .watch(let process, _, _, _, _), .reflect(let process, _, _), .listed(let process, _, _, _, _, _, _),
            .start(let process), .discover(let process, _):
            directory[process].name
        case .housekeeping: "kube-apiserver"
        }
    }

    private func name(_ address: Address) -> String {
        let facts = directory[address.process]
        let component = facts.componentNames[address.component]
        return facts.componentNames.count == 1 ? facts.name : component
    }

    private func what(_ occurrence: Occurrence) -> String {
        switch occurrence {
        case .request(let flight): "\(flight.request.verb.method) \(flight.request.path) reaches the API server"
        case .answer(_, _, let result, _): "answer \(result.code) comes back"
        case .timer(_, let tag): tag.key.name.isEmpty ? "timer" : "timer for \(tag.key)"
        case .watch(_, _, _, let change, _):
            "\(change.object.resource.info.kind) \(change.object.key) \(change.kind.rawValue) (rev \(change.revision))"
        case .reflect(_, _, let resource): "lists and watches \(resource.info.plural)"
        case .listed(_, _, let resource, _, _, let revision, _):
            "list of \(resource.info.plural) at revision \(revision)"
        case .start: "starts"
        case .discover: "asks discovery"
        case .housekeeping: "compacts, removes expired events"
        }
    }
}
