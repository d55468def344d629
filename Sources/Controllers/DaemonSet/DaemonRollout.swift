import ControllerKit
import Documents
import KubeAPI
import OrderedMaps

/// One look of a rolling update at all nodes: which old pods are deleted, which nodes get a second pod.
///
/// A pure function of what is there. With `maxSurge` 0 pods are deleted and the main loop makes the new ones;
/// else new pods are made beside old ones. Upstream: pkg/controller/daemon/update.go, rollingUpdate.
struct DaemonRollout {
    let set: APIObject
    let hash: String
    let limits: DaemonRolloutLimits
    /// Microseconds since 1970.
    let now: Int64

    /// What a look at all nodes comes to.
    struct Plan {
        var deletes: [ObjectKey] = []
        var creates: [String] = []
        var steps: [DaemonFinding.Step] = []
        var slots: DaemonFinding.Slots?
        var failure: SyncFailure?
    }

    /// The old and the new pod of a node; `nil` if there are two of a kind. Upstream: findUpdatedPodsOnNode.
    private func split(_ pods: [APIObject]) -> (old: APIObject?, new: APIObject?)? {
        var old: APIObject?
        var new: APIObject?
        for pod in pods where !pod.meta.isTerminating {
            if DaemonPodTemplate.isUpdated(pod, of: set, hash: hash) {
                if new != nil { return nil }
                new = pod
            } else {
                if old != nil { return nil }
                old = pod
            }
        }
        return (old, new)
    }

    private func isAvailable(_ pod: APIObject) -> Bool {
        pod.isAvailable(minReadySeconds: DaemonSetReconciler.minReadySeconds(of: set), at: now)
    }

    // MARK: deleting first

    /// The branch for `maxSurge` 0.
    func replacing(_ pods: DaemonPods) -> Plan {
        var plan = Plan()
        var numUnavailable = 0
        var allowed: [APIObject] = []
        var candidates: [APIObject] = []
        for (node, pods) in pods.byNode {
            let (holding, old) = holding(pods)
            let verdict: DaemonFinding.Verdict
            switch holding {
            // The main loop creates or deletes there: until then nobody can count on the node.
            case .excess, .nothing, .both: verdict = .counts
            case .new(let isAvailable): verdict = isAvailable ? .leaves : .counts
            case .old(isAvailable: false): verdict = .allowed
            case .old(isAvailable: true): verdict = numUnavailable >= limits.unavailable ? .full : .candidate
            }
            if verdict == .counts || verdict == .allowed { numUnavailable += 1 }
            if let old, verdict == .allowed { allowed.append(old) }
            if let old, verdict == .candidate { candidates.append(old) }
            plan.steps.append(DaemonFinding.Step(node, holding, verdict, taken: numUnavailable))
        }
        let chosen = min(max(0, limits.unavailable - numUnavailable), candidates.count)
        plan.deletes = (allowed + candidates.prefix(chosen)).map(\.key)
        plan.slots = DaemonFinding.Slots(
            isSurge: false, max: limits.unavailable, taken: numUnavailable, allowed: allowed.count,
            candidates: candidates.count, chosen: chosen, leaving: nil)
        return plan
    }

    /// What a node has, and its old pod if that is alone.
    private func holding(_ pods: [APIObject]) -> (DaemonFinding.Holding, old: APIObject?) {
        guard let (old, new) = split(pods) else { return (.excess, nil) }
        switch (old, new) {
        case (nil, nil): return (.nothing, nil)
        case (let old?, nil): return (.old(isAvailable: isAvailable(old)), old)
        case (nil, let new?): return (.new(isAvailable: isAvailable(new)), nil)
        case (let old?, let new?): return (.both(newIsAvailable: isAvailable(new)), old)
        }
    }

    // MARK: creating first

    /// The branch for `maxSurge` above 0.
    ///
    /// - Parameter shouldRun: whether a node is to run a pod; `nil`: there is no such node.
    func surging(_ pods: DaemonPods, shouldRun: (String) -> Bool?) -> Plan {
        var surge = Surge()
        for (node, pods) in pods.byNode {
            let (holding, old) = holding(pods)
            count(holding, old, &surge)
            let verdict: DaemonFinding.Verdict
            switch holding {
            case .excess: verdict = .counts
            case .nothing, .new: verdict = .leaves
            case .old(let isAvailable):
                guard let isWanted = shouldRun(node) else {
                    surge.plan.failure = SyncFailure(
                        "couldn't get node for nodeName \"\(node)\": node \"\(node)\" not found")
                    return surge.plan
                }
                if isAvailable {
                    verdict = !isWanted ? .leaving : surge.taken >= limits.surge ? .full : .candidate
                } else {
                    verdict = isWanted ? .allowed : .oldGoes
                }
            case .both(let newIsAvailable): verdict = newIsAvailable ? .oldGoes : .counts
            }
            surge.take(node, old, holding, verdict)
        }
        return finish(surge)
    }

    /// What the walk over the nodes gathers.
    private struct Surge {
        var plan = Plan()
        var taken = 0
        var available = 0
        var leaving: [APIObject] = []
        var candidates: [String] = []
        var allowed: [String] = []

        mutating func take(
            _ node: String, _ old: APIObject?, _ holding: DaemonFinding.Holding, _ verdict: DaemonFinding.Verdict
        ) {
            switch verdict {
            case .counts: taken += 1
            case .allowed: allowed.append(node)
            case .candidate: candidates.append(node)
            case .oldGoes: plan.deletes += [old].compactMap { $0?.key }
            case .leaving: leaving += [old].compactMap { $0 }
            case .leaves, .full: break
            }
            plan.steps.append(DaemonFinding.Step(node, holding, verdict, taken: taken))
        }
    }

    /// A node counts as available by its old pod if it has one, else by its new one.
    private func count(_ holding: DaemonFinding.Holding, _ old: APIObject?, _ surge: inout Surge) {
        switch holding {
        case .old(let isAvailable), .new(let isAvailable): surge.available += isAvailable ? 1 : 0
        case .both: surge.available += old.map(isAvailable) == true ? 1 : 0
        case .excess, .nothing: break
        }
    }

    private func finish(_ surge: Surge) -> Plan {
        var plan = surge.plan
        // With surge nobody may be missed: a pod on a node that is left goes when another one stands in for it.
        let deletable = min(max(0, surge.available - limits.desired), surge.leaving.count)
        plan.deletes += surge.leaving.prefix(deletable).map(\.key)
        let chosen = min(max(0, limits.surge - surge.taken), surge.candidates.count)
        plan.creates = surge.allowed + surge.candidates.prefix(chosen)
        let leaving =
            surge.leaving.isEmpty
            ? nil
            : DaemonFinding.Leaving(
                available: surge.available, desired: limits.desired, pods: surge.leaving.count, deleted: deletable)
        plan.slots = DaemonFinding.Slots(
            isSurge: true, max: limits.surge, taken: surge.taken, allowed: surge.allowed.count,
            candidates: surge.candidates.count, chosen: chosen, leaving: leaving)
        return plan
    }
}
