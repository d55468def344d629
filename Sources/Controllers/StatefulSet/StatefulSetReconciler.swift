public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Keeps the pods of a StatefulSet: one for each ordinal, made in order, renewed from the last to the first.
///
/// Upstream: pkg/controller/statefulset/stateful_set.go and stateful_set_control.go.
public enum StatefulSetReconciler: Reconciler {
    public static let name = "statefulset-controller"
    public static let consistentResources: [Resource] = [.pods, .persistentVolumeClaims, .statefulSets]

    /// Upstream: sync, syncStatefulSet and UpdateStatefulSet.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let key = key.key
        context.noteCache(.statefulSets)
        context.noteCache(.pods)
        guard let set = context.cached(.statefulSets, key) else {
            context.note(.absent(.statefulSets, key))
            context.remember { memory in
                memory.consistency.forget(key, uid: "")
                return 0
            }
            return .done
        }
        guard let selector = try? LabelSelector(value: set.at("spec", "selector")) else { return .done }
        if let failure = try StatefulSetHistory.adoptOrphans(set, selector, &context) {
            return .withBackoff(reason: failure.message)
        }
        let claims = PodClaims(owner: set, selector: selector) { pod in
            StatefulIdentity.parts(pod.name)?.parent == set.name
        }
        let claimed = try claims.claim(PodControl.podsOfInterest(to: set, &context), &context)
        if let failure = SyncFailure(aggregating: claimed.failures) { return .withBackoff(reason: failure.message) }
        let pods = claimed.pods
        context.note(.counted("owned", pods.count))
        context.note(.compared("spec.replicas", want: Int64(StatefulIdentity.replicas(set)), have: Int64(pods.count)))
        let revisions = StatefulSetHistory.list(set, selector, &context)
        let history: StatefulSetHistory
        switch try StatefulSetHistory.decide(set, revisions, &context) {
        case .failure(let failure): return .withBackoff(reason: failure.message)
        case .success(let decided): history = decided
        }
        return try steer(set, pods, history, &context)
    }

    /// Upstream: performUpdate: the status is written even if a step has failed.
    private static func steer(
        _ set: APIObject, _ pods: [APIObject], _ history: StatefulSetHistory,
        _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> Requeue {
        let availability = PodAvailability(of: set, at: context.moment)
        var pass = StatefulSetPass(set, pods, history, availability)
        let failure = try pass.run(&context)
        var status = pass.status
        let unwritten = try status.write(set, &context)
        let untidied = try history.truncate(set, pods, &context)
        if let failure = failure ?? unwritten ?? untidied { return .withBackoff(reason: failure.message) }
        return availability.nextCheck(pods, status.value(observed: 0))
    }
}
