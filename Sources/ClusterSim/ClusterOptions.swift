public import ControllerKit
public import Nodes
public import Simulation

/// How much of the past is kept.
public enum HistoryMode: String, Sendable, CaseIterable {
    /// Everything can be reached: thinned snapshots and replay.
    case full
    /// The newest part can be reached.
    case window
    /// Nothing: for big runs.
    case off
}

/// The named bounds of a cluster.
public struct ClusterLimits: Sendable, Equatable {
    /// Changes the store keeps for watchers that fell behind.
    public var changeLogWindow = 20_000
    /// Spans that are kept whole; older ones are regained by replay.
    public var spanWindow = 200_000

    public init() {}

    /// Bounds for big runs without history.
    public static let lean: ClusterLimits = {
        var limits = ClusterLimits()
        limits.changeLogWindow = 2_000
        limits.spanWindow = 2_000
        return limits
    }()
}

/// What decides a run, together with its journal: the same options and journal give the same bytes.
public struct ClusterOptions: Sendable {
    /// Default 8. The scheduler draws lots among equally good nodes; where all recorded runs of the real control plane
    /// happened to draw alike, this seed draws so too, so that a run without a word about chance is held against all
    /// their facts.
    public var seed: UInt64 = 8
    /// Nodes with kubelets: node-1 … node-N.
    public var nodes = 3
    /// What date `t=0s` is: microseconds since 1970. Default: 2026-01-05T08:00:00Z.
    public var start: Int64 = 1_767_600_000_000_000
    public var profile: Profile = .recorded
    public var behaviours: Behaviours = .oracle
    public var delivery: Delivery = .inOrder
    public var limits = ClusterLimits()
    /// The cluster boots that long before `t=0s`.
    public var bootTime = SimDuration.seconds(30)
    /// Check the invariants after each event.
    public var checks = false
    /// A node that is stopped loses its containers, as the recorded kubelets did (their runtime was part of them).
    public var stoppedNodesLoseContainers = false
    /// Controllers that do not run (`--controllers=-x`), loops of kube-apiserver among them.
    public var controllersOff: [String] = []

    public init() {}
}
