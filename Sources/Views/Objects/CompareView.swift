import APIServing
public import ClusterSim
import Documents
import KubeAPI
import OrderedMaps
public import Rendering
import Simulation

/// Two clusters held against each other.
public enum CompareView {
    /// Which objects differ between `left` and `right`, and in which fields.
    ///
    /// Leases and events are only counted: they differ whenever time passed.
    public static func compare(
        _ left: Cluster, _ leftName: String, _ right: Cluster, _ rightName: String,
        _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        page.line(
            StyledText(
                "\(place(left, leftName))   ↔   \(place(right, rightName))",
                .bold))
        var blocks: [[StyledText]] = []
        var routine = 0
        let onlyLeft = left.served.custom.filter { right.served.current($0.resource) == nil }
        for info in onlyLeft + right.served.stored {
            let found = differences(info.resource, left.server.store, right.server.store)
            if info.resource == .leases || info.resource == .events {
                routine += found.count
                continue
            }
            for pair in found { blocks.append(lines(pair, leftName, rightName, options)) }
        }
        if blocks.isEmpty { page.line(StyledText("No object differs."), indent: 2) }
        var shown = 0
        for block in blocks {
            if !options.verbose && shown > 0 && page.lineCount + block.count > options.height - 3 { break }
            for line in block { page.line(line) }
            shown += 1
        }
        if blocks.count > shown {
            page.line(
                StyledText("… \(blocks.count - shown) more objects differ; -v shows all", .dim), indent: 2)
        }
        if routine > 0 {
            page.line(StyledText("besides, \(routine) leases and events differ", .dim), indent: 2)
        }
        return page.output
    }

    private static func place(_ cluster: Cluster, _ name: String) -> String {
        "\(name)  t=\(cluster.now) rev \(cluster.revision)"
    }

    private typealias Pair = (left: APIObject?, right: APIObject?)

    private static func differences(_ resource: Resource, _ left: Store, _ right: Store) -> [Pair] {
        var out: [Pair] = []
        var keys = OrderedMap<ObjectKey, Bool>()
        for object in left.list(resource, namespace: "") + right.list(resource, namespace: "") {
            keys[object.key] = true
        }
        for (key, _) in keys {
            let pair = (left.object(resource, key), right.object(resource, key))
            if pair.0?.value != pair.1?.value { out.append(pair) }
        }
        return out
    }

    private static func lines(
        _ pair: Pair, _ leftName: String, _ rightName: String, _ options: ViewOptions
    ) -> [StyledText] {
        guard let left = pair.left else {
            return [StyledText("+ \(pair.right.map { Names.noun($0) } ?? "")  only in \(rightName)", .green)]
        }
        guard let right = pair.right else {
            return [StyledText("- \(Names.noun(left))  only in \(leftName)", .red)]
        }
        let entries = FieldDiffs.entries(from: left.value, to: right.value)
        let isOther = left.uid != right.uid
        var head = StyledText("~ \(Names.noun(left))", .bold)
        if isOther { head.append("  another object of that name (uid)", .dim) }
        return [head]
            + FieldDiffs.lines(entries, room: options.width - 4, options: options, limit: 5).map {
                StyledText("    ") + $0
            }
    }
}
