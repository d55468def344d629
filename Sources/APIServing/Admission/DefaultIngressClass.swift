import Documents
import KubeAPI

/// An Ingress that names no class gets the default one.
///
/// Upstream: plugin/pkg/admission/network/defaultingressclass/admission.go.
enum DefaultIngressClass {
    static let plugin = AdmissionPlugin(
        name: "DefaultIngressClass", operations: [.create], resources: [.ingresses], mutate: admit)

    private static func admit(
        _ server: inout APIServer, _ ingress: inout Value, _ attributes: AdmissionAttributes,
        _ pipeline: inout Pipeline
    ) throws(Status) {
        guard ingress.at("spec", "ingressClassName") == nil,
            ingress.at("metadata", "annotations", "kubernetes.io/ingress.class") == nil,
            let best = DefaultClass.newest(
                server.store.list(.ingressClasses, namespace: ""), ["ingressclass.kubernetes.io/is-default-class"])
        else { return }
        ingress.set(.string(best.name), at: "spec", "ingressClassName")
    }
}
