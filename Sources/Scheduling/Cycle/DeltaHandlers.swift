import ControllerKit
import KubeAPI
import OrderedMaps
import Simulation

/// What the scheduler does when its caches are told of a change.
///
/// Upstream: pkg/scheduler/eventhandlers.go.
extension Scheduler {
    mutating func observe(_ change: Change, _ cause: SpanID, _ outlet: inout Outlet) {
        switch change.object.resource {
        case .nodes: observeNode(change, cause, &outlet)
        case .pods: observePod(change, cause, &outlet)
        case .persistentVolumeClaims, .persistentVolumes, .storageClasses: observeStorage(change, cause, &outlet)
        default: break
        }
    }

    // MARK: nodes

    private mutating func observeNode(_ change: Change, _ cause: SpanID, _ outlet: inout Outlet) {
        if change.kind == .deleted {
            if let gone = cluster.row(named: change.object.name)?.facts {
                wakeWaiting(.nodeDeleted(gone), cause, &outlet)
                _ = cluster.removeNode(gone.name)
            }
            return
        }
        let facts = NodeFacts(change.object)
        guard let old = cluster.upsert(facts) else {
            wakeWaiting(.nodeAdded(facts), cause, &outlet)
            return
        }
        let isSame =
            old.isCordoned == facts.isCordoned && old.allocatable == facts.allocatable
            && old.podsMax == facts.podsMax && old.labels == facts.labels && old.taints == facts.taints
        if !isSame { wakeWaiting(.nodeUpdated(old: old, new: facts), cause, &outlet) }
    }

    // MARK: pods

    private mutating func observePod(_ change: Change, _ cause: SpanID, _ outlet: inout Outlet) {
        let key = change.object.key
        let placed = cluster.placements[key]
        let known = placed.map { $0.isAssumed ? unassigned[key] ?? $0.pod : $0.pod } ?? unassigned[key]
        // Finished pods are not watched: to the scheduler they are gone.
        if change.kind == .deleted || change.object.pod?.isFinished == true {
            podGone(key, known, cause, &outlet)
            return
        }
        let pod = PodRow(change.object, after: known)
        if let known, known.uid != pod.uid {
            podGone(key, known, cause, &outlet)
            podSeen(pod, nil, cause, &outlet)
        } else {
            podSeen(pod, known, cause, &outlet)
        }
    }

    private mutating func podSeen(
        _ pod: PodRow, _ old: PodRow?, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        if pod.isAssigned {
            assignedPodSeen(pod, old, cause, &outlet)
        } else if pod.spec.schedulerName == name {
            if let old {
                waitingPodChanged(old, pod, cause, &outlet)
            } else {
                waitingPodAdded(pod, cause, &outlet)
            }
        }
    }

    private mutating func waitingPodAdded(_ pod: PodRow, _ cause: SpanID, _ outlet: inout Outlet) {
        unassigned[pod.key] = pod
        nominations.note(pod)
        queue.add(pod, at: outlet.moment.time, causes: [cause], gate)
        outlet.wokeUp(DeliverySpan.Woken(component: name, key: WorkKey(pod.key), added: .new))
    }

    private mutating func waitingPodChanged(
        _ old: PodRow, _ pod: PodRow, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        unassigned[pod.key] = pod
        if let placed = cluster.placements[pod.key], placed.isAssumed {
            if pod.isTerminating && !old.isTerminating {
                _ = cluster.remove(pod.key)
                wakeWaiting(.podGone(placed.pod), cause, &outlet)
            }
            return
        }
        nominations.update(old, pod)
        let wasActive = queue[pod.key]?.place == .active
        if !queue.update(pod, at: outlet.moment.time, causes: [cause], hints(outlet.caches), gate) {
            queue.add(pod, at: outlet.moment.time, causes: [cause], gate)
        }
        if !wasActive && queue[pod.key]?.place == .active {
            outlet.wokeUp(DeliverySpan.Woken(component: name, key: WorkKey(pod.key), added: .new))
        }
        if !old.nominatedNode.isEmpty && old.nominatedNode != pod.nominatedNode {
            wakeWaiting(.podGone(old), cause, &outlet) { $0.spec.priority <= old.spec.priority }
        }
    }

    private mutating func assignedPodSeen(
        _ pod: PodRow, _ old: PodRow?, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        let placed = cluster.placements[pod.key]
        if let placed, !placed.isAssumed {
            if placed.pod.countsLike(pod) { return }
            cluster.place(pod, on: pod.spec.nodeName, isAssumed: false)
            let isScaled = placed.pod.spec.request != pod.spec.request
            if placed.pod.labels != pod.labels || isScaled {
                wakeWaiting(.podUpdated(old: placed.pod, new: pod), cause, &outlet)
            }
            return
        }
        cluster.place(pod, on: pod.spec.nodeName, isAssumed: false)
        unassigned[pod.key] = nil
        nominations.remove(pod.key)
        queue.remove(pod.key)
        wakeWaiting(.podAssigned(pod), cause, &outlet)
    }

    private mutating func podGone(
        _ key: ObjectKey, _ known: PodRow?, _ cause: SpanID, _ outlet: inout Outlet
    ) {
        unassigned[key] = nil
        nominations.remove(key)
        queue.remove(key)
        if let placed = cluster.remove(key) {
            wakeWaiting(.podGone(placed.pod), cause, &outlet)
        } else if let known, !known.nominatedNode.isEmpty {
            wakeWaiting(.podGone(known), cause, &outlet) { $0.spec.priority <= known.spec.priority }
        }
    }
}
