import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// Pods come, change and go; the worker's first run.
extension Kubelet {
    mutating func observe(_ change: Change, _ cause: SpanID, _ outlet: inout Outlet) {
        if change.object.resource == .nodes {
            if change.object.name == node.name { observeNode(change, &outlet) }
            return
        }
        guard change.object.resource == .pods, change.object.pod?.nodeName == node.name else { return }
        if change.kind == .deleted {
            removed(change.object, cause, &outlet)
        } else if rows[change.object.uid] == nil {
            add(change.object, cause, &outlet)
        } else {
            withRow(change.object.uid, &outlet) { $0.changed(&$1, change.object, cause, &$2) }
        }
    }

    private mutating func add(_ object: APIObject, _ cause: SpanID, _ outlet: inout Outlet) {
        // An ended pod that nobody here ran needs nothing (a restarted kubelet sees many of these).
        if object.pod?.isFinished == true && runtime.pods[object.uid] == nil && !object.meta.isTerminating { return }
        var row = PodRow(object, cause: cause) { behaviour(of: object, $0, image: $1) }
        row.toldGrace = object.meta.deletionGraceSeconds
        if runtime.pods[object.uid] == nil { inferLost(&row) }
        wake(Timer.worker, row, at: outlet.moment.time + outlet.profile.podWorkerHop, &outlet)
        rows[object.uid] = row
    }

    /// How a container behaves; one value for all pods with an image, unless their annotations say otherwise.
    mutating func behaviour(of pod: APIObject, _ container: String, image: String) -> SharedBehaviour {
        let annotations = (pod.at("metadata", "annotations")?.stringMap ?? []).filter {
            $0.key.hasPrefix(Behaviours.annotation)
        }
        if annotations.isEmpty, let known = sharedBehaviours[image] { return known }
        let made = SharedBehaviour(
            behaviours.behaviour(image: image, container: container, annotations: annotations))
        if annotations.isEmpty { sharedBehaviours[image] = made }
        return made
    }

    private mutating func changed(
        _ row: inout PodRow, _ object: APIObject, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        if object.revision >= row.object.revision { row.object = object }
        if row.object.meta.isTerminating {
            // An answer to a status write may have shown the deletion already: what counts is what the worker knows.
            if row.toldGrace != row.object.meta.deletionGraceSeconds {
                row.toldGrace = row.object.meta.deletionGraceSeconds
                row.cause = cause
                wake(Timer.worker, row, at: outlet.moment.time + outlet.profile.podWorkerHop, &outlet)
            } else {
                deleteIfDone(&row, &outlet)
            }
            return
        }
        if reconcileLater(&row, &outlet) { return }
        if row.object.meta.generation != (row.status.latest["observedGeneration"]?.int ?? 0),
            row.status.version > 0
        {
            row.cause = cause
            specChanged(&row, &outlet)
        }
    }

    /// The spec changed: a container with another image is stopped and made anew.
    /// Upstream: kuberuntime_manager.go, containerChanged.
    private mutating func specChanged(_ row: inout PodRow, _ outlet: inout Outlet) {
        let containers = (row.spec["initContainers"]?.array ?? []) + (row.spec["containers"]?.array ?? [])
        for container in containers {
            let name = container["name"]?.string ?? ""
            let image = container["image"]?.string ?? ""
            guard let index = row.unit(name) else { continue }
            // Resources are what was given; what is asked for is looked at below.
            var kept = container
            let given = row.units[index].spec["resources"]
            if kept["resources"] != given { kept.set(given, at: "resources") }
            row.units[index].spec = kept
            if row.units[index].image == image { continue }
            row.units[index].image = image
            row.units[index].behaviour = behaviour(of: row.object, name, image: image)
            if case .pullWait = row.units[index].step { row.units[index].step = .idle }
            guard let run = runtime.pods[row.uid]?.newest(name), run.isRunning(at: outlet.moment.time) else { continue }
            event(
                row, index, "Killing", "Container \(name) definition changed, will be restarted", &outlet)
            let end = StopPlan.end(
                of: row.units[index], told: outlet.moment.time,
                grace: row.spec["terminationGracePeriodSeconds"]?.int ?? 30, turn: outlet.moment.time)
            runtime.end(name, inPod: row.uid, at: end.time, code: end.code)
            if let ended = runtime.pods[row.uid]?.newest(name) { watchEnd(of: ended, row, &outlet) }
        }
        addEphemeral(&row)
        tryResize(&row, &outlet)
        setStatus(&row, &outlet)
        drive(&row, &outlet)
    }

    /// Containers that were added to look into the pod.
    private mutating func addEphemeral(_ row: inout PodRow) {
        for container in row.spec["ephemeralContainers"]?.array ?? [] {
            let name = container["name"]?.string ?? ""
            if row.unit(name) != nil { continue }
            let image = container["image"]?.string ?? ""
            row.units.append(
                ContainerUnit(
                    name: name, image: image, kind: .ephemeral, spec: container,
                    behaviour: behaviour(of: row.object, name, image: image)))
        }
    }

    /// The object is gone: after the kubelet's own last delete nothing is left; else the containers are stopped.
    private mutating func removed(_ object: APIObject, _ cause: SpanID, _ outlet: inout Outlet) {
        withRow(object.uid, &outlet) { kubelet, row, outlet in
            row.object = object
            row.cause = cause
            row.isGone = true
            kubelet.advance(&row, .stopWanted, &outlet)
            if row.worker == .stopped || row.worker == .finished || row.worker == .rejected {
                kubelet.forget(&row, &outlet)
            }
        }
    }

    /// Lets go of a pod.
    mutating func forget(_ row: inout PodRow, _ outlet: inout Outlet) {
        note(.gone, &row, &outlet)
        runtime.forget(pod: row.uid, at: outlet.moment.time)
        row.isForgotten = true
        if !pendingResizes.isEmpty {
            pendingResizes.removeAll { $0 == row.uid }
            retryPendingResizes(&outlet)
        }
    }

    /// The worker of a pod runs for the first time, or because of a deletion.
    ///
    /// - Parameter knowsNode: whether the node has been read for this very admission.
    mutating func runWorker(_ row: inout PodRow, knowsNode: Bool = false, _ outlet: inout Outlet) {
        guard row.worker == .waiting else {
            switch row.worker {
            case .stopping: shortenGrace(&row, &outlet)
            case .rejected, .finished: deleteIfDone(&row, &outlet)
            default: stop(&row, &outlet)
            }
            return
        }
        // The infra container may be gone already: the process before this one was about to end the pod.
        let isHere = runtime.pods[row.uid] != nil
        if isHere { adopt(&row, &outlet) }
        if row.object.meta.isTerminating || row.object.pod?.isFinished == true {
            stop(&row, &outlet)
            return
        }
        let use = use(withPorts: !NodeUse.hostPorts(row.spec).isEmpty)
        let labels = nodeState.object?.meta.labels ?? node.allLabels
        if let refusal = PodAdmission.refusal(of: row, on: node, labels: labels, beside: use) {
            if refusal.isAboutLabels && !knowsNode {
                // The node it knows may be old: it asks once. Upstream: lifecycle/predicate.go, generalFilter.
                send(.get(.nodes, ObjectKey("", node.name)), .admission(uid: row.uid), causes: [row.cause], &outlet)
                return
            }
            row.worker = .rejected
            note(.rejected(reason: refusal.reason, message: refusal.message), &row, &outlet)
            event(row, nil, "Warning", refusal.reason, refusal.message, &outlet)
            setRejectedStatus(&row, refusal, &outlet)
            return
        }
        note(.admitted, &row, &outlet)
        if let seconds = row.spec["activeDeadlineSeconds"]?.int {
            let start = row.object.at("status", "startTime")?.string.flatMap { Timestamps.parse($0) }
            let age = outlet.moment.date - (start ?? outlet.moment.date)
            let due = outlet.moment.time + .seconds(seconds) - .microseconds(age)
            wake(Timer.deadline, row, at: due, &outlet)
        }
        advance(&row, .admitted(takenOver: isHere), &outlet)
        if isHere { relist(&row, &outlet) }
    }

    /// The pod has been active for as long as it may. Upstream: pkg/kubelet/active_deadline.go.
    mutating func deadlinePassed(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard !row.worker.isPastStop, row.worker != .rejected else { return }
        row.failure = Refusal(
            reason: "DeadlineExceeded", message: "Pod was active on the node longer than the specified deadline")
        event(
            row, nil, "DeadlineExceeded", "Pod was active on the node longer than the specified deadline", &outlet)
        stop(&row, &outlet)
    }

    mutating func stop(_ row: inout PodRow, _ outlet: inout Outlet) { advance(&row, .stopWanted, &outlet) }

    // MARK: - After a restart

    static let lostMessage =
        "The container could not be located when the pod was deleted.  The container used to be Running"

    /// Containers that once ran and that the runtime does not know: their end is inferred.
    /// Upstream: kubelet_pods.go, convertToAPIContainerStatuses.
    private func inferLost(_ row: inout PodRow) {
        for index in row.units.indices {
            let unit = row.units[index]
            guard let known = StatusText.known(row.object, unit.name, kind: unit.kind) else { continue }
            var restarts = Int(known["restartCount"]?.int ?? 0)
            var last = known["lastState"] ?? .null
            if known.at("state", "running") != nil {
                if last.isEmpty {
                    last = [
                        "terminated": [
                            "exitCode": 137, "finishedAt": .null, "reason": "ContainerStatusUnknown",
                            "message": .string(Kubelet.lostMessage),
                            "startedAt": .null,
                        ]
                    ]
                }
                if !row.object.meta.isTerminating { restarts += 1 }
            }
            guard restarts > 0 || !last.isEmpty else { continue }
            row.units[index].lost = ContainerUnit.Lost(restarts: restarts, last: last)
        }
    }

    /// A new process: the pods of its cache are taken over or started, what else runs is ended.
    mutating func takeOverPods(_ outlet: inout Outlet) {
        let known = outlet.caches[.pods]?.list() ?? []
        let strangers = runtime.pods.map { $0.key }.filter { uid in !known.contains { $0.uid == uid } }
        for uid in strangers { runtime.forget(pod: uid, at: outlet.moment.time) }
        for object in known where object.pod?.nodeName == node.name && rows[object.uid] == nil {
            add(object, .none, &outlet)
        }
    }

    /// Takes over what the runtime already has of a pod, the ends that nobody saw included: no status may say of a
    /// container that is over that it runs.
    ///
    /// Upstream: pkg/kubelet/pod_workers.go, where a worker waits for the newest status of its pod before it begins.
    private mutating func adopt(_ row: inout PodRow, _ outlet: inout Outlet) {
        guard let record = runtime.pods[row.uid] else { return }
        for index in row.units.indices {
            guard let run = record.newest(row.units[index].name) else { continue }
            row.units[index].step = .made
            let known = StatusText.known(row.object, row.units[index].name, kind: row.units[index].kind)
            // What no probe decides is so because the container runs, whatever was last written of it.
            let isStarted = !row.units[index].hasStartupProbe || known?["started"]?.bool == true
            let hasReadiness = row.units[index].probes.contains { $0.kind == .readiness }
            row.units[index].isStarted = isStarted
            row.units[index].isReady = isStarted && (!hasReadiness || known?["ready"]?.bool == true)
            if run.isRunning(at: outlet.moment.time) {
                watchEnd(of: run, row, &outlet)
                resumeProbes(&row, index, run, &outlet)
            } else {
                sawEnd(&row, index, record, &outlet)
            }
        }
    }
}
