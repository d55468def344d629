import Documents
import KubeAPI

/// Labels of nodes that have newer names. Upstream: pkg/api/node/util.go.
enum DeprecatedNodeLabels {
    private static let texts = [
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

    /// What to say of a label; `nil` if nothing is wrong with it.
    static func text(_ label: String) -> String? { texts.first { $0.0 == label }?.1 }

    /// Of a term of a node selector. Upstream: GetWarningsForNodeSelectorTerm.
    static func warnings(_ term: Value, checksValues: Bool, at path: String) -> [String] {
        var out: [String] = []
        for (index, expression) in (term["matchExpressions"]?.array ?? []).enumerated() {
            let place = "\(path).matchExpressions[\(index)]"
            let key = expression["key"]?.string ?? ""
            if let text = text(key) { out.append("\(place).key: \(key) is \(text)") }
            guard checksValues else { continue }
            for (number, value) in (expression["values"]?.array ?? []).compactMap(\.string).enumerated() {
                out += TextRules.labelValue(value).map { "\(place).values[\(number)]: \(value) is invalid, \($0)" }
            }
        }
        return out
    }
}
