import ControllerKit
import KubeAPI

/// What an object is when it is looked up at the API server.
enum LiveRead {
    /// There is one of that name.
    case found(APIObject)
    case missing
    /// A cluster-wide object cannot have an owner in a namespace: asking again would not help.
    case impossible
    case failed(String)
}

/// Reads of the graph and of live objects: recorded like every other read, so a re-run sees the same.
extension SyncContext where Memory == OwnerGraph {
    /// The node as the graph has it now.
    mutating func node(_ uid: String) -> OwnerGraph.Node? {
        recall { memory in memory.own[uid].map { [$0] } ?? [] }.first
    }

    /// The known dependents of an object, as the graph has them now.
    mutating func dependents(of uid: String) -> [OwnerGraph.Node] {
        recall { memory in memory.own.dependents(of: uid) }
    }

    mutating func blockingDependents(of uid: String) -> [OwnerGraph.Node] {
        recall { memory in memory.own.blockingDependents(of: uid) }
    }

    /// Is the owner known to be absent, cluster-wide or in the namespace of its dependent?
    mutating func isRememberedAbsent(_ owner: OwnerIdentity) -> Bool {
        remember { memory in
            memory.own.absent.has(owner.clusterWide) || memory.own.absent.has(owner) ? 1 : 0
        } == 1
    }

    mutating func rememberAbsent(_ owner: OwnerIdentity) {
        let isClusterWide = owner.info(in: discovered)?.isNamespaced == false
        remember { memory in
            memory.own.absent.add(isClusterWide ? owner.clusterWide : owner)
            return 0
        }
    }

    /// Asks the API server for the metadata of an object. Upstream: operations.go, getObject, apiResource.
    mutating func readLive(_ identity: OwnerIdentity) throws(Interrupt) -> LiveRead {
        guard let (resource, key) = identity.place(in: discovered) else {
            return .failed("unable to get REST mapping for \(identity.apiVersion)/\(identity.kind).")
        }
        if resource.info.isNamespaced && key.namespace.isEmpty {
            let named = "\(identity.kind) \(identity.name)"
            note(.remark("a cluster-wide object cannot have an owner in a namespace: \(named) is not looked up"))
            return .impossible
        }
        let answer = try send(.metadata(.get(resource, key)))
        guard let object = answer.object else {
            guard let failure = answer.failure, failure.code != 404 else { return .missing }
            return .failed(failure.message)
        }
        return .found(object)
    }

    /// An object that is not there leaves the graph; those that meant it are looked at: those of now, since some
    /// may have come while it was looked up.
    mutating func forget(_ identity: OwnerIdentity) -> GarbageCollector.Attempt {
        if let place = identity.place(in: discovered) {
            note(.readLive(ObjectRef(place.resource, place.key, uid: identity.uid), found: false))
        }
        let effects = alter { memory in [memory.own.isAbsent(identity)] }
        for effect in effects {
            enqueue(effect.toDelete.map { WorkKey(GraphKey.make($0)) })
            enqueueLimited(effect.toDeleteLater.map { WorkKey(GraphKey.make($0)) })
        }
        return .forgotten
    }
}

extension OwnerIdentity {
    /// The same without a namespace.
    var clusterWide: OwnerIdentity { namespace.isEmpty ? self : OwnerIdentity(self, namespace: "") }
}
