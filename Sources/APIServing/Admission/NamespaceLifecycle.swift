import Documents
import KubeAPI

/// Nothing new comes into a namespace that is missing or being deleted, and some namespaces are never deleted.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go.
enum NamespaceLifecycle {
    static let plugin = AdmissionPlugin(
        name: "NamespaceLifecycle", operations: [.create, .delete], resources: nil, subresources: nil, mutate: admit)

    private static let immortal = ["default", "kube-system", "kube-public"]

    private static func admit(
        _ server: inout APIServer, _ draft: inout Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        let request = attributes.request
        if attributes.operation == .delete {
            guard request.resource == .namespaces, immortal.contains(request.name) else { return }
            throw .forbidden("namespaces", group: "", name: request.name, "this namespace may not be deleted")
        }
        guard !request.namespace.isEmpty, request.resource != .namespaces, pipeline.info.isNamespaced else { return }
        guard let namespace = server.store.object(.namespaces, ObjectKey("", request.namespace)) else {
            throw .notFound("namespaces", group: "", name: request.namespace)
        }
        guard namespace.meta.isTerminating else { return }
        var status = attributes.forbidden(
            draft, "unable to create new content in namespace \(request.namespace) because it is being terminated")
        status.causes = [
            Status.Cause(
                reason: "NamespaceTerminating", message: "namespace \(request.namespace) is being terminated",
                field: "metadata.namespace")
        ]
        throw status
    }
}
