import Commands
import Documents
import KubeAPI

/// `apply --force`: what the server refuses to change is deleted and made anew.
///
/// Upstream: kubectl/pkg/cmd/apply/patcher.go, deleteAndCreate.
extension Execution {
    func checkForce(_ dryRun: DryRun) throws(KubectlFailure) {
        if !command.string("subresource").isEmpty && !isServerSide {
            throw .message("--subresource can only be specified for --server-side")
        }
        guard command.bool("force") else { return }
        if isServerSide { throw .message("--force cannot be used with --server-side") }
        if dryRun == .server { throw .message("--dry-run=server cannot be used with --force") }
        if command.bool("prune") { throw .message("--force cannot be used with --prune") }
    }

    /// Is this a refusal that `--force` overcomes?
    func isForced(_ failure: KubectlFailure) -> Bool {
        guard command.bool("force"), case .status(let status) = failure else { return false }
        return status.reason == "Conflict" || status.reason == "Invalid"
    }

    /// The object made anew; if that fails, the old one is put back.
    mutating func madeAnew(
        _ modified: Value, _ manifest: Manifest, instead old: APIObject, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject {
        var deletion = APIRequest.delete(manifest.info.resource, manifest.key)
        deletion.options.propagationPolicy = try propagation()
        deletion.options.gracePeriodSeconds = max(command.int("grace-period") ?? 0, 0)
        if case .failure(let status) = sendRaw(deletion, &host), status.reason != "NotFound" { throw .status(status) }
        try letGo(of: [ObjectRef(manifest.info.resource, manifest.key, uid: old.uid)], &host)
        do {
            return try create(modified, manifest.info, &host)
        } catch {
            var former = ObjectText.withoutManagedFields(ObjectText.document(old))
            former.set(nil, at: "metadata", "resourceVersion")
            _ = try? create(former, manifest.info, &host)
            throw error
        }
    }

    private func create(
        _ value: Value, _ info: ResourceInfo, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject {
        var request = APIRequest.create(value, info.resource)
        request.options = writeOptions(.none, isValidated: true)
        return try send(request, &host)
    }
}
