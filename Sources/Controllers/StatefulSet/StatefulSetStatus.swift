import ControllerKit
import Documents
import KubeAPI

/// The status a StatefulSet reports.
///
/// Upstream: pkg/controller/statefulset/stateful_set_control.go, computeReplicaStatus; stateful_set_utils.go,
/// completeRollingUpdate, inconsistentStatus; stateful_set_status_updater.go.
struct StatefulSetStatus {
    /// Upstream: client-go util/retry, DefaultRetry.
    static let conflictTries = 5

    var replicas: Int64 = 0
    var ready: Int64 = 0
    var available: Int64 = 0
    var current: Int64 = 0
    var updated: Int64 = 0
    var currentRevision: String
    let updateRevision: String
    let collisionCount: Int64

    /// Counts pods that are there.
    init(_ history: StatefulSetHistory, pods: [APIObject], _ availability: PodAvailability) {
        currentRevision = history.current.name
        updateRevision = history.update.name
        collisionCount = history.collisionCount
        for pod in pods {
            replicas += 1
            if StatefulSetStatus.isRunningAndReady(pod) {
                ready += 1
                if availability.isAvailable(pod) { available += 1 }
            }
            if pod.meta.isTerminating { continue }
            let revision = StatefulIdentity.revision(of: pod)
            if revision == currentRevision { current += 1 }
            if revision == updateRevision { updated += 1 }
        }
    }

    static func isRunningAndReady(_ pod: APIObject) -> Bool { pod.pod?.phase == .running && pod.flags.isReady }

    /// When every pod is updated and ready, the update revision becomes the current one.
    private mutating func completeRollout(of set: APIObject, _ context: inout SyncContext<NoMemory>) {
        let wanted = Int64(StatefulIdentity.replicas(set))
        guard set.at("spec", "updateStrategy", "type") == "RollingUpdate", updated == wanted, ready == wanted,
            replicas == wanted
        else { return }
        if currentRevision != updateRevision {
            context.note(.rule("rollout-complete", detail: "all \(wanted) have \(updateRevision): it is current now"))
        }
        current = updated
        currentRevision = updateRevision
    }

    /// Without counts that are zero, as Go leaves them out.
    func value(observed generation: Int64) -> Value {
        var status = Fields([
            ("replicas", .int(replicas)), ("availableReplicas", .int(available)),
            ("collisionCount", .int(collisionCount)), ("currentRevision", .string(currentRevision)),
            ("updateRevision", .string(updateRevision)), ("observedGeneration", .int(generation)),
        ])
        for (name, count) in [("readyReplicas", ready), ("currentReplicas", current), ("updatedReplicas", updated)]
        where count != 0 {
            status[name] = .int(count)
        }
        return .object(status)
    }

    private func says(_ status: Value?, for set: APIObject) -> Bool {
        func count(_ field: String) -> Int64 { status?[field]?.int ?? 0 }
        return set.meta.generation <= count("observedGeneration") && replicas == count("replicas")
            && current == count("currentReplicas") && ready == count("readyReplicas")
            && updated == count("updatedReplicas") && available == count("availableReplicas")
            && currentRevision == status?["currentRevision"]?.string ?? ""
            && updateRevision == status?["updateRevision"]?.string ?? ""
    }

    /// Writes the status if it says something new; a conflict is tried again with what the cache has by then.
    mutating func write(_ set: APIObject, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> SyncFailure? {
        completeRollout(of: set, &context)
        if says(set["status"], for: set) {
            context.note(.rule("no-op-write", detail: "the status is as it was: nothing is written"))
            return nil
        }
        let fresh = value(observed: set.meta.generation)
        var base = set
        for attempt in 1...Self.conflictTries {
            var draft = base.published
            draft.set(fresh, at: "status")
            let answer = try context.send(.update(draft, .statefulSets, subresource: "status"))
            if let written = answer.object {
                PodControl.wrote(written, for: set, &context)
                return nil
            }
            guard answer.failure?.code == 409, attempt < Self.conflictTries else { return SyncFailure(answer.failure) }
            base = context.cached(.statefulSets, set.key) ?? base
        }
        return nil
    }
}
