import KubeAPI

/// The garbage collector takes only what has no living owner.
enum OwnershipChecker {
    /// An owner lives if it is there with that uid and does not itself wait for its dependents to go.
    static func problem(
        withCollecting change: Change, object: (Resource, ObjectKey) -> APIObject?
    ) -> String? {
        let taken = change.object
        for reference in taken.meta.owners {
            guard let info = ResourceTable.find(apiVersion: reference.apiVersion, kind: reference.kind) else {
                continue
            }
            let key = ObjectKey(info.isNamespaced ? taken.namespace : "", reference.name)
            guard let owner = object(info.resource, key), owner.uid == reference.uid else { continue }
            if owner.meta.isTerminating && owner.meta.finalizers.contains("foregroundDeletion") { continue }
            return "\(taken.resource.info.kind) \(taken.key) is collected though its owner \(owner.name) lives"
        }
        return nil
    }
}
