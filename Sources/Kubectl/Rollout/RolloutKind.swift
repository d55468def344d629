import Documents
import KubeAPI

/// What `rollout` has to know of a kind that keeps revisions of its pod template.
///
/// Upstream: kubectl/pkg/polymorphichelpers (StatusViewer, HistoryViewer, Rollbacker).
protocol RolloutKind {
    /// How far the rollout is; `revision` 0 means the newest one.
    static func status(of object: APIObject, revision: Int64) throws(KubectlFailure) -> RolloutStatusLine
    /// All revisions that can be gone back to, in any order.
    static func revisions(
        of object: APIObject, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [RolloutRevision]
    /// How to go back to a revision; 0 means the one before the newest.
    static func undo(
        _ object: APIObject, to number: Int64, among revisions: [RolloutRevision]
    ) throws(KubectlFailure) -> RolloutUndo
}

/// A line of `rollout status`.
struct RolloutStatusLine {
    let text: String
    /// Nothing is left to wait for.
    let isDone: Bool
}

/// A revision of a workload.
struct RolloutRevision {
    let number: Int64
    /// The pod template, with the cause of the change among its annotations where upstream puts it there.
    let template: Value
    /// The annotation `kubernetes.io/change-cause`; empty without one.
    let cause: String
    /// What `-o` prints: the ReplicaSet, or the workload as it was.
    let object: APIObject
}

/// How to go back to a revision.
struct RolloutUndo {
    /// What `--dry-run=client` shows.
    let template: Value
    /// The workload has this template already.
    let isCurrent: Bool
    /// Why it must not be done now; `nil` if it may.
    let refusal: String?
    let patchType: PatchType
    let patch: Value
}

/// The kinds that `rollout` knows.
enum RolloutKinds {
    static let changeCause = "kubernetes.io/change-cause"

    static func of(_ resource: Resource) -> (any RolloutKind.Type)? {
        switch resource {
        case .deployments: DeploymentRollouts.self
        case .statefulSets: StatefulSetRollouts.self
        case .daemonSets: DaemonSetRollouts.self
        default: nil
        }
    }

    /// `unable to find specified revision 7 in history`.
    static func notFound(_ revision: Int64) -> KubectlFailure {
        .message("unable to find specified revision \(revision) in history")
    }
}
