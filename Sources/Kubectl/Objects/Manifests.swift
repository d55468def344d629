import Commands
import Documents
import KubeAPI
import YAMLText

/// An object of a file, before it is sent.
struct Manifest {
    var value: Value
    let info: ResourceInfo
    /// The file's name as typed, or `STDIN`.
    let source: String
    let namespace: String
    /// The file says the namespace itself.
    let isPlaced: Bool

    var name: String { value.at("metadata", "name")?.string ?? "" }
    var key: ObjectKey { ObjectKey(namespace, name) }
}

extension Execution {
    /// More files than this are refused.
    static let filesMax = 1000

    /// The objects of `-f`; failures of single files are given back beside them.
    mutating func manifests(
        _ host: some KubectlHost
    ) throws(KubectlFailure) -> (objects: [Manifest], failures: [KubectlFailure]) {
        try checkValidate()
        var objects: [Manifest] = []
        var failures: [KubectlFailure] = []
        let folder = command.string("kustomize")
        if !folder.isEmpty {
            if !command.list("filename").isEmpty { throw .message("only one of -f or -k can be specified") }
            for value in try kustomizedFile(folder, host) { add(value, folder, to: &objects, &failures, host) }
        }
        for path in command.list("filename") {
            for (source, bytes) in try files(path, host) {
                do {
                    for text in ManifestText.documents(bytes) {
                        for document in try documents(text, source) {
                            try checkNamed(document, source)
                            if let failure = metadataProblem(document, source) {
                                failures.append(failure)
                                continue
                            }
                            add(document, source, to: &objects, &failures, host)
                        }
                    }
                } catch {
                    // What comes before the document that cannot be read is taken all the same.
                    failures.append(error)
                }
            }
        }
        return (objects, failures)
    }

    private func files(
        _ path: String, _ host: some KubectlHost
    ) throws(KubectlFailure) -> [(source: String, bytes: [UInt8])] {
        if path == "-" {
            guard let bytes = host.standardInput else {
                throw .message("no objects passed on standard input")
            }
            return [("STDIN", bytes)]
        }
        if path.hasPrefix("http://") || path.hasPrefix("https://") {
            throw .message("not modelled yet: manifests from the network (\(path))")
        }
        do {
            guard let paths = try host.listFolder(path, isRecursive: command.bool("recursive")) else {
                return [(path, try host.readFile(path))]
            }
            let wanted = paths.filter { path in
                [".json", ".yaml", ".yml"].contains { path.hasSuffix($0) }
            }
            if wanted.isEmpty {
                throw KubectlFailure.message(
                    "error reading [\(path)]: recognized file extensions are [.json .yaml .yml]")
            }
            if wanted.count > Execution.filesMax { throw KubectlFailure.message("\(path): too many files") }
            var out: [(source: String, bytes: [UInt8])] = []
            for path in wanted { out.append((path, try host.readFile(path))) }
            return out
        } catch let problem as FileProblem {
            throw .message(Execution.text(of: problem))
        } catch let failure as KubectlFailure {
            throw failure
        } catch {
            throw .message("\(path): \(error)")
        }
    }

    /// As kubectl words it.
    static func text(of problem: FileProblem) -> String {
        problem.reason == "no such file or directory"
            ? "the path \(GoStrings.quoted(problem.path)) does not exist"
            : "open \(problem.path): \(problem.reason)"
    }

    private func documents(_ bytes: [UInt8], _ source: String) throws(KubectlFailure) -> [Value] {
        if let objects = JSONStream.objects(bytes) { return objects }
        do {
            return try YAMLReader.documents(bytes).map(\.value).filter { !$0.isNull }
        } catch {
            let why = error.upstream.map { "error converting YAML to JSON: \($0)" } ?? error.description
            throw .message("error parsing \(source): \(why)")
        }
    }

    private func checkValidate() throws(KubectlFailure) {
        let known = ["", "strict", "true", "warn", "ignore", "false"]
        let wanted = command.string("validate")
        if known.contains(wanted) { return }
        throw .message(
            "invalid - validate option \(GoStrings.quoted(wanted)); must be one of: strict (or true), warn, ignore (or "
                + "false)")
    }

    /// Metadata of the wrong type is refused before anything is sent: `labels: {version: 1}` is a number to YAML.
    ///
    /// Upstream: cli-runtime pkg/resource/metadata_decoder.go.
    private func metadataProblem(_ value: Value, _ source: String) -> KubectlFailure? {
        guard let metadata = value["metadata"] else { return nil }
        do {
            let asked: Value = ["metadata": metadata]
            _ = try Schema.builtIn.decoded(asked, as: "meta/v1.PartialObjectMetadata", strictness: .ignore)
            return nil
        } catch {
            let text = error.message.replacing("PartialObjectMetadata.", with: "metadataOnlyObject.")
            return .message("unable to decode \(GoStrings.quoted(source)): \(text)")
        }
    }

    /// A document that does not say what it is ends the reading of its file.
    ///
    /// Upstream: kubectl/pkg/validation/schema.go, getObjectKind; cli-runtime resource/visitor.go, ValidateSchema.
    private func checkNamed(_ value: Value, _ source: String) throws(KubectlFailure) {
        guard ["strict", "true", "warn"].contains(command.string("validate")) else { return }
        if value.fields == nil {
            throw .message(
                "error validating \(GoStrings.quoted(source)): error validating data: invalid object to validate; if "
                    + "you choose to ignore these errors, turn validation off with --validate=false")
        }
        let missing = ["apiVersion", "kind"].filter { value[$0]?.isNull ?? true }.map { "\($0) not set" }
        if missing.isEmpty { return }
        let text = missing.count == 1 ? missing[0] : "[" + missing.joined(separator: ", ") + "]"
        throw .message(
            "error validating \(GoStrings.quoted(source)): error validating data: \(text); if you choose to ignore "
                + "these errors, turn validation off with --validate=false")
    }

    /// One document, or the items of a list: what is wrong with one of them leaves the others.
    private func add(
        _ value: Value, _ source: String, to objects: inout [Manifest], _ failures: inout [KubectlFailure],
        _ host: some KubectlHost
    ) {
        if value["kind"]?.string == "List", let items = value["items"]?.array {
            for item in items { add(item, source, to: &objects, &failures, host) }
            return
        }
        do {
            objects.append(try manifest(of: value, source, host))
        } catch {
            failures.append(error)
        }
    }

    /// What the files say, for verbs that do not ask the server for these objects.
    mutating func selectedOfFiles(
        _ host: some KubectlHost
    ) throws(KubectlFailure) -> (selected: [Selected], failures: [KubectlFailure]) {
        let (manifests, failures) = try self.manifests(host)
        let selected = manifests.map {
            Selected(info: $0.info, object: APIObject($0.value, $0.info.resource), source: $0.source)
        }
        return (selected, failures)
    }

    /// Finds the resource of a document and puts the namespace in, as kubectl's builder does.
    func manifest(
        of value: Value, _ source: String, _ host: some KubectlHost
    ) throws(KubectlFailure) -> Manifest {
        let kind = value["kind"]?.string ?? ""
        let apiVersion = value["apiVersion"]?.string ?? ""
        if kind.isEmpty {
            throw .message(
                "unable to decode \(GoStrings.quoted(source)): Object 'Kind' is missing in '\(JSONWriter.text(value))'"
            )
        }
        if apiVersion.isEmpty {
            throw .message("no matches for kind \(GoStrings.quoted(kind)) in version \"\"")
        }
        guard let info = discovery.find(apiVersion: apiVersion, kind: kind) else {
            if Schema.builtIn.kindType(apiVersion: apiVersion, kind: kind) != nil {
                throw .message("not modelled yet: \(kind) (\(apiVersion)) in \(source)")
            }
            let name = value.at("metadata", "name")?.string ?? ""
            throw .message(
                "resource mapping not found for name: \(GoStrings.quoted(name)) namespace: "
                    + "\(GoStrings.quoted(value.at("metadata", "namespace")?.string ?? "")) from "
                    + "\(GoStrings.quoted(source)): no matches for kind \(GoStrings.quoted(kind)) in version "
                    + "\(GoStrings.quoted(apiVersion))\nensure CRDs are installed first")
        }
        var value = value
        var namespace = ""
        let isPlaced = value.at("metadata", "namespace")?.string?.isEmpty == false
        if info.isNamespaced {
            namespace = value.at("metadata", "namespace")?.string ?? ""
            let wanted = self.namespace(host)
            if namespace.isEmpty && isLocal {
                // Without a server nothing is added to what the file says.
                namespace = wanted
            } else if namespace.isEmpty {
                namespace = wanted
                value.set(.string(wanted), at: "metadata", "namespace")
            } else if command.isGiven("namespace") && namespace != wanted {
                throw .message(
                    "the namespace from the provided object \(GoStrings.quoted(namespace)) does not match "
                        + "the namespace \(GoStrings.quoted(wanted)). You must pass '--namespace=\(namespace)' to "
                        + "perform this operation.")
            }
        }
        return Manifest(value: value, info: info, source: source, namespace: namespace, isPlaced: isPlaced)
    }
}
