public import ControllerKit
import Documents
public import KubeAPI

/// Which Deployments a change concerns.
///
/// Upstream: pkg/controller/deployment/deployment_controller.go, addDeployment … deletePod.
extension DeploymentReconciler {
    public static func watches(_ resource: Resource) -> Bool {
        [.deployments, .replicaSets, .pods].contains(resource)
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        switch change.object.resource {
        case .deployments:
            if change.kind == .deleted {
                reactions.memory.consistency.forget(change.object.key, uid: change.object.uid)
            }
            reactions.enqueue(change.object.key)
        case .replicaSets: setChanged(change, &reactions)
        case .pods where change.kind == .deleted: podGone(change.object, &reactions)
        default: break
        }
    }

    private static func setChanged(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let set = change.object
        switch change.kind {
        case .added:
            if set.meta.controller == nil && !set.meta.isTerminating { return enqueueMatching(set, &reactions) }
            enqueueOwner(of: set, &reactions)
        case .modified:
            let old = change.old ?? set
            if old.revision == set.revision { return }
            if old.meta.controller != set.meta.controller { enqueueOwner(of: old, &reactions) }
            if set.meta.controller != nil { return enqueueOwner(of: set, &reactions) }
            let areSameLabels = old.meta.labels.elementsEqual(set.meta.labels) { $0 == $1 }
            if !areSameLabels || old.meta.controller != nil { enqueueMatching(set, &reactions) }
        case .deleted: enqueueOwner(of: set, &reactions)
        }
    }

    private static func enqueueOwner(of set: APIObject, _ reactions: inout Reactions<NoMemory>) {
        if let deployment = owner(of: set, reactions) { reactions.enqueue(deployment.key) }
    }

    /// The cached Deployment that controls `set`; one of the same name with another uid is another one.
    private static func owner(of set: APIObject, _ reactions: Reactions<NoMemory>) -> APIObject? {
        guard let controller = set.meta.controller, controller.kind == "Deployment",
            let deployment = reactions.caches.object(.deployments, ObjectKey(set.namespace, controller.name)),
            deployment.uid == controller.uid
        else { return nil }
        return deployment
    }

    /// An orphan wakes every Deployment whose selector matches it. Upstream: getDeploymentsForReplicaSet.
    private static func enqueueMatching(_ set: APIObject, _ reactions: inout Reactions<NoMemory>) {
        if set.meta.labels.isEmpty { return }
        for deployment in reactions.caches[.deployments]?.list(namespace: set.namespace) ?? [] {
            guard let selector = try? LabelSelector(value: deployment.at("spec", "selector")),
                !selector.isEmpty, selector.matches(set.meta.labels)
            else { continue }
            reactions.enqueue(deployment.key)
        }
    }

    /// The last pod of a Deployment that recreates is gone: the new ones may come.
    ///
    /// Upstream lists the ReplicaSets at the API server; the cache answers here.
    private static func podGone(_ pod: APIObject, _ reactions: inout Reactions<NoMemory>) {
        guard let controller = pod.meta.controller, controller.kind == "ReplicaSet",
            let set = reactions.caches.object(.replicaSets, ObjectKey(pod.namespace, controller.name)),
            set.uid == controller.uid, let deployment = owner(of: set, reactions),
            deployment.at("spec", "strategy", "type")?.string == "Recreate"
        else { return }
        let sets = reactions.caches[.replicaSets]?.indexed(.controllerUID, deployment.uid) ?? []
        let hasPods = sets.contains {
            !(reactions.caches[.pods]?.indexed(.controllerUID, $0.uid).isEmpty ?? true)
        }
        if !hasPods { reactions.enqueue(deployment.key) }
    }
}
