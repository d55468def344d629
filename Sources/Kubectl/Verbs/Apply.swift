import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/apply/apply.go and patcher.go (client-side).
extension Execution {
    mutating func apply(on host: inout some KubectlHost) throws(KubectlFailure) {
        if command.path.count > 1 { return try lastApplied(on: &host) }
        if !command.words.isEmpty {
            throw .usage("Unexpected args: [\(command.words.joined(separator: " "))]", verb: "apply")
        }
        if !hasFiles { throw .message("must specify one of -f and -k") }
        let dryRun = try dryRun()
        try checkServerSide(dryRun)
        try checkForce(dryRun)
        _ = try propagation()
        _ = try allowedForPrune()
        try checkPrune()
        let format = try outputFormat(host)
        var (manifests, failures) = try self.manifests(host)
        if !labelSelector.isEmpty { manifests = try selected(manifests) }
        if manifests.isEmpty && failures.isEmpty { throw .message("no objects passed to apply") }
        var applied: [Selected] = []
        for manifest in manifests {
            do {
                let (one, operation) = try apply(manifest, dryRun, &host)
                applied.append(one)
                if format == .table(isWide: false) || format == .name {
                    try printResult(one, operation, format, dryRun)
                }
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if format != .table(isWide: false) && format != .name { try printAll(applied, format) }
        if command.bool("prune") { try prune(besides: applied, dryRun, format, &host) }
    }

    func selected(_ manifests: [Manifest]) throws(KubectlFailure) -> [Manifest] {
        do {
            let selector = try LabelSelector.parse(labelSelector)
            return manifests.filter { selector.matches(labels: $0.value.at("metadata", "labels")) }
        } catch {
            throw .message(error.message)
        }
    }

    private mutating func printAll(_ objects: [Selected], _ format: OutputFormat) throws(KubectlFailure) {
        if objects.isEmpty { return }
        if objects.count == 1 { return try printDocument(ObjectText.whole(objects[0].object), format) }
        try printDocument(
            [
                "apiVersion": "v1", "kind": "List", "metadata": ["resourceVersion": ""],
                "items": .array(objects.map { ObjectText.whole($0.object) }),
            ], format)
    }

    private mutating func apply(
        _ manifest: Manifest, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> (Selected, String) {
        let generateName = manifest.value.at("metadata", "generateName")?.string ?? ""
        if manifest.name.isEmpty {
            throw .message(
                generateName.isEmpty
                    ? "error when retrieving current configuration of:\n\(Execution.info(manifest))\nfrom server for: "
                        + "\(GoStrings.quoted(manifest.source)): resource name may not be empty"
                    : "from \(generateName): cannot use generate name with apply")
        }
        if isServerSide {
            let object = try applyOnServer(manifest, dryRun, &host)
            return (Selected(info: manifest.info, object: object), "serverside-applied")
        }
        let modified = Execution.withLastApplied(recorded(manifest.value))
        var selected = Selected(info: manifest.info, object: APIObject(modified, manifest.info.resource))
        let current: APIObject
        switch sendRaw(.get(manifest.info.resource, manifest.key), &host) {
        case .object(let object, _): current = object
        case .failure(let status) where status.reason == "NotFound":
            if dryRun != .client {
                var request = APIRequest.create(Execution.withoutNulls(modified), manifest.info.resource)
                request.options = writeOptions(dryRun, isValidated: true)
                do {
                    selected = Selected(info: manifest.info, object: try send(request, &host))
                } catch {
                    throw error.sourced("creating", manifest.source)
                }
            }
            selected.isAsRead = dryRun == .client
            return (selected, "created")
        case .failure(let status):
            let doing = "retrieving current configuration of:\n\(Execution.info(manifest))\nfrom server for:"
            throw .sourced(status, doing: doing, source: manifest.source)
        default: throw .message("the server answered with something else than an object")
        }
        warnIfNeverApplied(current, manifest, &host)
        let patch = try applyPatch(manifest, modified, current)
        let (object, isChanged) = try appliedOrMadeAnew(patch, modified, manifest, current, dryRun, &host)
        if object.meta.isTerminating {
            err += "Warning: Detected changes to resource \(object.name) which is currently being deleted.\n"
        }
        return (Selected(info: manifest.info, object: object), isChanged ? "configured" : "unchanged")
    }

    private mutating func warnIfNeverApplied(
        _ current: APIObject, _ manifest: Manifest, _ host: inout some KubectlHost
    ) {
        if current.at("metadata", "annotations", Execution.lastApplied) != nil { return }
        hear(&host)
        heard +=
            "Warning: resource \(manifest.info.plural)/\(manifest.name) is missing the \(Execution.lastApplied) "
            + "annotation which is required by kubectl apply. kubectl apply should only be used on resources "
            + "created declaratively by either kubectl create --save-config or kubectl apply. The missing "
            + "annotation will be patched automatically.\n"
    }

    private mutating func appliedOrMadeAnew(
        _ patch: Value, _ modified: Value, _ manifest: Manifest, _ current: APIObject, _ dryRun: DryRun,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> (APIObject, isChanged: Bool) {
        do {
            return try applied(patch, manifest, current, dryRun, &host)
        } catch {
            guard isForced(error) else {
                let doing = "applying patch:\n\(JSONWriter.text(patch))\nto:\n\(Execution.info(manifest))\nfor:"
                throw error.sourced(doing, manifest.source)
            }
            return (try madeAnew(modified, manifest, instead: current, &host), true)
        }
    }

    func applyPatch(
        _ manifest: Manifest, _ modified: Value, _ current: APIObject
    ) throws(KubectlFailure) -> Value {
        let document = ObjectText.document(current)
        var original: Value = .object(Fields())
        if let text = current.at("metadata", "annotations", Execution.lastApplied)?.string, !text.isEmpty {
            do {
                original = try JSONReader.read(text)
            } catch {
                throw .message("retrieving original configuration of \(manifest.name): \(error.description)")
            }
        }
        do {
            return try PatchTypes.threeWay(
                original: original, modified: modified, current: document, manifest.info)
        } catch {
            throw .message(
                "error when applying patch:\n\nto:\n\(Execution.info(manifest))\nfor: "
                    + "\(GoStrings.quoted(manifest.source)): creating patch with:\noriginal:\n"
                    + "\(JSONWriter.text(original))\nmodified:\n\(JSONWriter.text(modified))\ncurrent:\n"
                    + "\(JSONWriter.text(document))\nfor:: \(error.message)")
        }
    }

    private func applied(
        _ patch: Value, _ manifest: Manifest, _ current: APIObject, _ dryRun: DryRun,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> (APIObject, isChanged: Bool) {
        if patch.fields?.isEmpty ?? true { return (current, false) }
        let resource = manifest.info.resource
        if dryRun == .client {
            do {
                let merged = try PatchTypes.apply(patch, to: ObjectText.document(current), manifest.info)
                return (APIObject(merged, resource), true)
            } catch {
                throw .message("applying patch locally: \(error.message)")
            }
        }
        var request = APIRequest.patch(PatchTypes.type(of: manifest.info), resource, manifest.key, patch)
        request.options = writeOptions(dryRun, isValidated: true)
        return (try send(request, &host), true)
    }

    /// Upstream: cli-runtime resource.Info.String.
    private static func info(_ manifest: Manifest) -> String {
        let info = manifest.info
        let version = "\(info.group)/\(info.version)"
        return
            "Resource: \"\(version), Resource=\(info.plural)\", GroupVersionKind: \"\(version), "
            + "Kind=\(info.kind)\"\nName: \(GoStrings.quoted(manifest.name)), Namespace: "
            + "\(GoStrings.quoted(manifest.namespace))"
    }

    /// The manifest with itself (without that annotation) as an annotation.
    ///
    /// Upstream: kubectl/pkg/util/apply.go, GetModifiedConfiguration.
    static func withLastApplied(_ value: Value) -> Value {
        let plain = withoutLastApplied(value)
        var out = plain
        out.set(.string(JSONWriter.text(plain) + "\n"), at: "metadata", "annotations", lastApplied)
        return out
    }

    /// As `withLastApplied`, of an object that kubectl made: it has Go's order, and no annotations for their own sake.
    static func withOwnText(_ value: Value) -> Value {
        var out = value
        out.set(.string(ObjectText.wire(value) + "\n"), at: "metadata", "annotations", lastApplied)
        return out
    }

    /// The manifest without that annotation, but with annotations.
    static func withoutLastApplied(_ value: Value) -> Value {
        var plain = value
        plain.update(at: "metadata", "annotations") { annotations in
            var fields = annotations.fields ?? Fields()
            fields[lastApplied] = nil
            annotations = .object(fields)
        }
        return plain
    }

    /// Upstream: apply.go, pruneNullsFromMap: nulls as elements of lists stay.
    static func withoutNulls(_ value: Value) -> Value {
        switch value {
        case .object(let fields):
            .object(
                Fields(
                    sorted: fields.members.filter { !$0.value.isNull }.map {
                        Fields.Field(key: $0.key, value: withoutNulls($0.value))
                    }))
        case .array(let elements): .array(elements.map(withoutNulls))
        default: value
        }
    }
}

extension KubectlFailure {
    /// The same failure with the file it is about. Upstream: helpers.go, AddSourceToErr.
    func sourced(_ doing: String, _ source: String) -> KubectlFailure {
        if source.isEmpty { return self }
        return switch self {
        case .status(let status): .sourced(status, doing: doing, source: source)
        case .message(let text): .message("error when \(doing) \(GoStrings.quoted(source)): \(text)")
        default: self
        }
    }
}

