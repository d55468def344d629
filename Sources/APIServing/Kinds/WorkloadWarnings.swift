import Documents
import KubeAPI

extension APIRequest {
    /// The controllers of the control plane drop warnings: none are worked out for the many pods they make.
    var readsWarnings: Bool { !user.hasPrefix("system:serviceaccount:kube-system:") }
}

/// What those who write pods, and objects that make pods, are warned of.
///
/// Upstream: WarningsOnCreate and WarningsOnUpdate of pkg/registry/core and pkg/registry/apps.
enum WorkloadWarnings {
    /// `old` is `nil` for a new object.
    static func of(_ draft: Value, old: Value?, _ resource: Resource) -> [String] {
        switch resource {
        case .pods:
            // Nobody writes to pods that are there by hand.
            return old == nil ? name(draft, "the Pod's hostname") + PodWarnings.of(draft, in: "") : []
        case .replicaSets, .deployments:
            return (old == nil ? name(draft, "Pod names and hostnames") : []) + template(draft, old)
        case .replicationControllers:
            // After an update upstream looks at the template that was.
            return (old == nil ? name(draft, "Pod names and hostnames") : []) + template(draft, old, looksBack: true)
        case .daemonSets: return draft.at("spec", "template") == old?.at("spec", "template") ? [] : template(draft, nil)
        case .statefulSets: return template(draft, old) + statefulSet(draft, old)
        case .podTemplates:
            let template = draft["template"] ?? .null
            return template == old?["template"] ? [] : PodWarnings.of(template, in: "template.")
        default: return []
        }
    }

    /// A name that is no DNS label, though part of a host name. Upstream: IsDNS1123Label.
    static func name(_ draft: Value, _ use: String) -> [String] {
        let problems = TextRules.dnsLabel(draft.at("metadata", "name")?.string ?? "")
        if problems.isEmpty { return [] }
        return [
            "metadata.name: this is used in \(use), which can result in surprising behavior; a DNS label is "
                + "recommended: [\(problems.joined(separator: " "))]"
        ]
    }

    /// Of `spec.template`, when it is new or the spec has changed.
    private static func template(_ draft: Value, _ old: Value?, looksBack: Bool = false) -> [String] {
        if let old, draft.at("metadata", "generation") == old.at("metadata", "generation") { return [] }
        let seen = looksBack ? old ?? draft : draft
        return PodWarnings.of(seen.at("spec", "template") ?? .null, in: "spec.template.")
    }

    private static func statefulSet(_ draft: Value, _ old: Value?) -> [String] {
        var out: [String] = []
        for (index, claim) in (draft.at("spec", "volumeClaimTemplates")?.array ?? []).enumerated() {
            let path = "spec.volumeClaimTemplates[\(index)]" + (old == nil ? "" : ".Spec")
            out += VolumeStrategy.warnings(claimSpec: claim["spec"] ?? .null, path)
        }
        if let limit = draft.at("spec", "revisionHistoryLimit")?.int, limit < 0 {
            out.append(
                "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is "
                    + "recommended")
        }
        return out
    }

    /// More asked for than may be used. Upstream: pkg/registry/core/resourcequota/strategy.go.
    static func quota(_ draft: Value, old: Value?) -> [String] {
        guard old == nil, let hard = draft.at("spec", "hard") else { return [] }
        return ["cpu", "memory", "storage", "ephemeral-storage"].compactMap { name in
            let isBare = hard["requests.\(name)"] == nil && (name == "cpu" || name == "memory")
            let request = isBare ? name : "requests.\(name)"
            guard let asked = hard[request].flatMap({ try? Quantity(reading: $0) }),
                let limit = hard["limits.\(name)"].flatMap({ try? Quantity(reading: $0) }), asked > limit
            else { return nil }
            return "ResourceQuota \(request) (\(asked)) should be less than limits.\(name) (\(limit))"
        }
    }

    /// Upstream: pkg/registry/core/node/strategy.go, nodeWarnings.
    static func node(_ draft: Value) -> [String] {
        if draft.at("spec", "externalID")?.isEmpty ?? true { return [] }
        return ["spec.externalID: this field is deprecated, and is unused by Kubernetes"]
    }

    /// Upstream: pkg/api/storage/util.go.
    static func storageClass(_ draft: Value) -> [String] {
        (draft["allowedTopologies"]?.array ?? []).enumerated().flatMap { index, term in
            (term["matchLabelExpressions"]?.array ?? []).enumerated().compactMap { number, expression in
                NodeLabelWarnings.message(expression["key"]?.string ?? "").map {
                    "allowedTopologies[\(index)].matchLabelExpressions[\(number)].key: \($0)"
                }
            }
        }
    }
}
