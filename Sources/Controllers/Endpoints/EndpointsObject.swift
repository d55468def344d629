import Documents
import KubeAPI

/// The Endpoints as they are written: labels, annotations, not more than so many addresses.
///
/// Upstream: pkg/controller/endpoint/endpoints_controller.go, syncService, labelsCorrectForEndpoints,
/// capacityAnnotationSetCorrectly and truncateEndpoints.
enum EndpointsObject {
    /// Addresses in one object at most; the annotation tells that some were left out.
    static let capacity = 1000  // maxCapacity
    static let overCapacity = "endpoints.kubernetes.io/over-capacity"

    /// Is nothing to be written? The version of the pods in the references does not count.
    static func isUpToDate(_ current: APIObject, _ subsets: [Value], _ service: APIObject) -> Bool {
        let own = (current["subsets"]?.array ?? []).map(withoutVersions)
        guard own == subsets || SubsetPacking.packed(own) == subsets else { return false }
        return labelsAreRight(current, service)
            && count(own) <= capacity && current.at("metadata", "annotations", overCapacity) == nil
    }

    static func draft(_ service: APIObject, current: APIObject?, _ subsets: [Value]) -> Value {
        var draft =
            current?.published ?? [
                "apiVersion": "v1", "kind": "Endpoints",
                "metadata": ["name": .string(service.name), "namespace": .string(service.namespace)],
            ]
        let cut = truncated(subsets)
        draft.set(cut.isEmpty ? nil : .array(cut), at: "subsets")
        if cut != subsets {
            draft.set("truncated", at: "metadata", "annotations", overCapacity)
        } else if draft.at("metadata", "annotations", overCapacity) != nil {
            draft.set(nil, at: "metadata", "annotations", overCapacity)
        }
        var labels = service.at("metadata", "labels")?.fields ?? Fields()
        labels[EndpointFacts.headless] = EndpointFacts.hasAddress(service) ? nil : ""
        labels[EndpointsReconciler.managedBy] = .string(EndpointsReconciler.name)
        draft.set(.object(labels), at: "metadata", "labels")
        return draft
    }

    private static func labelsAreRight(_ current: APIObject, _ service: APIObject) -> Bool {
        guard current.meta.label(EndpointsReconciler.managedBy) == EndpointsReconciler.name else { return false }
        let own = current.meta.labels.filter {
            $0.key != EndpointFacts.headless && $0.key != EndpointsReconciler.managedBy
        }
        return own.count == service.meta.labels.count
            && own.allSatisfy { label in service.meta.label(label.key) == label.value }
    }

    private static func withoutVersions(_ subset: Value) -> Value {
        var subset = subset
        for list in ["addresses", "notReadyAddresses"] {
            guard case .array(var addresses)? = subset[list] else { continue }
            for index in addresses.indices where addresses[index].at("targetRef", "resourceVersion") != nil {
                addresses[index].set(nil, at: "targetRef", "resourceVersion")
            }
            subset.set(.array(addresses), at: list)
        }
        return subset
    }

    private static func count(_ subsets: [Value]) -> Int {
        subsets.map { ($0["addresses"]?.array?.count ?? 0) + ($0["notReadyAddresses"]?.array?.count ?? 0) }
            .reduce(0, +)
    }

    /// Ready addresses go first; what there is room for is shared out over the subsets by their size, rounded up.
    private static func truncated(_ subsets: [Value]) -> [Value] {
        let ready = subsets.map { $0["addresses"]?.array?.count ?? 0 }.reduce(0, +)
        guard count(subsets) > capacity else { return subsets }
        let cutsReady = ready > capacity
        let room = cutsReady ? capacity : capacity - ready
        let total = cutsReady ? ready : count(subsets) - ready
        let list = cutsReady ? "addresses" : "notReadyAddresses"
        var left = room
        return subsets.map { subset in
            let addresses = subset[list]?.array ?? []
            let share = min(left, (addresses.count * room + total - 1) / total)
            var out = subset
            let kept = Array(addresses.prefix(share))
            out.set(kept.isEmpty ? nil : .array(kept), at: list)
            if cutsReady { out.set(nil, at: "notReadyAddresses") }
            left -= kept.count
            return out
        }
    }
}
