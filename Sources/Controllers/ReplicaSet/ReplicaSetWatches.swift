public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Which ReplicaSets (or ReplicationControllers) a change concerns, and what it takes off their expectations.
///
/// Upstream: pkg/controller/replicaset/replica_set.go, addRS … deletePod.
extension ReplicaReconciler {
    public static func watches(_ resource: Resource) -> Bool {
        resource == Kind.resource || resource == .pods
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        switch change.object.resource {
        case Kind.resource: setChanged(change, &reactions)
        case .pods: podChanged(change, &reactions)
        default: break
        }
    }

    private static func setChanged(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let key = change.object.key
        let replaced = change.old.map { $0.uid != change.object.uid } ?? false
        if change.kind == .deleted || replaced {
            let uid = change.old?.uid ?? change.object.uid
            reactions.memory.consistency.forget(key, uid: uid)
            reactions.memory.expectations.forget(key)
        }
        reactions.enqueue(key)
    }

    private static func podChanged(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let pod = change.object
        switch change.kind {
        case .added:
            if pod.meta.isTerminating { return podGone(pod, &reactions) }
            if let controller = pod.meta.controller {
                guard let set = resolve(controller, pod.namespace, reactions) else { return }
                reactions.memory.expectations.creationObserved(for: set.key)
                reactions.enqueue(set.key)
            } else {
                enqueueMatching(pod, &reactions)
            }
        case .modified: podUpdated(change.old ?? pod, pod, &reactions)
        case .deleted: podGone(pod, &reactions)
        }
    }

    private static func podUpdated(_ old: APIObject, _ pod: APIObject, _ reactions: inout Reactions<NoMemory>) {
        if old.revision == pod.revision { return }
        let labelsChanged = !old.meta.labels.elementsEqual(pod.meta.labels) { $0.key == $1.key && $0.value == $1.value }
        if pod.meta.isTerminating {
            // The replacement is made when deletion starts, not when the pod is gone.
            podGone(pod, &reactions)
            if labelsChanged { podGone(old, &reactions) }
            return
        }
        let (before, after) = (old.meta.controller, pod.meta.controller)
        if let before, before != after, let set = resolve(before, old.namespace, reactions) {
            reactions.enqueue(set.key)
        }
        if let after {
            guard let set = resolve(after, pod.namespace, reactions) else { return }
            reactions.enqueue(set.key)
            let minimum = set.at("spec", "minReadySeconds")?.int ?? 0
            if old.pod?.isReady == false, pod.pod?.isReady == true, minimum > 0 {
                reactions.enqueue(set.key, after: .seconds(minimum))
            }
        } else if labelsChanged || before != after {
            enqueueMatching(pod, &reactions)
        }
    }

    private static func podGone(_ pod: APIObject, _ reactions: inout Reactions<NoMemory>) {
        guard let controller = pod.meta.controller, let set = resolve(controller, pod.namespace, reactions) else {
            return
        }
        reactions.memory.expectations.deletionObserved(of: PodControl.podKey(pod), for: set.key)
        reactions.enqueue(set.key)
    }

    /// The cached set an owner reference means; a set of the same name with another uid is another set.
    private static func resolve(
        _ reference: OwnerReference, _ namespace: String, _ reactions: Reactions<NoMemory>
    ) -> APIObject? {
        guard reference.kind == Kind.resource.info.kind,
            let set = reactions.caches.object(Kind.resource, ObjectKey(namespace, reference.name)),
            set.uid == reference.uid
        else { return nil }
        return set
    }

    /// An orphan wakes every set whose selector matches it.
    private static func enqueueMatching(_ pod: APIObject, _ reactions: inout Reactions<NoMemory>) {
        for set in reactions.caches[Kind.resource]?.list(namespace: pod.namespace) ?? [] {
            guard let selector = Kind.selector(of: set),
                !selector.isEmpty, selector.matches(pod.meta.labels)
            else { continue }
            reactions.enqueue(set.key)
        }
    }
}
