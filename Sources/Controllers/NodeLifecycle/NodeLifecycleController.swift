public import ControllerKit
public import KubeAPI
import OrderedMaps
public import Simulation

/// Watches over the nodes: taints and labels, signs of life, evictions by taint.
///
/// Upstream: pkg/controller/nodelifecycle. Its requests go out as the user `node-controller`.
public struct NodeLifecycleController: Component {
    private var runner = ControllerRunner<NodeLifecycle>()

    public init() {}

    public var name: String { NodeLifecycle.name }
    public var user: String { NodeController.user }

    public func watches(_ resource: Resource) -> Bool { NodeLifecycle.watches(resource) }

    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        // What the clock starts has no older cause: else every check would be caused by the one before.
        outlet.relay(as: user, clockwork: NodeLifecycle.checkKey) { runner.handle(input, &$0) }
    }

    public func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        var out = runner.inspection(caches, at: moment)
        let memory = runner.ownMemory
        for (zone, state) in memory.zoneStates {
            out.append(Inspection("zone", "\(zone.isEmpty ? "without a name" : zone): \(state.rawValue)"))
        }
        for (zone, queue) in memory.queues where !queue.isEmpty {
            let pace = queue.interval.map { "one in \($0)" } ?? "stopped"
            let nodes = queue.waiting.joined(separator: ", ")
            out.append(
                Inspection("waits for taint", "\(nodes) (\(zone.isEmpty ? "" : "\(zone), ")\(pace))"))
        }
        return out
    }

    public func measurements(at moment: Moment) -> [Measurement] { runner.measurements(at: moment) }
    public func invariantBroken() -> String? { runner.invariantBroken() }
}

/// What the node lifecycle and the taint eviction controllers share: a service account.
enum NodeController {
    static let user = "system:serviceaccount:kube-system:node-controller"
}

extension Outlet {
    /// Lets `body` have its effects and passes them on, with requests going out as `user`.
    ///
    /// - Parameter clockwork: timers of this key lose their causes.
    mutating func relay(
        as user: String, clockwork: ObjectKey? = nil, _ body: (inout Outlet) -> Void
    ) {
        let inner = aside(body)
        for (due, tag) in inner.timers {
            let isClockwork = tag.key == clockwork
            wake(at: due, isClockwork ? TimerTag(kind: tag.kind, key: tag.key, number: tag.number) : tag)
        }
        for outgoing in inner.requests {
            var request = outgoing.request
            request.user = user
            send(request, ticket: outgoing.ticket, causes: outgoing.causes, sync: outgoing.sync)
        }
        for entry in inner.woken { wokeUp(entry) }
        for event in inner.events { record(event) }
        for (call, causes) in inner.outside { act(call, causes: causes) }
    }
}
