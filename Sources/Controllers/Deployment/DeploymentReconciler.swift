public import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Steers the ReplicaSets of a Deployment; it never touches a pod.
///
/// Upstream: pkg/controller/deployment/deployment_controller.go, syncDeployment.
public enum DeploymentReconciler: Reconciler {
    public static let name = "deployment-controller"
    /// A key that failed so often is dropped until something changes.
    public static let retriesMax: Int? = 15  // pkg/controller/deployment/deployment_controller.go, maxRetries

    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let key = key.key
        context.noteCache(.deployments)
        context.noteCache(.replicaSets)
        guard let deployment = context.cached(.deployments, key) else {
            context.note(.absent(.deployments, key))
            return .done
        }
        do {
            return try sync(deployment, &context)
        } catch {
            switch error {
            case .interrupted(let interrupt): throw interrupt
            // In a namespace that is being deleted nothing can be made any more.
            case .failed(let status) where status.causes.contains(where: { $0.reason == "NamespaceTerminating" }):
                return .done
            case .failed(let status): return .withBackoff(reason: status.message)
            }
        }
    }

    private static func sync(
        _ deployment: APIObject, _ context: inout SyncContext<NoMemory>
    ) throws(RolloutStop) -> Requeue {
        var draft = RolloutDraft(deployment, now: context.moment.date)
        guard let selector = try? LabelSelector(value: deployment.at("spec", "selector")) else { return .done }
        if selector.isEmpty { return try refuseEverything(&draft, &context) }
        let sets = try replicaSets(of: deployment, selector, &context)
        context.note(.counted("owned", sets.count))
        context.note(.counted("active", sets.active.count))
        if deployment.meta.isTerminating {
            context.note(.rule("no-steering-while-deleted", detail: "only the status is kept"))
            let division = try NewReplicaSet.divide(sets, &draft, isCreating: false, &context)
            try RolloutProgress.reportCounts(division, &draft, &context)
            return .done
        }
        try notePause(&draft, &context)
        if draft.isPaused { return try follow(sets, &draft, &context) }
        if try isScalingEvent(sets, &draft, &context) { return try follow(sets, &draft, &context) }
        return draft.limits.isRolling
            ? try RollingUpdate.roll(sets, &draft, &context) : try Recreate.roll(sets, &draft, &context)
    }

    /// Its own ReplicaSets, with orphans taken in and strangers let go. Upstream: getReplicaSetsForDeployment.
    private static func replicaSets(
        of deployment: APIObject, _ selector: LabelSelector, _ context: inout SyncContext<NoMemory>
    ) throws(RolloutStop) -> [ReplicaSetView] {
        let own = context.cachedIndexed(.replicaSets, .controllerUID, deployment.uid)
        let orphans = context.cachedIndexed(.replicaSets, .controllerUID, "").filter {
            $0.namespace == deployment.namespace
        }
        let claimed: PodClaims.Claimed
        do {
            claimed = try PodClaims(owner: deployment, selector: selector).claim(own + orphans, &context)
        } catch {
            throw .interrupted(error)
        }
        if !claimed.failures.isEmpty {
            throw .failed(Status(code: 500, reason: "", message: claimed.failures.joined(separator: ", ")))
        }
        return claimed.pods.map(ReplicaSetView.init)
    }

    /// An empty selector would take in every ReplicaSet of the namespace.
    private static func refuseEverything(
        _ draft: inout RolloutDraft, _ context: inout SyncContext<NoMemory>
    ) throws(RolloutStop) -> Requeue {
        draft.record(
            "Warning", "SelectingAll",
            "This deployment is selecting all pods. A non-empty selector is required.", &context)
        let generation = draft.object.meta.generation
        if draft.status["observedGeneration"]?.int ?? 0 < generation {
            var status = draft.status
            status.set(.int(generation), at: "observedGeneration")
            draft.setStatus(status)
            do { try draft.writeStatus(&context) } catch .failed {
                return .done
            } catch {
                throw error
            }
        }
        return .done
    }

    /// Pausing and resuming are told in the condition, so that paused time is not counted as lack of progress.
    ///
    /// Upstream: checkPausedConditions.
    private static func notePause(
        _ draft: inout RolloutDraft, _ context: inout SyncContext<NoMemory>
    ) throws(RolloutStop) {
        guard draft.progressDeadline != nil else { return }
        let reason = DeploymentConditions.get(DeploymentConditions.progressing, of: draft.status)?["reason"]?.string
        // A missed deadline is not covered up.
        if reason == DeploymentConditions.Reason.timedOut { return }
        let isNoted = reason == DeploymentConditions.Reason.paused
        if draft.isPaused == isNoted { return }
        draft.setCondition(
            DeploymentConditions.make(
                DeploymentConditions.progressing, "Unknown",
                draft.isPaused ? DeploymentConditions.Reason.paused : DeploymentConditions.Reason.resumed,
                draft.isPaused ? "Deployment is paused" : "Deployment is resumed", now: draft.now))
        try draft.writeStatus(&context)
    }

    /// Was `spec.replicas` changed since its ReplicaSets were scaled last? Upstream: isScalingEvent.
    private static func isScalingEvent(
        _ sets: [ReplicaSetView], _ draft: inout RolloutDraft, _ context: inout SyncContext<NoMemory>
    ) throws(RolloutStop) -> Bool {
        let division = try NewReplicaSet.divide(sets, &draft, isCreating: false, &context)
        for set in division.all.active {
            guard let desired = set.desiredReplicas, desired != draft.limits.replicas else { continue }
            context.note(.rollout(.scaled(set: set.name, from: desired, to: draft.limits.replicas)))
            return true
        }
        return false
    }

    /// Only sizes, no rollout. Upstream: sync.
    private static func follow(
        _ sets: [ReplicaSetView], _ draft: inout RolloutDraft, _ context: inout SyncContext<NoMemory>
    ) throws(RolloutStop) -> Requeue {
        if draft.isPaused { context.note(.rollout(.paused)) }
        let division = try NewReplicaSet.divide(sets, &draft, isCreating: false, &context)
        try ReplicaSetScaling.followReplicas(division, draft, &context)
        if draft.isPaused { try ReplicaSetScaling.cleanUp(division.old, draft, &context) }
        try RolloutProgress.reportCounts(division, &draft, &context)
        return .done
    }
}
