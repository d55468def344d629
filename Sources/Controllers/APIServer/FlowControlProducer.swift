public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Keeps the FlowSchemas and PriorityLevelConfigurations that every API server has.
///
/// What is missing is made again; mandatory ones are put right always, suggested ones as long as their annotation says
/// so. Runs inside the API server, every minute.
/// Upstream: pkg/registry/flowcontrol/rest/storage_flowcontrol.go, pkg/registry/flowcontrol/ensurer/strategy.go.
public enum FlowControlProducer: Reconciler {
    public static let name = "priority-and-fairness-config-producer"
    public static let user = "system:apiserver"
    public static let workers = 1
    static let period = SimDuration.minutes(1)
    private static let fieldManager = "api-priority-and-fairness-config-producer-v1"

    /// One pass is over all objects.
    static let key = ObjectKey("", "bootstrap-configuration")
    public static let firstKeys = [key]

    public static func makeMemory() -> PassClock { PassClock() }

    public static func watches(_ resource: Resource) -> Bool {
        resource == .flowSchemas || resource == .priorityLevelConfigurations
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<PassClock>) {
        guard needsPass(change) else { return }
        reactions.enqueue(key, after: reactions.memory.own.wait(period, at: reactions.moment.time))
    }

    private static func needsPass(_ change: Change) -> Bool {
        let isOurs = entry(of: change.object) != nil
        switch change.kind {
        case .deleted: return isOurs
        case .added: return !isOurs && says(change.object) == true
        case .modified:
            return change.object["spec"] != change.old?["spec"]
                || change.object.at("metadata", "annotations") != change.old?.at("metadata", "annotations")
        }
    }

    private static func entry(of object: APIObject) -> BootstrapFlowControl.Entry? {
        BootstrapFlowControl.all.first { $0.resource == object.resource && $0.name == object.name }
    }

    /// What its annotation says; `nil` if it is no truth value.
    private static func says(_ object: APIObject) -> Bool? {
        switch object.at("metadata", "annotations", BootstrapFlowControl.autoUpdate)?.string {
        case "1", "t", "T", "true", "TRUE", "True": true
        case "0", "f", "F", "false", "FALSE", "False": false
        default: nil
        }
    }

    /// Upstream: ensure.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<PassClock>) throws(Interrupt) -> Requeue {
        let now = context.moment.time
        context.remember { memory in
            memory.own.begin(at: now)
            return 0
        }
        for entry in BootstrapFlowControl.all {
            if let failure = try ensure(entry, &context) { return retry(failure, at: now, &context) }
        }
        for resource in [Resource.flowSchemas, .priorityLevelConfigurations] {
            for object in context.cachedList(resource, namespace: "") where Self.entry(of: object) == nil {
                guard says(object) == true else { continue }
                let failure = try context.send(.delete(resource, object.key)).failure
                if let failure, failure.code != 404 { return retry(failure, at: now, &context) }
            }
        }
        return .done
    }

    private static func retry(
        _ failure: Status, at now: SimTime, _ context: inout SyncContext<PassClock>
    ) -> Requeue {
        context.note(.remark(failure.message))
        return .after(context.recall { [$0.own.wait(period, at: now)] }[0])
    }

    /// Upstream: EnsureConfiguration, ReviseIfNeeded. A conflict is left to the next pass.
    private static func ensure(
        _ entry: BootstrapFlowControl.Entry, _ context: inout SyncContext<PassClock>
    ) throws(Interrupt) -> Status? {
        guard let known = context.cached(entry.resource, ObjectKey("", entry.name)) else {
            context.note(.absent(entry.resource, ObjectKey("", entry.name)))
            var request = APIRequest.create(entry.object, entry.resource)
            request.options.fieldManager = fieldManager
            return try context.send(request).failure.flatMap { $0.reason == "AlreadyExists" ? nil : $0 }
        }
        let takesSpec = entry.isMandatory || (says(known) ?? (known.meta.generation == 1))
        var draft = known.published
        if takesSpec { draft.set(entry.spec, at: "spec") }
        if says(known) != takesSpec {
            draft.set(takesSpec ? "true" : "false", at: "metadata", "annotations", BootstrapFlowControl.autoUpdate)
        }
        if draft == known.published { return nil }
        var request = APIRequest.update(draft, entry.resource)
        request.options.fieldManager = fieldManager
        return try context.send(request).failure.flatMap { $0.code == 409 ? nil : $0 }
    }
}
