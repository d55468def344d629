public import ControllerKit
import KubeAPI
public import Rendering
public import Simulation

/// What one event of the queue did.
public enum EventView {
    /// The spans of one event, each in a line or two, alike ones folded.
    public static func step(
        _ spans: [Span<Happening>], in trace: TraceLog<Happening>, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        let teller = EventTeller(trail: Trail(trace))
        if spans.isEmpty { page.line(StyledText("▸ nothing that leaves a trace", .dim)) }
        let limit = max(4, options.height - 6)
        var shown = 0
        for span in spans {
            if !options.verbose && page.lineCount >= limit && shown + 1 < spans.count {
                page.folded(spans.count - shown)
                break
            }
            if case .syncEnded = span.body {
                page.append(SyncView.sync(span, in: trace, options))
            } else {
                teller.tell(span, &page)
            }
            shown += 1
        }
        return page.output
    }
}

/// Tells one span.
struct EventTeller {
    let trail: Trail

    func tell(_ span: Span<Happening>, _ page: inout Page) {
        switch span.body {
        case .input(let text):
            page.event("you", StyledText(text, .bold), right: time(span))
        case .request(let request): tell(request, span, &page)
        case .delivery(let delivery): tell(delivery, span, &page)
        case .syncStarted(let start): tell(start, span, &page)
        case .syncEnded(let record):
            page.event("sync ended", StyledText("\(record.component)  \(record.key)"), right: time(span))
        case .scheduled(let decision): tell(decision, span, &page)
        case .kubelet(let step): tell(step, span, &page)
        case .process(let process):
            page.event(
                "process", StyledText(process.process, .bold) + StyledText("  \(process.text)"),
                right: time(span))
        case .turned(let turn):
            let who = turn.component.isEmpty ? turn.process : Names.who(turn.process, turn.component)
            page.event("turned", StyledText("\(who)  \(turn.text)", .dim), right: time(span))
        }
    }

    private func time(_ span: Span<Happening>) -> StyledText {
        StyledText("\(span.id)  t=\(span.time)", .dim)
    }

    // MARK: kinds

    private func tell(_ request: RequestSpan, _ span: Span<Happening>, _ page: inout Page) {
        let who = Names.who(request)
        if isRoutine(request) {
            page.line(
                StyledText("▸ lease      \(who) renewed \(request.request.key)", .dim),
                right: RequestWords.outcome(request))
            return
        }
        let isRead = request.request.verb.isRead
        let word = request.result.failure != nil ? "refused" : isRead ? "read" : "wrote"
        page.event(word, RequestWords(request).styled(home: nil), right: RequestWords.outcome(request))
        page.more(StyledText("by \(who)\(reason(span, request))", .dim))
        if let failure = request.result.failure {
            page.more(StyledText(RequestWords.error(failure), .red))
            return
        }
        for line in WriteWords(request).lines(room: page.room, options: page.options) { page.more(line) }
    }

    /// Renewals of leases and heartbeats: said in one dim line.
    private func isRoutine(_ request: RequestSpan) -> Bool {
        request.request.resource == .leases && request.result.failure == nil && !request.request.verb.isRead
            && request.changes.allSatisfy { $0.kind == .modified }
    }

    private func reason(_ span: Span<Happening>, _ request: RequestSpan) -> String {
        if request.sync != .none { return ", in sync \(request.sync)" }
        if let typed = trail.typed(span) {
            return request.process == "kubectl" ? ": \(typed)" : " ← you: \(typed)"
        }
        return ""
    }

    private func tell(_ delivery: DeliverySpan, _ span: Span<Happening>, _ page: inout Page) {
        let change = delivery.change
        var text = StyledText(Names.noun(change.object), .bold)
        text.append(
            " \(change.kind.rawValue) \(Names.revision(change.revision))", EventTeller.style(change.kind))
        page.event("delivered", text, right: time(span))
        let before = trail.cacheRevision(of: delivery.process, change.object.resource, before: span.id)
        let cache = "cache \(before.map { "\($0) → " } ?? "at ")\(change.revision)"
        var parts = [StyledText("→ \(delivery.process)  \(cache)")]
        for woken in delivery.woken {
            let how =
                switch woken.added {
                case .new: ""
                case .merged: " (merged)"
                case .afterProcessing: " (after the sync under way)"
                }
            parts.append(StyledText("woke \(woken.component) \(woken.key)\(how)"))
        }
        page.more(.joined(parts))
        guard change.kind == .modified else { return }
        let entries = FieldDiffs.entries(of: change)
        for line in FieldDiffs.lines(entries, room: page.room, options: page.options, limit: 3) {
            page.more(line)
        }
    }

    static func style(_ kind: Change.Kind) -> Style {
        switch kind {
        case .added: .green
        case .modified: .yellow
        case .deleted: .red
        }
    }

    private func tell(_ start: SyncStart, _ span: Span<Happening>, _ page: inout Page) {
        var text = StyledText("\(start.component)  ")
        text.append(start.key.description, .bold)
        text.append("   worker \(start.worker)", .dim)
        page.event("sync \(span.id)", text, right: time(span))
        let words = CauseWords(trail, home: start.key.key.namespace, teller: start.component)
        for (index, line) in words.lines(span.causes, verbose: page.options.verbose).prefix(3).enumerated() {
            let whole = (StyledText(index == 0 ? "woken by  " : "          ", .dim) + line).clean
            page.more(page.options.verbose ? whole : whole.truncated(to: page.room))
        }
    }

    private func tell(_ decision: SchedulingSpan, _ span: Span<Happening>, _ page: inout Page) {
        var text = StyledText(decision.pod.key.description, .bold)
        if let node = decision.node {
            text.append(" → ")
            text.append(node, [.bold, .green])
        } else {
            text.append(" fits nowhere", .red)
        }
        page.event("scheduled", text, right: time(span))
        page.more(StyledText(SchedulingWords.choice(decision)))
        if decision.node == nil { page.more(StyledText(decision.failure, .red)) }
    }

    private func tell(_ step: KubeletSpan, _ span: Span<Happening>, _ page: inout Page) {
        var text = StyledText(step.node, .bold)
        if let pod = step.pod { text.append("  \(pod.key)") }
        text.append("  \(KubeletWords.brief(step.action))", KubeletWords.style(step.action))
        page.event("kubelet", text, right: time(span))
    }
}

/// Decisions of the scheduler in words.
enum SchedulingWords {
    /// `chosen among 3   node-2 277 · node-1 271 · node-3 268`.
    static func choice(_ decision: SchedulingSpan) -> String {
        guard decision.node != nil else {
            return "\(decision.feasible) of \(decision.evaluated) nodes looked at can take it"
        }
        if decision.feasible == 1 {
            return "the only one of \(decision.evaluated) nodes looked at that can take it"
        }
        let scores = decision.best.map { "\($0.node) \($0.score)" }.joined(separator: " · ")
        return "chosen among \(decision.feasible)   \(scores)"
    }
}
