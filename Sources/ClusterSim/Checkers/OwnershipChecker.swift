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

    /// Has `object` owners, and are all of them gone? Then it does not survive the collector's work. A reference
    /// that can never be looked up keeps it: to a kind nobody serves, or into a namespace from outside of any.
    static func isBereaved(_ object: APIObject, object lookup: (Resource, ObjectKey) -> APIObject?) -> Bool {
        if object.meta.owners.isEmpty || object.meta.isTerminating { return false }
        return object.meta.owners.allSatisfy { reference in
            guard let info = ResourceTable.find(apiVersion: reference.apiVersion, kind: reference.kind),
                !info.isNamespaced || !object.namespace.isEmpty
            else { return false }
            let key = ObjectKey(info.isNamespaced ? object.namespace : "", reference.name)
            return lookup(info.resource, key)?.uid != reference.uid
        }
    }
}
