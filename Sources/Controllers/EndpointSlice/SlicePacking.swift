import ControllerKit
import Documents
import KubeAPI

/// Which endpoint goes into which slice, for endpoints with the same ports.
///
/// Slices are written as seldom as can be: what is there stays where it is, slices that change anyway are filled up
/// first, one that does not is opened only if all the rest fits into it.
/// Upstream: staging/src/k8s.io/endpointslice/reconciler.go, reconcileByPortMapping.
struct SlicePacking {
    let service: APIObject
    let ports: [Value]
    let family: String
    private(set) var creating: [Value] = []
    private(set) var updating: [Value] = []
    private(set) var deleting: [APIObject] = []

    init(service: APIObject, ports: [Value], family: String) {
        self.service = service
        self.ports = ports
        self.family = family
    }

    private static let limit = EndpointSliceReconciler.endpointsPerSliceMax

    mutating func pack(
        _ desired: EndpointSet, into existing: [APIObject], _ context: inout SlicePass.Context
    ) {
        var desired = desired
        let wanted = desired.count
        // 1. What is there and still wanted stays; what changed is written.
        var unchanged: [APIObject] = []
        for slice in existing { look(at: slice, &desired, &unchanged) }
        let added = desired.count
        // 2. Slices that are written anyway take what is left, the fullest one first.
        let fullest = updating.indices.sorted {
            let (a, b) = (count(updating[$0]), count(updating[$1]))
            return a == b ? $0 < $1 : a > b
        }
        for index in fullest where !desired.isEmpty { fill(&updating[index], &desired) }
        // 3. The rest goes into one slice that has room for all of it, or into new ones.
        while !desired.isEmpty {
            if let index = roomiest(unchanged, for: desired.count) {
                var draft = unchanged.remove(at: index).published
                fill(&draft, &desired)
                updating.append(draft)
            } else {
                var draft = SliceObject.new(service, ports: ports, family: family, endpoints: [])
                fill(&draft, &desired)
                creating.append(draft)
            }
        }
        context.note(
            .rule(
                "slice-packing",
                detail: "\(wanted) endpoints, \(added) new: \(creating.count) slices to create, \(updating.count) to "
                    + "update, \(deleting.count) empty, \(unchanged.count) as they were"))
    }

    private mutating func look(at slice: APIObject, _ desired: inout EndpointSet, _ unchanged: inout [APIObject]) {
        let endpoints = slice["endpoints"]?.array ?? []
        var kept: [Value] = []
        var isChanged = false
        for endpoint in endpoints {
            guard let wanted = desired.take(endpoint) else { continue }
            kept.append(wanted)
            if !SliceEndpoint.isSame(wanted, endpoint) { isChanged = true }
        }
        let labelsDiffer = SliceObject.labelsDiffer(slice, service)
        if isChanged || kept.count != endpoints.count {
            if kept.isEmpty {
                deleting.append(slice)
            } else {
                updating.append(draft(slice, kept))
            }
        } else if labelsDiffer {
            updating.append(draft(slice, endpoints))
        } else {
            unchanged.append(slice)
        }
    }

    private func draft(_ slice: APIObject, _ endpoints: [Value]) -> Value {
        var draft = slice.published
        draft.set(.array(endpoints), at: "endpoints")
        draft.set(SliceObject.labels(of: service), at: "metadata", "labels")
        return draft
    }

    private func count(_ slice: Value) -> Int { slice["endpoints"]?.array?.count ?? 0 }

    private func fill(_ slice: inout Value, _ desired: inout EndpointSet) {
        let endpoints = slice["endpoints"]?.array ?? []
        let room = max(0, Self.limit - endpoints.count)
        slice.set(.array(endpoints + desired.take(atMost: room)), at: "endpoints")
    }

    /// The slice that is fullest with all of them in it. Upstream: getSliceToFill.
    private func roomiest(_ slices: [APIObject], for endpoints: Int) -> Int? {
        guard endpoints < Self.limit else { return nil }
        var best: (index: Int, left: Int)?
        for (index, slice) in slices.enumerated() {
            let left = Self.limit - endpoints - (slice["endpoints"]?.array?.count ?? 0)
            if left >= 0 && left < best?.left ?? Self.limit { best = (index, left) }
        }
        return best?.index
    }
}
