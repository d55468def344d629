public import Documents
public import Simulation

/// The object of a node without a kubelet.
extension NodeSpec {
    /// What is posted when the node is made; it is Ready from the start.
    public func registration(at moment: Moment) -> Value {
        var spec: Value = [:]
        if !taints.isEmpty { spec.set(.array(taints), at: "taints") }
        return [
            "apiVersion": "v1", "kind": "Node",
            "metadata": ["name": .string(name), "labels": Value(allLabels)], "spec": spec,
            "status": readyStatus(at: moment),
        ]
    }

    /// Room, addresses and conditions of a Ready node.
    public func readyStatus(at moment: Moment) -> Value {
        var facts = statusFacts
        facts["conditions"] = .array(NodeConditions.values(isReady: true, old: [], at: moment.date))
        return .object(facts)
    }
}
