public import ClusterSim
import ControllerKit
import Documents
public import KubeAPI
public import Rendering
import Simulation

/// Each kept write of an object: who, when, which fields.
public enum VersionsView {
    /// The newest versions of `ref`; all kept ones with `verbose`.
    public static func versions(
        _ ref: ObjectRef, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        let writes = Trail(cluster.trace).writes(of: ref)
        if writes.isEmpty {
            page.line(StyledText("No kept write names \(Names.noun(ref.resource, ref.key))."))
            return page.output
        }
        page.line(
            StyledText(Names.noun(ref.resource, ref.key), .bold),
            right: StyledText(Names.count(writes.count, "version"), .dim))
        var blocks: [Output] = []
        var lines = 0
        for write in writes.reversed() {
            var block = Page(options)
            tell(write, &block)
            lines += block.lineCount
            if !options.verbose && !blocks.isEmpty && lines > options.height - 5 { break }
            blocks.append(block.output)
        }
        if writes.count > blocks.count {
            page.line(
                StyledText("… \(writes.count - blocks.count) older versions; -v shows all", .dim), indent: 2)
        }
        for block in blocks.reversed() { page.append(block) }
        return page.output
    }

    private static func tell(_ write: Trail.Write, _ page: inout Page) {
        let change = write.change
        let mark: String
        switch change.kind {
        case .added: mark = "+"
        case .modified: mark = "~"
        case .deleted: mark = "-"
        }
        let request = write.request.request
        var text = StyledText("\(mark) rev \(change.revision)", EventTeller.style(change.kind))
        text = text.padded(to: 12)
        text.append("  \(Names.who(write.request))", .bold)
        let sub = request.subresource.isEmpty ? "" : " /\(request.subresource)"
        text.append("  \(request.verb.method)\(sub)")
        page.line(text, right: StyledText("event \(write.span.id)  t=\(write.span.time)", .dim), indent: 2)
        let words = WriteWords(
            RequestSpan(
                process: write.request.process, component: write.request.component, request: request,
                result: write.request.result, changes: [change], revision: change.revision, sync: .none,
                warnings: []))
        for line in words.lines(room: page.room, options: page.options, limit: 4) { page.more(line) }
    }
}
