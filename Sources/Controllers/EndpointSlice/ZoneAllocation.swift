import Documents

/// How many endpoints each zone should have, and which zones give to which.
///
/// Upstream: staging/src/k8s.io/endpointslice/topologycache, getAllocations and getGivingAndReceivingZones.
struct ZoneAllocation: Sendable {
    /// No endpoint shall bear more than a fifth above its share. Upstream: overloadThreshold.
    static let overloadThreshold = 0.2

    /// The endpoints of a zone.
    struct Zone: Sendable {
        let name: String
        let minimum: Int
        var maximum: Int
        let desired: Double
    }

    private(set) var zones: [Zone] = []

    /// The fewest endpoints that keep the overload of a share below the threshold.
    static func least(_ share: Double) -> Double { (share * (1 / (1 + overloadThreshold))).rounded(.up) }

    /// `failure` tells why there are no hints.
    static func make(
        _ shares: [ZoneShares.Share], endpoints: Int
    ) -> (allocation: ZoneAllocation, failure: String?) {
        let counts = "(\(endpoints) endpoints, \(shares.count) zones)"
        if shares.isEmpty {
            return (
                ZoneAllocation(),
                "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes"
            )
        }
        if shares.count > endpoints { return (ZoneAllocation(), "Insufficient number of endpoints \(counts)") }
        var out = ZoneAllocation()
        for share in shares {
            let desired = share.ratio * Double(endpoints)
            let minimum = Int(least(desired))
            out.zones.append(
                Zone(name: share.zone, minimum: minimum, maximum: 0, desired: max(desired, Double(minimum))))
        }
        let minimums = out.zones.map(\.minimum).reduce(0, +)
        if minimums > endpoints {
            return (
                ZoneAllocation(),
                "Unable to allocate minimum required endpoints to each zone without exceeding overload threshold "
                    + counts
            )
        }
        for index in out.zones.indices { out.zones[index].maximum = out.zones[index].minimum + endpoints - minimums }
        return (out, nil)
    }

    /// Whole endpoints that zones with too many give and zones with too few get, by name of the zone.
    func transfers(
        _ hinted: [ZoneShares.ZoneCount]
    ) -> (giving: [ZoneShares.ZoneCount], receiving: [ZoneShares.ZoneCount]) {
        var excess = zones.map { zone in
            Double(hinted.first { $0.zone == zone.name }?.count ?? 0) - zone.desired
        }
        var giving = zones.map { ZoneShares.ZoneCount(zone: $0.name, count: 0) }
        var receiving = giving
        while let from = Self.most(excess), let to = Self.most(excess.map { -$0 }) {
            let (give, get) = (excess[from], -excess[to])
            if (give < 1 && get < 1) || give < 0.5 || get < 0.5 { break }
            giving[from].count += 1
            receiving[to].count += 1
            excess[from] -= 1
            excess[to] += 1
        }
        return (giving.filter { $0.count > 0 }, receiving.filter { $0.count > 0 })
    }

    /// The first of the largest ones above nothing.
    private static func most(_ numbers: [Double]) -> Int? {
        var best: Int?
        for index in numbers.indices where numbers[index] > best.map({ numbers[$0] }) ?? 0 { best = index }
        return best
    }
}
