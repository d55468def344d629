import Documents
import KubeAPI

/// The taint a node starts with. Upstream: plugin/pkg/admission/nodetaint/admission.go.
enum NodeTaints {
    static let plugin = AdmissionPlugin(
        name: "TaintNodesByCondition", operations: [.create], resources: [.nodes],
        mutate: { _, draft, _, _ throws(Status) in addNotReady(&draft) })

    static func addNotReady(_ node: inout Value) {
        var taints = node.at("spec", "taints")?.array ?? []
        let known = taints.contains {
            $0["key"]?.string == Tolerations.notReadyKey && $0["effect"]?.string == "NoSchedule"
        }
        if known { return }
        taints.append(["key": .string(Tolerations.notReadyKey), "effect": "NoSchedule"])
        node.set(.array(taints), at: "spec", "taints")
    }
}
