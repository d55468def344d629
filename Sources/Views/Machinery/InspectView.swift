import APIServing
public import ClusterSim
import ControllerKit
import KubeAPI
import OrderedMaps
public import Rendering
import Simulation

/// What a component or a process holds in memory.
public enum InspectView {
    /// A component by its name (`replicaset-controller`, `scheduler`, `kubelet/node-1`) or a whole process.
    public static func inspect(
        _ name: String, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        if let found = find(name, in: cluster) {
            return component(found.component, of: found.process, in: cluster, options)
        }
        if cluster.processNames.contains(name) { return process(name, in: cluster, options) }
        var page = Page(options)
        let names = cluster.components.map { Names.who($0.process, $0.component) }
        page.line(StyledText("No component \(name). There are \(names.joined(separator: ", "))."))
        return page.output
    }

    private static func find(_ name: String, in cluster: Cluster) -> (process: String, component: String)? {
        if let exact = cluster.components.first(where: { $0.component == name && name != "leader-elector" }) {
            return exact
        }
        return cluster.components.first { entry in
            let who = Names.who(entry.process, entry.component)
            return entry.component != "leader-elector" && (who == name || Names.short(who) == name)
        }
    }

    /// One component: its caches against the store, its queue, what it waits for.
    public static func component(
        _ name: String, of process: String, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        head(Names.who(process, name), process, cluster, &page)
        caches(of: process, in: cluster, &page)
        guard let component = cluster.component(name, of: process), let caches = cluster.caches(of: process)
        else {
            return page.output
        }
        let lines = component.inspection(caches, at: cluster.moment)
        let count = options.shown(of: lines.count, limit: max(4, options.height - page.lineCount - 1))
        for line in lines.prefix(count) { page.row(line.topic, StyledText(line.text), once: true) }
        page.folded(lines.count - count)
        return page.output
    }

    /// A process: its caches and its components in a line each.
    public static func process(
        _ name: String, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        head(name, name, cluster, &page)
        caches(of: name, in: cluster, &page)
        for entry in cluster.components where entry.process == name {
            var text = StyledText(entry.component, .bold)
            if let component = cluster.component(entry.component, of: name),
                let caches = cluster.caches(of: name),
                let first = component.inspection(caches, at: cluster.moment).first
            {
                text.append("  \(first.topic): \(first.text)", .dim)
            }
            page.row("runs", text.clean.truncated(to: page.room), once: true)
        }
        return page.output
    }

    private static func head(_ name: String, _ process: String, _ cluster: Cluster, _ page: inout Page) {
        let runs = cluster.isRunning(process)
        var text = StyledText(name, .bold)
        if name != process { text.append("  in \(process)") }
        text.append(runs ? "  runs" : "  does not run", runs ? .green : .red)
        page.line(text, right: StyledText("t=\(cluster.now) rev \(cluster.revision)", .dim))
    }

    private static func caches(of process: String, in cluster: Cluster, _ page: inout Page) {
        guard let caches = cluster.caches(of: process) else { return }
        let lags = cluster.lags(of: process)
        let trail = Trail(cluster.trace)
        var current: [String] = []
        var empty = 0
        for resource in caches.resources {
            guard let cache = caches[resource] else { continue }
            let lag = lags.first { $0.resource == resource }
            let seesAll = !process.hasPrefix("kubelet/")
            let behind =
                seesAll
                ? trail.changes(
                    of: resource, after: cache.revision, upTo: cluster.revision, before: cluster.trace.nextID)
                : 0
            let isPlain = cache.hasSynced && behind == 0 && lag?.lag ?? 0 == 0
            if isPlain && !page.options.verbose {
                if cache.objects.isEmpty {
                    empty += 1
                    continue
                }
                current.append("\(resource.info.plural) (\(cache.objects.count))")
                continue
            }
            var text = StyledText(resource.info.plural.padded(to: 17))
            text.append("rev \(cache.revision)  \(Names.count(cache.objects.count, "object"))")
            if !cache.hasSynced { text.append("  not filled yet", .yellow) }
            if behind > 0 {
                text.append("  \(behind) behind (store at \(cluster.revision))", [.bold, .yellow])
            }
            if let lag, lag.lag > 0 { text.append("  lags by \(lag.lag): \(lag.held) held back", .yellow) }
            page.row("cache", text, once: true)
        }
        if empty > 0 { current.append("\(empty) that are empty") }
        if !current.isEmpty {
            page.row(
                "cache", StyledText("as new as the store: \(current.joined(separator: ", "))"), once: true)
        }
        if process.hasPrefix("kubelet/") { page.more(StyledText("only the pods of its own node", .dim)) }
    }
}
