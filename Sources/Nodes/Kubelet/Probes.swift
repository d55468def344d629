public import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
import Simulation

/// The three probes of a container.
public enum ProbeKind: Int, Sendable, CaseIterable {
    case startup, liveness, readiness

    /// As events begin: `Readiness probe failed: …`.
    var word: String {
        switch self {
        case .startup: "Startup"
        case .liveness: "Liveness"
        case .readiness: "Readiness"
        }
    }
}

/// One probe worker. Upstream: pkg/kubelet/prober/worker.go.
struct ProbeRow: Sendable {
    let kind: ProbeKind
    let period: SimDuration
    let initialDelay: SimDuration
    let failureThreshold: Int
    let successThreshold: Int
    /// What the probe does: `http`, `tcp`, …: decides the words of a failure.
    let handler: String
    var lastAnswer: Bool?
    var run = 0
    /// No probes until there is a new container.
    var isOnHold = false
    /// The runs it belongs to: timers of older containers are ignored.
    var attempt = -1
    /// A fault: it answers that, whatever the behaviour says.
    var forced: Bool?

    /// The probes of a container with upstream's defaults (period 10 s, 1 success, 3 failures).
    static func all(of container: Value) -> [ProbeRow] {
        [("startupProbe", ProbeKind.startup), ("livenessProbe", .liveness), ("readinessProbe", .readiness)].compactMap {
            field, kind in
            guard let probe = container[field] else { return nil }
            let handler = ["httpGet", "tcpSocket", "grpc", "exec"].first { probe[$0] != nil } ?? "exec"
            return ProbeRow(
                kind: kind, period: .seconds(max(1, probe["periodSeconds"]?.int ?? 10)),
                initialDelay: .seconds(max(0, probe["initialDelaySeconds"]?.int ?? 0)),
                failureThreshold: Int(max(1, probe["failureThreshold"]?.int ?? 3)),
                successThreshold: Int(max(1, probe["successThreshold"]?.int ?? 1)), handler: handler)
        }
    }

    /// What a failure is called in the event.
    var failureText: String {
        switch handler {
        case "httpGet": "HTTP probe failed with statuscode: 503"
        case "tcpSocket": "dial tcp: connect: connection refused"
        case "grpc": "service unhealthy (responded with \"NOT_SERVING\")"
        default: "command terminated with exit code 1"
        }
    }

    /// Does a container that started at `start` pass this probe at `time`?
    func passes(_ behaviour: Behaviour, start: SimTime, at time: SimTime) -> Bool {
        if let forced { return forced }
        let age = time - start
        if age < .seconds(behaviour.upAfterSeconds) { return false }
        switch kind {
        case .startup: return true
        case .readiness: return !behaviour.readyNever && age >= .seconds(behaviour.readyAfterSeconds)
        case .liveness:
            guard let bad = behaviour.livenessFailsAfterSeconds else { return true }
            return age < .seconds(bad)
        }
    }

    /// The first moment from which its steady success may end; `nil`: never by itself.
    func breaks(_ behaviour: Behaviour, start: SimTime) -> SimTime? {
        guard forced == nil, kind == .liveness, let bad = behaviour.livenessFailsAfterSeconds else { return nil }
        return start + .seconds(bad)
    }
}

extension Kubelet {
    /// A container started: its probes start anew. Without probes it is ready at once.
    func startProbes(_ row: inout PodRow, _ index: Int, _ run: RunContainer, _ outlet: inout Outlet) {
        row.units[index].isStarted = !row.units[index].hasStartupProbe
        row.units[index].isReady =
            row.units[index].isStarted && !row.units[index].probes.contains { $0.kind == .readiness }
        for probe in row.units[index].probes.indices {
            row.units[index].probes[probe].lastAnswer = nil
            row.units[index].probes[probe].run = 0
            row.units[index].probes[probe].isOnHold = false
        }
        resumeProbes(&row, index, run, &outlet)
    }

    /// Sets the first timer of each probe of a running container.
    func resumeProbes(_ row: inout PodRow, _ index: Int, _ run: RunContainer, _ outlet: inout Outlet) {
        for probe in row.units[index].probes.indices {
            row.units[index].probes[probe].attempt = run.attempt
            let kind = row.units[index].probes[probe].kind
            if kind != .startup && !row.units[index].isStarted { continue }
            scheduleProbe(row, index, probe, run, notBefore: outlet.moment.time, &outlet)
        }
    }

    /// Ticks are whole periods after the start of the container. (Upstream they count from the start of the
    /// probe's worker; a readiness probe is also run as soon as its container runs.)
    private func scheduleProbe(
        _ row: PodRow, _ index: Int, _ probe: Int, _ run: RunContainer, notBefore: SimTime,
        _ outlet: inout Outlet
    ) {
        let entry = row.units[index].probes[probe]
        let earliest = max(notBefore, run.startedAt + entry.initialDelay)
        let sinceStart = run.startedAt - SimTime.zero
        let tick = (earliest - .microseconds(1)).next(
            every: entry.period, phase: SimDuration(microseconds: sinceStart.microseconds))
        wake(
            Timer.probe, row, container: row.units[index].name, number: entry.kind.rawValue, at: tick, &outlet)
    }

    mutating func runProbe(_ row: inout PodRow, _ index: Int, _ number: Int, _ outlet: inout Outlet) {
        guard row.worker == .active || row.worker == .stopping,
            let probe = row.units[index].probes.firstIndex(where: { $0.kind.rawValue == number }),
            let run = runtime.pods[row.uid]?.newest(row.units[index].name),
            run.isRunning(at: outlet.moment.time), !row.units[index].sawEnd
        else { return }
        var entry = row.units[index].probes[probe]
        // Liveness and startup probes stop when the pod is to go; readiness goes on.
        if entry.attempt != run.attempt || entry.isOnHold { return }
        if entry.kind != .readiness && row.worker == .stopping { return }
        if entry.kind == .startup && row.units[index].isStarted { return }
        let passes = entry.passes(row.units[index].behaviour.value, start: run.startedAt, at: outlet.moment.time)
        entry.run = entry.lastAnswer == passes ? entry.run + 1 : 1
        entry.lastAnswer = passes
        if !passes {
            event(
                row, index, "Warning", "Unhealthy", "\(entry.kind.word) probe failed: \(entry.failureText)", &outlet)
        }
        let isDecided = entry.run >= (passes ? entry.successThreshold : entry.failureThreshold)
        if isDecided && (entry.kind == .startup || (entry.kind == .liveness && !passes)) { entry.isOnHold = true }
        row.units[index].probes[probe] = entry
        scheduleNext(row, index, probe, run, isSteady: isDecided && passes, &outlet)
        if isDecided { probeDecided(&row, index, entry.kind, passes, run, &outlet) }
    }

    /// The next probe that can change anything or is reported.
    private func scheduleNext(
        _ row: PodRow, _ index: Int, _ probe: Int, _ run: RunContainer, isSteady: Bool, _ outlet: inout Outlet
    ) {
        let entry = row.units[index].probes[probe]
        if entry.isOnHold { return }
        var earliest = outlet.moment.time + .microseconds(1)
        if isSteady {
            guard let breaks = entry.breaks(row.units[index].behaviour.value, start: run.startedAt) else { return }
            earliest = max(earliest, breaks)
        }
        scheduleProbe(row, index, probe, run, notBefore: earliest, &outlet)
    }

    private mutating func probeDecided(
        _ row: inout PodRow, _ index: Int, _ kind: ProbeKind, _ passes: Bool, _ run: RunContainer,
        _ outlet: inout Outlet
    ) {
        let name = row.units[index].name
        switch kind {
        case .readiness:
            guard row.units[index].isReady != passes else { return }
            row.units[index].isReady = passes
            note(.containerReady(name, passes), &row, &outlet)
            setStatus(&row, &outlet)
        case .startup where passes:
            row.units[index].isStarted = true
            let hasReadiness = row.units[index].probes.contains { $0.kind == .readiness }
            row.units[index].isReady = !hasReadiness
            if !hasReadiness { note(.containerReady(name, true), &row, &outlet) }
            resumeProbes(&row, index, run, &outlet)
            setStatus(&row, &outlet)
            drive(&row, &outlet)
        case .startup, .liveness:
            guard !passes else { return }
            killForProbe(&row, index, kind, run, &outlet)
        }
    }

    /// A container that failed its liveness or startup probe is stopped with its grace and started again.
    private mutating func killForProbe(
        _ row: inout PodRow, _ index: Int, _ kind: ProbeKind, _ run: RunContainer, _ outlet: inout Outlet
    ) {
        let unit = row.units[index]
        let what = unit.isInit ? "Init container" : "Container"
        var text = "\(what) \(unit.name) failed \(kind.word.lowercased()) probe"
        if unit.kind == .regular && unit.restarts(after: 137, podPolicy: row.restartPolicy) {
            text += ", will be restarted"
        }
        event(row, index, "Killing", text, &outlet)
        let field = kind == .liveness ? "livenessProbe" : "startupProbe"
        let grace = unit.spec.at(field, "terminationGracePeriodSeconds")?.int
            ?? row.spec["terminationGracePeriodSeconds"]?.int ?? 30
        let end = StopPlan.end(of: unit, told: outlet.moment.time, grace: grace, turn: outlet.moment.time)
        runtime.end(unit.name, inPod: row.uid, at: end.time, code: end.code)
        note(.stopping(graceSeconds: grace), &row, &outlet)
        if let ended = runtime.pods[row.uid]?.newest(unit.name) { watchEnd(of: ended, row, &outlet) }
    }

    /// A fault: from now on the container fails (or passes) that probe; `nil` gives it back to its behaviour.
    ///
    /// - Returns: whether there is such a probe.
    public mutating func injectProbe(
        pod: ObjectKey, container: String, _ kind: ProbeKind, passes: Bool?, _ outlet: inout Outlet
    ) -> Bool {
        guard let uid = uid(of: pod) else { return false }
        var found = false
        withRow(uid, &outlet) { kubelet, row, outlet in
            guard let index = row.unit(container),
                let probe = row.units[index].probes.firstIndex(where: { $0.kind == kind })
            else { return }
            found = true
            row.units[index].probes[probe].forced = passes
            guard let run = kubelet.runtime.pods[uid]?.newest(container) else { return }
            kubelet.scheduleProbe(row, index, probe, run, notBefore: outlet.moment.time, &outlet)
        }
        return found
    }
}
