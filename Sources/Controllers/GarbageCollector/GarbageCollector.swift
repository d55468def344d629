public import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
import Simulation

/// Deletes what has only owners that are gone.
///
/// Upstream: pkg/controller/garbagecollector/garbagecollector.go.
public enum GarbageCollector: Reconciler {
    public static let name = "generic-garbage-collector"
    public static let workers = 20  // --concurrent-gc-syncs

    public static func makeMemory() -> OwnerGraph { OwnerGraph() }

    /// Kinds the graph leaves out. Upstream: DefaultIgnoredResources.
    static func isIgnored(_ resource: Resource) -> Bool { resource == .events }

    // MARK: the graph

    /// Upstream: graph_builder.go, processGraphChanges.
    public static func observe(_ change: Change, _ reactions: inout Reactions<OwnerGraph>) {
        let object = change.object
        if isIgnored(object.resource) { return }
        switch change.kind {
        case .deleted:
            let dependents = reactions.memory.own.remove(object.uid)
            enqueue(dependents + ownersWaiting(for: object, reactions), &reactions)
        case .added, .modified:
            if let old = change.old, old.uid != object.uid {
                enqueue(reactions.memory.own.remove(old.uid), &reactions)
            }
            let node = reactions.memory.own[object.uid]
            if node == nil || node?.isVirtual == true {
                follow(reactions.memory.own.insert(object), object, &reactions)
            } else if node?.owners != object.meta.owners {
                let lost = node?.owners.filter { old in !object.meta.owners.contains { $0.uid == old.uid } } ?? []
                follow(reactions.memory.own.setOwners(of: object), object, &reactions)
                enqueue(lost.map(\.uid).filter { reactions.memory.own[$0]?.isDeletingDependents == true }, &reactions)
            }
            noteDeletion(object, change.old, &reactions)
        }
    }

    /// Looks at what new references make doubtful; an owner that is in another namespace is told of.
    private static func follow(
        _ linked: OwnerGraph.Linked, _ object: APIObject, _ reactions: inout Reactions<OwnerGraph>
    ) {
        for owner in linked.elsewhere {
            reactions.record(
                type: "Warning", reason: "OwnerRefInvalidNamespace",
                message:
                    "ownerRef [\(owner.apiVersion)/\(owner.kind), namespace: \(object.namespace), name: "
                        + "\(owner.name), uid: \(owner.uid)] does not exist in namespace "
                        + "\"\(object.namespace)\"",
                on: object.ref)
        }
        enqueue(linked.suspects, &reactions)
    }

    /// Deletion has started, or waits for something else than before: orphaning or foreground deletion begins.
    ///
    /// Upstream: graph_builder.go, processTransitions, deletionStartsWithFinalizer.
    private static func noteDeletion(
        _ object: APIObject, _ old: APIObject?, _ reactions: inout Reactions<OwnerGraph>
    ) {
        guard object.meta.isTerminating else { return }
        reactions.memory.own.update(object.uid) { $0.isBeingDeleted = true }
        func begins(_ finalizer: String) -> Bool {
            guard object.meta.finalizers.contains(finalizer) else { return false }
            return old?.meta.isTerminating != true || old?.meta.finalizers.contains(finalizer) != true
        }
        guard let node = reactions.memory.own[object.uid] else { return }
        if begins("orphan") {
            reactions.enqueue(GraphKey.make(node), lane: GraphKey.attemptToOrphan)
        } else if begins("foregroundDeletion") {
            reactions.memory.own.update(object.uid) { $0.isDeletingDependents = true }
            enqueue(node.dependents.map { $0.key } + [object.uid], &reactions)
        }
    }

    private static func ownersWaiting(for object: APIObject, _ reactions: Reactions<OwnerGraph>) -> [String] {
        object.meta.owners.map(\.uid).filter { reactions.memory.own[$0]?.isDeletingDependents == true }
    }

    private static func enqueue(_ uids: [String], _ reactions: inout Reactions<OwnerGraph>) {
        for uid in uids {
            if let node = reactions.memory.own[uid] { reactions.enqueue(GraphKey.make(node)) }
        }
    }

    // MARK: sync

    public static func sync(_ key: WorkKey, _ context: inout SyncContext<OwnerGraph>) throws(Interrupt) -> Requeue {
        let uid = GraphKey.uid(of: key.key)
        guard let node = context.graphNode(uid) else {
            context.note(.remark("the object is no longer in the graph"))
            return .done
        }
        return key.lane == GraphKey.attemptToOrphan
            ? try Orphaning.run(node, &context) : try attemptToDelete(node, &context)
    }

    /// Upstream: attemptToDeleteItem.
    private static func attemptToDelete(
        _ node: OwnerGraph.Node, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Requeue {
        if node.isBeingDeleted && !node.isDeletingDependents {
            context.note(.remark("it is being deleted already"))
            return .done
        }
        let answer = try context.send(.metadata(.get(node.resource, node.key)))
        guard let latest = answer.object, latest.uid == node.uid else {
            if let failure = answer.failure, failure.code != 404 { return .withBackoff(reason: failure.message) }
            context.note(.readLive(ObjectRef(node.resource, node.key, uid: node.uid), found: false))
            forget(node, &context)
            return .done
        }
        if node.isDeletingDependents { return try Foreground.run(node, &context) }
        if latest.meta.owners.isEmpty { return .done }
        var owners = Owners()
        for reference in latest.meta.owners {
            if let failure = try classify(reference, latest, &owners, &context) {
                return .withBackoff(reason: failure)
            }
        }
        context.note(.counted("solid owners", owners.solid.count))
        context.note(.counted("dangling owners", owners.dangling.count))
        context.note(.counted("waiting owners", owners.waiting.count))
        if !owners.solid.isEmpty {
            if owners.dangling.isEmpty && owners.waiting.isEmpty { return .done }
            context.note(.rule("background-gc", detail: "one owner is left: only the references to the others go"))
            return try removeReferences(latest, (owners.dangling + owners.waiting).map(\.uid), &context)
        }
        if !owners.waiting.isEmpty && !node.dependents.isEmpty {
            return try delete(latest, .foreground, &context)
        }
        context.note(.rule("background-gc", detail: "no owner is left"))
        let finalizers = latest.meta.finalizers
        let policy: PropagationPolicy =
            finalizers.contains("orphan")
            ? .orphan : finalizers.contains("foregroundDeletion") ? .foreground : .background
        return try delete(latest, policy, &context)
    }

    /// The owner references of an object by what became of the owners.
    private struct Owners {
        var solid: [OwnerReference] = []
        var dangling: [OwnerReference] = []
        var waiting: [OwnerReference] = []
    }

    /// Upstream: isDangling, classifyReferences.
    private static func classify(
        _ reference: OwnerReference, _ object: APIObject, _ owners: inout Owners,
        _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> String? {
        if context.remember({ $0.own.isAbsent(reference.uid, from: object.namespace) ? 1 : 0 }) == 1 {
            owners.dangling.append(reference)
            return nil
        }
        guard let info = ResourceTable.find(apiVersion: reference.apiVersion, kind: reference.kind) else {
            return "unable to get REST mapping for \(reference.apiVersion)/\(reference.kind)."
        }
        if info.isNamespaced && object.namespace.isEmpty {
            owners.dangling.append(reference)
            return nil
        }
        let key = ObjectKey(info.isNamespaced ? object.namespace : "", reference.name)
        let answer = try context.send(.metadata(.get(info.resource, key)))
        if let failure = answer.failure, failure.code != 404 { return failure.message }
        context.note(
            .readLive(ObjectRef(info.resource, key, uid: reference.uid), found: answer.object?.uid == reference.uid))
        guard let owner = answer.object, owner.uid == reference.uid else {
            context.remember { memory in
                memory.own.markAbsent(reference.uid, in: info.isNamespaced ? object.namespace : "")
                return 0
            }
            owners.dangling.append(reference)
            return nil
        }
        if owner.meta.isTerminating && owner.meta.finalizers.contains("foregroundDeletion") {
            owners.waiting.append(reference)
        } else {
            owners.solid.append(reference)
        }
        return nil
    }

    private static func delete(
        _ object: APIObject, _ policy: PropagationPolicy, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Requeue {
        var request = APIRequest.delete(object.resource, object.key)
        request.options.uid = object.uid
        request.options.resourceVersion = String(object.revision)
        request.options.propagationPolicy = policy
        let answer = try context.send(request)
        guard let failure = answer.failure, failure.code != 404 else { return .done }
        return .withBackoff(reason: failure.message)
    }

    static func removeReferences(
        _ object: APIObject, _ uids: [String], _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Requeue {
        let patch: Value = [
            "metadata": [
                "uid": .string(object.uid),
                "ownerReferences": .array(uids.map { ["$patch": "delete", "uid": .string($0)] }),
            ]
        ]
        let answer = try context.send(.metadata(.patch(.strategic, object.resource, object.key, patch)))
        guard let failure = answer.failure, failure.code != 404 else { return .done }
        return .withBackoff(reason: failure.message)
    }

    /// An object that is not there leaves the graph; its dependents are looked at: those of now, since some
    /// may have come while it was looked up. Upstream: enqueueVirtualDeleteEvent.
    private static func forget(_ node: OwnerGraph.Node, _ context: inout SyncContext<OwnerGraph>) {
        let dependents = context.graphDependents(of: node.uid)
        context.remember { memory in
            memory.own.remove(node.uid).count
        }
        context.enqueue(dependents.map { WorkKey(GraphKey.make($0)) })
    }

    /// Takes a finalizer off an object. Upstream: removeFinalizer.
    static func removeFinalizer(
        _ finalizer: String, from node: OwnerGraph.Node, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Requeue {
        let answer = try context.send(.metadata(.get(node.resource, node.key)))
        guard let object = answer.object else {
            guard let failure = answer.failure, failure.code != 404 else { return .done }
            return .withBackoff(reason: failure.message)
        }
        if !object.meta.finalizers.contains(finalizer) { return .done }
        let left = object.meta.finalizers.filter { $0 != finalizer }
        let patch: Value = [
            "metadata": [
                "resourceVersion": .string(String(object.revision)),
                "finalizers": .array(left.map { .string($0) }),
            ]
        ]
        let written = try context.send(.metadata(.patch(.merge, node.resource, node.key, patch)))
        guard let failure = written.failure, failure.code != 404 else { return .done }
        return .withBackoff(reason: failure.message)
    }
}

/// Foreground deletion: the object goes when what blocks it is gone. Upstream: processDeletingDependentsItem.
enum Foreground {
    static func run(
        _ node: OwnerGraph.Node, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Requeue {
        let blocking = context.blockingDependents(of: node.uid)
        context.note(.counted("blocking dependents", blocking.count))
        if blocking.isEmpty {
            return try GarbageCollector.removeFinalizer("foregroundDeletion", from: node, &context)
        }
        context.enqueue(blocking.filter { !$0.isDeletingDependents }.map { WorkKey(GraphKey.make($0)) })
        return .done
    }
}

/// Orphaning: the dependents lose the reference, then the owner its finalizer. Upstream: attemptToOrphanWorker.
enum Orphaning {
    static func run(
        _ node: OwnerGraph.Node, _ context: inout SyncContext<OwnerGraph>
    ) throws(Interrupt) -> Requeue {
        for uid in node.dependents.map({ $0.key }) {
            guard let dependent = context.graphNode(uid) else { continue }
            let patch: Value = [
                "metadata": [
                    "uid": .string(uid), "ownerReferences": [["$patch": "delete", "uid": .string(node.uid)]],
                ]
            ]
            let answer = try context.send(.metadata(.patch(.strategic, dependent.resource, dependent.key, patch)))
            if let failure = answer.failure, failure.code != 404 && failure.code != 422 {
                return .withBackoff(reason: failure.message)
            }
        }
        return try GarbageCollector.removeFinalizer("orphan", from: node, &context)
    }
}
