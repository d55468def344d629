import ControllerKit
import Documents
import KubeAPI

/// Hints by `spec.trafficDistribution`: each ready endpoint is for its own zone, or its own node.
///
/// Upstream: staging/src/k8s.io/endpointslice/trafficdist/trafficdist.go; KEP-4444, KEP-3015.
enum TrafficDistribution: Sendable {
    case sameZone
    case sameNode

    /// `nil` without the field, or if the annotation is set: it goes before.
    static func wanted(by service: APIObject) -> TrafficDistribution? {
        if ZoneHints.areWanted(by: service) { return nil }
        switch service.at("spec", "trafficDistribution")?.string {
        case "PreferClose", "PreferSameZone": return .sameZone
        case "PreferSameNode": return .sameNode
        default: return nil
        }
    }

    func assign(_ writes: inout SliceWrites, _ unchanged: [APIObject], _ context: inout SlicePass.Context) {
        var stale = 0
        for slice in unchanged where (slice["endpoints"]?.array ?? []).contains(where: isStale) {
            writes.updating.append(slice.published)
            stale += 1
        }
        for index in writes.creating.indices { ZoneHints.editEndpoints(&writes.creating[index], hint) }
        for index in writes.updating.indices { ZoneHints.editEndpoints(&writes.updating[index], hint) }
        let written = writes.creating.count + writes.updating.count
        context.note(
            .rule("traffic-distribution", detail: "\(written) slices get hints, \(stale) only because of them"))
    }

    private func isStale(_ endpoint: Value) -> Bool {
        SliceEndpoint.isReady(endpoint) && endpoint["hints"] != hints(of: endpoint)
    }

    private func hint(_ endpoint: inout Value) {
        if SliceEndpoint.isReady(endpoint) { endpoint.set(hints(of: endpoint), at: "hints") }
    }

    private func hints(of endpoint: Value) -> Value? {
        var hints = Fields()
        if let zone = endpoint["zone"] { hints["forZones"] = [["name": zone]] }
        if self == .sameNode, let node = endpoint["nodeName"] { hints["forNodes"] = [["name": node]] }
        return hints.isEmpty ? nil : .object(hints)
    }
}
