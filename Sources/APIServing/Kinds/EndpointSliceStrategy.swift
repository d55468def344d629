import Documents
import KubeAPI

/// What the server does with EndpointSlices and Endpoints as they are written.
///
/// Upstream: pkg/registry/discovery/endpointslice/strategy.go, pkg/registry/core/endpoint/strategy.go.
enum EndpointSliceStrategy {
    /// Go has no word for an empty list that was stored: it becomes null.
    static func normalize(_ slice: inout Value) {
        for list in ["endpoints", "ports"] where slice[list]?.isEmpty ?? true { slice.set(.null, at: list) }
    }

    static func prepareForUpdate(_ draft: inout Value, old: APIObject) {
        normalize(&draft)
        let isNew =
            ["addressType", "endpoints", "ports"].contains { draft[$0] != old[$0] }
            || draft.at("metadata", "labels") ?? [:] != old.at("metadata", "labels") ?? [:]
        draft.set(.int(old.meta.generation + (isNew ? 1 : 0)), at: "metadata", "generation")
        if draft["endpoints"] != old["endpoints"] { dropTopology(&draft) }
    }

    /// v1 knows the old field only to read it. Upstream: dropTopologyOnV1.
    static func dropTopology(_ draft: inout Value) {
        guard case .array(var endpoints)? = draft["endpoints"] else { return }
        var isChanged = false
        for index in endpoints.indices where endpoints[index]["deprecatedTopology"] != nil {
            endpoints[index].set(nil, at: "deprecatedTopology")
            isChanged = true
        }
        if isChanged { draft.set(.array(endpoints), at: "endpoints") }
    }

    static func warnings(_ draft: Value, old: Value?) -> [String] {
        guard old == nil, draft["addressType"] == "FQDN" else { return [] }
        return ["spec.addressType: FQDN endpoints are deprecated"]
    }
}
