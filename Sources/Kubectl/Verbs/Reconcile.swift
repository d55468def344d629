import Commands
import Documents
import KubeAPI

/// `auth reconcile`: roles and bindings get what a file says of them; what they have besides stays, unless told.
///
/// Upstream: kubectl/pkg/cmd/auth/reconcile.go; component-helpers/auth/rbac/reconciliation.
extension Execution {
    /// An object that opted out of being brought up to date.
    private static let autoUpdate = "rbac.authorization.kubernetes.io/autoupdate"
    /// So often a write is tried again that others came before.
    private static let attemptsMax = 3

    mutating func reconcile(_ host: inout some KubectlHost) throws(KubectlFailure) {
        if !hasFiles { throw .message("must specify one of -f and -k") }
        if !command.words.isEmpty { throw .message("no arguments are allowed") }
        let dryRun = try dryRun()
        if dryRun == .server { throw .message("--dry-run=server for command reconcile is not supported yet") }
        let format = try outputFormat(host)
        var (manifests, failures) = try self.manifests(host)
        manifests = manifests.filter {
            [.roles, .clusterRoles, .roleBindings, .clusterRoleBindings].contains($0.info.resource)
        }
        for manifest in manifests {
            do {
                let outcome = try reconciled(manifest, isConfirmed: dryRun == .none, &host)
                let shown = Selected(info: manifest.info, object: outcome.object)
                try printResult(shown, "reconciled", format, dryRun)
                report(outcome)
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    private mutating func report(_ outcome: Reconciliation) {
        guard let operation = outcome.operation else { return }
        let caveat = outcome.isProtected ? ", but object opted out (\(Execution.autoUpdate): false)" : ""
        err += "\treconciliation required \(operation.rawValue)\(caveat)\n"
        func list(_ title: String, _ texts: [String]) {
            if !texts.isEmpty { err += "\t\(title):\n" + texts.map { "\t\t\($0)\n" }.joined() }
        }
        list("missing subjects added", outcome.missingSubjects.map(Reconciliation.subjectText))
        if command.bool("remove-extra-subjects") {
            list("extra subjects removed", outcome.extraSubjects.map(Reconciliation.subjectText))
        }
        list("missing rules added", outcome.missingRules.map(Reconciliation.ruleText))
        if command.bool("remove-extra-permissions") {
            list("extra rules removed", outcome.extraRules.map(Reconciliation.ruleText))
        }
    }

    /// Works out what is to be done, and does it if that is `isConfirmed`.
    private func reconciled(
        _ manifest: Manifest, isConfirmed: Bool, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Reconciliation {
        let resource = manifest.info.resource
        var attempt = 0
        while true {
            attempt += 1
            var outcome = try compared(manifest, &host)
            if outcome.isProtected || !isConfirmed { return outcome }
            do throws(KubectlFailure) {
                switch outcome.operation {
                case nil: return outcome
                case .update: outcome.object = try send(.update(outcome.object.published, resource), &host)
                case .recreate:
                    var deletion = APIRequest.delete(resource, manifest.key)
                    deletion.options.uid = outcome.uid
                    if let failure = sendRaw(deletion, &host).failure, failure.code != 404 { throw .status(failure) }
                    fallthrough
                case .create:
                    // The namespace that kubectl asks for is that of the file, not its own.
                    if manifest.info.isNamespaced && !manifest.isPlaced {
                        throw .message("resource name may not be empty")
                    }
                    ensureNamespace(manifest.namespace, &host)
                    outcome.object = try send(.create(outcome.object.value, resource), &host)
                }
                return outcome
            } catch {
                // Somebody else was there in between: what is to be done has to be worked out again.
                let reasons = ["AlreadyExists", "Conflict", "NotFound"]
                guard case .status(let status) = error, reasons.contains(status.reason),
                    attempt < Execution.attemptsMax
                else { throw error }
            }
        }
    }

    private func compared(
        _ manifest: Manifest, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Reconciliation {
        switch sendRaw(.get(manifest.info.resource, manifest.key), &host) {
        case .object(let existing, _):
            return Reconciliation(
                of: existing, as: manifest.value, removesRules: command.bool("remove-extra-permissions"),
                removesSubjects: command.bool("remove-extra-subjects"))
        case .failure(let status) where status.code != 404: throw .status(status)
        default: return Reconciliation(new: APIObject(manifest.value, manifest.info.resource))
        }
    }

    /// A namespace that is not there is made; whether that works shows when the object is.
    private func ensureNamespace(_ name: String, _ host: inout some KubectlHost) {
        guard !name.isEmpty, sendRaw(.get(.namespaces, ObjectKey("", name)), &host).failure?.code == 404 else { return }
        let namespace: Value = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
        _ = sendRaw(.create(namespace, .namespaces), &host)
    }
}
