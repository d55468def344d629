public import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
public import Simulation

/// The agent of one node: registers it, keeps its lease, runs the pods that are bound to it.
///
/// Upstream: pkg/kubelet. The runtime is a value of its own (`runtime`): it goes on while the kubelet is
/// dead, and a new kubelet that is given it takes over what runs.
public struct Kubelet: Component {
    /// What its timers are for; the key of a pod's timer is (uid, container).
    enum Timer {
        static let worker: UInt8 = 1, volumes: UInt8 = 2, volumeRetry: UInt8 = 3, sandbox: UInt8 = 4
        static let pulled: UInt8 = 5, started: UInt8 = 6, relist: UInt8 = 7, crashWait: UInt8 = 8
        static let showWait: UInt8 = 9, pullWait: UInt8 = 10, probe: UInt8 = 11, stopped: UInt8 = 12
        static let cleaned: UInt8 = 13, statusRetry: UInt8 = 14, refresh: UInt8 = 15
        static let deadline: UInt8 = 16, resized: UInt8 = 17, resizeRetry: UInt8 = 18, resizeNow: UInt8 = 19
        static let lease: UInt8 = 20, nodeStatus: UInt8 = 21, register: UInt8 = 22, ready: UInt8 = 23
    }

    /// What a request was sent for.
    enum Purpose: Sendable, Equatable {
        case status(uid: String, version: Int), finalDelete(uid: String), volume(VolumeSource), admission(uid: String)
        case register, readNode, nodeStatus(isReady: Bool), readLease, createLease, renewLease
    }

    /// What status batches that failed wait for. Upstream: status_manager.go, syncPeriod.
    static let statusRetry = SimDuration.seconds(10)

    public let name = "kubelet"
    public var user: String { "system:node:\(node.name)" }
    public let node: NodeSpec
    public internal(set) var behaviours: Behaviours
    /// The containers, sandboxes and images of the node: hand it to the kubelet that comes after this one.
    public internal(set) var runtime: Runtime
    /// Whether it reports events (`Pulled`, `Started`, …).
    public var recordsEvents = true

    var rows = OrderedMap<String, PodRow>()
    /// The texts of times in statuses.
    var seconds = SecondText()
    var purposes = OrderedMap<Int, Purpose>()
    var lastTicket = 0
    var isStarted = false
    var nodeState = NodeState()
    var sharedBehaviours = OrderedMap<String, SharedBehaviour>()
    /// Pods whose resize waits for room.
    var pendingResizes: [String] = []
    var volumeCache = OrderedMap<VolumeSource, SimTime>()
    /// Where on the grids of a second and of ten seconds this node's rounds lie.
    let phase: SimDuration

    /// Makes the kubelet of a node; `runtime` is what an earlier one left running.
    public init(node: NodeSpec, behaviours: Behaviours, seed: Seed, runtime: Runtime? = nil) {
        self.node = node
        self.behaviours = behaviours
        self.runtime = runtime ?? Runtime(podCIDR: node.podCIDR)
        var own = seed.child("kubelet/" + node.name)
        phase = .milliseconds(Int64(own.below(10_000)))
    }

    public mutating func handle(_ input: ComponentInput, _ outlet: inout Outlet) {
        switch input {
        case .started:
            isStarted = true
            startNode(&outlet)
            takeOverPods(&outlet)
        case .delta(let change, let cause):
            guard isStarted else { return }
            observe(change, cause, &outlet)
        case .timer(let tag):
            handleTimer(tag, &outlet)
        case .answer(let ticket, let result, let cause):
            guard let purpose = purposes.removeValue(forKey: ticket) else { return }
            handleAnswer(purpose, result, cause, &outlet)
        }
    }

    private mutating func handleTimer(_ tag: TimerTag, _ outlet: inout Outlet) {
        switch tag.kind {
        case Timer.lease: renewLease(&outlet)
        case Timer.nodeStatus: nodeStatusRound(isRegular: tag.number == 0, &outlet)
        case Timer.register: register(&outlet)
        case Timer.ready: becomeReady(&outlet)
        default: handlePodTimer(tag, &outlet)
        }
    }

    private mutating func handlePodTimer(_ tag: TimerTag, _ outlet: inout Outlet) {
        withRow(tag.key.namespace, &outlet) { kubelet, row, outlet in
            let unit = row.unit(tag.key.name) ?? -1
            switch tag.kind {
            case Timer.worker: kubelet.runWorker(&row, &outlet)
            case Timer.volumes: kubelet.pollVolumes(&row, &outlet)
            case Timer.volumeRetry: kubelet.retryVolumes(&row, &outlet)
            case Timer.sandbox: kubelet.sandboxMade(&row, &outlet)
            case Timer.relist: kubelet.relist(&row, &outlet)
            case Timer.stopped: kubelet.checkStopped(&row, &outlet)
            case Timer.cleaned: kubelet.advance(&row, .cleanedUp, &outlet)
            case Timer.statusRetry: kubelet.flushStatus(&row, &outlet)
            case Timer.deadline: kubelet.deadlinePassed(&row, &outlet)
            case Timer.refresh: kubelet.setStatus(&row, &outlet)
            case Timer.resized: kubelet.resized(&row, &outlet)
            case Timer.resizeRetry, Timer.resizeNow: kubelet.retryResize(&row, &outlet)
            default:
                guard unit >= 0 else { return }
                kubelet.handleContainerTimer(tag, &row, unit, &outlet)
            }
        }
    }

    private mutating func handleContainerTimer(
        _ tag: TimerTag, _ row: inout PodRow, _ unit: Int, _ outlet: inout Outlet
    ) {
        switch tag.kind {
        case Timer.pulled: pullEnded(&row, unit, &outlet)
        case Timer.started: containerStarted(&row, unit, &outlet)
        case Timer.crashWait, Timer.pullWait: waitEnded(&row, unit, &outlet)
        case Timer.showWait: showWait(&row, unit, &outlet)
        case Timer.probe: runProbe(&row, unit, tag.number, &outlet)
        default: break
        }
    }

    private mutating func handleAnswer(
        _ purpose: Purpose, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        switch purpose {
        case .status(let uid, let version):
            withRow(uid, &outlet) { $0.statusWritten(&$1, version, result, cause, &$2) }
        case .finalDelete(let uid):
            withRow(uid, &outlet) { $0.finalDeleteAnswered(&$1, result, cause, &$2) }
        case .volume(let source):
            volumeAnswered(source, result, &outlet)
        case .admission(let uid):
            if let object = result.object { keep(object) }
            withRow(uid, &outlet) { kubelet, row, outlet in
                // A deletion may have come meanwhile: then there is nothing left to admit.
                if row.worker == .waiting { kubelet.runWorker(&row, knowsNode: true, &outlet) }
            }
        default:
            nodeAnswered(purpose, result, cause, &outlet)
        }
    }

    // MARK: - Rows

    /// Changes one row where it lies; it is out of the table meanwhile, so that nothing is copied.
    mutating func withRow(
        _ uid: String, _ outlet: inout Outlet,
        _ body: (inout Kubelet, inout PodRow, inout Outlet) -> Void
    ) {
        var row = PodRow.none
        guard rows.update(uid, { swap(&$0, &row) }) != nil else { return }
        body(&self, &row, &outlet)
        if row.isForgotten {
            rows[uid] = nil
        } else {
            rows.update(uid) { swap(&$0, &row) }
        }
    }

    /// What the pods take that count against the node, without the one that is being handled: its place is empty.
    func use(withPorts: Bool) -> NodeUse {
        var use = NodeUse()
        rows.forEachRun { run in
            for index in run.indices where run[index].worker.holdsResources {
                use.pods += 1
                use.requests += run[index].requests
                if withPorts { use.hostPorts += NodeUse.hostPorts(run[index].spec) }
            }
        }
        return use
    }

    /// Tells the pod's state machine what happened and does what it asks for.
    mutating func advance(_ row: inout PodRow, _ input: PodWorker.Input, _ outlet: inout Outlet) {
        for effect in row.worker.handle(input) {
            switch effect {
            case .writeStatus: setStatus(&row, &outlet)
            case .rejectPod: break  // done by runWorker, which knows why
            case .mountVolumes: mountVolumes(&row, &outlet)
            case .makeSandbox: makeSandbox(&row, &outlet)
            case .driveContainers: drive(&row, &outlet)
            case .stopContainers: stopContainers(&row, &outlet)
            case .tearDown: tearDown(&row, &outlet)
            case .finish: finish(&row, &outlet)
            }
        }
    }

    // MARK: - Helpers of all steps

    mutating func send(_ request: APIRequest, _ purpose: Purpose, causes: [SpanID], _ outlet: inout Outlet) {
        lastTicket += 1
        purposes[lastTicket] = purpose
        var request = request
        request.user = user
        outlet.send(request, ticket: lastTicket, causes: causes)
    }

    /// Appends a span about a pod; it becomes the cause of the next one.
    func note(_ action: KubeletAction, _ row: inout PodRow, _ outlet: inout Outlet) {
        row.cause = outlet.span(
            .kubelet(KubeletSpan(node: node.name, pod: row.object.ref, action: action)), causes: [row.cause])
    }

    func wake(
        _ kind: UInt8, _ row: PodRow, container: String = "", number: Int = 0, at due: SimTime,
        _ outlet: inout Outlet
    ) {
        outlet.wake(
            at: due, TimerTag(kind: kind, key: ObjectKey(row.uid, container), number: number, causes: [row.cause]))
    }

    /// Reports an event of type Normal.
    func event(
        _ row: PodRow, _ unit: Int?, _ reason: String, _ message: String, _ outlet: inout Outlet
    ) {
        event(row, unit, "Normal", reason, message, &outlet)
    }

    func event(
        _ row: PodRow, _ unit: Int?, _ type: String, _ reason: String, _ message: String,
        _ outlet: inout Outlet
    ) {
        guard recordsEvents, !row.isGone else { return }
        outlet.record(
            RecordedEvent(
                regarding: row.object.ref, regardingRevision: row.object.revision,
                fieldPath: unit.map { row.units[$0].fieldPath } ?? "", type: type, reason: reason, message: message,
                causes: [row.cause]))
    }

    /// The next look at the containers after now. Upstream: pkg/kubelet/pleg/generic.go, relist each second.
    func nextRelist(after time: SimTime, _ outlet: Outlet) -> SimTime {
        time.next(every: outlet.profile.plegPeriod, phase: phase)
    }

    func date(_ time: SimTime, _ outlet: Outlet) -> Int64 { outlet.moment.start + time.microseconds }
}
