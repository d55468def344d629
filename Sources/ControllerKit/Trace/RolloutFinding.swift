/// One step of the arithmetic by which a Deployment rolls out, with its numbers.
///
/// Upstream: pkg/controller/deployment/rolling.go, sync.go, recreate.go.
public enum RolloutFinding: Sendable, Equatable {
    /// What the limits of a rollout are made of.
    public struct Limits: Sendable, Equatable {
        /// `spec.replicas`.
        public let replicas: Int64
        /// So many more may be there.
        public let surge: Int64
        /// `25%` or `3`: what the spec says.
        public let surgeText: String
        /// So many may be unavailable.
        public let unavailable: Int64
        /// What the spec says.
        public let unavailableText: String
        /// Both came out as zero, so one may be unavailable.
        public let isForcedOpen: Bool

        /// Notes the limits.
        public init(
            replicas: Int64, surge: Int64, surgeText: String, unavailable: Int64, unavailableText: String,
            isForcedOpen: Bool
        ) {
            self.replicas = replicas
            self.surge = surge
            self.surgeText = surgeText
            self.unavailable = unavailable
            self.unavailableText = unavailableText
            self.isForcedOpen = isForcedOpen
        }
    }

    /// What falls to one ReplicaSet when a Deployment is scaled during a rollout.
    public struct Share: Sendable, Equatable {
        /// Its name.
        public let set: String
        /// Its size before.
        public let from: Int64
        /// Its size now.
        public let to: Int64
        /// The Deployment's maximum when it got its size: what the share is taken of.
        public let formerMax: Int64

        /// Notes a share.
        public init(set: String, from: Int64, to: Int64, formerMax: Int64) {
            self.set = set
            self.from = from
            self.to = to
            self.formerMax = formerMax
        }
    }

    /// How far the new ReplicaSet may grow: up to the maximum, given the pods that all sets want now.
    case mayGrow(Limits, total: Int64, from: Int64, to: Int64)
    /// How many pods of old ReplicaSets may go; not above zero: none.
    case mayShrink(Limits, total: Int64, newUnavailable: Int64, may: Int64)
    /// Pods of an old ReplicaSet that are not available go first.
    case unhealthyFirst(set: String, from: Int64, to: Int64)
    /// So many are available, so many more than must be.
    case available(Limits, available: Int64, spare: Int64)
    /// `spec.replicas` is not what this ReplicaSet was scaled for.
    case scaled(set: String, from: Int64, to: Int64)
    /// The only ReplicaSet with pods takes the size of the Deployment.
    case follows(set: String, from: Int64, to: Int64)
    /// All ReplicaSets of a rollout take their share of a new size.
    case proportional(Limits, [Share])
    /// Recreate: so many old pods must end first.
    case waitsForOldPods(Int64)
    /// More old ReplicaSets than are kept.
    case history(old: Int, limit: Int64, surplus: Int)
    /// No progress for longer than the spec allows.
    case deadlineMissed(seconds: Int64)
    /// The name belongs to a ReplicaSet with another template.
    case collision(name: String, count: Int64)
    /// Templates are not rolled out; sizes still are.
    case paused
}
