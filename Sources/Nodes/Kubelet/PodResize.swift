import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// A change of a running pod's resources, on its way.
struct PodResize: Sendable {
    /// A condition that tells of it.
    struct Condition: Sendable, Equatable {
        var reason = ""
        var message = ""
        let generation: Int64
        /// Microseconds since 1970.
        let since: Int64
    }

    /// The node cannot give what is asked for yet.
    var pending: Condition?
    /// What was given is not yet what the containers have.
    var inProgress: Condition?
    /// What containers still have, by name; those that are not here have what was given.
    var actual: [(name: String, resources: Value, restartsAfter: Int?)] = []

    var isOver: Bool { pending == nil && inProgress == nil && actual.isEmpty }
}

/// What a row keeps of it: one pointer, mostly none.
indirect enum PodResizeState: Sendable {
    case none
    case some(PodResize)

    var value: PodResize? {
        get { if case .some(let resize) = self { resize } else { nil } }
        set { self = newValue.map { $0.isOver ? .none : .some($0) } ?? .none }
    }
}

/// Resizing in place: what the spec asks for is given if it fits, then made true, container by container.
///
/// `unit.spec` holds what was given. Upstream: KEP-1287; pkg/kubelet/allocation/allocation_manager.go,
/// handlePodResourcesResize; pkg/kubelet/kuberuntime/kuberuntime_manager.go, computePodResizeAction.
extension Kubelet {
    /// Resizes that wait are tried again this often. Upstream: allocation_manager.go, retryDelay.
    static let resizeRetry = SimDuration.seconds(180)

    /// Does the spec ask for other resources than were given?
    func wantsResize(_ row: PodRow) -> Bool {
        if row.whole != row.spec["resources"] ?? .null { return true }
        return Kubelet.sized(row.spec).contains { container in
            guard let index = row.unit(container["name"]?.string ?? "") else { return false }
            return row.units[index].spec["resources"] != container["resources"]
        }
    }

    /// The containers whose resources may change.
    private static func sized(_ spec: Value) -> [Value] {
        (spec["initContainers"]?.array ?? []) + (spec["containers"]?.array ?? [])
    }

    /// Gives the pod what it asks for, if the node can.
    mutating func tryResize(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard !row.worker.isPastStop, row.worker != .stopping, row.worker != .rejected else { return }
        var resize = row.resize.value ?? PodResize()
        guard wantsResize(row) else {
            if resize.pending == nil { return }
            resize.pending = nil
            row.resize.value = resize
            return
        }
        let generation = row.object.meta.generation
        let wanted = PodRequests(of: row.spec)
        if let refusal = PodAdmission.lacking(wanted, node, use(withPorts: false)) {
            let known = resize.pending
            if known?.generation != generation || known?.message != refusal.message {
                resize.pending = PodResize.Condition(
                    reason: "Deferred", message: refusal.message, generation: generation,
                    since: known?.since ?? outlet.moment.date)
            }
            if known?.generation != generation {
                event(
                    row, nil, "Warning", "ResizeDeferred",
                    "Pod resize \(refusal.reason): \(summary(row, error: refusal.message))", &outlet)
                wake(Timer.resizeRetry, row, at: outlet.moment.time + Kubelet.resizeRetry, &outlet)
            }
            row.resize.value = resize
            if !pendingResizes.contains(row.uid) { pendingResizes.append(row.uid) }
            return
        }
        allocate(&row, &resize, &outlet)
        row.requests = wanted
        row.resize.value = resize
        event(row, nil, "ResizeStarted", "Pod resize started: \(summary(row, error: ""))", &outlet)
        retryPendingResizes(&outlet)
    }

    private mutating func allocate(_ row: inout PodRow, _ resize: inout PodResize, _ outlet: inout Outlet) {
        let now = outlet.moment.time
        resize.pending = nil
        pendingResizes.removeAll { $0 == row.uid }
        resize.inProgress = PodResize.Condition(generation: row.object.meta.generation, since: outlet.moment.date)
        row.whole = row.spec["resources"] ?? .null
        for container in Kubelet.sized(row.spec) {
            guard let index = row.unit(container["name"]?.string ?? "") else { continue }
            let before = row.units[index].spec["resources"] ?? .object(Fields())
            let after = container["resources"] ?? .object(Fields())
            if before == after { continue }
            row.units[index].spec = container
            let name = row.units[index].name
            guard let run = runtime.pods[row.uid]?.newest(name), run.isRunning(at: now) else { continue }
            let mustRestart = Kubelet.mustRestart(container, before, after)
            resize.actual.removeAll { $0.name == name }
            resize.actual.append((name, before, mustRestart ? run.attempt : nil))
            guard mustRestart else { continue }
            event(row, index, "Killing", "Container \(name) resize requires restart", &outlet)
            let end = StopPlan.end(
                of: row.units[index], told: now, grace: row.spec["terminationGracePeriodSeconds"]?.int ?? 30,
                turn: now)
            runtime.end(name, inPod: row.uid, at: end.time, code: end.code)
            if let ended = runtime.pods[row.uid]?.newest(name) { watchEnd(of: ended, row, &outlet) }
        }
        wake(Timer.resized, row, at: nextRelist(after: now, outlet), &outlet)
    }

    /// Does a resize policy of a changed resource ask for a new container?
    private static func mustRestart(_ container: Value, _ before: Value, _ after: Value) -> Bool {
        (container["resizePolicy"]?.array ?? []).contains { policy in
            guard policy["restartPolicy"]?.string == "RestartContainer",
                let name = policy["resourceName"]?.string
            else { return false }
            return ["requests", "limits"].contains { before[$0]?[name] != after[$0]?[name] }
        }
    }

    /// A relist after a resize began: containers that need no restart have what was given.
    mutating func resized(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard var resize = row.resize.value, resize.inProgress != nil else { return }
        resize.actual.removeAll { entry in
            guard let attempt = entry.restartsAfter else { return true }
            let run = runtime.pods[row.uid]?.newest(entry.name)
            return run.map { $0.attempt > attempt && $0.isRunning(at: outlet.moment.time) } ?? true
        }
        let isDone = resize.actual.isEmpty
        if isDone {
            resize.inProgress = nil
            event(row, nil, "ResizeCompleted", "Pod resize completed: \(summary(row, error: ""))", &outlet)
        }
        row.resize.value = resize
        setStatus(&row, &outlet)
        if !isDone, row.worker == .active {
            wake(Timer.resized, row, at: nextRelist(after: outlet.moment.time, outlet), &outlet)
        }
    }

    /// Tries a resize again that the node could not give.
    mutating func retryResize(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.resize.value?.pending != nil else { return }
        tryResize(&row, &outlet)
        setStatus(&row, &outlet)
        if row.resize.value?.pending != nil {
            wake(Timer.resizeRetry, row, at: outlet.moment.time + Kubelet.resizeRetry, &outlet)
        }
    }

    /// Room may have come: whoever waits for it tries again.
    mutating func retryPendingResizes(_ outlet: inout Outlet) {
        for uid in pendingResizes {
            if let row = rows[uid], row.resize.value?.pending != nil {
                wake(Timer.resizeNow, row, at: outlet.moment.time, &outlet)
            }
        }
    }

    /// What the events say: `{"containers":[{"name":"web","resources":{…}}],"generation":2}`.
    ///
    /// Upstream: pkg/kubelet/events/resize.go.
    private func summary(_ row: PodRow, error: String) -> String {
        func list(_ name: String) -> String {
            (row.spec[name]?.array ?? []).map { container in
                let resources = container["resources"] ?? .object(Fields())
                return "{\"name\":\(goJSON(container["name"] ?? .null)),\"resources\":\(goJSON(resources))}"
            }.joined(separator: ",")
        }
        let initial = list("initContainers")
        let failure = error.isEmpty ? "" : ",\"error\":\(goJSON(.string(error)))"
        return "{" + (initial.isEmpty ? "" : "\"initContainers\":[\(initial)],")
            + "\"containers\":[\(list("containers"))],\"generation\":\(row.object.meta.generation)\(failure)}"
    }
}

extension StatusText {
    static let resizeTypes = ["PodResizePending", "PodResizeInProgress"]

    /// The conditions of a resize; upstream puts them before the kubelet's own.
    var resizeConditions: [Value] {
        guard case .some(let resize) = row.resize else { return [] }
        return [("PodResizePending", resize.pending), ("PodResizeInProgress", resize.inProgress)].compactMap {
            type, condition in
            guard let condition else { return nil }
            let since = Value.string(Timestamps.seconds(condition.since))
            var out = Fields([
                ("lastProbeTime", since), ("lastTransitionTime", since), ("status", "True"), ("type", .string(type)),
                ("observedGeneration", .int(condition.generation)),
            ])
            if !condition.reason.isEmpty { out["reason"] = .string(condition.reason) }
            if !condition.message.isEmpty { out["message"] = .string(condition.message) }
            return .object(out)
        }
    }

    /// What a container has.
    func resources(_ unit: ContainerUnit) -> Value {
        guard case .some(let resize) = row.resize else { return unit.spec["resources"] ?? StatusText.nothing }
        return resize.actual.first { $0.name == unit.name }?.resources ?? unit.spec["resources"]
            ?? StatusText.nothing
    }

    /// `{}`, once for all.
    static let nothing = Value.object(Fields())

    /// `allocatedResources` and `resources` of the pod as a whole: its requests, and the limits that all containers
    /// share in.
    ///
    /// Upstream: pkg/kubelet/kubelet_pods.go, convertToAPIPodLevelResourcesStatus, from the pod's cgroup.
    func podResources() -> (allocated: Value?, actual: Value) {
        let isPlain = row.whole.isEmpty && row.spec["overhead"] == nil
        if row.units.count == 1, let only = row.units.first, isPlain {
            // The usual pod, without a sum: it shares what its container has.
            let given = only.spec["resources"]
            return (StatusText.some(given?["requests"]), StatusText.podLevel(resources(only)))
        }
        if row.units.allSatisfy({ ($0.spec["resources"] ?? .null).isEmpty }), isPlain {
            return (nil, StatusText.nothing)
        }
        let given = spec { $0.spec["resources"] ?? StatusText.nothing }
        let had = spec(resources)
        var actual = Fields()
        if let requests = StatusText.some(PodAmounts.requests(had).value) { actual["requests"] = requests }
        let containers = row.units.filter { $0.kind == .regular }
        var limits = PodAmounts.limits(had).value.fields ?? Fields()
        for name in limits.keys where row.whole["limits"]?[name] == nil {
            if !containers.allSatisfy({ resources($0)["limits"]?[name] != nil }) { limits[name] = nil }
        }
        if !limits.isEmpty { actual["limits"] = .object(limits) }
        return (StatusText.some(PodAmounts.requests(given).value), StatusText.podLevel(.object(actual)))
    }

    private static func some(_ list: Value?) -> Value? { list.flatMap { $0.isEmpty ? nil : $0 } }

    /// The spec with the resources that `of` tells of each container.
    private func spec(_ of: (ContainerUnit) -> Value) -> Value {
        var spec = row.spec
        for list in ["containers", "initContainers"] {
            guard var containers = spec[list]?.array else { continue }
            for index in containers.indices {
                guard let unit = row.unit(containers[index]["name"]?.string ?? "") else { continue }
                containers[index].set(of(row.units[unit]), at: "resources")
            }
            spec.set(.array(containers), at: list)
        }
        spec.set(row.whole.isNull ? nil : row.whole, at: "resources")
        return spec
    }

    /// Only CPU and memory have a cgroup of the pod.
    private static func podLevel(_ resources: Value) -> Value {
        if resources.isEmpty { return nothing }
        var out = Fields()
        for list in ["limits", "requests"] {
            guard let amounts = resources[list]?.fields, !amounts.isEmpty else { continue }
            let isPlain = amounts.keys.allSatisfy { $0 == "cpu" || $0 == "memory" }
            let kept = amounts.members.filter { $0.key == "cpu" || $0.key == "memory" }
            out[list] = isPlain ? resources[list] : some(.object(Fields(sorted: kept)))
        }
        return .object(out)
    }
}
