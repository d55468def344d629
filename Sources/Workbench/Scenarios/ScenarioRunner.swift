import APIServing
import ClusterSim
import Commands
import ControllerKit
public import Documents
import KubeAPI
import Kubectl
import Nodes
import Rendering
import Simulation

/// Runs a `.k8s` file: the grammar of recorded scenarios. Verbs that wait do wait, and virtual time passes.
public struct ScenarioRunner {
    /// A kubectl process takes that long until its request is sent.
    static let clientTime = SimDuration.milliseconds(80)
    /// Verbs that hold a manifest against the server's schema fetch it first: in all recorded runs of
    /// eviction-budget the Pods of one `apply` ran (340 ms) before the next one's object was there.
    static let validatingClientTime = SimDuration.milliseconds(400)

    /// Before a snapshot right behind a command: in all recorded runs of api-errors the Pod that a StatefulSet made
    /// was bound by then, and did not run yet (340 ms).
    static let snapshotTime = SimDuration.milliseconds(160)

    /// Behind the last line, if that was a command: in the same runs the Pod ran in the end, and its set knew.
    static let closingTime = SimDuration.seconds(1)

    private static func clientTime(of words: [String]) -> SimDuration {
        let verb = words.drop { $0 == "out" || $0 == "!" || $0 == "kubectl" }.first
        return ["apply", "create", "replace"].contains(verb) ? validatingClientTime : clientTime
    }

    /// Why a run ended early.
    public struct Stop: Error, Sendable, Equatable {
        public let line: Int
        public let message: String
        /// 1: a line failed; 2: a line is not known.
        public let exitCode: Int
    }

    /// What is written to the record directory.
    public struct Record: Sendable {
        public var audit: [Value] = []
        public var outputs: [Value] = []
        public var snapshots: [(name: String, list: Value)] = []
        public var initial: Value = .null
    }

    public private(set) var session: Session
    public private(set) var record = Record()
    /// What is printed while it runs.
    public private(set) var printed = ""
    private var audited = SpanID(1)
    /// The line before this one was kubectl's.
    private var followsKubectl: Bool { ["kubectl", "!", "out"].contains(lastWord) }
    private var lastWord = ""
    /// The newest snapshot was taken right behind a command.
    private var endsInMotion = false

    /// - Parameter options: nodes and profile; the file's `nodes N` wins.
    public init(_ options: SessionOptions, io: any SessionIO) {
        var options = options
        options.isInteractive = false
        options.history = .off
        options.cluster.checks = true
        options.cluster.stoppedNodesLoseContainers = true
        // The recorded control planes never made the Service `kubernetes`: lists and quotas are without it.
        options.cluster.controllersOff.append("bootstrap-controller")
        session = Session(options, io: io)
    }

    /// Runs all lines.
    ///
    /// - Parameter show: is given what is printed, line by line.
    public mutating func run(_ text: String, show: (String) -> Void) throws(Stop) {
        var lines: [String] = []
        for piece in text.split(separator: "\n", omittingEmptySubsequences: false) { lines.append(String(piece)) }
        var isFirst = true
        var index = 0
        while index < lines.count {
            let number = index + 1
            let line = lines[index].trimmed
            index += 1
            if line.isEmpty || line.hasPrefix("#") { continue }
            var input: String?
            if let delimiter = session.heredoc(of: line) {
                var body: [String] = []
                while index < lines.count, lines[index] != delimiter {
                    body.append(lines[index])
                    index += 1
                }
                if index >= lines.count {
                    throw Stop(line: number, message: "here-document `\(delimiter)` does not end", exitCode: 2)
                }
                index += 1
                input = body.map { $0 + "\n" }.joined()
            }
            try perform(line, number: number, input: input, isFirst: isFirst, show)
            isFirst = false
        }
        // The recorded runs went on for a moment behind their last line.
        if followsKubectl || endsInMotion { _ = session.pass(ScenarioRunner.closingTime) }
        drainAudit()
        if let problem = session.cluster.checkWorld().first {
            throw Stop(line: lines.count, message: "an invariant is broken: \(problem)", exitCode: 1)
        }
    }

    private mutating func perform(
        _ line: String, number: Int, input: String?, isFirst: Bool, _ show: (String) -> Void
    ) throws(Stop) {
        let words = line.split(separator: " ").map(String.init)
        if words[0] == "nodes" {
            guard isFirst, words.count == 2, let count = Int(words[1]), (0 ... 10_000).contains(count) else {
                throw Stop(
                    line: number, message: "`nodes N` is only the first command of a file, N from 0 to 10000",
                    exitCode: 2)
            }
            var options = session.options
            options.cluster.nodes = count
            session = Session(options, io: session.io)
            keepInitial()
            return
        }
        if isFirst { keepInitial() }
        show("$ " + line)
        switch words[0] {
        case "kubectl", "!", "out": try kubectl(line, words, number, input, show)
        case "snapshot":
            // Reading everything takes the client's time, as every command does.
            endsInMotion = followsKubectl
            if followsKubectl { _ = session.pass(ScenarioRunner.snapshotTime) }
            try snapshot(words, number)
        case "settle", "advance", "align", "node", "until", "tick", "fault", "stop", "start", "note", "check", "step",
            "why", "show", "tree", "gc", "inspect", "queue", "versions", "rule", "define", "etcd", "timeline", "mark",
            "let":
            let response = session.perform(line, input: input)
            if !response.output.isEmpty { show(response.output.rendered(useColor: false)) }
            if response.isFailure { throw Stop(line: number, message: "failed: \(line)", exitCode: 1) }
            if words[0] == "node" { try waitForNode(words, number) }
        default:
            throw Stop(
                line: number,
                message:
                    "no such command: `\(words[0])`. Known: nodes, kubectl, ! kubectl, out kubectl, settle, advance, align, node, snapshot and the words of the prompt",
                exitCode: 2)
        }
        lastWord = words[0]
        drainAudit()
    }

    // MARK: kubectl lines

    private mutating func kubectl(
        _ line: String, _ words: [String], _ number: Int, _ input: String?, _ show: (String) -> Void
    ) throws(Stop) {
        var rest = line
        let isOut = rest.take("out")
        let mustFail = rest.take("!")
        guard rest.hasPrefix("kubectl ") else {
            throw Stop(line: number, message: "`\(words[0])` is followed by a kubectl command", exitCode: 2)
        }
        _ = session.pass(ScenarioRunner.clientTime(of: words))
        let result = session.runKubectl(rest, input: input)
        if !result.stdout.isEmpty { show(result.stdout) }
        if !result.stderr.isEmpty { show(result.stderr) }
        record.outputs.append([
            "line": .int(Int64(number)), "command": .string(line), "code": .int(Int64(result.exitCode)),
            "stdout": .string(result.stdout), "stderr": .string(result.stderr),
        ])
        _ = isOut
        if (result.exitCode != 0) != mustFail {
            let what =
                mustFail
                ? "was expected to fail, but did not" : "failed with exit code \(result.exitCode): \(result.stderr)"
            throw Stop(line: number, message: "`\(rest)` \(what)", exitCode: 1)
        }
    }

    /// `node add` and `node start` return when the node is Ready and without its start-up taints.
    private mutating func waitForNode(_ words: [String], _ number: Int) throws(Stop) {
        guard words.count > 2, words[1] != "stop" else { return }
        let limit = session.cluster.now + .minutes(5)
        while !NodeReadiness.isReady(words[2], in: session.cluster) {
            guard let due = session.timeline.present.nextDue, due <= limit else {
                throw Stop(line: number, message: "node \(words[2]) did not become Ready within 5m", exitCode: 1)
            }
            session.timeline.step()
        }
    }

    // MARK: the record

    private mutating func keepInitial() {
        record.initial = list(of: session.cluster.server.store.list(.nodes, namespace: ""))
        audited = session.cluster.trace.nextID
    }

    private mutating func drainAudit() {
        let cluster = session.cluster
        for span in cluster.spans(from: audited) {
            record.audit += AuditRecord.lines(span, start: cluster.options.start)
        }
        audited = cluster.trace.nextID
    }

    private mutating func snapshot(_ words: [String], _ number: Int) throws(Stop) {
        guard words.count >= 2 else { throw Stop(line: number, message: "`snapshot` needs a name", exitCode: 2) }
        let store = session.cluster.server.store
        var objects: [APIObject] = []
        // As recorded: roles and their bindings are no part of a snapshot.
        for info in session.cluster.served.stored where info.group != "rbac.authorization.k8s.io" {
            let isNamed = words.dropFirst(2).contains(info.plural)
            // The recorded snapshots hold no Role and no RoleBinding, though kubectl-misc makes one of each.
            let isUsual = info.isNamespaced && info.group != Resource.roles.info.group
            if !isUsual && !isNamed { continue }
            objects += store.list(info.resource, namespace: "").filter { !$0.namespace.hasPrefix("kube-") }
        }
        for word in words.dropFirst(2) where session.cluster.served.find(word) == nil {
            throw Stop(line: number, message: "snapshot: no resource `\(word)`", exitCode: 2)
        }
        record.snapshots.append((words[1], list(of: objects)))
    }

    private func list(of objects: [APIObject]) -> Value {
        ["kind": "List", "apiVersion": "v1", "metadata": [:], "items": .array(objects.map(AuditRecord.shown))]
    }
}

/// Is a node Ready and without the taints of a node that starts?
enum NodeReadiness {
    static func isReady(_ name: String, in cluster: Cluster) -> Bool {
        guard let node = cluster.server.store.object(.nodes, ObjectKey("", name)) else { return false }
        let ready = (node.at("status", "conditions")?.array ?? []).contains {
            $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
        }
        let taints = node.at("spec", "taints")?.array ?? []
        let starting = taints.contains {
            let key = $0["key"]?.string ?? ""
            return key == "node.kubernetes.io/not-ready" || key == "node.kubernetes.io/unreachable"
        }
        return ready && !starting
    }
}

extension String {
    /// Takes `word` and the blanks behind it from the front, if it is there.
    mutating func take(_ word: String) -> Bool {
        guard hasPrefix(word + " ") else { return false }
        self = String(dropFirst(word.count)).trimmed
        return true
    }
}
