import Documents
import KubeAPI

/// A pod that is bound to a node gets the zone and region of that node as labels.
///
/// Upstream: plugin/pkg/admission/podtopologylabels/admission.go; KEP-4742.
enum PodTopologyLabels {
    static let plugin = AdmissionPlugin(
        name: "PodTopologyLabels", operations: [.create], resources: [.pods], subresources: ["binding"], mutate: admit)

    private static let copied = ["topology.kubernetes.io/region", "topology.kubernetes.io/zone"]

    private static func admit(
        _ server: inout APIServer, _ draft: inout Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        let isBinding = attributes.request.subresource == "binding"
        let target = isBinding ? draft["target"] : draft["spec"]
        if isBinding, target?["kind"]?.string != "Node" { return }
        guard let node = target?[isBinding ? "name" : "nodeName"]?.string, !node.isEmpty,
            let known = server.store.object(.nodes, ObjectKey("", node))
        else { return }
        for label in copied {
            if let value = known.meta.label(label) { draft.set(.string(value), at: "metadata", "labels", label) }
        }
    }
}
