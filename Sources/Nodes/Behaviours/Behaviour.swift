/// What the program in an image does: data instead of a program.
///
/// Times count from the start of the container. The default starts at once, runs for ever, answers every
/// probe and ends at once with code 0 when it is told to stop. A regular init container that has no
/// `runsForSeconds` ends at once with code 0 instead.
public struct Behaviour: Sendable, Equatable {
    /// A line of the container's log.
    public struct LogLine: Sendable, Equatable {
        public var atMilliseconds: Int64
        public var text: String

        public init(atMilliseconds: Int64, text: String) {
            self.atMilliseconds = atMilliseconds
            self.text = text
        }
    }

    /// What a command in the container prints and how it ends.
    public struct ExecRule: Sendable, Equatable {
        /// The words of the command; a last word `*` stands for any that follow.
        public var command: [String]
        /// What it writes, lines ended.
        public var stdout: String
        /// What it writes to its error output.
        public var stderr: String
        /// 0 to 255.
        public var exitCode: Int

        /// Makes a rule.
        public init(command: [String], stdout: String = "", stderr: String = "", exitCode: Int = 0) {
            self.command = command
            self.stdout = stdout
            self.stderr = stderr
            self.exitCode = exitCode
        }

        func matches(_ words: [String]) -> Bool {
            guard command.last == "*" else { return command == words }
            return words.starts(with: command.dropLast())
        }
    }

    /// How long a pull takes; 0 with `isOnEveryNode` unset still records a pull.
    public var pullMilliseconds: Int64 = 0
    /// The image is there before anybody pulled it.
    public var isOnEveryNode = false
    /// Why a pull of it fails, in the registry's words; `nil`: it succeeds.
    public var pullFailure: String?
    /// What the `Pulled` event calls the image size.
    public var imageBytes: Int64 = 52_428_800
    /// Between creating the container and its process running.
    public var startMilliseconds: Int64 = 0
    /// `nil`: until it is stopped.
    public var runsForSeconds: Int64?
    public var exitCode = 0
    /// The exit code of each run (start 0, 1, …); the last one stays. Empty: `exitCode`.
    public var exitCodes: [Int] = []
    /// Until then it answers no probe of any kind.
    public var upAfterSeconds: Int64 = 0
    /// Until then it fails its readiness probe.
    public var readyAfterSeconds: Int64 = 0
    public var readyNever = false
    /// From then on it fails its liveness probe.
    public var livenessFailsAfterSeconds: Int64?
    /// It must be killed (code 137) at the end of its grace.
    public var ignoresSIGTERM = false
    /// From SIGTERM to its end.
    public var stopMilliseconds: Int64 = 0
    public var stopExitCode = 0
    /// How long a preStop hook of kind `exec` or `httpGet` takes.
    public var preStopMilliseconds: Int64 = 0
    /// TCP ports it binds; `nil`: the container ports of its spec.
    public var listens: [Int64]?
    public var logs: [LogLine] = []
    /// Commands that `exec` knows beside those of every image; the first that fits counts.
    public var execs: [ExecRule] = []

    public init() {}

    /// The exit code of run `attempt` (0: the first).
    public func exitCode(ofRun attempt: Int) -> Int {
        guard let last = exitCodes.last else { return exitCode }
        return exitCodes.indices.contains(attempt) ? exitCodes[attempt] : last
    }
}
