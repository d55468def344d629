import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/rollout.
extension Execution {
    private static let restartedAt = "kubectl.kubernetes.io/restartedAt"

    mutating func rollout(on host: inout some KubectlHost) throws(KubectlFailure) {
        if command.words.isEmpty && !hasFiles {
            throw .message("required resource not specified")
        }
        if (command.int("revision") ?? 0) < 0 {
            throw .message("revision must be a positive integer: \(command.int("revision") ?? 0)")
        }
        let targets = try self.targets(command.words, SelectionRules(takesWholeTypes: true), host)
        let (selected, missing, _) = fetch(targets, &host)
        var failures = missing
        for one in selected {
            do {
                switch command.path[1] {
                case "status": try rolloutStatus(one, &host)
                case "history": try rolloutHistory(one, &host)
                case "undo": try rolloutUndo(one, &host)
                case "pause": try pause(one, &host)
                case "resume": try resume(one, &host)
                default: try restart(one, &host)
                }
            } catch {
                failures.append(error)
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        let saysNothing = ["history", "undo"].contains(command.path[1])
        if selected.isEmpty && !saysNothing { err += "No resources found in \(namespace(host)) namespace.\n" }
    }

    // MARK: status

    /// Prints a line for every change of the object until its rollout is done.
    private mutating func rolloutStatus(
        _ one: Selected, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        guard let kind = RolloutKinds.of(one.info.resource) else {
            throw .message("no status viewer has been implemented for \(groupKind(one))")
        }
        let seconds = ((command.nanoseconds("timeout") ?? 0) + 999_999_999) / 1_000_000_000
        let end = host.now + seconds * 1_000_000
        var object = one.object
        while true {
            let line = try kind.status(of: object, revision: command.int("revision") ?? 0)
            out += line.text
            if line.isDone || !command.bool("watch") { return }
            let change = WaitCondition(objects: [object.ref], state: .changed(since: object.revision))
            if host.isInteractive {
                waitsFor = change
                return
            }
            let left = (end - host.now + 999_999) / 1_000_000
            if seconds > 0 && left <= 0 { throw .message("timed out waiting for the condition") }
            switch host.waitUntil(change, timeoutSeconds: seconds > 0 ? left : 0) {
            case .met: break
            case .timedOut: throw .message("timed out waiting for the condition")
            case .failed(let status): throw .status(status)
            }
            guard case .object(let newer, _) = sendRaw(.get(one.info.resource, one.key), &host), newer.uid == object.uid
            else { throw .message("object has been deleted") }
            object = newer
        }
    }

    /// `ReplicaSet.apps`, `Pod`.
    private func groupKind(_ one: Selected) -> String {
        one.info.group.isEmpty ? one.info.kind : "\(one.info.kind).\(one.info.group)"
    }

    /// Kinds with pods may be known and yet have no revisions; the others are not known at all.
    ///
    /// Upstream: kubectl/pkg/apps/kind_visitor.go.
    private func noVisitor(_ one: Selected, _ known: String, _ unknown: String) -> KubectlFailure {
        let kinds: [Resource] = [.pods, .replicationControllers, .replicaSets, .jobs, .cronJobs]
        let name = GoStrings.quoted(groupKind(one))
        if kinds.contains(one.info.resource) { return .message("\(known) \(name)") }
        return .message("\(unknown) \(name), no visitor method exists for {\(one.info.group) \(one.info.kind)}")
    }

    // MARK: history and undo

    private mutating func rolloutHistory(
        _ one: Selected, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        guard let kind = RolloutKinds.of(one.info.resource) else {
            throw noVisitor(one, "no history viewer has been implemented for", "error retrieving history for")
        }
        let revisions = try kind.revisions(of: one.object, &host).sorted { $0.number < $1.number }
        let number = command.int("revision") ?? 0
        let wanted = revisions.last { $0.number == number }
        let format = try outputFormat(host)
        if !format.isTable && !command.isGiven("output") { return try printResult(one, "", format) }
        if !format.isTable {
            if number > 0 && wanted == nil { throw .message("unable to find the specified revision") }
            for revision in wanted.map({ [$0] }) ?? revisions {
                try printResult(
                    Selected(info: revision.object.resource.info, object: revision.object), "", format)
            }
            return
        }
        let head = number > 0 ? "with revision #\(number)" : ""
        let text: String
        if revisions.isEmpty {
            text = "No rollout history found."
        } else if number > 0 {
            guard let wanted else { throw .message("unable to find the specified revision") }
            text = templateText(wanted.template, host)
        } else {
            var table = DescribeText(now: host.now)
            table.write(0, "REVISION\tCHANGE-CAUSE\n")
            for revision in revisions {
                table.write(0, "\(revision.number)\t\(revision.cause.isEmpty ? "<none>" : revision.cause)\n")
            }
            text = table.text
        }
        try printResult(one, "\(head)\n\(text)", .table(isWide: false))
    }

    /// A pod template without aligned columns, as upstream prints it here.
    private func templateText(_ template: Value, _ host: some KubectlHost) -> String {
        var text = DescribeText(now: host.now)
        text.template(template)
        return text.tabbed
    }

    private mutating func rolloutUndo(
        _ one: Selected, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        if one.object.at("metadata", "annotations", Execution.lastApplied) != nil {
            err +=
                "Warning: resource \(one.info.plural)/\(one.object.name) was previously managed with 'kubectl apply'. "
                + "Rolling back will not update the \(Execution.lastApplied) annotation, which may cause unexpected "
                + "behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous "
                + "configuration file instead.\n"
        }
        guard let kind = RolloutKinds.of(one.info.resource) else {
            throw noVisitor(one, "no rollbacker has been implemented for", "error retrieving rollbacker for")
        }
        let number = command.int("to-revision") ?? 0
        let (dryRun, format) = (try dryRun(), try outputFormat(host))
        let undo = try kind.undo(one.object, to: number, among: try kind.revisions(of: one.object, &host))
        if dryRun == .client { return try printResult(one, templateText(undo.template, host), format, dryRun) }
        if let refusal = undo.refusal { throw .message(refusal) }
        if undo.isCurrent {
            let text = "skipped rollback (current template already matches revision \(number))"
            return try printResult(one, text, format, dryRun)
        }
        var request = APIRequest.patch(undo.patchType, one.info.resource, one.key, undo.patch)
        request.options.isDryRun = dryRun == .server
        if case .failure(let status) = sendRaw(request, &host) {
            throw .message("failed restoring revision \(number): \(status.message)")
        }
        try printResult(one, "rolled back", format, dryRun)
    }

    // MARK: pause, resume, restart

    private mutating func pause(_ one: Selected, _ host: inout some KubectlHost) throws(KubectlFailure) {
        guard one.info.resource == .deployments else { throw refused(one, "pausing is not supported") }
        if one.object.at("spec", "paused")?.bool ?? false { throw refused(one, "is already paused") }
        var edited = ObjectText.document(one.object)
        edited.set(true, at: "spec", "paused")
        try patchTo(edited, one, "paused", &host)
    }

    private mutating func resume(_ one: Selected, _ host: inout some KubectlHost) throws(KubectlFailure) {
        guard one.info.resource == .deployments else { throw refused(one, "resuming is not supported") }
        guard one.object.at("spec", "paused")?.bool ?? false else { throw refused(one, "is not paused") }
        var edited = ObjectText.document(one.object)
        edited.set(nil, at: "spec", "paused")
        try patchTo(edited, one, "resumed", &host)
    }

    private mutating func restart(_ one: Selected, _ host: inout some KubectlHost) throws(KubectlFailure) {
        guard [.deployments, .statefulSets, .daemonSets].contains(one.info.resource) else {
            throw refused(one, "restarting is not supported")
        }
        if one.object.at("spec", "paused")?.bool ?? false {
            throw refused(one, "can't restart paused deployment (run rollout resume first)")
        }
        var edited = ObjectText.document(one.object)
        edited.set(
            .string(Timestamps.seconds(host.now)), at: "spec", "template", "metadata", "annotations",
            Execution.restartedAt)
        try patchTo(edited, one, "restarted", &host)
    }

    private func refused(_ one: Selected, _ why: String) -> KubectlFailure {
        let group = one.info.group.isEmpty ? "" : ".\(one.info.group)"
        return .message("\(one.info.plural)\(group) \(GoStrings.quoted(one.object.name)) \(why)")
    }

    private mutating func patchTo(
        _ edited: Value, _ one: Selected, _ operation: String, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        let patch = try twoWayPatch(one, edited)
        if patch.isEmpty {
            throw .message(
                "failed to create patch for \(one.object.name): if restart has already been triggered within the past "
                    + "second, please wait before attempting to trigger another")
        }
        var request = APIRequest.patch(.strategic, one.info.resource, one.key, patch)
        request.options = writeOptions(.none, isValidated: false)
        switch sendRaw(request, &host) {
        case .object(let object, _):
            try printResult(Selected(info: one.info, object: object), operation, try outputFormat(host))
        case .failure(let status): throw .message("failed to patch: \(status.message)")
        default: throw .message("the server answered with something else than an object")
        }
    }

    /// What changed, as a strategic merge patch.
    func twoWayPatch(_ one: Selected, _ edited: Value) throws(KubectlFailure) -> Value {
        do {
            return try StrategicPatch.twoWay(
                original: ObjectText.document(one.object), modified: edited, type: PatchTypes.name(of: one.info),
                schema: SchemaPatchRules(.builtIn))
        } catch {
            throw .message(error.message)
        }
    }
}
