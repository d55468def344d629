import Commands
import Documents
import KubeAPI

/// Upstream: kubectl/pkg/cmd/exec/exec.go, kubectl/pkg/polymorphichelpers/attachablepodforobject.go.
extension Execution {
    mutating func exec(on host: inout some KubectlHost) throws(KubectlFailure) {
        let (resource, words) = try execWords()
        if resource == nil && !hasFiles { throw .message("pod, type/name or --filename must be specified") }
        if words.isEmpty { throw .message("you must specify at least one command for the container") }
        let pod = try podToEnter(resource, &host)
        if let phase = pod.at("status", "phase")?.string, phase == "Succeeded" || phase == "Failed" {
            throw .message("cannot exec into a container in a completed pod; current phase is \(phase)")
        }
        let container = try containerToEnter(of: pod)
        if command.bool("stdin") && command.bool("tty") && !command.bool("quiet") {
            err += "Unable to use a TTY - input is not a terminal or the right kind of file\n"
        }
        let input = command.bool("stdin") ? host.standardInput : nil
        let options: Value = [
            "kind": "PodExecOptions", "apiVersion": "v1", "container": .string(container),
            "command": .array(words.map(Value.string)), "stdin": .bool(command.bool("stdin")), "stdout": true,
            "stderr": true,
        ]
        let request = APIRequest(
            .get, .pods, namespace: pod.namespace, name: pod.name, subresource: "exec", body: options)
        switch host.exec(identified(request), input: String(decoding: input ?? [], as: UTF8.self)) {
        case .success(let outcome): try show(outcome, &host)
        case .failure(.refused(let status)): throw .status(status)
        case .failure(let failure): throw .message(failure.text)
        }
    }

    /// What stands before `--`, and the command behind it.
    private func execWords() throws(KubectlFailure) -> (resource: String?, command: [String]) {
        let words = command.words
        guard let dash = command.argumentsBeforeDash else {
            if words.count > 1 || (!words.isEmpty && hasFiles) {
                throw .usage(
                    "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead", verb: "exec")
            }
            return (words.first, [])
        }
        return (dash > 0 ? words[0] : nil, Array(words[dash...]))
    }

    private mutating func show(_ outcome: ExecOutcome, _ host: inout some KubectlHost) throws(KubectlFailure) {
        out += outcome.stdout
        err += outcome.stderr
        if outcome.microseconds > 0 {
            if host.isInteractive {
                waitsFor = WaitCondition(objects: [], state: .elapsed(microseconds: outcome.microseconds))
            } else {
                host.pass(microseconds: outcome.microseconds)
            }
        }
        let failure = outcome.failureText(isTranslated: true)
        if !failure.isEmpty { throw .message(failure) }
        if let code = outcome.exitCode, code != 0 { throw .exited(code) }
    }

    // MARK: - Which pod

    mutating func podToEnter(
        _ word: String?, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> APIObject {
        var words: [String] = []
        if let word { words = word.contains("/") ? [word] : ["pods", word] }
        let targets = try targets(words, SelectionRules(), host)
        if targets.count > 1 { throw .message("cannot exec into multiple objects at a time") }
        let (selected, failures, _) = fetch(targets, &host)
        if let failure = KubectlFailure.joined(failures) { throw failure }
        guard let one = selected.first else { throw .message("pod, type/name or --filename must be specified") }
        if selected.count > 1 { throw .message("cannot exec into multiple objects at a time") }
        if one.object.resource == .pods { return one.object }
        let pods = try pods(of: one, doing: "cannot attach to", &host)
        let ranked = pods.max { PodRank($0).forEntering.lexicographicallyPrecedes(PodRank($1).forEntering) }
        guard let ranked else { throw .message("timed out waiting for the condition") }
        return ranked
    }

    // MARK: - Which container

    mutating func containerToEnter(of pod: APIObject) throws(KubectlFailure) -> String {
        let wanted = command.string("container")
        if wanted.isEmpty { return try defaultContainer(of: pod) }
        guard pod.containerNames.contains(wanted) else { throw Execution.noContainer(wanted, pod) }
        return wanted
    }

    /// The container that is meant if none is named. Upstream: kubectl/pkg/cmd/util/podcmd/podcmd.go.
    mutating func defaultContainer(of pod: APIObject) throws(KubectlFailure) -> String {
        let annotated = pod.at("metadata", "annotations")?["kubectl.kubernetes.io/default-container"]?.string ?? ""
        if !annotated.isEmpty {
            guard pod.containerNames.contains(annotated) else { throw Execution.noContainer(annotated, pod) }
            return annotated
        }
        guard let first = pod.containerNames(in: "containers").first else {
            throw .message("pod \(pod.namespace)/\(pod.name) does not have any containers")
        }
        if pod.containerNames.count > 1 && !command.bool("quiet") {
            err += "Defaulted container \"\(first)\" out of: \(Execution.titles(of: pod))\n"
        }
        return first
    }

    static func noContainer(_ name: String, _ pod: APIObject) -> KubectlFailure {
        .message("container \(name) is not valid for pod \(pod.name) out of: \(titles(of: pod))")
    }

    /// `web, debugger (ephem), setup (init)`.
    static func titles(of pod: APIObject) -> String {
        let names = pod.containerNames(in: "containers")
            + pod.containerNames(in: "ephemeralContainers").map { "\($0) (ephem)" }
            + pod.containerNames(in: "initContainers").map { "\($0) (init)" }
        return names.joined(separator: ", ")
    }
}
