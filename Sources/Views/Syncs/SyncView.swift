public import ControllerKit
import KubeAPI
public import Rendering
public import Simulation

/// One reconciliation, told from its causes to its consequences.
public enum SyncView {
    /// The sync that ended with `end`; empty if `end` is no end of a sync.
    public static func sync(
        _ end: Span<Happening>, in trace: TraceLog<Happening>, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        guard case .syncEnded(let record) = end.body else { return Output() }
        let teller = SyncTeller(
            trail: Trail(trace), component: record.component, key: record.key, start: record.start,
            startedAt: record.startedAt)
        var page = Page(options)
        page.line(
            teller.header(
                time: "t=\(record.startedAt) – \(end.time)", state: ""))
        teller.woken(by: record.causes, &page)
        teller.findings(record.findings, &page)
        let requests = record.requests.compactMap { id -> SyncTeller.Sent? in
            guard let span = teller.trail[id], case .request(let request) = span.body else { return nil }
            return (id, request)
        }
        teller.wrote(requests, &page)
        teller.said(record.events, &page)
        teller.next(record, at: end.time, &page)
        return page.output
    }

    /// A sync that is stopped at a request: what it noted so far and what it asks for.
    public static func underWay(
        _ flight: Flight, of component: String, at now: SimTime, in trace: TraceLog<Happening>,
        _ options: ViewOptions = ViewOptions()
    ) -> Output {
        let teller = SyncTeller(
            trail: Trail(trace), component: component, key: flight.key, start: flight.span,
            startedAt: flight.startedAt.time)
        var page = Page(options)
        page.line(teller.header(time: "t=\(flight.startedAt.time) – …", state: "worker \(flight.worker)"))
        teller.woken(by: flight.causes, &page)
        teller.findings(flight.findingsSoFar, &page)
        teller.wrote(teller.trail.requests(ofSync: flight.span), &page)
        teller.asks(flight.openRequests, &page)
        let waited = Names.duration(now - flight.startedAt.time)
        page.row("stopped", StyledText("it waits for the answer; \(waited) have passed since it began"))
        return page.output
    }
}

/// Tells the parts of a sync.
struct SyncTeller {
    typealias Sent = (id: SpanID, request: RequestSpan)

    /// Causes that are shown before they are folded.
    private static let causesMax = 3

    let trail: Trail
    let component: String
    let key: WorkKey
    let start: SpanID
    let startedAt: SimTime

    var home: String { key.key.namespace }
    private var words: CauseWords { CauseWords(trail, home: home, teller: component) }

    /// `▸ sync 57   t=0.006s – 0.021s   replicaset-controller   default/web`.
    func header(time: String, state: String) -> StyledText {
        var out = StyledText("▸ ")
        out.append("sync \(start)", .bold)
        out.append("   \(time)", .dim)
        out.append("   \(component)   ")
        out.append(key.description, .bold)
        if !state.isEmpty { out.append("   \(state)", .dim) }
        return out
    }

    func woken(by causes: [SpanID], _ page: inout Page) {
        let lines = words.lines(causes, verbose: page.options.verbose)
        let count = page.options.shown(of: lines.count, limit: SyncTeller.causesMax)
        for line in lines.prefix(count) { page.row("woken by", line, once: true) }
        page.folded(lines.count - count, "more causes")
    }

    // MARK: what came of it

    func said(_ events: [RecordedEvent], _ page: inout Page) {
        var groups: [(event: RecordedEvent, count: Int)] = []
        for event in events {
            if !page.options.verbose,
                let known = groups.firstIndex(where: {
                    $0.event.type == event.type && $0.event.reason == event.reason
                })
            {
                groups[known].count += 1
            } else {
                groups.append((event, 1))
            }
        }
        for group in groups {
            let style: Style = group.event.type == "Warning" ? .yellow : .none
            var text = StyledText("\(group.event.type) \(group.event.reason)  \(group.event.message)", style)
            if group.count > 1 { text.append("  (+\(group.count - 1) alike)", .dim) }
            page.row("said", text, once: true)
        }
    }

    func next(_ record: SyncRecord, at now: SimTime, _ page: inout Page) {
        switch record.outcome {
        case .failed(let message, let retry, let failures):
            page.row("failed", StyledText(message, .red))
            page.row(
                "next",
                StyledText(
                    "requeue in \(Names.duration(retry - now)) (\(Names.ordinal(failures)) failure), at t=\(retry)"
                ),
                right: hint("back-off", page))
        case .dropped(let message):
            page.row("failed", StyledText(message, .red))
            page.row(
                "next", StyledText("dropped: too many failures in a row; the next change wakes it again"),
                right: hint("back-off", page))
        case .again(let due):
            page.row(
                "next",
                StyledText("\(key) is looked at again in \(Names.duration(due - now)), by its own wish"))
        case .done where record.queuedAgain.isEmpty:
            page.row("next", StyledText("nothing: done until something changes", .dim))
        case .done: break
        }
        guard !record.queuedAgain.isEmpty else { return }
        let merged = record.queuedAgain.count > 1 ? " (merged)" : ""
        page.row(
            "next",
            StyledText(
                "\(key) is queued again: \(words.counted(record.queuedAgain)) while it ran\(merged)"),
            once: true)
    }

    /// The requests a stopped sync waits for.
    func asks(_ requests: [APIRequest], _ page: inout Page) {
        let count = page.options.shown(of: requests.count, limit: 2)
        for request in requests.prefix(count) {
            page.row("asks for", RequestWords(request).styled(home: home), once: true)
        }
        if requests.count > count { page.folded(requests.count - count, "alike, sent together") }
    }

    /// `rule back-off`, at the right edge.
    func hint(_ rule: String, _ page: Page) -> StyledText { StyledText("`rule \(rule)`", .dim) }
}
