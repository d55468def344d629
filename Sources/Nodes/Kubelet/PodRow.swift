import Documents
import KubeAPI
import Simulation

/// What the kubelet keeps of one pod.
struct PodRow: Sendable {
    /// The newest version it knows: from the watch or from an answer to its own writes.
    var object: APIObject
    var worker = PodWorker.waiting
    /// Init containers first, then the containers, then ephemeral ones, each in the order of the spec.
    var units: [ContainerUnit] = []
    /// The unit that is being pulled or started: the others wait for it.
    var busy: Int?
    var requests = PodRequests()
    /// The resources of the pod as a whole that were given.
    var whole = Value.null
    var status = PodStatusRow()
    var resize = PodResizeState.none
    var volumes = VolumeWait()
    /// The latest span about this pod: the cause of the next one.
    var cause = SpanID.none
    /// Of the stop under way: when grace is over. Later deletions can only shorten it.
    var graceEnd = SimTime.never
    /// The grace of the deletion that the worker was told of.
    var toldGrace: Int64?
    /// Why the kubelet itself made the pod fail.
    var failure: Refusal?
    /// The object is gone: containers are stopped without a word to the API.
    var isGone = false
    /// Leaves the table after this event.
    var isForgotten = false

    static let none = PodRow(object: APIObject(.null, .pods))

    var uid: String { object.uid }
    var spec: Value { object["spec"] ?? .null }
    var usesHostNetwork: Bool { spec["hostNetwork"]?.bool ?? false }
    var sharesPID: Bool { spec["shareProcessNamespace"]?.bool ?? false }
    var restartPolicy: String { spec["restartPolicy"]?.string ?? "Always" }
    /// `web_default(uid)`: what messages call a pod.
    var text: String { "\(object.name)_\(object.namespace)(\(object.uid))" }

    func unit(_ name: String) -> Int? { units.firstIndex { $0.name == name } }
}

/// What a pod asks for.
struct PodRequests: Sendable, Equatable {
    var cpuMilli: Int64 = 0
    var memoryBytes: Int64 = 0
}

/// The pod's pending status: one version, however many changes come while a write is under way.
///
/// Upstream: pkg/kubelet/status/status_manager.go, versionedPodStatus.
struct PodStatusRow: Sendable {
    /// The newest status; empty before the first.
    var latest = Fields()
    var version = 0
    /// The version that the API server has.
    var written = 0
    /// What was written last: compared with instead of what the server made of it.
    var acknowledged: Fields?
    var isWriting = false
    /// The pod has ended for good: after this status it may be deleted.
    var isFinal = false
    var deleteSent = false

    /// Keeps what the server has as well only once: a second copy would be a seventh of a pod's memory.
    mutating func share(with object: APIObject) {
        guard let stored = object["status"]?.fields else { return }
        for field in latest {
            if let known = stored[field.key], known == field.value { latest[field.key] = known }
        }
    }
}

/// What a container of the pod is up to, beside what the runtime says.
struct ContainerUnit: Sendable {
    enum Kind: Sendable, Equatable { case initial, sidecar, regular, ephemeral }

    enum Step: Sendable, Equatable {
        /// Not made yet, or to be made again. → pulling, starting, pullWait, crashWait
        case idle
        /// → starting, pullWait
        case pulling(since: SimTime)
        /// The image is there. → made
        case starting
        /// The runtime has it, running or ended. → idle, crashWait
        case made
        /// The pull failed; `isShown`: the status says so. → idle
        case pullWait(until: SimTime, isShown: Bool)
        /// It crashed too often. → idle
        case crashWait(until: SimTime, delay: SimDuration, isShown: Bool)
        /// Its image is not there and must not be pulled.
        case neverPulled
    }

    /// What the API says of a container that the runtime does not know (the node lost its runtime's state).
    struct Lost: Sendable, Equatable {
        let restarts: Int
        /// `lastState`.
        let last: Value
        var code: Int? { last.at("terminated", "exitCode")?.int.map { Int($0) } }
    }

    let name: String
    var image: String
    let kind: Kind
    var spec: Value
    var behaviour: SharedBehaviour
    var step = Step.idle
    var crash: BackOff?
    var pull: BackOff?
    var pullError = ""
    var lost: Lost?
    /// The end of its newest run has been seen.
    var sawEnd = false
    var isStarted = false
    var isReady = false
    var probes: [ProbeRow] = []

    /// `spec.containers{web}`: what events about it point at.
    var fieldPath: String {
        switch kind {
        case .regular: "spec.containers{\(name)}"
        case .ephemeral: "spec.ephemeralContainers{\(name)}"
        case .initial, .sidecar: "spec.initContainers{\(name)}"
        }
    }
    var isInit: Bool { kind == .initial || kind == .sidecar }
    var hasStartupProbe: Bool { probes.contains { $0.kind == .startup } }

    /// Is it started again after an end with `code`?
    /// Upstream: pkg/api/v1/pod util.go, ContainerShouldRestart.
    func restarts(after code: Int, podPolicy: String) -> Bool {
        if kind == .sidecar { return true }
        if kind == .ephemeral { return false }
        let policy = spec["restartPolicy"]?.string ?? podPolicy
        if kind == .initial { return code != 0 && policy != "Never" }
        switch policy {
        case "Never": return false
        case "OnFailure": return code != 0
        default: return true
        }
    }
}

extension PodRow {
    /// `behaviour` tells how the container of a name with an image behaves.
    init(_ object: APIObject, cause: SpanID, behaviour: (_ name: String, _ image: String) -> SharedBehaviour) {
        self.init(object: object)
        self.cause = cause
        func add(_ container: Value, _ kind: ContainerUnit.Kind) {
            let name = container["name"]?.string ?? ""
            let image = container["image"]?.string ?? ""
            units.append(
                ContainerUnit(
                    name: name, image: image, kind: kind, spec: container,
                    behaviour: behaviour(name, image), probes: ProbeRow.all(of: container)))
        }
        for container in spec["initContainers"]?.array ?? [] {
            add(container, container["restartPolicy"]?.string == "Always" ? .sidecar : .initial)
        }
        for container in spec["containers"]?.array ?? [] { add(container, .regular) }
        for container in spec["ephemeralContainers"]?.array ?? [] { add(container, .ephemeral) }
        requests = PodRequests(of: spec)
        whole = spec["resources"] ?? .null
    }
}

/// Exponential back-off of one container or one image. Upstream: client-go util/flowcontrol, Backoff.
struct BackOff: Sendable, Equatable {
    static let first = SimDuration.seconds(10)  // pkg/kubelet/kubelet.go: initialCrashLoopBackOff, imageBackOffPeriod
    static let longest = SimDuration.seconds(300)  // MaxCrashLoopBackOff, MaxImageBackOff
    /// Without trouble for that long it starts anew.
    static let forgets = SimDuration.seconds(600)

    var delay: SimDuration
    var updated: SimTime

    /// The next step; `event` is when the trouble happened.
    static func next(after old: BackOff?, event: SimTime, at now: SimTime) -> BackOff {
        guard let old, event - old.updated <= forgets else { return BackOff(delay: first, updated: now) }
        return BackOff(delay: min(longest, old.delay * 2), updated: now)
    }

    /// Until when nothing is done after trouble at `event`; `nil`: go on.
    func holds(event: SimTime, at now: SimTime) -> SimTime? {
        if event - updated > BackOff.forgets || now - event >= delay { return nil }
        return event + delay
    }
}
