public import Simulation

/// How bad a zone is.
///
/// Upstream: pkg/controller/nodelifecycle/node_lifecycle_controller.go, ComputeZoneState.
public enum ZoneState: String, Sendable {
    case initial = "Initial"
    case normal = "Normal"
    case partialDisruption = "PartialDisruption"
    case fullDisruption = "FullDisruption"

    /// Nothing is ready: full. More than two, and 55 % or more, are not: partial.
    public init(ready: Int, notReady: Int) {
        if ready == 0 && notReady > 0 {
            self = .fullDisruption
        } else if notReady > 2 && notReady * 100 >= (ready + notReady) * NodeLifecycle.unhealthyPercent {
            self = .partialDisruption
        } else {
            self = .normal
        }
    }

    /// The time between two NoExecute taints in a zone of `nodes` nodes; `nil`: none is put on.
    public func taintInterval(nodes: Int) -> SimDuration? {
        guard self == .partialDisruption else { return NodeLifecycle.taintInterval }
        return nodes > NodeLifecycle.largeZone ? NodeLifecycle.secondaryTaintInterval : nil
    }
}
