import Documents

/// What a debugging container may do: `--profile`.
///
/// Upstream: kubectl/pkg/cmd/debug/profiles.go.
struct DebugProfile {
    /// What is looked into.
    enum Style { case ephemeral, podCopy, node }

    static let names = ["legacy", "general", "baseline", "netadmin", "restricted", "sysadmin"]

    let name: String
    /// The fields of a pod that its copy keeps.
    let kept: [String]

    init(_ name: String, keeping kept: [String]) throws(KubectlFailure) {
        guard DebugProfile.names.contains(name) else { throw .message("unknown profile: \(name)") }
        (self.name, self.kept) = (name, kept)
    }

    /// Changes the container that is looked from.
    func change(_ container: inout Value, _ style: Style) {
        switch name {
        case "general" where style == .node: container.set(nil, at: "securityContext")
        case "general": DebugProfile.add(["SYS_PTRACE"], to: &container)
        case "baseline": container.set(nil, at: "securityContext")
        case "restricted":
            container.set(
                [
                    "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]], "runAsNonRoot": true,
                    "seccompProfile": ["type": "RuntimeDefault"],
                ], at: "securityContext")
        case "netadmin": DebugProfile.add(["NET_ADMIN", "NET_RAW"], to: &container)
        case "sysadmin": container.set(true, at: "securityContext", "privileged")
        default: break
        }
    }

    /// Changes a pod that is made, and its container at `place`.
    func change(pod: inout Value, _ place: Int, _ style: Style) {
        var containers = pod.at("spec", "containers")?.array ?? []
        change(&containers[place], style)
        if style == .node && ["legacy", "general", "sysadmin"].contains(name) {
            containers[place].set([["mountPath": "/host", "name": "host-root"]], at: "volumeMounts")
            pod.set([["name": "host-root", "hostPath": ["path": "/"]]], at: "spec", "volumes")
        }
        pod.set(.array(containers), at: "spec", "containers")
        switch style {
        case .ephemeral: break
        case .node:
            if name == "baseline" || name == "restricted" { return }
            for field in ["hostNetwork", "hostPID", "hostIPC"] { pod.set(true, at: "spec", field) }
        case .podCopy: strip(&pod)
        }
    }

    /// Takes from a copy what would make it part of something, or stop it.
    private func strip(_ pod: inout Value) {
        if name == "legacy" {
            pod.set(nil, at: "metadata", "labels")
            return
        }
        for field in ["labels", "annotations"] where !kept.contains(field) { pod.set(nil, at: "metadata", field) }
        if !kept.contains("initContainers") { pod.set(nil, at: "spec", "initContainers") }
        var containers = pod.at("spec", "containers")?.array ?? []
        for index in containers.indices {
            for probe in ["livenessProbe", "readinessProbe", "startupProbe"] where !kept.contains(probe) {
                containers[index].set(nil, at: probe)
            }
        }
        pod.set(.array(containers), at: "spec", "containers")
        if pod.at("spec", "shareProcessNamespace") == nil { pod.set(true, at: "spec", "shareProcessNamespace") }
    }

    private static func add(_ capabilities: [String], to container: inout Value) {
        let known = container.at("securityContext", "capabilities", "add")?.array ?? []
        let all = known + capabilities.map(Value.string)
        container.set(.array(all), at: "securityContext", "capabilities", "add")
    }
}
