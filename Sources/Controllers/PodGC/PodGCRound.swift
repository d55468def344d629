import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// One round over all pods.
///
/// Upstream: pkg/controller/podgc/gc_controller.go, gc.
enum PodGCRound {
    typealias Context = SyncContext<PodGCMemory>

    /// - Returns: whether there was something to delete.
    static func run(_ context: inout Context) throws(Interrupt) -> Bool {
        let pods = context.cachedList(.pods, namespace: "")
        let nodes = context.cachedList(.nodes, namespace: "")
        context.note(.counted("pods", pods.count))
        context.note(.counted("nodes", nodes.count))
        let finished = try collectFinished(pods, &context)
        let outOfService = try collectOutOfService(pods, nodes, &context)
        let orphaned = try collectOrphaned(pods, nodes, &context)
        let unscheduled = try collectUnscheduled(pods, &context)
        return finished || outOfService || orphaned || unscheduled
    }

    /// More pods have finished than may lie about: evicted ones go first, then the oldest. Upstream: gcTerminated.
    private static func collectFinished(_ pods: [APIObject], _ context: inout Context) throws(Interrupt) -> Bool {
        let finished = pods.filter { $0.pod?.isFinished == true }
        let tooMany = finished.count - PodGC.finishedMax
        guard tooMany > 0 else { return false }
        context.note(.rule("pod-gc", detail: "\(finished.count) pods have finished, \(tooMany) too many"))
        try removeTogether(Array(finished.sorted(by: goesBefore).prefix(tooMany)), &context)
        return true
    }

    /// Upstream: gcTerminating.
    private static func collectOutOfService(
        _ pods: [APIObject], _ nodes: [APIObject], _ context: inout Context
    ) throws(Interrupt) -> Bool {
        let names = nodes.filter(PodGC.isOutOfService).map(\.name)
        if names.isEmpty { return false }
        let stuck = pods.filter { $0.meta.isTerminating && names.contains($0.pod?.nodeName ?? "") }
        if stuck.isEmpty { return false }
        context.note(.rule("pod-gc", detail: "\(stuck.count) being deleted on nodes that are out of service"))
        try removeTogether(stuck.sorted(by: goesBefore), &context)
        return true
    }

    /// A node that pods name and nobody knows is given 40 s to come, then asked for live. Upstream: gcOrphaned,
    /// discoverDeletedNodes.
    private static func collectOrphaned(
        _ pods: [APIObject], _ nodes: [APIObject], _ context: inout Context
    ) throws(Interrupt) -> Bool {
        var known = OrderedMap<String, Bool>()
        for node in nodes { known[node.name] = true }
        let unknown = pods.compactMap { $0.pod?.nodeName }.filter { !$0.isEmpty && known[$0] == nil }
        let now = context.moment.time
        let released = context.alter { memory in memory.own.released(at: now) }
        // What is asked for now and goes on being named begins another quarantine.
        let waiting = context.alter { memory in
            for name in unknown where memory.own.quarantine[name] == nil {
                memory.own.quarantine[name] = now + PodGC.quarantine
            }
            return memory.own.quarantine.map { (name: $0.key, due: $0.value) }
        }
        for (name, due) in waiting where !released.contains(name) {
            context.note(.rule("node-quarantine", detail: "nobody knows \(name): asked for live from t=\(due) on"))
        }
        var gone: [String] = []
        for name in released where known[name] == nil {
            let key = ObjectKey("", name)
            let answer = try context.send(.get(.nodes, key))
            context.note(.readLive(ObjectRef(.nodes, key), found: answer.failure == nil))
            if answer.failure?.code == 404 { gone.append(name) }
        }
        let orphans = pods.filter { pod in pod.pod.map { gone.contains($0.nodeName) } == true }
        if orphans.isEmpty { return false }
        context.note(.rule("pod-gc", detail: "\(orphans.count) on nodes that are no more"))
        for pod in orphans { try remove(pod, isDisrupted: true, &context) }
        return true
    }

    /// Upstream: gcUnscheduledTerminating.
    private static func collectUnscheduled(_ pods: [APIObject], _ context: inout Context) throws(Interrupt) -> Bool {
        let stuck = pods.filter { $0.meta.isTerminating && $0.pod?.nodeName.isEmpty == true }
        if stuck.isEmpty { return false }
        context.note(.rule("pod-gc", detail: "\(stuck.count) being deleted that were never bound"))
        for pod in stuck { try remove(pod, isDisrupted: false, &context) }
        return true
    }

    /// Evicted pods first, then the oldest, then by name. Upstream: byEvictionAndCreationTimestamp.
    private static func goesBefore(_ a: APIObject, _ b: APIObject) -> Bool {
        func isEvicted(_ pod: APIObject) -> Bool {
            pod.pod?.phase == .failed && pod.at("status", "reason")?.string == "Evicted"
        }
        if isEvicted(a) != isEvicted(b) { return isEvicted(a) }
        return (a.meta.created, a.name) < (b.meta.created, b.name)
    }

    // MARK: marking and deleting

    /// All of them side by side.
    private static func removeTogether(_ pods: [APIObject], _ context: inout Context) throws(Interrupt) {
        let now = context.moment.date
        let unfinished = pods.filter { $0.pod?.isFinished != true }
        let answers = try context.sendAll(unfinished.map { mark($0, isDisrupted: false, now: now) })
        let refused = zip(unfinished, answers).filter { $1.failure != nil }.map(\.0.key)
        _ = try context.sendAll(pods.filter { !refused.contains($0.key) }.map(deletion))
    }

    /// A pod that has not finished is marked as failed first; if that is refused, the next round tries again.
    ///
    /// Upstream: markFailedAndDeletePodWithCondition.
    private static func remove(
        _ pod: APIObject, isDisrupted: Bool, _ context: inout Context
    ) throws(Interrupt) {
        if pod.pod?.isFinished != true {
            let answer = try context.send(mark(pod, isDisrupted: isDisrupted, now: context.moment.date))
            if let failure = answer.failure { return context.note(.remark(failure.message)) }
        }
        if let failure = try context.send(deletion(pod)).failure { context.note(.remark(failure.message)) }
    }

    private static func mark(_ pod: APIObject, isDisrupted: Bool, now: Int64) -> APIRequest {
        var status: Value = ["phase": "Failed", "observedGeneration": .int(pod.meta.generation)]
        if isDisrupted {
            let mark = DisruptionMark(reason: "DeletionByPodGC", message: "PodGC: node no longer exists")
            mark.add(to: &status, of: pod, now: now)
        }
        let patch: Value = ["metadata": ["uid": .string(pod.uid)], "status": status]
        return .patch(.strategic, .pods, pod.key, subresource: "status", patch)
    }

    private static func deletion(_ pod: APIObject) -> APIRequest {
        var request = APIRequest.delete(.pods, pod.key)
        request.options.gracePeriodSeconds = 0
        return request
    }
}
