import APIServing
import ClusterSim
import ControllerKit
import Documents
import HTTPAPI
import KubeAPI
import Kubectl
import Nodes
import Simulation

/// kubectl's way into the world of a session: reads look at the present, writes are commands of the timeline.
struct WorldDoor: KubectlHost {
    var timeline: Timeline
    let io: any SessionIO
    /// What was typed: the span of each write carries it.
    let line: String
    let standardInput: [UInt8]?
    private(set) var kubeconfig: Kubeconfig
    var namespace: String { kubeconfig.namespace }
    let isInteractive: Bool
    /// The lesson's folder: its manifests are named without it.
    let folder: String?
    /// What was read, for the journal.
    private(set) var files: [FileRead] = []
    private(set) var edits: [String] = []
    private var warnings: [String] = []
    private var hasWritten = false

    /// kubectl asks for one object after the other: the answer to a write must come and the next object be read
    /// before the next write is sent. At the prompt a command takes no time.
    private mutating func takeTime(of request: APIRequest) {
        if request.verb.isRead { return }
        let profile = timeline.present.options.profile
        if hasWritten { timeline.run(until: timeline.present.now + (profile.writeHop + profile.readHop) * 2) }
        hasWritten = true
    }

    init(
        timeline: Timeline, io: any SessionIO, line: String, standardInput: [UInt8]?, kubeconfig: Kubeconfig,
        isInteractive: Bool, folder: String?, discovered: ResourceCatalog
    ) {
        self.discovered = discovered
        self.folder = folder
        self.timeline = timeline
        self.io = io
        self.line = line
        self.standardInput = standardInput
        self.kubeconfig = kubeconfig
        self.isInteractive = isInteractive
        recorder = FileRecorder()
    }

    private let recorder: FileRecorder

    /// What kubectl remembers of discovery.
    private(set) var discovered: ResourceCatalog
    var served: ResourceCatalog { timeline.present.served }
    mutating func keepDiscovered(_ catalog: ResourceCatalog) { discovered = catalog }

    var now: Int64 { timeline.present.moment.date }

    mutating func send(_ request: APIRequest) -> APIResult {
        if !isInteractive { takeTime(of: request) }
        if request.verb.isRead {
            let result = timeline.present.read(request)
            timeline.note(ReadNote(request, code: result.code))
            if let warning = request.resource.info.deprecationWarning { warnings.append(warning) }
            return result
        }
        do {
            guard case .answered(let result) = try timeline.apply(.request(request, text: line)) else {
                preconditionFailure("a request without an answer: \(line)")
            }
            warnings += timeline.present.newestWarnings
            return result
        } catch {
            return .failure(.badRequest(error.message.english))
        }
    }

    var podUsage: [PodUsage]? { MetricsAPI.podUsage(in: timeline.present) }

    func readPath(_ target: String) -> (code: Int, body: String)? {
        var world = WorldSnapshot(cluster: timeline.present)
        let request = HTTPRequest("GET", target, user: "kubernetes-admin")
        let answer = Gateway.whole(request, on: &world)
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    mutating func keepKubeconfig(_ file: Kubeconfig) -> Bool {
        kubeconfig = file
        return true
    }

    func attachProblem(_ request: APIRequest) -> ExecFailure? {
        if let refusal = timeline.present.read(request).failure { return .refused(refusal) }
        do throws(ExecFailure) { try timeline.present.checkContainer(request) } catch { return error }
        return nil
    }

    mutating func takeWarnings() -> [String] {
        defer { warnings = [] }
        return warnings
    }

    func readFile(_ path: String) throws(FileProblem) -> [UInt8] {
        do {
            let bytes = try io.readFile(path, preferring: folder)
            recorder.add(FileRead(path: path, bytes: bytes, problem: nil))
            return bytes
        } catch {
            recorder.add(FileRead(path: path, bytes: nil, problem: error.reason))
            throw error
        }
    }

    func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]? {
        try io.listFolder(path, isRecursive: isRecursive)
    }

    mutating func editText(_ text: String) -> String? {
        let edited = io.edit(text)
        if let edited { edits.append(edited) }
        return edited
    }

    mutating func logs(pod: ObjectKey, container: String, options: LogOptions) -> Result<[String], Status> {
        ContainerLogs.lines(of: container, in: pod, options, timeline.present)
    }

    mutating func exec(_ request: APIRequest, input: String) -> Result<ExecOutcome, ExecFailure> {
        if !isInteractive { takeTime(of: request) }
        return timeline.exec(request, input: input, line: line)
    }

    mutating func waitUntil(_ condition: WaitCondition, timeoutSeconds: Int64) -> WaitOutcome {
        let limit =
            timeoutSeconds <= 0
            ? timeline.present.now + Cluster.settleMax : timeline.present.now + .seconds(timeoutSeconds)
        while true {
            switch Waiting.check(condition, timeline.present) {
            case .met: return .met
            case .failed(let status): return .failed(status)
            case .timedOut: break
            }
            guard let due = timeline.present.nextDue, due <= limit else {
                timeline.run(until: limit)
                return .timedOut
            }
            timeline.step()
        }
    }

    mutating func pass(microseconds: Int64) {
        timeline.run(until: timeline.present.now + SimDuration(microseconds: microseconds))
    }

    /// What was read so far.
    var read: [FileRead] { recorder.reads }
}

/// Collects reads of a host whose `readFile` does not mutate.
private final class FileRecorder: @unchecked Sendable {
    // One command on one thread: the identity is the command's list of reads.
    private(set) var reads: [FileRead] = []
    func add(_ read: FileRead) { reads.append(read) }
}
