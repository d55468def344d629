public import ControllerKit
import KubeAPI
public import Rendering
public import Simulation

/// Who told whom: a sequence diagram of a range of events.
public enum SequenceView {
    /// Columns of one life line, and for the words behind the last one.
    private static let column = 10
    private static let textColumns = 28
    private static let kubelets = "kubelets"
    private static let server = "kube-apiserver"

    private struct Message {
        let from: String
        let to: String
        let text: String
        let id: SpanID
    }

    /// The requests, deliveries and steps of `spans`, in order; routine (leases, heartbeats) is left out.
    public static func sequence(
        _ spans: [Span<Happening>], _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        var messages = spans.compactMap(message)
        if messages.isEmpty {
            page.line(StyledText("Nobody told anybody anything in these events."))
            return page.output
        }
        let limit = max(3, (options.width - textColumns) / column)
        if participants(messages).count > limit { messages = messages.map(withoutNodes) }
        var names = participants(messages)
        let left = names.count - limit
        names = Array(names.prefix(limit))
        page.line(StyledText(names.map { label($0) }.joined(), .bold))
        let shown = messages.filter { names.contains($0.from) && names.contains($0.to) }
        let count = options.shown(of: shown.count, limit: options.height - 4)
        for message in shown.prefix(count) {
            guard let from = names.firstIndex(of: message.from), let to = names.firstIndex(of: message.to)
            else {
                continue
            }
            let drawn = arrow(from, to, names.count)
            let room = options.width - drawn.columns
            page.line(drawn + StyledText(message.text, .none).clean.truncated(to: room))
        }
        if shown.count > count { page.line(StyledText("… \(shown.count - count) more; -v shows all", .dim)) }
        if left > 0 { page.line(StyledText("\(left) more processes took part and are left out", .dim)) }
        return page.output
    }

    private static func participants(_ messages: [Message]) -> [String] {
        var names: [String] = []
        for name in messages.flatMap({ [$0.from, $0.to] }) where !names.contains(name) { names.append(name) }
        return names.sorted { rank($0) < rank($1) }
    }

    /// All kubelets as one participant; the words say which.
    private static func withoutNodes(_ message: Message) -> Message {
        func merged(_ name: String) -> String { name.hasPrefix("kubelet/") ? kubelets : name }
        let node = [message.from, message.to].first { $0.hasPrefix("kubelet/") }
        let text = node.map { "\($0.dropFirst("kubelet/".count)): \(message.text)" } ?? message.text
        return Message(from: merged(message.from), to: merged(message.to), text: text, id: message.id)
    }

    private static func message(_ span: Span<Happening>) -> Message? {
        switch span.body {
        case .request(let request):
            if request.request.resource == .leases || request.request.resource == .events { return nil }
            if let change = request.changes.first, FieldDiffs.isHeartbeat(change) { return nil }
            let words = RequestWords(request)
            let from = request.process == "kubectl" ? "you" : request.process
            return Message(
                from: from, to: server,
                text:
                    words.brief(home: request.request.namespace),
                id: span.id)
        case .delivery(let delivery):
            let change = delivery.change
            if change.object.resource == .leases || FieldDiffs.isHeartbeat(change) { return nil }
            return Message(
                from: server, to: delivery.process,
                text: "\(change.object.resource.info.kind) \(change.object.name) \(change.kind.rawValue)",
                id: span.id)
        case .scheduled(let decision):
            return Message(
                from: "kube-scheduler", to: "kube-scheduler",
                text: "\(decision.pod.key.name) → \(decision.node ?? "no node")", id: span.id)
        case .kubelet(let step):
            switch step.action {
            case .heartbeat, .relisted: return nil
            default:
                let name = "kubelet/\(step.node)"
                return Message(
                    from: name, to: name,
                    text: "\(step.pod?.key.name ?? "") \(KubeletWords.brief(step.action))",
                    id: span.id)
            }
        case .input, .syncStarted, .syncEnded, .process, .turned: return nil
        }
    }

    private static func rank(_ name: String) -> String {
        switch name {
        case "you": "0"
        case server: "1"
        case "kube-controller-manager": "2"
        case "kube-scheduler": "3"
        default: "4" + name
        }
    }

    private static func label(_ name: String) -> String {
        let short =
            switch name {
            case server: "apiserver"
            case "kube-controller-manager": "ctl-mgr"
            case "kube-scheduler": "scheduler"
            default: name.hasPrefix("kubelet/") ? String(name.dropFirst("kubelet/".count)) : name
            }
        return short.truncated(to: column - 1).padded(to: column)
    }

    /// Life lines with an arrow from one to another; `●` for what a process does by itself.
    private static func arrow(_ from: Int, _ to: Int, _ count: Int) -> StyledText {
        var cells = Array(repeating: Character(" "), count: count * column)
        for index in 0..<count { cells[index * column] = "│" }
        if from == to {
            cells[from * column] = "●"
        } else {
            let (low, high) = (min(from, to) * column, max(from, to) * column)
            for index in (low + 1)..<high { cells[index] = "─" }
            if from < to { cells[high - 1] = "▶" } else { cells[low + 1] = "◀" }
        }
        return StyledText(String(cells), .dim)
    }
}
