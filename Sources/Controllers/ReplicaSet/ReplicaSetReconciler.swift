public import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
import Simulation

/// Keeps the number of active pods of a ReplicaSet (or a ReplicationController) at `spec.replicas`.
///
/// Upstream: pkg/controller/replicaset/replica_set.go.
public enum ReplicaReconciler<Kind: ReplicatedKind>: Reconciler {
    /// At most so many pods are made or deleted in one sync.
    static var burstReplicas: Int { 500 }  // pkg/controller/replicaset/replica_set.go, BurstReplicas

    public static var name: String { Kind.controllerName }
    public static var consistentResources: [Resource] { Kind.consistentResources }

    /// Upstream: syncReplicaSet.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let key = key.key
        context.noteCache(Kind.resource)
        context.noteCache(.pods)
        guard let set = context.cached(Kind.resource, key) else {
            context.note(.absent(Kind.resource, key))
            context.remember { memory in
                memory.consistency.forget(key, uid: "")
                memory.expectations.forget(key)
                return 0
            }
            return .done
        }
        let maySteer = context.expectationsMet(for: key)
        guard let selector = Kind.selector(of: set) else { return .done }
        let census = Census(of: set, selector, &context)
        var active = census.active
        if !census.isSettled {
            let claimed = try PodClaims(owner: set, selector: selector).claim(active.all, &context)
            if !claimed.failures.isEmpty { return .withBackoff(reason: claimed.failures.joined(separator: ", ")) }
            active = ActivePods(claimed.pods)
        }
        context.note(.counted("owned", census.owned))
        context.note(.counted("active", active.count))
        context.note(.compared("spec.replicas", want: ReplicaSetStatus.replicas(of: set), have: Int64(active.count)))
        var failure: String?
        if maySteer && !set.meta.isTerminating {
            failure = try manageReplicas(of: set, active: active, &context)
        } else {
            context.note(
                .rule(
                    maySteer ? "no-steering-while-deleted" : "expectations",
                    detail: "scaling waits; claiming and status go on"))
        }
        let status = ReplicaSetStatus.calculate(
            set, active: active, terminating: Kind.reportsTerminating ? census.terminating : nil,
            failure: failure, now: context.moment.date)
        let written = try ReplicaSetStatus.write(status, of: set, &context)
        if case .failed(let message) = written { return .withBackoff(reason: message) }
        if let failure { return .withBackoff(reason: failure) }
        return PodAvailability(of: set, at: context.moment).nextCheck(active.all, status)
    }

    // MARK: steering

    /// Makes or deletes pods. The text of the first error is the answer.
    private static func manageReplicas(
        of set: APIObject, active: ActivePods, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> String? {
        let difference = active.count - Int(ReplicaSetStatus.replicas(of: set))
        if difference < 0 { return try create(min(-difference, burstReplicas), set, &context) }
        if difference > 0 { return try giveUp(min(difference, burstReplicas), set, active, &context) }
        return nil
    }

    private static func create(
        _ count: Int, _ set: APIObject, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> String? {
        let now = context.moment.time
        context.remember { memory in
            memory.expectations.expectCreations(count, for: set.key, at: now)
            return 0
        }
        let pod = PodControl.pod(from: set.at("spec", "template") ?? .null, owner: set)
        let created = try PodControl.createInBatches(count, of: pod, for: set, &context)
        if created.succeeded < count {
            context.remember { memory in
                memory.expectations.creationObserved(for: set.key, count: count - created.succeeded)
                return 0
            }
        }
        return created.failure?.message
    }

    private static func giveUp(
        _ count: Int, _ set: APIObject, _ active: ActivePods, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> String? {
        let victims: [APIObject]
        if count < active.count {
            let ranking = PodRanking(now: context.moment.date, crowding: crowding(of: set, &context))
            let ranked = ranking.ranked(active.count, victims: count, active.forEach)
            context.note(.rule("victim-ranking", detail: "\(count) of \(active.count) active pods must go"))
            context.note(.ranked(ranked.shown))
            victims = Array(ranked.order.prefix(count))
        } else {
            victims = active.all
        }
        let keys = victims.map(PodControl.podKey)
        let now = context.moment.time
        context.remember { memory in
            memory.expectations.expectDeletions(of: keys, for: set.key, at: now)
            return 0
        }
        var failure: String?
        for (pod, status) in try PodControl.delete(victims.map(\.key), of: set, &context) {
            context.remember { memory in
                memory.expectations.deletionObserved(of: pod.description, for: set.key)
                return 0
            }
            if status.code != 404 && failure == nil { failure = "unable to delete pods: \(status.message)" }
        }
        return failure
    }

    /// How many active pods of all ReplicaSets with the same controller are on each node. A set without one has no
    /// relatives, not even its own pods. Upstream: getIndirectlyRelatedPods, getPodsRankedByRelatedPodsOnSameNode.
    private static func crowding(of set: APIObject, _ context: inout SyncContext<NoMemory>) -> [String: Int] {
        guard let controller = set.meta.controller else { return [:] }
        let siblings = context.cachedIndexed(Kind.resource, .controllerUID, controller.uid)
        let selectors = siblings.compactMap { Kind.selector(of: $0) }
        let counted = context.overGroups(.pods, .controllerUID) { groups in
            var crowding = Crowding(selectors, namespace: set.namespace)
            groups.forEach { _, group in
                crowding.add(group)
                return true
            }
            return [crowding.counts]
        }
        return counted.first ?? [:]
    }
}
