public import Documents

/// What a pod demands of its node: its node selector and one of the terms of its required node affinity.
///
/// Upstream: component-helpers scheduling/corev1/nodeaffinity, GetRequiredNodeAffinity.
public struct RequiredNodeAffinity: Sendable {
    private let selector: [(key: String, value: String)]
    /// `nil`: there is no required affinity.
    private let terms: [Term]?

    /// Reads `nodeSelector` and `affinity` of a pod's spec.
    public init(podSpec spec: Value) {
        selector = spec["nodeSelector"]?.stringMap ?? []
        let required = spec.at("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
        terms = required.flatMap { required in
            required.isNull ? nil : (required["nodeSelectorTerms"]?.array ?? []).map(Term.init)
        }
    }

    /// Reads a node selector alone: that of a volume. Upstream: MatchNodeSelectorTerms.
    public init(nodeSelector: Value) {
        selector = []
        terms = (nodeSelector["nodeSelectorTerms"]?.array ?? []).map(Term.init)
    }

    /// Does the node fulfil it? A term that cannot be read matches nothing.
    public func matches(_ node: APIObject) -> Bool { matches(node.name, labels: node.meta.labels) }

    /// Does a node of this name with these labels fulfil it?
    public func matches(_ name: String, labels: [(key: String, value: String)]) -> Bool {
        for wanted in selector where !labels.contains(where: { $0 == wanted }) { return false }
        guard let terms else { return true }
        return terms.contains { $0.matches(name, labels) }
    }

    private struct Term: Sendable {
        /// `nil`: one of them cannot be read.
        let expressions: [LabelSelector.Requirement]?
        /// Names the node must have (`true`) or must not have.
        let names: [(names: [String], isIn: Bool)]
        let isEmpty: Bool

        init(_ value: Value) {
            let labels = value["matchExpressions"]?.array ?? []
            let fields = value["matchFields"]?.array ?? []
            isEmpty = labels.isEmpty && fields.isEmpty
            let read = labels.compactMap(Term.requirement)
            var named: [(names: [String], isIn: Bool)] = []
            for field in fields where field["key"]?.string == "metadata.name" {
                let values = (field["values"]?.array ?? []).compactMap(\.string)
                if values.count == 1, let isIn = Term.isIn(field["operator"]?.string) { named.append((values, isIn)) }
            }
            names = named
            expressions = read.count == labels.count && named.count == fields.count ? read : nil
        }

        private static func isIn(_ word: String?) -> Bool? {
            switch word {
            case "In": true
            case "NotIn": false
            default: nil
            }
        }

        private static func requirement(_ value: Value) -> LabelSelector.Requirement? {
            let operators: [String: LabelSelector.Operator] = [
                "In": .isIn, "NotIn": .notIn, "Exists": .exists, "DoesNotExist": .doesNotExist, "Gt": .greaterThan,
                "Lt": .lessThan
            ]
            guard let word = operators[value["operator"]?.string ?? ""] else { return nil }
            let values = (value["values"]?.array ?? []).compactMap(\.string)
            return try? LabelSelector.checked(value["key"]?.string ?? "", word, values, path: "")
        }

        func matches(_ name: String, _ labels: [(key: String, value: String)]) -> Bool {
            guard !isEmpty, let expressions else { return false }
            for (names, isIn) in names where names.contains(name) != isIn { return false }
            return expressions.allSatisfy { requirement in
                requirement.matches(labels.first { $0.key == requirement.key }?.value)
            }
        }
    }
}
