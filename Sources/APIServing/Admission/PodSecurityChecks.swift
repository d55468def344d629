import Documents
import KubeAPI

/// What is wrong with a pod: in short, and with the names behind it.
struct PodSecurityProblem {
    let reason: String
    let detail: String

    /// `privileged (container "c" must not set securityContext.privileged=true), host namespaces (hostPID=true)`
    static func text(_ problems: [PodSecurityProblem]) -> String {
        problems.map { $0.detail.isEmpty ? $0.reason : "\($0.reason) (\($0.detail))" }.joined(separator: ", ")
    }
}

/// The checks of the levels `baseline` and `restricted`, in the order of their names.
///
/// Upstream: staging/src/k8s.io/pod-security-admission/policy.
enum PodSecurityChecks {
    private static let newest = 36

    /// What the level does not allow in a pod or template (`metadata` and `spec`).
    static func broken(_ level: PodSecurityPolicy.LevelVersion, _ pod: Value) -> [PodSecurityProblem] {
        if level.level == .privileged { return [] }
        let asked = PodSecuritySubject(pod, minor: min(level.minor ?? newest, newest))
        let isRestricted = level.level == .restricted
        var out: [PodSecurityProblem?] = [asked.appArmor()]
        if !isRestricted || asked.minor < 22 { out.append(asked.capabilities()) }
        out.append(asked.hostNamespaces())
        if !isRestricted { out.append(asked.hostPaths()) }
        out += [asked.hostPorts(), asked.hostProbes(), asked.privileged()]
        if !isRestricted || asked.minor < 35 { out.append(asked.procMount(isRelaxed: true)) }
        out.append(asked.seLinux())
        if !isRestricted || asked.minor < 19 { out.append(asked.seccomp()) }
        out += [asked.sysctls(), asked.windows()]
        if isRestricted { out += asked.restricted() }
        return out.compactMap { $0 }
    }
}

/// A pod that is held against the checks of one version.
struct PodSecuritySubject {
    let spec: Value
    let annotations: [(key: String, value: String)]
    /// Init containers first, then containers, then ephemeral ones.
    let containers: [Value]
    let minor: Int

    init(_ pod: Value, minor: Int) {
        spec = pod["spec"] ?? .null
        annotations = pod.at("metadata", "annotations")?.stringMap ?? []
        let spec = spec
        containers = ["initContainers", "containers", "ephemeralContainers"].flatMap { spec[$0]?.array ?? [] }
        self.minor = minor
    }

    // MARK: words

    static func name(_ container: Value) -> String { container["name"]?.string ?? "" }

    static func quoted(_ words: [String]) -> String {
        words.isEmpty ? "" : "\"" + words.joined(separator: "\", \"") + "\""
    }

    static func plural(_ one: String, _ many: String, _ count: Int) -> String { count == 1 ? one : many }

    /// `container "a"`, `containers "a", "b"`.
    static func named(_ containers: [Value]) -> String {
        "\(plural("container", "containers", containers.count)) \(quoted(containers.map(name)))"
    }

    static func unique(_ words: [String]) -> [String] {
        words.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// `pod and container "a"`: who sets something that is not allowed.
    func setters(_ containers: [Value], pod: Bool) -> String {
        ([pod ? "pod" : nil] + [containers.isEmpty ? nil : Self.named(containers)]).compactMap { $0 }
            .joined(separator: " and ")
    }

    func context(_ of: Value, _ field: String) -> Value? { of.at("securityContext", field) }
    var podContext: Value { spec["securityContext"] ?? .null }
    var hasOwnUsers: Bool { spec["hostUsers"]?.bool == false }
    var isWindows: Bool { minor >= 25 && spec.at("os", "name")?.string == "windows" }

    // MARK: baseline

    func appArmor() -> PodSecurityProblem? {
        func type(_ context: Value?) -> String? {
            guard let profile = context?["appArmorProfile"] else { return nil }
            let type = profile["type"]?.string ?? ""
            return ["RuntimeDefault", "Localhost"].contains(type) ? nil : type
        }
        let ofPod = type(podContext)
        let bad = containers.filter { type($0["securityContext"]) != nil }
        var values = Self.unique(([ofPod] + bad.map { type($0["securityContext"]) }).compactMap { $0 })
        let forbidden = annotations.filter {
            $0.key.hasPrefix("container.apparmor.security.beta.kubernetes.io/") && !$0.value.isEmpty
                && $0.value != "runtime/default" && !$0.value.hasPrefix("localhost/")
        }.map { "\($0.key)=\(goQuoted($0.value))" }.sorted()
        var who = [setters(bad, pod: ofPod != nil)].filter { !$0.isEmpty }
        if !forbidden.isEmpty { who.append(Self.plural("annotation", "annotations", forbidden.count)) }
        if who.isEmpty { return nil }
        values += forbidden
        return PodSecurityProblem(
            reason: Self.plural("forbidden AppArmor profile", "forbidden AppArmor profiles", values.count),
            detail: "\(who.joined(separator: " and ")) must not set AppArmor profile type to \(Self.quoted(values))")
    }

    private static let usualCapabilities = [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP",
        "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ]

    func added(_ container: Value) -> [String] {
        (container.at("securityContext", "capabilities", "add")?.array ?? []).compactMap(\.string)
    }

    func capabilities() -> PodSecurityProblem? {
        func bad(_ container: Value) -> [String] {
            added(container).filter { !Self.usualCapabilities.contains($0) }
        }
        let found = containers.filter { !bad($0).isEmpty }
        if found.isEmpty { return nil }
        let names = Self.quoted(Self.unique(found.flatMap(bad)))
        return PodSecurityProblem(
            reason: "non-default capabilities",
            detail: "\(Self.named(found)) must not include \(names) in securityContext.capabilities.add")
    }

    func hostNamespaces() -> PodSecurityProblem? {
        let used = ["hostNetwork", "hostPID", "hostIPC"].filter { spec[$0]?.bool == true }.map { "\($0)=true" }
        return used.isEmpty
            ? nil : PodSecurityProblem(reason: "host namespaces", detail: used.joined(separator: ", "))
    }

    func hostPaths() -> PodSecurityProblem? {
        let bad = (spec["volumes"]?.array ?? []).filter { $0["hostPath"] != nil }.map(Self.name)
        if bad.isEmpty { return nil }
        return PodSecurityProblem(
            reason: "hostPath volumes", detail: "\(Self.plural("volume", "volumes", bad.count)) \(Self.quoted(bad))")
    }

    func hostPorts() -> PodSecurityProblem? {
        func ports(_ container: Value) -> [String] {
            (container["ports"]?.array ?? []).compactMap { $0["hostPort"]?.int }.filter { $0 != 0 }.map(String.init)
        }
        let bad = containers.filter { !ports($0).isEmpty }
        if bad.isEmpty { return nil }
        let numbers = Self.unique(bad.flatMap(ports))
        return PodSecurityProblem(
            reason: "hostPort",
            detail: "\(Self.named(bad)) \(Self.plural("uses", "use", bad.count)) "
                + "\(Self.plural("hostPort", "hostPorts", numbers.count)) \(numbers.joined(separator: ", "))")
    }

    func hostProbes() -> PodSecurityProblem? {
        if minor < 34 { return nil }
        func hosts(_ container: Value) -> [String] {
            let handlers =
                ["livenessProbe", "readinessProbe", "startupProbe"].map { container[$0] }
                + ["postStart", "preStop"].map { container.at("lifecycle", $0) }
            return handlers.flatMap { handler in
                ["httpGet", "tcpSocket"].compactMap { handler?.at($0, "host")?.string }.filter { !$0.isEmpty }
            }
        }
        let bad = containers.filter { !hosts($0).isEmpty }
        if bad.isEmpty { return nil }
        let names = Self.unique(bad.flatMap(hosts))
        return PodSecurityProblem(
            reason: "probe or lifecycle host",
            detail: "\(Self.plural("container", "containers", bad.count)) "
                + "\(Self.quoted(Self.unique(bad.map(Self.name)))) \(Self.plural("uses", "use", bad.count)) "
                + "\(Self.plural("probe or lifecycle host", "probe or lifecycle hosts", names.count)) "
                + Self.quoted(names))
    }

    func privileged() -> PodSecurityProblem? {
        let bad = containers.filter { context($0, "privileged")?.bool == true }
        if bad.isEmpty { return nil }
        return PodSecurityProblem(
            reason: "privileged", detail: "\(Self.named(bad)) must not set securityContext.privileged=true")
    }

    func procMount(isRelaxed: Bool) -> PodSecurityProblem? {
        if isRelaxed, minor >= 35, hasOwnUsers { return nil }
        let bad = containers.filter { (context($0, "procMount")?.string ?? "Default") != "Default" }
        if bad.isEmpty { return nil }
        let types = Self.unique(bad.compactMap { context($0, "procMount")?.string })
        return PodSecurityProblem(
            reason: "procMount",
            detail: "\(Self.named(bad)) must not set securityContext.procMount to \(Self.quoted(types))")
    }

    func seLinux() -> PodSecurityProblem? {
        let allowed =
            ["", "container_t", "container_init_t", "container_kvm_t"] + (minor >= 31 ? ["container_engine_t"] : [])
        func isBad(_ options: Value?) -> Bool {
            guard let options else { return false }
            return !allowed.contains(options["type"]?.string ?? "") || options["user"]?.isEmpty == false
                || options["role"]?.isEmpty == false
        }
        let bad = containers.filter { isBad(context($0, "seLinuxOptions")) }
        let ofPod = podContext["seLinuxOptions"]
        if bad.isEmpty, !isBad(ofPod) { return nil }
        let all = [ofPod].compactMap { $0 } + bad.compactMap { context($0, "seLinuxOptions") }
        let types = Self.unique(all.compactMap { $0["type"]?.string }.filter { !allowed.contains($0) })
        var parts: [String] = []
        if !types.isEmpty { parts.append("\(Self.plural("type", "types", types.count)) \(Self.quoted(types))") }
        for field in ["user", "role"] where all.contains(where: { $0[field]?.isEmpty == false }) {
            parts.append("\(field) may not be set")
        }
        return PodSecurityProblem(
            reason: "seLinuxOptions",
            detail: "\(setters(bad, pod: isBad(ofPod))) set forbidden securityContext.seLinuxOptions: "
                + parts.joined(separator: "; "))
    }

    func sysctls() -> PodSecurityProblem? {
        var allowed = [
            "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start",
        ]
        if minor >= 27 { allowed.append("net.ipv4.ip_local_reserved_ports") }
        if minor >= 29 {
            allowed += ["time", "intvl", "probes"].map { "net.ipv4.tcp_keepalive_\($0)" } + ["net.ipv4.tcp_fin_timeout"]
        }
        if minor >= 32 { allowed += ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"] }
        let bad = (podContext["sysctls"]?.array ?? []).map(Self.name).filter { !allowed.contains($0) }
        return bad.isEmpty
            ? nil : PodSecurityProblem(reason: "forbidden sysctls", detail: bad.joined(separator: ", "))
    }

    func windows() -> PodSecurityProblem? {
        func isBad(_ context: Value?) -> Bool { context?.at("windowsOptions", "hostProcess")?.bool == true }
        let bad = containers.filter { isBad($0["securityContext"]) }
        if bad.isEmpty, !isBad(podContext) { return nil }
        return PodSecurityProblem(
            reason: "hostProcess",
            detail: setters(bad, pod: isBad(podContext))
                + " must not set securityContext.windowsOptions.hostProcess=true")
    }
}
