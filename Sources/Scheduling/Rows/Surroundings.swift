import ControllerKit
import Documents
import KubeAPI

/// What plugins look up beside nodes and pods: namespaces, services and the controllers of pods.
///
/// It reads the caches of the process; what the process does not cache is not there.
struct Surroundings: Sendable {
    let caches: InformerCaches?
    /// What is meant to be written to volumes and claims.
    var assumed = AssumedVolumes()

    /// The labels of a namespace.
    func namespaceLabels(_ name: String) -> Labels {
        guard let object = caches?.object(.namespaces, ObjectKey("", name)) else { return .none }
        return Labels(object.meta.labels)
    }

    /// A claim, as it is meant to be.
    func claim(_ key: ObjectKey) -> PersistentVolumeClaim? {
        caches?.object(.persistentVolumeClaims, key).map { PersistentVolumeClaim(assumed.latest($0)) }
    }

    /// A volume, as it is meant to be.
    func volume(_ name: String) -> PersistentVolume? {
        caches?.object(.persistentVolumes, ObjectKey("", name)).map { PersistentVolume(assumed.latest($0)) }
    }

    /// The volumes of a class, by name, as they are meant to be.
    func volumes(ofClass name: String) -> [PersistentVolume] {
        (caches?[.persistentVolumes]?.list() ?? []).map { PersistentVolume(assumed.latest($0)) }
            .filter { $0.className == name }
    }

    /// A class of volumes.
    func storageClass(_ name: String) -> APIObject? { caches?.object(.storageClasses, ObjectKey("", name)) }

    /// What spreads a pod that names no constraints: the selectors of its services and of its controller.
    ///
    /// A controller that is not cached is taken to select all labels its pods share.
    /// Upstream: pkg/scheduler/framework/plugins/helper/spread.go, DefaultSelector.
    func defaultSelector(of pod: PodRow) -> Selector {
        var selector = servicesSelector(of: pod)
        guard let owner = pod.owner, ["ReplicaSet", "StatefulSet", "ReplicationController"].contains(owner.kind)
        else { return selector }
        guard let info = ResourceTable.find(apiVersion: owner.apiVersion, kind: owner.kind),
            let caches, caches[info.resource] != nil
        else {
            selector.requirements += Surroundings.sharedLabels(of: pod)
            return selector
        }
        guard let object = caches.object(info.resource, ObjectKey(pod.namespace, owner.name)) else {
            return selector
        }
        if owner.kind == "ReplicationController" {
            selector.requirements +=
                Selector(equalities: object.at("spec", "selector")?.stringMap ?? []).requirements
        } else {
            selector.requirements += Selector(labelSelector: object.at("spec", "selector")).requirements
        }
        return selector
    }

    private func servicesSelector(of pod: PodRow) -> Selector {
        guard let services = ResourceTable.find("services")?.resource, let caches, caches[services] != nil else {
            return Selector([])
        }
        var selector = Selector([])
        for service in caches[services]?.list(namespace: pod.namespace) ?? [] {
            guard let chosen = service.at("spec", "selector")?.stringMap, !chosen.isEmpty else { continue }
            let own = Selector(equalities: chosen)
            if own.matches(pod.labels) {
                selector.requirements += own.requirements.filter { !selector.requirements.contains($0) }
            }
        }
        return selector
    }

    /// The labels of a pod without those that only one pod of a set has.
    private static func sharedLabels(of pod: PodRow) -> [Requirement] {
        let single = ["statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index"]
        return pod.labels.pairs.filter { !single.contains($0.key) }.map { Requirement($0.key, .isIn, [$0.value]) }
    }
}
