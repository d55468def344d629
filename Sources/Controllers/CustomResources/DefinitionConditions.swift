import Documents
import KubeAPI
import Simulation

/// Writing conditions of a CustomResourceDefinition.
///
/// Upstream: staging/src/k8s.io/apiextensions-apiserver/pkg/apihelpers/helpers.go, SetCRDCondition.
enum DefinitionConditions {
    /// The definition with a condition put in; the time of the last turn moves only if the status turns.
    static func setting(
        _ type: String, _ status: Bool, _ reason: String, _ message: String, in definition: Value, at moment: Moment
    ) -> Value {
        var condition: Value = [
            "type": .string(type), "status": status ? "True" : "False", "reason": .string(reason),
            "message": .string(message), "lastTransitionTime": .string(Timestamps.seconds(moment.date)),
        ]
        let old = CustomDefinition.condition(type, definition)
        if let old, old["status"] == condition["status"] {
            condition.set(old["lastTransitionTime"], at: "lastTransitionTime")
        }
        var conditions = definition.at("status", "conditions")?.array ?? []
        if let place = conditions.firstIndex(where: { $0["type"]?.string == type }) {
            conditions[place] = condition
        } else {
            conditions.append(condition)
        }
        var out = definition
        out.set(.array(conditions), at: "status", "conditions")
        return out
    }
}
