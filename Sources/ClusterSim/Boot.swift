import APIServing
import ControllerKit
import Controllers
import Documents
import KubeAPI
import Nodes
import Simulation

extension Cluster {
    /// Brings the cluster up: the API server's own objects, the control plane's processes, the nodes.
    /// It ends at `t=0s`.
    mutating func boot() {
        server.bootstrapPolicy(Seed(options.seed), at: moment)
        bootstrapObjects()
        let begin = now
        addProcess(.apiServer, name: ProcessPlans.apiServer, startingAt: begin + .milliseconds(100))
        addProcess(
            .controllerManager, name: ProcessPlans.controllerManager, startingAt: begin + .milliseconds(200))
        addProcess(.scheduler, name: ProcessPlans.scheduler, startingAt: begin + .milliseconds(300))
        for number in 1 ... max(1, options.nodes) where options.nodes > 0 {
            let spec = Cluster.standardNode(number)
            addNode(spec, isManual: false, startingAt: begin + .milliseconds(1500 + Int64(number % 1000)))
        }
        scheduleExpiry()
        run(until: .zero)
    }

    /// node-1 … node-N as the oracle has them: cpu 1, memory 3840Mi, pods 110.
    static func standardNode(_ number: Int) -> NodeSpec {
        NodeSpec(
            name: "node-\(number)", podCIDR: podCIDR(number),
            internalIP: internalIP(number))
    }

    /// `192.0.2.10` for node 1, counting on from there.
    static func internalIP(_ number: Int) -> String { "192.0.\(2 + (number + 9) / 256).\((number + 9) % 256)" }

    /// `10.244.3.0/24` for node 3. Behind `10.255` it goes on at `10.200`: 14 336 nodes in all.
    static func podCIDR(_ number: Int) -> String {
        let block = number / 256
        return "10.\(block < 12 ? 244 + block : 188 + block).\(number % 256).0/24"
    }

    /// What the API server makes of itself at its first start, before anybody else can ask for it; its loops make the
    /// rest (`ControllerRegistry.makeAPIServerLoops`).
    ///
    /// Upstream: pkg/controlplane/controller/systemnamespaces, pkg/registry/scheduling/rest.
    private mutating func bootstrapObjects() {
        for name in SystemNamespaces.all {
            make(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]], .namespaces)
        }
        for (name, value, text) in [
            (
                "system-node-critical", 2_000_001_000,
                "Used for system critical pods that must not be moved from their current node."
            ),
            (
                "system-cluster-critical", 2_000_000_000,
                "Used for system critical pods that must run in the cluster, but can be moved to another "
                    + "node if necessary."
            ),
        ] {
            make(
                [
                    "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass",
                    "metadata": ["name": .string(name)], "value": .int(Int64(value)), "description": .string(text),
                ], .priorityClasses)
        }
    }

    private mutating func make(_ object: Value, _ resource: Resource) {
        var request = APIRequest.create(object, resource)
        request.user = "system:apiserver"
        let (result, _) = answer(request, RequestSource(process: "kube-apiserver", component: ""), causes: [])
        if let failure = result.failure { preconditionFailure("boot: \(failure.message)") }
    }
}
