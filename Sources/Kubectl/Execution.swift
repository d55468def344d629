public import Commands
import Documents
import KubeAPI

/// Runs one command of kubectl's and answers what kubectl 1.36 prints.
public func run(_ command: KubectlCommand, on host: inout some KubectlHost) -> KubectlResult {
    var execution = Execution(command, DiscoveryCache(known: host.discovered, served: host.served))
    do {
        try execution.perform(on: &host)
    } catch {
        execution.err += error.text
        execution.exitCode = error.exitCode
    }
    if execution.discovery.wasRefreshed { host.keepDiscovered(execution.discovery.catalog) }
    execution.hear(&host)
    let told = execution.discovery.warnings.map { "Warning: \($0)\n" }.joined()
    execution.refuseWarnings()
    var result = KubectlResult(
        exitCode: execution.exitCode, stdout: execution.out,
        stderr: execution.requests.take() + told + execution.heard + execution.err, watch: execution.watch,
        waitsFor: execution.waitsFor)
    result.logs = execution.followed
    return result
}

/// One command on its way: what it printed so far.
struct Execution {
    /// Whom the API server takes kubectl for.
    static let user = "kubernetes-admin"
    static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

    /// Why a verb is refused, and what to take instead.
    private static let reasons = [
        (verb: "cp", why: "simulated containers have no `tar`: `exec POD -- cat FILE` shows what is mounted"),
        (verb: "port-forward", why: "nothing listens in a simulated pod"),
        (verb: "proxy", why: "the prompt is inside the cluster already: `get --raw PATH` asks for a path"),
        (verb: "completion", why: "the prompt completes words by itself: press Tab"),
        (verb: "plugin", why: "no other program runs here"),
        (verb: "kuberc", why: "there are no preferences"),
    ]

    let command: KubectlCommand
    var out = ""
    var err = ""
    /// `describe` shows events only of a single object, unless it is told to.
    var describesEvents = true
    /// The server's warnings, and what kubectl says before the request that brings the next: all before `err`.
    var heard = ""
    private var warned: [String] = []
    var exitCode = 0
    var watch: WatchPlan?
    var waitsFor: WaitCondition?
    var followed: [LogPlan] = []

    let discovery: DiscoveryCache
    let requests = RequestLog()
    /// Why files could not be read, until a verb tells it.
    private var fileFailures: [KubectlFailure] = []

    init(_ command: KubectlCommand, _ discovery: DiscoveryCache) {
        self.command = command
        self.discovery = discovery
    }

    mutating func perform(on host: inout some KubectlHost) throws(KubectlFailure) {
        if command.spec.owner != .kubectl {
            let why = Execution.reasons.first { $0.verb == command.verb }?.why
            let verb = command.path.joined(separator: " ")
            throw .message("not modelled yet: \(verb)" + (why.map { "; \($0)" } ?? ""))
        }
        if command.bool("help") {
            out += helpPage
            return
        }
        if try tellOfGroup() { return }
        try checkRequiredFlags()
        try checkImpersonation()
        _ = try requestTimeout()
        if !["config", "help", "options"].contains(command.verb) { try checkConnection(host) }
        warnOfRecord()
        if try look(on: &host) { return }
        switch command.verb {
        case "apply": try apply(on: &host)
        case "create": try create(on: &host)
        case "delete": try delete(on: &host)
        case "scale": try scale(on: &host)
        case "label", "annotate": try changeMap(on: &host)
        case "patch": try patch(on: &host)
        case "edit": try edit(on: &host)
        case "replace": try replace(on: &host)
        case "run": try runPod(on: &host)
        case "expose": try expose(on: &host)
        case "cordon", "uncordon": try cordon(on: &host)
        case "debug": try debug(on: &host)
        case "drain": try drain(on: &host)
        case "taint": try taint(on: &host)
        case "rollout": try rollout(on: &host)
        case "set": try set(on: &host)
        case "autoscale": try autoscale(on: &host)
        case "certificate": try certificate(on: &host)
        case "config": try config(on: &host)
        default: throw .message("not modelled yet: \(command.verb)")
        }
    }

    /// Runs a verb that changes nothing; false if it is none.
    private mutating func look(on host: inout some KubectlHost) throws(KubectlFailure) -> Bool {
        switch command.verb {
        case "get": try get(on: &host)
        case "describe": try describe(on: &host)
        case "logs": try logs(on: &host)
        case "exec": try exec(on: &host)
        case "attach": try attach(on: &host)
        case "explain": try explain(on: &host)
        case "wait": try wait(on: &host)
        case "diff": try diff(on: &host)
        case "top": try top(on: &host)
        case "kustomize": try kustomize(on: &host)
        case "events": try events(on: &host)
        case "auth": try auth(on: &host)
        case "api-resources": try apiResources()
        case "api-versions": try apiVersions()
        case "cluster-info": try clusterInfo(&host)
        case "help": try help()
        case "options": options()
        case "version": try version()
        default: return false
        }
        return true
    }

    /// What cobra asks for before a command looks at its words.
    private static let required: [(path: String, flags: [String])] = [
        ("autoscale", ["max"]), ("create clusterrolebinding", ["clusterrole"]),
        ("create cronjob", ["image", "schedule"]), ("create deployment", ["image"]),
        ("create service externalname", ["external-name"]), ("run", ["image"]), ("scale", ["replicas"]),
    ]

    private func checkRequiredFlags() throws(KubectlFailure) {
        let path = command.path.joined(separator: " ")
        let missing = (Execution.required.first { $0.path == path }?.flags ?? []).filter { !command.isGiven($0) }
        if missing.isEmpty { return }
        throw .message("required flag(s) \(missing.map { "\"\($0)\"" }.joined(separator: ", ")) not set")
    }

    /// The namespace that `-n` names, else the host's.
    func namespace(_ host: some KubectlHost) -> String {
        let given = command.string("namespace")
        if !given.isEmpty { return given }
        var file = host.kubeconfig
        guard command.isGiven("context") else { return host.namespace }
        file.currentContext = command.string("context")
        return file.namespace
    }

    /// Sends a request as kubectl; the answer is its object.
    func send(_ request: APIRequest, _ host: inout some KubectlHost) throws(KubectlFailure) -> APIObject {
        switch sendRaw(request, &host) {
        case .object(let object, _): return object
        case .document(let value, _): return APIObject(value, request.resource)
        case .failure(let status): throw .status(status)
        case .list, .page: throw .message("the server answered with a list")
        }
    }

    /// Keeps what is wrong with files until the good ones are done: verbs go on after errors.
    ///
    /// Upstream: cli-runtime pkg/resource/builder.go, ContinueOnError.
    mutating func keep(fileFailures: [KubectlFailure]) { self.fileFailures += fileFailures }

    /// What was kept, for the one who tells it.
    mutating func takeFileFailures() -> [KubectlFailure] {
        defer { fileFailures = [] }
        return fileFailures
    }

    /// The server's warnings so far, each told once.
    mutating func hear(_ host: inout some KubectlHost) {
        for warning in host.takeWarnings() where !warned.contains(warning) {
            warned.append(warning)
            heard += "Warning: \(warning)\n"
        }
    }

    /// `--warnings-as-errors`. Upstream: kubectl/pkg/cmd/cmd.go.
    mutating func refuseWarnings() {
        let count = discovery.warnings.count + warned.count
        guard command.bool("warnings-as-errors"), count > 0, exitCode == 0 else { return }
        err += "error: \(count) warning\(count == 1 ? "" : "s") received\n"
        exitCode = 1
    }

    /// The request with the name of who asks.
    func identified(_ request: APIRequest) -> APIRequest {
        var request = request
        request.user = Execution.user
        if let impersonation { request.caller = Caller(impersonation: impersonation) }
        return request
    }

    /// `--as` and what goes with it. Upstream: cli-runtime genericclioptions/config_flags.go.
    private var impersonation: Impersonation? {
        let user = command.string("as")
        if user.isEmpty { return nil }
        return Impersonation(
            user: user, groups: command.list("as-group"), uid: command.string("as-uid"), extra: impersonatedExtra)
    }

    /// `--as-user-extra key=value`; values of one key add up.
    private var impersonatedExtra: [UserInfo.Extra] {
        var out: [UserInfo.Extra] = []
        for pair in command.list("as-user-extra") {
            let key = String(pair.prefix { $0 != "=" })
            let value = String(pair.dropFirst(key.count + 1))
            if let index = out.firstIndex(where: { $0.key == key }) {
                out[index] = UserInfo.Extra(key: key, values: out[index].values + [value])
            } else {
                out.append(UserInfo.Extra(key: key, values: [value]))
            }
        }
        return out.sorted { $0.key < $1.key }
    }

    private func checkImpersonation() throws(KubectlFailure) {
        let isMore =
            command.isGiven("as-group") || command.isGiven("as-uid") || command.isGiven("as-user-extra")
        if isMore && command.string("as").isEmpty {
            throw .message(
                "requesting uid, groups or user-extra for \(Execution.user) without impersonating a user")
        }
    }

    /// `--dry-run`.
    enum DryRun { case none, client, server }

    /// Upstream: kubectl/pkg/cmd/util/helpers.go, GetDryRunStrategy.
    mutating func dryRun() throws(KubectlFailure) -> DryRun {
        if isLocal {
            if command.string("dry-run") != "server" { return .client }
            throw .message("cannot specify --local and --dry-run=server - did you mean --dry-run=client?")
        }
        switch command.string("dry-run") {
        case "none", "false": return .none
        case "client": return .client
        case "server": return .server
        case "unchanged":
            err +=
                "W0101 00:00:00.000000       1 helpers.go:719] --dry-run is deprecated and can be replaced with "
            err += "--dry-run=client.\n"
            return .client
        case "true": return .client
        case let other:
            throw .message("Invalid dry-run value (\(other)). Must be \"none\", \"server\", or \"client\".")
        }
    }

    /// Options of a request that writes.
    func writeOptions(_ dryRun: DryRun, isValidated: Bool) -> RequestOptions {
        var options = RequestOptions()
        options.isDryRun = dryRun == .server
        options.fieldManager = command.string("field-manager")
        options.fieldValidation = .warn
        if isValidated {
            switch command.string("validate") {
            case "ignore", "false": options.fieldValidation = .ignore
            case "warn": options.fieldValidation = .warn
            default: options.fieldValidation = .strict
            }
        }
        return options
    }
}
