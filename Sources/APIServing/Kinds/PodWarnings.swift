import Documents
import KubeAPI

/// What is allowed in a pod and yet no good idea: who writes it is warned.
///
/// Upstream: pkg/api/pod/warnings.go.
enum PodWarnings {
    /// `path`: what the pod's `spec` and `metadata` are in; empty for a pod, `spec.template.` for most templates.
    static func of(_ pod: Value, in path: String) -> [String] {
        let spec = pod["spec"] ?? .null
        let marks = pod.at("metadata", "annotations") ?? .null
        return nodes(spec, "\(path)spec.") + annotations(marks, path) + PodVolumeWarnings.of(spec, "\(path)spec.")
            + names(spec, "\(path)spec.") + seccomp(spec, marks, path)
            + containers(spec, "\(path)spec.").flatMap { one in
                seccomp(one.container, marks, path) + AppArmorAnnotations.warnings(one.container, spec, marks, path)
                    + fractions(one.container["resources"], "\(one.path).resources.")
                    + variables(one.container, one.path)
            } + PodPortWarnings.of(containers(spec, "\(path)spec.")) + grace(spec, "\(path)spec.")
            + affinity(spec, "\(path)spec.affinity.") + addresses(spec, "\(path)spec.")
    }

    /// All containers with where they stand, in upstream's order.
    private static func containers(_ spec: Value, _ path: String) -> [(container: Value, path: String)] {
        ["initContainers", "containers", "ephemeralContainers"].flatMap { list in
            (spec[list]?.array ?? []).enumerated().map { (container: $1, path: "\(path)\(list)[\($0)]") }
        }
    }

    // MARK: the pod

    private static func nodes(_ spec: Value, _ path: String) -> [String] {
        var out: [String] = []
        for member in spec["nodeSelector"]?.fields?.members ?? [] {
            if let message = NodeLabelWarnings.message(member.key) {
                out.append("\(path)nodeSelector[\(member.key)]: \(message)")
            }
        }
        let affinity = spec.at("affinity", "nodeAffinity")
        let required = affinity?.at("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")?.array ?? []
        for (index, term) in required.enumerated() {
            let place = "requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[\(index)]"
            out += NodeLabelWarnings.of(term: term, "\(path)affinity.nodeAffinity.\(place)")
        }
        for (index, term) in (affinity?["preferredDuringSchedulingIgnoredDuringExecution"]?.array ?? []).enumerated() {
            let place = "preferredDuringSchedulingIgnoredDuringExecution[\(index)].preference"
            out += NodeLabelWarnings.of(
                term: term["preference"] ?? .null, "\(path)affinity.nodeAffinity.\(place)", checksValues: true)
        }
        for (index, spread) in (spec["topologySpreadConstraints"]?.array ?? []).enumerated() {
            let place = "\(path)topologySpreadConstraints[\(index)]"
            let key = spread["topologyKey"]?.string ?? ""
            if let message = NodeLabelWarnings.message(key) { out.append("\(place).topologyKey: \(key) is \(message)") }
            if spread["labelSelector"]?.isNull ?? true { out.append(noSelector(place)) }
        }
        return out
    }

    private static func noSelector(_ path: String) -> String {
        "\(path).labelSelector: a null labelSelector results in matching no pod"
    }

    private static let oldAnnotations = [
        (
            "scheduler.alpha.kubernetes.io/critical-pod",
            "non-functional in v1.16+; use the \"priorityClassName\" field instead"
        ),
        ("security.alpha.kubernetes.io/sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
        ("security.alpha.kubernetes.io/unsafe-sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
    ]

    private static func annotations(_ marks: Value, _ path: String) -> [String] {
        oldAnnotations.filter { marks[$0.0] != nil }.map { "\(path)metadata.annotations[\($0.0)]: \($0.1)" }
    }

    private static func names(_ spec: Value, _ path: String) -> [String] {
        var out: [String] = []
        for (list, field, word) in [("hostAliases", "ip", "ip"), ("imagePullSecrets", "name", "name")] {
            var seen: [String] = []
            for (index, item) in (spec[list]?.array ?? []).enumerated() {
                let name = item[field]?.string ?? ""
                if seen.contains(name) {
                    out.append("\(path)\(list)[\(index)].\(field): duplicate \(word) \(goQuoted(name))")
                }
                seen.append(name)
            }
        }
        for (index, item) in (spec["imagePullSecrets"]?.array ?? []).enumerated()
        where (item["name"]?.string ?? "").isEmpty {
            out.append("\(path)imagePullSecrets[\(index)].name: invalid empty name \"\"")
        }
        return out + fractions(spec, path, lists: ["overhead"])
    }

    private static func grace(_ spec: Value, _ path: String) -> [String] {
        guard let seconds = spec["terminationGracePeriodSeconds"]?.int, seconds < 0 else { return [] }
        return [
            "\(path)terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1"
        ]
    }

    private static func affinity(_ spec: Value, _ path: String) -> [String] {
        var out: [String] = []
        for kind in ["podAffinity", "podAntiAffinity"] {
            let affinity = spec.at("affinity", kind)
            let required = "requiredDuringSchedulingIgnoredDuringExecution"
            for (index, term) in (affinity?[required]?.array ?? []).enumerated()
            where term["labelSelector"]?.isNull ?? true {
                out.append(noSelector("\(path)\(kind).\(required)[\(index)]"))
            }
            let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
            for (index, term) in (affinity?[preferred]?.array ?? []).enumerated()
            where term.at("podAffinityTerm", "labelSelector")?.isNull ?? true {
                out.append(noSelector("\(path)\(kind).\(preferred)[\(index)].podAffinityTerm"))
            }
        }
        return out
    }

    private static func addresses(_ spec: Value, _ path: String) -> [String] {
        let servers = (spec.at("dnsConfig", "nameservers")?.array ?? []).enumerated().flatMap {
            IPSpelling.warnings(address: $1.string ?? "", "\(path)dnsConfig.nameservers[\($0)]")
        }
        return servers
            + (spec["hostAliases"]?.array ?? []).enumerated().flatMap {
                IPSpelling.warnings(address: $1["ip"]?.string ?? "", "\(path)hostAliases[\($0)].ip")
            }
    }

    // MARK: containers

    /// An annotation for seccomp does nothing any more; without the field beside it somebody may not know.
    private static func seccomp(_ holder: Value, _ marks: Value, _ path: String) -> [String] {
        if let profile = holder.at("securityContext", "seccompProfile"), !profile.isNull { return [] }
        let key =
            holder["containers"] == nil
            ? "container.seccomp.security.alpha.kubernetes.io/\(holder["name"]?.string ?? "")"
            : "seccomp.security.alpha.kubernetes.io/pod"
        if marks[key] == nil { return [] }
        return [
            "\(path)metadata.annotations[\(key)]: non-functional in v1.27+; use the \"seccompProfile\" field instead"
        ]
    }

    /// Parts of a byte.
    static func fractions(
        _ resources: Value?, _ path: String, of names: [String] = ["memory", "ephemeral-storage"],
        lists: [String] = ["limits", "requests"]
    ) -> [String] {
        names.flatMap { name in
            lists.compactMap { list in
                guard let value = resources?[list]?[name], let amount = try? Quantity(reading: value),
                    amount.milliValue % 1000 != 0
                else { return nil }
                return "\(path)\(list)[\(name)]: fractional byte value \"\(amount)\" is invalid, must be an integer"
            }
        }
    }

    /// A variable that is set again, without use of what it was.
    private static func variables(_ container: Value, _ path: String) -> [String] {
        var seen: [String] = []
        var out: [String] = []
        for (index, variable) in (container["env"]?.array ?? []).enumerated() {
            let name = variable["name"]?.string ?? ""
            let reference = "$(\(name))"
            let value = variable["value"]?.string ?? ""
            let isFromElsewhere = variable["valueFrom"].map { !$0.isNull } ?? false
            if !seen.contains(name) {
                seen.append(name)
            } else if isFromElsewhere || value == reference || !value.contains(reference) {
                out.append(
                    "\(path).env[\(index)]: hides previous definition of \(goQuoted(name)), which may be dropped when "
                        + "using apply")
            }
        }
        return out
    }
}
