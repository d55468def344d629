import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// The deletion itself: an event, a condition that says why, the delete.
///
/// Upstream: pkg/controller/tainteviction/taint_eviction.go (deletePodHandler, addConditionAndDeletePod).
extension TaintEviction {
    static func delete(_ key: ObjectKey, _ context: inout Context) throws(Interrupt) -> Requeue {
        let found = context.recall { memory in memory.own.work[key].map { [$0] } ?? [] }.first
        guard let work = found else { return .done }
        let now = context.moment.time
        if work.due > now { return .after(work.due - now) }
        if work.tries == 0 {
            let named = APIObject(
                ["metadata": ["name": .string(key.name), "namespace": .string(key.namespace)]], .pods)
            context.record(
                type: "Normal", reason: "TaintManagerEviction", message: "Marking for deletion Pod \(key)",
                on: named)
        }
        guard let failure = try mark(key, &context) else {
            forget(key, &context)
            return .done
        }
        context.note(.remark(failure))
        if work.tries + 1 >= tries {
            forget(key, &context)
            return .done
        }
        context.remember { memory in
            memory.own.work.update(key) { $0.tries += 1 }
            return 0
        }
        return .after(retryPause)
    }

    private static func forget(_ key: ObjectKey, _ context: inout Context) {
        context.remember { memory in
            memory.own.work[key] = nil
            return 0
        }
    }

    /// Reads, marks and deletes the pod. The text of the error is the answer.
    private static func mark(_ key: ObjectKey, _ context: inout Context) throws(Interrupt) -> String? {
        let read = try context.send(.get(.pods, key))
        guard let pod = read.object else { return read.failure?.message ?? "no answer" }
        if let patch = disruptionTarget(pod, now: context.moment.date) {
            let patched = try context.send(.patch(.strategic, .pods, key, subresource: "status", patch))
            if let failure = patched.failure { return failure.message }
        }
        return try context.send(.delete(.pods, key)).failure?.message
    }

    /// The patch that adds the condition `DisruptionTarget`; `nil` if it is there already.
    private static func disruptionTarget(_ pod: APIObject, now: Int64) -> Value? {
        let mark = DisruptionMark(
            reason: "DeletionByTaintManager", message: "Taint manager: deleting due to NoExecute taint")
        var status: Value = [:]
        guard mark.add(to: &status, of: pod, now: now) else { return nil }
        return ["metadata": ["uid": .string(pod.uid)], "status": status]
    }
}
