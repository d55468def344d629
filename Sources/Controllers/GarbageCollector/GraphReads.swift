import ControllerKit
import KubeAPI

/// Reads of the graph: recorded like every other read, so a re-run sees the same.
extension SyncContext where Memory == OwnerGraph {
    mutating func graphNode(_ uid: String) -> OwnerGraph.Node? {
        recall { memory in memory.own[uid].map { [$0] } ?? [] }.first
    }

    /// The known dependents of an object, as the graph has them now.
    mutating func graphDependents(of uid: String) -> [OwnerGraph.Node] {
        recall { memory in memory.own[uid]?.dependents.compactMap { memory.own[$0.key] } ?? [] }
    }

    mutating func blockingDependents(of uid: String) -> [OwnerGraph.Node] {
        recall { memory in memory.own.blockingDependents(of: uid) }
    }
}
