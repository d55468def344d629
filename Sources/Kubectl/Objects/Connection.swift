import Commands
import Documents
import KubeAPI

/// Which server a command asks, and as whom: the kubeconfig and the flags over it.
///
/// Upstream: client-go tools/clientcmd/client_config.go, ConfirmUsable.
extension Execution {
    /// What the simulated server cannot take, and what to do instead.
    private static let refusals: [(flag: String, why: String)] = [
        ("token", "every command is kubernetes-admin's; `--as` asks as somebody else"),
        ("username", "every command is kubernetes-admin's; `--as` asks as somebody else"),
        ("password", "every command is kubernetes-admin's; `--as` asks as somebody else"),
        ("client-certificate", "every command is kubernetes-admin's; `--as` asks as somebody else"),
        ("client-key", "every command is kubernetes-admin's; `--as` asks as somebody else"),
        ("kubeconfig", "the session has one kubeconfig; `config` changes it"),
    ]

    func checkConnection(_ host: some KubectlHost) throws(KubectlFailure) {
        for (flag, why) in Execution.refusals where isClientFlag(flag) {
            throw .message("not modelled yet: --\(flag); \(why)")
        }
        let file = host.kubeconfig
        let name = command.isGiven("context") ? command.string("context") : file.currentContext
        let context = file[.contexts, name]
        if context == nil && command.isGiven("context") {
            throw .message("context \(GoStrings.quoted(name)) does not exist")
        }
        let clusterName = isClientFlag("cluster") ? command.string("cluster") : context?.text("cluster") ?? ""
        let userName = isClientFlag("user") ? command.string("user") : context?.text("user") ?? ""
        let cluster = file[.clusters, clusterName]
        if cluster == nil && !clusterName.isEmpty {
            throw .message("cluster \(GoStrings.quoted(clusterName)) does not exist")
        }
        if file[.users, userName] == nil && !userName.isEmpty {
            throw .message("auth info \(GoStrings.quoted(userName)) does not exist")
        }
        // Without a cluster kubectl asks a port where clusters once listened.
        var server = cluster?.text("server") ?? "http://localhost:8080"
        if isClientFlag("server") { server = command.string("server") }
        if server != Kubeconfig.server {
            let place = server.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
            throw .plain(
                "The connection to the server \(place) was refused - did you specify the right host or port?")
        }
        if userName != Kubeconfig.admin {
            throw .message(
                "not modelled yet: the credentials of user \(GoStrings.quoted(userName)); `--as` asks as somebody else")
        }
    }

    /// Given, and not a flag of the verb's own by that name.
    private func isClientFlag(_ name: String) -> Bool {
        command.isGiven(name) && !command.spec.flags.contains { $0.long == name }
    }
}
