import Commands
import Documents
import KubeAPI

/// `set env` and `set resources`: changes of chosen containers.
extension Execution {
    // MARK: environment

    /// Upstream: kubectl/pkg/cmd/set/set_env.go, env/env_parse.go.
    mutating func setEnvironment(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let (words, pairs) = try resourcesAndVariables()
        if command.bool("all") && !labelSelector.isEmpty {
            throw .message("cannot set --all and --selector at the same time")
        }
        if words.isEmpty && command.list("filename").isEmpty {
            throw .message("one or more resources must be specified as <resource> <name> or <resource>/<name>")
        }
        if command.bool("list") && command.isGiven("output") {
            throw .message("--list and --output may not be specified together")
        }
        if !command.list("keys").isEmpty && command.string("from").isEmpty {
            throw .message("when specifying --keys, a configmap or secret must be provided with --from")
        }
        var (variables, removed) = try environmentPairs(command.list("env") + pairs, host)
        variables += try environmentOfObject(&host)
        let prefix = command.string("prefix")
        for index in variables.indices where !prefix.isEmpty {
            variables[index].set(.string(prefix + variables[index].text("name")), at: "name")
        }
        let (lists, overwrites) = (command.bool("list"), command.bool("overwrite"))
        let pattern = command.string("containers")
        let values = lists && command.bool("resolve") ? EnvironmentValues(references(&host)) : nil
        var listing = ""
        var warnings = ""
        let text = SetWords(done: "env updated", failed: "failed to patch env update to pod template:")
        try setPodSpecs(words, text, &host) { spec, one, _ throws(KubectlFailure) in
            var problem: KubectlFailure?
            var edited = spec
            let count = Execution.editContainers(&edited, named: pattern) { container in
                let before = container["env"]?.array ?? []
                if !overwrites && problem == nil { problem = Execution.overwritten(before, variables) }
                let after = Execution.updated(before, variables, removed)
                container.set(after.isEmpty ? nil : .array(after), at: "env")
                if lists {
                    listing += "# \(one.info.kind) \(one.object.name), container \(container.text("name"))\n"
                    let told = values?.lines(after, of: one.object, container)
                    listing += told?.lines ?? after.map(Execution.environmentLine).joined()
                    warnings += told?.problems ?? ""
                }
            }
            if let problem { throw problem }
            if count == 0 {
                warnings +=
                    "Warning: \(one.info.kind)/\(one.object.name) does not have any containers matching "
                    + "\(GoStrings.quoted(pattern))\n"
            }
            if !lists { spec = edited }
        }
        out += listing
        err += warnings
    }

    /// Upstream: env_parse.go, SplitEnvironmentFromResources.
    private func resourcesAndVariables() throws(KubectlFailure) -> (words: [String], pairs: [String]) {
        var words: [String] = []
        var pairs: [String] = []
        for word in command.words {
            let isPair = word.dropFirst().contains("=") || word.hasSuffix("-")
            if isPair {
                pairs.append(word)
            } else if pairs.isEmpty {
                words.append(word)
            } else {
                throw .message(
                    "all resources must be specified before environment changes: "
                        + command.words.joined(separator: " "))
            }
        }
        return (words, pairs)
    }

    /// kubectl is stricter than the server is by now.
    ///
    /// Upstream: apimachinery/pkg/util/validation, IsEnvVarName.
    static func environmentNameProblem(_ name: String) -> String? {
        let digits = "0123456789"
        let allowed = "-_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" + digits
        if let first = name.first, !digits.contains(first), name.allSatisfy(allowed.contains) { return nil }
        return "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and "
            + "must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for "
            + "validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"
    }

    private func environmentPairs(
        _ pairs: [String], _ host: some KubectlHost
    ) throws(KubectlFailure) -> (variables: [Value], removed: [String]) {
        var variables: [Value] = []
        var removed: [String] = []
        for pair in pairs {
            if pair == "-" {
                if command.list("filename").contains("-") {
                    throw .message("standard input cannot be used for multiple arguments")
                }
                variables += Execution.variables(of: host.standardInput ?? [])
                continue
            }
            if let equals = pair.firstIndex(of: "=") {
                let name = String(pair[..<equals])
                if let problem = Execution.environmentNameProblem(name) {
                    throw .message("\(GoStrings.quoted(name)) is not a valid key name: \(problem)")
                }
                variables.append([
                    "name": .string(name), "value": .string(String(pair[pair.index(after: equals)...])),
                ])
            } else if pair.hasSuffix("-") {
                removed.append(String(pair.dropLast()))
            } else {
                throw .message("unknown environment variable: \(pair)")
            }
        }
        if removed.contains(where: { name in variables.contains { $0.text("name") == name } }) {
            throw .message("can not both modify and remove the same environment variable in the same command")
        }
        return (variables, removed)
    }

    /// Lines of `NAME=VALUE`; what follows a `#` is a remark. Upstream: env_parse.go, readEnv.
    private static func variables(of text: [UInt8]) -> [Value] {
        String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line -> Value? in
            let said = line.prefix { $0 != "#" }
            let parts = said.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return parts.count < 2 ? nil : ["name": .string(parts[0]), "value": .string(parts[1])]
        }
    }

    /// The ConfigMaps and Secrets that containers may refer to.
    private func references(_ host: inout some KubectlHost) -> [APIObject] {
        [Resource.configMaps, .secrets].flatMap { resource -> [APIObject] in
            let request = APIRequest(.list, resource, namespace: namespace(host))
            if case .list(let objects, _) = sendRaw(request, &host) { return objects }
            return []
        }
    }

    /// A variable for each key of `--from`, in the order of the keys.
    private mutating func environmentOfObject(
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [Value] {
        let from = command.string("from")
        if from.isEmpty { return [] }
        let (selected, missing, _) = fetch(try targets([from], SelectionRules(takesFiles: false), host), &host)
        if let failure = KubectlFailure.joined(missing) { throw failure }
        let wanted = command.list("keys")
        var variables: [Value] = []
        for one in selected {
            guard one.info.resource == .secrets || one.info.resource == .configMaps else {
                throw .message("unsupported resource specified in --from")
            }
            let reference = one.info.resource == .secrets ? "secretKeyRef" : "configMapKeyRef"
            for key in one.object["data"]?.fields?.keys ?? [] where wanted.isEmpty || wanted.contains(key) {
                let name = String(key.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }).uppercased()
                if name != key { err += "Warning: key \(key) transferred to \(name)\n" }
                let target: Value = ["name": .string(one.object.name), "key": .string(key)]
                variables.append(["name": .string(name), "valueFrom": .object(Fields([(reference, target)]))])
            }
        }
        return variables
    }

    /// Upstream: validateNoOverwrites.
    private static func overwritten(_ before: [Value], _ variables: [Value]) -> KubectlFailure? {
        for variable in variables {
            guard let known = before.first(where: { $0["name"] == variable["name"] }),
                known.text("value") != variable.text("value")
            else { continue }
            return .message(
                "'\(known.text("name"))' already has a value (\(known.text("value"))), and --overwrite is false")
        }
        return nil
    }

    /// Replaces variables where they are, puts new ones at the end. Upstream: updateEnv.
    private static func updated(_ before: [Value], _ variables: [Value], _ removed: [String]) -> [Value] {
        var covered = removed
        var out: [Value] = []
        for known in before where !covered.contains(known.text("name")) {
            if let new = variables.first(where: { $0["name"] == known["name"] }) {
                covered.append(known.text("name"))
                out.append(new)
            } else {
                out.append(known)
            }
        }
        for new in variables where !covered.contains(new.text("name")) {
            covered.append(new.text("name"))
            out.append(new)
        }
        return out
    }

    /// `A=1`, or where it comes from. Upstream: env_resolve.go, GetEnvVarRefString.
    static func environmentLine(_ variable: Value) -> String {
        let name = variable.text("name")
        guard let source = variable["valueFrom"] else { return "\(name)=\(variable.text("value"))\n" }
        let text: String
        if let reference = source["configMapKeyRef"] {
            text = "configmap \(reference.text("name")), key \(reference.text("key"))"
        } else if let reference = source["secretKeyRef"] {
            text = "secret \(reference.text("name")), key \(reference.text("key"))"
        } else if let reference = source["fieldRef"] {
            text = "field path \(reference.text("fieldPath"))"
        } else if let reference = source["resourceFieldRef"] {
            let container = reference.text("containerName")
            text = "resource field \(container.isEmpty ? "" : "\(container)/")\(reference.text("resource"))"
        } else {
            text = "invalid valueFrom"
        }
        return "# \(name) from \(text)\n"
    }

    // MARK: resources

    /// Upstream: kubectl/pkg/cmd/set/set_resources.go, kubectl/pkg/generate/versioned/run.go.
    mutating func setResources(_ host: inout some KubectlHost) throws(KubectlFailure) {
        _ = try targets(command.words, SelectionRules(), host)
        if command.bool("all") && !labelSelector.isEmpty {
            throw .message("cannot set --all and --selector at the same time")
        }
        let limits = try resourceList(command.string("limits"))
        let requests = try resourceList(command.string("requests"))
        if limits.isEmpty && requests.isEmpty {
            throw .message("you must specify an update to requests or limits (in the form of --requests/--limits)")
        }
        let pattern = command.string("containers")
        let text = SetWords(
            done: "resource requirements updated", failed: "failed to patch resources update to pod template")
        try setPodSpecs(command.words, text, &host) { spec, _, failures throws(KubectlFailure) in
            let count = Execution.editContainers(&spec, named: pattern) { container in
                for (name, amount) in limits { container.set(.string(amount), at: "resources", "limits", name) }
                for (name, amount) in requests { container.set(.string(amount), at: "resources", "requests", name) }
            }
            if count == 0 { failures.append(.message("error: unable to find container named \(pattern)")) }
        }
    }

    /// `cpu=100m,memory=1Gi`.
    func resourceList(_ text: String) throws(KubectlFailure) -> [(name: String, amount: String)] {
        if text.isEmpty { return [] }
        var out: [(name: String, amount: String)] = []
        for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else {
                throw .message("Invalid argument syntax \(pair), expected <resource>=<value>")
            }
            do { _ = try Quantity(parsing: parts[1]) } catch { throw .message(error.description) }
            out.append((parts[0], parts[1]))
        }
        return out
    }
}
