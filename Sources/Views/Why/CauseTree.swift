import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation

/// Causes below each other, each below what it caused.
extension WhyTeller {
    /// Causes that are shown before the middle is left out.
    private static let depthMax = 7

    /// `head  written by …` and below it what made that write.
    func tree(_ head: StyledText, _ write: Trail.Write, _ page: inout Page, was: Value? = nil) {
        var first = head
        first.append(
            write.change.kind == .added
                ? "  made by " : write.change.kind == .deleted ? "  removed by " : "  written by ")
        first.append("\(Names.short(Names.who(write.request))), \(write.place)")
        if let was { first.append("  (was \(ValueText.brief(was)))", .dim) }
        page.line(first)
        var links = links(behind: write.span)
        if !page.options.verbose && links.count > WhyTeller.depthMax + 1 {
            let left = links.count - WhyTeller.depthMax
            let gap = StyledText("… \(left) causes between; -v shows all", .dim)
            links = Array(links.prefix(WhyTeller.depthMax - 2)) + [gap] + Array(links.suffix(2))
        }
        for (depth, link) in links.enumerated() {
            let indent = min(3 * depth, page.width / 3)
            let prefix = StyledText(String(repeating: " ", count: indent) + "└─ ", .dim)
            let lines = link.clean.wrapped(to: page.width - indent - 3)
            for (index, line) in lines.enumerated() {
                page.line(
                    index == 0 ? prefix + line : StyledText(String(repeating: " ", count: indent + 3)) + line)
            }
        }
    }

    /// Each cause in a line, the nearest first; deliveries are only the road between them.
    private func links(behind span: Span<Happening>) -> [StyledText] {
        var out: [StyledText] = []
        let chain = trail.chain(from: span)
        var index = 1
        while index < chain.count {
            let link = chain[index]
            switch link.body {
            case .delivery: break
            case .input(let text):
                out.append(
                    StyledText("you: `\(text)`", .bold) + StyledText(", \(place(link, chain[index - 1]))"))
            case .request(let request):
                let isTyped = index + 1 < chain.count && request.process == "kubectl"
                if !isTyped { out.append(self.request(request, link)) }
            case .syncStarted(let start): out.append(sync(start, link))
            case .syncEnded: break
            case .scheduled(let decision):
                let node = decision.node ?? "no node"
                out.append(
                    StyledText(
                        "decided: \(Names.name(decision.pod.key, home: home)) → \(node), \(place(link, nil))")
                )
            case .kubelet(let step):
                var text = "kubelet/\(step.node): \(KubeletWords.brief(step.action)), \(place(link, nil))"
                var before: [String] = []
                while index + 1 < chain.count, case .kubelet(let older) = chain[index + 1].body {
                    before.append(KubeletWords.short(older.action))
                    index += 1
                }
                if !before.isEmpty { text += ", after " + before.reversed().joined(separator: ", ") }
                out.append(StyledText(text))
            case .process(let process):
                out.append(StyledText("\(process.process): \(process.text), \(place(link, nil))"))
            case .turned(let turn):
                out.append(StyledText("\(turn.process): \(turn.text), \(place(link, nil))"))
            }
            index += 1
        }
        if let last = chain.last, !endsOutside(last) {
            out.append(StyledText("a timer of \(owner(of: last)), t=\(last.time)", .dim))
        }
        return out
    }

    private func place(_ span: Span<Happening>, _ effect: Span<Happening>?) -> String {
        var revision = ""
        if case .request(let request)? = effect?.body, let change = request.changes.first {
            revision = " (rev\u{A0}\(change.revision))"
        }
        return "event\u{A0}\(span.id), t=\(span.time)\(revision)"
    }

    private func request(_ request: RequestSpan, _ span: Span<Happening>) -> StyledText {
        let who = Names.short(Names.who(request))
        let place = place(span, span)
        guard let change = request.changes.first else {
            return StyledText(
                "asked by \(who): \(request.request.verb.method) \(RequestWords(request).target(home: home)), \(place)"
            )
        }
        let noun = Names.noun(change.object, home: home)
        switch change.kind {
        case .added: return StyledText("\(noun) made by \(who), \(place)")
        case .deleted: return StyledText("\(noun) removed by \(who), \(place)")
        case .modified:
            let told = FieldDiffs.telling(FieldDiffs.entries(of: change)).map { entry in
                FieldDiffs.short(entry.path, inside: "")
                    + (entry.new.map { " → \(ValueText.brief($0))" } ?? " gone")
            }
            let what = told.isEmpty ? "" : " (\(told.joined(separator: ", ")))"
            return StyledText("\(noun) written by \(who)\(what), \(place)")
        }
    }

    /// `sync 57 of replicaset on web: 2 missing (want 3, have 1), slow start`.
    private func sync(_ start: SyncStart, _ span: Span<Happening>) -> StyledText {
        var said: [String] = []
        var rules: [String] = []
        if case .syncEnded(let record)? = trail.end(ofSync: span.id)?.body {
            for finding in record.findings {
                if case .compared(_, let want, let have) = finding, want != have {
                    let off = want > have ? "\(want - have) missing" : "\(have - want) too many"
                    said.append("\(off) (want\u{A0}\(want), have\u{A0}\(have))")
                }
                if case .cron(let cron) = finding { said.append(CronClock.brief(cron)) }
                if case .rollout(let step) = finding, let told = step.inShort { said.append(told) }
                if case .rule(let name, _) = finding, name != "no-op-write" {
                    rules.append(name.split(separator: "-").joined(separator: " "))
                }
            }
        }
        let parts = said + rules
        let why = parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))"
        return StyledText(
            "sync \(span.id) of \(Names.short(start.component)) on \(Names.workKey(start.key.key, home: home))\(why)"
        )
    }

    private func endsOutside(_ span: Span<Happening>) -> Bool {
        switch span.body {
        case .input, .process: true
        case .request(let request): request.process == "kube-apiserver" || request.process == "etcd"
        default: false
        }
    }

    private func owner(of span: Span<Happening>) -> String {
        switch span.body {
        case .request(let request): Names.who(request)
        case .delivery(let delivery): delivery.process
        case .syncStarted(let start): start.component
        case .syncEnded(let record): record.component
        case .scheduled: "default-scheduler"
        case .kubelet(let step): "kubelet/\(step.node)"
        case .process(let process): process.process
        case .turned(let turn): turn.process
        case .input: "you"
        }
    }
}
