public import Documents

/// Which objects a quota is about: `spec.scopes` and `spec.scopeSelector`.
///
/// Upstream: podMatchesScopeFunc, pvcMatchesScopeFunc of pkg/quota/v1/evaluator/core.
public struct QuotaScopes: Sendable {
    private struct Requirement {
        let scope: String
        let operation: String
        let values: [String]
    }

    private let requirements: [Requirement]

    /// The scopes of a ResourceQuota's spec.
    public init(_ spec: Value) {
        var all = (spec["scopes"]?.array ?? []).compactMap(\.string).map {
            Requirement(scope: $0, operation: "Exists", values: [])
        }
        for expression in spec.at("scopeSelector", "matchExpressions")?.array ?? [] {
            all.append(
                Requirement(
                    scope: expression["scopeName"]?.string ?? "", operation: expression["operator"]?.string ?? "",
                    values: (expression["values"]?.array ?? []).compactMap(\.string)))
        }
        requirements = all
    }

    /// Whether the object counts; without scopes every object does.
    public func match(_ object: Value, _ resource: Resource) -> Bool {
        requirements.allSatisfy { QuotaScopes.matches($0, object, resource) }
    }

    private static func matches(_ requirement: Requirement, _ object: Value, _ resource: Resource) -> Bool {
        switch resource {
        case .pods: return matchesPod(requirement, object["spec"] ?? .null)
        case .persistentVolumeClaims where requirement.scope == "VolumeAttributesClass":
            let classes = [
                object.at("spec", "volumeAttributesClassName")?.string,
                object.at("status", "currentVolumeAttributesClassName")?.string,
                object.at("status", "modifyVolumeStatus", "targetVolumeAttributesClassName")?.string,
            ].compactMap { $0 }.filter { !$0.isEmpty }
            return select(requirement, classes)
        default: return false
        }
    }

    private static func matchesPod(_ requirement: Requirement, _ spec: Value) -> Bool {
        switch requirement.scope {
        case "Terminating": return isTerminating(spec)
        case "NotTerminating": return !isTerminating(spec)
        case "BestEffort": return isBestEffort(spec)
        case "NotBestEffort": return !isBestEffort(spec)
        case "PriorityClass":
            let name = spec["priorityClassName"]?.string ?? ""
            return select(requirement, name.isEmpty ? [] : [name])
        case "CrossNamespacePodAffinity":
            return ["podAffinity", "podAntiAffinity"].contains { crossesNamespaces(spec.at("affinity", $0) ?? .null) }
        default: return false
        }
    }

    private static func select(_ requirement: Requirement, _ names: [String]) -> Bool {
        switch requirement.operation {
        case "Exists": !names.isEmpty
        case "DoesNotExist": names.isEmpty
        case "In": names.contains { requirement.values.contains($0) }
        case "NotIn": !names.contains { requirement.values.contains($0) }
        default: false
        }
    }

    /// A pod that ends by itself has a deadline. Upstream: IsTerminating.
    public static func isTerminating(_ spec: Value) -> Bool { (spec["activeDeadlineSeconds"]?.int ?? -1) >= 0 }

    private static func isBestEffort(_ spec: Value) -> Bool {
        func asks(_ of: Value) -> Bool {
            ["requests", "limits"].contains { kind in
                ["cpu", "memory"].contains { !(ResourceList(reading: of.at("resources", kind))[$0]?.isZero ?? true) }
            }
        }
        let containers = (spec["containers"]?.array ?? []) + (spec["initContainers"]?.array ?? [])
        return !asks(spec) && !containers.contains(where: asks)
    }

    private static func crossesNamespaces(_ affinity: Value) -> Bool {
        let required = affinity["requiredDuringSchedulingIgnoredDuringExecution"]?.array ?? []
        let preferred = (affinity["preferredDuringSchedulingIgnoredDuringExecution"]?.array ?? [])
            .compactMap { $0["podAffinityTerm"] }
        return (required + preferred).contains { $0["namespaces"]?.isEmpty == false || $0["namespaceSelector"] != nil }
    }
}
