public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Which budgets a change concerns.
///
/// Upstream: pkg/controller/disruption/disruption.go, addDB … deletePod.
extension DisruptionReconciler {
    public static func watches(_ resource: Resource) -> Bool {
        resource == .podDisruptionBudgets || resource == .pods
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        switch change.object.resource {
        case .podDisruptionBudgets: reactions.enqueue(change.object.key)
        case .pods: podChanged(change, &reactions)
        default: break
        }
    }

    private static func podChanged(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let pod = change.object
        if let budget = budget(of: pod, &reactions) { reactions.enqueue(budget.key) }
        guard change.kind != .deleted, let wait = StaleDisruption.wait(of: pod, now: reactions.moment.date) else {
            return
        }
        reactions.enqueue(pod.key, lane: Lane.stalePod, after: wait)
    }

    /// Of several budgets one is taken, with a warning: not always the same, so that in time each is brought up to
    /// date.
    ///
    /// Upstream: getPdbForPod, which takes the first of an index that has no order; here the pod's uid and revision
    /// decide.
    private static func budget(of pod: APIObject, _ reactions: inout Reactions<NoMemory>) -> APIObject? {
        guard !pod.meta.labels.isEmpty else { return nil }
        let budgets = (reactions.caches[.podDisruptionBudgets]?.list(namespace: pod.namespace) ?? []).filter { budget in
            (try? LabelSelector(value: budget.at("spec", "selector")))?.matches(pod.meta.labels) == true
        }
        guard budgets.count > 1 else { return budgets.first }
        let draw = NameHashes.fnv32a("\(pod.uid)/\(pod.revision)".utf8)
        let chosen = budgets[Int(draw) % budgets.count]
        reactions.record(
            type: "Warning", reason: "MultiplePodDisruptionBudgets",
            message: "Pod \"\(pod.namespace)\"/\"\(pod.name)\" matches multiple PodDisruptionBudgets.  Chose "
                + "\"\(chosen.name)\" arbitrarily.", on: pod.ref)
        return chosen
    }
}
