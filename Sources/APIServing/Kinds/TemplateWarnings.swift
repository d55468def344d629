import Documents
import KubeAPI

/// What clients are warned of in what makes pods: its name, and its template when that changes.
///
/// Upstream: WarningsOnCreate and WarningsOnUpdate in pkg/registry/<group>/<kind>/strategy.go.
enum TemplateWarnings {
    static func of(_ draft: Value, old: Value?, _ resource: Resource) -> [String] {
        let template = draft.at("spec", "template") ?? .null
        switch resource {
        case .pods: return old == nil ? name(draft, "the Pod's hostname") + PodWarnings.of(draft) : []
        case .deployments, .replicaSets, .replicationControllers:
            guard let old else { return name(draft, "Pod names and hostnames") + PodWarnings.of(template, at: path) }
            // Upstream looks at the old template of a ReplicationController.
            let looked = resource == .replicationControllers ? old.at("spec", "template") ?? .null : template
            return isNew(draft, old) ? PodWarnings.of(looked, at: path) : []
        case .daemonSets: return template != old?.at("spec", "template") ? PodWarnings.of(template, at: path) : []
        case .statefulSets:
            return (isNew(draft, old) ? PodWarnings.of(template, at: path) : []) + statefulSet(draft, old: old)
        case .podTemplates: return old == nil ? PodWarnings.of(draft["template"] ?? .null, at: "template") : []
        default: return []
        }
    }

    private static let path = "spec.template"

    private static func isNew(_ draft: Value, _ old: Value?) -> Bool {
        old == nil || draft.at("metadata", "generation") != old?.at("metadata", "generation")
    }

    /// A name that is no DNS label does not fit where it is used.
    static func name(_ draft: Value, _ use: String) -> [String] {
        let problems = TextRules.dnsLabel(draft.at("metadata", "name")?.string ?? "")
        if problems.isEmpty { return [] }
        return [
            "metadata.name: this is used in \(use), which can result in surprising behavior; "
                + "a DNS label is recommended: [\(problems.joined(separator: " "))]"
        ]
    }

    private static func statefulSet(_ draft: Value, old: Value?) -> [String] {
        var out: [String] = []
        for (index, claim) in (draft.at("spec", "volumeClaimTemplates")?.array ?? []).enumerated() {
            // The paths are upstream's.
            let place = "spec.volumeClaimTemplates[\(index)]" + (old == nil ? "" : ".Spec")
            out += VolumeStrategy.warnings(claimSpec: claim["spec"] ?? .null, at: place)
        }
        if draft.at("spec", "revisionHistoryLimit")?.int ?? 0 < 0 {
            out.append(
                "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is "
                    + "recommended")
        }
        return out
    }
}
