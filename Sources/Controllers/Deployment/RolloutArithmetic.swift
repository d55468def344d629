import ControllerKit

/// The numbers of a rollout, free of requests and caches.
///
/// Upstream: pkg/controller/deployment/util/deployment_util.go.
enum RolloutArithmetic {
    /// How big the new ReplicaSet may be. Upstream: NewRSNewReplicas.
    static func newSize(_ limits: RolloutLimits, total: Int64, newReplicas: Int64) -> Int64 {
        guard limits.isRolling else { return limits.replicas }
        let room = limits.maxTotal - total
        // The total is at its cap: the new set stays as it is.
        if room <= 0 { return newReplicas }
        return newReplicas + min(room, limits.replicas - newReplicas)
    }

    /// How many pods of old ReplicaSets may go without falling below the available minimum.
    ///
    /// Pods of the new set that are not available count as gone already. Upstream: reconcileOldReplicaSets.
    static func removable(_ limits: RolloutLimits, total: Int64, newUnavailable: Int64) -> Int64 {
        total - limits.minAvailable - newUnavailable
    }

    /// The change that falls to one ReplicaSet when the Deployment is scaled during a rollout.
    ///
    /// Its share of the new maximum, as it had it of the old one; never beyond what is left to give or take.
    /// Upstream: GetReplicaSetProportion, getReplicaSetFraction.
    static func proportion(
        of set: ReplicaSetView, _ limits: RolloutLimits, statusReplicas: Int64, toAdd: Int64, added: Int64
    ) -> Int64 {
        if set.replicas == 0 || toAdd == 0 || toAdd == added { return 0 }
        let fraction = fraction(of: set, limits, statusReplicas: statusReplicas)
        let allowed = toAdd - added
        return toAdd > 0 ? min(fraction, allowed) : max(fraction, allowed)
    }

    private static func fraction(of set: ReplicaSetView, _ limits: RolloutLimits, statusReplicas: Int64) -> Int64 {
        if limits.replicas == 0 { return -set.replicas }
        let annotated = set.maxReplicas ?? 0
        let before = annotated == 0 ? statusReplicas : annotated
        // Without an annotation and without a status there is nothing to take a share of.
        if before == 0 { return 0 }
        return rounded(set.replicas * limits.maxTotal, over: before) - set.replicas
    }

    /// A quotient rounded to the nearest whole number, halves away from zero. Upstream: RoundToInt32.
    private static func rounded(_ dividend: Int64, over divisor: Int64) -> Int64 {
        (2 * dividend + divisor) / (2 * divisor)
    }
}
