public import Documents

/// The condition `DisruptionAllowed` of a PodDisruptionBudget: written by its controller and by the API server.
///
/// Upstream: component-helpers/apps/poddisruptionbudget/helpers.go.
public enum DisruptionAllowed {
    /// Its type.
    public static let type = "DisruptionAllowed"
    /// The reason while `disruptionsAllowed` is above 0.
    public static let sufficient = "SufficientPods"
    /// The reason at 0.
    public static let insufficient = "InsufficientPods"
    /// The reason when the controller could not count.
    public static let syncFailed = "SyncFailed"

    /// The condition, if the budget has it.
    public static func find(in budget: Value) -> Value? {
        budget.at("status", "conditions")?.array?.first { $0["type"]?.string == type }
    }

    /// All conditions of a budget, this one as its `disruptionsAllowed` says.
    ///
    /// Upstream: UpdateDisruptionAllowedCondition.
    public static func conditions(of budget: Value, date: String) -> Value {
        let isAllowed = budget.at("status", "disruptionsAllowed")?.int ?? 0 > 0
        return conditions(of: budget, isTrue: isAllowed, reason: isAllowed ? sufficient : insufficient, "", date: date)
    }

    /// All conditions of a budget with this one set; its time moves only with its status.
    ///
    /// Upstream: apimachinery/pkg/api/meta/conditions.go, SetStatusCondition.
    public static func conditions(
        of budget: Value, isTrue: Bool, reason: String, _ message: String, date: String
    ) -> Value {
        let status = isTrue ? "True" : "False"
        var all = budget.at("status", "conditions")?.array ?? []
        var condition: Value = [
            "type": .string(type), "status": .string(status), "reason": .string(reason), "message": .string(message),
            "lastTransitionTime": .string(date)
        ]
        if let generation = budget.at("status", "observedGeneration")?.int, generation > 0 {
            condition.set(.int(generation), at: "observedGeneration")
        }
        if let index = all.firstIndex(where: { $0["type"]?.string == type }) {
            if all[index]["status"]?.string == status {
                condition.set(all[index]["lastTransitionTime"], at: "lastTransitionTime")
            }
            all[index] = condition
        } else {
            all.append(condition)
        }
        return .array(all)
    }

    /// Does the condition say what `disruptionsAllowed` says? Upstream: ConditionsAreUpToDate.
    public static func isUpToDate(_ budget: Value, generation: Int64) -> Bool {
        guard let condition = find(in: budget), budget.at("status", "observedGeneration")?.int ?? 0 == generation
        else { return false }
        let isAllowed = budget.at("status", "disruptionsAllowed")?.int ?? 0 > 0
        return condition["status"]?.string == (isAllowed ? "True" : "False")
            && condition["reason"]?.string == (isAllowed ? sufficient : insufficient)
    }
}
