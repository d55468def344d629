public import KubeAPI
public import Simulation

/// What a span of the trace tells: one thing that happened in the cluster. Boxed: a span is moved and copied often.
public indirect enum Happening: Sendable {
    /// A person, a lesson or a file gave a command.
    case input(String)
    /// The API server answered a request.
    case request(RequestSpan)
    /// A process was told of a change: its cache moved forward.
    case delivery(DeliverySpan)
    /// A worker took a key.
    case syncStarted(SyncStart)
    /// The sync ended.
    case syncEnded(SyncRecord)
    /// The scheduler decided about a pod.
    case scheduled(SchedulingSpan)
    /// A kubelet or its runtime did something.
    case kubelet(KubeletSpan)
    /// A process or component started, stopped, won or lost a lease, listed anew.
    case process(ProcessSpan)
    /// An event that came to nothing else: an answer that was only noted, a timer whose reason was gone.
    case turned(TurnSpan)
}

/// A request and its answer.
public struct RequestSpan: Sendable {
    /// `kube-controller-manager`, `kubelet/node-1`, `kubectl`, …
    public let process: String
    /// `replicaset-controller`, …; empty if the process is its only component.
    public let component: String
    public let request: APIRequest
    public let result: APIResult
    /// The changes it made.
    public let changes: [Change]
    /// The revision of the store after it.
    public let revision: Int64
    /// The sync it was made in (`.none`: outside of one).
    public let sync: SpanID
    public let warnings: [String]

    public init(
        process: String, component: String, request: APIRequest, result: APIResult, changes: [Change],
        revision: Int64, sync: SpanID, warnings: [String]
    ) {
        self.process = process
        self.component = component
        self.request = request
        self.result = result
        self.changes = changes
        self.revision = revision
        self.sync = sync
        self.warnings = warnings
    }
}

/// A change reached a process.
public struct DeliverySpan: Sendable {
    public let process: String
    public let change: Change
    /// Which components it woke: their names with the keys that were queued.
    public var woken: [Woken]

    /// A key that was put into a work queue.
    public struct Woken: Sendable {
        public let component: String
        public let key: WorkKey
        public let added: WorkQueue.Added

        public init(component: String, key: WorkKey, added: WorkQueue.Added) {
            self.component = component
            self.key = key
            self.added = added
        }
    }

    public init(process: String, change: Change, woken: [Woken] = []) {
        self.process = process
        self.change = change
        self.woken = woken
    }
}

/// A worker took a key from the queue.
public struct SyncStart: Sendable {
    public let component: String
    public let key: WorkKey
    public let worker: Int

    public init(component: String, key: WorkKey, worker: Int) {
        self.component = component
        self.key = key
        self.worker = worker
    }
}

/// A whole sync, told at its end.
public struct SyncRecord: Sendable {
    public let component: String
    public let key: WorkKey
    /// The span of its start.
    public let start: SpanID
    public let startedAt: SimTime
    /// What woke it: all merged causes.
    public let causes: [SpanID]
    public let findings: [Finding]
    /// The spans of its requests, in the order of their answers.
    public let requests: [SpanID]
    public let events: [RecordedEvent]
    public let outcome: SyncOutcome
    /// How often the function was re-run from its recorded answers.
    public let reruns: Int
    /// The causes that came while it ran: the key is queued again.
    public let queuedAgain: [SpanID]

    public init(
        component: String, key: WorkKey, start: SpanID, startedAt: SimTime, causes: [SpanID], findings: [Finding],
        requests: [SpanID], events: [RecordedEvent], outcome: SyncOutcome, reruns: Int, queuedAgain: [SpanID]
    ) {
        self.component = component
        self.key = key
        self.start = start
        self.startedAt = startedAt
        self.causes = causes
        self.findings = findings
        self.requests = requests
        self.events = events
        self.outcome = outcome
        self.reruns = reruns
        self.queuedAgain = queuedAgain
    }
}

/// How a sync ended.
public enum SyncOutcome: Sendable, Equatable {
    case done
    /// Queued again at that moment, by its own wish.
    case again(SimTime)
    /// Failed; queued again at that moment after so many failures in a row.
    case failed(String, retry: SimTime, failures: Int)
    /// Failed once too often: the key is forgotten until something wakes it.
    case dropped(String)
}

/// A decision of the scheduler. The table behind it is recomputed from the recorded state when it is asked for.
public struct SchedulingSpan: Sendable {
    public let pod: ObjectRef
    /// The chosen node, `nil` if none fits.
    public let node: String?
    public let evaluated: Int
    public let feasible: Int
    public let nodes: Int
    /// Scores of the best nodes, best first, at most three.
    public let best: [(node: String, score: Int64)]
    /// Why no node fits, in upstream's words.
    public let failure: String

    public init(
        pod: ObjectRef, node: String?, evaluated: Int, feasible: Int, nodes: Int,
        best: [(node: String, score: Int64)], failure: String
    ) {
        self.pod = pod
        self.node = node
        self.evaluated = evaluated
        self.feasible = feasible
        self.nodes = nodes
        self.best = best
        self.failure = failure
    }
}

/// Something a kubelet or its runtime did.
public struct KubeletSpan: Sendable {
    public let node: String
    /// `nil` for what concerns the node itself.
    public let pod: ObjectRef?
    public let action: KubeletAction

    public init(node: String, pod: ObjectRef?, action: KubeletAction) {
        self.node = node
        self.pod = pod
        self.action = action
    }
}

/// The steps of a kubelet that can be watched.
public enum KubeletAction: Sendable, Equatable {
    case admitted
    case rejected(reason: String, message: String)
    case volumesMounted
    /// The infra container exists and holds the pod's namespaces; the network is set up.
    case sandboxReady(ip: String, attempt: Int, sharesPID: Bool, usesHostNetwork: Bool)
    case imagePulling(String)
    case imagePulled(String, took: SimDuration)
    case imagePresent(String)
    case imagePullFailed(String, message: String)
    case containerStarted(String, restart: Int, isInit: Bool)
    case containerExited(String, code: Int, isInit: Bool)
    case containerReady(String, Bool)
    case backingOff(String, SimDuration)
    case stopping(graceSeconds: Int64)
    case containerKilled(String, code: Int)
    case sandboxDied
    case sandboxStopped
    case relisted(changed: Int)
    case gone
    case registered
    case heartbeat
}

/// An event of the queue that changed nothing anybody else can see.
public struct TurnSpan: Sendable {
    /// What was taken from the queue.
    public enum Turn: Sendable, Equatable {
        case answer(code: Int)
        /// A timer; the key it was for, if it was for one.
        case timer(ObjectKey)
        /// A change that is held back, or came to a process that no longer runs.
        case held
        case other
    }

    /// As in `RequestSpan`.
    public let process: String
    /// The component it was for; empty if it was for the process.
    public let component: String
    /// What it was.
    public let turn: Turn

    /// Makes a record of it.
    public init(process: String, component: String, turn: Turn) {
        self.process = process
        self.component = component
        self.turn = turn
    }

    /// In words: `answer 201 noted`.
    public var text: String {
        switch turn {
        case .answer(let code): "answer \(code) came back: nothing more to do"
        case .timer(let key): key.name.isEmpty ? "a timer: nothing to do" : "a timer for \(key): nothing to do"
        case .held: "a change is held back or comes too late"
        case .other: "nothing to do"
        }
    }
}

/// Something that happened to a process.
public struct ProcessSpan: Sendable {
    public let process: String
    /// A whole sentence fragment: `started`, `became leader`, `watch of pods broke: relists`.
    public let text: String
    /// The watch that a reflector opened with it.
    public let watch: OpenedWatch?

    /// Notes what happened.
    public init(process: String, text: String, watch: OpenedWatch? = nil) {
        self.process = process
        self.text = text
        self.watch = watch
    }
}
