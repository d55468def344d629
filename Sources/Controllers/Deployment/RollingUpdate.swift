import ControllerKit
import KubeAPI

/// A new ReplicaSet grows while the old ones shrink, within the limits.
///
/// Upstream: pkg/controller/deployment/rolling.go.
enum RollingUpdate {
    static func roll(
        _ sets: [ReplicaSetView], _ draft: inout RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> Requeue {
        let division = try NewReplicaSet.divide(sets, &draft, isCreating: true, &context)
        guard let new = division.new else { preconditionFailure("\(draft.object.key) rolls out to no ReplicaSet") }
        // LESSON: deployment-one-step
        if try growNew(new, division.all, draft, &context) {
            return try RolloutProgress.report(division, &draft, &context)
        }
        if try shrinkOld(division, new, draft, &context) {
            return try RolloutProgress.report(division, &draft, &context)
        }
        if RolloutProgress.isComplete(draft, draft.status) {
            try ReplicaSetScaling.cleanUp(division.old, draft, &context)
        }
        return try RolloutProgress.report(division, &draft, &context)
    }

    /// Upstream: reconcileNewReplicaSet.
    private static func growNew(
        _ new: ReplicaSetView, _ all: [ReplicaSetView], _ draft: RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> Bool {
        let limits = draft.limits
        if new.replicas == limits.replicas { return false }
        if new.replicas > limits.replicas {
            return try ReplicaSetScaling.scale(new, to: limits.replicas, draft, &context).scaled
        }
        let total = all.totalReplicas
        let size = RolloutArithmetic.newSize(limits, total: total, newReplicas: new.replicas)
        context.note(.rollout(.mayGrow(limits.numbers, total: total, from: new.replicas, to: size)))
        return try ReplicaSetScaling.scale(new, to: size, draft, &context).scaled
    }

    /// A failure to scale one of them ends the round, but not the sync. Upstream: reconcileOldReplicaSets.
    private static func shrinkOld(
        _ division: NewReplicaSet.Division, _ new: ReplicaSetView, _ draft: RolloutDraft,
        _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> Bool {
        let old = division.old.active
        if old.isEmpty { return false }
        let total = division.all.totalReplicas
        let removable = RolloutArithmetic.removable(draft.limits, total: total, newUnavailable: new.unhealthy)
        context.note(
            .rollout(
                .mayShrink(draft.limits.numbers, total: total, newUnavailable: new.unhealthy, may: removable)))
        if removable <= 0 { return false }
        do {
            let (left, cleaned) = try removeUnhealthy(old.oldestFirst, atMost: removable, draft, &context)
            let removed = try removeAvailable(left, new, draft, &context)
            return cleaned + removed > 0
        } catch .failed {
            return false
        } catch {
            throw error
        }
    }

    /// Pods that are not available go first: they would block the rollout, and nobody misses them.
    ///
    /// Upstream: cleanupUnhealthyReplicas.
    private static func removeUnhealthy(
        _ old: [ReplicaSetView], atMost limit: Int64, _ draft: RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> (left: [ReplicaSetView], removed: Int64) {
        var left = old
        var removed: Int64 = 0
        for index in old.indices where removed < limit && old[index].unhealthy != 0 {
            let set = old[index]
            let count = min(limit - removed, set.unhealthy)
            // More available than wanted: its own controller has not caught up yet, so nothing is taken.
            if count < 0 { throw .failed(invalid(set, to: set.replicas - count)) }
            context.note(.rollout(.unhealthyFirst(set: set.name, from: set.replicas, to: set.replicas - count)))
            left[index] = try ReplicaSetScaling.scale(set, to: set.replicas - count, draft, &context).set
            removed += count
        }
        return (left, removed)
    }

    private static func invalid(_ set: ReplicaSetView, to size: Int64) -> Status {
        Status(
            code: 500, reason: "InternalError",
            message: "when cleaning up unhealthy replicas, got invalid request to scale down "
                + "\(set.object.key) \(set.replicas) -> \(size)")
    }

    /// Upstream: scaleDownOldReplicaSetsForRollingUpdate.
    private static func removeAvailable(
        _ old: [ReplicaSetView], _ new: ReplicaSetView, _ draft: RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> Int64 {
        let available = (old + [new]).totalAvailable
        let spare = available - draft.limits.minAvailable
        context.note(.rollout(.available(draft.limits.numbers, available: available, spare: max(0, spare))))
        var removed: Int64 = 0
        for set in old where removed < spare && set.replicas > 0 {
            let count = min(set.replicas, spare - removed)
            _ = try ReplicaSetScaling.scale(set, to: set.replicas - count, draft, &context)
            removed += count
        }
        return removed
    }
}
