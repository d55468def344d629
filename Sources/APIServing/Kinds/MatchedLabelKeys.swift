import Documents

/// Keys of the pod's own labels that its affinity and spread terms name: they become expressions of the selectors.
///
/// Upstream: pkg/registry/core/pod/strategy.go, mutatePodAffinity, mutateTopologySpreadConstraints.
enum MatchedLabelKeys {
    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

    /// Writes the expressions into a new pod.
    static func merge(into pod: inout Value) {
        let labels = pod.at("metadata", "labels") ?? .null
        for affinity in ["podAffinity", "podAntiAffinity"] where pod.at("spec", "affinity", affinity) != nil {
            for (list, inner) in [(preferred, "podAffinityTerm"), (required, "")] {
                guard let terms = pod.at("spec", "affinity", affinity, list)?.array else { continue }
                let merged = terms.map { merge(labels, into: $0, at: inner) }
                if merged != terms { pod.set(.array(merged), at: "spec", "affinity", affinity, list) }
            }
        }
        guard let constraints = pod.at("spec", "topologySpreadConstraints")?.array else { return }
        let merged = constraints.map { merge(labels, into: $0, at: "") }
        if merged != constraints { pod.set(.array(merged), at: "spec", "topologySpreadConstraints") }
    }

    /// A term with what its keys say; it is the element itself, or the member `inner` of it.
    private static func merge(_ labels: Value, into element: Value, at inner: String) -> Value {
        let term = inner.isEmpty ? element : element[inner] ?? .null
        guard let selector = term["labelSelector"], !selector.isNull else { return element }
        let added = [("matchLabelKeys", "In"), ("mismatchLabelKeys", "NotIn")].flatMap { list, operation in
            expressions(labels, keys: term[list], operation)
        }
        if added.isEmpty { return element }
        var out = element
        let path = (inner.isEmpty ? [] : [inner]) + ["labelSelector", "matchExpressions"]
        out.set(.array((selector["matchExpressions"]?.array ?? []) + added), path: path[...])
        return out
    }

    /// What the pod does not have says nothing.
    private static func expressions(_ labels: Value, keys: Value?, _ operation: String) -> [Value] {
        (keys?.array ?? []).compactMap(\.string).compactMap { key in
            guard let value = labels[key] else { return nil }
            return ["key": .string(key), "operator": .string(operation), "values": [value]]
        }
    }
}
