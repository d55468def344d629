import KubeAPI
import OrderedMaps
import Simulation

/// Which plugin keeps a pod from being tried at all. Upstream: the PreEnqueue plugins.
struct EnqueueGate {
    let preemptions: PreemptionsUnderWay
    let cluster: ClusterRows

    func closes(_ pod: PodRow) -> SchedulingPlugin? {
        if !pod.spec.gates.isEmpty { return .schedulingGates }
        return preemptions.holdBack(pod, cluster) ? .defaultPreemption : nil
    }
}

/// The pods that wait: those whose turn it is, those that back off, those that fit nowhere.
///
/// Upstream: pkg/scheduler/backend/queue/scheduling_queue.go. A pod that backs off is taken as soon as nothing
/// else waits (SchedulerPopFromBackoffQ); one whose try ended in an error waits to the end.
struct SchedulingQueue: Sendable {
    /// A pod that fits nowhere is tried again after this long, whatever happened.
    static let unschedulableMax = SimDuration.minutes(5)
    /// This often the queue looks for such pods.
    static let leftoverPeriod = SimDuration.seconds(30)

    /// A moment at which the queue wants to be called.
    enum Wake {
        case backoffEnds(SimTime)
        case leftover(SimTime, ObjectKey)
    }

    private(set) var entries = OrderedMap<ObjectKey, QueuedPod>()
    private var active = OrderedMap<QueueTurn, ObjectKey>()
    private var backoff = OrderedMap<QueueTurn, ObjectKey>()
    private var errorBackoff = OrderedMap<QueueTurn, ObjectKey>()
    private var unschedulable = OrderedMap<ObjectKey, Bool>()
    private var arrivals = 0
    /// The date of time zero, in microseconds.
    var start: Int64 = 0
    /// When the scheduler started: the grid of the look for leftovers.
    var phase: SimDuration = .zero
    private var wakes: [Wake] = []

    /// Whether a pod can be taken.
    var hasNext: Bool { !active.isEmpty || !backoff.isEmpty }
    var hasUnschedulable: Bool { !unschedulable.isEmpty }
    subscript(key: ObjectKey) -> QueuedPod? { entries[key] }

    /// The moments it wants to be called at, since it was asked last.
    mutating func takeWakes() -> [Wake] {
        defer { wakes = [] }
        return wakes
    }

    // MARK: adding, changing, removing

    mutating func add(_ pod: PodRow, at time: SimTime, causes: [SpanID], _ gate: EnqueueGate) {
        arrivals += 1
        _ = remove(pod.key)
        activate(QueuedPod(pod, at: time, arrival: arrivals, causes: causes), gate)
    }

    /// A waiting pod has a new version: it moves if that may help. False if it does not wait here.
    mutating func update(
        _ pod: PodRow, at time: SimTime, causes: [SpanID], _ hints: QueueingHints, _ gate: EnqueueGate
    ) -> Bool {
        guard var entry = entries[pod.key], entry.pod.uid == pod.uid else { return false }
        let old = entry.pod
        detach(entry)
        entry.pod = pod
        guard entry.place == .unschedulable else {
            attach(entry)
            return true
        }
        let event = ClusterEvent.ownUpdate(old: old, new: pod)
        if hints.helps(event, pod, rejectedBy: entry.rejectedBy) {
            entry.note(causes)
            requeue(entry, at: time, gate)
        } else {
            attach(entry)
        }
        return true
    }

    @discardableResult
    mutating func remove(_ key: ObjectKey) -> QueuedPod? {
        guard let entry = entries[key] else { return nil }
        detach(entry)
        entries[key] = nil
        return entry
    }

    /// Takes the next pod.
    mutating func pop() -> QueuedPod? {
        guard let key = active.first?.value ?? backoff.first?.value, var entry = remove(key) else { return nil }
        entry.attempts += 1
        return entry
    }

    // MARK: after a try

    /// A try ended without a node: by `plugins`, or by an error if there are none.
    mutating func putBack(_ tried: QueuedPod, at time: SimTime, _ gate: EnqueueGate) {
        var entry = tried
        if entry.rejectedBy.isEmpty {
            entry.errorCount += 1
        } else {
            entry.unschedulableCount += 1
            entry.errorCount = 0
        }
        entry.timestamp = time
        entry.backoffUntil = nil
        if entry.rejectedBy.isEmpty {
            requeue(entry, at: time, gate)
        } else {
            park(entry)
        }
    }

    /// Moves the pods that `event` may help.
    mutating func move(
        _ event: ClusterEvent, at time: SimTime, causes: [SpanID], _ hints: QueueingHints, _ gate: EnqueueGate,
        where isMeant: (PodRow) -> Bool = { _ in true }
    ) -> [ObjectKey] {
        var moved: [ObjectKey] = []
        for (key, _) in unschedulable {
            guard var entry = entries[key], isMeant(entry.pod) else { continue }
            if let plugin = entry.gatedBy, plugin == .schedulingGates || !event.isPodGone { continue }
            guard hints.helps(event, entry.pod, rejectedBy: entry.rejectedBy) else { continue }
            detach(entry)
            entry.note(causes)
            requeue(entry, at: time, gate)
            moved.append(key)
        }
        return moved
    }

    /// Makes a pod ready at once, wherever it waits.
    mutating func forceActive(_ key: ObjectKey, causes: [SpanID], _ gate: EnqueueGate) {
        guard var entry = entries[key], entry.place != .active else { return }
        detach(entry)
        entry.note(causes)
        activate(entry, gate)
    }

    /// Makes the pods ready whose back-off is over.
    mutating func flushBackoff(at time: SimTime, _ gate: EnqueueGate) {
        let now = Backoff.aligned(time, start: start)
        for (turn, key) in backoff {
            guard turn.until < now else { break }
            if let entry = remove(key) { activate(entry, gate) }
        }
        for (turn, key) in errorBackoff {
            guard turn.until < now else { break }
            if let entry = remove(key) { activate(entry, gate) }
        }
    }

    /// Moves a pod that has fit nowhere for too long.
    mutating func flushLeftover(
        _ key: ObjectKey, at time: SimTime, _ hints: QueueingHints, _ gate: EnqueueGate
    ) {
        guard var entry = entries[key], entry.place == .unschedulable, entry.gatedBy == nil,
            time - entry.timestamp > SchedulingQueue.unschedulableMax
        else { return }
        detach(entry)
        entry.note([])
        requeue(entry, at: time, gate)
    }

    // MARK: moving

    private mutating func requeue(_ waiting: QueuedPod, at time: SimTime, _ gate: EnqueueGate) {
        var entry = waiting
        let failures = entry.errorCount > 0 ? entry.errorCount : entry.unschedulableCount
        if failures > 0 {
            let until =
                entry.backoffUntil
                ?? Backoff.aligned(entry.timestamp + Backoff.delay(failures: failures), start: start)
            entry.backoffUntil = until
            if until >= Backoff.aligned(time, start: start) {
                backOff(entry, until, gate)
                return
            }
        }
        activate(entry, gate)
    }

    private mutating func activate(_ waiting: QueuedPod, _ gate: EnqueueGate) {
        var entry = waiting
        if close(&entry, gate) { return }
        entry.place = .active
        attach(entry)
    }

    private mutating func backOff(_ waiting: QueuedPod, _ until: SimTime, _ gate: EnqueueGate) {
        var entry = waiting
        if close(&entry, gate) { return }
        entry.place = entry.rejectedBy.isEmpty ? .errorBackoff : .backoff
        attach(entry)
        wakes.append(.backoffEnds(until + Backoff.window))
    }

    /// Parks the pod if a gate is closed.
    private mutating func close(_ entry: inout QueuedPod, _ gate: EnqueueGate) -> Bool {
        entry.gatedBy = gate.closes(entry.pod)
        guard let plugin = entry.gatedBy else { return false }
        entry.rejectedBy.insert(plugin.bit)
        park(entry)
        return true
    }

    private mutating func park(_ waiting: QueuedPod) {
        var entry = waiting
        entry.place = .unschedulable
        attach(entry)
        let due = (entry.timestamp + SchedulingQueue.unschedulableMax)
            .next(every: SchedulingQueue.leftoverPeriod, phase: phase)
        wakes.append(.leftover(due, entry.pod.key))
    }

    private func turn(_ entry: QueuedPod) -> QueueTurn {
        guard entry.place != .active, let until = entry.backoffUntil else { return entry.turn }
        return QueueTurn(
            until: until, priority: entry.place == .errorBackoff ? 0 : entry.pod.spec.priority,
            timestamp: entry.timestamp, arrival: entry.arrival)
    }

    private mutating func attach(_ entry: QueuedPod) {
        let key = entry.pod.key
        entries[key] = entry
        switch entry.place {
        case .active: active[turn(entry)] = key
        case .backoff: backoff[turn(entry)] = key
        case .errorBackoff: errorBackoff[turn(entry)] = key
        case .unschedulable: unschedulable[key] = true
        }
    }

    private mutating func detach(_ entry: QueuedPod) {
        switch entry.place {
        case .active: active[turn(entry)] = nil
        case .backoff: backoff[turn(entry)] = nil
        case .errorBackoff: errorBackoff[turn(entry)] = nil
        case .unschedulable: unschedulable[entry.pod.key] = nil
        }
    }

    // MARK: seeing

    /// The pods in one queue, in its order.
    func waiting(_ place: QueuedPod.Place) -> [QueuedPod] {
        switch place {
        case .active: active.compactMap { entries[$0.value] }
        case .backoff: backoff.compactMap { entries[$0.value] }
        case .errorBackoff: errorBackoff.compactMap { entries[$0.value] }
        case .unschedulable: unschedulable.compactMap { entries[$0.key] }
        }
    }

    /// What must hold: as many pods are in queues as wait.
    func totalsBroken() -> String? {
        let placed = active.count + backoff.count + errorBackoff.count + unschedulable.count
        return placed == entries.count ? nil : "\(entries.count) pods wait, \(placed) are in queues"
    }

    /// What must hold: each entry is in the queue it says.
    func entriesBroken() -> String? {
        for (key, entry) in entries {
            let isThere =
                switch entry.place {
                case .active: active[turn(entry)] == key
                case .backoff: backoff[turn(entry)] == key
                case .errorBackoff: errorBackoff[turn(entry)] == key
                case .unschedulable: unschedulable[key] != nil
                }
            if !isThere { return "pod \(key) is not in the queue it says" }
        }
        return nil
    }
}
