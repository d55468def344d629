import Documents
import KubeAPI
import YAMLText

/// Patches of a kustomization.
///
/// Upstream: kustomize api/internal/builtins PatchTransformer.go, PatchStrategicMergeTransformer.go,
/// PatchJson6902Transformer.go.
extension Kustomization {
    /// `patchesStrategicMerge` and `patches`.
    func patch(_ all: inout [KustomizeResource]) throws(KustomizeError) {
        for text in texts("patchesStrategicMerge") {
            let isInline = text.contains("\n")
            for document in try documents(isInline ? Array(text.utf8) : read(Self.joined(folder, text)), text) {
                try merge(document, target: nil, &all)
            }
        }
        for entry in fields["patches"]?.array ?? [] { try patch(entry, &all) }
    }

    /// `patchesJson6902`, which comes later than the others.
    func patchJSON(_ all: inout [KustomizeResource]) throws(KustomizeError) {
        for entry in fields["patchesJson6902"]?.array ?? [] { try patch(entry, &all) }
    }

    private func patch(_ entry: Value, _ all: inout [KustomizeResource]) throws(KustomizeError) {
        let path = entry.text("path")
        let text = entry.text("patch")
        if path.isEmpty == text.isEmpty {
            throw KustomizeError(message: "must specify one of patch and path in a patch")
        }
        let bytes = path.isEmpty ? Array(text.utf8) : try read(Self.joined(folder, path))
        for document in try documents(bytes, path.isEmpty ? "patch" : path) {
            if case .array = document {
                guard let target = entry["target"] else {
                    throw KustomizeError(message: "must specify a target for JSON patch")
                }
                try operate(document, target, &all)
            } else {
                try merge(document, target: entry["target"], &all)
            }
        }
    }

    private func documents(_ bytes: [UInt8], _ source: String) throws(KustomizeError) -> [Value] {
        do {
            return try YAMLReader.documents(bytes).map(\.value).filter { !$0.isNull }
        } catch {
            throw KustomizeError(message: "unable to parse SM or JSON patch from \(source): \(error.description)")
        }
    }

    private func operate(
        _ operations: Value, _ target: Value, _ all: inout [KustomizeResource]
    ) throws(KustomizeError) {
        for index in try matches(target, all) {
            do {
                let name = all[index].name
                all[index].value = try JSONPatch(operations).apply(to: all[index].value)
                let new = all[index].name
                if new != name { all[index].formerNames.append(name) }
            } catch {
                throw KustomizeError(message: error.message)
            }
        }
    }

    private func merge(_ patch: Value, target: Value?, _ all: inout [KustomizeResource]) throws(KustomizeError) {
        let places: [Int]
        if let target {
            places = try matches(target, all)
        } else {
            let (kind, name) = (patch.text("kind"), patch.text("metadata", "name"))
            places = all.indices.filter { all[$0].kind == kind && all[$0].wasCalled(name) }
            if places.isEmpty {
                throw KustomizeError(
                    message: "no resource matches strategic merge patch \"\(kind).\(name)\": no matches for Id "
                        + "\(kind).\(name)")
            }
        }
        var gone: [Int] = []
        for index in places {
            if patch.text("$patch") == "delete" {
                gone.append(index)
                continue
            }
            all[index].value = try merged(patch, into: all[index])
        }
        for index in gone.reversed() { all.remove(at: index) }
    }

    private func merged(_ patch: Value, into resource: KustomizeResource) throws(KustomizeError) -> Value {
        var patch = patch
        // Who is patched keeps its name, whatever the patch calls it.
        for field in ["name", "namespace"] { patch.set(resource.value.at("metadata", field), at: "metadata", field) }
        patch.set(resource.value["kind"], at: "kind")
        patch.set(resource.value["apiVersion"], at: "apiVersion")
        let apiVersion = resource.value.text("apiVersion")
        guard let info = ResourceTable.find(apiVersion: apiVersion, kind: resource.kind) else {
            return MergePatch.apply(patch, to: resource.value)
        }
        do {
            return try StrategicPatch.apply(
                patch, to: resource.value, type: PatchTypes.name(of: info), schema: SchemaPatchRules(.builtIn))
        } catch {
            throw KustomizeError(message: error.message)
        }
    }

    /// The places of the resources a target names; names and kinds may hold `.*`.
    func matches(_ target: Value, _ all: [KustomizeResource]) throws(KustomizeError) -> [Int] {
        func fits(_ pattern: String, _ text: String) -> Bool {
            pattern.isEmpty || Execution.fits(text, pattern.split(separator: ".*", omittingEmptySubsequences: false)
                .joined(separator: "*"))
        }
        func selector(_ field: String) throws(KustomizeError) -> LabelSelector {
            do { return try LabelSelector.parse(target.text(field)) } catch {
                throw KustomizeError(message: error.message)
            }
        }
        let (labels, annotations) = (try selector("labelSelector"), try selector("annotationSelector"))
        return all.indices.filter { index in
            let resource = all[index]
            let parts = resource.value.text("apiVersion").split(separator: "/").map(String.init)
            let names = [resource.name, resource.givenName] + resource.formerNames
            return fits(target.text("kind"), resource.kind) && names.contains { fits(target.text("name"), $0) }
                && fits(target.text("namespace"), resource.value.text("metadata", "namespace"))
                && fits(target.text("group"), parts.count > 1 ? parts[0] : "")
                && fits(target.text("version"), parts.last ?? "")
                && labels.matches(labels: resource.value.at("metadata", "labels"))
                && annotations.matches(labels: resource.value.at("metadata", "annotations"))
        }
    }
}
