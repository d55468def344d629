import KubeAPI
import OrderedMaps

/// The filters that look at one node only.
///
/// Upstream: pkg/scheduler/framework/plugins: nodeunschedulable, nodename, tainttoleration, nodeaffinity,
/// nodeports, noderesources/fit.go.
enum NodeFilters {
    static func cordon(_ pod: PodSpecRow, _ node: NodeFacts) -> Rejection? {
        guard node.isCordoned, !pod.toleratesCordon else { return nil }
        return Rejection(.nodeUnschedulable, .cordoned, isUnresolvable: true)
    }

    static func name(_ pod: PodSpecRow, _ node: NodeFacts) -> Rejection? {
        guard !pod.nodeName.isEmpty, pod.nodeName != node.name else { return nil }
        return Rejection(.nodeName, .otherName, isUnresolvable: true)
    }

    static func taints(_ pod: PodSpecRow, _ node: NodeFacts) -> Rejection? {
        guard node.hasHardTaints, pod.untolerated(node.taints) != nil else { return nil }
        return Rejection(.taintToleration, .taint, isUnresolvable: true)
    }

    static func affinity(_ pod: PodSpecRow, _ node: NodeFacts) -> Rejection? {
        guard !pod.demand.isEmpty, !pod.demand.matches(node) else { return nil }
        return Rejection(.nodeAffinity, .affinity, isUnresolvable: true)
    }

    static func ports(_ pod: PodSpecRow, _ row: NodeRow) -> Rejection? {
        guard !pod.ports.isEmpty, !row.usedPorts.isEmpty else { return nil }
        for port in pod.ports where row.usedPorts.contains(where: port.conflicts) {
            return Rejection(.nodePorts, .ports, isUnresolvable: false)
        }
        return nil
    }

    static func resources(_ pod: PodSpecRow, _ row: NodeRow) -> Rejection? {
        fits(pod, row) ? nil : shortages(pod, row)
    }

    /// The common case without a list of what is missing.
    private static func fits(_ pod: PodSpecRow, _ row: NodeRow) -> Bool {
        let cpu = pod.request.total.milliCPU
        let memory = pod.request.total.memory
        return row.pods.count < row.facts.podsMax
            && (cpu == 0 || cpu <= row.facts.allocatable.milliCPU - row.requested.milliCPU)
            && (memory == 0 || memory <= row.facts.allocatable.memory - row.requested.memory)
            && pod.request.total.ephemeralStorage == 0 && pod.request.total.scalars.isEmpty
    }

    private static func shortages(_ pod: PodSpecRow, _ row: NodeRow) -> Rejection? {
        var out: Rejection?
        func note(_ reason: Reason, isUnresolvable: Bool) {
            if out?.add(reason, isUnresolvable: isUnresolvable) == nil {
                out = Rejection(.nodeResourcesFit, reason, isUnresolvable: isUnresolvable)
            }
        }
        if row.pods.count + 1 > row.facts.podsMax { note(.tooManyPods, isUnresolvable: false) }
        let want = pod.request.total
        let all = row.facts.allocatable
        if want.milliCPU > 0, want.milliCPU > all.milliCPU - row.requested.milliCPU {
            note(.cpu, isUnresolvable: want.milliCPU > all.milliCPU)
        }
        if want.memory > 0, want.memory > all.memory - row.requested.memory {
            note(.memory, isUnresolvable: want.memory > all.memory)
        }
        if want.ephemeralStorage > 0, want.ephemeralStorage > all.ephemeralStorage - row.requested.ephemeralStorage {
            note(.ephemeralStorage, isUnresolvable: want.ephemeralStorage > all.ephemeralStorage)
        }
        for scalar in want.scalars where scalar.amount > 0 {
            let most = all.scalar(scalar.name)
            guard scalar.amount > most - row.requested.scalar(scalar.name) else { continue }
            if out?.add(scalar: scalar.name, isUnresolvable: scalar.amount > most) == nil {
                out = .scalar(scalar.name, isUnresolvable: scalar.amount > most)
            }
        }
        return out
    }
}
