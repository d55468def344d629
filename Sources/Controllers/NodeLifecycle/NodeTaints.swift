import Documents
public import KubeAPI

/// Which NoSchedule taints the conditions of a node ask for.
///
/// Upstream: pkg/controller/nodelifecycle/node_lifecycle_controller.go, nodeConditionToTaintKeyStatusMap.
public enum NodeTaints {
    private static let byCondition: [(type: String, status: String, taint: String)] = [
        ("Ready", "False", Taint.notReady),
        ("Ready", "Unknown", Taint.unreachable),
        ("MemoryPressure", "True", "node.kubernetes.io/memory-pressure"),
        ("DiskPressure", "True", "node.kubernetes.io/disk-pressure"),
        ("NetworkUnavailable", "True", "node.kubernetes.io/network-unavailable"),
        ("PIDPressure", "True", "node.kubernetes.io/pid-pressure"),
    ]

    /// The NoSchedule taints that must come and those that must go; other taints are nobody's business here.
    public static func noScheduleChanges(of node: APIObject) -> (add: [Taint], remove: [Taint]) {
        var wanted: [Taint] = []
        for condition in node.at("status", "conditions")?.array ?? [] {
            let (type, status) = (condition["type"]?.string, condition["status"]?.string)
            for rule in byCondition where rule.type == type && rule.status == status {
                wanted.append(Taint(rule.taint, effect: Taint.noSchedule))
            }
        }
        if node.at("spec", "unschedulable")?.bool == true {
            wanted.append(Taint(Taint.unschedulable, effect: Taint.noSchedule))
        }
        let present = Taint.all(of: node).filter { $0.effect == Taint.noSchedule && isOwn($0.key) }
        return (
            wanted.filter { !TaintList.contains($0, in: present) },
            present.filter { !TaintList.contains($0, in: wanted) }
        )
    }

    private static func isOwn(_ key: String) -> Bool {
        key == Taint.unschedulable || byCondition.contains { $0.taint == key }
    }
}

/// Labels that are kept equal to others. Upstream: labelReconcileInfo.
public enum NodeLabels {
    private static let pairs: [(primary: String, secondary: String)] = [
        ("kubernetes.io/os", "beta.kubernetes.io/os"),
        ("kubernetes.io/arch", "beta.kubernetes.io/arch"),
    ]

    /// The labels to write, by key.
    public static func changes(of node: APIObject) -> [(key: String, value: String)] {
        pairs.compactMap { pair in
            guard let value = node.meta.label(pair.primary), node.meta.label(pair.secondary) != value else {
                return nil
            }
            return (pair.secondary, value)
        }
    }
}
