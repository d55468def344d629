public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Which StatefulSets a change concerns.
///
/// Upstream: pkg/controller/statefulset/stateful_set.go, addPod, updatePod, deletePod. Claims and revisions are
/// only read: a change of theirs wakes nobody.
extension StatefulSetReconciler {
    public static func watches(_ resource: Resource) -> Bool {
        resource == .statefulSets || resource == .pods
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        switch change.object.resource {
        case .statefulSets: reactions.enqueue(change.object.key)
        case .pods: podChanged(change, &reactions)
        default: break
        }
    }

    private static func podChanged(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let pod = change.object
        if change.kind == .modified, let old = change.old { return podUpdated(old, pod, &reactions) }
        if let owner = reactions.resolve(pod.meta.controller, as: .statefulSets, in: pod.namespace) {
            reactions.enqueue(owner.key)
        } else if change.kind == .added, !pod.meta.isTerminating, pod.meta.controller == nil {
            wakeSelecting(pod, &reactions)
        }
    }

    private static func podUpdated(_ old: APIObject, _ pod: APIObject, _ reactions: inout Reactions<NoMemory>) {
        if old.revision == pod.revision { return }
        let labelsChanged = !old.meta.labels.elementsEqual(pod.meta.labels) { $0.key == $1.key && $0.value == $1.value }
        let (before, after) = (old.meta.controller, pod.meta.controller)
        if before != after, let set = reactions.resolve(before, as: .statefulSets, in: old.namespace) {
            reactions.enqueue(set.key)
        }
        guard after == nil else {
            guard let set = reactions.resolve(after, as: .statefulSets, in: pod.namespace) else { return }
            reactions.enqueue(set.key)
            let minimum = set.at("spec", "minReadySeconds")?.int ?? 0
            if !old.flags.isReady && pod.flags.isReady && minimum > 0 {
                reactions.enqueue(set.key, after: .seconds(minimum))
            }
            return
        }
        if labelsChanged || before != after { wakeSelecting(pod, &reactions) }
    }

    /// An orphan wakes every set whose selector matches it.
    private static func wakeSelecting(_ pod: APIObject, _ reactions: inout Reactions<NoMemory>) {
        for set in reactions.selecting(pod, among: .statefulSets) { reactions.enqueue(set.key) }
    }
}
