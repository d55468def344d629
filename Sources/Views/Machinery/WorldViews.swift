public import ClusterSim
import ControllerKit
import OrderedMaps
public import Rendering
import Simulation

/// What waits in the event queue.
public enum QueueView {
    /// Entries that are looked through.
    private static let entriesMax = 500

    /// The next entries of the queue: when, for whom, what.
    public static func queue(_ cluster: Cluster, _ options: ViewOptions = ViewOptions()) -> Output {
        var page = Page(options)
        page.line(
            StyledText("\(Names.count(cluster.queuedEvents, "event")) due", .bold),
            right: StyledText("t=\(cluster.now) · step \(cluster.eventCount)", .dim))
        let count =
            options.verbose ? entriesMax : options.shown(of: cluster.queuedEvents, limit: options.height - 4)
        let lines = cluster.queueLines(limit: count)
        var rows: [[String]] = []
        for line in lines {
            rows.append(["t=\(line.due)", Names.distance(line.due, from: cluster.now), line.who, line.what])
        }
        page.table(rows, indent: 2)
        if cluster.queuedEvents > lines.count {
            page.line(
                StyledText("… \(cluster.queuedEvents - lines.count) more; -v shows all", .dim), indent: 2)
        }
        return page.output
    }
}

/// Whether what must be true of the cluster is true.
public enum WorldView {
    /// Processes, and what the checkers found.
    public static func world(_ cluster: Cluster, _ options: ViewOptions = ViewOptions()) -> Output {
        var page = Page(options)
        let problems = cluster.checkWorld()
        page.line(
            StyledText("t=\(cluster.now)  rev \(cluster.revision)  step \(cluster.eventCount)", .bold),
            right: StyledText("seed \(cluster.options.seed) · profile \(cluster.profile.name)", .dim))
        // What does not run comes first: it must not be folded away.
        let names =
            cluster.processNames.filter { !cluster.isRunning($0) } + cluster.processNames.filter(cluster.isRunning)
        let count = options.shown(of: names.count, limit: max(4, options.height - 8))
        for name in names.prefix(count) {
            let runs = cluster.isRunning(name)
            page.row(
                "process", StyledText(runs ? "● " : "○ ", runs ? .green : .red) + StyledText(name), once: true)
        }
        page.folded(names.count - count, "more that run")
        if problems.isEmpty {
            page.row(
                "checks", StyledText("✓ all hold: revisions, caches, queues, ownership, placement", .green))
        }
        for problem in problems { page.row("broken", StyledText("✗ \(problem)", .red), once: true) }
        return page.output
    }
}

/// The lines of history: branches and marks.
public enum BranchesView {
    /// The branches as a tree, with the marks on each.
    public static func branches(_ timeline: Timeline, _ options: ViewOptions = ViewOptions()) -> Output {
        var page = Page(options)
        let all = timeline.allBranches
        func add(_ branch: Timeline.Branch, _ lead: String, _ joint: String) {
            let isHere = branch.name == timeline.branchName
            var text = StyledText(lead + joint, .dim)
            text.append(isHere ? "● " : "○ ", isHere ? .green : .none)
            text.append(branch.name, .bold)
            if let parent = branch.parent {
                text.append("  left \(parent.branch) at step \(parent.index)", .dim)
            }
            if isHere {
                let behind = timeline.behind
                text.append(behind > 0 ? "  here, \(behind) steps before its end" : "  here")
            }
            page.line(text, right: StyledText("to step \(branch.tip), t=\(branch.tipTime)", .dim))
            for mark in timeline.allMarks where mark.branch == branch.name {
                page.line(
                    StyledText(lead + (joint.isEmpty ? "" : "   ") + "   mark ", .dim) + StyledText(mark.name)
                        + StyledText("  step \(mark.index), t=\(mark.time)", .dim))
            }
            let children = all.filter { $0.parent?.branch == branch.name && $0.name != branch.name }
            for (index, child) in children.enumerated() {
                let isLast = index == children.count - 1
                let inner = joint.isEmpty ? lead : lead + (joint == "└─ " ? "   " : "│  ")
                add(child, inner, isLast ? "└─ " : "├─ ")
            }
        }
        for branch in all where branch.parent == nil { add(branch, "", "") }
        return page.output
    }
}
