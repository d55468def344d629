public import KubeAPI

/// What kubectl needs of the world around it.
///
/// An interactive host (the prompt) is never made to wait: verbs that would wait end at once and say for
/// what (`KubectlResult.waitsFor`). In files of commands the host waits, and virtual time passes.
public protocol KubectlHost {
    /// Sends a request to the API server.
    mutating func send(_ request: APIRequest) -> APIResult
    /// The answer to a GET of a path that names no object (`/version`, `/metrics`); `nil` if this host has none.
    func readPath(_ target: String) -> (code: Int, body: String)?
    /// What the API server serves now.
    var served: ResourceCatalog { get }
    /// What kubectl remembers of it: its discovery cache, which is asked first.
    var discovered: ResourceCatalog { get }
    /// The cache did not know a resource: it is filled anew.
    mutating func keepDiscovered(_ catalog: ResourceCatalog)
    /// What the API server warned of in its answers since this was asked last.
    mutating func takeWarnings() -> [String]
    /// The bytes of a file; `path` is as typed.
    func readFile(_ path: String) throws(FileProblem) -> [UInt8]
    /// The files of a folder, sorted, as paths that `readFile` takes; `nil` if `path` is no folder.
    func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]?
    /// What `-f -` reads.
    var standardInput: [UInt8]? { get }
    /// Microseconds since 1970.
    var now: Int64 { get }
    /// The namespace of commands that name none.
    var namespace: String { get }
    /// What the metrics API says of pods; `nil` if there is none.
    var podUsage: [PodUsage]? { get }
    /// The file that says where the cluster is, as whom to ask and in which namespace.
    var kubeconfig: Kubeconfig { get }
    /// Another one for the commands that follow; false if this host's never changes.
    mutating func keepKubeconfig(_ file: Kubeconfig) -> Bool
    /// What the editor made of a text; `nil` if there is none, or it failed.
    mutating func editText(_ text: String) -> String?
    /// Why nobody can attach to a container; the body of the request is its `PodAttachOptions`.
    func attachProblem(_ request: APIRequest) -> ExecFailure?
    /// The lines a container has written.
    mutating func logs(pod: ObjectKey, container: String, options: LogOptions) -> Result<[String], Status>
    /// Runs a command in a container; the body of the request is its `PodExecOptions`.
    mutating func exec(_ request: APIRequest, input: String) -> Result<ExecOutcome, ExecFailure>
    /// Lets time pass until the condition holds.
    mutating func waitUntil(_ condition: WaitCondition, timeoutSeconds: Int64) -> WaitOutcome
    /// Lets so much time pass; only where nobody sits there.
    mutating func pass(microseconds: Int64)
    /// A person sits there: nothing waits.
    var isInteractive: Bool { get }
}

extension KubectlHost {
    /// A host without such paths.
    public func readPath(_ target: String) -> (code: Int, body: String)? { nil }
    /// A host without custom resources.
    public var served: ResourceCatalog { .builtIn }
    /// A host whose kubectl asks each time.
    public var discovered: ResourceCatalog { served }
    /// Nothing is remembered.
    public mutating func keepDiscovered(_ catalog: ResourceCatalog) {}
    /// The server warns of nothing.
    public mutating func takeWarnings() -> [String] { [] }

    /// A host without a metrics API.
    public var podUsage: [PodUsage]? { nil }
    /// A host of one context.
    public var kubeconfig: Kubeconfig { Kubeconfig() }
    /// A host of one context.
    public mutating func keepKubeconfig(_ file: Kubeconfig) -> Bool { false }
}

/// Why a file could not be read.
public struct FileProblem: Error, Sendable, Equatable {
    /// As typed.
    public let path: String
    /// `no such file or directory`.
    public let reason: String

    /// A problem with a file.
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}

/// What `kubectl logs` asks for.
public struct LogOptions: Sendable, Equatable {
    /// Of the run before this one.
    public var isPrevious = false
    /// At most so many lines from the end.
    public var tailLines: Int64?
    /// Only lines of the last so many seconds.
    public var sinceSeconds: Int64?
    /// The time stands before each line.
    public var hasTimestamps = false
    /// At most so many bytes.
    public var limitBytes: Int64?

    /// The whole log of this run.
    public init() {}
}

/// What is waited for.
public struct WaitCondition: Sendable, Equatable {
    /// How an object has to be.
    public enum State: Sendable, Equatable {
        /// No longer there, or another object with that name.
        case gone
        case created
        /// A condition of the status, compared without regard to case.
        case condition(type: String, status: String)
        /// A newer version than this one, or no longer there.
        case changed(since: Int64)
        /// A JSONPath template; `nil` for any value.
        case path(String, value: String?)
        /// The status counts so many replicas, as the scale does.
        case replicas(Int64)
        /// A disruption budget has room: kubectl would ask for the eviction again.
        case evictable
        /// Gone, so that a drain can go on.
        case drained
        /// A command in a container is over: so much time has passed.
        case elapsed(microseconds: Int64)
    }

    /// All of them are waited for.
    public var objects: [ObjectRef]
    /// How each has to be.
    public var state: State

    /// A condition.
    public init(objects: [ObjectRef], state: State) {
        self.objects = objects
        self.state = state
    }
}

/// How a wait ended.
public enum WaitOutcome: Sendable, Equatable {
    case met
    case timedOut
    /// Another error of the server.
    case failed(Status)
}

/// What a command printed, and what goes on behind it.
public struct KubectlResult: Sendable, Equatable {
    /// 0, or 1 after an error.
    public var exitCode: Int
    /// Lines ended, as kubectl prints them.
    public var stdout: String
    /// Warnings and errors.
    public var stderr: String
    /// The changes that `get -w` goes on to show.
    public var watch: WatchPlan?
    /// The logs that `logs -f` and `attach` go on to show.
    public var logs: [LogPlan] = []
    /// What an interactive host was not made to wait for.
    public var waitsFor: WaitCondition?

    /// A result.
    public init(
        exitCode: Int, stdout: String, stderr: String, watch: WatchPlan? = nil, waitsFor: WaitCondition? = nil
    ) {
        self.exitCode = exitCode
        self.stdout = stdout
        self.stderr = stderr
        self.watch = watch
        self.waitsFor = waitsFor
    }
}
