import Commands
import Documents
import KubeAPI
import Rendering

/// `config`: the session's kubeconfig.
///
/// Upstream: kubectl/pkg/cmd/config.
extension Execution {
    mutating func config(on host: inout some KubectlHost) throws(KubectlFailure) {
        let before = host.kubeconfig
        var file = before
        switch command.path.last ?? "" {
        case "view": try configView(file, host)
        case "current-context":
            if file.currentContext.isEmpty { throw .message("current-context is not set") }
            out += file.currentContext + "\n"
        case "get-clusters": out += "NAME\n" + file.names(.clusters).map { $0 + "\n" }.joined()
        case "get-users": out += "NAME\n" + file.names(.users).map { $0 + "\n" }.joined()
        case "get-contexts": try getContexts(file)
        case "use-context": try useContext(&file)
        case "set-context": try setContext(&file)
        case "rename-context": try renameContext(&file)
        case "delete-context": try deleteEntry(.contexts, "context", &file)
        case "delete-cluster": try deleteEntry(.clusters, "cluster", &file)
        case "delete-user": try deleteEntry(.users, "user", &file)
        case "set-cluster": try setCluster(&file)
        case "set-credentials": try setCredentials(&file)
        case "set": try setProperty(&file)
        default: try unsetProperty(&file)
        }
        if file != before && !host.keepKubeconfig(file) {
            throw .message("not modelled yet: another kubeconfig for the commands that follow")
        }
    }

    private mutating func configView(_ file: Kubeconfig, _ host: some KubectlHost) throws(KubectlFailure) {
        if !command.words.isEmpty {
            throw .usage("unexpected arguments: [\(command.words.joined(separator: " "))]", verb: "config view")
        }
        let shown = command.bool("minify") ? try file.minified() : file
        let document = shown.document(isRaw: command.bool("raw") || command.bool("flatten"))
        let format = try outputFormat(host)
        switch format {
        case .json:
            let text = Array(Kubeconfig.orderedJSON(document).utf8)
            out += String(decoding: JSONIndent.indented(text, by: 4), as: UTF8.self) + "\n"
        case .table: try printDocument(document, .yaml)
        default: try printDocument(document, format)
        }
    }

    private mutating func getContexts(_ file: Kubeconfig) throws(KubectlFailure) {
        let output = command.string("output")
        guard ["", "name"].contains(output) else {
            throw .message(
                "--output \(output) is not available in kubectl config get-contexts; resetting to default output "
                    + "format")
        }
        let wanted = command.words.isEmpty ? file.names(.contexts) : command.words
        let names = wanted.filter { file[.contexts, $0] != nil }.sorted()
        if output == "name" {
            out += names.map { $0 + "\n" }.joined()
        } else {
            let head = command.bool("no-headers") ? [] : [["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"]]
            let rows = names.map { name -> [String] in
                let context = file[.contexts, name] ?? .null
                return [name == file.currentContext ? "*" : "", name]
                    + ["cluster", "user", "namespace"].map { context.text($0) }
            }
            out += TabStops.get.aligned(head + rows).map { $0 + "\n" }.joined()
        }
        let missing = wanted.filter { file[.contexts, $0] == nil }.map { "context \($0) not found" }
        if let failure = KubectlFailure.joined(missing.map(KubectlFailure.message)) { throw failure }
    }

    private mutating func useContext(_ file: inout Kubeconfig) throws(KubectlFailure) {
        let name = try configWords(1)[0]
        if name.isEmpty { throw .message("empty context names are not allowed") }
        guard file[.contexts, name] != nil else {
            throw .message("no context exists with the name: \(GoStrings.quoted(name))")
        }
        file.currentContext = name
        out += "Switched to context \(GoStrings.quoted(name)).\n"
    }

    private mutating func setContext(_ file: inout Kubeconfig) throws(KubectlFailure) {
        if command.words.count > 1 { _ = try configWords(1) }
        var name = command.words.first ?? ""
        if name.isEmpty && !command.bool("current") {
            throw .message("you must specify a non-empty context name or --current")
        }
        if !name.isEmpty && command.bool("current") {
            throw .message("you cannot specify both a context name and --current")
        }
        if command.bool("current") {
            if file.currentContext.isEmpty { throw .message("no current context is set") }
            name = file.currentContext
        }
        let known = file[.contexts, name]
        file[.contexts, name] = given(["cluster", "user", "namespace"], over: known)
        out += "Context \(GoStrings.quoted(name)) \(known == nil ? "created" : "modified").\n"
    }

    /// The flags that are given, put into what was there; an empty one takes the field away.
    private func given(_ flags: [String], over known: Value?) -> Value {
        var body = known ?? .object(Fields())
        for flag in flags where command.isGiven(flag) {
            let text = command.string(flag)
            body.set(text.isEmpty && flag != "cluster" && flag != "user" ? nil : .string(text), at: flag)
        }
        for flag in ["cluster", "user"] where flags.contains(flag) && body[flag] == nil { body.set("", at: flag) }
        return body
    }

    private mutating func renameContext(_ file: inout Kubeconfig) throws(KubectlFailure) {
        let words = try configWords(2)
        let (old, new) = (words[0], words[1])
        if new.isEmpty { throw .message("You must specify a new non-empty context name") }
        guard let context = file[.contexts, old] else {
            throw .message("cannot rename the context \(GoStrings.quoted(old)), it's not in \(Kubeconfig.path)")
        }
        if file[.contexts, new] != nil {
            throw .message(
                "cannot rename the context \(GoStrings.quoted(old)), the context \(GoStrings.quoted(new)) already "
                    + "exists in \(Kubeconfig.path)")
        }
        file[.contexts, new] = context
        file[.contexts, old] = nil
        if file.currentContext == old { file.currentContext = new }
        out += "Context \(GoStrings.quoted(old)) renamed to \(GoStrings.quoted(new)).\n"
    }

    private mutating func deleteEntry(
        _ list: Kubeconfig.List, _ what: String, _ file: inout Kubeconfig
    ) throws(KubectlFailure) {
        guard command.words.count == 1 else {
            if list == .users { throw .usage("user to delete is required", verb: "config delete-user") }
            return out += helpPage
        }
        let name = command.words[0]
        if file[list, name] == nil { throw .message("cannot delete \(what) \(name), not in \(Kubeconfig.path)") }
        if list == .contexts && file.currentContext == name {
            err += "warning: this removed your active context, use \"kubectl config use-context\" to select a "
            err += "different one\n"
        }
        file[list, name] = nil
        out += "deleted \(what) \(name) from \(Kubeconfig.path)\n"
    }

    private mutating func setCluster(_ file: inout Kubeconfig) throws(KubectlFailure) {
        let name = try configWords(1)[0]
        if name.isEmpty { throw .message("you must specify a non-empty cluster name") }
        let isInsecure = command.bool("insecure-skip-tls-verify")
        if isInsecure && !command.string("certificate-authority").isEmpty {
            throw .message("you cannot specify a certificate authority and insecure mode at the same time")
        }
        if command.bool("embed-certs") { throw .message("not modelled yet: config set-cluster --embed-certs") }
        let flags = ["server", "tls-server-name", "certificate-authority", "proxy-url"]
        var body = given(flags, over: file[.clusters, name])
        if body["server"] == nil { body.set("", at: "server") }
        if command.isGiven("server") && !command.isGiven("tls-server-name") { body.set(nil, at: "tls-server-name") }
        if command.isGiven("insecure-skip-tls-verify") {
            body.set(isInsecure ? true : nil, at: "insecure-skip-tls-verify")
        }
        if isInsecure || !command.string("certificate-authority").isEmpty {
            body.set(nil, at: "certificate-authority-data")
        }
        if isInsecure { body.set(nil, at: "certificate-authority") }
        file[.clusters, name] = body
        out += "Cluster \(GoStrings.quoted(name)) set.\n"
    }

    private mutating func setCredentials(_ file: inout Kubeconfig) throws(KubectlFailure) {
        guard command.words.count == 1, let name = command.words.first else {
            out += helpPage
            throw .message("unexpected args: [\(command.words.joined(separator: " "))]")
        }
        if name.isEmpty { throw .message("you must specify a non-empty user name") }
        let hasToken = !command.string("token").isEmpty
        let hasName = !command.string("username").isEmpty || !command.string("password").isEmpty
        if hasToken && hasName {
            throw .message(
                "you cannot specify more than one authentication method at the same time: --token, "
                    + "--username/--password")
        }
        if command.bool("embed-certs") { throw .message("not modelled yet: config set-credentials --embed-certs") }
        let flags = ["client-certificate", "client-key", "token", "username", "password"]
        var body = given(flags, over: file[.users, name])
        for flag in ["client-certificate", "client-key"] where !command.string(flag).isEmpty {
            body.set(nil, at: flag + "-data")
        }
        if hasToken { for field in ["username", "password"] { body.set(nil, at: field) } }
        if hasName { body.set(nil, at: "token") }
        file[.users, name] = body
        out += "User \(GoStrings.quoted(name)) set.\n"
    }

    // MARK: single fields

    private mutating func setProperty(_ file: inout Kubeconfig) throws(KubectlFailure) {
        let words = try configWords(2)
        if words[1].isEmpty { throw .message("you cannot use set to unset a property") }
        if words[0] == "current-context" {
            file.currentContext = words[1]
        } else {
            let (list, name, field) = try property(words[0])
            guard let field else { throw .message("can't set a map to a value: \(words[0])") }
            var body = file[list, name] ?? .object(Fields())
            let isBool = field == "insecure-skip-tls-verify"
            body.set(isBool ? .bool(words[1] == "true") : .string(words[1]), at: field)
            file[list, name] = body
        }
        out += "Property \(GoStrings.quoted(words[0])) set.\n"
    }

    private mutating func unsetProperty(_ file: inout Kubeconfig) throws(KubectlFailure) {
        let path = try configWords(1)[0]
        if path == "current-context" {
            file.currentContext = ""
        } else if let list = Kubeconfig.List(rawValue: path) {
            for name in file.names(list) { file[list, name] = nil }
        } else {
            let (list, name, field) = try property(path)
            if let field {
                guard file[list, name] != nil else { throw .message("current map key `\(name)` is invalid") }
                file[list, name]?.set(nil, at: field)
            } else {
                file[list, name] = nil
            }
        }
        out += "Property \(GoStrings.quoted(path)) unset.\n"
    }

    /// `contexts.dev.namespace` as list, name and field; names may hold dots.
    ///
    /// Upstream: navigation_step_parser.go.
    private func property(
        _ path: String
    ) throws(KubectlFailure) -> (list: Kubeconfig.List, name: String, field: String?) {
        let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let list = Kubeconfig.List(rawValue: parts[0]) else {
            throw .message("not modelled yet: config \(command.path.last ?? "") \(path)")
        }
        let fields: [Kubeconfig.List: [String]] = [
            .contexts: ["cluster", "user", "namespace"],
            .clusters: [
                "server", "tls-server-name", "insecure-skip-tls-verify", "certificate-authority",
                "certificate-authority-data", "proxy-url",
            ],
            .users: [
                "client-certificate", "client-certificate-data", "client-key", "client-key-data", "token", "username",
                "password",
            ],
        ]
        if parts.count > 2, fields[list]?.contains(parts[parts.count - 1]) == true {
            return (list, parts[1..<(parts.count - 1)].joined(separator: "."), parts.last)
        }
        return (list, parts[1...].joined(separator: "."), nil)
    }

    /// So many words, or the page of the command and why.
    private mutating func configWords(_ count: Int) throws(KubectlFailure) -> [String] {
        if command.words.count == count { return command.words }
        out += helpPage
        throw .message("Unexpected args: [\(command.words.joined(separator: " "))]")
    }
}
