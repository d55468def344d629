import ControllerKit
import Documents
import KubeAPI

/// One sync of one Endpoints: a slice for each subset and family of addresses.
///
/// Upstream: pkg/controller/endpointslicemirroring/reconciler.go and reconciler_helpers.go.
struct MirrorPass {
    typealias Context = SyncContext<MirroringReconciler.Memory>

    let endpoints: APIObject

    /// Endpoints of one family with the same ports.
    private struct Group {
        let family: String
        let ports: [Value]
        var endpoints = EndpointSet()
    }

    private struct Writes {
        var creating: [Value] = []
        var updating: [Value] = []
        var deleting: [APIObject] = []
    }

    func run(_ slices: [APIObject], _ context: inout Context) throws(Interrupt) -> Requeue {
        let groups = desired(&context)
        var writes = Writes()
        for group in groups {
            let own = slices.filter { matches($0, group) }
            reconcile(group, own, &writes, &context)
        }
        writes.deleting += slices.filter { slice in !groups.contains { matches(slice, $0) } }
        recycle(&writes)
        context.note(
            .rule(
                "mirroring",
                detail: "\(writes.creating.count) slices to create, \(writes.updating.count) to update, "
                    + "\(writes.deleting.count) to delete"))
        return try finalize(writes, &context).map { .withBackoff(reason: $0) } ?? .done
    }

    private func matches(_ slice: APIObject, _ group: Group) -> Bool {
        slice["addressType"]?.string == group.family && SliceObject.ports(of: slice) == group.ports
    }

    /// What shall be in slices; addresses that are none, and those above the limit, are told of by events.
    private func desired(_ context: inout Context) -> [Group] {
        let limit = MirroringReconciler.endpointsPerSubsetMax
        var groups: [Group] = []
        var (invalid, skipped) = (0, 0)
        for subset in SubsetPacking.packed(endpoints["subsets"]?.array ?? []) {
            let ports = SliceEndpoint.sorted((subset["ports"]?.array ?? []).map(MirrorObject.port))
            let places = ["IPv4", "IPv6"].map { family in
                groups.append(Group(family: family, ports: ports))
                return groups.count - 1
            }
            let ready = subset["addresses"]?.array ?? []
            let all = ready + (subset["notReadyAddresses"]?.array ?? [])
            var taken = 0
            for (index, address) in all.enumerated() where taken < limit {
                guard let (endpoint, isV6) = MirrorObject.endpoint(address, isReady: index < ready.count) else {
                    invalid += 1
                    continue
                }
                groups[places[isV6 ? 1 : 0]].endpoints.insert(endpoint)
                taken += 1
            }
            skipped += all.count - taken
        }
        if invalid > 0 {
            context.record(
                type: "Warning", reason: "InvalidIPAddress",
                message: "Skipped \(invalid) invalid IP addresses when mirroring to EndpointSlices", on: endpoints)
        }
        if skipped > invalid {
            context.record(
                type: "Warning", reason: "TooManyAddressesToMirror",
                message: "A max of \(limit) addresses can be mirrored to EndpointSlices per Endpoints subset. "
                    + "\(skipped) addresses were skipped", on: endpoints)
        }
        return groups
    }

    /// Upstream: reconcileByPortMapping.
    private func reconcile(_ group: Group, _ slices: [APIObject], _ writes: inout Writes, _ context: inout Context) {
        if group.endpoints.isEmpty {
            writes.deleting += slices
            return
        }
        writes.deleting += slices.dropFirst()
        if let first = slices.first, isUpToDate(first, group.endpoints) {
            context.remember { memory in
                if !memory.own.tracker.has(first) { memory.own.tracker.wrote(first) }
                return 0
            }
            return
        }
        var rest = group.endpoints
        let taken = rest.take(atMost: MirroringReconciler.endpointsPerSubsetMax)
        let slice = MirrorObject.slice(
            of: endpoints, group.ports, group.family, taken, name: slices.first?.name)
        if slices.isEmpty { writes.creating.append(slice) } else { writes.updating.append(slice) }
    }

    private func isUpToDate(_ slice: APIObject, _ desired: EndpointSet) -> Bool {
        let own = slice["endpoints"]?.array ?? []
        guard own.count == desired.count else { return false }
        let areSame = own.allSatisfy { endpoint in
            desired.desired(for: endpoint).map { SliceEndpoint.isSame($0, endpoint) } ?? false
        }
        // Endpoints of that name were deleted and made anew: the owner is another one.
        let hasOldOwner = slice.meta.owners.contains {
            $0.kind == "Endpoints" && $0.name == endpoints.name && $0.uid != endpoints.uid
        }
        return areSame && !hasOldOwner && MirrorObject.hasSameMetadata(slice, endpoints)
    }

    /// Slices that would be deleted take the content of those that would be created. Upstream: recycleSlices.
    private func recycle(_ writes: inout Writes) {
        for family in ["IPv4", "IPv6"] {
            while let new = writes.creating.firstIndex(where: { $0["addressType"]?.string == family }),
                let old = writes.deleting.firstIndex(where: { $0["addressType"]?.string == family })
            {
                var slice = writes.creating.remove(at: new)
                slice.set(.string(writes.deleting.remove(at: old).name), at: "metadata", "name")
                writes.updating.append(slice)
            }
        }
    }

    /// The message of the first failure. Upstream: finalize.
    private func finalize(_ writes: Writes, _ context: inout Context) throws(Interrupt) -> String? {
        if !endpoints.meta.isTerminating {
            for slice in writes.creating {
                let answer = try context.send(.create(slice, .endpointSlices))
                if let failure = answer.failure {
                    if failure.saysNamespaceEnds { return nil }
                    return "failed to create EndpointSlice for Endpoints \(endpoints.key): \(failure.message)"
                }
                track(answer.object, &context)
            }
        }
        for slice in writes.updating {
            let answer = try context.send(.update(slice, .endpointSlices))
            if let failure = answer.failure {
                return "failed to update \(SliceObject.name(slice)) EndpointSlice for Endpoints \(endpoints.key): "
                    + failure.message
            }
            track(answer.object, &context)
        }
        for slice in writes.deleting {
            if let failure = try context.send(.delete(.endpointSlices, slice.key)).failure {
                return "failed to delete \(slice.name) EndpointSlice for Endpoints \(endpoints.key): "
                    + failure.message
            }
            context.remember { memory in
                memory.own.tracker.expectDeletion(of: slice)
                return 0
            }
        }
        return nil
    }

    private func track(_ slice: APIObject?, _ context: inout Context) {
        guard let slice else { return }
        context.remember { memory in
            memory.own.tracker.wrote(slice)
            return 0
        }
    }
}
