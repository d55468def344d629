import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/replace/replace.go.
extension Execution {
    mutating func replace(on host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.string("raw").isEmpty { return try sendRawFile(.update, on: &host) }
        let isForced = command.bool("force")
        if !hasFiles { throw .message("must specify one of -f and -k") }
        if (command.int("grace-period") ?? -1) >= 0 && !isForced {
            throw .message("--grace-period must have --force specified")
        }
        if (command.nanoseconds("timeout") ?? 0) != 0 && !isForced {
            throw .message("--timeout must have --force specified")
        }
        let dryRun = try dryRun()
        if isForced && dryRun != .none { throw .message("--dry-run can not be used when --force is set") }
        let format = try outputFormat(host)
        let (manifests, missing) = try self.manifests(host)
        var failures = missing
        if isForced { try deleteBeforeReplacing(manifests, &host) }
        for manifest in manifests {
            do {
                let object = try isForced ? created(manifest, &host) : replaced(manifest, dryRun, &host)
                let shown = Selected(info: manifest.info, object: object, isAsRead: dryRun == .client)
                try printResult(shown, "replaced", format, dryRun)
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }

    private mutating func deleteBeforeReplacing(
        _ manifests: [Manifest], _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let policy = try propagation()
        let grace = command.int("grace-period").flatMap { $0 >= 0 ? $0 : nil }
        var gone: [ObjectRef] = []
        for manifest in manifests {
            do {
                let doomed = Doomed(info: manifest.info, key: manifest.key, source: manifest.source)
                gone.append(try delete(doomed, policy, grace, .none, &host))
            } catch where !error.isNotFound {
                throw error
            } catch {
                // It is gone already, which is what was wanted.
                continue
            }
        }
        try letGo(of: gone, &host)
    }

    /// Waits until deleted objects are gone, so that others of their names can be made.
    mutating func letGo(of gone: [ObjectRef], _ host: inout some KubectlHost) throws(KubectlFailure) {
        if gone.isEmpty { return }
        if host.isInteractive {
            for ref in gone {
                if case .object = sendRaw(.get(ref.resource, ref.key), &host) {
                    throw .message(
                        "\(ref.resource.info.plural)/\(ref.key.name) is still stopping, and the prompt does not wait: "
                            + "let it go, then create it")
                }
            }
            return
        }
        try waitForDeletion(of: gone, &host)
    }

    private func value(of manifest: Manifest) -> Value {
        let wantsConfig =
            command.bool("save-config")
            || manifest.value.at("metadata", "annotations", Execution.lastApplied) != nil
        return recorded(wantsConfig ? Execution.withLastApplied(manifest.value) : manifest.value)
    }

    private func created(_ manifest: Manifest, _ host: inout some KubectlHost) throws(KubectlFailure)
        -> APIObject
    {
        var request = APIRequest.create(value(of: manifest), manifest.info.resource)
        request.options = writeOptions(.none, isValidated: true)
        return try send(request, &host)
    }

    private func replaced(
        _ manifest: Manifest, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject {
        var value = value(of: manifest)
        if dryRun == .client { return APIObject(value, manifest.info.resource) }
        if value.text("metadata", "resourceVersion").isEmpty,
            case .object(let current, _) = sendRaw(.get(manifest.info.resource, manifest.key), &host)
        {
            value.set(.string(String(current.revision)), at: "metadata", "resourceVersion")
        }
        var request = APIRequest.update(
            value, manifest.info.resource, subresource: command.string("subresource"))
        request.options = writeOptions(dryRun, isValidated: true)
        do {
            return try send(request, &host)
        } catch {
            throw error.sourced("replacing", manifest.source)
        }
    }
}
