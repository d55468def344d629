import ControllerKit
import KubeAPI

/// The labels that tell whose EndpointSlice it is and who keeps it.
///
/// Upstream: staging/src/k8s.io/api/discovery/v1/well_known_labels.go.
enum SliceLabels {
    static let serviceName = CacheIndex.serviceNameLabel
    static let managedBy = "endpointslice.kubernetes.io/managed-by"
    /// `true` on Endpoints keeps them out of EndpointSlices.
    static let skipMirror = "endpointslice.kubernetes.io/skip-mirror"

    static func manager(of slice: APIObject) -> String? { slice.meta.label(managedBy) }

    /// The Service (or the Endpoints) that a slice names with its label.
    static func service(of slice: APIObject) -> ObjectKey {
        ObjectKey(slice.namespace, slice.meta.label(serviceName) ?? "")
    }

    /// The value of a Service in the index of slices.
    static func indexValue(_ service: ObjectKey) -> String { service.namespace + "/" + service.name }

    /// `web-`, or `web` if a dash would make the name invalid. Upstream: getEndpointSlicePrefix.
    static func namePrefix(_ name: String) -> String { name.utf8.count < 253 ? name + "-" : name }

    /// What a change of a slice means for the controller `manager`: the Services to look at.
    ///
    /// Upstream: onEndpointSliceAdd, onEndpointSliceUpdate, onEndpointSliceDelete of both controllers.
    static func services(concernedBy change: Change, manager: String, _ tracker: inout SliceTracker) -> [ObjectKey] {
        let slice = change.object
        let isOurs = Self.manager(of: slice) == manager
        switch (change.kind, change.old) {
        case (.deleted, _):
            guard isOurs, tracker.has(slice), !tracker.sawDeletion(of: slice) else { return [] }
            return named(slice)
        case (.modified, let old?):
            if old.meta.label(serviceName) != slice.meta.label(serviceName) { return named(slice) + named(old) }
            let wasOurs = Self.manager(of: old) == manager
            return wasOurs != isOurs || (isOurs && tracker.isNews(slice)) ? named(slice) : []
        default: return isOurs && tracker.isNews(slice) ? named(slice) : []
        }
    }

    private static func named(_ slice: APIObject) -> [ObjectKey] {
        let key = service(of: slice)
        return key.name.isEmpty ? [] : [key]
    }
}
