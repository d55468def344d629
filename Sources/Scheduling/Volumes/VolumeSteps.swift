import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// The volumes of a pod are bound between its choice of a node and its own binding.
///
/// Upstream: plugins/volumebinding, Reserve, PreBind and Unreserve; schedule_one.go, bindingCycle.
extension Scheduler {
    /// Counts the volumes as given, tells where the pod is about to go, and writes one volume after the other.
    mutating func bindVolumes(
        _ plan: VolumeCheck.Plan, of entry: QueuedPod, on node: String, _ span: SpanID, _ outlet: inout Outlet
    ) {
        let run = VolumeRun(entry, on: node, plan, span)
        for object in run.writes { assumed.assume(object) }
        volumeRuns[entry.pod.key] = run
        if entry.pod.nominatedNode == node {
            volumeStep(entry.pod.key, .none, &outlet)
            return
        }
        // Upstream: NominatedNodeNameForExpectation: on since 1.35.
        let patch = APIRequest.patch(
            .strategic, .pods, entry.pod.key, subresource: "status",
            ["status": ["nominatedNodeName": .string(node)]])
        send(patch, .nomination(entry.pod), causes: [span], &outlet)
    }

    /// The next write, or the wait for the binder when all are answered.
    mutating func volumeStep(_ key: ObjectKey, _ cause: SpanID, _ outlet: inout Outlet) {
        guard let run = volumeRuns[key] else { return }
        let causes = cause == .none ? [run.span] : [run.span, cause]
        if run.answered < run.writes.count {
            let next = run.writes[run.answered]
            send(.update(next.published, next.resource), .volume(run.entry.pod), causes: causes, &outlet)
            return
        }
        volumeRuns.update(key) { $0.deadline = outlet.moment.time + VolumeRun.patience }
        outlet.wake(after: VolumeRun.pollPeriod, TimerTag(kind: Timer.volumes, key: key, causes: causes))
    }

    /// A volume was written, or not.
    mutating func volumeAnswered(
        _ pod: PodRow, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        guard let run = volumeRuns[pod.key], run.entry.pod.uid == pod.uid else { return }
        guard let object = result.object else {
            giveUpVolumes(pod.key, result.failure?.message ?? "no answer", cause, &outlet)
            return
        }
        volumeRuns.update(pod.key) {
            $0.writes[$0.answered] = object
            $0.answered += 1
        }
        volumeStep(pod.key, cause, &outlet)
    }

    /// Looks whether the binder has done its part; then the pod is bound.
    mutating func pollVolumes(_ key: ObjectKey, _ causes: [SpanID], _ outlet: inout Outlet) {
        guard let run = volumeRuns[key], let deadline = run.deadline else { return }
        let surroundings = Surroundings(caches: outlet.caches)
        let progress: VolumeRun.Progress
        if let facts = cluster.row(named: run.node)?.facts {
            let isThere = unassigned[key]?.uid == run.entry.pod.uid
            progress =
                isThere
                ? run.progress(facts, surroundings)
                : .failed("pod does not exist any more: pod \"\(key.name)\" not found")
        } else {
            progress = .failed("failed to get node \"\(run.node)\": node \"\(run.node)\" not found")
        }
        switch progress {
        case .done:
            volumeRuns[key] = nil
            bind(run.entry, on: run.node, run.span, &outlet)
        case .waiting where outlet.moment.time >= deadline:
            giveUpVolumes(key, "binding volumes: context deadline exceeded", causes.last ?? run.span, &outlet)
        case .waiting:
            outlet.wake(after: VolumeRun.pollPeriod, TimerTag(kind: Timer.volumes, key: key, causes: causes))
        case .failed(let why): giveUpVolumes(key, "binding volumes: \(why)", causes.last ?? run.span, &outlet)
        }
    }

    /// What is not written is taken back; what is written stays: the binder goes on with it.
    private mutating func giveUpVolumes(
        _ key: ObjectKey, _ why: String, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        guard let run = volumeRuns.removeValue(forKey: key) else { return }
        for object in run.writes { assumed.restore(object) }
        unbind(run.entry, "running PreBind plugin \"VolumeBinding\": \(why)", cause, &outlet)
    }

    // MARK: what the API server tells

    /// A volume, a claim or a class came or changed: pods that wait for one are looked at again.
    mutating func observeStorage(_ change: Change, _ cause: SpanID, _ outlet: inout Outlet) {
        let object = change.object
        let isGone = change.kind == .deleted
        if object.resource != .storageClasses { assumed.expire(object, isGone: isGone) }
        if isGone { return }
        let old = change.old
        switch object.resource {
        case .persistentVolumeClaims: wakeWaiting(.claimChanged(object.key, isNew: old == nil), cause, &outlet)
        case .persistentVolumes:
            let hasMoved = old.map { VolumeCheck.places(of: $0) != VolumeCheck.places(of: object) } ?? true
            wakeWaiting(.volumeChanged(hasMoved: hasMoved), cause, &outlet)
        default:
            let isWider = old.map { $0["allowedTopologies"] != object["allowedTopologies"] } ?? true
            let waits = object["volumeBindingMode"]?.string == "WaitForFirstConsumer"
            wakeWaiting(
                .storageClassChanged(isNew: old == nil, isWider: isWider, waits: waits), cause, &outlet)
        }
    }
}
