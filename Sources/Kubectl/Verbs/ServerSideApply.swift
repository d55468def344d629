import Commands
import Documents
import KubeAPI

/// `apply --server-side`. Upstream: kubectl/pkg/cmd/apply/apply.go, applyOneObject.
extension Execution {
    /// The manager of server-side apply that keeps client-side apply's annotation up to date.
    private static let serverSideManager = "kubectl"
    private static let annotationManager = "kubectl-last-applied"
    /// So often a migration is tried again after a conflict.
    private static let patchTriesMax = 5

    var isServerSide: Bool { command.bool("server-side") }

    /// What `--server-side` cannot be combined with.
    func checkServerSide(_ dryRun: DryRun) throws(KubectlFailure) {
        if command.bool("force-conflicts") && !isServerSide {
            throw .message("--force-conflicts only works with --server-side")
        }
        if isServerSide && dryRun == .client {
            throw .message(
                "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)")
        }
    }

    /// Sends the whole manifest for the server to merge.
    mutating func applyOnServer(
        _ manifest: Manifest, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject {
        let configuration = recorded(manifest.value)
        var object: APIObject
        do {
            object = try serverSidePatch(.apply, manifest, configuration, dryRun, &host)
        } catch {
            if case .status(let status) = error, status.reason == "Conflict" {
                throw .message("\(status.message)\n\(Self.waysOut)")
            }
            throw error
        }
        do {
            object = try keepAnnotation(of: object, manifest, dryRun, &host)
            if let migrated = try migrated(object, manifest, dryRun, &host) {
                object = migrated
                object = try serverSidePatch(.apply, manifest, configuration, dryRun, &host)
            }
        } catch {
            let why = error.text.split(separator: "\n").first.map(String.init) ?? ""
            err += "Warning: server rejected managed fields migration to Server-Side Apply. This is non-fatal and "
            err += "will be retried next time you apply. Error: \(why)\n"
        }
        return object
    }

    var serverManager: String {
        command.isGiven("field-manager") ? command.string("field-manager") : Self.serverSideManager
    }

    private func serverSidePatch(
        _ type: PatchType, _ manifest: Manifest, _ body: Value, _ dryRun: DryRun, manager: String? = nil,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject {
        var request = APIRequest.patch(
            type, manifest.info.resource, manifest.key, subresource: command.string("subresource"), body)
        request.options = writeOptions(dryRun, isValidated: true)
        request.options.fieldManager = manager ?? serverManager
        request.options.force = type == .apply && manager == nil && command.bool("force-conflicts")
        return try send(request, &host)
    }

    /// Gives client-side apply's annotation an owner of its own, so that server-side apply does not drop it.
    ///
    /// Upstream: saveLastApplyAnnotationIfNecessary.
    private func keepAnnotation(
        of object: APIObject, _ manifest: Manifest, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject {
        guard serverManager == Self.serverSideManager,
            let annotation = object.at("metadata", "annotations", Execution.lastApplied)
        else { return object }
        let entries = object.managedFields?.array ?? []
        let owners = ManagedFieldsUpgrade.owners(of: ManagedFieldsUpgrade.lastApplied, by: .apply, in: entries)
        if !owners.isEmpty { return object }
        var body: Value = [
            "apiVersion": .string(manifest.info.apiVersion), "kind": .string(manifest.info.kind),
            "metadata": ["name": .string(object.name), "annotations": [Execution.lastApplied: annotation]]
        ]
        if !object.namespace.isEmpty { body.set(.string(object.namespace), at: "metadata", "namespace") }
        return try serverSidePatch(.apply, manifest, body, dryRun, manager: Self.annotationManager, &host)
    }

    /// Hands what client-side apply owned over to server-side apply; `nil` if there is nothing to hand over.
    ///
    /// Upstream: migrateToSSAIfNecessary.
    private func migrated(
        _ object: APIObject, _ manifest: Manifest, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject? {
        var object = object
        var tries = 0
        while true {
            let entries = object.managedFields?.array ?? []
            let old = ManagedFieldsUpgrade.owners(of: ManagedFieldsUpgrade.lastApplied, by: .update, in: entries)
            var upgraded = entries
            for name in Set(old.compactMap { $0["manager"]?.string }).sorted() {
                upgraded = ManagedFieldsUpgrade.upgraded(upgraded, from: name, to: serverManager)
            }
            if upgraded == entries { return nil }
            let patch: Value = [
                ["op": "replace", "path": "/metadata/managedFields", "value": .array(upgraded)],
                [
                    "op": "replace", "path": "/metadata/resourceVersion",
                    "value": .string(String(object.revision))
                ]
            ]
            do {
                return try serverSidePatch(.json, manifest, patch, dryRun, manager: serverManager, &host)
            } catch {
                tries += 1
                guard case .status(let status) = error, status.reason == "Conflict", tries < Self.patchTriesMax else {
                    throw error
                }
                object = try send(.get(manifest.info.resource, manifest.key), &host)
            }
        }
    }

    private static let waysOut = """
        Please review the fields above--they currently have other managers. Here
        are the ways you can resolve this warning:
        * If you intend to manage all of these fields, please re-run the apply
          command with the `--force-conflicts` flag.
        * If you do not intend to manage all of the fields, please edit your
          manifest to remove references to the fields that should keep their
          current managers.
        * You may co-own fields by updating your manifest to match the existing
          value; in this case, you'll become the manager if the other manager(s)
          stop managing the field (remove it from their configuration).
        See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
        """
}
