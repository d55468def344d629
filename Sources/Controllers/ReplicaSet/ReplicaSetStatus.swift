import ControllerKit
import Documents
import KubeAPI

/// The status a ReplicaSet reports.
///
/// Upstream: pkg/controller/replicaset/replica_set_utils.go.
enum ReplicaSetStatus {
    /// A failed status write is tried again once, on the newest version.
    static let retries = 1  // statusUpdateRetries

    enum Written { case unchanged, written(APIObject), failed(String) }

    static func replicas(of set: APIObject) -> Int64 { set.at("spec", "replicas")?.int ?? 1 }

    /// Counts the pods as they were seen before steering.
    ///
    /// - Parameter terminating: `nil` for kinds that do not report it.
    static func calculate(
        _ set: APIObject, active: [APIObject], terminating: Int?, failure: String?, now: Int64
    ) -> Value {
        let minimum = (set.at("spec", "minReadySeconds")?.int ?? 0) * 1_000_000
        var template = LabelMatcher(
            LabelSelector(labels: set.at("spec", "template", "metadata", "labels")?.stringMap ?? []))
        var labeled: Int64 = 0
        var ready: Int64 = 0
        var available: Int64 = 0
        for index in active.indices {
            if template.matches(active[index]) { labeled += 1 }
            guard active[index].flags.isReady else { continue }
            ready += 1
            if minimum == 0 || (active[index].pod?.readySince.map { $0 + minimum <= now } ?? false) { available += 1 }
        }
        var status = Fields([("replicas", .int(Int64(active.count)))])
        if let terminating { status["terminatingReplicas"] = .int(Int64(terminating)) }
        if labeled > 0 { status["fullyLabeledReplicas"] = .int(labeled) }
        if ready > 0 { status["readyReplicas"] = .int(ready) }
        if available > 0 { status["availableReplicas"] = .int(available) }
        let conditions = conditions(set, active.count, failure, now)
        if !conditions.isEmpty { status["conditions"] = .array(conditions) }
        return .object(status)
    }

    /// `ReplicaFailure` comes with the first failure and goes with the first success.
    private static func conditions(_ set: APIObject, _ active: Int, _ failure: String?, _ now: Int64) -> [Value] {
        var conditions = set.at("status", "conditions")?.array ?? []
        let type: Value = "ReplicaFailure"
        let known = conditions.contains { $0["type"] == type }
        if let failure, !known {
            let isShort = active < Int(replicas(of: set))
            conditions.append([
                "type": type, "status": "True", "reason": isShort ? "FailedCreate" : "FailedDelete",
                "message": .string(failure), "lastTransitionTime": .string(Timestamps.seconds(now)),
            ])
        } else if failure == nil && known {
            conditions.removeAll { $0["type"] == type }
        }
        return conditions
    }

    /// Writes the status if it says something new. A conflict is answered by one fresh read and one more try.
    static func write<Memory>(
        _ status: Value, of set: APIObject, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Written {
        var compared = set["status"] ?? .null
        compared.set(nil, at: "observedGeneration")
        if compared == status && set.meta.generation == set.at("status", "observedGeneration")?.int {
            context.note(.rule("no-op-write", detail: "the status is as it was: nothing is written"))
            return .unchanged
        }
        var fresh = status
        fresh.set(.int(set.meta.generation), at: "observedGeneration")
        var base = set
        var attempt = 0
        while true {
            var draft = base.published
            draft.set(fresh, at: "status")
            let answer = try context.send(.update(draft, set.resource, subresource: "status"))
            if let written = answer.object {
                PodControl.wrote(written, for: set, &context)
                return .written(written)
            }
            let message = answer.failure?.message ?? "no answer"
            if attempt >= retries { return .failed(message) }
            attempt += 1
            let read = try context.send(.get(set.resource, set.key))
            guard let newest = read.object else { return .failed(read.failure?.message ?? message) }
            context.note(.readLive(newest.ref, found: true))
            base = newest
        }
    }
}
