import Documents

/// A term of a pod affinity or anti-affinity.
///
/// Upstream: kube-scheduler framework AffinityTerm.
struct AffinityTerm: Sendable, Equatable {
    let selector: Selector
    let topologyKey: String
    let namespaces: [String]
    /// `nil` if the term has no namespace selector.
    let namespaceSelector: Selector?

    init(_ value: Value, podNamespace: String) {
        selector = Selector(labelSelector: value["labelSelector"])
        topologyKey = value["topologyKey"]?.string ?? ""
        let named = value["namespaces"]?.array?.compactMap(\.string) ?? []
        if let chosen = value["namespaceSelector"], !chosen.isNull {
            namespaceSelector = Selector(labelSelector: chosen)
            namespaces = named
        } else {
            namespaceSelector = nil
            namespaces = named.isEmpty ? [podNamespace] : named
        }
    }

    /// Whether pods of this namespace with these labels are meant.
    func matches(_ labels: Labels, in namespace: String, _ surroundings: Surroundings) -> Bool {
        covers(namespace, surroundings) && selector.matches(labels)
    }

    func covers(_ namespace: String, _ surroundings: Surroundings) -> Bool {
        if namespaces.contains(namespace) { return true }
        guard let namespaceSelector else { return false }
        if namespaceSelector.isEmpty { return true }
        return namespaceSelector.matches(surroundings.namespaceLabels(namespace))
    }
}

/// A term with a weight: it only moves scores.
struct WeightedTerm: Sendable, Equatable {
    let weight: Int64
    let term: AffinityTerm
}

/// All pod affinity terms of a pod.
struct PodAffinity: Sendable, Equatable {
    let required: [AffinityTerm]
    let requiredAnti: [AffinityTerm]
    let preferred: [WeightedTerm]
    let preferredAnti: [WeightedTerm]

    init(_ affinity: Value?, podNamespace: String) {
        required = PodAffinity.terms(affinity?["podAffinity"], podNamespace)
        requiredAnti = PodAffinity.terms(affinity?["podAntiAffinity"], podNamespace)
        preferred = PodAffinity.weighted(affinity?["podAffinity"], podNamespace)
        preferredAnti = PodAffinity.weighted(affinity?["podAntiAffinity"], podNamespace)
    }

    var isEmpty: Bool { required.isEmpty && requiredAnti.isEmpty && !hasPreferred }
    var hasPreferred: Bool { !preferred.isEmpty || !preferredAnti.isEmpty }
    var hasRequired: Bool { !required.isEmpty || !requiredAnti.isEmpty }

    private static func terms(_ value: Value?, _ namespace: String) -> [AffinityTerm] {
        (value?["requiredDuringSchedulingIgnoredDuringExecution"]?.array ?? [])
            .map { AffinityTerm($0, podNamespace: namespace) }
    }

    private static func weighted(_ value: Value?, _ namespace: String) -> [WeightedTerm] {
        (value?["preferredDuringSchedulingIgnoredDuringExecution"]?.array ?? []).map {
            WeightedTerm(
                weight: $0["weight"]?.int ?? 0,
                term: AffinityTerm($0["podAffinityTerm"] ?? .null, podNamespace: namespace))
        }
    }
}

/// A topology spread constraint.
///
/// Upstream: pkg/scheduler/framework/plugins/podtopologyspread/common.go.
struct SpreadConstraint: Sendable, Equatable {
    let topologyKey: String
    let maxSkew: Int64
    let minDomains: Int
    let isHard: Bool
    var selector: Selector
    let honorsNodeAffinity: Bool
    let honorsTaints: Bool

    init(topologyKey: String, maxSkew: Int64, selector: Selector) {
        self.topologyKey = topologyKey
        self.maxSkew = maxSkew
        self.selector = selector
        minDomains = 1
        isHard = false
        honorsNodeAffinity = true
        honorsTaints = false
    }

    init(_ value: Value, podLabels: Labels) {
        topologyKey = value["topologyKey"]?.string ?? ""
        maxSkew = value["maxSkew"]?.int ?? 1
        minDomains = Int(value["minDomains"]?.int ?? 1)
        isHard = value["whenUnsatisfiable"]?.string == "DoNotSchedule"
        var chosen = Selector(labelSelector: value["labelSelector"])
        for key in value["matchLabelKeys"]?.array?.compactMap(\.string) ?? [] {
            guard let own = podLabels[key] else { continue }
            let requirement = Requirement(key, .isIn, [own])
            if !chosen.requirements.contains(requirement) { chosen.requirements.append(requirement) }
        }
        selector = chosen
        honorsNodeAffinity = value["nodeAffinityPolicy"]?.string != "Ignore"
        honorsTaints = value["nodeTaintsPolicy"]?.string == "Honor"
    }

    /// Whether the pods of this node count for the constraint.
    func includes(_ node: NodeFacts, for pod: PodRow) -> Bool {
        if honorsNodeAffinity && !pod.spec.demand.matches(node) { return false }
        return !honorsTaints || pod.spec.untolerated(node.taints) == nil
    }
}

/// A port of the node that a pod wants for itself.
struct HostPort: Sendable, Equatable {
    let address: String
    let transport: String
    let port: Int64

    /// Upstream: framework HostPortInfo, CheckConflict: the wildcard address meets every address.
    func conflicts(with other: HostPort) -> Bool {
        guard port == other.port, transport == other.transport else { return false }
        return address == other.address || address == HostPort.anyAddress || other.address == HostPort.anyAddress
    }

    static let anyAddress = "0.0.0.0"
}
