import ControllerKit
import Documents
import KubeAPI
import Simulation

/// What one node needs: a pod, the end of some pods, or nothing.
///
/// Upstream: pkg/controller/daemon/daemon_controller.go, podsShouldBeOnNode.
struct DaemonNodePlan {
    typealias Context = DaemonSetReconciler.Context

    /// Nodes with nothing to do that a sync tells of; of the others it tells of all.
    static let notedMax = 100

    let set: APIObject
    let hash: String
    let eligibility: NodeEligibility
    let allowsSurge: Bool

    private(set) var nodesNeedingPods: [String] = []
    private(set) var podsToDelete: [ObjectKey] = []
    /// When a failed pod may be looked at again.
    private(set) var soonest: SimDuration?
    private var looked = 0

    init(_ set: APIObject, hash: String, _ eligibility: NodeEligibility) {
        self.set = set
        self.hash = hash
        self.eligibility = eligibility
        allowsSurge = DaemonRolloutLimits.allowsSurge(set)
    }

    /// Takes in one node and the pods of the set there.
    mutating func look(at node: APIObject, _ pods: [APIObject], _ context: inout Context) {
        let verdict = eligibility.verdict(node)
        var decision = DaemonFinding.Decision.nothing
        if verdict.shouldRun && pods.isEmpty {
            nodesNeedingPods.append(node.name)
            decision = .create
        } else if verdict.mayStay {
            decision = keep(node, pods, verdict, &context)
        } else {
            let going = pods.filter { !$0.meta.isTerminating }
            decision = delete(going, .notFit)
        }
        looked += 1
        if looked > DaemonNodePlan.notedMax && decision == .nothing { return }
        context.note(
            .daemon(
                .node(
                    DaemonFinding.Node(
                        node.name, verdict.predicate, shouldRun: verdict.shouldRun, mayStay: verdict.mayStay,
                        pods: pods.count, decision: decision))))
    }

    /// Pods that wait for a node that has gone.
    mutating func delete(unbound pods: [APIObject]) { podsToDelete += pods.map(\.key) }

    private mutating func delete(_ pods: [APIObject], _ why: DaemonFinding.Reason) -> DaemonFinding.Decision {
        if pods.isEmpty { return .nothing }
        podsToDelete += pods.map(\.key)
        return .delete(pods.map(\.name), because: why)
    }

    // MARK: a node on which pods may stay

    private mutating func keep(
        _ node: APIObject, _ pods: [APIObject], _ verdict: NodeEligibility.Verdict, _ context: inout Context
    ) -> DaemonFinding.Decision {
        var decision = DaemonFinding.Decision.nothing
        var running: [APIObject] = []
        for pod in pods where !pod.meta.isTerminating {
            switch pod.pod?.phase {
            case .failed?: decision = failed(pod, on: node, &context)
            case .succeeded?:
                context.record(
                    type: "Normal", reason: "SucceededDaemonPod",
                    message:
                        "Found succeeded daemon pod \(pod.key) on node \(node.name), will try to delete it",
                    on: set)
                decision = delete([pod], .succeeded)
            default: running.append(pod)
            }
        }
        if running.isEmpty && allowsSurge && verdict.shouldRun {
            nodesNeedingPods.append(node.name)
            return .create
        }
        if running.count <= 1 { return decision }
        let ordered = DaemonPods.oldestFirst(running)
        return allowsSurge
            ? surging(ordered, now: context.moment.date) : delete(Array(ordered.dropFirst()), .excess)
    }

    // LESSON: ds-failed-pods
    private mutating func failed(
        _ pod: APIObject, on node: APIObject, _ context: inout Context
    ) -> DaemonFinding.Decision {
        let key = "\(set.uid)/\(set.at("status", "observedGeneration")?.int ?? 0)/\(node.name)"
        let now = context.moment.time
        let delay = context.recall { memory in
            memory.own.failedPods.delay(of: key, at: now).map { [$0] } ?? []
        }.first
        if let delay {
            soonest = min(soonest ?? delay, delay)
            return .waitsForBackoff
        }
        context.remember { memory in
            memory.own.failedPods.deleted(key, at: now)
            return 0
        }
        context.record(
            type: "Warning", reason: "FailedDaemonPod",
            message: "Found failed daemon pod \(pod.key) on node \(node.name), will try to kill it", on: set)
        return delete([pod], .failed)
    }

    /// One old and one new pod may be there, as long as the old one is ready and the new one is not available.
    private mutating func surging(_ ordered: [APIObject], now: Int64) -> DaemonFinding.Decision {
        var oldestNew: APIObject?
        var oldestOld: APIObject?
        var excess: [APIObject] = []
        for pod in ordered {
            let isNew = pod.at("metadata", "labels")?[DaemonPodTemplate.hashLabel]?.string == hash
            if isNew && oldestNew == nil {
                oldestNew = pod
            } else if !isNew && oldestOld == nil {
                oldestOld = pod
            } else {
                excess.append(pod)
            }
        }
        let decision = delete(excess, .excess)
        let seconds = DaemonSetReconciler.minReadySeconds(of: set)
        guard let old = oldestOld, let new = oldestNew,
            !old.flags.isReady || new.isAvailable(minReadySeconds: seconds, at: now)
        else { return decision }
        return delete([old], .replaced)
    }
}
