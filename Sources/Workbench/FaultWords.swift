import Documents
import ClusterSim
import KubeAPI

/// Reads `fault …`.
enum FaultWords {
    static let kinds = [
        "crash", "lag", "break", "conflict", "reject", "container", "sandbox", "image", "node", "expectations",
        "consistency"
    ]

    static let forms = [
        "fault crash PROCESS", "fault lag PROCESS/RESOURCE N", "fault break PROCESS/RESOURCE [gone]",
        "fault conflict COMPONENT [N]", "fault reject COMPONENT VERB RESOURCE [N]",
        "fault reject COMPONENT [VERB RESOURCE] off",
        "fault container POD/CONTAINER exit=N", "fault sandbox POD die", "fault image IMAGE fails|works",
        "fault node NODE", "fault expectations off|on", "fault consistency off|on",
    ]

    /// - Parameters:
    ///   - namespace: of pods that are named without one.
    ///   - catalog: the resources there are.
    static func parse(
        _ words: [String], namespace: String, among catalog: ResourceCatalog
    ) throws(WordProblem) -> Fault {
        guard let kind = words.first else {
            throw WordProblem(
                "fault needs a kind; there are: \(kinds.joined(separator: ", "))",
                "fault 需要种类；有：\(kinds.joined(separator: ", "))")
        }
        let rest = Array(words.dropFirst())
        switch kind {
        case "crash" where rest.count == 1: return .crash(process: rest[0])
        case "lag" where rest.count == 2:
            guard let count = Int(rest[1]), count >= 0, count <= lagMax else {
                throw WordProblem(
                    "fault lag: `\(rest[1])` is no number from 0 to \(lagMax)",
                    "fault lag：`\(rest[1])` 不是 0 到 \(lagMax) 的数")
            }
            let (process, resource) = try target(rest[0], catalog)
            return .lag(process: process, resource, changes: count)
        case "break":
            let words = rest.filter { $0 != "watch" && $0 != "gone" }
            guard words.count == 1 else { break }
            let (process, resource) = try target(words[0], catalog)
            return .breakWatch(process: process, resource, isGone: rest.contains("gone"))
        case "conflict" where rest.count == 1 || rest.count == 2 && Int(rest[1]) ?? 0 > 0:
            return .conflict(component: ComponentWords.full(rest[0]), count: rest.count == 2 ? Int(rest[1]) ?? 1 : 1)
        case "reject" where rest.count >= 2 && rest.last == "off":
            return .endReject(component: ComponentWords.full(rest[0]))
        case "reject" where rest.count == 3 || rest.count == 4 && Int(rest[3]) != nil:
            guard let info = catalog.find(rest[2]) else {
                throw WordProblem("fault reject: no resource `\(rest[2])`", "fault reject：没有资源 `\(rest[2])`")
            }
            return .reject(
                component: ComponentWords.full(rest[0]), verb: rest[1], info.resource,
                count: rest.count == 4 ? Int(rest[3]) : nil)
        case "container" where rest.count == 2 && rest[1].hasPrefix("exit="):
            let parts = rest[0].split(separator: "/").map(String.init)
            guard parts.count == 2, let code = Int(rest[1].dropFirst(5)), (0 ... 255).contains(code) else { break }
            return .container(pod: ObjectKey(namespace, parts[0]), container: parts[1], exitCode: code)
        case "sandbox" where !rest.isEmpty:
            return .sandbox(
                pod: ObjectKey(namespace, rest[0].hasPrefix("pod/") ? String(rest[0].dropFirst(4)) : rest[0]))
        case "image" where rest.count == 2 && (rest[1] == "fails" || rest[1] == "works"):
            return .image(rest[0], fails: rest[1] == "fails")
        case "expectations" where rest == ["on"] || rest == ["off"]: return .expectations(on: rest == ["on"])
        case "consistency" where rest == ["on"] || rest == ["off"]: return .consistency(on: rest == ["on"])
        default: break
        }
        let known = forms.filter { $0.hasPrefix("fault \(kind)") }
        let list = kinds.joined(separator: ", ")
        throw known.isEmpty
            ? WordProblem("no such fault: `\(kind)`. There are: \(list)", "没有这种故障：`\(kind)`。有：\(list)")
            : WordProblem(
                "it is written: \(known.joined(separator: ", or "))",
                "写法是：\(known.joined(separator: "，或 "))")
    }

    /// A cache can be held back by so many changes.
    static let lagMax = 100_000

    private static func target(
        _ text: String, _ catalog: ResourceCatalog
    ) throws(WordProblem) -> (String, Resource) {
        guard let slash = text.lastIndex(of: "/"),
            let info = catalog.find(String(text[text.index(after: slash)...]))
        else { throw WordProblem(
            "`\(text)` is not PROCESS/RESOURCE, such as kube-controller-manager/pods",
            "`\(text)` 不是 进程/资源 的形式，例如 kube-controller-manager/pods") }
        return (String(text[..<slash]), info.resource)
    }
}

/// A word of ours that cannot be read or carried out.
struct WordProblem: Error {
    let message: BilingualText

    /// A problem in our own words.
    init(_ english: String, _ chinese: String) { message = BilingualText(english, chinese) }

    /// ``no component `replicaste`. Did you mean `replicaset`?``
    init(no english: String, _ chinese: String, _ word: String, among names: [String]) {
        let meant = Suggestions.meant(word, names)
        let isNew = meant.english.isEmpty
        message =
            BilingualText(
                "no \(english) `\(word)`\(isNew ? "" : ".")",
                "没有\(chinese) `\(word)`\(isNew ? "" : "。")") + meant
    }

    /// A problem that is told in both languages already.
    init(_ message: BilingualText) { self.message = message }

    /// A problem in somebody else's words: the server's, the file system's.
    init(same message: String) { self.message = BilingualText(same: message) }
}

/// The short names of components.
enum ComponentWords {
    private static let short: [(String, String)] = [
        ("replicaset", "replicaset-controller"), ("rs", "replicaset-controller"),
        ("deployment", "deployment-controller"), ("deploy", "deployment-controller"),
        ("replicationcontroller", "replication-controller"), ("rc", "replication-controller"),
        ("statefulset", "statefulset-controller"), ("sts", "statefulset-controller"),
        ("pvcprotection", "pvc-protection-controller"),
        ("gc", "generic-garbage-collector"), ("garbagecollector", "generic-garbage-collector"),
        ("podgc", "pod-garbage-collector-controller"),
        ("daemonset", "daemon-set-controller"), ("daemonset-controller", "daemon-set-controller"),
        ("scheduler", "default-scheduler"), ("nodelifecycle", "node-lifecycle-controller"),
        ("taints", "taint-eviction-controller"), ("serviceaccount", "service-account-controller"),
        ("tokens", "serviceaccount-token-controller"),
        ("job", "job-controller"), ("ttl", "ttl-after-finished-controller"),
        ("rootca", "root-ca-cert-publisher"), ("disruption", "disruption-controller"),
        ("hpa", "horizontal-pod-autoscaler"),
        ("kcm", "kube-controller-manager"),
        ("cronjob", "cronjob-controller"), ("cj", "cronjob-controller"),
        ("roles", "clusterrole-aggregation-controller"),
        ("namespace", "namespace-controller"), ("quota", "resourcequota-controller"),
        ("crdnames", "crd-naming-controller"), ("crdestablish", "crd-establishing-controller"),
        ("crdcleanup", "crd-finalizer"),
        ("endpoints", "endpoint-controller"), ("ep", "endpoint-controller"),
        ("endpointslices", "endpointslice-controller"), ("eps", "endpointslice-controller"),
        ("mirroring", "endpointslicemirroring-controller"), ("pvprotection", "pv-protection-controller"),
        ("pvexpand", "expand-controller"), ("ephemeral", "ephemeral-volume-controller"),
        ("vacprotection", "volumeattributesclass-protection-controller"),
        ("pvbinder", "persistentvolume-binder-controller"), ("servicecidr", "service-cidr-controller"),
        ("flowproducer", "priority-and-fairness-config-producer"),
        ("flowconsumer", "priority-and-fairness-config-consumer"),
        ("defaultcidr", "kubernetes-service-cidr-controller"), ("systemns", "system-namespaces-controller"),
        ("clusterauth", "cluster-authentication-trust-controller"),
        ("legacytokens", "legacy-token-tracking-controller"), ("kubernetesservice", "bootstrap-controller"),
    ]

    static func full(_ word: String) -> String { short.first { $0.0 == word.lowercased() }?.1 ?? word }
}
