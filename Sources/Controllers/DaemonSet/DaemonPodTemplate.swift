import Documents
import KubeAPI

/// The pods a DaemonSet makes: its template with more tolerations, two labels, and the node they are for.
///
/// Upstream: pkg/controller/daemon/util/daemonset_util.go.
enum DaemonPodTemplate {
    static let hashLabel = "controller-revision-hash"
    private static let generationLabel = "pod-template-generation"
    private static let generationAnnotation = "deprecated.daemonset.template.generation"

    /// What every daemon pod puts up with: its node's troubles are no reason to go, or not to come.
    private static let tolerated: [(key: String, effect: String)] = [
        (Taint.notReady, Taint.noExecute), (Taint.unreachable, Taint.noExecute),
        ("node.kubernetes.io/disk-pressure", Taint.noSchedule),
        ("node.kubernetes.io/memory-pressure", Taint.noSchedule),
        ("node.kubernetes.io/pid-pressure", Taint.noSchedule), (Taint.unschedulable, Taint.noSchedule)
    ]
    /// Only with `hostNetwork`.
    private static let toleratedOnHostNetwork = ("node.kubernetes.io/network-unavailable", Taint.noSchedule)

    /// The tolerations of a spec with the automatic ones; one of the same key, operator and effect is replaced.
    ///
    /// Upstream: AddOrUpdateDaemonPodTolerations.
    static func tolerations(_ spec: Value) -> [Value] {
        var out = spec["tolerations"]?.array ?? []
        let isOnHostNetwork = spec["hostNetwork"]?.bool == true
        for (key, effect) in tolerated + (isOnHostNetwork ? [toleratedOnHostNetwork] : []) {
            let added: Value = ["key": .string(key), "operator": "Exists", "effect": .string(effect)]
            var isKnown = false
            for index in out.indices where isSame(out[index], key, effect) {
                out[index] = added
                isKnown = true
            }
            if !isKnown { out.append(added) }
        }
        return out
    }

    private static func isSame(_ toleration: Value, _ key: String, _ effect: String) -> Bool {
        toleration["key"]?.string == key && toleration["effect"]?.string == effect
            && toleration["operator"]?.string == "Exists" && (toleration["value"]?.string ?? "").isEmpty
    }

    /// The template for pods of revision `hash`. Upstream: CreatePodTemplate.
    static func template(of set: APIObject, hash: String) -> Value {
        var template = set.at("spec", "template") ?? .object(Fields())
        template.set(.array(tolerations(template["spec"] ?? .null)), at: "spec", "tolerations")
        if let generation = generation(of: set) {
            template.set(.string("\(generation)"), at: "metadata", "labels", generationLabel)
        }
        if !hash.isEmpty { template.set(.string(hash), at: "metadata", "labels", hashLabel) }
        return template
    }

    /// The number in the deprecated annotation; `nil` if there is none. Upstream: GetTemplateGeneration.
    private static func generation(of set: APIObject) -> Int64? {
        set.at("metadata", "annotations", generationAnnotation)?.string.flatMap { Int64($0) }
    }

    /// Is the pod of the newest template? Upstream: IsPodUpdated.
    static func isUpdated(_ pod: APIObject, of set: APIObject, hash: String) -> Bool {
        let labels = pod.at("metadata", "labels")
        if !hash.isEmpty && labels?[hashLabel]?.string == hash { return true }
        guard let generation = generation(of: set) else { return false }
        return labels?[generationLabel]?.string == "\(generation)"
    }

    // MARK: the node it is for

    /// A template for one node: the default scheduler finds no other place for it.
    ///
    /// Terms of the template's own affinity are replaced: they have been looked at already.
    /// Upstream: ReplaceDaemonSetPodNodeNameNodeAffinity.
    static func pinned(_ template: Value, to node: String) -> Value {
        var pinned = template
        pinned.set(
            [["matchFields": [["key": "metadata.name", "operator": "In", "values": [.string(node)]]]]],
            at: "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution",
            "nodeSelectorTerms")
        return pinned
    }
}
