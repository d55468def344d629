import KubeAPI
import OrderedMaps

/// What a change of the graph asks for.
struct GraphEffects {
    /// To be looked at: may they be deleted?
    var toDelete: [OwnerIdentity] = []
    /// The same, but when the rate limiter lets them.
    var toDeleteLater: [OwnerIdentity] = []
    /// Their dependents are to lose them.
    var toOrphan: [OwnerIdentity] = []
    /// References to an owner that is in another namespace.
    var elsewhere: [(dependent: OwnerIdentity, reference: OwnerReference)] = []
}

/// How a watch event moves the graph.
///
/// Upstream: pkg/controller/garbagecollector/graph_builder.go, processGraphChanges. There the changes wait in a
/// queue of their own; here the graph moves with the delivery.
extension OwnerGraph {
    mutating func take(_ change: Change) -> GraphEffects {
        var effects = GraphEffects()
        let object = change.object
        if let old = change.old, old.uid != object.uid { remove(OwnerIdentity(old), &effects) }
        let known = nodes[object.uid].map { ($0.isVirtual, $0.owners) }
        if known?.0 == true { becomesReal(OwnerIdentity(object), &effects) }
        if change.kind == .deleted {
            remove(OwnerIdentity(object), &effects)
            return effects
        }
        if let known {
            if known.1 != object.meta.owners { changeOwners(of: object, from: known.1, &effects) }
        } else {
            let waits = object.meta.isTerminating && object.meta.finalizers.contains("foregroundDeletion")
            nodes[object.uid] = Node(
                identity: OwnerIdentity(object), owners: object.meta.owners, isDeletingDependents: waits)
            link(OwnerIdentity(object), to: object.meta.owners, &effects)
        }
        if object.meta.isTerminating { deletionGoesOn(object, change.old, &effects) }
        return effects
    }

    // MARK: owners

    /// The node learns of its owners; an owner that is unknown becomes a virtual node.
    ///
    /// Upstream: addDependentToOwners.
    private mutating func link(
        _ dependent: OwnerIdentity, to owners: [OwnerReference], _ effects: inout GraphEffects
    ) {
        var isDoubtful = false
        for owner in owners {
            let known = nodes.update(owner.uid) { node in
                node.dependents[dependent.uid] = true
                return (identity: node.identity, isVirtual: node.isVirtual)
            }
            guard let known else {
                let claimed = OwnerIdentity(owner, namespace: dependent.namespace)
                var virtual = Node(identity: claimed, isVirtual: true)
                virtual.dependents[dependent.uid] = true
                nodes[owner.uid] = virtual
                effects.toDelete.append(claimed)
                continue
            }
            if isDoubtful { continue }
            let isElsewhere = known.identity.namespace != dependent.namespace
            if isElsewhere && !known.identity.namespace.isEmpty {
                if !known.isVirtual { effects.elsewhere.append((dependent, owner)) }
                isDoubtful = true
            } else {
                isDoubtful = !known.identity.matches(owner) || (isElsewhere && known.isVirtual)
            }
        }
        if isDoubtful { effects.toDelete.append(dependent) }
    }

    private mutating func changeOwners(
        of object: APIObject, from old: [OwnerReference], _ effects: inout GraphEffects
    ) {
        let new = object.meta.owners
        for before in old where before.blocksOwnerDeletion {
            let after = new.first { $0.uid == before.uid }
            // What held up the deletion of its owner does so no longer. Upstream: addUnblockedOwnersToDeleteQueue.
            if after?.blocksOwnerDeletion != true, let owner = nodes[before.uid] {
                effects.toDelete.append(owner.identity)
            }
        }
        nodes.update(object.uid) { $0.owners = new }
        link(OwnerIdentity(object), to: new.filter { owner in !old.contains { $0.uid == owner.uid } }, &effects)
        for owner in old where !new.contains(where: { $0.uid == owner.uid }) {
            nodes.update(owner.uid) { $0.dependents[object.uid] = nil }
        }
    }

    /// A virtual node is seen as it really is: dependents that claimed something else of it are looked at.
    private mutating func becomesReal(_ seen: OwnerIdentity, _ effects: inout GraphEffects) {
        guard let node = nodes[seen.uid] else { return }
        if node.identity != seen {
            for dependent in OwnerGraph.divide(dependents(of: seen.uid), by: seen).others {
                if !seen.namespace.isEmpty, dependent.identity.namespace != seen.namespace,
                    let reference = dependent.owners.first(where: { $0.uid == seen.uid })
                {
                    effects.elsewhere.append((dependent.identity, reference))
                }
                effects.toDelete.append(dependent.identity)
            }
        }
        nodes.update(seen.uid) {
            $0.identity = seen
            $0.isVirtual = false
        }
    }

    // MARK: deletion

    /// Deletion has started, or waits for something else than before: orphaning or foreground deletion begins.
    ///
    /// Upstream: processTransitions, deletionStartsWithFinalizer.
    private mutating func deletionGoesOn(
        _ object: APIObject, _ old: APIObject?, _ effects: inout GraphEffects
    ) {
        nodes.update(object.uid) { $0.isBeingDeleted = true }
        func begins(_ finalizer: String) -> Bool {
            guard object.meta.finalizers.contains(finalizer) else { return false }
            return old?.meta.isTerminating != true || old?.meta.finalizers.contains(finalizer) != true
        }
        if begins("orphan") {
            effects.toOrphan.append(OwnerIdentity(object))
        } else if begins("foregroundDeletion") {
            nodes.update(object.uid) { $0.isDeletingDependents = true }
            effects.toDelete += dependents(of: object.uid).map(\.identity) + [OwnerIdentity(object)]
        }
    }

    /// An object is gone: its dependents are looked at, and the owners that wait for it.
    mutating func remove(_ gone: OwnerIdentity, _ effects: inout GraphEffects) {
        guard let node = nodes.removeValue(forKey: gone.uid) else { return }
        for owner in node.owners { nodes.update(owner.uid) { $0.dependents[gone.uid] = nil } }
        if !node.dependents.isEmpty { absent.add(gone) }
        effects.toDelete += node.dependents.compactMap { nodes[$0.key]?.identity }
        for owner in node.owners {
            if let known = nodes[owner.uid], known.isDeletingDependents { effects.toDelete.append(known.identity) }
        }
    }
}
