import Commands
import Documents
import KubeAPI

/// `set subject`: more users, groups and accounts for bindings.
///
/// Upstream: kubectl/pkg/cmd/set/set_subject.go.
extension Execution {
    mutating func setSubject(_ host: inout some KubectlHost) throws(KubectlFailure) {
        _ = try targets(command.words, SelectionRules(), host)
        if command.bool("all") && !labelSelector.isEmpty {
            throw .message("cannot set --all and --selector at the same time")
        }
        let flags = ["user", "group", "serviceaccount"]
        if flags.allSatisfy({ command.list($0).isEmpty }) {
            throw .message("you must specify at least one value of user, group or serviceaccount")
        }
        let (dryRun, format) = (try dryRun(), try outputFormat(host))
        let (selected, missing, _) = fetch(try targets(command.words, SelectionRules(), host), &host)
        if let failure = KubectlFailure.joined(missing) { throw failure }
        let wanted = try subjects().sorted { left, right in
            let ranks = [left, right].map { ["User", "Group", "ServiceAccount"].firstIndex(of: $0.text("kind")) ?? 0 }
            return ranks[0] == ranks[1] ? left.text("name") < right.text("name") : ranks[0] < ranks[1]
        }
        var failures: [KubectlFailure] = []
        for one in selected {
            guard [.roleBindings, .clusterRoleBindings].contains(one.info.resource) else {
                let why = "setting subjects is only supported for RoleBinding/ClusterRoleBinding"
                failures.append(.message("error: \(one.info.plural)/\(one.object.name) \(why)\n"))
                continue
            }
            let known = one.object["subjects"]?.array ?? []
            let added = wanted.filter { !known.contains($0) }
            if added.isEmpty { continue }
            var edited = ObjectText.document(one.object)
            edited.set(.array(known + added), at: "subjects")
            if dryRun == .client {
                let shown = Selected(info: one.info, object: APIObject(edited, one.info.resource))
                try printResult(shown, "subjects updated", format, dryRun)
                continue
            }
            var request = APIRequest.patch(
                .strategic, one.info.resource, one.key, ["subjects": .array(known + added)])
            request.options = writeOptions(dryRun, isValidated: false)
            do {
                let written = Selected(info: one.info, object: try send(request, &host))
                try printResult(written, "subjects updated", format, dryRun)
            } catch {
                failures.append(.message("failed to patch subjects to rolebinding: \(error.text.trimmed)"))
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
    }
}
