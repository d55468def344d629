public import ControllerKit
import KubeAPI
import OrderedMaps
public import Simulation

/// Pod GC with its service account.
///
/// Upstream: pkg/controller/podgc. Its requests go out as the user `pod-garbage-collector`.
public struct PodGCController: ReconcilingComponent {
    private var runner = ControllerRunner<PodGC>()

    /// One that has had no round yet.
    public init() {}

    /// `pod-garbage-collector-controller`.
    public var name: String { PodGC.name }
    /// Its service account, which is not called like it.
    public var user: String { "system:serviceaccount:kube-system:pod-garbage-collector" }
    /// The round under way.
    public var underWay: [Flight] { runner.underWay }
    /// What it has asked for and not seen yet.
    public var expectations: Expectations { runner.expectations }

    /// Takes what it is told.
    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        outlet.relay(as: user) { runner.handle(input, &$0) }
    }

    /// Its queue, the nodes in quarantine, how many pods have finished.
    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        let memory = runner.ownMemory
        var out = runner.inspection(caches, at: moment)
        for (name, due) in memory.quarantine {
            out.append(Inspection("quarantine", "node \(name), asked for live from t=\(due) on"))
        }
        out.append(
            Inspection("finished pods", "\(memory.finished), more than \(PodGC.finishedMax) are collected"))
        return out
    }

    /// What must hold of its queue.
    public func measurements(at moment: Moment) -> [Measurement] { runner.measurements(at: moment) }
    public func invariantBroken() -> String? { runner.invariantBroken() }
}
