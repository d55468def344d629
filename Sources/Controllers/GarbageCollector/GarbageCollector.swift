public import ControllerKit
public import KubeAPI
import OrderedMaps
import Simulation

/// Deletes what has only owners that are gone, and helps deletions that wait for their dependents.
///
/// Upstream: pkg/controller/garbagecollector/garbagecollector.go.
public enum GarbageCollector: Reconciler {
    /// Its component; its service account has the same name.
    public static let name = "generic-garbage-collector"
    /// For each of its two queues: --concurrent-gc-syncs.
    public static let workers = 20

    /// An empty graph.
    public static func makeMemory() -> OwnerGraph { OwnerGraph() }

    /// Resources the graph leaves out. Upstream: DefaultIgnoredResources.
    public static let ignored: [Resource] = [.events]

    /// Whether the graph leaves a resource out: by name, or because it can be neither watched nor deleted.
    public static func isIgnored(_ info: ResourceInfo) -> Bool {
        !info.isStored || ignored.contains(info.resource)
    }

    // MARK: the graph

    /// The graph moves, and what it makes doubtful is queued.
    public static func observe(_ change: Change, _ reactions: inout Reactions<OwnerGraph>) {
        if ignored.contains(change.object.resource) { return }
        let effects = reactions.memory.own.take(change)
        for (dependent, reference) in effects.elsewhere { tell(dependent, of: reference, &reactions) }
        for identity in effects.toDelete { reactions.enqueue(GraphKey.make(identity)) }
        for identity in effects.toOrphan {
            reactions.enqueue(GraphKey.make(identity), lane: GraphKey.attemptToOrphan)
        }
    }

    /// Upstream: graph_builder.go, reportInvalidNamespaceOwnerRef.
    private static func tell(
        _ dependent: OwnerIdentity, of reference: OwnerReference, _ reactions: inout Reactions<OwnerGraph>
    ) {
        guard let place = dependent.place(in: reactions.caches.catalog) else { return }
        let owner = OwnerIdentity(reference, namespace: dependent.namespace)
        reactions.record(
            type: "Warning", reason: "OwnerRefInvalidNamespace",
            message: "ownerRef \(owner) does not exist in namespace \"\(dependent.namespace)\"",
            on: ObjectRef(place.resource, place.key, uid: dependent.uid))
    }

    // MARK: the queues

    /// How an attempt ends.
    enum Attempt {
        case done
        /// Nothing is to be tried again: the object is gone, or what it says cannot become true.
        case forgotten
        case failed(String)
    }

    /// Upstream: attemptToDeleteWorker, attemptToOrphanWorker.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<OwnerGraph>) throws(Interrupt) -> Requeue {
        let uid = GraphKey.uid(of: key.key)
        guard let node = context.node(uid) else {
            context.note(.remark("the object is no longer in the graph"))
            return .done
        }
        guard GraphKey.make(node.identity) == key.key else {
            let now = "\(node.identity.kind) \(node.identity.name)"
            context.note(.remark("the graph knows by now what it really is: \(now)"))
            return .done
        }
        let isOrphaning = key.lane == GraphKey.attemptToOrphan
        switch try isOrphaning ? Orphaning.run(node, &context) : attemptToDelete(node, &context) {
        case .failed(let reason): return .withBackoff(reason: reason)
        case .forgotten: return .done
        case .done:
            // A virtual node whose object is there is asked about again until its watch event has come.
            guard !isOrphaning, node.isVirtual, context.node(uid)?.isVirtual == true else { return .done }
            return .withBackoff(reason: "item hasn't been observed via informer yet")
        }
    }

    /// Upstream: attemptToDeleteItem.
    private static func attemptToDelete(
        _ node: OwnerGraph.Node, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Attempt {
        if node.isBeingDeleted && !node.isDeletingDependents {
            context.note(.remark("it is being deleted already: its dependents are looked at when it is gone"))
            return .done
        }
        let latest: APIObject
        switch try context.readLive(node.identity) {
        case .found(let object) where object.uid == node.identity.uid: latest = object
        case .found, .missing: return context.forget(node.identity)
        case .impossible: return .forgotten
        case .failed(let reason): return .failed(reason)
        }
        if node.isDeletingDependents { return try Foreground.run(node, &context) }
        if latest.meta.owners.isEmpty {
            context.note(.remark("it names no owner: nothing to collect"))
            return .done
        }
        var owners = OwnerClasses()
        if let problem = try owners.classify(latest, &context) { return problem }
        if !owners.solid.isEmpty { return try keep(latest, owners, &context) }
        if !owners.waiting.isEmpty && !node.dependents.isEmpty { return try goInForeground(node, latest, &context) }
        context.note(.rule("background-gc", detail: "no owner is left: it is deleted"))
        let finalizers = latest.meta.finalizers
        let policy: PropagationPolicy =
            finalizers.contains("orphan")
            ? .orphan : finalizers.contains("foregroundDeletion") ? .foreground : .background
        return try GraphWrites.delete(latest, policy, &context)
    }

    /// An owner is left: the object stays, without the references to the others.
    private static func keep(
        _ object: APIObject, _ owners: OwnerClasses, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Attempt {
        let others = owners.dangling + owners.waiting
        if others.isEmpty {
            context.note(.rule("background-gc", detail: "every owner is there: it stays"))
            return .done
        }
        context.note(.rule("background-gc", detail: "an owner is left: only the references to the others go"))
        return try GraphWrites.removeReferences(from: object.ref, to: others.map(\.uid), &context)
    }

    /// Its owners wait for it, and it has dependents of its own: those go first.
    private static func goInForeground(
        _ node: OwnerGraph.Node, _ latest: APIObject, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Attempt {
        if context.dependents(of: latest.uid).contains(where: \.isDeletingDependents) {
            context.note(
                .rule("foreground-gc", detail: "a dependent waits too: a cycle is broken by not blocking its owners"))
            let patched = try GraphWrites.unblockOwners(node, latest.ref, &context)
            guard case .done = patched else { return patched }
        }
        context.note(.rule("foreground-gc", detail: "its owner waits and it has dependents: they go first"))
        return try GraphWrites.delete(latest, .foreground, &context)
    }
}

/// Foreground deletion: the object goes when what blocks it is gone. Upstream: processDeletingDependentsItem.
enum Foreground {
    static func run(
        _ node: OwnerGraph.Node, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> GarbageCollector.Attempt {
        let blocking = context.blockingDependents(of: node.identity.uid)
        if blocking.isEmpty {
            context.note(.rule("foreground-gc", detail: "nothing blocks it any more: its finalizer goes"))
            return try GraphWrites.removeFinalizer("foregroundDeletion", from: node.identity, &context)
        }
        context.note(.blockedBy(blocking.compactMap { OwnerFinding.place(of: $0.identity, in: context.discovered) }))
        context.enqueue(
            blocking.filter { !$0.isDeletingDependents }.map { WorkKey(GraphKey.make($0.identity)) })
        return .done
    }
}

/// Orphaning: the dependents lose the reference, then the owner its finalizer.
///
/// Upstream: attemptToOrphanWorker, orphanDependents.
enum Orphaning {
    static func run(
        _ node: OwnerGraph.Node, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> GarbageCollector.Attempt {
        let uid = node.identity.uid
        let dependents = context.dependents(of: uid)
        context.note(.counted("dependents", dependents.count))
        context.note(.rule("orphan-gc", detail: "they lose the reference, then the owner its finalizer"))
        let discovered = context.discovered
        let refs = dependents.compactMap { dependent in
            dependent.identity.place(in: discovered).map { ObjectRef($0.resource, $0.key, uid: dependent.identity.uid) }
        }
        let failures = try GraphWrites.removeReference(to: uid, from: refs, &context)
        if !failures.isEmpty {
            return .failed(
                "orphanDependents for \(node.identity) failed with failed to orphan dependents of owner "
                    + "\(node.identity), got errors: \(failures.joined(separator: ", "))")
        }
        return try GraphWrites.removeFinalizer("orphan", from: node.identity, &context)
    }
}
