public import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
public import Simulation

/// What the DaemonSet controller remembers besides expectations.
public struct DaemonSetMemory: Sendable {
    var failedPods = FailedPodBackoff()

    /// Until when failed pods are left alone, by set, generation and node.
    public var backoffs: [(key: String, until: SimTime)] { failedPods.waiting }
}

/// Keeps one pod of a DaemonSet on each node that is fit for it.
///
/// Upstream: pkg/controller/daemon/daemon_controller.go.
public enum DaemonSetReconciler: Reconciler {
    /// At most so many pods are made, and so many deleted, in one go.
    static let burstReplicas = 250  // pkg/controller/daemon/daemon_controller.go, BurstReplicas

    /// Its keys are sets, or nodes that changed.
    enum Lane {
        static let set: UInt8 = 0
        static let node: UInt8 = 1
    }

    typealias Context = SyncContext<DaemonSetMemory>

    public static let name = "daemon-set-controller"
    /// Two for sets and two for nodes (ConcurrentDaemonSetSyncs).
    public static let workers = 4
    public static let consistentResources: [Resource] = [.pods, .daemonSets]

    public static func makeMemory() -> DaemonSetMemory { DaemonSetMemory() }

    /// Upstream: syncDaemonSet, syncNodeUpdate.
    public static func sync(
        _ key: WorkKey, _ context: inout SyncContext<DaemonSetMemory>
    ) throws(Interrupt) -> Requeue {
        if key.lane == Lane.node {
            nodeChanged(key.key, &context)
            return .done
        }
        return try syncSet(key.key, &context)
    }

    private static func syncSet(_ key: ObjectKey, _ context: inout Context) throws(Interrupt) -> Requeue {
        for resource in [Resource.daemonSets, .pods, .nodes] { context.noteCache(resource) }
        guard let set = context.cached(.daemonSets, key) else {
            context.note(.absent(.daemonSets, key))
            context.remember { memory in
                memory.expectations.forget(key)
                memory.consistency.forget(key, uid: "")
                return 0
            }
            return .done
        }
        let nodes = context.cachedList(.nodes, namespace: "")
        if set.at("spec", "selector") == [:] {
            context.record(
                type: "Warning", reason: "SelectingAll",
                message: "This daemon set is selecting all pods. A non-empty selector is required.", on: set)
            return .done
        }
        // Its revisions may have gone already: a true status can no longer be worked out.
        if set.meta.isTerminating {
            context.note(.rule("no-steering-while-deleted", detail: "pods are the garbage collector's now"))
            return .done
        }
        let history: DaemonHistory
        switch try DaemonHistory.construct(set, &context) {
        case .failure(let failure):
            return .withBackoff(reason: "failed to construct revisions of DaemonSet: \(failure.message)")
        case .success(let found): history = found
        }
        let round = Round(set: set, nodes: nodes, hash: history.hash)
        if !context.expectationsMet(for: key) {
            context.note(.rule("expectations", detail: "making, deleting and updating wait; the status goes on"))
            return try status(round, observed: false, &context).requeue(nil)
        }
        var soonest: SimDuration?
        let failure = try update(round, history, &soonest, &context)
        let written = try status(round, observed: true, &context)
        if let failure { return .withBackoff(reason: failure.message) }
        return written.requeue(soonest)
    }

    /// What one sync is about.
    struct Round {
        let set: APIObject
        let nodes: [APIObject]
        let hash: String
        let eligibility: NodeEligibility

        init(set: APIObject, nodes: [APIObject], hash: String) {
            self.set = set
            self.nodes = nodes
            self.hash = hash
            eligibility = NodeEligibility(set)
        }
    }

    static func minReadySeconds(of set: APIObject) -> Int64 { set.at("spec", "minReadySeconds")?.int ?? 0 }

    // MARK: steering

    /// Upstream: updateDaemonSet.
    private static func update(
        _ round: Round, _ history: DaemonHistory, _ soonest: inout SimDuration?, _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        if let failure = try manage(round, &soonest, &context) { return failure }
        let isRolling = round.set.at("spec", "updateStrategy", "type")?.string == "RollingUpdate"
        // What has just been asked for must be seen first, or it would be counted twice.
        if context.expectationsMet(for: round.set.key) {
            if isRolling, let failure = try rollingUpdate(round, &context) { return failure }
        } else if isRolling {
            context.note(.rule("expectations", detail: "the rolling update waits for what was just asked for"))
        }
        if let failure = try history.cleanUp(round.set, &context) {
            return SyncFailure("failed to clean up revisions of DaemonSet: \(failure.message)")
        }
        return nil
    }

    /// One pod where one should be, none where none should be. Upstream: manage.
    private static func manage(
        _ round: Round, _ soonest: inout SimDuration?, _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        let pods: DaemonPods
        switch try DaemonPods.read(round.set, &context) {
        case .failure(let failure): return unmapped(round.set, failure)
        case .success(let read): pods = read
        }
        context.note(.counted(round.nodes.count == 1 ? "node" : "nodes", round.nodes.count))
        context.note(.counted("owned", pods.byNode.reduce(0) { $0 + $1.value.count }))
        var plan = DaemonNodePlan(round.set, hash: round.hash, round.eligibility)
        for node in round.nodes { plan.look(at: node, pods.on(node.name), &context) }
        plan.delete(unbound: pods.unboundWithoutNode(among: round.nodes))
        soonest = plan.soonest
        return try syncNodes(
            round.set, deleting: plan.podsToDelete, creatingOn: plan.nodesNeedingPods, hash: round.hash, &context)
    }

    static func unmapped(_ set: APIObject, _ failure: SyncFailure) -> SyncFailure {
        SyncFailure("couldn't get node to daemon pod mapping for daemon set \"\(set.name)\": \(failure.message)")
    }

    /// Upstream: update.go, rollingUpdate.
    private static func rollingUpdate(
        _ round: Round, _ context: inout Context
    ) throws(Interrupt) -> SyncFailure? {
        var pods: DaemonPods
        switch try DaemonPods.read(round.set, &context) {
        case .failure(let failure): return unmapped(round.set, failure)
        case .success(let read): pods = read
        }
        var shouldRun = OrderedMap<String, Bool>()
        var desired = 0
        for node in round.nodes {
            let isWanted = round.eligibility.verdict(node).shouldRun
            shouldRun[node.name] = isWanted
            guard isWanted else { continue }
            desired += 1
            if pods.byNode[node.name] == nil { pods.byNode[node.name] = [] }
        }
        let limits = DaemonRolloutLimits(round.set, desired: desired)
        context.note(.daemon(.limits(limits.finding)))
        let rollout = DaemonRollout(set: round.set, hash: round.hash, limits: limits, now: context.moment.date)
        let plan =
            limits.surge == 0 ? rollout.replacing(pods) : rollout.surging(pods) { shouldRun[$0] }
        for step in plan.steps.prefix(DaemonNodePlan.notedMax) { context.note(.daemon(.step(step))) }
        if plan.steps.count > DaemonNodePlan.notedMax {
            context.note(
                .remark("\(plan.steps.count) nodes were looked at; the first \(DaemonNodePlan.notedMax) are noted"))
        }
        if let slots = plan.slots { context.note(.daemon(.slots(slots))) }
        if let failure = plan.failure { return failure }
        return try syncNodes(
            round.set, deleting: plan.deletes, creatingOn: plan.creates, hash: round.hash, &context)
    }
}
