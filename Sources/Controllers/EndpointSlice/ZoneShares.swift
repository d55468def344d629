import ControllerKit
import Documents
import KubeAPI
import OrderedMaps

/// How much of the cluster's CPU each zone has, and what hints each Service has been given.
///
/// Upstream: staging/src/k8s.io/endpointslice/topologycache/topologycache.go.
struct ZoneShares: Sendable {
    /// A zone's part of all CPU.
    struct Share: Sendable, Equatable {
        let zone: String
        let ratio: Double
    }

    /// By zone; empty if the nodes do not tell enough.
    private(set) var shares: [Share] = []
    /// Endpoints hinted to each zone, by Service and family.
    private var hinted = OrderedMap<ObjectKey, OrderedMap<String, [ZoneCount]>>()
    private var populated = OrderedMap<ObjectKey, Bool>()

    /// So many endpoints for a zone.
    struct ZoneCount: Sendable, Equatable {
        let zone: String
        var count: Int
    }

    func hasHints(_ service: ObjectKey) -> Bool { populated.contains(service) }

    mutating func set(_ counts: [ZoneCount], _ service: ObjectKey, _ family: String) {
        hinted.update(service, default: OrderedMap()) { $0[family] = counts }
        populated[service] = true
    }

    /// Upstream: RemoveHints.
    mutating func forget(_ service: ObjectKey, _ family: String) {
        let isEmpty = hinted.update(service) { families in
            families[family] = nil
            return families.isEmpty
        }
        if isEmpty == true { hinted[service] = nil }
        populated[service] = nil
    }

    // MARK: nodes

    /// Upstream: checkNodeTopologyDistribution: Services with too little in a zone are looked at again.
    static func syncNodes(_ context: inout SlicePass.Context) {
        context.noteCache(.nodes)
        let shares = of(context.cachedList(.nodes, namespace: ""))
        context.note(
            .rule(
                "zone-hints",
                detail: shares.isEmpty ? "the nodes do not tell of two zones" : "\(shares.count) zones"))
        let overloaded = context.alter { memory in
            memory.own.zones.shares = shares
            return memory.own.zones.overloaded
        }
        context.enqueue(overloaded.map { WorkKey($0, lane: EndpointSliceReconciler.Lane.service) })
    }

    /// Upstream: GetOverloadedServices, serviceOverloaded.
    private var overloaded: [ObjectKey] {
        var keys: [ObjectKey] = []
        for (service, families) in hinted
        where families.contains(where: { isOverloaded($0.value) }) { keys.append(service) }
        return keys
    }

    private func isOverloaded(_ counts: [ZoneCount]) -> Bool {
        if counts.isEmpty { return false }
        if shares.isEmpty { return true }
        let total = Double(counts.map(\.count).reduce(0, +))
        return shares.contains { share in
            guard let own = counts.first(where: { $0.zone == share.zone }) else { return true }
            return Double(own.count) < ZoneAllocation.least(total * share.ratio)
        }
    }

    /// The shares of ready nodes; empty if one does not tell its zone or CPU, or if there is only one zone.
    ///
    /// Upstream: SetNodes.
    static func of(_ nodes: [APIObject]) -> [Share] {
        var milli = OrderedMap<String, Int64>()
        for node in nodes where isReady(node) && !isControlPlane(node) {
            let cpu = node.at("status", "allocatable", "cpu")?.string.flatMap { try? Quantity(parsing: $0) }
            guard let zone = zone(of: node), let cpu, cpu.milliValue > 0 else { return [] }
            milli.update(zone, default: 0) { $0 += cpu.milliValue }
        }
        guard milli.count >= 2 else { return [] }
        let total = Double(milli.map { $0.value }.reduce(0, +))
        return milli.map { Share(zone: $0.key, ratio: Double($0.value) / total) }
    }

    static func zone(of node: APIObject) -> String? {
        let zone = node.meta.label("topology.kubernetes.io/zone") ?? ""
        return zone.isEmpty ? nil : zone
    }

    static func isReady(_ node: APIObject) -> Bool {
        (node.at("status", "conditions")?.array ?? []).first { $0["type"] == "Ready" }?["status"] == "True"
    }

    private static func isControlPlane(_ node: APIObject) -> Bool {
        ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"].contains {
            node.meta.label($0) != nil
        }
    }
}
