public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Copies Endpoints that somebody keeps by hand into EndpointSlices, if their Service has no selector.
///
/// Upstream: pkg/controller/endpointslicemirroring/endpointslicemirroring_controller.go.
public enum MirroringReconciler: Reconciler {
    public static let name = "endpointslicemirroring-controller"
    public static var retriesMax: Int? { 15 }  // maxRetries

    /// Who keeps a slice, in its label `managed-by`. Upstream: ControllerName.
    static let manager = "endpointslicemirroring-controller.k8s.io"
    /// Addresses of one subset that are copied. Upstream: --mirroring-max-endpoints-per-subset.
    static let endpointsPerSubsetMax = 1000

    /// 1 s doubling to 100 s, and 10 a second with bursts of 100. Upstream: defaultSyncBackOff, maxSyncBackOff.
    public static func makeRateLimiter() -> RateLimiter {
        RateLimiter(base: .seconds(1), longest: .seconds(100), bucketPerSecond: 10, bucketBurst: 100)
    }

    /// What it remembers between syncs.
    public struct Memory: Sendable {
        var tracker = SliceTracker()
    }

    public static func makeMemory() -> Memory { Memory() }

    public static func watches(_ resource: Resource) -> Bool {
        resource == .endpoints || resource == .endpointSlices || resource == .services
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<Memory>) {
        let object = change.object
        switch object.resource {
        case .endpoints:
            if isMirrored(object) || change.old.map(isMirrored) == true { reactions.enqueue(object.key) }
        case .services:
            let hasSelector = ServiceSelector(of: object).isEmpty == false
            let had = change.old.map { !ServiceSelector(of: $0).isEmpty }
            if change.kind == .modified ? had != hasSelector : !hasSelector { reactions.enqueue(object.key) }
        case .endpointSlices:
            let keys = SliceLabels.services(concernedBy: change, manager: manager, &reactions.memory.own.tracker)
            for key in keys { reactions.enqueue(key) }
        default: break
        }
    }

    /// Upstream: shouldMirror.
    private static func isMirrored(_ endpoints: APIObject) -> Bool {
        endpoints.meta.label(SliceLabels.skipMirror) != "true" && !EndpointsReconciler.isLeaderLock(endpoints)
    }

    /// Upstream: syncEndpoints.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<Memory>) throws(Interrupt) -> Requeue {
        let key = key.key
        context.noteCache(.endpoints)
        guard let endpoints = context.cached(.endpoints, key) else {
            context.note(.absent(.endpoints, key))
            return try cleanUp(key, &context)
        }
        guard isMirrored(endpoints) else {
            context.note(.rule("mirroring", detail: "a label or annotation keeps them out of slices"))
            return try cleanUp(key, &context)
        }
        guard let service = context.cached(.services, key) else {
            context.note(.absent(.services, key))
            return try cleanUp(key, &context)
        }
        if !ServiceSelector(of: service).isEmpty {
            context.note(.rule("mirroring", detail: "the Service has a selector: its slices are made from pods"))
            return try cleanUp(key, &context)
        }
        let slices = mirrored(key, &context)
        let isStale = context.remember { memory in memory.own.tracker.isStale(key, slices) ? 1 : 0 } == 1
        if isStale {
            context.note(.rule("endpoints-stale", detail: "the cache does not show the slices as they were written"))
            return .withBackoff(reason: "EndpointSlice informer cache is out of date")
        }
        return try MirrorPass(endpoints: endpoints).run(slices, &context)
    }

    private static func mirrored(_ key: ObjectKey, _ context: inout SyncContext<Memory>) -> [APIObject] {
        context.cachedIndexed(.endpointSlices, .serviceName, SliceLabels.indexValue(key)).filter {
            SliceLabels.manager(of: $0) == manager
        }
    }

    /// Upstream: deleteMirroredSlices, deleteEndpoints.
    private static func cleanUp(_ key: ObjectKey, _ context: inout SyncContext<Memory>) throws(Interrupt) -> Requeue {
        context.remember { memory in
            memory.own.tracker.forget(key)
            return 0
        }
        let slices = mirrored(key, &context)
        var failures: [String] = []
        for slice in slices {
            if let failure = try context.send(.delete(.endpointSlices, slice.key)).failure {
                failures.append(failure.message)
            }
        }
        guard let first = failures.first else { return .done }
        return .withBackoff(
            reason: "error(s) deleting \(failures.count)/\(slices.count) EndpointSlices for \(key) Endpoints, "
                + "including: \(first)")
    }
}
