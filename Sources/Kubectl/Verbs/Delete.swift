import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/delete/delete.go.
extension Execution {
    /// How long kubectl waits if no one says how long: a week.
    static let longestWaitSeconds: Int64 = 168 * 3600

    mutating func delete(on host: inout some KubectlHost) throws(KubectlFailure) {
        if !command.string("raw").isEmpty { return try deleteRaw(on: &host) }
        let output = command.string("output")
        if !output.isEmpty && output != "name" {
            throw .message("unexpected -o output mode: \(output). We only support '-o name'")
        }
        let dryRun = try dryRun()
        let policy = try propagation()
        let grace = try gracePeriod()
        let targets = try self.targets(command.words, SelectionRules(), host)
        var failures = takeFileFailures()
        var doomed: [Doomed] = []
        for target in targets {
            switch target {
            case .named(let info, let key, let source):
                doomed.append(Doomed(info: info, key: key, source: source))
            case .listed(let info, _):
                let (selected, missing, _) = fetch([target], &host)
                failures += missing
                doomed += selected.map { Doomed(info: info, key: $0.key, source: "") }
            }
        }
        if command.bool("interactive"), try !confirmed(doomed, failures, &host) { return }
        if command.isGiven("namespace") && !isAllNamespaces && doomed.contains(where: { !$0.info.isNamespaced }) {
            err += "Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n"
        }
        var gone: [ObjectRef] = []
        for one in doomed {
            do {
                gone.append(try delete(one, policy, grace, dryRun, &host))
            } catch {
                if !(error.isNotFound && (command.bool("ignore-not-found") || command.bool("all"))) {
                    failures.append(error)
                }
            }
        }
        if let failure = KubectlFailure.joined(failures) { throw failure }
        if gone.isEmpty {
            if doomed.isEmpty || !command.bool("ignore-not-found") { out += "No resources found\n" }
            return
        }
        if command.bool("wait") && dryRun == .none { try waitForDeletion(of: gone, &host) }
    }

    /// What is to be deleted.
    struct Doomed {
        let info: ResourceInfo
        let key: ObjectKey
        let source: String
    }

    /// The grace period that is sent; `nil` for the object's own.
    mutating func gracePeriod() throws(KubectlFailure) -> Int64? {
        var grace = command.int("grace-period") ?? -1
        let isForced = command.bool("force")
        if command.bool("now") {
            if grace != -1 { throw .message("--now and --grace-period cannot be specified together") }
            grace = 1
        }
        if grace == 0 && !isForced { grace = 1 }
        if isForced && grace < 0 { grace = 0 }
        if isForced && grace > 0 {
            throw .message("--force and --grace-period greater than 0 cannot be specified together")
        }
        if isForced {
            err +=
                "Warning: Immediate deletion does not wait for confirmation that the running resource has been "
            err += "terminated. The resource may continue to run on the cluster indefinitely.\n"
        }
        return grace >= 0 ? grace : nil
    }

    /// `--cascade`; what the flag said before it had words is still read. Upstream: delete_flags.go,
    /// parseCascadingFlag.
    mutating func propagation() throws(KubectlFailure) -> PropagationPolicy {
        let word = command.string("cascade")
        let policy: PropagationPolicy
        switch word {
        case "background": return .background
        case "foreground": return .foreground
        case "orphan": return .orphan
        case "1", "t", "T", "true", "TRUE", "True": policy = .background
        case "0", "f", "F", "false", "FALSE", "False": policy = .orphan
        default:
            throw .message(
                "invalid cascade value (\(word)). Must be \"background\", \"foreground\", or \"orphan\"")
        }
        let isTrue = policy == .background
        err +=
            "warning: --cascade=\(isTrue) is deprecated (boolean value) and can be replaced with "
            + "--cascade=\(policy.rawValue.lowercased()).\n"
        return policy
    }

    /// Deletes one object and says so.
    mutating func delete(
        _ doomed: Doomed, _ policy: PropagationPolicy, _ grace: Int64?, _ dryRun: DryRun,
        _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> ObjectRef {
        var uid = ""
        if dryRun != .client {
            var request = APIRequest.delete(doomed.info.resource, doomed.key)
            request.options.propagationPolicy = policy
            request.options.gracePeriodSeconds = grace
            request.options.isDryRun = dryRun == .server
            switch sendRaw(request, &host) {
            case .object(let object, _): uid = object.uid
            case .document(let value, _): uid = value.at("details", "uid")?.string ?? ""
            case .failure(let status): throw KubectlFailure.status(status).sourced("deleting", doomed.source)
            case .list, .page: break
            }
        }
        let kind = ObjectText.kindName(doomed.info)
        if command.string("output") == "name" {
            out += "\(kind)/\(doomed.key.name)\n"
        } else {
            out += "\(kind) \"\(doomed.key.name)\" \(grace == 0 ? "force deleted" : "deleted")"
            if doomed.info.isNamespaced { out += " from \(doomed.key.namespace) namespace" }
            switch dryRun {
            case .none: break
            case .client: out += " (dry run)"
            case .server: out += " (server dry run)"
            }
            out += "\n"
        }
        return ObjectRef(doomed.info.resource, doomed.key, uid: uid)
    }

    mutating func waitForDeletion(of gone: [ObjectRef], _ host: inout some KubectlHost) throws(KubectlFailure)
    {
        let condition = WaitCondition(objects: gone, state: .gone)
        if host.isInteractive {
            waitsFor = condition
            return
        }
        let timeout = (command.nanoseconds("timeout") ?? 0) / 1_000_000_000
        switch host.waitUntil(condition, timeoutSeconds: timeout == 0 ? Self.longestWaitSeconds : timeout) {
        case .met: break
        case .timedOut:
            let first = gone[0]
            throw .message(
                "timed out waiting for the condition on \(first.resource.info.plural)/\(first.key.name)")
        case .failed(let status): throw .status(status)
        }
    }
}
