public import Documents

/// What a command in a container wrote and how it ended.
public struct ExecOutcome: Sendable, Equatable {
    /// How it ended.
    public enum Ending: Sendable, Equatable {
        /// With an exit code, 0 to 255.
        case exited(Int)
        /// The runtime could not start it, for this reason.
        case notStarted(String)
    }

    /// What it wrote to its output; lines ended as the program ends them.
    public var stdout: String
    /// What it wrote to its error output.
    public var stderr: String
    /// How it ended.
    public var ending: Ending
    /// How much virtual time it takes (`sleep 5`: 5 000 000).
    public var microseconds: Int64

    /// Makes an outcome.
    public init(stdout: String = "", stderr: String = "", ending: Ending = .exited(0), microseconds: Int64 = 0) {
        self.stdout = stdout
        self.stderr = stderr
        self.ending = ending
        self.microseconds = microseconds
    }

    /// 0 to 255; `nil` if it never ran.
    public var exitCode: Int? { if case .exited(let code) = ending { code } else { nil } }

    /// The shells that simulated containers have.
    public static let shells = ["sh", "ash", "bash"]

    /// Does a command do nothing before it has read its standard input to the end?
    public static func readsInput(_ command: [String]) -> Bool {
        guard let name = command.first?.split(separator: "/").last.map(String.init) else { return false }
        if shells.contains(name) { return !command.contains("-c") }
        return name == "cat" && (command.count == 1 || command.contains("-"))
    }

    /// What the error channel of a connection says of the end, a `v1` `Status`.
    ///
    /// - Parameter isTranslated: the kubelet stands in between (`v5.channel.k8s.io`) and wraps what the runtime says.
    ///
    /// Upstream: cri-streaming/pkg/streaming/remotecommand/exec.go, ServeExec; apiserver/pkg/util/proxy,
    /// streamtranslator.go; client-go/tools/remotecommand/v4.go.
    public func status(isTranslated: Bool) -> Value {
        switch ending {
        case .exited(0): return ["metadata": .object(Fields()), "status": "Success"]
        case .exited(let code):
            let status = Status(
                code: 0, reason: "NonZeroExitCode",
                message: "command terminated with non-zero exit code: command terminated with exit code \(code)",
                causes: [Status.Cause(reason: "ExitCode", message: String(code), field: "")])
            var value = status.value
            value.set(nil, at: "code")
            return value
        case .notStarted:
            let message = failureText(isTranslated: isTranslated)
            return Status(
                code: 500, reason: "InternalError", message: message,
                causes: [
                    Status.Cause(
                        reason: "", message: String(message.dropFirst("Internal error occurred: ".count)), field: "")
                ]
            ).value
        }
    }

    /// What kubectl says of a command that did not run; empty if it ran.
    public func failureText(isTranslated: Bool) -> String {
        guard case .notStarted(let why) = ending else { return "" }
        let once = "Internal error occurred: error executing command in container: \(why)"
        return isTranslated ? "Internal error occurred: \(once)" : once
    }
}

/// Why a connection into a container did not come about.
public enum ExecFailure: Error, Sendable, Equatable {
    /// The API server refused it.
    case refused(Status)
    /// The kubelet did, in plain text.
    case kubelet(code: Int, text: String)

    /// What kubectl prints behind `error: ` of the kubelet's refusal. Upstream: transport/spdy/spdy.go, Negotiate.
    public var text: String {
        switch self {
        case .refused(let status): status.message
        case .kubelet(_, let text): "unable to upgrade connection: \(text)"
        }
    }
}
