public import ClusterSim
import Controllers
public import KubeAPI
import OrderedMaps
public import Rendering
import Simulation

/// The graph of owners as the garbage collector has it in its memory.
///
/// `tree` shows what the API server holds; this shows what the collector believes, virtual nodes too.
public enum GraphView {
    /// What lies under `root`, or every owner and all that it owns.
    public static func graph(
        _ root: ObjectRef? = nil, home: String, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        guard let graph = OwnersKnown.graph(in: cluster) else {
            page.line(StyledText("the garbage collector does not run: nobody keeps a graph of owners", .yellow))
            return page.output
        }
        var walk = GraphWalk(graph: graph, home: home, options: options)
        if let root {
            guard graph[root.uid] != nil else {
                page.line(StyledText("\(Names.noun(root.resource, root.key)) is not in the graph"))
                return page.output
            }
            walk.add(root.uid)
        } else {
            walk.addAll()
        }
        let references = graph.all.reduce(0) { $0 + $1.dependents.count }
        page.line(
            StyledText("graph of owners", .bold)
                + StyledText("  \(Names.count(graph.count, "node")), \(Names.count(references, "reference"))"),
            right: StyledText("t=\(cluster.now) rev \(cluster.revision)", .dim))
        let count = options.shown(of: walk.rows.count, limit: options.height - 5)
        for row in walk.rows.prefix(count) { page.line(row.text, right: row.right) }
        if walk.rows.count > count {
            page.line(StyledText("… \(walk.rows.count - count) more lines; -v shows all", .dim))
        }
        if root == nil {
            let alone = graph.all.count { $0.owners.isEmpty && $0.dependents.isEmpty }
            page.line(StyledText("\(Names.count(alone, "object")) besides: they own nothing, nobody owns them", .dim))
        }
        return page.output
    }
}

/// What the garbage collector of a cluster knows.
enum OwnersKnown {
    /// Its graph; `nil` while its process does not run.
    static func graph(in cluster: Cluster) -> OwnerGraph? {
        let home = cluster.components.first { $0.component == GarbageCollector.name }
        guard let process = home?.process, cluster.isRunning(process) else { return nil }
        return (cluster.component(GarbageCollector.name, of: process) as? GarbageCollectorController)?.graph
    }
}

/// Lines of the graph: each owner, and below it what names it.
private struct GraphWalk {
    let graph: OwnerGraph
    let home: String
    let options: ViewOptions
    private(set) var rows: [(text: StyledText, right: StyledText)] = []
    private var shown = OrderedMap<String, Bool>()

    /// Dependents of one owner before they are folded.
    private static let dependentsMax = 12

    init(graph: OwnerGraph, home: String, options: ViewOptions) {
        self.graph = graph
        self.home = home
        self.options = options
    }

    /// Every owner that nobody in the graph owns; then what only a cycle leads to.
    mutating func addAll() {
        let owners = graph.all.filter { !$0.dependents.isEmpty || !$0.owners.isEmpty }
            .sorted { $0.identity < $1.identity }
        for node in owners where node.owners.allSatisfy({ graph[$0.uid] == nil }) { add(node.identity.uid) }
        for node in owners where shown[node.identity.uid] == nil { add(node.identity.uid) }
    }

    mutating func add(_ uid: String, lead: String = "", branch: String = "", below owner: String? = nil) {
        guard let node = graph[uid] else { return }
        let wasShown = shown[uid] != nil
        shown[uid] = true
        let name = "\(node.identity.kind) \(Names.name(key(node), home: home))"
        var text = StyledText(branch, .dim) + StyledText(name, node.isVirtual ? .none : .bold) + state(node, owner)
        if wasShown { text.append("  (see above)", .dim) }
        rows.append((text, right(node)))
        if wasShown { return }
        let children = node.dependents.map { $0.key }
        let count = options.shown(of: children.count, limit: GraphWalk.dependentsMax)
        for (index, child) in children.prefix(count).enumerated() {
            let isLast = index == children.count - 1
            add(child, lead: lead + (isLast ? "   " : "│  "), branch: lead + (isLast ? "└─ " : "├─ "), below: uid)
        }
        if children.count > count {
            rows.append((StyledText("\(lead)└─ … \(children.count - count) more; -v shows all", .dim), StyledText()))
        }
    }

    private func key(_ node: OwnerGraph.Node) -> ObjectKey { ObjectKey(node.identity.namespace, node.identity.name) }

    private func state(_ node: OwnerGraph.Node, _ owner: String?) -> StyledText {
        var out = StyledText()
        if node.isVirtual { out.append("  virtual: named as an owner, not seen", .yellow) }
        if node.isDeletingDependents {
            let blocking = graph.blockingDependents(of: node.identity.uid).count
            out.append("  being deleted, waits for \(blocking) that block it", .red)
        } else if node.isBeingDeleted {
            out.append("  being deleted", .red)
        }
        if let owner, graph[owner]?.isDeletingDependents == true,
            node.owners.contains(where: { $0.uid == owner && $0.blocksOwnerDeletion })
        {
            out.append("  blocks its owner", .yellow)
        }
        return out
    }

    /// How many owners it names, if more than one.
    private func right(_ node: OwnerGraph.Node) -> StyledText {
        node.owners.count > 1 ? StyledText("\(node.owners.count) owners", .dim) : StyledText()
    }
}
