import Commands
import Documents
import KubeAPI
import Rendering

/// `api-versions`, `cluster-info` and `config`: what kubectl knows of the cluster it talks to.
///
/// Upstream: kubectl/pkg/cmd/apiresources/apiversions.go, clusterinfo/clusterinfo.go, config.
extension Execution {
    /// Where the simulated API server says it is; nothing listens there.
    static let serverAddress = "https://127.0.0.1:6443"
    private static let clusterName = "kubernetes"
    private static let contextName = "kubernetes-admin@kubernetes"

    mutating func apiVersions() throws(KubectlFailure) {
        if !command.words.isEmpty {
            throw .usage("unexpected arguments: [\(command.words.joined(separator: " "))]", verb: "api-versions")
        }
        var versions = discovery.refreshed().all.map(\.apiVersion) + OtherVersion.all.map(\.apiVersion)
        versions.sort()
        for (place, version) in versions.enumerated() where place == 0 || versions[place - 1] != version {
            out += version + "\n"
        }
    }

    mutating func clusterInfo() throws(KubectlFailure) {
        if let word = command.words.first { throw .message("not modelled yet: cluster-info \(word)") }
        out += "Kubernetes control plane is running at \(Self.serverAddress)\n\n"
        out += "To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n"
    }

    mutating func config(on host: inout some KubectlHost) throws(KubectlFailure) {
        switch command.path.dropFirst().first ?? "" {
        case "view": try configView(host)
        case "current-context": out += Self.contextName + "\n"
        case "get-clusters": out += "NAME\n\(Self.clusterName)\n"
        case "get-users": out += "NAME\n\(Self.user)\n"
        case "get-contexts": getContexts(host)
        case "set-context": try setContext(&host)
        case "use-context":
            guard command.words == [Self.contextName] else {
                let name = command.words.first ?? ""
                throw .message("no context exists with the name: \(GoStrings.quoted(name))")
            }
            out += "Switched to context \(GoStrings.quoted(Self.contextName)).\n"
        default:
            throw .usage(
                "a subcommand is required: view, current-context, get-contexts, get-clusters, get-users, set-context "
                    + "or use-context", verb: "config")
        }
    }

    private func contextValue(_ host: some KubectlHost) -> Value {
        var context: Value = ["cluster": .string(Self.clusterName), "user": .string(Self.user)]
        if host.namespace != "default" { context.set(.string(host.namespace), at: "namespace") }
        return context
    }

    private mutating func configView(_ host: some KubectlHost) throws(KubectlFailure) {
        let config: Value = [
            "apiVersion": "v1", "kind": "Config", "current-context": .string(Self.contextName),
            "clusters": [
                [
                    "name": .string(Self.clusterName),
                    "cluster": [
                        "certificate-authority-data": "DATA+OMITTED", "server": .string(Self.serverAddress),
                    ],
                ]
            ],
            "contexts": [["name": .string(Self.contextName), "context": contextValue(host)]],
            "users": [
                [
                    "name": .string(Self.user),
                    "user": ["client-certificate-data": "DATA+OMITTED", "client-key-data": "DATA+OMITTED"],
                ]
            ],
        ]
        var format = try outputFormat(host)
        if format.isTable { format = .yaml }
        try printDocument(config, format)
    }

    private mutating func getContexts(_ host: some KubectlHost) {
        if command.string("output") == "name" {
            out += Self.contextName + "\n"
            return
        }
        let namespace = host.namespace == "default" ? "" : host.namespace
        let head = command.bool("no-headers") ? [] : [["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"]]
        let rows = head + [["*", Self.contextName, Self.clusterName, Self.user, namespace]]
        out += TabStops.get.aligned(rows).map { $0 + "\n" }.joined()
    }

    /// `config set-context --current --namespace=dev`: the one thing of a context that can change here.
    private mutating func setContext(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let name = command.words.first ?? (command.bool("current") ? Self.contextName : "")
        guard name == Self.contextName else {
            throw .message("not modelled yet: contexts besides \(Self.contextName)")
        }
        let namespace = command.string("namespace")
        if command.isGiven("namespace") && !host.useNamespace(namespace.isEmpty ? "default" : namespace) {
            throw .message("not modelled yet: another namespace for the commands that follow")
        }
        out += "Context \(GoStrings.quoted(name)) modified.\n"
    }
}
