import Documents
import KubeAPI

/// What the RuntimeClass of a pod costs, and where its pods run.
///
/// Upstream: plugin/pkg/admission/runtimeclass/admission.go.
enum RuntimeClassAdmission {
    static let plugin = AdmissionPlugin(
        name: "RuntimeClass", operations: [.create], resources: [.pods], mutate: admit, judge: judge)

    private static func runtimeClass(
        _ pod: Value, _ store: Store, _ attributes: AdmissionAttributes
    ) throws(Status) -> APIObject? {
        guard let name = pod.at("spec", "runtimeClassName")?.string else { return nil }
        guard let found = store.object(.runtimeClasses, ObjectKey("", name)) else {
            throw attributes.forbidden(pod, "pod rejected: RuntimeClass \(goQuoted(name)) not found")
        }
        return found
    }

    private static let mismatch = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead"

    private static func admit(
        _ server: inout APIServer, _ pod: inout Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard let found = try runtimeClass(pod, server.store, attributes) else { return }
        if let overhead = found.at("overhead", "podFixed") {
            if let own = pod.at("spec", "overhead"), !own.isEmpty,
                ResourceList(reading: own) != ResourceList(reading: overhead)
            {
                throw attributes.forbidden(pod, mismatch)
            }
            pod.set(overhead, at: "spec", "overhead")
        }
        guard let scheduling = found["scheduling"] else { return }
        for (key, value) in scheduling["nodeSelector"]?.stringMap ?? [] {
            if let own = pod.at("spec", "nodeSelector", key)?.string, own != value {
                throw attributes.forbidden(
                    pod,
                    "conflict: runtimeClass.scheduling.nodeSelector[\(key)] = \(value); pod.spec.nodeSelector[\(key)] "
                        + "= \(own)")
            }
            pod.set(.string(value), at: "spec", "nodeSelector", key)
        }
        var tolerations = pod.at("spec", "tolerations")?.array ?? []
        for toleration in scheduling["tolerations"]?.array ?? [] where !tolerations.contains(toleration) {
            tolerations.append(toleration)
        }
        if !tolerations.isEmpty { pod.set(.array(tolerations), at: "spec", "tolerations") }
    }

    private static func judge(
        _ server: inout APIServer, _ pod: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        let own = pod.at("spec", "overhead")
        if own == nil, pod.at("spec", "runtimeClassName") == nil { return }
        guard let overhead = try runtimeClass(pod, server.store, attributes)?.at("overhead", "podFixed") else {
            if own == nil { return }
            throw attributes.forbidden(
                pod, "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead")
        }
        if ResourceList(reading: own) != ResourceList(reading: overhead) { throw attributes.forbidden(pod, mismatch) }
    }
}
