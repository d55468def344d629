import Documents

/// Looks for the volume that suits a claim best: one that is kept for it, else the smallest that fits.
///
/// Upstream: component-helpers storage/volume/pv_helpers.go, FindMatchingVolume. Among volumes of one size the first
/// in the order of the list is taken; upstream's lists come out of a map.
public struct VolumeSearch: Sendable, Equatable {
    /// Why a volume is none for the claim, in the order in which it is asked.
    public enum Refusal: Sendable, Equatable {
        /// Another claim of the same pod has it.
        case chosenAlready
        /// It is bound to, or kept for, another claim.
        case belongs(to: ObjectKey)
        case tooSmall
        case otherMode(String)
        case otherAttributesClass(String)
        case terminating
        /// Its claims wait for a pod: the scheduler chooses.
        case waitsForPod
        case notAvailable(String)
        case labels
        case otherClass(String)
        /// The node cannot reach it.
        case nodeAffinity
        /// It lacks one of the access modes.
        case accessModes
        /// One with fewer access modes was found before.
        case notReached
    }

    /// What came of one volume.
    public enum Verdict: Sendable, Equatable {
        case refused(Refusal)
        /// It fits, another is smaller.
        case larger
        /// It was kept for the claim.
        case reserved
        /// It is the smallest that fits.
        case smallest
    }

    /// One volume that was looked at.
    public struct Look: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// As written: `3Gi`.
        public let capacity: String
        /// What came of it.
        public internal(set) var verdict: Verdict
    }

    /// The best one.
    public private(set) var chosen: PersistentVolume?
    /// All that were looked at, in order.
    public private(set) var looks: [Look] = []

    private init() {}

    /// Looks through a list.
    ///
    /// - Parameters:
    ///   - node: the labels of the node from which it must be reached; `nil` where no node is chosen.
    ///   - excluded: the names of volumes that other claims of the pod have got.
    ///   - isDelayed: without a node only a volume that is kept for the claim is taken.
    public init(
        for claim: PersistentVolumeClaim, among volumes: [PersistentVolume],
        node: [(key: String, value: String)]? = nil, excluded: [String] = [], isDelayed: Bool = false
    ) {
        let wanted = Wanted(claim, node, excluded, isDelayed)
        var best: Int?
        for volume in volumes {
            let verdict = wanted.verdict(of: volume)
            looks.append(Look(name: volume.name, capacity: volume.capacityText, verdict: verdict))
            if verdict == .reserved {
                best.map { looks[$0].verdict = .larger }
                chosen = volume
                return
            }
            // One that is kept for the claim and out of reach ends the search.
            if verdict == .refused(.nodeAffinity), volume.isBound(to: claim) {
                chosen = nil
                best.map { looks[$0].verdict = .larger }
                return
            }
            guard verdict == .smallest else { continue }
            if let known = chosen, known.capacity <= volume.capacity {
                looks[looks.count - 1].verdict = .larger
                continue
            }
            best.map { looks[$0].verdict = .larger }
            best = looks.count - 1
            chosen = volume
        }
    }

    /// Looks through all volumes, those with the fewest access modes beside the wanted ones first.
    ///
    /// Upstream: pkg/controller/volume/persistentvolume/index.go, findByClaim.
    public static func byAccessModes(
        for claim: PersistentVolumeClaim, among volumes: [PersistentVolume], isDelayed: Bool
    ) -> VolumeSearch {
        let wanted = claim.accessModes
        var groups: [(modes: [String], volumes: [PersistentVolume])] = []
        for volume in volumes {
            let modes = accessModes.filter(volume.accessModes.contains)
            if let index = groups.firstIndex(where: { $0.modes == modes }) {
                groups[index].volumes.append(volume)
            } else {
                groups.append((modes, [volume]))
            }
        }
        groups.sort { ($0.modes.count, $0.modes.joined()) < ($1.modes.count, $1.modes.joined()) }
        var out = VolumeSearch()
        for (modes, members) in groups {
            let fits = wanted.allSatisfy(modes.contains)
            if fits && out.chosen == nil {
                let found = VolumeSearch(for: claim, among: members, isDelayed: isDelayed)
                out.looks += found.looks
                out.chosen = found.chosen
            } else {
                let why: Refusal = fits ? .notReached : .accessModes
                out.looks += members.map { Look(name: $0.name, capacity: $0.capacityText, verdict: .refused(why)) }
            }
        }
        out.looks.sort { $0.name < $1.name }
        return out
    }

    /// In upstream's order (GetAccessModesAsString).
    private static let accessModes = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"]
}

/// What a claim asks of a volume, read once.
private struct Wanted {
    let claim: PersistentVolumeClaim
    let requested: Quantity
    let className: String
    let selector: LabelSelector?
    let node: [(key: String, value: String)]?
    let excluded: [String]
    let isDelayed: Bool

    init(
        _ claim: PersistentVolumeClaim, _ node: [(key: String, value: String)]?, _ excluded: [String],
        _ isDelayed: Bool
    ) {
        self.claim = claim
        self.node = node
        self.excluded = excluded
        self.isDelayed = isDelayed
        requested = claim.requested
        className = claim.className
        let labels = claim.object.at("spec", "selector")
        // Validation lets no selector in that cannot be read.
        selector = labels.flatMap { $0.isNull ? nil : (try? LabelSelector(value: $0)) ?? .nothing }
    }

    func verdict(of volume: PersistentVolume) -> VolumeSearch.Verdict {
        let isOwn = volume.isBound(to: claim)
        if excluded.contains(volume.name) { return .refused(.chosenAlready) }
        if let owner = volume.claim, !isOwn { return .refused(.belongs(to: owner.key)) }
        if volume.capacity < requested { return .refused(.tooSmall) }
        if volume.volumeMode != claim.volumeMode { return .refused(.otherMode(volume.volumeMode)) }
        if volume.attributesClass != claim.attributesClass {
            return .refused(.otherAttributesClass(volume.attributesClass))
        }
        if volume.object.meta.isTerminating { return .refused(.terminating) }
        let isReachable = node.map { volume.isReachable(from: $0) } ?? true
        if isOwn { return isReachable ? .reserved : .refused(.nodeAffinity) }
        if node == nil && isDelayed { return .refused(.waitsForPod) }
        if volume.phase != "Available" { return .refused(.notAvailable(volume.phase)) }
        if let selector, !selector.matches(volume.object.meta.labels) { return .refused(.labels) }
        if volume.className != className { return .refused(.otherClass(volume.className)) }
        if !isReachable { return .refused(.nodeAffinity) }
        if node != nil, !claim.accessModes.allSatisfy(volume.accessModes.contains) { return .refused(.accessModes) }
        return .smallest
    }
}
