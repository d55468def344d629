public import ControllerKit
import KubeAPI
import OrderedMaps
public import Simulation

/// The garbage collector with its graph.
///
/// Upstream: pkg/controller/garbagecollector.
public struct GarbageCollectorController: ReconcilingComponent {
    private var runner = ControllerRunner<GarbageCollector>()

    /// A collector that was told of nothing yet.
    public init() {}

    /// `generic-garbage-collector`.
    public var name: String { runner.name }
    /// Its service account.
    public var user: String { runner.user }
    /// The syncs under way, oldest first.
    public var underWay: [Flight] { runner.underWay }
    /// What it has asked for and not seen yet.
    public var expectations: Expectations { runner.expectations }
    /// Who owns whom, as it has been told.
    public var graph: OwnerGraph { runner.ownMemory }

    /// Takes what it is told.
    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) { runner.handle(input, &outlet) }

    /// Its queues, then the graph in numbers.
    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        let nodes = graph.all
        func count(_ isMeant: (OwnerGraph.Node) -> Bool) -> Int { nodes.count(where: isMeant) }
        let edges = nodes.reduce(0) { $0 + $1.dependents.count }
        var out = runner.inspection(caches, at: moment)
        out.append(
            Inspection(
                "graph",
                "\(nodes.count) nodes, \(edges) references; \(count(\.isVirtual)) virtual, "
                    + "\(count(\.isBeingDeleted)) being deleted, \(count(\.isDeletingDependents)) of them waiting for "
                    + "dependents"))
        let absent = graph.absent.all
        out.append(
            Inspection("absent owners", "\(absent.count) remembered, at most \(AbsentOwners.most)"))
        for owner in absent.suffix(GarbageCollectorController.absentShown).reversed() {
            let place = owner.namespace.isEmpty ? "" : "\(owner.namespace)/"
            out.append(Inspection("absent", "\(owner.kind) \(place)\(owner.name), uid \(owner.uid)"))
        }
        return out
    }

    /// So many of the owners known to be absent are shown, the last used first.
    private static let absentShown = 5

    /// What must hold of queue and graph.
    public func measurements(at moment: Moment) -> [Measurement] { runner.measurements(at: moment) }
    public func invariantBroken() -> String? { runner.invariantBroken() ?? graph.invariantBroken() }
}
