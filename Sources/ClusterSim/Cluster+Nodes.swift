public import Documents
import ControllerKit
import KubeAPI
public import Nodes
import OrderedMaps
import Simulation

/// Why a command on the cluster could not be carried out.
public struct CommandProblem: Error, Sendable, Equatable {
    /// What is wrong, in the two languages of the house.
    public let message: BilingualText

    /// A problem in our own words.
    public init(_ english: String, _ chinese: String) { message = BilingualText(english, chinese) }
}

extension Cluster {
    /// The names of all nodes that ever were added by command or at boot.
    public var nodeNames: [String] { nodes.map { $0.key } }

    /// Adds a node; its kubelet starts at `due`.
    mutating func addNode(_ spec: NodeSpec, isManual: Bool, startingAt due: SimTime) {
        nodes[spec.name] = NodeRecord(spec: spec, isManual: isManual, runtime: nil)
        let role: ProcessRole = isManual ? .manualNode(node: spec.name) : .kubelet(node: spec.name)
        addProcess(role, name: Cluster.kubeletName(spec.name), startingAt: due)
    }

    static func kubeletName(_ node: String) -> String { "kubelet/\(node)" }

    /// The next free pod range and address for a node that is added later.
    public func nextNode(named name: String) -> NodeSpec {
        let number = nodes.count + 1
        return NodeSpec(
            name: name, podCIDR: Cluster.podCIDR(number),
            internalIP: Cluster.internalIP(number))
    }

    /// The runtime of a node: its sandboxes and containers.
    public func runtime(of node: String) -> Nodes.Runtime? {
        if let kubelet = kubelet(of: node) { return kubelet.runtime }
        return nodes[node]?.runtime
    }

    /// The kubelet of a node, if it is one with a kubelet.
    public func kubelet(of node: String) -> Kubelet? {
        component("kubelet", of: Cluster.kubeletName(node)) as? Kubelet
    }
}
