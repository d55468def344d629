import APIServing
public import ClusterSim
import Documents
public import KubeAPI
public import Rendering

/// Who owns whom.
public enum TreeView {
    /// Owners of owners are followed so far.
    private static let depthMax = 8

    /// `ref` and all that it owns, directly or through others.
    public static func tree(
        _ ref: ObjectRef, in cluster: Cluster, _ options: ViewOptions = ViewOptions()
    ) -> Output {
        var page = Page(options)
        guard let root = cluster.server.store.object(ref.resource, ref.key) else {
            page.line(StyledText("\(Names.noun(ref.resource, ref.key)) does not exist."))
            return page.output
        }
        let owned = OwnedObjects(cluster)
        var rows: [(prefix: String, object: APIObject, parent: APIObject?, rest: Int)] = []
        func add(_ object: APIObject, _ lead: String, _ branch: String, _ parent: APIObject?, _ depth: Int) {
            rows.append((branch, object, parent, 0))
            guard depth < depthMax else { return }
            let children = owned.children(of: object)
            let count = options.shown(of: children.count, limit: max(3, options.height - 8))
            for (index, child) in children.prefix(count).enumerated() {
                let isLast = index == children.count - 1
                add(
                    child, lead + (isLast ? "   " : "│  "), lead + (isLast ? "└─ " : "├─ "), object, depth + 1
                )
            }
            if children.count > count { rows.append((lead + "└─ ", object, parent, children.count - count)) }
        }
        add(root, "", "", nil, 0)
        for row in rows {
            if row.rest > 0 {
                page.line(StyledText("\(row.prefix)… \(row.rest) more; -v shows all", .dim))
                continue
            }
            let words = TreeWords(row.object, parent: row.parent)
            let left = StyledText(row.prefix, .dim) + words.name + StyledText("  ") + words.state
            page.line(
                left.clean.truncated(to: options.width - (words.right.isEmpty ? 0 : words.right.columns + 2)),
                right: StyledText(words.right, .dim))
        }
        if rows.count == 1 { page.line(StyledText("owns nothing", .dim)) }
        return page.output
    }
}

/// The objects of a store by their owners.
struct OwnedObjects {
    private let all: [APIObject]

    init(_ cluster: Cluster) {
        var found: [APIObject] = []
        let store = cluster.server.store
        for info in cluster.served.stored where info.resource != .events {
            found += store.list(info.resource, namespace: "").filter { !$0.meta.owners.isEmpty }
        }
        all = found
    }

    func children(of owner: APIObject) -> [APIObject] {
        all.filter { object in object.meta.owners.contains { $0.uid == owner.uid } }
    }
}

/// One object of the tree in words.
struct TreeWords {
    let name: StyledText
    let state: StyledText
    let right: String

    init(_ object: APIObject, parent: APIObject?) {
        let kind = object.resource.info.kind
        var shown = object.name
        if object.resource == .pods, let parent, shown.hasPrefix(parent.name + "-") {
            shown = "…" + shown.dropFirst(parent.name.count)
        }
        name = StyledText("\(kind) ") + StyledText(shown, .bold)
        var state = object.resource == .pods ? TreeWords.pod(object) : TreeWords.ready(object)
        if object.meta.isTerminating {
            let finalizers = object.meta.finalizers
            let waits = finalizers.isEmpty ? "" : ", waits for \(finalizers.joined(separator: ", "))"
            state.append("  being deleted\(waits)", .red)
        }
        self.state = state
        let annotations = object.at("metadata", "annotations")
        right = annotations?["deployment.kubernetes.io/revision"]?.string.map { "revision \($0)" } ?? ""
    }

    /// `2/3 ready` for what has replicas.
    private static func ready(_ object: APIObject) -> StyledText {
        guard let want = object.at("spec", "replicas")?.int else { return StyledText() }
        let have = object.at("status", "readyReplicas")?.int ?? 0
        return StyledText("\(have)/\(want) ready", have == want ? .green : .yellow)
    }

    /// `● Running   node-1  10.244.1.11`, `○ Pending   waiting: ContainerCreating`.
    private static func pod(_ pod: APIObject) -> StyledText {
        guard let facts = pod.pod else { return StyledText() }
        var out = PodWords.phase(facts)
        if !facts.nodeName.isEmpty { out.append("  \(facts.nodeName)") }
        if !facts.podIP.isEmpty { out.append("  \(facts.podIP)") }
        if let waiting = PodWords.waiting(pod) { out.append("  \(waiting)", .yellow) }
        return out
    }
}

/// States of pods in words.
enum PodWords {
    /// `● Running`, `◐ Running`, `○ Pending`, `✓ Succeeded`, `✗ Failed`.
    static func phase(_ facts: PodFacts) -> StyledText {
        switch facts.phase {
        case .running:
            facts.isReady ? StyledText("● Running  ", .green) : StyledText("◐ Running  ", .yellow)
        case .pending: StyledText("○ Pending  ", .yellow)
        case .succeeded: StyledText("✓ Succeeded", .green)
        case .failed: StyledText("✗ Failed   ", .red)
        case .unknown: StyledText("? Unknown  ", .red)
        }
    }

    /// What a pod that does not run waits for.
    static func waiting(_ pod: APIObject) -> String? {
        for list in ["initContainerStatuses", "containerStatuses"] {
            for status in pod.at("status", list)?.array ?? [] {
                guard let waiting = status.at("state", "waiting") else { continue }
                let reason = waiting["reason"]?.string ?? "not started"
                return "waiting: \(reason) (\(status["name"]?.string ?? ""))"
            }
        }
        for condition in pod.at("status", "conditions")?.array ?? []
        where condition["type"] == "PodScheduled" && condition["status"] == "False" {
            return "\(condition["reason"]?.string ?? "Unschedulable"): \(condition["message"]?.string ?? "")"
        }
        if pod.pod?.nodeName.isEmpty == true && pod.pod?.phase == .pending {
            return "waiting for the scheduler"
        }
        return nil
    }
}
