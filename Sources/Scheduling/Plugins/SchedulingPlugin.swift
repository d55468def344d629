/// The plugins of the default profile that are modelled, in the order in which they run.
///
/// Upstream: pkg/scheduler/apis/config/v1/default_plugins.go. NodeVolumeLimits counts volumes of CSI drivers, which are
/// not modelled.
public enum SchedulingPlugin: String, Sendable, CaseIterable {
    case schedulingGates = "SchedulingGates"
    case nodeUnschedulable = "NodeUnschedulable"
    case nodeName = "NodeName"
    case taintToleration = "TaintToleration"
    case nodeAffinity = "NodeAffinity"
    case nodePorts = "NodePorts"
    case nodeResourcesFit = "NodeResourcesFit"
    case volumeRestrictions = "VolumeRestrictions"
    case volumeBinding = "VolumeBinding"
    case volumeZone = "VolumeZone"
    case podTopologySpread = "PodTopologySpread"
    case interPodAffinity = "InterPodAffinity"
    case defaultPreemption = "DefaultPreemption"
    case nodeResourcesBalancedAllocation = "NodeResourcesBalancedAllocation"
    case imageLocality = "ImageLocality"

    /// The plugins that look at each node, in order.
    public static let filters: [SchedulingPlugin] = [
        .nodeUnschedulable, .nodeName, .taintToleration, .nodeAffinity, .nodePorts, .nodeResourcesFit,
        .volumeRestrictions, .volumeBinding, .volumeZone, .podTopologySpread, .interPodAffinity,
    ]

    /// The plugins that score nodes, in order.
    public static let scorers: [SchedulingPlugin] = [
        .taintToleration, .nodeAffinity, .nodeResourcesFit, .podTopologySpread, .interPodAffinity,
        .nodeResourcesBalancedAllocation, .imageLocality,
    ]

    /// By how much a normalised score of 0–100 counts.
    public var weight: Int64 {
        switch self {
        case .taintToleration: 3
        case .nodeAffinity, .podTopologySpread, .interPodAffinity: 2
        default: 1
        }
    }

    /// Made once: `allCases` is a new array each time.
    static let inOrder = allCases

    /// Its place among all, as one bit.
    var bit: PluginSet {
        switch self {
        case .schedulingGates: PluginSet(rawValue: 1)
        case .nodeUnschedulable: PluginSet(rawValue: 1 << 1)
        case .nodeName: PluginSet(rawValue: 1 << 2)
        case .taintToleration: PluginSet(rawValue: 1 << 3)
        case .nodeAffinity: PluginSet(rawValue: 1 << 4)
        case .nodePorts: PluginSet(rawValue: 1 << 5)
        case .nodeResourcesFit: PluginSet(rawValue: 1 << 6)
        case .volumeRestrictions: PluginSet(rawValue: 1 << 7)
        case .podTopologySpread: PluginSet(rawValue: 1 << 8)
        case .interPodAffinity: PluginSet(rawValue: 1 << 9)
        case .defaultPreemption: PluginSet(rawValue: 1 << 10)
        case .nodeResourcesBalancedAllocation: PluginSet(rawValue: 1 << 11)
        case .imageLocality: PluginSet(rawValue: 1 << 12)
        case .volumeBinding: PluginSet(rawValue: 1 << 13)
        case .volumeZone: PluginSet(rawValue: 1 << 14)
        }
    }
}

/// A set of plugins: those that turned a pod away.
struct PluginSet: OptionSet, Sendable {
    let rawValue: UInt16

    var plugins: [SchedulingPlugin] { SchedulingPlugin.inOrder.filter { contains($0.bit) } }
}

/// Why a node is no place for a pod, in upstream's words.
enum Reason: UInt8, Sendable, CaseIterable {
    case cordoned, otherName, taint, affinity, ports, tooManyPods, cpu, memory, ephemeralStorage
    case usedByAnotherPod, volumeAffinity, noVolume, volumeGone, otherZone
    case spread, spreadLabel, podAffinity, podAntiAffinity, existingAntiAffinity
    case noVictims, preemptionUseless

    var text: String {
        switch self {
        case .cordoned: "node(s) were unschedulable"
        case .otherName: "node(s) didn't match the requested node name"
        case .taint: "node(s) had untolerated taint(s)"
        case .affinity: "node(s) didn't match Pod's node affinity/selector"
        case .ports: "node(s) didn't have free ports for the requested pod ports"
        case .tooManyPods: "Too many pods"
        case .cpu: "Insufficient cpu"
        case .memory: "Insufficient memory"
        case .ephemeralStorage: "Insufficient ephemeral-storage"
        case .usedByAnotherPod:
            "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by "
                + "another pod"
        case .volumeAffinity: "node(s) didn't match PersistentVolume's node affinity"
        case .noVolume: "node(s) didn't find available persistent volumes to bind"
        case .volumeGone: "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)"
        case .otherZone: "node(s) had no available volume zone"
        case .spread: "node(s) didn't match pod topology spread constraints"
        case .spreadLabel: "node(s) didn't match pod topology spread constraints (missing required label)"
        case .podAffinity: "node(s) didn't match pod affinity rules"
        case .podAntiAffinity: "node(s) didn't match pod anti-affinity rules"
        case .existingAntiAffinity: "node(s) didn't satisfy existing pods anti-affinity rules"
        case .noVictims: "No preemption victims found for incoming pod"
        case .preemptionUseless: "Preemption is not helpful for scheduling"
        }
    }
}

/// The answer of a filter that turned a pod away.
struct Rejection: Sendable {
    let plugin: SchedulingPlugin
    /// Bits of `Reason`.
    private(set) var bits: UInt32
    /// Extended resources that do not suffice.
    private(set) var scalars: [String] = []
    /// Taking pods off the node would not help. Upstream: UnschedulableAndUnresolvable.
    private(set) var isUnresolvable: Bool

    init(_ plugin: SchedulingPlugin, _ reason: Reason, isUnresolvable: Bool) {
        self.plugin = plugin
        self.isUnresolvable = isUnresolvable
        bits = 1 << UInt32(reason.rawValue)
    }

    mutating func add(_ reason: Reason, isUnresolvable: Bool) {
        bits |= 1 << UInt32(reason.rawValue)
        self.isUnresolvable = self.isUnresolvable || isUnresolvable
    }

    /// An extended resource does not suffice.
    static func scalar(_ name: String, isUnresolvable: Bool) -> Rejection {
        var out = Rejection(.nodeResourcesFit, .cpu, isUnresolvable: isUnresolvable)
        out.bits = 0
        out.scalars = [name]
        return out
    }

    mutating func add(scalar name: String, isUnresolvable: Bool) {
        scalars.append(name)
        self.isUnresolvable = self.isUnresolvable || isUnresolvable
    }

    func has(_ reason: Reason) -> Bool { bits & (1 << UInt32(reason.rawValue)) != 0 }

    /// In the order in which the plugin found them.
    var reasons: [String] {
        Reason.allCases.filter(has).map(\.text)
            + scalars.map { "Insufficient \($0)" }
    }
}
