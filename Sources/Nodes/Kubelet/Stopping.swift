import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// How containers end when they are told to.
///
/// Upstream: pkg/kubelet/kuberuntime/kuberuntime_container.go, killContainer;
/// kuberuntime_termination_order.go for sidecars.
enum StopPlan {
    /// However long the preStop hook took, that much is left for the stop.
    static let graceLeftMin: Int64 = 2  // minimumGracePeriodInSeconds

    /// When a container ends that is told to stop at `told`, and with which code.
    ///
    /// The hook's time is taken out of the grace; then it waits until `turn`; then SIGTERM, and SIGKILL when
    /// what is left of the grace is over.
    static func end(
        of unit: ContainerUnit, told: SimTime, grace: Int64, turn: SimTime
    ) -> (time: SimTime, code: Int) {
        var left = SimDuration.seconds(grace)
        var term = told
        if grace > 0 {
            let hook = min(preStop(unit), left)
            term = term + hook
            left = left - SimDuration.seconds(hook.wholeSeconds)
            if turn > term {
                let waited = min(turn - term, left)
                term = term + waited
                left = left - waited
            }
        }
        left = max(left, .seconds(graceLeftMin))
        let stop = SimDuration.milliseconds(unit.behaviour.stopMilliseconds)
        if unit.behaviour.ignoresSIGTERM || stop > left { return (term + left, 137) }
        return (term + stop, unit.behaviour.stopExitCode)
    }

    static func preStop(_ unit: ContainerUnit) -> SimDuration {
        guard let hook = unit.spec.at("lifecycle", "preStop") else { return .zero }
        if let sleep = hook.at("sleep", "seconds")?.int { return .seconds(max(0, sleep)) }
        return .milliseconds(unit.behaviour.preStopMilliseconds)
    }
}

extension Kubelet {
    /// Unmounting takes a round of the volume manager's loops. Upstream: volumemanager, reconcilerLoopSleepPeriod.
    static let unmountTime = SimDuration.milliseconds(100)

    /// Tells all containers of a pod to stop: regular ones at once, sidecars after them in reverse order.
    mutating func stopContainers(_ row: inout PodRow, _ outlet: inout Outlet) {
        if !row.isGone { setStatus(&row, &outlet) }
        let now = outlet.moment.time
        let grace = graceSeconds(row)
        row.busy = nil
        row.graceEnd = now + .seconds(max(grace, StopPlan.graceLeftMin))
        note(.stopping(graceSeconds: grace), &row, &outlet)
        var turn = now
        for index in row.units.indices where row.units[index].kind != .sidecar {
            turn = max(turn, end(&row, index, grace, now, &outlet))
        }
        for index in row.units.indices.reversed() where row.units[index].kind == .sidecar {
            turn = max(turn, end(&row, index, grace, turn, &outlet))
        }
        awaitEnd(&row, &outlet)
    }

    /// Tells one container to stop, if it runs; returns when it ends.
    private mutating func end(
        _ row: inout PodRow, _ index: Int, _ grace: Int64, _ turn: SimTime, _ outlet: inout Outlet
    ) -> SimTime {
        let now = outlet.moment.time
        let unit = row.units[index]
        guard let run = runtime.pods[row.uid]?.newest(unit.name), run.isRunning(at: now) else { return now }
        event(row, index, "Killing", "Stopping container \(unit.name)", &outlet)
        let plan = StopPlan.end(of: unit, told: now, grace: grace, turn: turn)
        runtime.end(unit.name, inPod: row.uid, at: plan.time, code: plan.code)
        return min(plan.time, run.endsAt)
    }

    private func graceSeconds(_ row: PodRow) -> Int64 {
        // An object that is gone without a grace: upstream leaves the containers one second.
        if row.isGone { return max(1, row.object.meta.deletionGraceSeconds ?? 1) }
        return row.object.meta.deletionGraceSeconds ?? row.spec["terminationGracePeriodSeconds"]?.int ?? 30
    }

    /// A second deletion with less grace: what still runs is killed earlier.
    mutating func shortenGrace(_ row: inout PodRow, _ outlet: inout Outlet) {
        let end = outlet.moment.time + .seconds(max(graceSeconds(row), StopPlan.graceLeftMin))
        guard end < row.graceEnd else { return }
        row.graceEnd = end
        for run in runtime.runs(ofPod: row.uid) where run.isRunning(at: outlet.moment.time) && run.endsAt > end {
            runtime.end(run.name, inPod: row.uid, at: end, code: 137)
        }
        awaitEnd(&row, &outlet)
    }

    /// Waits for the last container; the kubelet is told of it at once (StopContainer returns then).
    private mutating func awaitEnd(_ row: inout PodRow, _ outlet: inout Outlet) {
        let now = outlet.moment.time
        var last = now
        for run in runtime.runs(ofPod: row.uid) where run.isRunning(at: now) { last = max(last, run.endsAt) }
        if last == now {
            checkStopped(&row, &outlet)
        } else {
            wake(Timer.stopped, row, at: last, &outlet)
        }
    }

    mutating func checkStopped(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.worker == .stopping else { return }
        let now = outlet.moment.time
        if let record = runtime.pods[row.uid] {
            if record.runningCount(at: now) > 0 { return }
            for (index, unit) in row.units.enumerated() where !unit.sawEnd {
                guard let run = record.newest(unit.name) else { continue }
                row.units[index].sawEnd = true
                row.units[index].isReady = false
                row.units[index].isStarted = false
                let isKill = run.exitCode == 137
                note(
                    isKill
                        ? .containerKilled(run.name, code: 137)
                        : .containerExited(run.name, code: run.exitCode, isInit: unit.isInit), &row, &outlet)
            }
        }
        advance(&row, .containersGone, &outlet)
    }

    /// The sandbox goes after the containers, the volumes after the sandbox.
    mutating func tearDown(_ row: inout PodRow, _ outlet: inout Outlet) {
        let now = outlet.moment.time
        if runtime.pods[row.uid]?.sandbox?.isAlive == true {
            runtime.endSandbox(ofPod: row.uid, at: now)
            note(.sandboxStopped, &row, &outlet)
        }
        if row.isGone {
            forget(&row, &outlet)
            return
        }
        let hasVolumes = row.spec["volumes"]?.array?.isEmpty == false
        let due = nextRelist(after: now, outlet) + (hasVolumes ? Kubelet.unmountTime : .zero)
        wake(Timer.cleaned, row, at: due, &outlet)
    }

    /// Nothing is left of the pod on the node: its last status is written, then it may be deleted.
    mutating func finish(_ row: inout PodRow, _ outlet: inout Outlet) {
        row.status.isFinal = true
        row.resize = .none
        if !pendingResizes.isEmpty { retryPendingResizes(&outlet) }
        setStatus(&row, &outlet)
        flushStatus(&row, &outlet)
    }
}
