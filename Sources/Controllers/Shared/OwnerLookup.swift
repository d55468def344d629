import ControllerKit
import KubeAPI

/// What event handlers of controllers share: whom a changed object concerns.
extension Reactions {
    /// The cached object an owner reference means; one of the same name with another uid is another one.
    ///
    /// Upstream: resolveControllerRef of each pkg/controller package.
    func resolve(_ reference: OwnerReference?, as resource: Resource, in namespace: String) -> APIObject? {
        guard let reference, reference.kind == resource.info.kind,
            let owner = caches.object(resource, ObjectKey(namespace, reference.name)), owner.uid == reference.uid
        else { return nil }
        return owner
    }

    /// Those whose selector matches the labels of `object`; an empty selector is nobody's.
    func selecting(_ object: APIObject, among resource: Resource) -> [APIObject] {
        (caches[resource]?.list(namespace: object.namespace) ?? []).filter { owner in
            guard let selector = try? LabelSelector(value: owner.at("spec", "selector")), !selector.isEmpty else {
                return false
            }
            return selector.matches(object.meta.labels)
        }
    }
}
