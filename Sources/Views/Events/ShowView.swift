public import APIServing
public import ClusterSim
import ControllerKit
import Documents
import KubeAPI
public import Rendering
public import Simulation

/// Any event in full, with what made it happen and what followed from it.
public enum ShowView {
    /// Spans that followed and are listed.
    private static let effectsMax = 8

    /// The span `id`; a sentence if it is not kept.
    public static func show(
        _ id: SpanID, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        let trail = Trail(cluster.trace)
        var page = Page(options)
        guard let span = trail[id] else {
            let kept = "events \(cluster.trace.firstKept)–\(cluster.trace.count) are kept"
            page.line(StyledText("There is no event \(id): \(kept)."))
            return page.output
        }
        switch span.body {
        case .request(let request): RequestTeller(span: request).tell(span, &page)
        case .syncEnded: return SyncView.sync(span, in: cluster.trace, options)
        case .syncStarted:
            if let end = trail.end(ofSync: id) { return SyncView.sync(end, in: cluster.trace, options) }
            EventTeller(trail: trail).tell(span, &page)
        case .scheduled(let decision):
            EventTeller(trail: trail).tell(span, &page)
            page.more(
                StyledText(
                    "\(decision.evaluated) of \(decision.nodes) nodes looked at, \(decision.feasible) can take it"
                ))
        default: EventTeller(trail: trail).tell(span, &page)
        }
        causes(span, trail, &page)
        effects(span, trail, &page)
        return page.output
    }

    private static func causes(_ span: Span<Happening>, _ trail: Trail, _ page: inout Page) {
        if case .syncStarted = span.body { return }
        let words = CauseWords(trail, home: nil)
        for id in span.causes {
            let told = words.tell(id)
            var line = StyledText("\(id)  \(told.what)")
            if !told.behind.isEmpty { line.append("  ← \(told.behind)", .dim) }
            page.row("because", line, once: true)
        }
        if case .input = span.body { return }
        if span.causes.isEmpty { page.row("because", StyledText("a timer, or its start", .dim)) }
    }

    private static func effects(_ span: Span<Happening>, _ trail: Trail, _ page: inout Page) {
        let effects = trail.effects(of: span.id)
        let count = page.options.shown(of: effects.count, limit: effectsMax)
        for effect in effects.prefix(count) {
            page.row("led to", StyledText("\(effect.id)  \(brief(effect))"), once: true)
        }
        page.folded(effects.count - count)
    }

    private static func brief(_ span: Span<Happening>) -> String {
        switch span.body {
        case .delivery(let delivery): "told \(delivery.process) (t=\(span.time))"
        case .syncStarted(let start): "sync of \(start.component) on \(start.key)"
        default: CauseWords(Trail(TraceLog(window: 0)), home: nil).brief(span)
        }
    }
}

extension CauseWords {
    /// One span in a few words.
    func brief(_ span: Span<Happening>) -> String {
        switch span.body {
        case .input(let text): "you: \(text)"
        case .request(let request):
            "\(Names.who(request)): \(RequestWords(request).brief(home: home))"
        case .delivery(let delivery):
            "\(Names.noun(delivery.change.object, home: home)) \(delivery.change.kind.rawValue) → \(delivery.process)"
        case .syncStarted(let start): "sync of \(start.component) on \(start.key)"
        case .syncEnded(let record): "end of sync \(record.start)"
        case .scheduled(let decision):
            "\(Names.name(decision.pod.key, home: home)) → \(decision.node ?? "no node")"
        case .kubelet(let step): "kubelet/\(step.node): \(KubeletWords.brief(step.action))"
        case .process(let process): "\(process.process): \(process.text)"
        case .turned(let turn): "\(turn.process): \(turn.text)"
        }
    }
}

/// A request in full.
struct RequestTeller {
    let span: RequestSpan

    func tell(_ whole: Span<Happening>, _ page: inout Page) {
        let request = span.request
        page.event(
            "event \(whole.id)", StyledText("\(request.verb.method) ") + StyledText(request.path, .bold),
            right: StyledText("t=\(whole.time)", .dim))
        page.row("asked by", StyledText(Names.who(span)) + StyledText("   as \(request.user)", .dim))
        if span.sync != .none { page.row("in", StyledText("sync \(span.sync)   `show \(span.sync)`")) }
        if case .patch(let type) = request.verb { page.row("as", StyledText(type.rawValue)) }
        options(request.options, &page)
        if !request.body.isNull { body(request.body, &page) }
        page.row("answer", StyledText("\(span.result.code)", span.result.failure == nil ? .green : .red))
        if let failure = span.result.failure {
            page.more(StyledText(RequestWords.error(failure), .red))
            for cause in failure.causes { page.more(StyledText("\(cause.field): \(cause.message)")) }
        }
        for change in span.changes {
            page.row(
                "changed",
                StyledText(
                    "\(Names.noun(change.object)) \(change.kind.rawValue)", EventTeller.style(change.kind)),
                right: StyledText("rev \(change.revision)"))
        }
        for line in WriteWords(span).lines(room: page.room, options: page.options) { page.more(line) }
        if span.changes.isEmpty && span.result.failure == nil && !request.verb.isRead {
            page.row("changed", StyledText("nothing: the object was so already", .dim))
        }
    }

    private func options(_ options: RequestOptions, _ page: inout Page) {
        var said: [String] = []
        if options.isDryRun { said.append("dryRun=All") }
        if !options.fieldManager.isEmpty { said.append("fieldManager=\(options.fieldManager)") }
        if options.force { said.append("force=true") }
        if let uid = options.uid { said.append("precondition uid=\(uid)") }
        if let version = options.resourceVersion { said.append("precondition resourceVersion=\(version)") }
        if let grace = options.gracePeriodSeconds { said.append("gracePeriodSeconds=\(grace)") }
        if let policy = options.propagationPolicy { said.append("propagationPolicy=\(policy.rawValue)") }
        if !options.labelSelector.isEmpty { said.append("labelSelector=\(options.labelSelector)") }
        if !options.fieldSelector.isEmpty { said.append("fieldSelector=\(options.fieldSelector)") }
        if !said.isEmpty { page.row("with", StyledText(said.joined(separator: " · "))) }
    }

    /// The body, member by member.
    private func body(_ body: Value, _ page: inout Page) {
        let members = body.fields?.members ?? []
        if members.isEmpty { return page.row("body", StyledText(ValueText.brief(body))) }
        for member in members {
            let text = "\(member.key): \(ValueText.brief(member.value))"
            let line = StyledText(text).clean
            page.row("body", page.options.verbose ? line : line.truncated(to: page.room), once: true)
        }
    }
}

/// What each stage of the API server's pipeline did with a request.
public enum StagesView {
    /// Where the findings begin, unless the name is too long.
    private static let findingColumn = 20

    /// `stages` as `Cluster.stages(of:)` gives them.
    public static func stages(_ handled: Handled, _ options: ViewOptions = ViewOptions()) -> Output {
        var page = Page(options)
        for (index, stage) in handled.stages.enumerated() {
            let mark = StyledText("\(index + 1)".padded(to: 4), .dim) + StyledText(stage.name, .bold)
            let head = mark.columns < findingColumn ? mark.padded(to: findingColumn) : mark + "  "
            let finding = StyledText(stage.finding)
            let lines = stage.finding.isEmpty ? [] : finding.wrapped(to: page.width - findingColumn)
            let isBeside =
                head.columns == findingColumn || lines.count < 2 && head.columns + finding.columns <= page.width
            page.line(isBeside ? head + (lines.first ?? StyledText()) : head)
            for line in lines.dropFirst(isBeside ? 1 : 0) { page.line(line, indent: findingColumn) }
            let entries = stage.before.isNull ? [] : FieldDiffs.entries(from: stage.before, to: stage.after)
            for line in FieldDiffs.lines(entries, room: page.width - findingColumn, options: options) {
                page.line(line, indent: findingColumn)
            }
        }
        if let failure = handled.result.failure {
            page.line(StyledText("✗  stopped here: \(RequestWords.error(failure))", .red))
        } else {
            page.line(StyledText("✓  answer \(handled.result.code)", .green))
        }
        return page.output
    }
}
