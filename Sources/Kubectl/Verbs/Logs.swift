import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/logs/logs.go, kubectl/pkg/polymorphichelpers/logsforobject.go.
extension Execution {
    /// Of pods chosen by labels, only so many lines are shown unless asked. Upstream: defaultLogTailLines…
    private static let tailOfSelectedPods: Int64 = 10

    mutating func logs(on host: inout some KubectlHost) throws(KubectlFailure) {
        let words = command.words
        let usage =
            "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required "
            + "argument for the logs command"
        if words.isEmpty && labelSelector.isEmpty { throw .usage(usage, verb: "logs") }
        if !words.isEmpty && !labelSelector.isEmpty {
            throw .usage("only a selector (-l) or a POD name is allowed", verb: "logs")
        }
        if words.count > 2 { throw .usage(usage, verb: "logs") }
        if words.count == 2 && command.isGiven("container") {
            throw .usage("only one of -c or an inline [CONTAINER] arg is allowed", verb: "logs")
        }
        var options = LogOptions()
        options.isPrevious = command.bool("previous")
        options.hasTimestamps = command.bool("timestamps")
        let tail = command.int("tail") ?? -1
        if tail < -1 { throw .message("--tail must be greater than or equal to -1") }
        options.tailLines = tail >= 0 ? tail : nil
        if let bytes = command.int("limit-bytes"), bytes > 0 { options.limitBytes = bytes }
        let since = (command.nanoseconds("since") ?? 0) / 1_000_000_000
        if since > 0 { options.sinceSeconds = since }
        let sinceTime = command.string("since-time")
        if !sinceTime.isEmpty {
            if since > 0 { throw .message("at most one of `sinceTime` or `sinceSeconds` may be specified") }
            guard let from = Timestamps.parse(sinceTime) else { throw .message(GoTimeProblem.text(sinceTime)) }
            options.sinceSeconds = max(0, (host.now - from) / Timestamps.microsPerSecond)
        }
        if tail == -1 && !labelSelector.isEmpty { options.tailLines = Self.tailOfSelectedPods }
        let wanted = words.count == 2 ? words[1] : command.string("container")
        var sources: [(pod: APIObject, container: String)] = []
        for pod in try logPods(words.first, &host) {
            for container in try logContainers(pod, wanted) { sources.append((pod, container)) }
        }
        let most = command.int("max-log-requests") ?? 5
        if command.bool("follow") && sources.count > most {
            throw .message(
                "you are attempting to follow \(sources.count) log streams, but maximum allowed concurrency is "
                    + "\(most), use --max-log-requests to increase the limit")
        }
        for source in sources {
            let plan = follows(options) ? plan(of: source.container, in: source.pod, prefix(source), &host) : nil
            try printLog(source.pod, source.container, options, &host)
            if let plan { try follow(plan, of: source.pod, &host) }
        }
    }

    private func follows(_ options: LogOptions) -> Bool { command.bool("follow") && !options.isPrevious }

    private func prefix(_ source: (pod: APIObject, container: String)) -> String {
        let isWanted = command.bool("prefix") || command.bool("all-pods")
        return isWanted ? "[pod/\(source.pod.name)/\(source.container)] " : ""
    }

    /// What is behind the lines that a container has written; `nil` if it writes no more.
    func plan(
        of container: String, in pod: APIObject, _ prefix: String, _ host: inout some KubectlHost
    ) -> LogPlan? {
        let lists = ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"]
        let statuses = lists.flatMap { pod.at("status", $0)?.array ?? [] }
        let mine = statuses.first { $0.text("name") == container }
        if mine?.at("state", "terminated") != nil { return nil }
        let lines = try? host.logs(pod: pod.key, container: container, options: LogOptions()).get()
        return lines.map { LogPlan(pod: pod.key, container: container, prefix: prefix, shown: $0.count) }
    }

    /// At the prompt the lines come with the next steps; in a file of commands the container is waited for.
    mutating func follow(
        _ plan: LogPlan, of pod: APIObject, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        if host.isInteractive { return followed.append(plan) }
        let lists = [
            ("containers", "containerStatuses"), ("initContainers", "initContainerStatuses"),
            ("ephemeralContainers", "ephemeralContainerStatuses"),
        ]
        let list = lists.first { pod.containerNames(in: $0.0).contains(plan.container) }?.1 ?? "containerStatuses"
        let path = "{.status.\(list)[?(@.name==\"\(plan.container)\")].state.terminated.exitCode}"
        let condition = WaitCondition(
            objects: [ObjectRef(.pods, pod.key, uid: pod.uid)], state: .path(path, value: nil))
        guard host.waitUntil(condition, timeoutSeconds: 0) == .met else {
            throw .message(
                "not modelled yet: \(command.verb) of a container that does not end, in a file of commands; let time "
                    + "pass and ask again")
        }
        var plan = plan
        let lines = try? host.logs(pod: pod.key, container: plan.container, options: LogOptions()).get()
        out += plan.text(lines ?? []).map { $0 + "\n" }.joined()
    }

    private mutating func logPods(_ word: String?, _ host: inout some KubectlHost) throws(KubectlFailure)
        -> [APIObject]
    {
        guard let word else {
            var request = APIRequest(.list, .pods, namespace: namespace(host))
            request.options.labelSelector = labelSelector
            switch sendRaw(request, &host) {
            case .list(let pods, _):
                if pods.isEmpty { err += "No resources found in \(namespace(host)) namespace.\n" }
                return pods
            case .failure(let status): throw .status(status)
            default: return []
            }
        }
        let targets = try self.targets(
            word.contains("/") ? [word] : ["pods", word], SelectionRules(takesFiles: false), host)
        let (selected, failures, _) = fetch(targets, &host)
        if let failure = KubectlFailure.joined(failures) {
            if case .status(let status) = failure, status.reason == "NotFound" {
                throw .message(
                    "error: error from server (NotFound): \(status.message) in namespace "
                        + GoStrings.quoted(namespace(host)))
            }
            throw failure
        }
        guard let one = selected.first else { return [] }
        if one.object.resource == .pods { return [one.object] }
        let pods = try pods(of: one, doing: "cannot get the logs from", &host).sorted {
            PodRank($0).forLogging.lexicographicallyPrecedes(PodRank($1).forLogging)
        }
        if command.bool("all-pods") { return pods }
        if pods.count > 1 { err += "Found \(pods.count) pods, using pod/\(pods[0].name)\n" }
        return [pods[0]]
    }

    private mutating func logContainers(_ pod: APIObject, _ wanted: String) throws(KubectlFailure) -> [String]
    {
        func names(_ key: String) -> [String] {
            (pod.at("spec", key)?.array ?? []).compactMap { $0["name"]?.string }
        }
        let (containers, initial) = (names("containers"), names("initContainers"))
        let all = initial + containers + names("ephemeralContainers")
        if command.bool("all-containers") { return all }
        if !wanted.isEmpty {
            guard all.contains(wanted) else {
                throw Execution.noContainer(wanted, pod)
            }
            return [wanted]
        }
        return [usualContainer(of: pod, all)]
    }

    /// The container that is meant if none is named: other than `exec`, logs forgive an annotation that is wrong.
    private mutating func usualContainer(of pod: APIObject, _ all: [String]) -> String {
        let annotated = pod.at("metadata", "annotations")?["kubectl.kubernetes.io/default-container"]?.string ?? ""
        if all.contains(annotated) { return annotated }
        if !annotated.isEmpty {
            err += "Default container name \(GoStrings.quoted(annotated)) not found in pod \(pod.name)\n"
        }
        let first = pod.containerNames(in: "containers").first ?? ""
        if all.count > 1 && !command.bool("all-pods") {
            err += "Defaulted container \"\(first)\" out of: \(Execution.titles(of: pod))\n"
        }
        return first
    }

    private mutating func printLog(
        _ pod: APIObject, _ container: String, _ options: LogOptions, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        switch host.logs(pod: pod.key, container: container, options: options) {
        case .success(let lines):
            let prefix = prefix((pod, container))
            for line in lines { out += prefix + line + "\n" }
        case .failure(let status):
            guard command.bool("ignore-errors") else { throw .status(status) }
            err += "error: \(status.message)\n"
        }
    }
}
