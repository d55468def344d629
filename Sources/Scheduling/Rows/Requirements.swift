import Documents

/// The labels of an object, sorted by key.
struct Labels: Sendable, Equatable {
    static let none = Labels([])

    let pairs: [(key: String, value: String)]

    init(_ pairs: [(key: String, value: String)]) { self.pairs = pairs }

    subscript(key: String) -> String? {
        for pair in pairs where pair.key == key { return pair.value }
        return nil
    }

    static func == (a: Labels, b: Labels) -> Bool {
        a.pairs.elementsEqual(b.pairs) { $0.key == $1.key && $0.value == $1.value }
    }
}

/// One requirement of a selector: `disk In (ssd, hdd)`.
///
/// Upstream: apimachinery pkg/labels/selector.go; component-helpers scheduling/corev1/nodeaffinity.
struct Requirement: Sendable, Equatable {
    enum Operator: Sendable { case isIn, isNotIn, exists, doesNotExist, isGreater, isLess, never }

    let key: String
    let operation: Operator
    let values: [String]

    init(_ key: String, _ operation: Operator, _ values: [String] = []) {
        self.key = key
        self.operation = operation
        self.values = values
    }

    /// `{key, operator, values}` of a label or node selector.
    init(_ value: Value) {
        key = value["key"]?.string ?? ""
        values = value["values"]?.array?.compactMap(\.string) ?? []
        switch value["operator"]?.string {
        case "In": operation = .isIn
        case "NotIn": operation = .isNotIn
        case "Exists": operation = .exists
        case "DoesNotExist": operation = .doesNotExist
        case "Gt": operation = .isGreater
        case "Lt": operation = .isLess
        default: operation = .never
        }
    }

    func matches(_ labels: Labels) -> Bool { holds(for: labels[key]) }

    /// Whether the requirement holds for a label with this value (`nil`: there is no such label).
    func holds(for value: String?) -> Bool {
        switch operation {
        case .isIn: value.map(values.contains) ?? false
        case .isNotIn: value.map { !values.contains($0) } ?? true
        case .exists: value != nil
        case .doesNotExist: value == nil
        case .isGreater: Requirement.number(value).map { own in bound.map { own > $0 } ?? false } ?? false
        case .isLess: Requirement.number(value).map { own in bound.map { own < $0 } ?? false } ?? false
        case .never: false
        }
    }

    private var bound: Int64? { values.count == 1 ? Int64(values[0]) : nil }
    private static func number(_ text: String?) -> Int64? { text.flatMap { Int64($0) } }
}

/// A label selector. No requirements: everything matches.
struct Selector: Sendable, Equatable {
    var requirements: [Requirement]

    init(_ requirements: [Requirement]) { self.requirements = requirements }

    /// `{matchLabels, matchExpressions}`; a missing selector matches nothing.
    init(labelSelector value: Value?) {
        guard let value, !value.isNull else {
            requirements = [Requirement("", .never)]
            return
        }
        requirements = (value["matchLabels"]?.stringMap ?? []).map { Requirement($0.key, .isIn, [$0.value]) }
        requirements += (value["matchExpressions"]?.array ?? []).map { Requirement($0) }
    }

    /// A selector of equalities (services, replication controllers).
    init(equalities: [(key: String, value: String)]) {
        requirements = equalities.map { Requirement($0.key, .isIn, [$0.value]) }
    }

    var isEmpty: Bool { requirements.isEmpty }

    func matches(_ labels: Labels) -> Bool {
        for requirement in requirements where !requirement.matches(labels) { return false }
        return true
    }
}

/// A term of a node affinity: expressions over labels and over `metadata.name`.
struct NodeTerm: Sendable, Equatable {
    let expressions: [Requirement]
    let fields: [Requirement]

    init(_ value: Value) {
        expressions = (value["matchExpressions"]?.array ?? []).map { Requirement($0) }
        fields = (value["matchFields"]?.array ?? []).map { Requirement($0) }
    }

    /// A term without requirements matches no node.
    var isEmpty: Bool { expressions.isEmpty && fields.isEmpty }

    func matches(_ node: NodeFacts) -> Bool {
        if isEmpty { return false }
        for field in fields {
            guard field.key == "metadata.name", field.holds(for: node.name) else { return false }
        }
        for expression in expressions where !expression.matches(node.labels) { return false }
        return true
    }

    /// The node names the term is pinned to; `nil` if it is not pinned by name.
    var pinned: [String]? {
        var names: [String]?
        for field in fields where field.key == "metadata.name" && field.operation == .isIn {
            names = names.map { $0.filter(field.values.contains) } ?? field.values
        }
        return names
    }
}

/// What a pod demands of a node: its node selector and its required node affinity.
///
/// Upstream: component-helpers scheduling/corev1/nodeaffinity, RequiredNodeAffinity.
struct NodeDemand: Sendable, Equatable {
    let selector: Selector
    /// One of them must match; `nil` if there is no required affinity.
    let terms: [NodeTerm]?

    var isEmpty: Bool { selector.isEmpty && terms == nil }

    func matches(_ node: NodeFacts) -> Bool {
        if !selector.matches(node.labels) { return false }
        guard let terms else { return true }
        return terms.contains { $0.matches(node) }
    }
}
