import Documents

/// Labels of nodes that have gone out of use, where somebody selects by them.
///
/// Upstream: pkg/api/node/util.go.
enum NodeLabelWarnings {
    private static let old = [
        ("beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead"),
        ("beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead"),
        (
            "failure-domain.beta.kubernetes.io/region",
            "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead"
        ),
        (
            "failure-domain.beta.kubernetes.io/zone",
            "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead"
        ),
        (
            "beta.kubernetes.io/instance-type",
            "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead"
        ),
        ("app.kubernetes.io/created-by", "deprecated since v1.9"),
        ("scheduler.alpha.kubernetes.io/preferAvoidPods", "deprecated since v1.22; use Taints and Tolerations instead"),
        ("node-role.kubernetes.io/master", "use \"node-role.kubernetes.io/control-plane\" instead")
    ]

    /// What is said of a label that is out of use.
    static func message(_ label: String) -> String? { old.first { $0.0 == label }?.1 }

    /// Of the expressions of a node selector term at `path`.
    static func of(term: Value, _ path: String) -> [String] {
        (term["matchExpressions"]?.array ?? []).enumerated().compactMap { index, expression in
            let key = expression["key"]?.string ?? ""
            return message(key).map { "\(path).matchExpressions[\(index)].key: \(key) is \($0)" }
        }
    }
}
