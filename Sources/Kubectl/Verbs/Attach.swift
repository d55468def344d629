import Commands
import Documents
import KubeAPI

/// `attach`: what a container prints from now on. Its standard input is not modelled: containers read nothing.
///
/// Upstream: kubectl/pkg/cmd/attach/attach.go.
extension Execution {
    mutating func attach(on host: inout some KubectlHost) throws(KubectlFailure) {
        let words = command.words
        if words.isEmpty { throw .message("at least 1 argument is required for attach") }
        if words.count > 2 {
            throw .message(
                "expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw \(words.count): "
                    + "[\(words.joined(separator: " "))]")
        }
        if (command.nanoseconds("pod-running-timeout") ?? 0) <= 0 {
            throw .message("--pod-running-timeout must be higher than zero")
        }
        if command.bool("stdin") {
            throw .message(
                "not modelled yet: attach -i; containers read no input: `exec -i POD -- COMMAND` gives a command one")
        }
        let pod = try podToEnter(words.count == 2 ? words.joined(separator: "/") : words[0], &host)
        if let phase = pod.at("status", "phase")?.string, phase == "Succeeded" || phase == "Failed" {
            throw .message("cannot attach a container in a completed pod; current phase is \(phase)")
        }
        let container = try attached(of: pod)
        let all = ["containers", "initContainers", "ephemeralContainers"].flatMap { pod.at("spec", $0)?.array ?? [] }
        let hasTerminal = all.first { $0.text("name") == container }?["tty"]?.bool == true
        if command.bool("tty") && !hasTerminal && !command.bool("quiet") {
            err += "error: Unable to use a TTY - container \(container) did not allocate one\n"
        }
        if !command.bool("quiet") {
            err += "All commands and output from this session will be recorded in container logs, including "
            err += "credentials and sensitive information passed through the command prompt.\n"
            err += "If you don't see a command prompt, try pressing enter.\n"
        }
        let options: Value = [
            "kind": "PodAttachOptions", "apiVersion": "v1", "container": .string(container), "stdin": false,
            "stdout": true, "stderr": true, "tty": .bool(hasTerminal),
        ]
        let request = APIRequest(
            .get, .pods, namespace: pod.namespace, name: pod.name, subresource: "attach", body: options)
        switch host.attachProblem(identified(request)) {
        case .refused(let status)?: throw .status(status)
        case let problem?: throw .message(problem.text)
        case nil: break
        }
        if let plan = plan(of: container, in: pod, "", &host) { try follow(plan, of: pod, &host) }
    }

    private mutating func attached(of pod: APIObject) throws(KubectlFailure) -> String {
        do {
            return try containerToEnter(of: pod)
        } catch {
            if case .message(let why) = error { throw .message("cannot attach to the container: \(why)") }
            throw error
        }
    }
}
