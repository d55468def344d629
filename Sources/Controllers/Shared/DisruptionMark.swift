import Documents
import KubeAPI

/// The condition `DisruptionTarget`: why a pod is about to be deleted.
///
/// Upstream: pkg/api/v1/pod/util.go, UpdatePodCondition; pkg/util/pod, PatchPodStatus.
struct DisruptionMark {
    private static let type = "DisruptionTarget"
    let reason: String
    let message: String

    /// Adds to the `status` of a strategic patch what makes `pod` say so.
    ///
    /// - Returns: whether something was to be added.
    @discardableResult
    func add(to status: inout Value, of pod: APIObject, now: Int64) -> Bool {
        let conditions = pod.at("status", "conditions")?.array ?? []
        let known = conditions.first { $0["type"]?.string == DisruptionMark.type }
        let isSame = known?["status"]?.string == "True"
        if isSame && known?["reason"]?.string == reason && known?["message"]?.string == message { return false }
        let since = isSame ? known?["lastTransitionTime"] : nil
        let condition: Value = [
            "type": .string(DisruptionMark.type), "status": "True", "reason": .string(reason),
            "message": .string(message), "observedGeneration": .int(pod.meta.generation),
            "lastTransitionTime": since ?? .string(Timestamps.seconds(now)),
        ]
        var order = conditions.compactMap { $0["type"]?.string }
        if known == nil { order.append(DisruptionMark.type) }
        status.set([condition], at: "conditions")
        status.set(.array(order.map { ["type": .string($0)] }), at: "$setElementOrder/conditions")
        return true
    }
}
