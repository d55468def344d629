import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// What the scheduler does with the answers to its requests.
extension Scheduler {
    mutating func answered(_ ticket: Int, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet) {
        if blockingTicket == ticket { blockingTicket = nil }
        guard let flight = flights.removeValue(forKey: ticket) else { return }
        switch flight {
        case .binding(let entry, let node, let span):
            if let status = result.failure {
                unbind(entry, "running Bind plugin \"DefaultBinder\": \(status.message)", cause, &outlet)
            } else {
                record(
                    "Normal", "Scheduled", "Binding", "Successfully assigned \(entry.pod.key) to \(node)", entry.pod,
                    causes: [span, cause], &outlet)
            }
        case .victimStatus(let victim, let preemptor):
            victimMarked(victim, preemptor, result, cause, &outlet)
        case .victimDelete(let victim, let preemptor):
            victimDeleted(victim, preemptor, result, cause, &outlet)
        case .nomination(let pod): volumeStep(pod.key, cause, &outlet)
        case .volume(let pod): volumeAnswered(pod, result, cause, &outlet)
        case .status, .unwatched: break
        }
    }

    /// The binding failed: the pod is forgotten on its node and waits again.
    ///
    /// Upstream: schedule_one.go, handleBindingCycleError.
    mutating func unbind(_ entry: QueuedPod, _ message: String, _ cause: SpanID, _ outlet: inout Outlet) {
        let key = entry.pod.key
        if let placed = cluster.placements[key], placed.isAssumed, placed.pod.uid == entry.pod.uid {
            _ = cluster.remove(key)
            wakeWaiting(.podGone(placed.pod), cause, &outlet)
        }
        var failed = entry
        failed.causes = [cause]
        let failure = Failure(message: message, reason: "SchedulerError", rejectedBy: [], nomination: .cleared)
        fail(failed, failure, nil, isInCycle: false, &outlet)
    }

    // MARK: preemption

    /// Sends the victims away.
    ///
    /// Upstream: pkg/scheduler/framework/preemption/executor.go, prepareCandidateAsync.
    mutating func preempt(
        for pod: PodRow, _ room: PreemptionCandidate, _ span: SpanID, _ outlet: inout Outlet
    ) {
        let victims = room.victims.filter { !$0.isTerminating }
        guard let last = victims.last else { return }
        for rival in nominations.pods(on: room.node)
        where rival.spec.priority < pod.spec.priority && !rival.nominatedNode.isEmpty {
            let patch = APIRequest.patch(
                .strategic, .pods, rival.key, subresource: "status", ["status": ["nominatedNodeName": .null]])
            send(patch, .unwatched, causes: [span], &outlet)
        }
        preemptions.start(
            PreemptionsUnderWay.Run(
                preemptor: pod, node: room.node, open: victims.count - 1, last: last, cause: span))
        for victim in victims.dropLast() { mark(victim, for: pod.uid, [span], &outlet) }
        if victims.count == 1 { askLast(pod.uid, [span], &outlet) }
    }

    private mutating func askLast(_ uid: String, _ causes: [SpanID], _ outlet: inout Outlet) {
        guard let run = preemptions.runs[uid] else { return }
        preemptions.update(uid) {
            $0.isLastAsked = true
            $0.open = 1
        }
        mark(run.last, for: uid, causes, &outlet)
    }

    private mutating func mark(
        _ victim: PodRow, for preemptor: String, _ causes: [SpanID], _ outlet: inout Outlet
    ) {
        guard let patch = StatusPatch.disruption(victim, by: name, at: outlet.moment) else {
            delete(victim, for: preemptor, causes, &outlet)
            return
        }
        send(
            APIRequest.patch(.strategic, .pods, victim.key, subresource: "status", patch),
            .victimStatus(victim, preemptor: preemptor), causes: causes, &outlet)
    }

    private mutating func delete(
        _ victim: PodRow, for preemptor: String, _ causes: [SpanID], _ outlet: inout Outlet
    ) {
        send(
            .delete(.pods, victim.key), .victimDelete(victim, preemptor: preemptor), causes: causes, &outlet)
    }

    private mutating func victimMarked(
        _ victim: PodRow, _ preemptor: String, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        guard let status = result.failure else {
            delete(victim, for: preemptor, [cause], &outlet)
            return
        }
        victimDone(preemptor, hasFailed: status.code != 404, cause, &outlet)
    }

    private mutating func victimDeleted(
        _ victim: PodRow, _ preemptor: String, _ result: APIResult, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        if result.failure == nil, let run = preemptions.runs[preemptor] {
            record(
                "Normal", "Preempted", "Preempting", "Preempted by pod \(preemptor) on node \(run.node)", victim,
                causes: [run.cause, cause], &outlet)
        }
        let code = result.failure?.code ?? 404
        victimDone(preemptor, hasFailed: code != 404, cause, &outlet)
    }

    private mutating func victimDone(
        _ uid: String, hasFailed: Bool, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        preemptions.update(uid) {
            $0.open -= 1
            $0.hasFailed = $0.hasFailed || hasFailed
        }
        guard let run = preemptions.runs[uid], run.open == 0 else { return }
        if !run.isLastAsked && !run.hasFailed {
            askLast(uid, [cause], &outlet)
            return
        }
        preemptions.end(uid)
        if run.hasFailed { queue.forceActive(run.preemptor.key, causes: [cause], gate) }
    }
}
