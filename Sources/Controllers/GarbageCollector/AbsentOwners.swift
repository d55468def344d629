import KubeAPI
import OrderedMaps

/// Owners that were looked up and are not there: the most recently used ones.
///
/// Upstream: pkg/controller/garbagecollector/uid_cache.go, ReferenceCache.
public struct AbsentOwners: Sendable {
    /// So many are kept. Upstream: NewDependencyGraphBuilder.
    public static let most = 500

    private var lastUse = OrderedMap<OwnerIdentity, Int>()
    private var byUse = OrderedMap<Int, OwnerIdentity>()
    private var uses = 0

    /// How many there are.
    public var count: Int { lastUse.count }
    /// All of them, the least recently used first.
    public var all: [OwnerIdentity] { byUse.allValues }

    mutating func add(_ identity: OwnerIdentity) {
        if use(identity) { return }
        uses += 1
        lastUse[identity] = uses
        byUse[uses] = identity
        if lastUse.count > AbsentOwners.most, let (_, oldest) = byUse.popFirst() { lastUse[oldest] = nil }
    }

    /// Is it known to be absent? Asking counts as a use.
    mutating func has(_ identity: OwnerIdentity) -> Bool { use(identity) }

    private mutating func use(_ identity: OwnerIdentity) -> Bool {
        guard let last = lastUse[identity] else { return false }
        uses += 1
        byUse[last] = nil
        byUse[uses] = identity
        lastUse[identity] = uses
        return true
    }
}
