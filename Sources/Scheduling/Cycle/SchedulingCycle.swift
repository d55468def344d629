import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// One cycle: a pod is taken and gets a node, or learns why there is none.
///
/// Upstream: pkg/scheduler/schedule_one.go.
extension Scheduler {
    /// Why a try came to nothing.
    struct Failure {
        let message: String
        /// `Unschedulable` or `SchedulerError`.
        let reason: String
        let rejectedBy: PluginSet
        let nomination: Nominations.Change
    }

    mutating func runCycle(_ outlet: inout Outlet) {
        guard blockingTicket == nil, let entry = queue.pop() else { return }
        let pod = entry.pod
        if pod.isTerminating {
            record(
                "Warning", "FailedScheduling", "Scheduling", "skip schedule deleting pod: \(pod.key)", pod,
                causes: entry.causes, &outlet)
            return
        }
        if cluster.placements[pod.key] != nil { return }
        cluster.refreshOrder()
        guard cluster.count > 0 else {
            fail(
                entry,
                Failure(
                    message: "no nodes available to schedule pods", reason: "Unschedulable", rejectedBy: [],
                    nomination: .cleared), nil, &outlet)
            return
        }
        let surroundings = Surroundings(caches: outlet.caches, assumed: assumed)
        let check = PodCheck(pod, cluster, surroundings)
        if nextStart >= cluster.count { nextStart %= cluster.count }
        let found = NodeSearch(cluster: cluster, nominations: nominations).run(check, from: nextStart)
        if !found.isNominated { nextStart = (nextStart + found.processed) % cluster.count }
        if found.feasible.isEmpty {
            lookForVictims(entry, check, found, &outlet)
        } else {
            choose(entry, check, found, surroundings, &outlet)
        }
    }

    private mutating func choose(
        _ entry: QueuedPod, _ check: PodCheck, _ found: SearchResult, _ surroundings: Surroundings,
        _ outlet: inout Outlet
    ) {
        var chosen = 0
        var best = [(node: cluster.facts(found.feasible[0]).name, score: Int64(0))]
        if found.feasible.count > 1 {
            let scores = Scores.all(entry.pod, found.feasible, cluster, surroundings)
            let totals = Scores.totals(scores, count: found.feasible.count)
            chosen = HostChoice.best(found.feasible, totals, &seed)
            best = HostChoice.top(found.feasible, totals, chosen: chosen, cluster)
        }
        let facts = cluster.facts(found.feasible[chosen])
        let node = facts.name
        let span = outlet.span(
            .scheduled(
                SchedulingSpan(
                    pod: entry.pod.ref, node: node, evaluated: found.processed, feasible: found.feasible.count,
                    nodes: cluster.count, best: best, failure: "")), causes: entry.causes)
        // The pod counts on its node from now on.
        cluster.place(entry.pod, on: node, isAssumed: true)
        nominations.remove(entry.pod.key)
        if let plan = check.volumes?.plan(on: facts), !plan.isEmpty {
            bindVolumes(plan, of: entry, on: node, span, &outlet)
        } else {
            bind(entry, on: node, span, &outlet)
        }
    }

    /// Asks the API server to bind the pod.
    mutating func bind(_ entry: QueuedPod, on node: String, _ span: SpanID, _ outlet: inout Outlet) {
        let pod = entry.pod
        let body: Value = [
            "apiVersion": "v1", "kind": "Binding",
            "metadata": [
                "name": .string(pod.key.name), "namespace": .string(pod.namespace), "uid": .string(pod.uid),
            ],
            "target": ["kind": "Node", "name": .string(node)],
        ]
        let request = APIRequest(
            .create, .pods, namespace: pod.namespace, name: pod.key.name, subresource: "binding", body: body)
        send(request, .binding(entry, node: node, cause: span), causes: [span], &outlet)
    }

    private mutating func lookForVictims(
        _ entry: QueuedPod, _ check: PodCheck, _ found: SearchResult, _ outlet: inout Outlet
    ) {
        let search = PreemptionSearch(cluster: cluster, nominations: nominations, now: outlet.moment.date)
        var postFilter = ""
        var nomination = Nominations.Change.unchanged
        var room: PreemptionCandidate?
        switch search.run(check, found.diagnosis, &seed) {
        case .found(let candidate):
            nomination = .set(candidate.node)
            room = candidate
        case .nothing(let message, let change):
            postFilter = message
            nomination = change
        }
        let failure = Failure(
            message: found.diagnosis.message(postFilter: postFilter), reason: "Unschedulable",
            rejectedBy: found.diagnosis.plugins, nomination: nomination)
        let span = fail(entry, failure, found, &outlet)
        if let room { preempt(for: entry.pod, room, span, &outlet) }
    }

    /// Tells a pod why it has no node and puts it back into the queue.
    ///
    /// Upstream: handleSchedulingFailure.
    @discardableResult
    mutating func fail(
        _ entry: QueuedPod, _ failure: Failure, _ found: SearchResult?, isInCycle: Bool = true,
        _ outlet: inout Outlet
    ) -> SpanID {
        var pod = entry.pod
        let span = outlet.span(
            .scheduled(
                SchedulingSpan(
                    pod: pod.ref, node: nil, evaluated: found?.processed ?? 0, feasible: 0, nodes: cluster.count,
                    best: [], failure: failure.message)), causes: entry.causes)
        if let latest = unassigned[pod.key] {
            // It was made anew meanwhile: the new one is in the queue already.
            if latest.uid != pod.uid { return span }
            pod = latest
            var again = entry
            again.pod = latest
            again.rejectedBy = failure.rejectedBy
            again.message = failure.message
            again.causes = failure.rejectedBy.isEmpty ? [span] : []
            queue.putBack(again, at: outlet.moment.time, gate)
        }
        if unassigned[pod.key] != nil { nominations.note(pod, failure.nomination) }
        record(
            "Warning", "FailedScheduling", "Scheduling", EventText.shortened(failure.message), pod, causes: [span],
            &outlet)
        if let patch = StatusPatch.failure(pod, failure, at: outlet.moment) {
            let request = APIRequest.patch(.strategic, .pods, pod.key, subresource: "status", patch)
            let ticket = send(request, .status, causes: [span], &outlet)
            // The loop waits for the answer; a failed binding is told of beside it.
            if isInCycle { blockingTicket = ticket }
        }
        return span
    }

    func record(
        _ type: String, _ reason: String, _ action: String, _ message: String, _ pod: PodRow, causes: [SpanID],
        _ outlet: inout Outlet
    ) {
        outlet.record(
            RecordedEvent(
                api: .events, regarding: pod.ref, regardingRevision: pod.revision, type: type, reason: reason,
                message: message, action: action, causes: causes))
    }
}

/// Texts of events. Upstream: schedule_one.go, truncateMessage.
enum EventText {
    static let bytesMax = 1024

    static func shortened(_ text: String) -> String {
        guard text.utf8.count > bytesMax else { return text }
        return String(decoding: text.utf8.prefix(bytesMax - 4), as: UTF8.self) + " ..."
    }
}

/// Patches of a pod's status. Upstream: pkg/scheduler/util/utils.go, PatchPodStatus.
enum StatusPatch {
    /// The condition PodScheduled and the nomination, as far as they change; `nil` if nothing does.
    static func failure(_ pod: PodRow, _ failure: Scheduler.Failure, at moment: Moment) -> Value? {
        var status = Fields()
        let old = pod.condition
        if old?.status != "False" || old?.reason != failure.reason || old?.message != failure.message {
            status["conditions"] = [
                condition(
                    "PodScheduled", status: "False", reason: failure.reason, message: failure.message, pod: pod, old,
                    at: moment)
            ]
        }
        switch failure.nomination {
        case .unchanged: break
        case .cleared: if !pod.nominatedNode.isEmpty { status["nominatedNodeName"] = .null }
        case .set(let node): if pod.nominatedNode != node { status["nominatedNodeName"] = .string(node) }
        }
        return status.isEmpty ? nil : ["status": .object(status)]
    }

    /// Tells a victim whom it makes way for.
    static func disruption(_ victim: PodRow, by scheduler: String, at moment: Moment) -> Value? {
        let message = "\(scheduler): preempting to accommodate a higher priority pod"
        let old = victim.disruption
        if old?.status == "True" && old?.reason == "PreemptionByScheduler" && old?.message == message { return nil }
        let fresh = condition(
            "DisruptionTarget", status: "True", reason: "PreemptionByScheduler", message: message, pod: victim, old,
            at: moment)
        return ["status": ["conditions": [fresh]]]
    }

    private static func condition(
        _ type: String, status: String, reason: String, message: String, pod: PodRow, _ old: PodRow.Condition?,
        at moment: Moment
    ) -> Value {
        var date = Timestamps.seconds(moment.date)
        if let old, old.status == status, !old.lastTransition.isEmpty { date = old.lastTransition }
        return [
            "type": .string(type), "status": .string(status), "reason": .string(reason),
            "message": .string(message), "observedGeneration": .int(pod.generation),
            "lastTransitionTime": .string(date),
        ]
    }
}
