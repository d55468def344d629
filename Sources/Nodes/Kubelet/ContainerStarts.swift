import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// Sandbox, images, containers: what makes a pod run.
///
/// Upstream: pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions, SyncPod, doBackOff),
/// kuberuntime_container.go (startContainer), pkg/kubelet/images/image_manager.go (EnsureImageExists).
extension Kubelet {
    // MARK: - Sandbox

    mutating func makeSandbox(_ row: inout PodRow, _ outlet: inout Outlet) {
        wake(Timer.sandbox, row, at: outlet.moment.time + outlet.profile.sandboxStart, &outlet)
    }

    mutating func sandboxMade(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.worker == .makingSandbox else { return }
        guard
            let sandbox = runtime.makeSandbox(
                row.object.ref, usesHostNetwork: row.usesHostNetwork, sharesPID: row.sharesPID,
                at: outlet.moment.time)
        else {
            event(
                row, nil, "Warning", "FailedCreatePodSandBox",
                "Failed to create pod sandbox: failed to allocate for range 0: "
                    + "no IP addresses available in range set: \(node.podCIDR)",
                &outlet)
            wake(Timer.sandbox, row, at: outlet.moment.time + BackOff.first, &outlet)
            return
        }
        let ip = sandbox.usesHostNetwork ? node.internalIP : sandbox.ip
        note(
            .sandboxReady(
                ip: ip, attempt: sandbox.attempt, sharesPID: sandbox.sharesPID,
                usesHostNetwork: sandbox.usesHostNetwork), &row, &outlet)
        advance(&row, .sandboxMade, &outlet)
    }

    /// A dead sandbox: whether a new one is made. Upstream: computePodActions, the case `createPodSandbox`.
    private func wantsNewSandbox(_ row: PodRow, _ record: Runtime.PodRecord) -> Bool {
        if row.restartPolicy == "Never" && !record.runs.isEmpty { return false }
        return row.units.contains { unit in
            guard unit.kind == .regular else { return false }
            guard let run = record.newest(unit.name) else { return true }
            return unit.restarts(after: run.exitCode, podPolicy: row.restartPolicy)
        }
    }

    // MARK: - Which containers

    /// Starts what should run and does not, one after the other; writes the status when nothing more is to be started.
    mutating func drive(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.worker == .active, row.busy == nil, let record = runtime.pods[row.uid] else { return }
        if record.sandbox?.isAlive != true {
            if wantsNewSandbox(row, record) {
                event(
                    row, nil, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.", &outlet)
                for index in row.units.indices { row.units[index].step = .idle }
                advance(&row, .sandboxLost, &outlet)
            } else {
                endIfDone(&row, &outlet)
            }
            return
        }
        for index in startable(row, record) {
            begin(&row, index, &outlet)
            if row.busy != nil { return }
        }
        endIfDone(&row, &outlet)
    }

    /// Writes the status; a pod whose containers have all ended for good comes to its end.
    private mutating func endIfDone(_ row: inout PodRow, _ outlet: inout Outlet) {
        let phase = setStatus(&row, &outlet)
        if row.worker == .active && (phase == .succeeded || phase == .failed) { stop(&row, &outlet) }
    }

    /// The units that should run and do not, in the order in which they are started.
    private func startable(_ row: PodRow, _ record: Runtime.PodRecord) -> [Int] {
        let attempt = record.sandbox?.attempt ?? 0
        func current(_ unit: ContainerUnit) -> RunContainer? {
            record.newest(unit.name).flatMap { $0.sandboxAttempt == attempt ? $0 : nil }
        }
        let isInitialized = row.units.contains { $0.kind == .regular && current($0) != nil }
        // They start before all others, once, and wait for nobody. Upstream: computePodActions, SyncPod, step 5.
        var out = row.units.indices.filter {
            row.units[$0].kind == .ephemeral && record.newest(row.units[$0].name) == nil && row.units[$0].lost == nil
        }
        for (index, unit) in row.units.enumerated() {
            let run = current(unit)
            let isUp = run != nil && !unit.sawEnd
            switch unit.kind {
            case .ephemeral: continue
            case .sidecar:
                if !isUp { out.append(index) }
                if !isInitialized && !(isUp && unit.isStarted) { return out }
            case .initial:
                if isInitialized { continue }
                if isUp { return out }
                if let run {
                    if run.exitCode == 0 { continue }
                    if !unit.restarts(after: run.exitCode, podPolicy: row.restartPolicy) { return out }
                }
                out.append(index)
                return out
            case .regular:
                if isUp { continue }
                if let run = record.newest(unit.name),
                    !unit.restarts(after: run.exitCode, podPolicy: row.restartPolicy)
                {
                    continue
                }
                out.append(index)
            }
        }
        return out
    }

    // MARK: - One container

    /// Begins with a container: back-off, image, start. `row.busy` is set if it takes time.
    private mutating func begin(_ row: inout PodRow, _ index: Int, _ outlet: inout Outlet) {
        switch row.units[index].step {
        case .idle, .made: break
        case .pulling, .starting, .pullWait, .crashWait, .neverPulled: return
        }
        let now = outlet.moment.time
        if let run = runtime.pods[row.uid]?.newest(row.units[index].name), row.units[index].sawEnd {
            if let crash = row.units[index].crash, let until = crash.holds(event: run.endsAt, at: now) {
                row.units[index].step = .crashWait(until: until, delay: crash.delay, isShown: false)
                note(.backingOff(row.units[index].name, crash.delay), &row, &outlet)
                wake(Timer.crashWait, row, container: row.units[index].name, at: until, &outlet)
                wake(Timer.showWait, row, container: row.units[index].name, at: nextRelist(after: now, outlet), &outlet)
                return
            }
            row.units[index].crash = BackOff.next(after: row.units[index].crash, event: run.endsAt, at: now)
        }
        row.busy = index
        fetchImage(&row, index, &outlet)
    }

    private mutating func fetchImage(_ row: inout PodRow, _ index: Int, _ outlet: inout Outlet) {
        let unit = row.units[index]
        let isHere = unit.behaviour.isOnEveryNode || runtime.images[unit.image] != nil
        let policy = unit.spec["imagePullPolicy"]?.string ?? "IfNotPresent"
        if policy == "Never" && !isHere {
            row.units[index].step = .neverPulled
            row.busy = nil
            let message = "Container image \"\(unit.image)\" is not present with pull policy of Never"
            event(row, index, "Warning", "ErrImageNeverPull", message, &outlet)
            event(row, index, "Warning", "Failed", "Error: ErrImageNeverPull", &outlet)
            return
        }
        if isHere && policy != "Always" {
            note(.imagePresent(unit.image), &row, &outlet)
            event(
                row, index, "Pulled",
                "Container image \"\(unit.image)\" already present on machine and can be accessed by the pod", &outlet)
            startContainer(&row, index, &outlet)
            return
        }
        note(.imagePulling(unit.image), &row, &outlet)
        event(row, index, "Pulling", "Pulling image \"\(unit.image)\"", &outlet)
        let now = outlet.moment.time
        // One pull at a time (serializeImagePulls); what another pull has fetched meanwhile takes no time.
        let begins = max(now, runtime.pullsEnd)
        let ends = begins + (isHere ? .zero : .milliseconds(unit.behaviour.pullMilliseconds))
        runtime.pullsEnd = ends
        row.units[index].step = .pulling(since: now)
        if ends == now {
            pullEnded(&row, index, &outlet)
        } else {
            wake(Timer.pulled, row, container: unit.name, at: ends, &outlet)
        }
    }

    mutating func pullEnded(_ row: inout PodRow, _ index: Int, _ outlet: inout Outlet) {
        guard row.worker == .active, case .pulling(let since) = row.units[index].step else { return }
        let unit = row.units[index]
        let now = outlet.moment.time
        if let failure = unit.behaviour.pullFailure {
            pullFailed(&row, index, failure, &outlet)
            return
        }
        let waited = now - since
        let took = runtime.images[unit.image] == nil
            ? min(waited, .milliseconds(unit.behaviour.pullMilliseconds)) : SimDuration.zero
        runtime.images[unit.image] = true
        row.units[index].pull = nil
        note(.imagePulled(unit.image, took: took), &row, &outlet)
        let tookText = GoDuration.text(nanos: took.microseconds * 1000)
        let waitedText = GoDuration.text(nanos: waited.microseconds * 1000)
        event(
            row, index, "Pulled",
            "Successfully pulled image \"\(unit.image)\" in \(tookText) (\(waitedText) including waiting). "
                + "Image size: \(unit.behaviour.imageBytes) bytes.", &outlet)
        startContainer(&row, index, &outlet)
    }

    private mutating func pullFailed(
        _ row: inout PodRow, _ index: Int, _ failure: String, _ outlet: inout Outlet
    ) {
        let unit = row.units[index]
        let now = outlet.moment.time
        let problem = "failed to pull and unpack image \"\(unit.image)\": \(failure)"
        note(.imagePullFailed(unit.image, message: problem), &row, &outlet)
        event(row, index, "Warning", "Failed", "Failed to pull image \"\(unit.image)\": \(problem)", &outlet)
        event(row, index, "Warning", "Failed", "Error: ErrImagePull", &outlet)
        let pull = BackOff.next(after: unit.pull, event: now, at: now)
        row.units[index].pull = pull
        row.units[index].pullError = problem
        row.units[index].step = .pullWait(until: now + pull.delay, isShown: false)
        wake(Timer.pullWait, row, container: unit.name, at: now + pull.delay, &outlet)
        wake(Timer.showWait, row, container: unit.name, at: nextRelist(after: now, outlet), &outlet)
        row.busy = nil
        drive(&row, &outlet)
    }

    /// The image is there.
    private mutating func startContainer(_ row: inout PodRow, _ index: Int, _ outlet: inout Outlet) {
        row.units[index].step = .starting
        let delay = outlet.profile.containerStart + .milliseconds(row.units[index].behaviour.startMilliseconds)
        wake(Timer.started, row, container: row.units[index].name, at: outlet.moment.time + delay, &outlet)
    }

    mutating func containerStarted(_ row: inout PodRow, _ index: Int, _ outlet: inout Outlet) {
        guard row.worker == .active, row.units[index].step == .starting else { return }
        row.busy = nil
        let unit = row.units[index]
        let run = runtime.start(
            unit.name, image: unit.image, ports: Kubelet.ports(of: unit), behaviour: unit.behaviour,
            endsByItself: unit.kind == .initial, firstAttempt: unit.lost?.restarts ?? 0, inPod: row.uid,
            at: outlet.moment.time)
        guard let run else {  // the sandbox died meanwhile: the next relist sees it
            row.units[index].step = .idle
            return
        }
        row.units[index].step = .made
        row.units[index].sawEnd = false
        note(
            .containerStarted(unit.name, restart: run.attempt, isInit: unit.isInit), &row, &outlet)
        event(row, index, "Created", "Container created", &outlet)
        event(row, index, "Started", "Container started", &outlet)
        watchEnd(of: run, row, &outlet)
        startProbes(&row, index, run, &outlet)
        drive(&row, &outlet)
        if let next = row.busy, case .pulling = row.units[next].step {
            wake(Timer.refresh, row, at: nextRelist(after: outlet.moment.time, outlet), &outlet)
        }
    }

    /// What a container binds: `TCP/80`.
    private static func ports(of unit: ContainerUnit) -> [String] {
        if let listens = unit.behaviour.listens { return listens.map { "TCP/\($0)" } }
        return (unit.spec["ports"]?.array ?? []).compactMap { port in
            port["containerPort"]?.int.map { "\(port["protocol"]?.string ?? "TCP")/\($0)" }
        }
    }

    // MARK: - Ends and waits

    /// The relist that will see the end of a container; none for one that runs for ever.
    func watchEnd(of run: RunContainer, _ row: PodRow, _ outlet: inout Outlet) {
        guard run.endsAt != .never else { return }
        let seen = max(run.endsAt, outlet.moment.time) - .microseconds(1)
        wake(Timer.relist, row, at: nextRelist(after: seen, outlet), &outlet)
    }

    /// Looks at the pod's containers and sandbox, as each relist does.
    mutating func relist(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.worker == .active, let record = runtime.pods[row.uid] else { return }
        var ended: [Int] = []
        for (index, unit) in row.units.enumerated() where !unit.sawEnd {
            if let run = record.newest(unit.name), !run.isRunning(at: outlet.moment.time), unit.step == .made {
                ended.append(index)
            }
        }
        let lostSandbox = record.sandbox?.isAlive == false
        guard !ended.isEmpty || lostSandbox else { return }
        note(.relisted(changed: ended.count + (lostSandbox ? 1 : 0)), &row, &outlet)
        if lostSandbox {
            note(.sandboxDied, &row, &outlet)
            row.busy = nil
        }
        for index in ended { sawEnd(&row, index, record, &outlet) }
        setStatus(&row, &outlet)
        drive(&row, &outlet)
    }

    func sawEnd(_ row: inout PodRow, _ index: Int, _ record: Runtime.PodRecord, _ outlet: inout Outlet) {
        row.units[index].sawEnd = true
        row.units[index].isReady = false
        row.units[index].isStarted = false
        guard let run = record.newest(row.units[index].name) else { return }
        note(
            .containerExited(run.name, code: run.exitCode, isInit: row.units[index].isInit), &row, &outlet)
    }

    /// A back-off is over.
    mutating func waitEnded(_ row: inout PodRow, _ index: Int, _ outlet: inout Outlet) {
        switch row.units[index].step {
        case .crashWait(let until, _, _) where until <= outlet.moment.time: break
        case .pullWait(let until, _) where until <= outlet.moment.time: break
        default: return
        }
        row.units[index].step = .idle
        drive(&row, &outlet)
    }

    /// The sync after the one in which a back-off began: the status now says that it waits.
    mutating func showWait(_ row: inout PodRow, _ index: Int, _ outlet: inout Outlet) {
        guard row.worker == .active else { return }
        let unit = row.units[index]
        switch unit.step {
        case .crashWait(let until, let delay, false):
            row.units[index].step = .crashWait(until: until, delay: delay, isShown: true)
            event(
                row, index, "Warning", "BackOff",
                "Back-off restarting failed container \(unit.name) in pod \(row.text)", &outlet)
        case .pullWait(let until, false):
            row.units[index].step = .pullWait(until: until, isShown: true)
            event(row, index, "BackOff", "Back-off pulling image \"\(unit.image)\"", &outlet)
            event(row, index, "Warning", "Failed", "Error: ImagePullBackOff", &outlet)
        default: return
        }
        setStatus(&row, &outlet)
    }
}
