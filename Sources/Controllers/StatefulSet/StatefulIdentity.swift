import Documents
import KubeAPI

/// What makes the pods of a StatefulSet distinct: an ordinal in the name, labels, host name, claims.
///
/// Upstream: pkg/controller/statefulset/stateful_set_utils.go.
enum StatefulIdentity {
    static let podNameLabel = "statefulset.kubernetes.io/pod-name"
    static let podIndexLabel = "apps.kubernetes.io/pod-index"
    static let revisionLabel = "controller-revision-hash"

    /// `web-2` → `web` and 2; `nil` for a name without a number behind its last dash.
    static func parts(_ name: String) -> (parent: String, ordinal: Int)? {
        guard let dash = name.lastIndex(of: "-") else { return nil }
        let digits = name[name.index(after: dash)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let ordinal = Int32(digits) else {
            return nil
        }
        return (String(name[..<dash]), Int(ordinal))
    }

    static func ordinal(of pod: APIObject) -> Int { parts(pod.name)?.ordinal ?? -1 }

    static func start(_ set: APIObject) -> Int { Int(set.at("spec", "ordinals", "start")?.int ?? 0) }

    static func replicas(_ set: APIObject) -> Int { Int(set.at("spec", "replicas")?.int ?? 1) }

    /// The ordinals that should exist.
    static func ordinals(_ set: APIObject) -> Range<Int> {
        let start = start(set)
        return start..<(start + max(0, replicas(set)))
    }

    static func revision(of pod: APIObject) -> String { pod.meta.label(revisionLabel) ?? "" }

    /// `data-web-2`: the claim of `template` for one pod.
    static func claimName(_ template: Value, _ set: APIObject, _ ordinal: Int) -> String {
        "\(template.at("metadata", "name")?.string ?? "")-\(set.name)-\(ordinal)"
    }

    static func claimTemplates(_ set: APIObject) -> [Value] { set.at("spec", "volumeClaimTemplates")?.array ?? [] }

    /// The claims a pod needs, each with the labels of the selector. Upstream: getPersistentVolumeClaims.
    static func claims(_ set: APIObject, _ ordinal: Int) -> [Value] {
        claimTemplates(set).map { template in
            var claim = template
            claim.set(.string(claimName(template, set, ordinal)), at: "metadata", "name")
            claim.set(.string(set.namespace), at: "metadata", "namespace")
            for (key, value) in set.at("spec", "selector", "matchLabels")?.stringMap ?? [] {
                claim.set(.string(value), at: "metadata", "labels", key)
            }
            return claim
        }
    }

    // MARK: pods

    /// The pod of an ordinal as `template` asks for it. Upstream: newStatefulSetPod.
    static func pod(_ ordinal: Int, of set: APIObject, template: Value, revision: String) -> Value {
        var pod = PodControl.pod(from: template, owner: set)
        let name = "\(set.name)-\(ordinal)"
        pod.set(.string(name), at: "metadata", "name")
        setIdentity(&pod, name: name, ordinal: ordinal)
        pod.set(.string(revision), at: "metadata", "labels", revisionLabel)
        pod.set(.string(name), at: "spec", "hostname")
        let service = set.at("spec", "serviceName")?.string ?? ""
        pod.set(service.isEmpty ? nil : .string(service), at: "spec", "subdomain")
        setStorage(&pod, set, ordinal)
        return pod
    }

    static func setIdentity(_ pod: inout Value, name: String, ordinal: Int) {
        pod.set(.string(name), at: "metadata", "labels", podNameLabel)
        pod.set(.string("\(ordinal)"), at: "metadata", "labels", podIndexLabel)
    }

    /// The volumes of the claims first, then those of the template under other names. Upstream: updateStorage.
    static func setStorage(_ pod: inout Value, _ set: APIObject, _ ordinal: Int) {
        let templates = claimTemplates(set)
        if templates.isEmpty { return }
        let names = templates.compactMap { $0.at("metadata", "name")?.string }
        let made = templates.map { template -> Value in
            [
                "name": template.at("metadata", "name") ?? "",
                "persistentVolumeClaim": ["claimName": .string(claimName(template, set, ordinal))],
            ]
        }
        let others = (pod.at("spec", "volumes")?.array ?? []).filter { !names.contains($0["name"]?.string ?? "") }
        pod.set(.array(made + others), at: "spec", "volumes")
    }

    /// Name and label say the same. Upstream: identityMatches.
    static func matches(_ set: APIObject, _ pod: APIObject) -> Bool {
        guard let parts = parts(pod.name) else { return false }
        return parts.parent == set.name && pod.name == "\(set.name)-\(parts.ordinal)"
            && pod.namespace == set.namespace && pod.meta.label(podNameLabel) == pod.name
    }

    /// Each claim is a volume of the pod. Upstream: storageMatches.
    static func storageMatches(_ set: APIObject, _ pod: APIObject) -> Bool {
        let ordinal = ordinal(of: pod)
        if ordinal < 0 { return false }
        let volumes = pod.at("spec", "volumes")?.array ?? []
        return claimTemplates(set).allSatisfy { template in
            let volume = volumes.last { $0["name"] == template.at("metadata", "name") }
            return volume?.at("persistentVolumeClaim", "claimName")?.string == claimName(template, set, ordinal)
        }
    }
}
