import Documents
import KubeAPI

/// Prefixes, suffixes and hashes of names.
///
/// Upstream: kustomize api/internal/builtins PrefixTransformer.go, SuffixTransformer.go, HashTransformer.go.
enum KustomizeNames {
    /// Kinds whose names are never changed.
    private static let fixed = ["CustomResourceDefinition", "APIService", "Namespace"]

    static func add(prefix: String, suffix: String, to all: inout [KustomizeResource]) {
        if prefix.isEmpty && suffix.isEmpty { return }
        for index in all.indices where !fixed.contains(all[index].kind) {
            all[index].rename(prefix + all[index].name + suffix)
        }
    }

    static func addHashes(_ all: inout [KustomizeResource]) {
        for index in all.indices where all[index].isHashed {
            all[index].rename("\(all[index].name)-\(hash(of: all[index].value))")
        }
    }

    /// Ten letters that follow from the content; the name is looked up where it is not, and so is always empty.
    ///
    /// Upstream: kustomize api/hasher/hasher.go.
    private static func hash(of object: Value) -> String {
        var encoded: Value = ["kind": object["kind"] ?? "", "name": "", "data": object["data"] ?? ""]
        for field in ["binaryData", "stringData"] { encoded.set(object[field], at: field) }
        if object.text("kind") == "Secret" { encoded.set(object["type"] ?? "", at: "type") }
        return letters(encoded)
    }

    /// Ten letters that follow from name and content: `--append-hash`. Upstream: kubectl/pkg/util/hash/hash.go.
    static func appended(of object: Value) -> String {
        var encoded: Value = [
            "kind": object["kind"] ?? "", "name": object.at("metadata", "name") ?? "", "data": object["data"] ?? .null,
        ]
        for field in ["binaryData", "immutable"] { encoded.set(object[field], at: field) }
        if object.text("kind") == "Secret" { encoded.set(object["type"] ?? "", at: "type") }
        return letters(encoded)
    }

    private static func letters(_ encoded: Value) -> String {
        let replaced: [Character: Character] = ["0": "g", "1": "h", "3": "k", "a": "m", "e": "t"]
        return String(SHA2.hex(Array(JSONWriter.text(encoded).utf8)).prefix(10).map { replaced[$0] ?? $0 })
    }
}

/// Objects that name others follow their new names.
///
/// Upstream: kustomize api/internal/konfig/builtinpluginconsts/namereference.go.
enum KustomizeReferences {
    /// Where objects of some kinds name one of `kind`; `*` is every element of a list.
    private struct Rule {
        let kind: String
        let paths: [String]
        /// Below a pod spec.
        var inPods: [String] = []
    }

    private static let volumes = "volumes/*/"
    private static func inContainers(_ path: String) -> [String] {
        ["containers", "initContainers", "ephemeralContainers"].map { "\($0)/*/\(path)" }
    }

    private static let rules = [
        Rule(
            kind: "ConfigMap", paths: [],
            inPods: ["\(volumes)configMap/name", "\(volumes)projected/sources/*/configMap/name"]
                + inContainers("env/*/valueFrom/configMapKeyRef/name") + inContainers("envFrom/*/configMapRef/name")),
        Rule(
            kind: "Secret", paths: ["imagePullSecrets/*/name", "secrets/*/name", "spec/tls/*/secretName"],
            inPods: [
                "\(volumes)secret/secretName", "\(volumes)projected/sources/*/secret/name", "imagePullSecrets/*/name"
            ] + inContainers("env/*/valueFrom/secretKeyRef/name") + inContainers("envFrom/*/secretRef/name")),
        Rule(kind: "ServiceAccount", paths: [], inPods: ["serviceAccountName", "serviceAccount"]),
        Rule(kind: "PersistentVolumeClaim", paths: [], inPods: ["\(volumes)persistentVolumeClaim/claimName"]),
        Rule(
            kind: "Service",
            paths: [
                "spec/serviceName", "spec/rules/*/http/paths/*/backend/service/name",
                "spec/defaultBackend/service/name"
            ]),
        Rule(kind: "PriorityClass", paths: [], inPods: ["priorityClassName"]),
        Rule(
            kind: "StorageClass",
            paths: ["spec/storageClassName", "spec/volumeClaimTemplates/*/spec/storageClassName"]),
        Rule(kind: "PersistentVolume", paths: ["spec/volumeName"])
    ]

    static func update(_ all: inout [KustomizeResource]) {
        let renamed = all.filter { !$0.formerNames.isEmpty }
        if renamed.isEmpty { return }
        func newName(_ kind: String, _ name: String) -> String? {
            renamed.first { $0.kind == kind && $0.formerNames.contains(name) }?.name
        }
        for index in all.indices {
            let podSpec = KustomizeFields.podSpec(all[index].kind)
            for rule in rules {
                var paths = rule.paths
                if let podSpec { paths += rule.inPods.map { "\(podSpec)/\($0)" } }
                for path in paths {
                    KustomizeFields.edit(&all[index].value, path) { value in
                        if let name = value.string.flatMap({ newName(rule.kind, $0) }) { value = .string(name) }
                    }
                }
            }
            // These say themselves what kind they mean.
            for path in ["roleRef", "subjects/*", "spec/scaleTargetRef"] {
                KustomizeFields.edit(&all[index].value, path) { value in
                    if let name = newName(value.text("kind"), value.text("name")) {
                        value.set(.string(name), at: "name")
                    }
                }
            }
        }
    }
}

/// Fields by paths like `spec/containers/*/image`.
enum KustomizeFields {
    /// Where a kind keeps its pods' spec.
    static func podSpec(_ kind: String) -> String? {
        if kind == "Pod" { return "spec" }
        return template(kind).map { "\($0)/spec" }
    }

    /// Where a kind keeps its pod template.
    static func template(_ kind: String) -> String? {
        switch kind {
        case "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "ReplicationController", "Job": "spec/template"
        case "CronJob": "spec/jobTemplate/spec/template"
        case "PodTemplate": "template"
        default: nil
        }
    }

    /// Changes every value at a path; a missing leaf is made if `creates`, a missing list never.
    static func edit(_ value: inout Value, _ path: String, creates: Bool = false, _ change: (inout Value) -> Void) {
        edit(&value, path.split(separator: "/").map(String.init)[...], creates, change)
    }

    private static func edit(
        _ value: inout Value, _ path: ArraySlice<String>, _ creates: Bool, _ change: (inout Value) -> Void
    ) {
        guard let key = path.first else { return change(&value) }
        if key == "*" {
            guard var elements = value.array else { return }
            for index in elements.indices { edit(&elements[index], path.dropFirst(), creates, change) }
            value = .array(elements)
            return
        }
        guard value.fields != nil || creates && value.isNull else { return }
        guard var below = value[key] ?? (creates && path.dropFirst().first != "*" ? .null : nil) else { return }
        edit(&below, path.dropFirst(), creates, change)
        if !below.isNull { value.set(below, at: key) }
    }
}
