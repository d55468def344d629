import ControllerKit
import KubeAPI

/// The owner references of an object by what became of the owners.
///
/// Upstream: pkg/controller/garbagecollector/garbagecollector.go, classifyReferences, isDangling.
struct OwnerClasses {
    /// The owner is there and does not wait for its dependents.
    var solid: [OwnerReference] = []
    /// The owner is not there.
    var dangling: [OwnerReference] = []
    /// The owner is being deleted and waits for its dependents.
    var waiting: [OwnerReference] = []

    /// Sorts the references of `object`; `nil` if that went well.
    mutating func classify(
        _ object: APIObject, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> GarbageCollector.Attempt? {
        for reference in object.meta.owners {
            let owner = OwnerIdentity(reference, namespace: object.namespace)
            let isRemembered = context.isRememberedAbsent(owner)
            let state: OwnerFinding.State
            if isRemembered {
                state = .dangling
            } else {
                switch try context.readLive(owner) {
                case .found(let found) where found.uid == reference.uid:
                    let waits = found.meta.isTerminating && found.meta.finalizers.contains("foregroundDeletion")
                    state = waits ? .waiting : .solid
                case .found, .missing:
                    context.rememberAbsent(owner)
                    state = .dangling
                case .impossible: return .forgotten
                case .failed(let reason): return .failed(reason)
                }
            }
            context.note(.owner(OwnerFinding(owner, state, isRemembered: isRemembered, in: context.discovered)))
            switch state {
            case .solid: solid.append(reference)
            case .dangling: dangling.append(reference)
            case .waiting: waiting.append(reference)
            }
        }
        return nil
    }
}

extension OwnerFinding {
    init(_ owner: OwnerIdentity, _ state: State, isRemembered: Bool, in catalog: ResourceCatalog) {
        self.init(owner: OwnerFinding.place(of: owner, in: catalog), state: state, isRemembered: isRemembered)
    }

    static func place(of identity: OwnerIdentity, in catalog: ResourceCatalog) -> Named {
        let isClusterWide = identity.info(in: catalog)?.isNamespaced == false
        return Named(
            kind: identity.kind, key: ObjectKey(isClusterWide ? "" : identity.namespace, identity.name))
    }
}
