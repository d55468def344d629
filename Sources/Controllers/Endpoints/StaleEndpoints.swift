import KubeAPI
import OrderedMaps

/// Which version of each Endpoints was replaced last: a cache that still shows it is too old to act on.
///
/// Upstream: pkg/controller/endpoint/endpoints_tracker.go.
struct StaleEndpoints: Sendable {
    private var revisions = OrderedMap<ObjectKey, Int64>()

    mutating func replaced(_ endpoints: APIObject) { revisions[endpoints.key] = endpoints.revision }
    func isStale(_ endpoints: APIObject) -> Bool { revisions[endpoints.key] == endpoints.revision }
    mutating func forget(_ key: ObjectKey) { revisions[key] = nil }
}
