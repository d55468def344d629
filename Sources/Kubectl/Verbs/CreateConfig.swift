import Commands
import Documents
import KubeAPI

/// `create configmap` and `create secret`: what literals, files and flags say.
///
/// Upstream: kubectl/pkg/cmd/create/create_configmap.go, create_secret.go, create_secret_docker.go,
/// create_secret_tls.go.
extension Execution {
    func configMap(_ name: String, _ host: some KubectlHost) throws(KubectlFailure) -> Value {
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

    func secret(_ name: String, _ host: some KubectlHost) throws(KubectlFailure) -> Value {
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

    /// `--append-hash`: the name ends in a hash of the content. Upstream: kubectl/pkg/util/hash/hash.go.
    func hashed(_ object: Value) -> Value {
        guard command.bool("append-hash") else { return object }
        var out = object
        let name = object.text("metadata", "name")
        out.set(.string("\(name)-\(KustomizeNames.appended(of: object))"), at: "metadata", "name")
        return out
    }

    /// A Secret of that type without data.
    private func emptySecret(_ name: String, _ type: String) -> Value {
        ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": .string(name)], "type": .string(type)]
    }

    func registrySecret(_ name: String, _ host: some KubectlHost) throws(KubectlFailure) -> Value {
        let key = ".dockerconfigjson"
        var value = emptySecret(name, "kubernetes.io/dockerconfigjson")
        let (user, password) = (command.string("docker-username"), command.string("docker-password"))
        let (server, email) = (command.string("docker-server"), command.string("docker-email"))
        if command.isGiven("from-file") {
            for source in command.list("from-file") {
                for (key, bytes) in try fileEntries(source.contains("=") ? source : "\(key)=\(source)", host) {
                    value.set(.string(Base64.text(bytes)), at: "data", key)
                }
            }
            return value
        }
        if user.isEmpty || password.isEmpty || server.isEmpty {
            throw .message(
                "either --from-file or the combination of --docker-username, --docker-password and --docker-server "
                    + "is required")
        }
        var texts = [("username", user), ("password", password)]
        if !email.isEmpty { texts.append(("email", email)) }
        texts.append(("auth", Base64.text(Array("\(user):\(password)".utf8))))
        let members = texts.map { "\(GoStrings.json($0.0)):\(GoStrings.json($0.1))" }
        let text = "{\"auths\":{\(GoStrings.json(server)):{\(members.joined(separator: ","))}}}"
        value.set(.string(Base64.text(Array(text.utf8))), at: "data", key)
        return value
    }

    func certificateSecret(_ name: String, _ host: some KubectlHost) throws(KubectlFailure) -> Value {
        let (certificate, key) = (command.string("cert"), command.string("key"))
        if certificate.isEmpty || key.isEmpty { throw .message("key and cert must be specified") }
        var value = emptySecret(name, "kubernetes.io/tls")
        for (field, path, kind) in [("tls.crt", certificate, "certificate"), ("tls.key", key, "key")] {
            let bytes: [UInt8]
            do { bytes = try host.readFile(path) } catch {
                throw .message("Cannot read file \(path), open \(path): \(error.reason)")
            }
            // Whether both belong together is for whom they are given to.
            guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN ") else {
                throw .message("tls: failed to find any PEM data in \(kind) input")
            }
            value.set(.string(Base64.text(bytes)), at: "data", field)
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
                let name = String(text.prefix { $0 != "=" })
                if let problem = Execution.environmentNameProblem(name) {
                    throw .message("\(GoStrings.quoted(name)) is not a valid key name: \(problem)")
                }
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
        let parts = source.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        if parts.count > 2 { throw .message("key names or file paths cannot contain '='") }
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
