public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Empties a namespace that is being deleted, then lets it go.
///
/// Upstream: pkg/controller/namespace/namespace_controller.go and deletion/namespaced_resources_deleter.go.
public enum NamespaceReconciler: Reconciler {
    public static let name = "namespace-controller"
    public static let workers = 10
    /// Nothing is done before so long: other servers may not have heard of the deletion yet.
    static let graceSeconds: Int64 = 5
    /// The finalizer in `spec.finalizers` that is this controller's.
    static let finalizer = "kubernetes"

    /// Tried again at least every minute.
    public static func makeRateLimiter() -> RateLimiter {
        RateLimiter(base: .milliseconds(5), longest: .seconds(60), bucketPerSecond: 10, bucketBurst: 100)
    }

    public static func watches(_ resource: Resource) -> Bool { resource == .namespaces }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let namespace = change.object
        guard namespace.resource == .namespaces, change.kind != .deleted, namespace.meta.isTerminating else { return }
        reactions.enqueue(namespace.key, after: .seconds(graceSeconds))
    }

    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        context.noteCache(.namespaces)
        guard context.cached(.namespaces, key.key) != nil else {
            context.note(.absent(.namespaces, key.key))
            return .done
        }
        switch try live(key.key, &context) {
        case .failure(let status): return status.code == 404 ? .done : .withBackoff(reason: status.message)
        case .success(let namespace):
            guard namespace.meta.isTerminating else { return .done }
            return try empty(namespace, &context)
        }
    }

    private static func live(
        _ key: ObjectKey, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Result<APIObject, Status> {
        let answer = try context.send(.get(.namespaces, key))
        guard let namespace = answer.object else { return .failure(answer.failure ?? .badRequest("no namespace")) }
        context.note(.readLive(namespace.ref, found: true))
        return .success(namespace)
    }

    /// Upstream: namespacedResourcesDeleter.Delete.
    private static func empty(
        _ given: APIObject, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        let namespace: APIObject
        switch try untilNoConflict(given, &context, terminating) {
        case .failure(let status): return status.code == 404 ? .done : .withBackoff(reason: status.message)
        case .success(let written): namespace = written
        }
        guard namespace.meta.isTerminating, !finalizers(of: namespace).isEmpty else { return .done }
        var content = NamespaceContent(namespace: namespace)
        let estimate = try content.deleteAll(&context)
        if !content.problems.isEmpty {
            return .withBackoff(reason: content.problems.joined(separator: ", "))
        }
        if estimate > 0 {
            let seconds = estimate / 2 + 1
            context.note(
                .rule(
                    "namespace-estimate",
                    detail: "what is left may take \(estimate) s: looked at again in \(seconds) s"))
            return .after(.seconds(seconds))
        }
        context.note(.rule("namespace-content", detail: "nothing is left in it: its finalizer is taken off"))
        switch try untilNoConflict(namespace, &context, finalized) {
        case .failure(let status) where status.code != 404: return .withBackoff(reason: status.message)
        default: return .done
        }
    }

    static func finalizers(of namespace: APIObject) -> [String] {
        namespace.at("spec", "finalizers")?.array?.compactMap(\.string) ?? []
    }

    /// Writes until nobody was in between. Upstream: retryOnConflictError.
    private static func untilNoConflict(
        _ given: APIObject, _ context: inout SyncContext<NoMemory>, _ write: (APIObject) -> APIRequest?
    ) throws(Interrupt) -> Result<APIObject, Status> {
        var latest = given
        while true {
            guard let request = write(latest) else { return .success(latest) }
            let answer = try context.send(request)
            if let written = answer.object { return .success(written) }
            guard let failure = answer.failure, failure.reason == "Conflict" else {
                return .failure(answer.failure ?? .badRequest("no namespace"))
            }
            let uid = latest.uid
            switch try live(latest.key, &context) {
            case .failure(let status): return .failure(status)
            case .success(let found): latest = found
            }
            if latest.uid != uid { return .failure(.badRequest("namespace uid has changed across retries")) }
        }
    }

    /// Its phase, if the server has not set it. Upstream: updateNamespaceStatusFunc.
    private static func terminating(_ namespace: APIObject) -> APIRequest? {
        if !namespace.meta.isTerminating || namespace.at("status", "phase")?.string == "Terminating" { return nil }
        var draft = namespace.published
        draft.set("Terminating", at: "status", "phase")
        return .update(draft, .namespaces, subresource: "status")
    }

    /// Without this controller's finalizer. Upstream: finalizeNamespace.
    private static func finalized(_ namespace: APIObject) -> APIRequest? {
        var draft = namespace.published
        draft.set(nil, at: "status")
        let left = finalizers(of: namespace).filter { $0 != finalizer }.sorted()
        draft.set(left.isEmpty ? nil : .array(left.map { .string($0) }), at: "spec", "finalizers")
        return .update(draft, .namespaces, subresource: "finalize")
    }
}
