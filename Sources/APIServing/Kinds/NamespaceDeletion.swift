import Documents
import KubeAPI
import Simulation

extension APIServer {
    /// The first DELETE of a namespace begins its end: it is Terminating until its controller has emptied it and taken
    /// its finalizer off. A later one changes nothing.
    ///
    /// Upstream: pkg/registry/core/namespace/storage/storage.go, Delete.
    mutating func deleteNamespace(
        _ namespace: APIObject, _ options: RequestOptions, _ pipeline: inout Pipeline
    ) throws(Status) -> APIResult {
        if namespace.meta.isTerminating {
            if !KindRules.specFinalizers(namespace.value, .namespaces).isEmpty || !namespace.meta.finalizers.isEmpty {
                return .object(namespace, code: 200)
            }
            return .object(remove(namespace, &pipeline), code: 200)
        }
        var draft = namespace.value
        draft.set(.string(Timestamps.seconds(pipeline.moment.date)), at: "metadata", "deletionTimestamp")
        draft.set("Terminating", at: "status", "phase")
        let finalizers = DeletionRules.finalizers(of: namespace, options)
        if finalizers != namespace.meta.finalizers {
            draft.set(
                finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) }), at: "metadata", "finalizers")
        }
        pipeline.note(
            "precondition", before: namespace.value, after: draft,
            "spec.finalizers \(KindRules.specFinalizers(draft, .namespaces).joined(separator: ", ")) hold it")
        return .object(commit(draft, old: namespace, &pipeline), code: 200)
    }
}
