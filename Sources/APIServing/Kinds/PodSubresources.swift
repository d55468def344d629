import Documents

/// What a write to a subresource of a pod may touch; all else is set back.
///
/// Upstream: pkg/registry/core/pod/strategy.go, dropNonEphemeralContainerUpdates, dropNonResizeUpdates.
enum PodSubresources {
    static func prepare(_ draft: inout Value, old: Value, _ subresource: String) {
        switch subresource {
        case "ephemeralcontainers":
            var spec = old["spec"] ?? .null
            spec.set(draft.at("spec", "ephemeralContainers"), at: "ephemeralContainers")
            draft.set(spec, at: "spec")
        case "resize":
            guard let spec = resized(draft["spec"] ?? .null, old["spec"] ?? .null) else { return }
            draft.set(spec, at: "spec")
        default: return
        }
        draft.set(old["metadata"], at: "metadata")
    }

    /// The old spec with the resources asked for; `nil` if containers come, go or move, which validation refuses.
    private static func resized(_ spec: Value, _ old: Value) -> Value? {
        var out = old
        for list in ["containers", "initContainers"] {
            let given = spec[list]?.array ?? []
            var kept = old[list]?.array ?? []
            if given.count != kept.count || given.isEmpty && list == "containers" { return nil }
            // Renamed or moved: left as it came, for validation to name.
            if zip(given, kept).contains(where: { $0["name"] != $1["name"] }) {
                out.set(spec[list], at: list)
                continue
            }
            for index in kept.indices {
                for field in ["resources", "resizePolicy"] {
                    if kept[index][field] != given[index][field] {
                        kept[index].set(given[index][field], at: field)
                    }
                }
            }
            if !kept.isEmpty { out.set(.array(kept), at: list) }
        }
        out.set(spec["resources"], at: "resources")
        return out
    }
}
