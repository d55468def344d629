import KubeAPI
import OrderedMaps

/// The garbage collector takes only what has no living owner.
struct OwnershipChecker: Sendable {
    /// Objects that wait, or have waited, for their dependents to go (foreground deletion). Their dependents may
    /// go even if the policy was changed to orphan meanwhile: the collector had looked before.
    private var giveAway = OrderedMap<String, Bool>()

    mutating func committed(_ change: Change) {
        let object = change.object
        if change.kind == .deleted {
            giveAway[object.uid] = nil
        } else if object.meta.isTerminating && object.meta.finalizers.contains("foregroundDeletion") {
            giveAway[object.uid] = true
        }
    }

    /// An owner lives if it is there with that uid and never waited for its dependents to go.
    func problem(withCollecting change: Change, object: (Resource, ObjectKey) -> APIObject?) -> String? {
        let taken = change.object
        for reference in taken.meta.owners where giveAway[reference.uid] == nil {
            guard let info = ResourceTable.find(apiVersion: reference.apiVersion, kind: reference.kind) else {
                continue
            }
            let key = ObjectKey(info.isNamespaced ? taken.namespace : "", reference.name)
            guard let owner = object(info.resource, key), owner.uid == reference.uid else { continue }
            return "\(taken.resource.info.kind) \(taken.key) is collected though its owner \(owner.name) lives"
        }
        return nil
    }
}
