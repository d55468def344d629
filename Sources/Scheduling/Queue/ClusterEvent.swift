import KubeAPI

/// Something that happened and may make a pod fit that did not.
///
/// Upstream: pkg/scheduler/framework/events.go.
enum ClusterEvent {
    case nodeAdded(NodeFacts)
    case nodeUpdated(old: NodeFacts, new: NodeFacts)
    case nodeDeleted(NodeFacts)
    /// A pod came to a node.
    case podAssigned(PodRow)
    /// An assigned pod changed.
    case podUpdated(old: PodRow, new: PodRow)
    /// A pod left a node, or the place it was nominated for.
    case podGone(PodRow)
    /// The waiting pod itself changed.
    case ownUpdate(old: PodRow, new: PodRow)
    /// A claim came or changed.
    case claimChanged(ObjectKey, isNew: Bool)
    /// A volume came or changed; `hasMoved`: it is new, or its labels put it into another zone.
    case volumeChanged(hasMoved: Bool)
    /// A class came or changed; `isWider`: it is new, or its topologies differ; `waits`: WaitForFirstConsumer.
    case storageClassChanged(isNew: Bool, isWider: Bool, waits: Bool)
    /// It has waited for long enough.
    case timeout

    var isPodGone: Bool { if case .podGone = self { true } else { false } }

    /// A node has other taints, or takes pods again; that it takes none any more counts for nothing.
    ///
    /// Upstream: extractNodeTaintsChange, extractNodeSpecUnschedulableChange.
    var changesTaints: Bool {
        guard case .nodeUpdated(let old, let new) = self else { return false }
        return old.taints != new.taints || old.isCordoned && !new.isCordoned
    }
}

/// Whether an event may help a pod that a plugin turned away: the queueing hints.
///
/// Upstream: the functions isSchedulableAfter… of each plugin in pkg/scheduler/framework/plugins.
struct QueueingHints {
    let surroundings: Surroundings

    func helps(_ event: ClusterEvent, _ pod: PodRow, rejectedBy plugins: PluginSet) -> Bool {
        if plugins.isEmpty { return true }
        if case .timeout = event { return true }
        for plugin in SchedulingPlugin.inOrder where plugins.contains(plugin.bit) && helps(event, pod, plugin) {
            return true
        }
        return false
    }

    private func helps(_ event: ClusterEvent, _ pod: PodRow, _ plugin: SchedulingPlugin) -> Bool {
        if event.changesTaints && QueueingHints.wakesOnAnyTaint(plugin) { return true }
        switch plugin {
        case .schedulingGates:
            if case .ownUpdate(_, let new) = event { return new.spec.gates.isEmpty }
            return false
        case .nodeUnschedulable: return cordon(event)
        case .nodeName:
            if case .nodeAdded = event { return true }
            return false
        case .volumeRestrictions: return restrictions(event, pod)
        case .volumeBinding: return volumeBinding(event, pod)
        case .volumeZone: return volumeZone(event, pod)
        case .taintToleration: return taints(event, pod)
        case .nodeAffinity: return nodeAffinity(event, pod)
        case .nodePorts: return ports(event, pod)
        case .nodeResourcesFit: return resources(event, pod)
        case .podTopologySpread: return spread(event, pod)
        case .interPodAffinity: return podAffinity(event, pod)
        case .defaultPreemption, .nodeResourcesBalancedAllocation, .imageLocality: return false
        }
    }

    /// Who asks for new nodes but not for changed taints is woken by every change of taints.
    ///
    /// Upstream: pkg/scheduler/scheduler.go, buildQueueingHintMap.
    private static func wakesOnAnyTaint(_ plugin: SchedulingPlugin) -> Bool {
        switch plugin {
        case .nodeName, .nodeAffinity, .nodePorts, .nodeResourcesFit, .interPodAffinity, .volumeRestrictions,
            .volumeBinding, .volumeZone:
            true
        case .nodeUnschedulable, .taintToleration, .podTopologySpread, .schedulingGates, .defaultPreemption,
            .nodeResourcesBalancedAllocation, .imageLocality:
            false
        }
    }

    private func restrictions(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        switch event {
        case .nodeAdded: return true
        case .podGone(let gone):
            return gone.namespace == pod.namespace && gone.spec.claims.contains { uses(pod, $0.name) }
        case .claimChanged(let key, let isNew): return isNew && key.namespace == pod.namespace && uses(pod, key.name)
        default: return false
        }
    }

    private func volumeBinding(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        switch event {
        case .nodeAdded, .volumeChanged: true
        case .nodeUpdated(let old, let new): old.labels != new.labels
        case .claimChanged(let key, _): key.namespace == pod.namespace && uses(pod, key.name)
        case .storageClassChanged(_, let isWider, _): isWider
        default: false
        }
    }

    private func volumeZone(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        switch event {
        case .nodeAdded: true
        case .nodeUpdated(let old, let new): old.labels != new.labels
        case .claimChanged(let key, _): key.namespace == pod.namespace && uses(pod, key.name)
        case .volumeChanged(let hasMoved): hasMoved
        case .storageClassChanged(let isNew, _, let waits): isNew && waits
        default: false
        }
    }

    private func uses(_ pod: PodRow, _ claim: String) -> Bool { pod.spec.claims.contains { $0.name == claim } }

    private func cordon(_ event: ClusterEvent) -> Bool {
        switch event {
        case .nodeAdded(let node): !node.isCordoned
        case .nodeUpdated(let old, let new): old.isCordoned && !new.isCordoned
        case .ownUpdate(let old, let new): old.spec.tolerations != new.spec.tolerations
        default: false
        }
    }

    private func taints(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        switch event {
        case .nodeAdded(let node): pod.spec.untolerated(node.taints) == nil
        case .nodeUpdated(let old, let new):
            pod.spec.untolerated(old.taints) != nil && pod.spec.untolerated(new.taints) == nil
        case .ownUpdate(let old, let new): old.spec.tolerations != new.spec.tolerations
        default: false
        }
    }

    private func nodeAffinity(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        switch event {
        case .nodeAdded(let node): pod.spec.demand.matches(node)
        case .nodeUpdated(let old, let new): pod.spec.demand.matches(new) && !pod.spec.demand.matches(old)
        default: false
        }
    }

    private func ports(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        switch event {
        case .nodeAdded: true
        case .podGone(let gone): pod.spec.ports.contains { gone.spec.ports.contains(where: $0.conflicts) }
        default: false
        }
    }

    private func resources(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        switch event {
        case .podGone: return true
        case .podUpdated(let old, let new), .ownUpdate(let old, let new):
            return QueueingHints.isScaledDown(old, new, asked: pod)
        case .nodeAdded(let node): return fitsEmpty(pod, node)
        case .nodeUpdated(let old, let new):
            return fitsEmpty(pod, new) && QueueingHints.isGrown(old, new, asked: pod)
        default: return false
        }
    }

    /// Whether the pod would fit if the node were empty.
    private func fitsEmpty(_ pod: PodRow, _ node: NodeFacts) -> Bool {
        NodeFilters.resources(pod.spec, NodeRow(id: 0, facts: node)) == nil
    }

    private static func isScaledDown(_ old: PodRow, _ new: PodRow, asked pod: PodRow) -> Bool {
        let before = old.spec.request.total
        let after = new.spec.request.total
        let want = pod.spec.request.total
        return want.milliCPU > 0 && before.milliCPU > after.milliCPU
            || want.memory > 0 && before.memory > after.memory
            || want.ephemeralStorage > 0 && before.ephemeralStorage > after.ephemeralStorage
            || want.scalars.contains { before.scalar($0.name) > after.scalar($0.name) }
    }

    private static func isGrown(_ old: NodeFacts, _ new: NodeFacts, asked pod: PodRow) -> Bool {
        let want = pod.spec.request.total
        return new.podsMax > old.podsMax
            || want.milliCPU > 0 && new.allocatable.milliCPU > old.allocatable.milliCPU
            || want.memory > 0 && new.allocatable.memory > old.allocatable.memory
            || want.ephemeralStorage > 0 && new.allocatable.ephemeralStorage > old.allocatable.ephemeralStorage
            || want.scalars.contains { new.allocatable.scalar($0.name) > old.allocatable.scalar($0.name) }
    }

    private func spread(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        let hard = pod.spec.spread.filter(\.isHard)
        func counts(_ other: PodRow) -> Bool {
            other.namespace == pod.namespace && hard.contains { $0.selector.matches(other.labels) }
        }
        func hasLabels(_ node: NodeFacts) -> Bool { hard.allSatisfy { node.labels[$0.topologyKey] != nil } }
        switch event {
        case .podAssigned(let other), .podGone(let other): return counts(other)
        case .podUpdated(let old, let new), .ownUpdate(let old, let new):
            if old.labels == new.labels {
                return new.uid == pod.uid && old.spec.tolerations != new.spec.tolerations
                    && hard.contains(where: \.honorsTaints)
            }
            return old.namespace == pod.namespace
                && hard.contains { $0.selector.matches(old.labels) != $0.selector.matches(new.labels) }
        case .nodeAdded(let node), .nodeDeleted(let node): return hasLabels(node)
        case .nodeUpdated(let old, let new):
            if hasLabels(old) != hasLabels(new) { return true }
            return hasLabels(new)
                && (old.taints != new.taints
                    || hard.contains { old.labels[$0.topologyKey] != new.labels[$0.topologyKey] })
        case .timeout: return true
        case .claimChanged, .volumeChanged, .storageClassChanged: return false
        }
    }

    private func podAffinity(_ event: ClusterEvent, _ pod: PodRow) -> Bool {
        let own = pod.spec.affinity
        func matches(_ terms: [AffinityTerm], _ other: PodRow) -> Bool {
            RequiredAffinity.matchesAll(terms, other.labels, other.namespace, surroundings)
        }
        switch event {
        case .podAssigned(let other): return matches(own.required, other)
        case .podGone(let other):
            return matches(own.requiredAnti, other) || matches(other.spec.affinity.requiredAnti, pod)
        case .ownUpdate(let old, let new): return old.labels != new.labels
        case .podUpdated(let old, let new):
            return !matches(own.required, old) && matches(own.required, new)
                || matches(own.requiredAnti, old) && !matches(own.requiredAnti, new)
        case .nodeAdded(let node):
            return !own.requiredAnti.isEmpty || own.required.contains { node.labels[$0.topologyKey] != nil }
        case .nodeUpdated(let old, let new):
            return own.required.contains { changes($0, from: old, to: new, appears: true) }
                || own.requiredAnti.contains { changes($0, from: old, to: new, appears: false) }
        case .nodeDeleted, .claimChanged, .volumeChanged, .storageClassChanged: return false
        case .timeout: return true
        }
    }

    /// Whether the node moved to another domain of the term, or into (`appears`) or out of any.
    private func changes(_ term: AffinityTerm, from old: NodeFacts, to new: NodeFacts, appears: Bool) -> Bool {
        let before = old.labels[term.topologyKey]
        let after = new.labels[term.topologyKey]
        if before == after { return false }
        return appears ? after != nil : before != nil
    }
}
