import Documents

/// A label selector as Go's generated code prints it in messages.
///
/// Upstream: apimachinery/pkg/apis/meta/v1/generated.pb.go, LabelSelector.String.
enum GoSelectorText {
    static func text(_ selector: Value?) -> String {
        guard let selector, !selector.isNull else { return "nil" }
        let labels = (selector["matchLabels"]?.stringMap ?? []).map { "\($0.key): \($0.value)," }.joined()
        let expressions = (selector["matchExpressions"]?.array ?? []).map { expression in
            let values = (expression["values"]?.array ?? []).compactMap(\.string).joined(separator: " ")
            return "LabelSelectorRequirement{Key:\(expression["key"]?.string ?? ""),"
                + "Operator:\(expression["operator"]?.string ?? ""),Values:[\(values)],},"
        }
        return "&LabelSelector{MatchLabels:map[string]string{\(labels)},"
            + "MatchExpressions:[]LabelSelectorRequirement{\(expressions.joined())},}"
    }
}
