import ControllerKit
import Documents
import KubeAPI

/// What both protections write: an object with other finalizers.
enum ProtectedObject {
    static func write(
        _ object: APIObject, finalizers: [String], _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        var draft = object.published
        draft.set(finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) }), at: "metadata", "finalizers")
        let answer = try context.send(.update(draft, object.resource))
        return answer.failure.map { .withBackoff(reason: $0.message) } ?? .done
    }
}
