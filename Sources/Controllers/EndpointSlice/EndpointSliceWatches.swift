public import ControllerKit
import Documents
public import KubeAPI

/// Which Services a change concerns.
///
/// Upstream: pkg/controller/endpointslice/endpointslice_controller.go, onServiceUpdate … deleteNode.
extension EndpointSliceReconciler {
    public static func watches(_ resource: Resource) -> Bool {
        [.services, .pods, .endpointSlices, .nodes].contains(resource)
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<Memory>) {
        switch change.object.resource {
        case .services: reactions.enqueue(change.object.key)
        case .pods:
            for service in ServicesOfPod.concerned(by: change, reactions.caches) { reactions.enqueue(service) }
        case .endpointSlices:
            let services = SliceLabels.services(
                concernedBy: change, manager: manager, &reactions.memory.own.tracker)
            for service in services { reactions.enqueue(service, after: sliceChangeDelay) }
        case .nodes where isNewsOfZones(change): reactions.enqueue(zonesKey, lane: Lane.zones)
        default: break
        }
    }

    /// A node comes, goes, turns ready or not, or moves to another zone. Upstream: addNode, updateNode, deleteNode.
    private static func isNewsOfZones(_ change: Change) -> Bool {
        guard change.kind == .modified, let old = change.old else { return true }
        return ZoneShares.isReady(old) != ZoneShares.isReady(change.object)
            || ZoneShares.zone(of: old) != ZoneShares.zone(of: change.object)
    }
}
