/// A pod held against nodes: what filters need, computed once a cycle.
///
/// Upstream: the PreFilter states of a CycleState, pkg/scheduler/framework/runtime/framework.go.
struct PodCheck: Sendable {
    let pod: PodRow
    private(set) var spread: HardSpread?
    private(set) var affinity: RequiredAffinity?
    /// Only of a pod that has claims.
    private(set) var volumes: VolumeCheck?
    /// The only nodes to look at, `nil` for all.
    let pinned: [String]?
    /// Why no node needs to be looked at.
    let refusal: (plugin: SchedulingPlugin, message: String)?
    /// The pod is bound already and looked at as if it were not.
    private let ignoresOwnNode: Bool
    /// It asks for nothing but cpu and memory.
    private let isModest: Bool

    init(
        _ pod: PodRow, _ cluster: ClusterRows, _ surroundings: Surroundings, ignoresOwnNode: Bool = false
    ) {
        self.pod = pod
        self.ignoresOwnNode = ignoresOwnNode
        let names = PodCheck.pinnedNodes(pod.spec.demand)
        pinned = names
        if let names, names.isEmpty {
            refusal = (.nodeAffinity, "pod affinity terms conflict")
            isModest = false
        } else {
            let storage = VolumeCheck.make(pod, cluster, surroundings)
            refusal = storage.refusal
            if refusal != nil {
                isModest = false
                return
            }
            volumes = storage.check
            spread = HardSpread(pod, cluster)
            let affinity = RequiredAffinity(pod, cluster, surroundings)
            self.affinity = affinity
            isModest = pod.spec.isModest && affinity == nil && storage.check == nil
        }
    }

    /// Whether the numbers alone tell that the pod fits; else the row must be asked.
    func surelyFits(_ load: NodeLoad) -> Bool {
        let want = pod.spec.request.total
        return isModest && !load.isGuarded && load.pods < load.podsMax
            && (want.milliCPU == 0 || want.milliCPU <= load.milliCPUMax - load.milliCPU)
            && (want.memory == 0 || want.memory <= load.memoryMax - load.memory)
    }

    /// The names all terms are pinned to, sorted; `nil` if a term is not pinned.
    private static func pinnedNodes(_ demand: NodeDemand) -> [String]? {
        guard let terms = demand.terms, !terms.isEmpty else { return nil }
        var names: Set<String> = []  // sorted below
        for term in terms {
            guard let own = term.pinned else { return nil }
            names.formUnion(own)
        }
        return names.sorted()
    }

    /// The first rejection; `nil` if the pod fits.
    func rejection(_ row: NodeRow) -> Rejection? {
        let spec = pod.spec
        let node = row.facts
        if let out = NodeFilters.cordon(spec, node) { return out }
        if !ignoresOwnNode, let out = NodeFilters.name(spec, node) { return out }
        if let out = NodeFilters.taints(spec, node) { return out }
        if let out = NodeFilters.affinity(spec, node) { return out }
        if let out = NodeFilters.ports(spec, row) { return out }
        if let out = NodeFilters.resources(spec, row) { return out }
        if let volumes {
            if let out = volumes.restrictions() ?? volumes.binding(node) ?? volumes.zone(node) { return out }
        }
        if let out = spread?.rejection(node) { return out }
        return affinity?.rejection(node)
    }

    /// The answer of one filter by itself.
    func rejection(of plugin: SchedulingPlugin, _ row: NodeRow) -> Rejection? {
        switch plugin {
        case .nodeUnschedulable: NodeFilters.cordon(pod.spec, row.facts)
        case .nodeName: ignoresOwnNode ? nil : NodeFilters.name(pod.spec, row.facts)
        case .taintToleration: NodeFilters.taints(pod.spec, row.facts)
        case .nodeAffinity: NodeFilters.affinity(pod.spec, row.facts)
        case .nodePorts: NodeFilters.ports(pod.spec, row)
        case .nodeResourcesFit: NodeFilters.resources(pod.spec, row)
        case .volumeRestrictions: volumes?.restrictions()
        case .volumeBinding: volumes?.binding(row.facts)
        case .volumeZone: volumes?.zone(row.facts)
        case .podTopologySpread: spread?.rejection(row.facts)
        case .interPodAffinity: affinity?.rejection(row.facts)
        default: nil
        }
    }

    /// As `rejection`, also with the pods of at least this priority that are nominated for the node.
    ///
    /// Upstream: RunFilterPluginsWithNominatedPods: the pod must fit with them and without them.
    func rejection(_ row: NodeRow, nominated: [PodRow]) -> Rejection? {
        let rivals = nominated.filter { $0.spec.priority >= pod.spec.priority && $0.uid != pod.uid }
        if rivals.isEmpty { return rejection(row) }
        var fuller = row
        var check = self
        for rival in rivals { check.add(rival, to: &fuller) }
        return check.rejection(fuller) ?? rejection(row)
    }

    /// Puts a pod on a trial row.
    mutating func add(_ other: PodRow, to row: inout NodeRow) {
        row.add(other)
        spread?.count(other, on: row.facts, for: pod, sign: 1)
        affinity?.count(other, on: row.facts, sign: 1)
        volumes?.count(other, for: pod, sign: 1)
    }

    /// Takes a pod off a trial row.
    mutating func remove(_ other: PodRow, from row: inout NodeRow) {
        row.remove(other)
        spread?.count(other, on: row.facts, for: pod, sign: -1)
        affinity?.count(other, on: row.facts, sign: -1)
        volumes?.count(other, for: pod, sign: -1)
    }
}
