import Documents
import KubeAPI

/// Seccomp, and what the level `restricted` asks for besides `baseline`.
extension PodSecuritySubject {
    /// In the order of their names upstream.
    func restricted() -> [PodSecurityProblem?] {
        var out = [privilegeEscalation()]
        if minor >= 22 { out.append(droppedCapabilities()) }
        if minor >= 35 { out.append(procMount(isRelaxed: false)) }
        out += [volumes(), nonRoot()]
        if minor >= 23 { out.append(rootUser()) }
        if minor >= 19 { out.append(requiredSeccomp()) }
        return out
    }

    private func isGoodSeccomp(_ profile: Value) -> Bool {
        ["Localhost", "RuntimeDefault"].contains(profile["type"]?.string ?? "")
    }

    private func badSeccomp() -> PodSecurityProblem? {
        let ofPod = podContext["seccompProfile"]
        let isPodBad = ofPod.map { !isGoodSeccomp($0) } ?? false
        let bad = containers.filter { context($0, "seccompProfile").map { !isGoodSeccomp($0) } ?? false }
        if bad.isEmpty, !isPodBad { return nil }
        let all = (isPodBad ? [ofPod] : []) + bad.map { context($0, "seccompProfile") }
        let types = Self.unique(all.map { $0?["type"]?.string ?? "" })
        return PodSecurityProblem(
            reason: "seccompProfile",
            detail: setters(bad, pod: isPodBad) + " must not set securityContext.seccompProfile.type to "
                + Self.quoted(types))
    }

    func seccomp() -> PodSecurityProblem? {
        if minor >= 19 { return badSeccomp() }
        let keys =
            ["seccomp.security.alpha.kubernetes.io/pod"]
            + containers.map { "container.seccomp.security.alpha.kubernetes.io/" + Self.name($0) }
        let forbidden = annotations.filter {
            keys.contains($0.key) && !["runtime/default", "docker/default"].contains($0.value)
                && !$0.value.hasPrefix("localhost/")
        }.map { "\($0.key)=\(goQuoted($0.value))" }.sorted()
        if forbidden.isEmpty { return nil }
        return PodSecurityProblem(
            reason: "seccompProfile",
            detail: "forbidden \(Self.plural("annotation", "annotations", forbidden.count)) "
                + forbidden.joined(separator: ", "))
    }

    private func requiredSeccomp() -> PodSecurityProblem? {
        if isWindows { return nil }
        if let bad = badSeccomp() { return bad }
        if podContext["seccompProfile"] != nil { return nil }
        let silent = containers.filter { context($0, "seccompProfile") == nil }
        if silent.isEmpty { return nil }
        return PodSecurityProblem(
            reason: "seccompProfile",
            detail: "pod or \(Self.named(silent)) must set securityContext.seccompProfile.type to \"RuntimeDefault\" "
                + "or \"Localhost\"")
    }

    private func privilegeEscalation() -> PodSecurityProblem? {
        if minor < 8 || isWindows { return nil }
        let bad = containers.filter { context($0, "allowPrivilegeEscalation")?.bool != false }
        if bad.isEmpty { return nil }
        return PodSecurityProblem(
            reason: "allowPrivilegeEscalation != false",
            detail: "\(Self.named(bad)) must set securityContext.allowPrivilegeEscalation=false")
    }

    private func droppedCapabilities() -> PodSecurityProblem? {
        if isWindows { return nil }
        let keeping = containers.filter {
            !($0.at("securityContext", "capabilities", "drop")?.array ?? []).contains("ALL")
        }
        func forbidden(_ container: Value) -> [String] { added(container).filter { $0 != "NET_BIND_SERVICE" } }
        let adding = containers.filter { !forbidden($0).isEmpty }
        var parts: [String] = []
        if !keeping.isEmpty {
            parts.append("\(Self.named(keeping)) must set securityContext.capabilities.drop=[\"ALL\"]")
        }
        if !adding.isEmpty {
            let names = Self.quoted(Self.unique(adding.flatMap(forbidden)))
            parts.append("\(Self.named(adding)) must not include \(names) in securityContext.capabilities.add")
        }
        return parts.isEmpty
            ? nil : PodSecurityProblem(reason: "unrestricted capabilities", detail: parts.joined(separator: "; "))
    }

    private static let goodVolumes = [
        "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected",
        "secret",
    ]

    private func volumes() -> PodSecurityProblem? {
        func kind(_ volume: Value) -> String {
            let kind = volume.fields?.keys.first { $0 != "name" } ?? "unknown"
            return kind
        }
        let bad = (spec["volumes"]?.array ?? []).filter { !Self.goodVolumes.contains(kind($0)) }
        if bad.isEmpty { return nil }
        let kinds = Self.unique(bad.map(kind))
        return PodSecurityProblem(
            reason: "restricted volume types",
            detail: "\(Self.plural("volume", "volumes", bad.count)) \(Self.quoted(bad.map(Self.name))) "
                + "\(Self.plural("uses", "use", bad.count)) "
                + "\(Self.plural("restricted volume type", "restricted volume types", kinds.count)) "
                + Self.quoted(kinds))
    }

    private func nonRoot() -> PodSecurityProblem? {
        if minor >= 35, hasOwnUsers { return nil }
        let ofPod = podContext["runAsNonRoot"]?.bool
        let explicit = containers.filter { context($0, "runAsNonRoot")?.bool == false }
        let reason = "runAsNonRoot != true"
        if ofPod == false || !explicit.isEmpty {
            return PodSecurityProblem(
                reason: reason,
                detail: setters(explicit, pod: ofPod == false) + " must not set securityContext.runAsNonRoot=false")
        }
        let silent = containers.filter { context($0, "runAsNonRoot")?.bool == nil }
        if ofPod == true || silent.isEmpty { return nil }
        return PodSecurityProblem(
            reason: reason, detail: "pod or \(Self.named(silent)) must set securityContext.runAsNonRoot=true")
    }

    private func rootUser() -> PodSecurityProblem? {
        if minor >= 35, hasOwnUsers { return nil }
        let bad = containers.filter { context($0, "runAsUser")?.int == 0 }
        let isPodBad = podContext["runAsUser"]?.int == 0
        if bad.isEmpty, !isPodBad { return nil }
        return PodSecurityProblem(
            reason: "runAsUser=0", detail: setters(bad, pod: isPodBad) + " must not set runAsUser=0")
    }
}
