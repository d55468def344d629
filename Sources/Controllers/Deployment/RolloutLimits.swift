import ControllerKit
public import Documents
import KubeAPI

/// How far a Deployment may go above and below its replicas while it rolls: the arithmetic of a rollout.
///
/// Upstream: pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts, MaxSurge, MaxUnavailable.
public struct RolloutLimits: Sendable, Equatable {
    /// `spec.replicas`.
    public let replicas: Int64
    /// So many pods more than wanted may be there.
    public let surge: Int64
    /// So many pods fewer than wanted may be available.
    public let unavailable: Int64
    /// `25%` or `3`: what the spec says.
    public let surgeText: String
    /// What the spec says.
    public let unavailableText: String
    /// The strategy is `RollingUpdate`.
    public let isRolling: Bool
    /// Both came out as zero, so one pod may be missing.
    public let isForcedOpen: Bool

    /// The limits of a Deployment's tree, with its defaults.
    public init(_ deployment: Value) {
        let spec = deployment["spec"] ?? .null
        let rolling = spec.at("strategy", "rollingUpdate")
        replicas = spec["replicas"]?.int ?? 1
        isRolling = spec.at("strategy", "type")?.string == "RollingUpdate"
        surgeText = RolloutLimits.text(rolling?["maxSurge"])
        unavailableText = RolloutLimits.text(rolling?["maxUnavailable"])
        guard isRolling else {
            (surge, unavailable, isForcedOpen) = (0, 0, false)
            return
        }
        // Surge is rounded up, unavailability down.
        let up = IntOrPercent(rolling?["maxSurge"])?.scaled(of: Int(replicas), roundsUp: true) ?? 0
        let down = IntOrPercent(rolling?["maxUnavailable"])?.scaled(of: Int(replicas), roundsUp: false) ?? 0
        isForcedOpen = up == 0 && down == 0
        surge = Int64(up)
        unavailable = replicas == 0 ? 0 : min(replicas, Int64(isForcedOpen ? 1 : down))
    }

    private static func text(_ value: Value?) -> String {
        value?.string ?? value?.int.map(String.init) ?? "0"
    }

    /// No more pods than this at any time.
    public var maxTotal: Int64 { replicas + surge }
    /// No fewer available pods than this while the rollout is healthy.
    public var minAvailable: Int64 { replicas - unavailable }
}

extension RolloutLimits {
    /// The limits as a finding.
    var numbers: RolloutFinding.Limits {
        RolloutFinding.Limits(
            replicas: replicas, surge: surge, surgeText: surgeText, unavailable: unavailable,
            unavailableText: unavailableText, isForcedOpen: isForcedOpen)
    }
}
