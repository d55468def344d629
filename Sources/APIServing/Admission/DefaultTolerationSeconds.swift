import Documents
import KubeAPI

/// The tolerations every pod gets. Upstream: plugin/pkg/admission/defaulttolerationseconds.
enum Tolerations {
    static let plugin = AdmissionPlugin(
        name: "DefaultTolerationSeconds", operations: [.create, .update], resources: [.pods],
        mutate: { _, draft, _, _ throws(Status) in addDefaults(&draft) })

    static let notReadyKey = "node.kubernetes.io/not-ready"
    static let unreachableKey = "node.kubernetes.io/unreachable"
    /// `--default-not-ready-toleration-seconds`, `--default-unreachable-toleration-seconds`.
    static let defaultSeconds: Int64 = 300

    private static let defaults: [Value] = [make(notReadyKey), make(unreachableKey)]

    private static func make(_ key: String) -> Value {
        [
            "key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": .int(defaultSeconds),
        ]
    }

    static func addDefaults(_ pod: inout Value) {
        guard let existing = pod.at("spec", "tolerations")?.array, !existing.isEmpty else {
            pod.set(.array(defaults), at: "spec", "tolerations")
            return
        }
        var tolerations = existing
        for (index, key) in [notReadyKey, unreachableKey].enumerated() {
            let tolerated = existing.contains { toleration in
                let taint = toleration["key"]?.string ?? ""
                let effect = toleration["effect"]?.string ?? ""
                return (taint == key || taint.isEmpty) && (effect == "NoExecute" || effect.isEmpty)
            }
            if !tolerated { tolerations.append(defaults[index]) }
        }
        if tolerations.count != existing.count { pod.set(.array(tolerations), at: "spec", "tolerations") }
    }
}
