import KubeAPI
import OrderedMaps

/// Pods that wait for a node on which others make way for them.
///
/// Upstream: pkg/scheduler/backend/queue/nominator.go.
struct Nominations: Sendable {
    struct Nomination: Sendable {
        let pod: PodRow
        let node: String
    }

    /// What becomes of a pod's nomination after a try.
    enum Change: Sendable, Equatable {
        case unchanged
        case cleared
        case set(String)
    }

    private(set) var all = OrderedMap<ObjectKey, Nomination>()

    var isEmpty: Bool { all.isEmpty }

    func pods(on node: String) -> [PodRow] {
        if all.isEmpty { return [] }
        return all.values.filter { $0.node == node }.map(\.pod)
    }

    mutating func remove(_ key: ObjectKey) { all[key] = nil }

    /// Notes the outcome of a try, or what a new pod says itself.
    mutating func note(_ pod: PodRow, _ change: Change = .unchanged) {
        let node: String
        switch change {
        case .unchanged: node = pod.nominatedNode
        case .cleared: node = ""
        case .set(let name): node = name
        }
        all[pod.key] = node.isEmpty ? nil : Nomination(pod: pod, node: node)
    }

    /// A pod has a new version; a nomination that neither version tells of is kept.
    mutating func update(_ old: PodRow, _ new: PodRow) {
        if old.nominatedNode.isEmpty && new.nominatedNode.isEmpty {
            guard let known = all[old.key] else { return }
            all[new.key] = Nomination(pod: new, node: known.node)
        } else {
            note(new)
        }
    }
}
