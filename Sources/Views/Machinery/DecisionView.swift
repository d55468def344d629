import KubeAPI
public import Rendering
public import Scheduling

/// How the scheduler judges every node for one pod.
public enum DecisionView {
    /// The table: nodes that were turned down and why, points of the others, the result.
    public static func decision(_ table: DecisionTable, _ options: ViewOptions = ViewOptions()) -> Output {
        var page = Page(options)
        page.line(
            StyledText("Pod \(table.pod.key)", .bold)
                + StyledText(
                    table.placedOn.map { "  on \($0); judged as if it were not there" } ?? "  on no node"))
        if let refusal = table.refusal {
            page.row("refused", StyledText("\(refusal.plugin.rawValue): \(refusal.message)", .red))
        }
        let feasible = table.nodes.filter(\.fits).sorted { ($1.total, $0.name) < ($0.total, $1.name) }
        let turnedDown = table.nodes.filter { !$0.fits }
        filters(turnedDown, &page)
        scores(feasible, &page)
        if feasible.isEmpty && table.refusal == nil {
            page.row("result", StyledText("no node of \(table.nodes.count) can take it", .red))
        } else if !feasible.isEmpty {
            let best = table.best.map(\.name)
            page.row(
                "result",
                StyledText(
                    best.count == 1
                        ? "\(best[0]) is best"
                        : "\(best.joined(separator: ", ")) are equally good: one is drawn"))
            if table.nodes.count > table.feasibleWanted {
                page.more(
                    StyledText(
                        "a cycle stops looking after \(table.feasibleWanted) nodes that can take it", .dim))
            }
        }
        return page.output
    }

    private static func filters(_ nodes: [DecisionTable.Node], _ page: inout Page) {
        let count = page.options.shown(of: nodes.count, limit: max(3, page.options.height / 3))
        for node in nodes.prefix(count) {
            let failed = node.filters.filter { !$0.passes && (page.options.verbose || $0.isReached) }
            let why = failed.map { filter in
                "\(filter.plugin.rawValue): \(filter.reasons.joined(separator: ", "))"
                    + (filter.isUnresolvable ? " (eviction would not help)" : "")
            }
            page.row(
                "turned down",
                StyledText(node.name, .bold) + StyledText("  \(why.joined(separator: "; "))", .red),
                once: true)
        }
        page.folded(nodes.count - count, "more nodes turned down")
    }

    /// A row a node, a column a plugin: what it counts for, and the sum.
    private static func scores(_ nodes: [DecisionTable.Node], _ page: inout Page) {
        guard let first = nodes.first else { return }
        let count = page.options.shown(of: nodes.count, limit: max(3, page.options.height / 3))
        let plugins = first.scores.map(\.plugin)
        page.row(
            "can take it",
            StyledText(Names.count(nodes.count, "node") + ", points by plugin (score × weight)"))
        var rows: [[String]] = []
        for plugin in plugins {
            var row = [plugin.rawValue]
            for node in nodes.prefix(min(count, columns(page))) {
                guard let score = node.scores.first(where: { $0.plugin == plugin }) else {
                    row.append("")
                    continue
                }
                row.append(
                    score.weight == 1
                        ? "\(score.weighted)" : "\(score.normalized)×\(score.weight)=\(score.weighted)")
            }
            rows.append(row)
        }
        let shown = nodes.prefix(min(count, columns(page)))
        rows.insert([""] + shown.map(\.name), at: 0)
        rows.append(["total"] + shown.map { String($0.total) })
        page.table(rows, indent: 4)
        page.folded(nodes.count - shown.count, "more nodes")
    }

    /// Nodes that fit side by side.
    private static func columns(_ page: Page) -> Int { max(1, (page.width - 38) / 12) }
}
