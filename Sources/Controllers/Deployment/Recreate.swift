import ControllerKit
import KubeAPI

/// All old pods end before the first new one is made.
///
/// Upstream: pkg/controller/deployment/recreate.go.
enum Recreate {
    static func roll(
        _ sets: [ReplicaSetView], _ draft: inout RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> Requeue {
        var division = try NewReplicaSet.divide(sets, &draft, isCreating: false, &context)
        var hasScaled = false
        for set in division.old.active {
            if try ReplicaSetScaling.scale(set, to: 0, draft, &context).scaled { hasScaled = true }
        }
        let running = hasScaled ? 0 : oldPods(sets, division, &context)
        if hasScaled || running > 0 || division.old.totalActual > 0 {
            context.note(.rollout(.waitsForOldPods(max(Int64(running), division.old.totalActual))))
            return try RolloutProgress.report(division, &draft, &context)
        }
        if division.new == nil { division = try NewReplicaSet.divide(sets, &draft, isCreating: true, &context) }
        if let new = division.new {
            _ = try ReplicaSetScaling.scale(new, to: draft.limits.replicas, draft, &context)
        }
        if RolloutProgress.isComplete(draft, draft.status) {
            try ReplicaSetScaling.cleanUp(division.old, draft, &context)
        }
        return try RolloutProgress.report(division, &draft, &context)
    }

    /// Pods of old sets that have not ended; those that are being deleted still count.
    ///
    /// Upstream: oldPodsRunning.
    private static func oldPods(
        _ sets: [ReplicaSetView], _ division: NewReplicaSet.Division, _ context: inout RolloutDraft.Context
    ) -> Int {
        var count = 0
        for set in sets where set.object.uid != division.new?.object.uid {
            count += context.cachedIndexed(.pods, .controllerUID, set.object.uid).count { !$0.flags.isFinished }
        }
        return count
    }
}
