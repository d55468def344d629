import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/logs/logs.go, kubectl/pkg/polymorphichelpers/logsforobject.go.
extension Execution {
    /// Of pods chosen by labels, only so many lines are shown unless asked. Upstream: defaultLogTailLines…
    private static let tailOfSelectedPods: Int64 = 10

    mutating func logs(on host: inout some KubectlHost) throws(KubectlFailure) {
        if command.bool("follow") {
            throw .message("not modelled yet: logs -f; ask again after time has passed, or use --tail")
        }
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
            guard let from = Timestamps.parse(sinceTime) else {
                throw .message("unable to parse --since-time: \(GoStrings.quoted(sinceTime)) is no time (RFC 3339)")
            }
            options.sinceSeconds = max(0, (host.now - from) / Timestamps.microsPerSecond)
        }
        if tail == -1 && !labelSelector.isEmpty { options.tailLines = Self.tailOfSelectedPods }
        let wanted = words.count == 2 ? words[1] : command.string("container")
        for pod in try logPods(words.first, &host) {
            for container in try logContainers(pod, wanted) {
                try printLog(pod, container, options, &host)
            }
        }
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
            if case .status(let status) = failure, status.reason == "NotFound", !word.contains("/") {
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
                throw .message("container \(wanted) is not valid for pod \(pod.name)")
            }
            return [wanted]
        }
        return [try defaultContainer(of: pod)]
    }

    private mutating func printLog(
        _ pod: APIObject, _ container: String, _ options: LogOptions, _ host: inout some KubectlHost
    ) throws(KubectlFailure) {
        switch host.logs(pod: pod.key, container: container, options: options) {
        case .success(let lines):
            let prefix = command.bool("prefix") || command.bool("all-pods") ? "[pod/\(pod.name)/\(container)] " : ""
            for line in lines { out += prefix + line + "\n" }
        case .failure(let status):
            guard command.bool("ignore-errors") else { throw .status(status) }
            err += "error: \(status.message)\n"
        }
    }
}
