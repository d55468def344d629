import Documents
import KubeAPI
import Simulation

/// What the health check knows of one node: all it reads every five seconds.
///
/// Upstream: pkg/controller/nodelifecycle (nodeHealthData and knownNodeSet).
struct NodeRow: Sendable {
    /// The status of the condition `Ready`.
    enum Readiness: UInt8, Sendable { case absent, yes, no, unknown }

    /// When NoExecute taints are taken off: before the node is looked at, because it is new here, or after that,
    /// because no node is ready.
    enum Clearing: UInt8, Sendable { case no, first, last }

    let uid: String
    let zone: String
    /// Labelled so that it does not count for the state of its zone.
    let isExcluded: Bool
    var readiness: Readiness
    /// Microseconds since 1970: `lastHeartbeatTime` of `Ready`.
    let heartbeat: Int64
    let hasNotReadyTaint: Bool
    let hasUnreachableTaint: Bool
    /// The health check has registered it.
    var isKnown = false
    /// It was deleted; the next check tells of that.
    var isGone = false
    /// When a sign of life was seen last; `nil`: the next check says now.
    var probe: SimTime?
    /// Microseconds since 1970: the lease's `renewTime` that was seen last.
    var renewed: Int64 = .min
    /// Its NoExecute taints must go, whatever its conditions say.
    var mustClear = Clearing.no
    /// Its pods could not all be marked; try again.
    var mustRetry = false

    init(_ node: APIObject) {
        uid = node.uid
        zone = NodeRow.zone(of: node)
        isExcluded = node.meta.label("node.kubernetes.io/exclude-disruption") != nil
        let ready = NodeRow.readyCondition(of: node)
        readiness = NodeRow.readiness(of: node)
        heartbeat = ready?["lastHeartbeatTime"]?.string.flatMap { Timestamps.parse($0) } ?? 0
        let taints = Taint.all(of: node)
        hasNotReadyTaint = TaintList.contains(.notReadyNoExecute, in: taints)
        hasUnreachableTaint = TaintList.contains(.unreachableNoExecute, in: taints)
    }

    var hasOwnTaint: Bool { hasNotReadyTaint || hasUnreachableTaint }

    /// No sign of life for longer than the node is entitled to.
    func isOverdue(at now: SimTime) -> Bool {
        guard let probe else { return false }
        let grace = readiness == .absent ? NodeLifecycle.startupGrace : NodeLifecycle.grace
        return now > probe + grace
    }

    static func readyCondition(of node: APIObject) -> Value? {
        node.at("status", "conditions")?.array?.first { $0["type"]?.string == "Ready" }
    }

    static func readiness(of node: APIObject) -> Readiness {
        guard let ready = readyCondition(of: node) else { return .absent }
        switch ready["status"]?.string {
        case "True": return .yes
        case "False": return .no
        default: return .unknown
        }
    }

    /// Region and zone as one text, empty if the node has neither.
    /// Upstream: component-helpers node/topology, GetZoneKey.
    private static func zone(of node: APIObject) -> String {
        let zone = node.meta.label("failure-domain.beta.kubernetes.io/zone")
            ?? node.meta.label("topology.kubernetes.io/zone") ?? ""
        let region = node.meta.label("failure-domain.beta.kubernetes.io/region")
            ?? node.meta.label("topology.kubernetes.io/region") ?? ""
        return zone.isEmpty && region.isEmpty ? "" : "\(region)/\(zone)"
    }
}
