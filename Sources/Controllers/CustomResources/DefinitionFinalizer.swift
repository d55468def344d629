public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Deletes the objects of a CustomResourceDefinition that is deleted, then lets it go.
///
/// Runs inside the API server. Upstream:
/// staging/src/k8s.io/apiextensions-apiserver/pkg/controller/finalizer/crd_finalizer.go. Upstream polls for up to a
/// minute inside a sync, every 5 s; here the key comes back after 5 s, so that the sync can be looked at meanwhile.
public enum DefinitionFinalizer: Reconciler {
    public static let name = "crd-finalizer"
    public static let user = "system:apiserver"
    public static let workers = 5

    public static func watches(_ resource: Resource) -> Bool { resource == .customResourceDefinitions }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        guard change.kind != .deleted, isDue(change.object) else { return }
        reactions.enqueue(change.object.key)
    }

    private static func isDue(_ definition: APIObject) -> Bool {
        definition.meta.isTerminating && definition.meta.finalizers.contains(CustomDefinition.cleanupFinalizer)
    }

    /// Upstream: sync.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        context.noteCache(.customResourceDefinitions)
        guard let object = context.cached(.customResourceDefinitions, key.key) else {
            context.note(.absent(.customResourceDefinitions, key.key))
            return .done
        }
        guard isDue(object) else { return .done }
        var definition = DefinitionConditions.setting(
            "Terminating", true, "InstanceDeletionInProgress", "CustomResource deletion is in progress",
            in: object.published, at: context.moment)
        let began = try context.send(.update(definition, .customResourceDefinitions, subresource: "status"))
        guard let current = began.object else { return outcome(began) }
        definition = current.published
        if CustomDefinition.hasCondition("Established", definition) {
            switch try deleteInstances(of: definition, &context) {
            case .gone:
                definition = setting(false, "InstanceDeletionCompleted", "removed all instances", definition, context)
            case .remaining(let count):
                context.note(.counted("instances that remain", count))
                return .after(.seconds(5))
            case .failed(let why):
                definition = setting(
                    true, "InstanceDeletionFailed", "could not issue all deletes: \(why)", definition, context)
                _ = try context.send(.update(definition, .customResourceDefinitions, subresource: "status"))
                return .withBackoff(reason: why)
            }
        } else {
            definition = setting(false, "NeverEstablished", "resource was never established", definition, context)
        }
        context.note(.rule("crd-cleanup", detail: "no object of it is left: its finalizer goes"))
        let left = (definition.at("metadata", "finalizers")?.array ?? [])
            .filter { $0.string != CustomDefinition.cleanupFinalizer }
        definition.set(left.isEmpty ? nil : .array(left), at: "metadata", "finalizers")
        return outcome(try context.send(.update(definition, .customResourceDefinitions, subresource: "status")))
    }

    private static func setting(
        _ status: Bool, _ reason: String, _ message: String, _ definition: Value, _ context: SyncContext<NoMemory>
    ) -> Value {
        DefinitionConditions.setting("Terminating", status, reason, message, in: definition, at: context.moment)
    }

    /// What has gone or changed meanwhile wakes it again.
    private static func outcome(_ answer: APIResult) -> Requeue {
        guard let failure = answer.failure, failure.code != 404, failure.code != 409 else { return .done }
        return .withBackoff(reason: failure.message)
    }

    private enum Instances {
        case gone
        case remaining(Int)
        case failed(String)
    }

    /// Upstream: deleteInstances: one collection a namespace.
    private static func deleteInstances(
        of definition: Value, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Instances {
        let name = definition.at("metadata", "name")?.string ?? ""
        guard let resource = context.served.custom.first(where: { $0.custom?.definition == name })?.resource else {
            return .gone
        }
        let list = APIRequest(.list, resource)
        guard case .list(let objects, _) = try context.send(list) else { return .failed("the list failed") }
        var namespaces: [String] = []
        for object in objects where !namespaces.contains(object.namespace) { namespaces.append(object.namespace) }
        if namespaces.isEmpty { return .gone }
        context.note(
            .rule("crd-cleanup", detail: "deletes \(objects.count) objects in \(namespaces.count) collections"))
        let answers = try context.sendAll(
            namespaces.map { APIRequest(.deleteCollection, resource, namespace: $0) })
        if let failure = answers.compactMap(\.failure).first { return .failed(failure.message) }
        guard case .list(let left, _) = try context.send(list) else { return .failed("the list failed") }
        return left.isEmpty ? .gone : .remaining(left.count)
    }
}
