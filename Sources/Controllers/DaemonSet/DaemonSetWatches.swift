public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Which DaemonSets a change concerns, and what it takes off their expectations.
///
/// Upstream: pkg/controller/daemon/daemon_controller.go, addDaemonset … updateNode, syncNodeUpdate.
extension DaemonSetReconciler {
    private typealias Told = Reactions<DaemonSetMemory>

    public static func watches(_ resource: Resource) -> Bool {
        [.daemonSets, .controllerRevisions, .pods, .nodes].contains(resource)
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<DaemonSetMemory>) {
        switch change.object.resource {
        case .daemonSets: setChanged(change, &reactions)
        case .controllerRevisions: revisionChanged(change, &reactions)
        case .pods: podChanged(change, &reactions)
        case .nodes: nodeTold(change, &reactions)
        default: break
        }
    }

    private static func setChanged(_ change: Change, _ reactions: inout Told) {
        let key = change.object.key
        let isReplaced = change.old.map { $0.uid != change.object.uid } ?? false
        if change.kind == .deleted || isReplaced {
            reactions.memory.consistency.forget(key, uid: change.old?.uid ?? change.object.uid)
            reactions.memory.expectations.forget(key)
        }
        reactions.enqueue(key)
    }

    /// Labels and taints decide where pods run; nothing else of a node does.
    private static func nodeTold(_ change: Change, _ reactions: inout Told) {
        let node = change.object
        switch change.kind {
        case .added: reactions.enqueue(node.key, lane: Lane.node)
        case .modified:
            let old = change.old ?? node
            let isSame =
                old.meta.labels.elementsEqual(node.meta.labels) { $0 == $1 }
                && Taint.all(of: old) == Taint.all(of: node)
            if !isSame { reactions.enqueue(node.key, lane: Lane.node) }
        // A pod that is left behind is the pod collector's; the set is woken when it goes.
        case .deleted: break
        }
    }

    // MARK: revisions

    private static func revisionChanged(_ change: Change, _ reactions: inout Told) {
        let revision = change.object
        let owner = reactions.resolve(revision.meta.controller, as: .daemonSets, in: revision.namespace)
        if change.kind == .deleted || (change.kind == .added && revision.meta.isTerminating) {
            if let owner { reactions.enqueue(owner.key) }
            return
        }
        let before = change.old?.meta.controller
        if change.kind == .modified, before != revision.meta.controller {
            enqueue(reactions.resolve(before, as: .daemonSets, in: revision.namespace), &reactions)
        }
        if revision.meta.controller != nil {
            // A new one is its own work: it knows of it.
            if change.kind == .modified { enqueue(owner, &reactions) }
            return
        }
        let labelsChanged = change.old.map { !hasSameLabels($0, revision) } ?? true
        if labelsChanged || before != nil { enqueueSelecting(revision, &reactions) }
    }

    // MARK: pods

    private static func podChanged(_ change: Change, _ reactions: inout Told) {
        let pod = change.object
        if change.kind == .deleted || pod.meta.isTerminating {
            if change.kind == .modified, change.old?.revision == pod.revision { return }
            return podGone(pod, &reactions)
        }
        if change.kind == .modified { return podUpdated(change.old ?? pod, pod, &reactions) }
        guard pod.meta.controller != nil else { return enqueueSelecting(pod, &reactions) }
        guard let set = reactions.resolve(pod.meta.controller, as: .daemonSets, in: pod.namespace) else { return }
        reactions.memory.expectations.creationObserved(for: set.key)
        reactions.enqueue(set.key)
    }

    private static func podUpdated(_ old: APIObject, _ pod: APIObject, _ reactions: inout Told) {
        if old.revision == pod.revision { return }
        let (before, after) = (old.meta.controller, pod.meta.controller)
        if before != after { enqueue(reactions.resolve(before, as: .daemonSets, in: old.namespace), &reactions) }
        guard after != nil else {
            if before != after || !hasSameLabels(old, pod) { enqueueSelecting(pod, &reactions) }
            return
        }
        guard let set = reactions.resolve(after, as: .daemonSets, in: pod.namespace) else { return }
        reactions.enqueue(set.key)
        let seconds = minReadySeconds(of: set)
        if !old.flags.isReady && pod.flags.isReady && seconds > 0 {
            // A second more, against clocks that differ.
            reactions.enqueue(set.key, after: .seconds(seconds + 1))
        }
    }

    private static func podGone(_ pod: APIObject, _ reactions: inout Told) {
        guard let set = reactions.resolve(pod.meta.controller, as: .daemonSets, in: pod.namespace) else { return }
        reactions.memory.expectations.deletionObserved(for: set.key)
        reactions.enqueue(set.key)
    }

    private static func enqueue(_ set: APIObject?, _ reactions: inout Told) {
        if let set { reactions.enqueue(set.key) }
    }

    private static func enqueueSelecting(_ orphan: APIObject, _ reactions: inout Told) {
        for set in reactions.selecting(orphan, among: .daemonSets) { reactions.enqueue(set.key) }
    }

    private static func hasSameLabels(_ a: APIObject, _ b: APIObject) -> Bool {
        a.meta.labels.elementsEqual(b.meta.labels) { $0 == $1 }
    }

    // MARK: nodes

    /// A node came or changed: sets that want a pod there, must take one away, or count wrong are queued.
    ///
    /// Upstream: syncNodeUpdate.
    static func nodeChanged(_ key: ObjectKey, _ context: inout Context) {
        guard let node = context.cached(.nodes, key) else { return context.note(.absent(.nodes, key)) }
        let sets = context.cachedList(.daemonSets, namespace: "")
        let pods = context.cachedIndexed(.pods, .nodeName, key.name)
        var woken: [WorkKey] = []
        for set in sets {
            let verdict = NodeEligibility(set).verdict(node)
            let there = pods.filter { pod in
                pod.meta.controller?.kind == "DaemonSet" && pod.namespace == set.namespace
                    && pod.meta.controller?.name == set.name
            }
            let isMiscounted = !there.isEmpty && set.at("status", "numberMisscheduled")?.int ?? 0 > 0
            let wakes = (verdict.shouldRun && there.isEmpty) || (!verdict.mayStay && !there.isEmpty) || isMiscounted
            if wakes { woken.append(WorkKey(set.key, lane: Lane.set)) }
            context.note(
                .daemon(
                    .woken(
                        DaemonFinding.Woken(
                            set: set.key, verdict.predicate, shouldRun: verdict.shouldRun, mayStay: verdict.mayStay,
                            pods: there.count, isQueued: wakes))))
        }
        context.enqueue(woken)
    }
}
