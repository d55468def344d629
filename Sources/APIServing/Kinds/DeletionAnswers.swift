import Documents
import KubeAPI

/// What DELETE answers when the object is gone.
///
/// Upstream: registry/generic/registry/store.go, finalizeDelete; ReturnDeletedObject in
/// pkg/registry/<group>/<resource>/storage/storage.go.
enum DeletionAnswers {
    static func gone(_ object: APIObject, _ info: ResourceInfo) -> APIResult {
        if returnsObject(info) { return .object(object, code: 200) }
        var details: Value = ["name": .string(object.name), "kind": .string(info.plural), "uid": .string(object.uid)]
        if !info.group.isEmpty { details.set(.string(info.group), at: "group") }
        return .document(
            [
                "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": details
            ], code: 200)
    }

    /// These answer with the object as it was last, the others with a `Status`.
    private static func returnsObject(_ info: ResourceInfo) -> Bool {
        switch info.resource {
        case .pods, .services, .serviceAccounts, .persistentVolumes, .persistentVolumeClaims, .namespaces,
            .resourceQuotas, .podTemplates, .csiDrivers, .csiNodes, .storageClasses, .volumeAttachments,
            .volumeAttributesClasses:
            true
        default: info.group == "resource.k8s.io"
        }
    }
}
