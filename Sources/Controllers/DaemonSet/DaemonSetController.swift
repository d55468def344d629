public import ControllerKit
public import KubeAPI
public import Simulation

/// The DaemonSet controller with what it remembers of failed pods.
///
/// Upstream: pkg/controller/daemon.
public struct DaemonSetController: ReconcilingComponent {
    private var runner = ControllerRunner<DaemonSetReconciler>()

    /// A controller that was told of nothing yet.
    public init() {}

    /// `daemon-set-controller`.
    public var name: String { runner.name }
    /// Its service account.
    public var user: String { runner.user }
    /// The syncs under way, oldest first.
    public var underWay: [Flight] { runner.underWay }
    /// What it has asked for and not seen yet.
    public var expectations: Expectations { runner.expectations }

    /// Takes what it is told.
    public func watches(_ resource: Resource) -> Bool { DaemonSetReconciler.watches(resource) }

    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) { runner.handle(input, &outlet) }

    /// Its queues, then the nodes on which failed pods are left alone for a while.
    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        var out = runner.inspection(caches, at: moment)
        for (key, until) in runner.ownMemory.backoffs where until > moment.time {
            out.append(Inspection("failed pods", "\(place(key, caches)) is left alone until t=\(until)"))
        }
        return out
    }

    /// `default/agent on node-1`, of the uid, generation and node in a key.
    private func place(_ key: String, _ caches: InformerCaches) -> String {
        let parts = key.split(separator: "/", maxSplits: 2).map(String.init)
        guard parts.count == 3 else { return key }
        let set = caches[.daemonSets]?.list().first { $0.uid == parts[0] }
        return "\(set?.key.description ?? "a set that has gone") on \(parts[2])"
    }

    /// What must hold of its queue.
    public func measurements(at moment: Moment) -> [Measurement] { runner.measurements(at: moment) }
    public func invariantBroken() -> String? { runner.invariantBroken() }
}
