public import ControllerKit
public import Rendering
public import Simulation

/// Many events of a short time: one line for each component and object.
public enum TickView {
    /// `spans` happened after `from` and up to `to`.
    public static func summary(
        _ spans: [Span<Happening>], from: SimTime, to: SimTime, in trace: TraceLog<Happening>,
        _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        var groups = TickGroups(trail: Trail(trace))
        for span in spans { groups.take(span) }
        page.line(
            StyledText("t=\(from) → \(to)", .bold),
            right: StyledText(
                "\(Names.count(spans.count, "event")), \(Names.count(groups.writes, "write"))", .dim))
        rows(groups, &page)
        if spans.isEmpty {
            page.row("nothing", StyledText("happened: nothing was due"))
        } else if let first = spans.first, let last = spans.last {
            let opened = groups.mostTelling ?? first.id
            let range = first.id == last.id ? "event \(first.id)" : "events \(first.id)–\(last.id)"
            page.footer(StyledText("\(range) · `show \(opened)` opens one", .dim))
        }
        return page.output
    }

    private static let labelWidth = 17

    private static func rows(_ groups: TickGroups, _ page: inout Page) {
        let limit = page.options.height - 5
        var lines = groups.lines
        if !page.options.verbose && lines.count > limit { lines = fold(lines, limit) }
        for line in lines {
            let prefix = StyledText(
                "  \(line.who.truncated(to: labelWidth - 2).padded(to: labelWidth - 2))  ", .dim)
            let room = page.width - prefix.columns
            page.line(prefix + line.text.clean.truncated(to: room))
        }
    }

    /// Keeps the first lines of each component and counts the others.
    private static func fold(_ lines: [TickGroups.Told], _ limit: Int) -> [TickGroups.Told] {
        var names: [String] = []
        for line in lines where !names.contains(line.who) { names.append(line.who) }
        let each = max(1, limit / max(1, names.count) - 1)
        var out: [TickGroups.Told] = []
        var left = 0
        for name in names {
            let own = lines.filter { $0.who == name }
            if out.count >= limit - 1 {
                left += own.count
                continue
            }
            let kept = own.count <= each + 1 ? own.count : each
            out += own.prefix(kept)
            if own.count > kept {
                out.append(.init(who: name, text: StyledText("… \(own.count - kept) more of it", .dim)))
            }
        }
        if left > 0 { out.append(.init(who: "", text: StyledText("… \(left) more; -v shows all", .dim))) }
        return out
    }
}
