import ControllerKit
import Documents
import KubeAPI
import OrderedMaps

/// The claims of a pod held against nodes: made once a cycle, only for a pod that has claims.
///
/// Upstream: plugins/volumerestrictions, plugins/volumebinding (binder.go), plugins/volumezone. Not modelled: conflicts
/// of disks that pods name themselves, the capacity that CSI drivers tell of, CSI migration, NodeVolumeLimits.
struct VolumeCheck: Sendable {
    /// A label of a volume that says where it is, and the values that suit.
    struct Place: Sendable, Equatable {
        let key: String
        let values: [String]
    }

    /// What is bound and written for a pod on its node.
    struct Plan: Sendable {
        /// Claims and the volumes found for them.
        var bindings: [(claim: PersistentVolumeClaim, volume: PersistentVolume)] = []
        /// Claims for which a provisioner is to make a volume.
        var provisions: [PersistentVolumeClaim] = []

        var isEmpty: Bool { bindings.isEmpty && provisions.isEmpty }
    }

    /// Bound claims with their volumes; `nil`: the volume is not there.
    private let bound: [PersistentVolume?]
    /// Claims that wait for a pod, the smallest first.
    private let delayed: [PersistentVolumeClaim]
    /// The class of each and the volumes there are of it.
    private let classes: [(name: String, storageClass: APIObject?, volumes: [PersistentVolume])]
    private let places: [Place]
    /// Claims of this pod that only one pod may use.
    private let single: [String]
    /// How often other pods use these.
    private var conflicts: Int

    /// The claims as the scheduler knows them, and why they keep the pod from all nodes.
    static func make(
        _ pod: PodRow, _ cluster: ClusterRows, _ surroundings: Surroundings
    ) -> (check: VolumeCheck?, refusal: (plugin: SchedulingPlugin, message: String)?) {
        if pod.spec.claims.isEmpty { return (nil, nil) }
        var known: [(use: ClaimUse, claim: PersistentVolumeClaim)] = []
        if let why = VolumeRefusals.missing(pod, surroundings, &known) { return (nil, why) }
        if let why = VolumeRefusals.unusable(pod, known) { return (nil, why) }
        let open = known.map(\.claim).filter { !$0.isFullyBound }
        let isImmediate = open.contains { claim in
            !claim.volumeName.isEmpty || !claim.waitsForConsumer(surroundings.storageClass(claim.className))
        }
        if isImmediate { return (nil, (.volumeBinding, "pod has unbound immediate PersistentVolumeClaims")) }
        var places: [Place] = []
        for (use, claim) in known where !use.isEphemeral && !claim.volumeName.isEmpty {
            guard let volume = surroundings.caches?.object(.persistentVolumes, ObjectKey("", claim.volumeName)) else {
                return (nil, (.volumeZone, "persistentvolume \"\(claim.volumeName)\" not found"))
            }
            places += VolumeCheck.places(of: volume)
        }
        return (VolumeCheck(pod, known, open, places, cluster, surroundings), nil)
    }

    private init(
        _ pod: PodRow, _ known: [(use: ClaimUse, claim: PersistentVolumeClaim)], _ open: [PersistentVolumeClaim],
        _ places: [Place], _ cluster: ClusterRows, _ surroundings: Surroundings
    ) {
        bound = known.map(\.claim).filter(\.isFullyBound).map { surroundings.volume($0.volumeName) }
        delayed = open.sorted { $0.requested < $1.requested }
        classes = delayed.map(\.className).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }.map { ($0, surroundings.storageClass($0), surroundings.volumes(ofClass: $0)) }
        self.places = places
        single = known.filter { !$0.use.isEphemeral && $0.claim.accessModes.contains("ReadWriteOncePod") }
            .map(\.claim.name)
        // One user is counted at most: there can only be one.
        conflicts = single.filter { cluster.claimUsers[ObjectKey(pod.namespace, $0)] != nil }.count
    }

    // MARK: one node

    /// Upstream: satisfyReadWriteOncePod.
    func restrictions() -> Rejection? {
        conflicts > 0 ? Rejection(.volumeRestrictions, .usedByAnotherPod, isUnresolvable: false) : nil
    }

    /// Upstream: FindPodVolumes.
    func binding(_ node: NodeFacts) -> Rejection? {
        var out: Rejection?
        func note(_ reason: Reason) {
            if out?.add(reason, isUnresolvable: true) == nil {
                out = Rejection(.volumeBinding, reason, isUnresolvable: true)
            }
        }
        for volume in bound {
            guard let volume else {
                note(.volumeGone)
                break
            }
            if !volume.isReachable(from: node.labels.pairs) {
                note(.volumeAffinity)
                break
            }
        }
        if plan(on: node) == nil { note(.noVolume) }
        return out
    }

    /// The volumes for claims that wait for a pod; `nil`: this node has none for one of them.
    ///
    /// Upstream: findMatchingVolumes, checkVolumeProvisions.
    func plan(on node: NodeFacts) -> Plan? {
        var plan = Plan()
        var open: [PersistentVolumeClaim] = []
        for claim in delayed {
            if let selected = claim.selectedNode {
                guard selected == node.name else { return nil }
                open.append(claim)
                continue
            }
            let volumes = classes.first { $0.name == claim.className }?.volumes ?? []
            let found = VolumeSearch(
                for: claim, among: volumes, node: node.labels.pairs, excluded: plan.bindings.map(\.volume.name),
                isDelayed: true)
            if let volume = found.chosen {
                plan.bindings.append((claim, volume))
            } else {
                open.append(claim)
            }
        }
        for claim in open {
            let storageClass = classes.first { $0.name == claim.className }?.storageClass
            let provisioner = storageClass?["provisioner"]?.string ?? ""
            if provisioner.isEmpty || provisioner == VolumeAnnotations.noProvisioner { return nil }
            if !TopologyTerms.match(storageClass?["allowedTopologies"], labels: node.labels.pairs) { return nil }
            plan.provisions.append(claim)
        }
        return plan
    }

    /// Upstream: plugins/volumezone/volume_zone.go, Filter: a node without any place suits all.
    func zone(_ node: NodeFacts) -> Rejection? {
        if places.isEmpty || !VolumeCheck.placeLabels.contains(where: { node.labels[$0] != nil }) { return nil }
        for place in places {
            let own = node.labels[place.key] ?? node.labels[VolumeCheck.current(place.key)]
            if own.map(place.values.contains) != true {
                return Rejection(.volumeZone, .otherZone, isUnresolvable: true)
            }
        }
        return nil
    }

    /// Another pod comes to a node or leaves it, on trial.
    mutating func count(_ other: PodRow, for pod: PodRow, sign: Int) {
        guard !single.isEmpty, !other.spec.claims.isEmpty, other.namespace == pod.namespace else { return }
        conflicts += sign * other.spec.claims.filter { !$0.isEphemeral && single.contains($0.name) }.count
    }

    // MARK: zones

    private static let placeLabels = [
        "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region", NodeFacts.zoneLabel,
        NodeFacts.regionLabel
    ]

    private static func current(_ label: String) -> String {
        switch label {
        case placeLabels[0]: placeLabels[2]
        case placeLabels[1]: placeLabels[3]
        default: label
        }
    }

    /// Where the labels of a volume put it: `zone-a__zone-b` is two zones. Upstream: getPVTopologies.
    static func places(of volume: APIObject) -> [Place] {
        placeLabels.compactMap { key in
            guard let text = volume.meta.label(key) else { return nil }
            let values = text.split(separator: "__", omittingEmptySubsequences: false).map { value in
                String(value.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            return values.contains("") ? nil : Place(key: key, values: values)
        }
    }
}
