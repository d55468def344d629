import ControllerKit
import Documents
import KubeAPI

/// The status of an autoscaler on its way: conditions are set one after the other, then all is written at once.
///
/// Upstream: pkg/controller/podautoscaler/horizontal.go, setCondition, setStatus, updateStatusIfNeeded.
struct AutoscalerStatus {
    let autoscaler: APIObject
    let date: String
    private var conditions: [Value]

    init(of autoscaler: APIObject, date: String) {
        self.autoscaler = autoscaler
        self.date = date
        conditions = autoscaler.at("status", "conditions")?.array ?? []
    }

    mutating func set(_ type: String, _ isTrue: Bool, _ reason: String, _ message: String) {
        let status: Value = isTrue ? "True" : "False"
        let index = conditions.firstIndex { $0["type"]?.string == type }
        let known = index.map { conditions[$0] }
        let since = known?["status"] == status ? known?["lastTransitionTime"] : nil
        let condition: Value = [
            "type": .string(type), "status": status, "lastTransitionTime": since ?? .string(date),
            "reason": .string(reason), "message": .string(message)
        ]
        if let index { conditions[index] = condition } else { conditions.append(condition) }
    }

    mutating func remove(_ type: String) { conditions.removeAll { $0["type"]?.string == type } }

    /// Writes the status if it says something new. The text of the error is the answer.
    func write(
        current: Int64, desired: Int64?, metrics: [Value]?, isRescaled: Bool,
        _ context: inout SyncContext<AutoscalerMemory>
    ) throws(Interrupt) -> String? {
        let old = autoscaler["status"] ?? .null
        var status = Fields([("desiredReplicas", .int(desired ?? old["desiredReplicas"]?.int ?? 0))])
        if current != 0 { status["currentReplicas"] = .int(current) }
        if isRescaled {
            status["lastScaleTime"] = .string(date)
        } else if let last = old["lastScaleTime"], !last.isNull {
            status["lastScaleTime"] = last
        }
        status["currentMetrics"] = metrics.map { .array($0) } ?? .null
        if !conditions.isEmpty { status["conditions"] = .array(conditions) }
        return try put(.object(status), &context)
    }

    /// Only the conditions are new. Upstream: an early return of reconcileAutoscaler.
    func writeConditions(_ context: inout SyncContext<AutoscalerMemory>) throws(Interrupt) -> String? {
        var status = autoscaler["status"] ?? .object(Fields())
        status.set(.array(conditions), at: "conditions")
        return try put(status, &context)
    }

    private func put(
        _ status: Value, _ context: inout SyncContext<AutoscalerMemory>
    ) throws(Interrupt) -> String? {
        if Self.isSame(status, autoscaler["status"] ?? .null) {
            context.note(.rule("no-op-write", detail: "the status is as it was: nothing is written"))
            return nil
        }
        var draft = autoscaler.published
        draft.set(status, at: "status")
        let answer = try context.send(.update(draft, .horizontalPodAutoscalers, subresource: "status"))
        guard let failure = answer.failure else { return nil }
        context.record(type: "Warning", reason: "FailedUpdateStatus", message: failure.message, on: autoscaler)
        return "failed to update status for \(autoscaler.name): \(failure.message)"
    }

    /// Equal but for what is null or not there.
    private static func isSame(_ a: Value, _ b: Value) -> Bool {
        func stripped(_ value: Value) -> [String: Value] {
            var out: [String: Value] = [:]
            for field in value.fields ?? Fields() where !field.value.isEmpty { out[field.key] = field.value }
            return out
        }
        return stripped(a) == stripped(b)
    }
}
