import Documents
import KubeAPI

/// The Pod Security Standards: labels of a namespace say which of them is enforced, and of which a client is warned.
///
/// The audit mode writes annotations into the audit log, which are not modelled.
/// Upstream: staging/src/k8s.io/pod-security-admission/admission/admission.go, api/helpers.go.
enum PodSecurity {
    static let plugin = AdmissionPlugin(
        name: "PodSecurity", operations: [.create, .update],
        resources: [
            .namespaces, .pods, .podTemplates, .replicationControllers, .replicaSets, .deployments, .statefulSets,
            .daemonSets, .jobs, .cronJobs,
        ], subresources: ["ephemeralcontainers", "resize"], judge: judge)

    private static let prefix = "pod-security.kubernetes.io/"

    private static func judge(
        _ server: inout APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        if attributes.resource == .namespaces { return try namespace(server, draft, attributes, &pipeline) }
        guard let namespace = server.store.object(.namespaces, ObjectKey("", attributes.request.namespace)),
            namespace.meta.labels.contains(where: { $0.key.hasPrefix(prefix) })
        else { return }
        let policy = PodSecurityPolicy(namespace.meta.labels)
        if attributes.resource == .pods {
            if let old = attributes.old, !isSignificant(draft, old.value) { return }
            let found = PodSecurityChecks.broken(policy.enforce, draft)
            if !found.isEmpty {
                throw attributes.forbidden(
                    draft, "violates PodSecurity \(goQuoted(policy.enforce.text)): \(PodSecurityProblem.text(found))")
            }
        }
        guard let pod = template(draft, attributes.resource) else { return }
        let warned = PodSecurityChecks.broken(policy.warn, pod)
        if warned.isEmpty { return }
        pipeline.warnings.append(
            "would violate PodSecurity \(goQuoted(policy.warn.text)): \(PodSecurityProblem.text(warned))")
    }

    /// The pod, or the pod that a controller makes.
    private static func template(_ object: Value, _ resource: Resource) -> Value? {
        switch resource {
        case .pods: object
        case .podTemplates: object["template"]
        case .cronJobs: object.at("spec", "jobTemplate", "spec", "template")
        default: object.at("spec", "template")
        }
    }

    /// Changes that could make a pod worse. Upstream: isSignificantPodUpdate.
    private static func isSignificant(_ new: Value, _ old: Value) -> Bool {
        func meant(_ pod: Value) -> [Value?] {
            let annotations = (pod.at("metadata", "annotations")?.stringMap ?? [])
                .filter { $0.key.contains("seccomp") || $0.key.contains("apparmor") }
                .map { Value.string("\($0.key)=\($0.value)") }
            return [.array(annotations), pod["spec"]]
        }
        return meant(new) != meant(old)
    }

    // MARK: namespaces

    private static func namespace(
        _ server: APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        let labels = draft.at("metadata", "labels")?.stringMap ?? []
        guard labels.contains(where: { $0.key.hasPrefix(prefix) }) else { return }
        let policy = PodSecurityPolicy(labels)
        let old = attributes.old.map { PodSecurityPolicy($0.meta.labels) }
        if !policy.errors.isEmpty, old == nil || old?.errors != policy.errors {
            let name = draft.at("metadata", "name")?.string ?? ""
            throw .invalid(kind: "Namespace", group: "", name: name, policy.errors)
        }
        guard let old, policy.enforce != old.enforce, policy.enforce.level != .privileged else { return }
        if policy.enforce.minor == old.enforce.minor, policy.enforce.level <= old.enforce.level { return }
        warnOfPods(server, attributes.request.name, policy.enforce, &pipeline)
    }

    /// Pods that are there already and would not be let in. Upstream: EvaluatePodsInNamespace.
    private static func warnOfPods(
        _ server: APIServer, _ namespace: String, _ level: PodSecurityPolicy.LevelVersion, _ pipeline: inout Pipeline
    ) {
        var found: [(text: String, first: String, count: Int)] = []
        for pod in server.store.list(.pods, namespace: namespace) {
            let problems = PodSecurityChecks.broken(level, pod.value)
            if problems.isEmpty { continue }
            let text = problems.map(\.reason).joined(separator: ", ")
            if let known = found.firstIndex(where: { $0.text == text }) {
                found[known].count += 1
            } else {
                found.append((text, pod.name, 1))
            }
        }
        if found.isEmpty { return }
        pipeline.warnings.append(
            "existing pods in namespace \(goQuoted(namespace)) violate the new PodSecurity enforce level "
                + goQuoted(level.text))
        for one in found.sorted(by: { $0.first < $1.first }) {
            let others =
                one.count == 1 ? "" : one.count == 2 ? " (and 1 other pod)" : " (and \(one.count - 1) other pods)"
            pipeline.warnings.append("\(one.first)\(others): \(one.text)")
        }
    }
}

/// What the labels of a namespace ask for. Upstream: PolicyToEvaluate.
struct PodSecurityPolicy {
    enum Level: String, Comparable {
        case privileged, baseline, restricted

        static func < (a: Level, b: Level) -> Bool {
            let order: [Level] = [.privileged, .baseline, .restricted]
            return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
        }
    }

    struct LevelVersion: Equatable {
        var level = Level.privileged
        /// Of version 1; `nil`: the latest.
        var minor: Int?

        /// `baseline:latest`.
        var text: String { "\(level.rawValue):\(minor.map { "v1.\($0)" } ?? "latest")" }
    }

    private(set) var enforce = LevelVersion()
    private(set) var warn = LevelVersion()
    private(set) var errors: [FieldError] = []

    init(_ labels: [(key: String, value: String)]) {
        var found: [FieldError] = []
        let enforced = PodSecurityPolicy.read("enforce", labels, ifBad: .restricted, &found)
        _ = PodSecurityPolicy.read("audit", labels, ifBad: .privileged, &found)
        let warned = PodSecurityPolicy.read("warn", labels, ifBad: .privileged, &found)
        enforce = enforced.asked
        warn = warned.asked
        errors = found
        let hasWarn = labels.contains { $0.key == "pod-security.kubernetes.io/warn" }
        let hasWarnVersion = labels.contains { $0.key == "pod-security.kubernetes.io/warn-version" }
        if !hasWarn, enforced.isGood, enforce.level > warn.level {
            warn.level = enforce.level
            if !hasWarnVersion { warn.minor = enforce.minor }
        }
    }

    /// What one mode asks for, and whether its label holds a good level.
    private static func read(
        _ mode: String, _ labels: [(key: String, value: String)], ifBad: Level, _ errors: inout [FieldError]
    ) -> (asked: LevelVersion, isGood: Bool) {
        let label = "pod-security.kubernetes.io/" + mode
        var asked = LevelVersion()
        var isGood = false
        func bad(_ label: String, _ word: String, _ why: String) -> FieldError {
            FieldError(.invalid, "metadata.labels[\(label)]", badValue: goQuoted(word), why)
        }
        if let word = labels.first(where: { $0.key == label })?.value {
            let level = Level(rawValue: word)
            isGood = level != nil
            asked.level = level ?? ifBad
            if level == nil { errors.append(bad(label, word, "must be one of privileged, baseline, restricted")) }
        }
        if let word = labels.first(where: { $0.key == label + "-version" })?.value, word != "latest" {
            asked.minor = minor(word)
            if asked.minor == nil { errors.append(bad(label + "-version", word, "must be \"latest\" or \"v1.x\"")) }
        }
        return (asked, isGood)
    }

    private static func minor(_ word: String) -> Int? {
        guard word.hasPrefix("v1.") else { return nil }
        let digits = word.dropFirst(3)
        if digits.isEmpty || (digits.count > 1 && digits.first == "0") { return nil }
        return digits.allSatisfy { ("0" ... "9").contains($0) } ? Int(digits) : nil
    }
}
