public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Says of each FlowSchema whether the priority level it names is there.
///
/// That is all that is modelled of API Priority and Fairness: no request waits or is rejected. Runs inside the API
/// server. Upstream: staging/src/k8s.io/apiserver/pkg/util/flowcontrol/apf_controller.go.
public enum FlowControlConsumer: Reconciler {
    public static let name = "priority-and-fairness-config-consumer"
    public static let user = "system:apiserver"
    public static let workers = 1
    /// Upstream: ConfigConsumerAsFieldManager.
    private static let fieldManager = "api-priority-and-fairness-config-consumer-v1"

    /// One sync digests all objects.
    static let key = ObjectKey("", "configuration")

    public static func watches(_ resource: Resource) -> Bool {
        resource == .flowSchemas || resource == .priorityLevelConfigurations
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        if change.kind == .modified, let old = change.old, change.object["spec"] == old["spec"],
            change.object.resource == .priorityLevelConfigurations || change.object["status"] == old["status"]
        {
            return
        }
        reactions.enqueue(key)
    }

    /// Upstream: syncOne, digestConfigObjects, presyncFlowSchemaStatus.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let levels = context.cachedList(.priorityLevelConfigurations, namespace: "").map(\.name)
        let schemas = context.cachedList(.flowSchemas, namespace: "")
        for schema in schemas {
            let level = schema.at("spec", "priorityLevelConfiguration", "name")?.string ?? ""
            let condition = condition(levels.contains(level), level, at: context.moment)
            let known = schema.at("status", "conditions")?.array?.first { $0["type"] == "Dangling" }
            if ["status", "reason", "message"].allSatisfy({ known?[$0] == condition[$0] }) { continue }
            let request = StatusApply.request(.flowSchemas, schema.name, condition, by: fieldManager)
            if let failure = try context.send(request).failure, failure.code != 404 {
                return .withBackoff(reason: failure.message)
            }
        }
        return .done
    }

    private static func condition(_ isFound: Bool, _ level: String, at moment: Moment) -> Value {
        let end = isFound ? "and it exists" : "but there is no such object"
        return [
            "type": "Dangling", "status": isFound ? "False" : "True", "reason": isFound ? "Found" : "NotFound",
            "message": .string(
                "This FlowSchema references the PriorityLevelConfiguration object named \"\(level)\" \(end)"),
            "lastTransitionTime": .string(Timestamps.seconds(moment.date)),
        ]
    }
}
