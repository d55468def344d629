import ControllerKit
import Documents
import KubeAPI

/// An event about the hints of a Service.
struct HintEvent: Sendable, Equatable {
    let type: String
    let reason: String
    let message: String

    static func disabled(_ why: String, _ family: String) -> HintEvent {
        HintEvent(type: "Warning", reason: "TopologyAwareHintsDisabled", message: "\(why), addressType: \(family)")
    }
}

/// Hints by the annotation `service.kubernetes.io/topology-mode: Auto`: each zone gets endpoints by its CPU.
///
/// Upstream: staging/src/k8s.io/endpointslice/topologycache, AddHints, RemoveHintsFromSlices, redistributeHints.
enum ZoneHints {
    static func areWanted(by service: APIObject) -> Bool {
        let old = service.at("metadata", "annotations", "service.kubernetes.io/topology-aware-hints")?.string
        let mode = old ?? service.at("metadata", "annotations", "service.kubernetes.io/topology-mode")?.string
        return mode == "Auto" || mode == "auto"
    }

    static func assign(
        _ service: ObjectKey, _ family: String, _ writes: inout SliceWrites, _ unchanged: [APIObject],
        _ context: inout SlicePass.Context
    ) -> [HintEvent] {
        let shares = context.recall { memory in memory.own.zones.shares }
        let ready = (writes.creating + writes.updating + unchanged.map(\.value)).map { slice in
            (slice["endpoints"]?.array ?? []).filter(SliceEndpoint.isReady).count
        }.reduce(0, +)
        let (allocation, failure) = ZoneAllocation.make(shares, endpoints: ready)
        var why = failure
        var hinted: [ZoneShares.ZoneCount] = []
        if why == nil {
            hinted = keep(unchanged, allocation, &writes)
            why = assignOwnZones(&writes, &hinted)
        }
        if why == nil {
            redistribute(&writes, &hinted, allocation)
            if hinted.isEmpty { why = "No hints allocated for zones" }
        }
        if let why {
            context.note(.rule("zone-hints", detail: "no hints: \(why)"))
            context.remember { memory in
                memory.own.zones.forget(service, family)
                return 0
            }
            remove(&writes, unchanged)
            return [.disabled(why, family)]
        }
        let text = hinted.map { "\($0.count) for \($0.zone)" }.joined(separator: ", ")
        context.note(.rule("zone-hints", detail: text))
        let hadHints = context.remember { memory in
            let had = memory.own.zones.hasHints(service)
            memory.own.zones.set(hinted, service, family)
            return had ? 1 : 0
        }
        if hadHints == 1 { return [] }
        return [
            HintEvent(
                type: "Normal", reason: "TopologyAwareHintsEnabled",
                message: "Topology Aware Hints has been enabled, addressType: \(family)")
        ]
    }

    /// Takes all hints off; slices that had any are written.
    static func remove(_ writes: inout SliceWrites, _ unchanged: [APIObject]) {
        for index in writes.creating.indices { clear(&writes.creating[index]) }
        for index in writes.updating.indices { clear(&writes.updating[index]) }
        for slice in unchanged where (slice["endpoints"]?.array ?? []).contains(where: { $0["hints"] != nil }) {
            var draft = slice.published
            clear(&draft)
            writes.updating.append(draft)
        }
    }

    private static func clear(_ slice: inout Value) {
        editEndpoints(&slice) { endpoint in if endpoint["hints"] != nil { endpoint.set(nil, at: "hints") } }
    }

    /// Changes each endpoint of a slice.
    static func editEndpoints(_ slice: inout Value, _ edit: (inout Value) -> Void) {
        guard case .array(var endpoints)? = slice["endpoints"] else { return }
        for index in endpoints.indices { edit(&endpoints[index]) }
        slice.set(.array(endpoints), at: "endpoints")
    }

    private static func zoneHint(_ zone: String) -> Value { ["forZones": [["name": .string(zone)]]] }

    // MARK: steps

    /// Hints of slices that are not written stay if they fit; else the slice is written. Upstream:
    /// getAllocatedHintsByZone.
    private static func keep(
        _ unchanged: [APIObject], _ allocation: ZoneAllocation, _ writes: inout SliceWrites
    ) -> [ZoneShares.ZoneCount] {
        var hinted: [ZoneShares.ZoneCount] = []
        for slice in unchanged {
            guard let own = hints(of: slice, hinted, allocation) else {
                writes.updating.append(slice.published)
                continue
            }
            for count in own { add(count.count, to: count.zone, &hinted) }
        }
        return hinted
    }

    private static func hints(
        of slice: APIObject, _ hinted: [ZoneShares.ZoneCount], _ allocation: ZoneAllocation
    ) -> [ZoneShares.ZoneCount]? {
        var own: [ZoneShares.ZoneCount] = []
        for endpoint in (slice["endpoints"]?.array ?? []) where SliceEndpoint.isReady(endpoint) {
            let zones = (endpoint.at("hints", "forZones")?.array ?? []).compactMap { $0["name"]?.string }
            if zones.isEmpty { return nil }
            for zone in zones {
                guard allocation.zones.contains(where: { $0.name == zone }) else { return nil }
                add(1, to: zone, &own)
            }
        }
        for count in own {
            let before = hinted.first { $0.zone == count.zone }?.count ?? 0
            let most = allocation.zones.first { $0.name == count.zone }?.maximum ?? 0
            if before + count.count > most { return nil }
        }
        return own
    }

    /// Each ready endpoint is hinted to its own zone first; tells why that does not work.
    private static func assignOwnZones(_ writes: inout SliceWrites, _ hinted: inout [ZoneShares.ZoneCount]) -> String? {
        var isUnzoned = false
        eachEndpoint(&writes) { endpoint in
            guard !isUnzoned, SliceEndpoint.isReady(endpoint) else { return }
            guard let zone = endpoint["zone"]?.string, !zone.isEmpty else {
                isUnzoned = true
                return
            }
            add(1, to: zone, &hinted)
            endpoint.set(zoneHint(zone), at: "hints")
        }
        return isUnzoned ? "One or more endpoints do not have a zone specified" : nil
    }

    /// Zones with more than their share give endpoints to those with less.
    private static func redistribute(
        _ writes: inout SliceWrites, _ hinted: inout [ZoneShares.ZoneCount], _ allocation: ZoneAllocation
    ) {
        var (giving, receiving) = allocation.transfers(hinted)
        eachEndpoint(&writes) { endpoint in
            guard SliceEndpoint.isReady(endpoint), let zone = endpoint["zone"]?.string,
                let from = giving.firstIndex(where: { $0.zone == zone && $0.count > 0 }),
                let to = receiving.firstIndex(where: { $0.count > 0 })
            else { return }
            endpoint.set(zoneHint(receiving[to].zone), at: "hints")
            giving[from].count -= 1
            receiving[to].count -= 1
            add(-1, to: zone, &hinted)
            add(1, to: receiving[to].zone, &hinted)
        }
    }

    private static func eachEndpoint(_ writes: inout SliceWrites, _ edit: (inout Value) -> Void) {
        for index in writes.creating.indices { editEndpoints(&writes.creating[index], edit) }
        for index in writes.updating.indices { editEndpoints(&writes.updating[index], edit) }
    }

    private static func add(_ number: Int, to zone: String, _ counts: inout [ZoneShares.ZoneCount]) {
        if let index = counts.firstIndex(where: { $0.zone == zone }) {
            counts[index].count += number
        } else {
            counts.append(ZoneShares.ZoneCount(zone: zone, count: number))
        }
    }
}
