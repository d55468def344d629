public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Keeps the Endpoints of each Service with a selector: which pods answer for it, and on which ports.
///
/// Upstream: pkg/controller/endpoint/endpoints_controller.go. EndpointSlices have taken the place of Endpoints; they
/// are still written, for those who read them.
public enum EndpointsReconciler: Reconciler {
    public static let name = "endpoint-controller"
    public static var retriesMax: Int? { 15 }  // maxRetries

    static let managedBy = "endpoints.kubernetes.io/managed-by"  // LabelManagedBy

    /// What it remembers between syncs.
    public struct Memory: Sendable {
        var triggerTimes = TriggerTimes()
        var written = StaleEndpoints()
    }

    public static func makeMemory() -> Memory { Memory() }

    public static func watches(_ resource: Resource) -> Bool {
        resource == .services || resource == .pods || resource == .endpoints
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<Memory>) {
        switch change.object.resource {
        case .services: reactions.enqueue(change.object.key)
        case .pods:
            for service in ServicesOfPod.concerned(by: change, reactions.caches) { reactions.enqueue(service) }
        case .endpoints:
            // Those that are there when it starts are looked at once: their Service may be gone meanwhile.
            let isFirstList = reactions.caches[.endpoints]?.hasSynced == false
            if change.kind == .deleted || (isFirstList && !isLeaderLock(change.object)) {
                reactions.enqueue(change.object.key)
            }
        default: break
        }
    }

    /// Endpoints once served as locks. Upstream: checkLeftoverEndpoints.
    static func isLeaderLock(_ endpoints: APIObject) -> Bool {
        endpoints.at("metadata", "annotations", "control-plane.alpha.kubernetes.io/leader") != nil
    }

    /// Upstream: syncService.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<Memory>) throws(Interrupt) -> Requeue {
        let key = key.key
        context.noteCache(.services)
        guard let service = context.cached(.services, key) else {
            context.note(.absent(.services, key))
            return try serviceGone(key, &context)
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
        let pods = selector.select(context.cachedList(.pods, namespace: key.namespace))
        context.note(.counted("selected", pods.count))
        let trigger = context.remember { memory in Int(memory.own.triggerTimes.next(service, pods)) }
        let subsets = SubsetPacking.packed(EndpointSubsets.subsets(of: service, pods))
        noteMembers(subsets, &context)
        let current = context.cached(.endpoints, key)
        if let current {
            let isStale = context.remember { memory in memory.own.written.isStale(current) ? 1 : 0 } == 1
            if isStale {
                let text = "endpoints informer cache is out of date, resource version \(current.revision) already "
                    + "processed for endpoints \(key)"
                context.note(.rule("endpoints-stale", detail: "revision \(current.revision) was replaced already"))
                return .withBackoff(reason: text)
            }
            if EndpointsObject.isUpToDate(current, subsets, service) {
                context.note(.rule("no-op-write", detail: "the Endpoints are as they should be"))
                return .done
            }
        }
        var draft = EndpointsObject.draft(service, current: current, subsets)
        TriggerTimes.annotate(&draft, Int64(trigger))
        return try write(draft, current, of: service, &context)
    }

    private static func noteMembers(_ subsets: [Value], _ context: inout SyncContext<Memory>) {
        func count(_ field: String) -> Int { subsets.map { $0[field]?.array?.count ?? 0 }.reduce(0, +) }
        context.note(.counted("ready addresses", count("addresses")))
        context.note(.counted("not ready addresses", count("notReadyAddresses")))
    }

    private static func serviceGone(
        _ key: ObjectKey, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Requeue {
        let answer = try context.send(.delete(.endpoints, key))
        if let failure = answer.failure, failure.code != 404 { return .withBackoff(reason: failure.message) }
        context.remember { memory in
            memory.own.triggerTimes.forget(key)
            memory.own.written.forget(key)
            return 0
        }
        return .done
    }

    private static func write(
        _ draft: Value, _ current: APIObject?, of service: APIObject, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Requeue {
        let answer = try context.send(current == nil ? .create(draft, .endpoints) : .update(draft, .endpoints))
        if let failure = answer.failure {
            if current == nil && failure.saysNamespaceEnds { return .done }
            let verb = current == nil ? "Create" : "Update"
            let what =
                current == nil
                ? "create endpoint for service \(service.key)" : "update endpoint \(service.key)"
            context.record(
                type: "Warning", reason: "FailedTo\(verb)Endpoint",
                message: "Failed to \(what): \(failure.message)",
                on: current ?? APIObject(draft, .endpoints))
            return .withBackoff(reason: failure.message)
        }
        if let current, let written = answer.object, written.revision != current.revision {
            context.remember { memory in
                memory.own.written.replaced(current)
                return 0
            }
        }
        return .done
    }
}
