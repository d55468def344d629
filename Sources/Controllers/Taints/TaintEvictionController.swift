public import ControllerKit
public import KubeAPI
import OrderedMaps
public import Simulation

/// Evicts pods from nodes with NoExecute taints.
///
/// Upstream: pkg/controller/tainteviction. Its requests go out as the user `node-controller`.
public struct TaintEvictionController: Component {
    private var runner = ControllerRunner<TaintEviction>()

    public init() {}

    public var name: String { TaintEviction.name }
    public var user: String { NodeController.user }

    public func watches(_ resource: Resource) -> Bool { TaintEviction.watches(resource) }

    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        outlet.relay(as: user) { runner.handle(input, &$0) }
    }

    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        var out = runner.inspection(caches, at: moment)
        for (node, taints) in runner.ownMemory.tainted {
            let words = taints.map { $0.value.isEmpty ? $0.key : "\($0.key)=\($0.value)" }
            out.append(Inspection("tainted", "\(node): \(words.joined(separator: ", "))"))
        }
        for (pod, work) in runner.ownMemory.work {
            out.append(Inspection("evicts", "\(pod) at t=\(work.due)"))
        }
        return out
    }

    public func measurements(at moment: Moment) -> [Measurement] { runner.measurements(at: moment) }
    public func invariantBroken() -> String? { runner.invariantBroken() }
}
