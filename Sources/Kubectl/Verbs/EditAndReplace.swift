import Commands
import Documents
import KubeAPI
import YAMLText

/// Upstream: kubectl/pkg/cmd/util/editor/editoptions.go, kubectl/pkg/cmd/replace/replace.go.
extension Execution {
    private static let editHead = """
        # Please edit the object below. Lines beginning with a '#' will be ignored,
        # and an empty file will abort the edit. If an error occurs while saving this file will be
        # reopened with the relevant failures.
        #

        """

    mutating func edit(on host: inout some KubectlHost) throws(KubectlFailure) {
        let targets = try self.targets(command.words, SelectionRules(), host)
        let (selected, failures, _) = fetch(targets, &host)
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if selected.isEmpty {
            err += "edit cancelled, no objects found\n"
            return
        }
        for one in selected {
            let original = ObjectText.withoutManagedFields(ObjectText.document(one.object))
            guard let edited = try edited(ObjectText.yaml(original), &host) else { continue }
            try save(one, original, edited, &host)
        }
    }

    /// What the editor makes of a text; `nil` if nothing was changed, which is said.
    mutating func edited(_ text: String, _ host: inout some KubectlHost) throws(KubectlFailure) -> Value? {
        let before = Execution.editHead + text
        guard let after = host.editText(before) else {
            throw .message("there was a problem with the editor: it gave no text back")
        }
        func content(_ text: String) -> [Substring] {
            text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        }
        if content(after).isEmpty || content(after) == content(before) {
            err +=
                content(after).isEmpty
                ? "Edit cancelled, saved file was empty.\n" : "Edit cancelled, no changes made.\n"
            return nil
        }
        do {
            return try YAMLReader.document(after).value
        } catch {
            throw .message("the edited file failed validation: \(error.description)")
        }
    }

    private mutating func save(
        _ one: Selected, _ original: Value, _ edited: Value, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        for path in ["apiVersion", "kind"] where edited[path] != original[path] {
            throw .message("At least one of apiVersion, kind and name was changed")
        }
        if edited.at("metadata", "name") != original.at("metadata", "name") {
            throw .message("At least one of apiVersion, kind and name was changed")
        }
        let patch: Value
        do {
            patch = try StrategicPatch.twoWay(
                original: original, modified: edited, type: PatchTypes.name(of: one.info),
                schema: SchemaPatchRules(.builtIn))
        } catch {
            throw .message(error.message)
        }
        if patch.fields?.isEmpty ?? true {
            out += "\(one.title) skipped\n"
            return
        }
        var request = APIRequest.patch(.strategic, one.info.resource, one.key, patch)
        request.options = writeOptions(.none, isValidated: true)
        _ = try send(request, &host)
        out += "\(one.title) edited\n"
    }

    mutating func replace(on host: inout some KubectlHost) throws(KubectlFailure) {
        let isForced = command.bool("force")
        if (command.int("grace-period") ?? -1) >= 0 && !isForced {
            throw .message("--grace-period must have --force specified")
        }
        if (command.nanoseconds("timeout") ?? 0) != 0 && !isForced {
            throw .message("--timeout must have --force specified")
        }
        if !hasFiles { throw .message("must specify --filename to replace") }
        let dryRun = try dryRun()
        if isForced && dryRun != .none { throw .message("--dry-run can not be used when --force is set") }
        let format = try outputFormat(host)
        let (manifests, missing) = try self.manifests(host)
        var failures = missing
        if isForced { try deleteBeforeReplacing(manifests, &host) }
        for manifest in manifests {
            do {
                let object = try isForced ? created(manifest, &host) : replaced(manifest, dryRun, &host)
                try printResult(Selected(info: manifest.info, object: object), "replaced", format, dryRun)
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
        return wantsConfig ? Execution.withLastApplied(manifest.value) : manifest.value
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
