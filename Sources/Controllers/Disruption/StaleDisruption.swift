import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Takes the condition `DisruptionTarget` back from pods that were marked and never deleted.
///
/// Upstream: pkg/controller/disruption/disruption.go, syncStalePodDisruption.
enum StaleDisruption {
    private static let type = "DisruptionTarget"

    static func sync(_ key: ObjectKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        guard let pod = context.cached(.pods, key) else {
            context.note(.absent(.pods, key))
            return .done
        }
        guard let wait = wait(of: pod, now: context.moment.date) else { return .done }
        if wait > .zero { return .after(wait) }
        context.note(
            .rule("stale-disruption", detail: "marked 2 min ago and not deleted: the condition turns False"))
        var draft = pod.published
        var conditions = pod.at("status", "conditions")?.array ?? []
        for index in conditions.indices where conditions[index]["type"]?.string == type {
            var condition: Value = [
                "type": .string(type), "status": "False", "lastProbeTime": .null,
                "lastTransitionTime": .string(Timestamps.seconds(context.moment.date))
            ]
            if pod.meta.generation > 0 { condition.set(.int(pod.meta.generation), at: "observedGeneration") }
            conditions[index] = condition
        }
        draft.set(.array(conditions), at: "status", "conditions")
        let answer = try context.send(.update(draft, .pods, subresource: "status"))
        return answer.failure.map { .withBackoff(reason: $0.message) } ?? .done
    }

    /// How long the condition may still stay; `nil` if there is none that could be stale.
    ///
    /// Upstream: nonTerminatingPodHasStaleDisruptionCondition.
    static func wait(of pod: APIObject, now: Int64) -> SimDuration? {
        if pod.meta.isTerminating || pod.pod?.isFinished == true { return nil }
        guard
            let condition = pod.at("status", "conditions")?.array?.first(where: { $0["type"]?.string == type }),
            condition["status"]?.string == "True", condition["reason"]?.string != "TerminationByKubelet",
            let since = condition["lastTransitionTime"]?.string.flatMap({ Timestamps.parse($0) })
        else { return nil }
        let left = since + DisruptionReconciler.stalePodDisruptionTimeout.microseconds - now
        return SimDuration(microseconds: max(0, left))
    }
}
