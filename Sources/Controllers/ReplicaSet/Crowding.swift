import ControllerKit
import KubeAPI
import OrderedMaps

/// How many active pods that some selectors choose are on each node of a cluster; to be asked by name, never walked.
///
/// Pods are taken by groups of one controller: where all of a group have the same labels, one look is enough.
/// Upstream: pkg/controller/replicaset/replica_set.go, getPodsRankedByRelatedPodsOnSameNode.
struct Crowding {
    /// By the node's name; pods on no node are under the empty name.
    private(set) var counts: [String: Int] = [:]
    private let selectors: [LabelSelector]
    private let namespace: String

    /// - Parameter namespace: where the pods must be.
    init(_ selectors: [LabelSelector], namespace: String) {
        self.selectors = selectors
        self.namespace = namespace
    }

    /// Counts the pods of one controller (which are of one namespace), or those without one.
    mutating func add(_ group: CacheGroup) {
        guard let first = group.objects.first?.value else { return }
        if first.meta.controller != nil {
            if first.namespace != namespace { return }
            if let labels = group.sharedLabels, let byNode = group.activeByNode {
                guard selectors.contains(where: { $0.matches(labels) }) else { return }
                byNode.forEach { node, count in
                    counts[node, default: 0] += count
                    return true
                }
                return
            }
        }
        group.forEachActive { pod in
            guard pod.namespace == namespace, selectors.contains(where: { $0.matches(pod.meta.labels) }) else { return }
            counts[pod.pod?.nodeName ?? "", default: 0] += 1
        }
    }
}
