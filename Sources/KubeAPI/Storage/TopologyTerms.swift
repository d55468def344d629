public import Documents

/// `allowedTopologies` of a StorageClass: where its volumes may be provisioned.
public enum TopologyTerms {
    /// Whether a node with these labels is in one of them; without terms every node is.
    ///
    /// Upstream: component-helpers scheduling/corev1, MatchTopologySelectorTerms. A term without expressions matches
    /// nothing.
    public static func match(_ terms: Value?, labels: [(key: String, value: String)]) -> Bool {
        let all = terms?.array ?? []
        if all.isEmpty { return true }
        return all.contains { term in
            let expressions = term["matchLabelExpressions"]?.array ?? []
            return !expressions.isEmpty
                && expressions.allSatisfy { expression in
                    let key = expression["key"]?.string
                    let values = (expression["values"]?.array ?? []).compactMap(\.string)
                    return labels.contains { $0.key == key && values.contains($0.value) }
                }
        }
    }
}
