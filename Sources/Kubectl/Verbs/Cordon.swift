import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/drain/drain.go, RunCordonOrUncordon; kubectl/pkg/drain/cordon.go.
extension Execution {
    mutating func cordon(on host: inout some KubectlHost) throws(KubectlFailure) {
        let dryRun = try dryRun()
        try setUnschedulable(command.verb == "cordon", try nodes(&host), dryRun, &host)
    }

    /// The nodes that the line names; the first one that is not there ends the command.
    mutating func nodes(_ host: inout some KubectlHost) throws(KubectlFailure) -> [Selected] {
        if command.words.isEmpty && !command.isGiven("selector") {
            throw .usage("USAGE: \(command.verb) NODE [flags]", verb: command.verb)
        }
        if !command.words.isEmpty && !labelSelector.isEmpty {
            throw .usage("error: cannot specify both a node name and a --selector option", verb: command.verb)
        }
        let words = command.words.isEmpty ? ["nodes"] : command.words.map { $0.contains("/") ? $0 : "nodes/\($0)" }
        let targets = try self.targets(words, SelectionRules(takesFiles: false), host)
        for case .named(let info, _, _) in targets where info.resource != .nodes {
            throw .message("error: expected resource of type node, got \(GoStrings.quoted(info.plural))")
        }
        let (selected, failures, _) = fetch(targets, &host)
        if let failure = failures.first { throw failure }
        return selected
    }

    /// Patches `spec.unschedulable` where it has to change; failures are told, and the next node has its turn.
    mutating func setUnschedulable(
        _ desired: Bool, _ nodes: [Selected], _ dryRun: DryRun, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let verb = desired ? "cordon" : "uncordon"
        for node in nodes {
            if (node.object.at("spec", "unschedulable")?.bool ?? false) == desired {
                try printResult(node, "already \(verb)ed", .table(isWide: false), dryRun)
                continue
            }
            if dryRun != .client {
                var request = APIRequest.patch(
                    .strategic, .nodes, node.key, ["spec": ["unschedulable": desired ? true : .null]])
                request.options.isDryRun = dryRun == .server
                if case .failure(let status) = sendRaw(request, &host) {
                    err += "error: unable to \(verb) node \(GoStrings.quoted(node.object.name)): \(status.message)\n"
                    continue
                }
            }
            try printResult(node, "\(verb)ed", .table(isWide: false), dryRun)
        }
    }
}
