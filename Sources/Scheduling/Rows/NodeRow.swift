import Documents
import KubeAPI
import OrderedMaps

/// What a Node object says, decoded once.
///
/// A class for one pointer per node: immutable after init, shared by rows and snapshots.
final class NodeFacts: Sendable {
    static let hostnameLabel = "kubernetes.io/hostname"
    static let zoneLabel = "topology.kubernetes.io/zone"
    static let regionLabel = "topology.kubernetes.io/region"

    struct Image: Sendable, Equatable {
        let name: String
        let size: Int64
    }

    let name: String
    let labels: Labels
    let hasHostname: Bool
    let zone: String?
    /// Region and zone in one text; empty without both. Upstream: component-helpers node/topology, GetZoneKey.
    let zoneKey: String
    let taints: [Taint]
    let hasHardTaints: Bool
    let hasSoftTaints: Bool
    let isCordoned: Bool
    let allocatable: Resources
    let podsMax: Int
    /// Sorted by name, each name once.
    let images: [Image]

    init(_ object: APIObject) {
        name = object.name
        labels = Labels(object.meta.labels)
        hasHostname = labels[NodeFacts.hostnameLabel] != nil
        zone = labels[NodeFacts.zoneLabel]
        let region = labels[NodeFacts.regionLabel] ?? ""
        zoneKey = region.isEmpty && (zone ?? "").isEmpty ? "" : region + ":\u{0}:" + (zone ?? "")
        let spec = object["spec"] ?? .null
        taints = Taint.all(of: object)
        hasHardTaints = taints.contains(where: \.isHard)
        hasSoftTaints = taints.contains { $0.effect == "PreferNoSchedule" }
        isCordoned = spec["unschedulable"]?.bool ?? false
        let list = object.at("status", "allocatable")
        allocatable = Resources(reading: list)
        podsMax = Int(Resources.quantity(list?["pods"])?.value ?? 0)
        images = NodeFacts.images(object.at("status", "images"))
    }

    private static func images(_ list: Value?) -> [Image] {
        var out: [Image] = []
        for entry in list?.array ?? [] {
            for name in entry["names"]?.array?.compactMap(\.string) ?? [] {
                out.append(Image(name: name, size: entry["sizeBytes"]?.int ?? 0))
            }
        }
        out.sort { $0.name < $1.name }
        return out.enumerated().filter { $0.offset == 0 || out[$0.offset - 1].name != $0.element.name }
            .map(\.element)
    }

    func size(ofImage name: String) -> Int64? {
        var low = 0
        var high = images.count
        while low < high {
            let middle = (low + high) / 2
            if images[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return low < images.count && images[low].name == name ? images[low].size : nil
    }
}

/// A node with what its pods take: one row of the scheduler's cache.
///
/// Upstream: pkg/scheduler/framework/types.go, NodeInfo.
struct NodeRow: Sendable {
    /// By order of arrival; stays while the node is there.
    let id: Int
    var facts: NodeFacts
    private(set) var requested = Resources()
    /// With the assumed amounts of containers without requests.
    private(set) var scoredMilliCPU: Int64 = 0
    private(set) var scoredMemory: Int64 = 0
    private(set) var usedPorts: [HostPort] = []
    private(set) var pods = OrderedMap<ObjectKey, PodRow>()

    init(id: Int, facts: NodeFacts) {
        self.id = id
        self.facts = facts
    }

    mutating func add(_ pod: PodRow) {
        pods[pod.key] = pod
        count(pod, sign: 1)
        usedPorts += pod.spec.ports
    }

    /// Takes the very pod away that was added.
    mutating func remove(_ pod: PodRow) {
        pods[pod.key] = nil
        count(pod, sign: -1)
        for port in pod.spec.ports {
            if let index = usedPorts.firstIndex(of: port) { usedPorts.remove(at: index) }
        }
    }

    private mutating func count(_ pod: PodRow, sign: Int64) {
        let request = pod.spec.request
        requested.add(request.total, sign: sign)
        scoredMilliCPU += sign * request.scored.milliCPU
        scoredMemory += sign * request.scored.memory
    }
}

/// What filters and scores of the usual pod ask of a node: numbers only, in one array.
///
/// In a cluster of 5 000 nodes five hundred are looked at for each pod: with a reference for each of them that was
/// a tenth of the cost of a pod.
struct NodeLoad: Sendable {
    let id: Int
    let pods: Int
    let podsMax: Int
    let milliCPU: Int64
    let memory: Int64
    /// With the assumed amounts of containers without requests.
    let scoredMilliCPU: Int64
    let scoredMemory: Int64
    let milliCPUMax: Int64
    let memoryMax: Int64
    /// Cordoned, or with taints that keep pods away.
    let isGuarded: Bool
    let hasSoftTaints: Bool
    let hasHostname: Bool

    init(_ row: NodeRow) {
        let facts = row.facts
        id = row.id
        pods = row.pods.count
        podsMax = facts.podsMax
        milliCPU = row.requested.milliCPU
        memory = row.requested.memory
        scoredMilliCPU = row.scoredMilliCPU
        scoredMemory = row.scoredMemory
        milliCPUMax = facts.allocatable.milliCPU
        memoryMax = facts.allocatable.memory
        isGuarded = facts.isCordoned || facts.hasHardTaints
        hasSoftTaints = facts.hasSoftTaints
        hasHostname = facts.hasHostname
    }
}
