import KubeAPI
import OrderedMaps

/// Which versions of its EndpointSlices a controller has written: a cache that is older is not believed.
///
/// Upstream: staging/src/k8s.io/endpointslice/util/endpointslice_tracker.go.
struct SliceTracker: Sendable {
    /// Stands for the generation of a slice whose deletion was asked for.
    private static let deletionExpected: Int64 = -1

    /// The generation by the uid of the slice, for each Service.
    private var written = OrderedMap<ObjectKey, OrderedMap<String, Int64>>()

    /// Does the cache lack what was written, or have what was deleted? Upstream: StaleSlices.
    func isStale(_ service: ObjectKey, _ slices: [APIObject]) -> Bool {
        guard let known = written[service] else { return false }
        var cached = OrderedMap<String, Bool>()
        for slice in slices {
            cached[slice.uid] = true
            guard let generation = known[slice.uid] else { continue }
            if generation == Self.deletionExpected || generation > slice.meta.generation { return true }
        }
        for (uid, generation) in known where generation != Self.deletionExpected && cached[uid] == nil { return true }
        return false
    }

    func has(_ slice: APIObject) -> Bool { generation(of: slice) != nil }

    /// Somebody else wrote it: not known, or newer than known. Upstream: ShouldSync.
    func isNews(_ slice: APIObject) -> Bool { generation(of: slice).map { slice.meta.generation > $0 } ?? true }

    mutating func wrote(_ slice: APIObject) { set(slice, slice.meta.generation) }

    mutating func expectDeletion(of slice: APIObject) { set(slice, Self.deletionExpected) }

    /// A slice is gone; `false` if it was not asked for here. Upstream: HandleDeletion.
    mutating func sawDeletion(of slice: APIObject) -> Bool {
        guard let generation = generation(of: slice) else { return true }
        written[SliceLabels.service(of: slice)]?[slice.uid] = nil
        return generation == Self.deletionExpected
    }

    mutating func forget(_ service: ObjectKey) { written[service] = nil }

    private func generation(of slice: APIObject) -> Int64? { written[SliceLabels.service(of: slice)]?[slice.uid] }

    private mutating func set(_ slice: APIObject, _ generation: Int64) {
        written.update(SliceLabels.service(of: slice), default: OrderedMap()) { $0[slice.uid] = generation }
    }
}
