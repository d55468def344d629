import KubeAPI
import OrderedMaps

/// Counts pods by what selectors can see of them: namespace and labels, and by node.
///
/// A selector is held against each group once instead of against each pod: 150 000 pods of 150 replica sets
/// are 150 groups. Groups of one pod (a StatefulSet's) make it as slow as a walk over the pods.
struct LabelGroups: Sendable {
    /// How many pods of a group are on a node.
    struct Count: Sendable {
        var all = 0
        /// Without those that are being deleted.
        var staying = 0
    }

    struct Group: Sendable {
        let namespace: String
        let labels: Labels
        /// By node id.
        var nodes = OrderedMap<Int, Count>()
    }

    private(set) var groups = OrderedMap<String, Group>()

    /// Notes that `pod` came to the node (`sign` 1) or left it (−1).
    mutating func count(_ pod: PodRow, node: Int, sign: Int) {
        let isEmpty = groups.update(
            pod.group, default: Group(namespace: pod.namespace, labels: pod.labels)
        ) { group in
            let left = group.nodes.update(node, default: Count()) { count in
                count.all += sign
                if !pod.isTerminating { count.staying += sign }
                return count.all
            }
            if left == 0 { group.nodes[node] = nil }
            return group.nodes.isEmpty
        }
        if isEmpty { groups[pod.group] = nil }
    }

    /// Calls `body` with each group of a namespace.
    func forEach(in namespace: String, _ body: (Group) -> Void) {
        let start = namespace + "/"
        groups.forEach(from: start) { name, group in
            guard name.hasPrefix(start) else { return false }
            body(group)
            return true
        }
    }

    /// Adds to `counts` (by node id) the pods of `namespace` that stay and that `selector` matches; a selector
    /// without requirements counts nothing.
    ///
    /// Upstream: podtopologyspread/common.go, countPodsMatchSelector.
    func countStaying(_ selector: Selector, in namespace: String, into counts: inout [Int]) {
        if selector.isEmpty { return }
        forEach(in: namespace) { group in
            guard selector.matches(group.labels) else { return }
            group.nodes.forEach { node, count in
                counts[node] += count.staying
                return true
            }
        }
    }
}
