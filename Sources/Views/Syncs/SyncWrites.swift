import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation

/// What a sync asked of the API server and what came back.
extension SyncTeller {
    /// So many alike requests get a line each; more share one.
    private static let alikeMax = 3
    /// Names shown of requests that share a line.
    private static let namesMax = 3

    func wrote(_ requests: [Sent], _ page: inout Page) {
        var index = 0
        while index < requests.count {
            var end = index + 1
            while end < requests.count, SyncTeller.areAlike(requests[index].request, requests[end].request) {
                end += 1
            }
            let group = requests[index..<end].map(\.request)
            if group.count > SyncTeller.alikeMax && !page.options.verbose {
                together(group, &page)
            } else {
                for request in group { one(request, &page) }
            }
            index = end
        }
    }

    /// The same verb on the same resource with the same code: one is like the other.
    private static func areAlike(_ one: RequestSpan, _ other: RequestSpan) -> Bool {
        guard one.request.verb == .create || one.request.verb == .delete else { return false }
        return one.request.verb == other.request.verb && one.request.resource == other.request.resource
            && one.request.subresource == other.request.subresource && one.result.code == other.result.code
    }

    private func together(_ group: [RequestSpan], _ page: inout Page) {
        let first = group[0]
        let info = first.request.resource.info
        let failed = first.result.failure
        let changes = group.flatMap(\.changes)
        var right = StyledText("\(first.result.code)", failed == nil ? .none : .red)
        if let low = changes.first?.revision, let high = changes.last?.revision {
            right.append("  rev \(low)–\(high)")
        }
        let names = Names.list(group.map { RequestWords($0).name }, limit: SyncTeller.namesMax)
        page.row(
            failed == nil ? "wrote" : "tried",
            StyledText("\(RequestWords(first).method) \(info.plural) × \(group.count)", .bold), right: right)
        if failed == nil { page.more(StyledText(names)) }
        if let failed { page.more(StyledText(RequestWords.error(failed), .red)) }
    }

    private func one(_ span: RequestSpan, _ page: inout Page) {
        let isRead = span.request.verb.isRead
        let label = span.result.failure != nil && !isRead ? "tried" : isRead ? "read" : "wrote"
        page.row(label, RequestWords(span).styled(home: home), right: RequestWords.outcome(span))
        if let failure = span.result.failure {
            page.more(StyledText(RequestWords.error(failure), .red))
            return
        }
        let words = WriteWords(span)
        for line in words.lines(room: page.room, options: page.options) { page.more(line) }
    }
}

/// What a successful write changed, in lines.
struct WriteWords {
    let span: RequestSpan

    init(_ span: RequestSpan) { self.span = span }

    func lines(room: Int, options: ViewOptions, limit: Int = FieldDiffs.linesMax) -> [StyledText] {
        if span.request.verb.isRead { return [] }
        var out: [StyledText] = []
        for change in span.changes {
            switch change.kind {
            case .added: break
            case .modified:
                let isMark = isDeletion && change.old?.meta.isTerminating == false
                let entries = FieldDiffs.entries(of: change).filter { !isMark || !WriteWords.isMark($0.path) }
                out += FieldDiffs.lines(
                    entries, inside: inside(entries), room: room, options: options, limit: limit)
                if isDeletion, let grace = change.object.meta.deletionGraceSeconds {
                    out.append(
                        StyledText("marked for deletion: \(grace)s of grace\(finalizers(change))", .red))
                }
            case .deleted:
                out.append(StyledText("- gone", .red))
            }
        }
        for warning in span.warnings { out.append(StyledText("Warning: \(warning)", .yellow)) }
        return out
    }

    private var isDeletion: Bool { span.request.verb == .delete || span.request.verb == .deleteCollection }

    /// A field that every start of a deletion sets.
    private static func isMark(_ path: FieldPath) -> Bool {
        ["deletionTimestamp", "deletionGracePeriodSeconds", "generation"].contains {
            path.steps == [.key("metadata"), .key($0)]
        }
    }

    private func finalizers(_ change: Change) -> String {
        let names = change.object.meta.finalizers
        return names.isEmpty ? "" : "; waits for \(names.joined(separator: ", "))"
    }

    /// `status` if the write was to the status and touched nothing else.
    private func inside(_ entries: [DiffEntry]) -> String {
        guard span.request.subresource == "status" else { return "" }
        return entries.allSatisfy { $0.path.steps.first == .key("status") } ? "status" : ""
    }
}
