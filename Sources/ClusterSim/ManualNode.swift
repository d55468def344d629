import ControllerKit
import Documents
import KubeAPI
import Nodes
import Simulation

/// A node without a kubelet: its object is made and kept Ready, its lease renewed, nothing else.
///
/// What runs on it is what a person writes into the status of its pods.
struct ManualNode: Component {
    private enum Timer { static var renew: UInt8 { 1 } }
    private enum Ticket {
        static var node: Int { 1 }
        static var status: Int { 2 }
        static var lease: Int { 3 }
        static var renewal: Int { 4 }
    }

    static let renewPeriod = SimDuration.seconds(10)

    let name = "manual-node"
    var user: String { "system:node:\(node.name)" }
    private let node: NodeSpec
    private var lease: Value?

    init(node: NodeSpec) { self.node = node }

    mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        switch input {
        case .started:
            send(.create(node.registration(at: outlet.moment), .nodes), Ticket.node, &outlet)
        case .answer(Ticket.node, let result, _):
            if result.failure?.reason == "AlreadyExists" {
                let patch: Value = ["status": node.readyStatus(at: outlet.moment)]
                send(
                    .patch(.strategic, .nodes, ObjectKey("", node.name), subresource: "status", patch), Ticket.status,
                    &outlet)
            }
            send(.get(.leases, ObjectKey("kube-node-lease", node.name)), Ticket.lease, &outlet)
        case .answer(Ticket.lease, let result, _):
            lease = result.object?.published
            renew(&outlet)
        case .answer(Ticket.renewal, let result, _):
            if let written = result.object { lease = written.published }
        case .timer: renew(&outlet)
        default: break
        }
    }

    private mutating func renew(_ outlet: inout Outlet) {
        let date = Value.string(Timestamps.micros(outlet.moment.date))
        if var known = lease {
            known.set(date, at: "spec", "renewTime")
            send(.update(known, .leases), Ticket.renewal, &outlet)
        } else {
            send(
                .create(
                    [
                        "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
                        "metadata": ["name": .string(node.name), "namespace": "kube-node-lease"],
                        "spec": [
                            "holderIdentity": .string(node.name), "leaseDurationSeconds": 40, "renewTime": date,
                        ],
                    ], .leases), Ticket.renewal, &outlet)
        }
        outlet.wake(after: ManualNode.renewPeriod, TimerTag(kind: Timer.renew))
    }

    private func send(_ request: APIRequest, _ ticket: Int, _ outlet: inout Outlet) {
        var request = request
        request.user = user
        outlet.send(request, ticket: ticket, causes: [])
    }

    func inspection(_ caches: InformerCaches, at moment: Moment) -> [Inspection] {
        [Inspection("node", "\(node.name) is kept Ready by hand: it has no kubelet")]
    }
}
