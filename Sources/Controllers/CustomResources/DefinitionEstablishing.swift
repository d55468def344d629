public import ControllerKit
import Documents
public import KubeAPI

/// Turns a CustomResourceDefinition whose names are accepted into one that is served.
///
/// Runs inside the API server. Upstream:
/// staging/src/k8s.io/apiextensions-apiserver/pkg/controller/establish/establishing_controller.go; with one API server
/// a definition is queued at once (customresource_handler.go, updateCustomResourceDefinition).
public enum DefinitionEstablishing: Reconciler {
    public static let name = "crd-establishing-controller"
    public static let user = "system:apiserver"
    public static let workers = 1

    public static func watches(_ resource: Resource) -> Bool { resource == .customResourceDefinitions }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        guard change.kind == .modified, isDue(change.object.value) else { return }
        reactions.enqueue(change.object.key)
    }

    private static func isDue(_ definition: Value) -> Bool {
        CustomDefinition.hasCondition("NamesAccepted", definition)
            && !CustomDefinition.hasCondition("Established", definition)
    }

    /// Upstream: sync.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        context.noteCache(.customResourceDefinitions)
        guard let object = context.cached(.customResourceDefinitions, key.key) else {
            context.note(.absent(.customResourceDefinitions, key.key))
            return .done
        }
        guard isDue(object.value) else { return .done }
        context.note(.rule("crd-established", detail: "its names are accepted: its objects are served from now on"))
        var draft = DefinitionConditions.setting(
            "Established", true, "InitialNamesAccepted", "the initial names have been accepted", in: object.value,
            at: context.moment)
        draft.set(.string(String(object.revision)), at: "metadata", "resourceVersion")
        let answer = try context.send(.update(draft, .customResourceDefinitions, subresource: "status"))
        guard let failure = answer.failure, failure.code != 404, failure.code != 409 else { return .done }
        return .withBackoff(reason: failure.message)
    }
}
