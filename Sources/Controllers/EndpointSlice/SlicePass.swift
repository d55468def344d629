import ControllerKit
import Documents
import KubeAPI

/// One sync of one Service: from its pods and the slices that are there to the writes.
///
/// Upstream: staging/src/k8s.io/endpointslice/reconciler.go, Reconcile and reconcileByAddressType.
struct SlicePass {
    typealias Context = SyncContext<EndpointSliceReconciler.Memory>

    let service: APIObject
    let pods: [APIObject]
    /// Microseconds since 1970, 0: none.
    let trigger: Int64

    /// Endpoints with the same ports.
    private struct Group {
        let ports: [Value]
        var endpoints = EndpointSet()
    }

    mutating func run(_ existing: [APIObject], _ context: inout Context) throws(Interrupt) -> SyncFailure? {
        let families = SliceObject.addressTypes(of: service)
        var failures: [String] = []
        for family in families {
            let slices = existing.filter { $0["addressType"]?.string == family }
            failures += try run(slices, family, &context)
        }
        for slice in existing where !families.contains(slice["addressType"]?.string ?? "") {
            context.remember { memory in
                memory.own.zones.forget(service.key, slice["addressType"]?.string ?? "")
                return 0
            }
            let answer = try context.send(.delete(.endpointSlices, slice.key))
            if let failure = answer.failure {
                failures.append(
                    "error deleting \(slice.name) EndpointSlice for Service \(service.key): \(failure.message)")
            } else {
                SliceWrites.expectDeletion(of: slice, &context)
            }
        }
        return SyncFailure(aggregating: failures)
    }

    /// The slices of one family of addresses.
    private func run(
        _ existing: [APIObject], _ family: String, _ context: inout Context
    ) throws(Interrupt) -> [String] {
        let owned = existing.filter { SliceObject.isOwned($0, by: service) }
        var failures: [String] = []
        let groups = desired(family, &failures, &context)
        var writes = SliceWrites(service: service, trigger: trigger)
        writes.deleting = existing.filter { !SliceObject.isOwned($0, by: service) }
        for group in groups {
            var packing = SlicePacking(service: service, ports: group.ports, family: family)
            packing.pack(group.endpoints, into: owned.filter { SliceObject.ports(of: $0) == group.ports }, &context)
            writes.take(packing)
        }
        // Slices for ports that nobody offers any more.
        writes.deleting += owned.filter { slice in !groups.contains { $0.ports == SliceObject.ports(of: slice) } }
        keepPlaceholder(existing, family, &writes, &context)
        let touched = writes.updating.map(SliceObject.name) + writes.deleting.map(\.name)
        let unchanged = existing.filter { !touched.contains($0.name) }
        let events = hints(&writes, unchanged, family, &context)
        if let failure = try writes.finalize(&context) { failures.append(failure) }
        for event in events {
            context.record(type: event.type, reason: event.reason, message: event.message, on: service)
        }
        return failures
    }

    /// Who shall be in slices, by the ports they offer.
    private func desired(_ family: String, _ failures: inout [String], _ context: inout Context) -> [Group] {
        var groups: [Group] = []
        let publishesAll = service.at("spec", "publishNotReadyAddresses")?.bool == true
        for pod in pods where EndpointFacts.counts(pod, evenTerminating: true) {
            let ports = SliceObject.ports(of: service, pod)
            var index = groups.firstIndex { $0.ports == ports } ?? groups.count
            if index == groups.count {
                groups.append(Group(ports: ports))
                index = groups.count - 1
            }
            let node = context.cached(.nodes, ObjectKey("", pod.pod?.nodeName ?? ""))
            if node == nil && !publishesAll {
                failures.append(
                    "skipping Pod \(pod.name) for Service \(service.key): Node \(pod.pod?.nodeName ?? "") Not Found")
                continue
            }
            let endpoint = SliceObject.endpoint(of: pod, node, service, family)
            if endpoint["addresses"]?.isEmpty == false { groups[index].endpoints.insert(endpoint) }
        }
        return groups
    }

    /// Where there would be no slice at all, an empty one stands.
    private func keepPlaceholder(
        _ existing: [APIObject], _ family: String, _ writes: inout SliceWrites, _ context: inout Context
    ) {
        guard existing.count == writes.deleting.count, writes.creating.isEmpty else { return }
        let placeholder = SliceObject.new(service, ports: [], family: family, endpoints: [])
        if writes.deleting.count == 1, SliceObject.isSamePlaceholder(writes.deleting[0], placeholder) {
            writes.deleting = []
        } else {
            context.note(.rule("placeholder-slice", detail: "no endpoints with \(family) addresses: an empty slice"))
            writes.creating.append(placeholder)
        }
    }

    /// Where clients had better go: by the annotation, by `trafficDistribution`, or no hints at all.
    private func hints(
        _ writes: inout SliceWrites, _ unchanged: [APIObject], _ family: String, _ context: inout Context
    ) -> [HintEvent] {
        let distribution = TrafficDistribution.wanted(by: service)
        if ZoneHints.areWanted(by: service) {
            return ZoneHints.assign(service.key, family, &writes, unchanged, &context)
        }
        var events: [HintEvent] = []
        let hadHints = context.remember { memory in
            let had = memory.own.zones.hasHints(service.key)
            memory.own.zones.forget(service.key, family)
            return had ? 1 : 0
        }
        if hadHints == 1 {
            events.append(.disabled("Topology Aware Hints has been disabled", family))
        }
        if let distribution {
            distribution.assign(&writes, unchanged, &context)
        } else {
            ZoneHints.remove(&writes, unchanged)
        }
        return events
    }
}
