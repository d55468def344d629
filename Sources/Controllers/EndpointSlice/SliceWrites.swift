import ControllerKit
import Documents
import KubeAPI

/// What a sync writes: first what is new, then what changes, then what goes.
///
/// Upstream: staging/src/k8s.io/endpointslice/reconciler.go, finalize.
struct SliceWrites {
    let service: APIObject
    let trigger: Int64
    var creating: [Value] = []
    var updating: [Value] = []
    var deleting: [APIObject] = []

    init(service: APIObject, trigger: Int64) {
        self.service = service
        self.trigger = trigger
    }

    mutating func take(_ packing: SlicePacking) {
        creating += packing.creating
        updating += packing.updating
        deleting += packing.deleting
    }

    /// The message of the first failure; what comes behind it is left for the next sync.
    mutating func finalize(_ context: inout SlicePass.Context) throws(Interrupt) -> String? {
        recycle(&context)
        if !service.meta.isTerminating {
            for var slice in creating {
                TriggerTimes.annotate(&slice, trigger)
                let answer = try context.send(.create(slice, .endpointSlices))
                if let failure = answer.failure {
                    if failure.saysNamespaceEnds { return nil }
                    return "failed to create EndpointSlice for Service \(service.key): \(failure.message)"
                }
                track(answer.object, &context)
            }
        }
        for var slice in updating {
            TriggerTimes.annotate(&slice, trigger)
            let answer = try context.send(.update(slice, .endpointSlices))
            if let failure = answer.failure {
                return "failed to update \(SliceObject.name(slice)) EndpointSlice for Service "
                    + "\(service.key): \(failure.message)"
            }
            track(answer.object, &context)
        }
        for slice in deleting {
            if let failure = try context.send(.delete(.endpointSlices, slice.key)).failure {
                return "failed to delete \(slice.name) EndpointSlice for Service \(service.key): \(failure.message)"
            }
            Self.expectDeletion(of: slice, &context)
        }
        return nil
    }

    /// A slice that would be deleted takes the content of one that would be created.
    private mutating func recycle(_ context: inout SlicePass.Context) {
        var index = 0
        while index < deleting.count, let new = creating.last {
            let old = deleting[index]
            guard old["addressType"] == new["addressType"], SliceObject.isOwned(old, by: service) else {
                index += 1
                continue
            }
            var slice = new
            slice.set(.string(old.name), at: "metadata", "name")
            creating.removeLast()
            updating.append(slice)
            deleting.remove(at: index)
            context.note(.rule("slice-recycled", detail: "\(old.name) takes what a new slice would hold"))
        }
    }

    private func track(_ slice: APIObject?, _ context: inout SlicePass.Context) {
        guard let slice else { return }
        context.remember { memory in
            memory.own.tracker.wrote(slice)
            return 0
        }
    }

    static func expectDeletion(of slice: APIObject, _ context: inout SlicePass.Context) {
        context.remember { memory in
            memory.own.tracker.expectDeletion(of: slice)
            return 0
        }
    }
}
