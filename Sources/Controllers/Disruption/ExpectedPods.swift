import ControllerKit
import Documents
import KubeAPI

/// How many pods a budget stands for, and how many of them must be healthy.
///
/// Upstream: pkg/controller/disruption/disruption.go, getExpectedPodCount and getExpectedScale.
struct ExpectedPods {
    var count = 0
    var desired = 0
    /// Pods that no controller keeps: a share of them is no number.
    var unmanaged: [String] = []

    static func count(
        of budget: APIObject, _ pods: [APIObject], _ context: inout SyncContext<NoMemory>
    ) throws(DisruptionReconciler.Failure) -> ExpectedPods {
        var out = ExpectedPods()
        if let value = budget.at("spec", "maxUnavailable"), !value.isNull {
            try out.addScales(of: pods, &context)
            let most = try number(value).scaled(of: out.count, roundsUp: true)
            out.desired = max(0, out.count - most)
            context.note(
                .rule(
                    "expected-pods",
                    detail: "maxUnavailable \(text(value)) of \(out.count) is \(most): \(out.desired) must be healthy"))
        } else if let value = budget.at("spec", "minAvailable"), !value.isNull {
            if let least = value.int {
                out.count = pods.count
                out.desired = Int(least)
            } else {
                try out.addScales(of: pods, &context)
                out.desired = try number(value).scaled(of: out.count, roundsUp: true)
            }
            context.note(
                .rule("expected-pods", detail: "minAvailable \(text(value)) of \(out.count) is \(out.desired)"))
        }
        return out
    }

    private static func text(_ value: Value) -> String { value.string ?? String(value.int ?? 0) }

    /// Upstream: GetScaledValueFromIntOrPercent.
    private static func number(_ value: Value) throws(DisruptionReconciler.Failure) -> IntOrPercent {
        guard let number = IntOrPercent(value) else {
            throw .failed("invalid value for IntOrString: invalid type: string is not a percentage")
        }
        return number
    }

    /// The sum of what all controllers of the pods want, each counted once.
    private mutating func addScales(
        of pods: [APIObject], _ context: inout SyncContext<NoMemory>
    ) throws(DisruptionReconciler.Failure) {
        var scales: [PodScale] = []
        for pod in pods {
            guard let owner = pod.meta.controller else {
                unmanaged.append(pod.name)
                continue
            }
            if scales.contains(where: { $0.uid == owner.uid }) { continue }
            guard let scale = try PodScale.find(owner, namespace: pod.namespace, &context) else {
                throw .failed("found no controllers for pod \"\(pod.name)\"")
            }
            if !scales.contains(where: { $0.uid == scale.uid }) {
                scales.append(scale)
                context.note(.counted("wanted by \(scale.name)", scale.replicas))
            }
        }
        count = scales.reduce(0) { $0 + $1.replicas }
    }
}
