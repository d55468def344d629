import ControllerKit
import KubeAPI
import Rendering
import Simulation

/// Causes in words.
struct CauseWords {
    let trail: Trail
    /// Names in this namespace are said without it.
    let home: String?
    /// The component that tells: its own writes are called so.
    let teller: String

    init(_ trail: Trail, home: String?, teller: String = "") {
        self.trail = trail
        self.home = home
        self.teller = teller
    }

    /// One cause followed down: what happened, and who or what was behind it.
    struct Told {
        let what: String
        /// `you: scale rs/web`, `own write in sync 57 ← you: …`; empty for a timer that says it itself.
        let behind: String
        /// Causes with the same text here are alike.
        let likeness: String
    }

    func tell(_ id: SpanID) -> Told {
        guard let span = trail[id] else {
            return Told(what: "event \(id), which is no longer kept", behind: "", likeness: "gone")
        }
        switch span.body {
        case .delivery(let delivery): return tell(delivery, span)
        case .input(let text): return Told(what: "you: \(text)", behind: "", likeness: text)
        case .syncStarted(let start):
            let isOwn = start.component == teller
            let what =
                isOwn ? "its own wish: sync \(id) asked for another look" : "sync \(id) of \(start.component)"
            return Told(what: what, behind: began(span), likeness: "sync \(start.component)")
        case .request(let request):
            let words = RequestWords(request)
            return Told(
                what: "\(request.request.verb.method) \(words.target(home: home))", behind: behind(span),
                likeness: "request \(request.component)")
        case .syncEnded(let record):
            return Told(what: "end of sync \(record.start)", behind: began(span), likeness: "end")
        case .scheduled(let decision):
            return Told(
                what: "scheduling of \(Names.name(decision.pod.key, home: home))", behind: began(span),
                likeness: "scheduled")
        case .kubelet(let step):
            return Told(
                what: "kubelet/\(step.node): \(KubeletWords.brief(step.action))", behind: began(span),
                likeness: "kubelet")
        case .process(let process):
            return Told(what: "\(process.process): \(process.text)", behind: "", likeness: process.text)
        case .turned(let turn):
            return Told(what: "\(turn.process): \(turn.text)", behind: "", likeness: turn.text)
        }
    }

    private func tell(_ delivery: DeliverySpan, _ span: Span<Happening>) -> Told {
        let change = delivery.change
        let what =
            "\(Names.noun(change.object, home: home)) \(change.kind.rawValue) \(Names.revision(change.revision))"
        let cause = span.causes.first.flatMap { trail[$0] }
        let behind = cause.map(behind) ?? ""
        return Told(
            what: what, behind: behind,
            likeness: "\(change.object.resource.index) \(change.kind.rawValue) \(behind)")
    }

    /// Who did `span`, and who or what began it.
    func behind(_ span: Span<Happening>) -> String {
        switch span.body {
        case .request(let request):
            let who = Names.who(request)
            if who == "you" { return began(span) }
            let began = began(span)
            let own = request.component == teller && !teller.isEmpty
            let writer: String
            if request.sync != .none {
                writer = own ? "own write, sync \(request.sync)" : "\(who), sync \(request.sync)"
            } else {
                writer = who
            }
            return began.isEmpty ? writer : "\(writer) ← \(began)"
        case .process(let process): return process.text
        default: return began(span)
        }
    }

    /// The outermost cause: `you: …`, or empty if it was a timer.
    func began(_ span: Span<Happening>) -> String {
        switch trail.origin(of: span).body {
        case .input(let text): return "you: \(text)"
        case .process(let process): return "\(process.process): \(process.text)"
        default: return ""
        }
    }

    /// Causes as lines, alike ones folded into one.
    func lines(_ causes: [SpanID], verbose: Bool) -> [StyledText] {
        var out: [(told: Told, count: Int)] = []
        for id in causes {
            let told = tell(id)
            if !verbose, let known = out.firstIndex(where: { $0.told.likeness == told.likeness }) {
                out[known].count += 1
            } else {
                out.append((told, 1))
            }
        }
        if out.isEmpty { return [StyledText("a timer, or its start")] }
        return out.map { entry in
            var line = StyledText(entry.told.what)
            if entry.count > 1 { line.append(" (+\(entry.count - 1) alike)", .dim) }
            if !entry.told.behind.isEmpty { line.append("  ← \(entry.told.behind)", .dim) }
            return line
        }
    }

    /// What came, counted: `2 Pods ADDED, ReplicaSet web MODIFIED`.
    func counted(_ causes: [SpanID]) -> String {
        var groups: [(kind: String, what: String, names: [String])] = []
        for id in causes {
            guard let span = trail[id] else { continue }
            var (kind, what, name) = ("", "", "")
            if case .delivery(let delivery) = span.body {
                kind = delivery.change.object.resource.info.kind
                what = delivery.change.kind.rawValue
                name = Names.name(delivery.change.object.key, home: home)
            } else {
                what = tell(id).what
            }
            if let known = groups.firstIndex(where: { $0.kind == kind && $0.what == what }) {
                if !groups[known].names.contains(name) { groups[known].names.append(name) }
            } else {
                groups.append((kind, what, [name]))
            }
        }
        return groups.map { group in
            if group.kind.isEmpty { return group.what }
            if group.names.count == 1 { return "\(group.kind) \(group.names[0]) \(group.what)" }
            return "\(group.names.count) \(group.kind)s \(group.what)"
        }.joined(separator: ", ")
    }
}
