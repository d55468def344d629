import ControllerKit
import Documents
import KubeAPI

/// What the protections share: who lacks the finalizer, who waits for it to go, and the write with other ones.
enum ProtectedObject {
    /// It lives and has no protection yet: the admission was off when it was made.
    static func mustAdd(_ finalizer: String, to object: APIObject) -> Bool {
        !object.meta.isTerminating && !object.meta.finalizers.contains(finalizer)
    }

    /// It is being deleted and is held.
    static func waits(for finalizer: String, _ object: APIObject) -> Bool {
        object.meta.isTerminating && object.meta.finalizers.contains(finalizer)
    }

    static func needsLook(_ object: APIObject, _ finalizer: String) -> Bool {
        mustAdd(finalizer, to: object) || waits(for: finalizer, object)
    }

    static func write(
        _ object: APIObject, finalizers: [String], _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        var draft = object.published
        draft.set(finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) }), at: "metadata", "finalizers")
        let answer = try context.send(.update(draft, object.resource))
        return answer.failure.map { .withBackoff(reason: $0.message) } ?? .done
    }
}
