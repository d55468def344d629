import ControllerKit
import Documents
import KubeAPI
import Simulation

/// How controllers put taints on nodes and take them off: each time a read, then a patch that names the
/// version that was read, since a list of taints can only be replaced as a whole.
///
/// Upstream: pkg/controller/controller_utils.go (AddOrUpdateTaintOnNode, RemoveTaintOffNode, PatchNodeTaints).
/// The pause of 0.1 s between two tries after a conflict is left out.
extension SyncContext {
    /// Tries after a conflict. Upstream: UpdateTaintBackoff.
    private static var taintTries: Int { 5 }

    /// Puts `taints` on a node. The text of the error is the answer, `nil` if it went well.
    mutating func addTaints(_ taints: [Taint], to key: ObjectKey) throws(Interrupt) -> String? {
        if taints.isEmpty { return nil }
        return try changeTaints(of: key) { old in
            var out = old
            var hasChanged = false
            for taint in taints {
                guard let next = TaintList.adding(taint, to: out) else { continue }
                out = next
                hasChanged = true
            }
            return hasChanged ? out : nil
        }
    }

    /// Takes `taints` off a node; nothing is asked of the server if `node`, as it is known, has none of them.
    mutating func removeTaints(_ taints: [Taint], from node: APIObject) throws(Interrupt) -> String? {
        let known = Taint.all(of: node)
        guard taints.contains(where: { TaintList.contains($0, in: known) }) else { return nil }
        return try changeTaints(of: node.key) { old in
            var out = old
            var hasChanged = false
            for taint in taints {
                guard let next = TaintList.removing(taint, from: out) else { continue }
                out = next
                hasChanged = true
            }
            return hasChanged ? out : nil
        }
    }

    /// Adds, then removes. Upstream: pkg/controller/util/node, SwapNodeControllerTaint.
    mutating func swapTaints(
        add: [Taint], remove: [Taint], on node: APIObject
    ) throws(Interrupt) -> String? {
        let time = Timestamps.seconds(moment.date)
        if let failure = try addTaints(add.map { $0.added(at: time) }, to: node.key) { return failure }
        return try removeTaints(remove, from: node)
    }

    private mutating func changeTaints(
        of key: ObjectKey, _ change: ([Taint]) -> [Taint]?
    ) throws(Interrupt) -> String? {
        var failure: String?
        for _ in 0..<Self.taintTries {
            let read = try send(.get(.nodes, key))
            guard let node = read.object else { return read.failure?.message ?? "no answer" }
            guard let taints = change(Taint.all(of: node)) else { return nil }
            let patch: Value = [
                "metadata": ["resourceVersion": .string(String(node.revision))],
                "spec": ["taints": taints.isEmpty ? .null : .array(taints.map(\.document))],
            ]
            let answer = try send(.patch(.strategic, .nodes, key, patch))
            guard let status = answer.failure else { return nil }
            failure = status.message
            if status.code != 409 { return failure }
        }
        return failure
    }
}
