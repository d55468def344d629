import Documents
import KubeAPI

/// What a DELETE answers: the object if it stays for a while, a `Status` once it is gone.
///
/// Upstream: apiserver/pkg/registry/generic/registry/store.go, finalizeDelete and ReturnDeletedObject.
enum DeletionAnswer {
    /// Resources whose deletion answers the object even when it is gone.
    private static let returned: Set<Resource> = [
        .pods, .namespaces, .persistentVolumes, .persistentVolumeClaims, .podTemplates, .resourceQuotas, .services,
        .serviceAccounts, .deviceClasses, .resourceClaims, .resourceClaimTemplates, .resourceSlices, .csiDrivers,
        .csiNodes, .storageClasses, .volumeAttachments, .volumeAttributesClasses
    ]

    /// The answer in place of `result`; `isThere` looks whether the object is still kept.
    static func of(_ result: APIResult, _ request: APIRequest, isThere: () -> Bool) -> APIResult {
        guard request.verb == .delete, request.subresource.isEmpty, case .object(let object, let code) = result,
            !returned.contains(request.resource), object.meta.deletion == nil || !isThere()
        else { return result }
        let info = request.resource.info
        var details: Value = ["name": .string(object.name), "kind": .string(info.plural), "uid": .string(object.uid)]
        if !info.group.isEmpty { details.set(.string(info.group), at: "group") }
        return .document(
            ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": details],
            code: code)
    }
}
