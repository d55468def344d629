import Documents
import KubeAPI

/// A ReplicaSet as the Deployment controller reads it.
///
/// Upstream: the accessors of pkg/controller/deployment/util/deployment_util.go.
struct ReplicaSetView {
    let object: APIObject
    /// `spec.replicas`.
    let replicas: Int64

    init(_ object: APIObject) {
        self.object = object
        replicas = object.at("spec", "replicas")?.int ?? 1
    }

    var name: String { object.name }
    /// `status.replicas`.
    var actual: Int64 { count("replicas") }
    var ready: Int64 { count("readyReplicas") }
    var available: Int64 { count("availableReplicas") }
    /// `nil` if its controller does not report them.
    var terminating: Int64? { object.at("status", "terminatingReplicas")?.int }
    var observedGeneration: Int64 { count("observedGeneration") }
    /// Wanted, but not available.
    var unhealthy: Int64 { replicas - available }

    private func count(_ field: String) -> Int64 { object.at("status", field)?.int ?? 0 }

    func annotation(_ key: String) -> String? { object.at("metadata", "annotations", key)?.string }

    /// 0 without one, `nil` if it is no number. Upstream: Revision.
    var revision: Int64? {
        guard let text = annotation(RolloutAnnotations.revision) else { return 0 }
        return Int64(text)
    }

    /// The replicas of the Deployment when this set was scaled last.
    var desiredReplicas: Int64? { nonNegative(RolloutAnnotations.desiredReplicas) }
    /// The Deployment's maximum with surge when this set was scaled last.
    var maxReplicas: Int64? { nonNegative(RolloutAnnotations.maxReplicas) }

    private func nonNegative(_ key: String) -> Int64? {
        annotation(key).flatMap { UInt32($0) }.flatMap { $0 <= Int32.max ? Int64($0) : nil }
    }
}

extension [ReplicaSetView] {
    /// Those that want pods. Upstream: FilterActiveReplicaSets.
    var active: [ReplicaSetView] { filter { $0.replicas > 0 } }
    /// The pods they want together.
    var totalReplicas: Int64 { reduce(0) { $0 + $1.replicas } }
    var totalActual: Int64 { reduce(0) { $0 + $1.actual } }
    var totalReady: Int64 { reduce(0) { $0 + $1.ready } }
    var totalAvailable: Int64 { reduce(0) { $0 + $1.available } }

    /// `nil` if one of them has been synced and does not report it.
    /// Upstream: GetTerminatingReplicaCountForReplicaSets.
    var totalTerminating: Int64? {
        var sum: Int64 = 0
        for set in self {
            if let terminating = set.terminating {
                sum += terminating
            } else if set.observedGeneration != 0 {
                return nil
            }
        }
        return sum
    }

    /// The oldest first. Upstream: ReplicaSetsByCreationTimestamp.
    var oldestFirst: [ReplicaSetView] { sorted(by: Self.isOlder) }
    /// The biggest first; of equal ones the newer. Upstream: ReplicaSetsBySizeNewer.
    var biggestThenNewer: [ReplicaSetView] {
        sorted { $0.replicas == $1.replicas ? Self.isOlder($1, $0) : $0.replicas > $1.replicas }
    }
    /// The biggest first; of equal ones the older. Upstream: ReplicaSetsBySizeOlder.
    var biggestThenOlder: [ReplicaSetView] {
        sorted { $0.replicas == $1.replicas ? Self.isOlder($0, $1) : $0.replicas > $1.replicas }
    }
    /// The lowest revision first. Upstream: ReplicaSetsByRevision.
    var byRevision: [ReplicaSetView] {
        sorted { a, b in
            guard let x = a.revision, let y = b.revision, x != y else { return Self.isOlder(a, b) }
            return x < y
        }
    }

    private static func isOlder(_ a: ReplicaSetView, _ b: ReplicaSetView) -> Bool {
        (a.object.meta.created, a.name) < (b.object.meta.created, b.name)
    }
}
