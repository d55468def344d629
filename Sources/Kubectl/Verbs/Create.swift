import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/create.
extension Execution {
    mutating func create(on host: inout some KubectlHost) throws(KubectlFailure) {
        guard command.path.count > 1 else { return try createFromFiles(&host) }
        if command.path[1] == "deployment" { return try createDeployment(on: &host) }
        guard command.words.count == 1 else {
            throw .usage(
                "exactly one NAME is required, got \(command.words.count)",
                verb: command.path.joined(separator: " "))
        }
        let name = command.words[0]
        switch command.path.dropFirst().joined(separator: " ") {
        case "namespace":
            let value: Value = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
            try createMade(value, .namespaces, what: nil, &host)
        case "serviceaccount":
            let value: Value = [
                "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": .string(name)],
            ]
            try createMade(value, .serviceAccounts, what: "serviceaccount", &host)
        case "configmap": try createMade(try configMap(name, host), .configMaps, what: "configmap", &host)
        case "secret generic": try createMade(try secret(name, host), .secrets, what: "secret", &host)
        case "priorityclass":
            try createMade(priorityClass(name), .priorityClasses, what: "priorityclass", &host)
        default: throw .message("not modelled yet: \(command.path.joined(separator: " "))")
        }
    }

    private mutating func createFromFiles(_ host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.string("raw").isEmpty { return try createRaw(on: &host) }
        if let word = command.words.first {
            throw .message(
                "Unexpected args: [\(command.words.joined(separator: " "))]; \(word) is nothing create knows")
        }
        if command.list("filename").isEmpty { throw .message("must specify one of -f and -k") }
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        let (manifests, missing) = try self.manifests(host)
        var failures = missing
        for manifest in manifests {
            do {
                let made = try create(manifest, dryRun, &host)
                try printResult(made, "created", format, dryRun)
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if manifests.isEmpty { throw .message("no objects passed to create") }
    }

    private func create(
        _ manifest: Manifest, _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> Selected {
        let value = command.bool("save-config") ? Execution.withLastApplied(manifest.value) : manifest.value
        if dryRun == .client {
            return Selected(info: manifest.info, object: APIObject(value, manifest.info.resource))
        }
        var request = APIRequest.create(value, manifest.info.resource)
        request.options = writeOptions(dryRun, isValidated: true)
        do {
            return Selected(info: manifest.info, object: try send(request, &host), source: manifest.source)
        } catch {
            throw error.sourced("creating", manifest.source)
        }
    }

    /// Creates what flags made; errors say `failed to create …`.
    mutating func createMade(
        _ made: Value, _ resource: Resource, what: String?, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let dryRun = try dryRun()
        let format = try outputFormat(host)
        var value = made
        if resource.info.isNamespaced, command.isGiven("namespace") || dryRun != .client {
            value.set(.string(namespace(host)), at: "metadata", "namespace")
        }
        if command.bool("save-config") { value = Execution.withLastApplied(value) }
        var object = APIObject(value, resource)
        if dryRun != .client {
            var request = APIRequest.create(value, resource)
            request.options = writeOptions(dryRun, isValidated: true)
            switch sendRaw(request, &host) {
            case .object(let created, _): object = created
            case .failure(let status):
                guard let what else { throw .status(status) }
                throw .message("failed to create \(what): \(status.message)")
            default: throw .message("the server answered with something else than an object")
            }
        }
        try printResult(Selected(info: resource.info, object: object), "created", format, dryRun)
    }

    private func priorityClass(_ name: String) -> Value {
        var value: Value = [
            "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass",
            "metadata": ["name": .string(name)],
            "value": .int(command.int("value") ?? 0),
            "preemptionPolicy": .string(command.string("preemption-policy")),
        ]
        if command.bool("global-default") { value.set(true, at: "globalDefault") }
        let description = command.string("description")
        if !description.isEmpty { value.set(.string(description), at: "description") }
        return value
    }

    private func configMap(_ name: String, _ host: some KubectlHost) throws(KubectlFailure) -> Value {
        var value: Value = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)]]
        for (key, bytes) in try entries(host) {
            let problems = TextRules.configMapKey(key)
            if !problems.isEmpty {
                throw .message(
                    "\(GoStrings.quoted(key)) is not a valid key name for a ConfigMap: "
                        + "\(problems.joined(separator: ","))"
                )
            }
            if value.at("data", key) != nil || value.at("binaryData", key) != nil {
                throw .message(
                    "cannot add key \(GoStrings.quoted(key)), another key by that name already exists in Data "
                        + "for ConfigMap \(GoStrings.quoted(name))"
                )
            }
            if let text = String(validating: bytes, as: UTF8.self) {
                value.set(.string(text), at: "data", key)
            } else {
                value.set(.string(Base64.text(bytes)), at: "binaryData", key)
            }
        }
        return value
    }

    private func secret(_ name: String, _ host: some KubectlHost) throws(KubectlFailure) -> Value {
        var value: Value = ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": .string(name)]]
        let type = command.string("type")
        if !type.isEmpty { value.set(.string(type), at: "type") }
        for (key, bytes) in try entries(host) {
            let problems = TextRules.configMapKey(key)
            if !problems.isEmpty {
                throw .message(
                    "\(GoStrings.quoted(key)) is not valid key name for a Secret \(problems.joined(separator: ";"))"
                )
            }
            if value.at("data", key) != nil {
                throw .message("cannot add key \(key), another key by that name already exists")
            }
            value.set(.string(Base64.text(bytes)), at: "data", key)
        }
        return value
    }

    /// What `--from-literal`, `--from-file` and `--from-env-file` say, in that order.
    private func entries(_ host: some KubectlHost) throws(KubectlFailure) -> [(key: String, bytes: [UInt8])] {
        var out: [(key: String, bytes: [UInt8])] = []
        let environment = command.list("from-env-file")
        if !environment.isEmpty, command.isGiven("from-literal") || command.isGiven("from-file") {
            throw .message("from-env-file cannot be combined with from-file or from-literal")
        }
        for source in command.list("from-literal") {
            guard let equals = source.firstIndex(of: "="), equals != source.startIndex else {
                throw .message("invalid literal source \(source), expected key=value")
            }
            var text = String(source[source.index(after: equals)...])
            if text.count >= 2, text.first == text.last, text.first == "\"" || text.first == "'" {
                text = String(text.dropFirst().dropLast())
            }
            out.append((String(source[..<equals]), Array(text.utf8)))
        }
        for source in command.list("from-file") { out += try fileEntries(source, host) }
        for path in environment {
            for line in try textFile(path, host).split(whereSeparator: \.isNewline) {
                let text = String(line.drop { $0.isWhitespace })
                if text.isEmpty || text.hasPrefix("#") { continue }
                guard let equals = text.firstIndex(of: "=") else {
                    throw .message(
                        "not modelled: \(path) takes \(text) of the environment; write \(text)=VALUE")
                }
                out.append((String(text[..<equals]), Array(text[text.index(after: equals)...].utf8)))
            }
        }
        return out
    }

    private func fileEntries(
        _ source: String, _ host: some KubectlHost
    ) throws(KubectlFailure) -> [(key: String, bytes: [UInt8])] {
        func base(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
        let parts = source.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let path = parts.last ?? ""
        if parts.count == 2 {
            if parts[0].isEmpty { throw .message("key name for file path \(path) missing") }
            if path.isEmpty { throw .message("file path for key name \(parts[0]) missing") }
        }
        do {
            guard let paths = try host.listFolder(path, isRecursive: false) else {
                return [(parts.count == 2 ? parts[0] : base(path), try host.readFile(path))]
            }
            if parts.count == 2 {
                throw KubectlFailure.message("cannot give a key name for a directory path")
            }
            var out: [(key: String, bytes: [UInt8])] = []
            for path in paths { out.append((base(path), try host.readFile(path))) }
            return out
        } catch let failure as KubectlFailure {
            throw failure
        } catch let problem as FileProblem {
            throw .message("error reading \(problem.path): \(problem.reason)")
        } catch {
            throw .message("error reading \(path): \(error)")
        }
    }
}
