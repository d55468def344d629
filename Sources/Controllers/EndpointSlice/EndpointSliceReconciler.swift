public import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Keeps the EndpointSlices of each Service with a selector.
///
/// Upstream: pkg/controller/endpointslice/endpointslice_controller.go over staging/src/k8s.io/endpointslice.
public enum EndpointSliceReconciler: Reconciler {
    public static let name = "endpointslice-controller"
    public static var retriesMax: Int? { 15 }  // maxRetries

    /// Who keeps a slice, in its label `managed-by`. Upstream: ControllerName.
    static let manager = "endpointslice-controller.k8s.io"
    /// Endpoints in one slice at most. Upstream: --max-endpoints-per-slice.
    static let endpointsPerSliceMax = 100
    /// A change of a slice by somebody else is looked at after so long. Upstream: endpointSliceChangeMinSyncDelay.
    static let sliceChangeDelay = SimDuration.seconds(1)

    /// 1 s doubling to 1000 s, and 10 a second with bursts of 100. Upstream: defaultSyncBackOff, maxSyncBackOff.
    public static func makeRateLimiter() -> RateLimiter {
        RateLimiter(base: .seconds(1), longest: .seconds(1000), bucketPerSecond: 10, bucketBurst: 100)
    }

    /// What it remembers between syncs.
    public struct Memory: Sendable {
        var triggerTimes = TriggerTimes()
        var tracker = SliceTracker()
        var zones = ZoneShares()
    }

    public static func makeMemory() -> Memory { Memory() }

    /// Services and nodes have queues of their own.
    enum Lane {
        static let service: UInt8 = 0
        /// Upstream: topologyQueue, with one key.
        static let zones: UInt8 = 1
    }

    static let zonesKey = ObjectKey("", "topologyQueueItemKey")

    public static func sync(_ key: WorkKey, _ context: inout SyncContext<Memory>) throws(Interrupt) -> Requeue {
        if key.lane == Lane.zones {
            ZoneShares.syncNodes(&context)
            return .done
        }
        return try syncService(key.key, &context)
    }

    /// Upstream: syncService.
    private static func syncService(
        _ key: ObjectKey, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Requeue {
        context.noteCache(.services)
        guard let service = context.cached(.services, key) else {
            context.note(.absent(.services, key))
            context.remember { memory in
                memory.own.triggerTimes.forget(key)
                memory.own.tracker.forget(key)
                return 0
            }
            return .done
        }
        if service.at("spec", "type") == "ExternalName" {
            context.note(.rule("endpoints-of-service", detail: "an ExternalName has no endpoints"))
            return .done
        }
        var selector = ServiceSelector(of: service)
        if selector.isEmpty {
            context.note(.rule("endpoints-of-service", detail: "without a selector somebody else keeps them"))
            return .done
        }
        context.noteCache(.pods)
        context.noteCache(.endpointSlices)
        let pods = selector.select(context.cachedList(.pods, namespace: key.namespace))
        context.note(.counted("selected", pods.count))
        let slices = context.cachedIndexed(.endpointSlices, .serviceName, SliceLabels.indexValue(key)).filter {
            SliceLabels.manager(of: $0) == manager && !$0.meta.isTerminating
        }
        context.note(.counted("slices", slices.count))
        let isStale = context.remember { memory in memory.own.tracker.isStale(key, slices) ? 1 : 0 } == 1
        if isStale {
            context.note(.rule("endpoints-stale", detail: "the cache does not show the slices as they were written"))
            return .withBackoff(reason: "EndpointSlice informer cache is out of date")
        }
        let trigger = context.remember { memory in Int(memory.own.triggerTimes.next(service, pods)) }
        var pass = SlicePass(service: service, pods: pods, trigger: Int64(trigger))
        guard let failure = try pass.run(slices, &context) else { return .done }
        context.record(
            type: "Warning", reason: "FailedToUpdateEndpointSlices",
            message: "Error updating Endpoint Slices for Service \(key): \(failure.message)", on: service)
        return .withBackoff(reason: failure.message)
    }
}
