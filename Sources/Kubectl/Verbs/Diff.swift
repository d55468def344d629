import Commands
import Documents
import KubeAPI

/// `diff`: what `apply` would change.
///
/// Upstream: kubectl/pkg/cmd/diff/diff.go, which hands two folders of files to `diff -u -N`.
extension Execution {
    mutating func diff(on host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.words.isEmpty {
            throw .usage("Unexpected args: [\(command.words.joined(separator: " "))]", verb: "diff")
        }
        if !hasFiles { throw .message("must specify one of -f and -k") }
        var (manifests, failures) = try self.manifests(host)
        if !labelSelector.isEmpty { manifests = try selected(manifests) }
        var pairs: [(name: String, live: String, merged: String)] = []
        var compared: [Selected] = []
        for manifest in manifests {
            do {
                let (live, merged) = try diffSides(manifest, &host)
                compared.append(Selected(info: manifest.info, object: APIObject(merged, manifest.info.resource)))
                // The mask of a Secret that is not there is a document, and an empty one.
                let isMasked = manifest.info.resource == .secrets && !command.bool("show-secrets")
                let before = live.map(diffText) ?? (isMasked ? "null\n" : "")
                pairs.append((Execution.diffName(manifest.info, merged), before, diffText(merged)))
            } catch {
                failures.append(error)
            }
        }
        if command.bool("prune") && failures.isEmpty {
            for one in try prunable(besides: compared, &host) {
                let live = ObjectText.document(one.object)
                pairs.append((Execution.diffName(one.info, live), diffText(live), ""))
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        let (left, right) = Execution.diffFolders(pairs.map(\.name))
        let time = Timestamps.micros(host.now).split { $0 == "T" || $0 == "Z" }.joined(separator: " ") + "000 +0000"
        for (name, live, merged) in pairs.sorted(by: { $0.name < $1.name }) {
            let diff = UnifiedDiff(live, merged)
            if diff.isEmpty { continue }
            out += "diff -u -N \(left)/\(name) \(right)/\(name)\n"
            out += "--- \(left)/\(name)\t\(time)\n+++ \(right)/\(name)\t\(time)\n" + diff.text
            exitCode = 1
        }
    }

    /// The names of two temporary folders: digits that follow from what is compared.
    private static func diffFolders(_ names: [String]) -> (String, String) {
        let number = NameHashes.fnv32a(names.joined(separator: "\n").utf8)
        return ("/tmp/LIVE-\(number)", "/tmp/MERGED-\(number &* 2_654_435_761)")
    }

    /// The object as it is and as it would be.
    private mutating func diffSides(
        _ manifest: Manifest, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> (live: Value?, merged: Value) {
        let resource = manifest.info.resource
        var live: Value?
        var merged: Value
        switch sendRaw(.get(resource, manifest.key), &host) {
        case .object(let current, _):
            live = ObjectText.document(current)
            var patch = try diffPatch(manifest, current)
            if patch.isEmpty {
                merged = ObjectText.document(current)
            } else {
                if !isServerSide { patch.set(.string(String(current.revision)), at: "metadata", "resourceVersion") }
                var request = APIRequest.patch(
                    isServerSide ? .apply : PatchTypes.type(of: manifest.info), resource, manifest.key, patch)
                request.options = diffOptions
                request.options.force = command.bool("force-conflicts")
                merged = ObjectText.document(try send(request, &host))
            }
        case .failure(let status) where status.reason == "NotFound":
            var request = APIRequest.create(manifest.value, resource)
            request.options = diffOptions
            merged = ObjectText.document(try send(request, &host))
        case .failure(let status): throw .status(status)
        default: throw .message("the server answered with something else than an object")
        }
        if resource == .secrets && !command.bool("show-secrets") { Execution.mask(&live, &merged) }
        return (live, merged)
    }

    private func diffText(_ value: Value) -> String {
        ObjectText.yaml(command.bool("show-managed-fields") ? value : ObjectText.withoutManagedFields(value))
    }

    /// The name of an object's file: `apps.v1.Deployment.default.web`.
    private static func diffName(_ info: ResourceInfo, _ value: Value) -> String {
        let namespace = info.isNamespaced ? value.text("metadata", "namespace") : ""
        let name = [info.group, info.version, info.kind, namespace, value.text("metadata", "name")]
        return name.enumerated().filter { $0 > 0 || !$1.isEmpty }.map(\.1).joined(separator: ".")
    }

    private func diffPatch(_ manifest: Manifest, _ current: APIObject) throws(KubectlFailure) -> Value {
        if isServerSide { return manifest.value }
        return try applyPatch(manifest, Execution.withoutLastApplied(manifest.value), current)
    }

    private var diffOptions: RequestOptions {
        var options = RequestOptions()
        options.isDryRun = true
        options.fieldManager = isServerSide ? serverManager : command.string("field-manager")
        return options
    }

    /// Values of Secrets are not shown, only that they differ. Upstream: diff.go, Masker.
    private static func mask(_ live: inout Value?, _ merged: inout Value) {
        let old = live?["data"]?.fields ?? Fields()
        let new = merged["data"]?.fields ?? Fields()
        for key in old.keys {
            let differs = new[key].map { $0 != old[key] } ?? false
            live?.set(.string(differs ? "*** (before)" : "***"), at: "data", key)
        }
        for key in new.keys {
            let differs = old[key].map { $0 != new[key] } ?? false
            merged.set(.string(differs ? "*** (after)" : "***"), at: "data", key)
        }
    }
}
