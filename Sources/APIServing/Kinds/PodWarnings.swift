import Documents
import KubeAPI

/// What clients are warned of in a pod or in a template of pods.
///
/// Upstream: pkg/api/pod/warnings.go, without the spelling of IP addresses and the annotations of AppArmor.
enum PodWarnings {
    /// - Parameter path: where the template stands (`spec.template`); empty for a pod.
    static func of(_ pod: Value, at path: String = "") -> [String] {
        let root = path.isEmpty ? "" : path + "."
        let spec = pod["spec"] ?? .null
        let annotations = pod.at("metadata", "annotations") ?? .null
        var out = nodes(spec, root)
        out += oldAnnotations.filter { annotations[$0.key] != nil }
            .map { "\(root)metadata.annotations[\($0.key)]: \($0.text)" }
        out += PodVolumeWarnings.of(spec["volumes"]?.array ?? [], at: "\(root)spec.volumes")
        out += repeated(spec["hostAliases"], "ip", at: "\(root)spec.hostAliases")
        let secrets = spec["imagePullSecrets"]?.array ?? []
        out += repeated(spec["imagePullSecrets"], "name", at: "\(root)spec.imagePullSecrets")
        for (index, secret) in secrets.enumerated() where secret["name"]?.string?.isEmpty ?? true {
            out.append("\(root)spec.imagePullSecrets[\(index)].name: invalid empty name \"\"")
        }
        out += ContainerWarnings.fractions(spec["overhead"], at: "\(root)spec.overhead")
        let hasProfile = spec.at("securityContext", "seccompProfile") != nil
        if !hasProfile, annotations[seccomp] != nil { out.append(seccompText(seccomp, root)) }
        let containers = PodContainer.all(spec, root)
        for container in containers {
            let key = containerSeccomp + (container.value["name"]?.string ?? "")
            if container.value.at("securityContext", "seccompProfile") == nil, annotations[key] != nil {
                out.append(seccompText(key, root))
            }
            out += ContainerWarnings.resources(container) + ContainerWarnings.variables(container)
        }
        out += ContainerWarnings.ports(containers)
        if spec["terminationGracePeriodSeconds"]?.int ?? 0 < 0 {
            out.append(
                "\(root)spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be "
                    + "treated as 1")
        }
        for field in ["podAffinity", "podAntiAffinity"] {
            out += affinity(spec.at("affinity", field) ?? .null, at: "\(root)spec.affinity.\(field)")
        }
        return out
    }

    private static let oldAnnotations: [(key: String, text: String)] = [
        (
            "scheduler.alpha.kubernetes.io/critical-pod",
            "non-functional in v1.16+; use the \"priorityClassName\" field instead"
        ),
        ("security.alpha.kubernetes.io/sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
        ("security.alpha.kubernetes.io/unsafe-sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead")
    ]
    private static let seccomp = "seccomp.security.alpha.kubernetes.io/pod"
    private static let containerSeccomp = "container.seccomp.security.alpha.kubernetes.io/"

    private static func seccompText(_ key: String, _ root: String) -> String {
        "\(root)metadata.annotations[\(key)]: non-functional in v1.27+; use the \"seccompProfile\" field instead"
    }

    /// Old labels of nodes in selectors, and selectors that are not there.
    private static func nodes(_ spec: Value, _ root: String) -> [String] {
        var out: [String] = []
        for member in spec["nodeSelector"]?.fields?.members ?? [] {
            if let text = DeprecatedNodeLabels.text(member.key) {
                out.append("\(root)spec.nodeSelector[\(member.key)]: \(text)")
            }
        }
        let affinity = spec.at("affinity", "nodeAffinity") ?? .null
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
        let path = "\(root)spec.affinity.nodeAffinity"
        for (index, term) in (affinity.at(required, "nodeSelectorTerms")?.array ?? []).enumerated() {
            out += DeprecatedNodeLabels.warnings(
                term, checksValues: false, at: "\(path).\(required).nodeSelectorTerms[\(index)]")
        }
        for (index, term) in (affinity[preferred]?.array ?? []).enumerated() {
            out += DeprecatedNodeLabels.warnings(
                term["preference"] ?? .null, checksValues: true, at: "\(path).\(preferred)[\(index)].preference")
        }
        for (index, constraint) in (spec["topologySpreadConstraints"]?.array ?? []).enumerated() {
            let place = "\(root)spec.topologySpreadConstraints[\(index)]"
            let key = constraint["topologyKey"]?.string ?? ""
            if let text = DeprecatedNodeLabels.text(key) { out.append("\(place).topologyKey: \(key) is \(text)") }
            if constraint["labelSelector"] == nil { out.append(noSelector(place)) }
        }
        return out
    }

    private static func noSelector(_ place: String) -> String {
        "\(place).labelSelector: a null labelSelector results in matching no pod"
    }

    private static func affinity(_ affinity: Value, at path: String) -> [String] {
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
        var out: [String] = []
        for (index, term) in (affinity[required]?.array ?? []).enumerated() where term["labelSelector"] == nil {
            out.append(noSelector("\(path).\(required)[\(index)]"))
        }
        for (index, term) in (affinity[preferred]?.array ?? []).enumerated()
        where term.at("podAffinityTerm", "labelSelector") == nil {
            out.append(noSelector("\(path).\(preferred)[\(index)].podAffinityTerm"))
        }
        return out
    }

    /// Elements that have the same value of a field as one before.
    private static func repeated(_ list: Value?, _ field: String, at path: String) -> [String] {
        var seen: Set<String> = []
        var out: [String] = []
        for (index, item) in (list?.array ?? []).enumerated() {
            let text = item[field]?.string ?? ""
            if !seen.insert(text).inserted {
                out.append("\(path)[\(index)].\(field): duplicate \(field) \(goQuoted(text))")
            }
        }
        return out
    }
}
