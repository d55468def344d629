import ControllerKit
import Documents
import KubeAPI
import Simulation

/// What the status says of a rollout: counts, availability, progress, failures.
///
/// Upstream: pkg/controller/deployment/progress.go; sync.go, calculateStatus.
enum RolloutProgress {
    private typealias Conditions = DeploymentConditions

    /// Writes the status of a rollout, or if it is as it was, says when to look at the deadline again.
    ///
    /// Upstream: syncRolloutStatus.
    static func report(
        _ division: NewReplicaSet.Division, _ draft: inout RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> Requeue {
        var status = status(of: division, draft)
        let current = Conditions.get(Conditions.progressing, of: draft.status)
        if draft.progressDeadline == nil {
            Conditions.remove(Conditions.progressing, from: &status)
        } else {
            let hasEnded =
                count("replicas", status) == count("updatedReplicas", status)
                && current?["reason"]?.string == Conditions.Reason.isAvailable
            // A rollout that was complete is not looked at again until a new one begins.
            if !hasEnded { progress(&status, division.new, draft, current, &context) }
        }
        if let failure = failure(of: division) {
            Conditions.set(failure, in: &status)
        } else {
            Conditions.remove(Conditions.replicaFailure, from: &status)
        }
        if status == draft.status { return checkLater(draft, status) }
        draft.setStatus(status)
        try draft.writeStatus(&context)
        return .done
    }

    /// Writes only the counts. Upstream: syncDeploymentStatus.
    static func reportCounts(
        _ division: NewReplicaSet.Division, _ draft: inout RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) {
        let status = status(of: division, draft)
        if status == draft.status { return }
        draft.setStatus(status)
        try draft.writeStatus(&context)
    }

    // MARK: counts

    /// Upstream: calculateStatus.
    private static func status(of division: NewReplicaSet.Division, _ draft: RolloutDraft) -> Value {
        let all = division.all
        let available = all.totalAvailable
        var status = Fields()
        let counts: [(String, Int64)] = [
            ("observedGeneration", draft.object.meta.generation), ("replicas", all.totalActual),
            ("updatedReplicas", division.new?.actual ?? 0), ("readyReplicas", all.totalReady),
            ("availableReplicas", available), ("unavailableReplicas", max(0, all.totalReplicas - available)),
        ]
        for (field, count) in counts where count != 0 { status[field] = .int(count) }
        if let terminating = all.totalTerminating { status["terminatingReplicas"] = .int(terminating) }
        status["collisionCount"] = draft.collisionCount.map { .int($0) }
        status["conditions"] = draft.status["conditions"]
        var value = Value.object(status)
        let isEnough = available >= draft.limits.minAvailable
        Conditions.set(
            Conditions.make(
                Conditions.available, isEnough ? "True" : "False",
                isEnough ? Conditions.Reason.minimumAvailable : Conditions.Reason.minimumUnavailable,
                isEnough
                    ? "Deployment has minimum availability." : "Deployment does not have minimum availability.",
                now: draft.now), in: &value)
        return value
    }

    private static func count(_ field: String, _ status: Value) -> Int64 { status[field]?.int ?? 0 }

    // MARK: progress

    /// All replicas are updated and available and no others are left. Upstream: DeploymentComplete.
    static func isComplete(_ draft: RolloutDraft, _ status: Value) -> Bool {
        let wanted = draft.limits.replicas
        return count("updatedReplicas", status) == wanted && count("replicas", status) == wanted
            && count("availableReplicas", status) == wanted
            && count("observedGeneration", status) >= draft.object.meta.generation
    }

    /// More updated, ready or available pods, or fewer old ones. Upstream: DeploymentProgressing.
    private static func isMoving(_ before: Value, _ after: Value) -> Bool {
        func old(_ status: Value) -> Int64 { count("replicas", status) - count("updatedReplicas", status) }
        return count("updatedReplicas", after) > count("updatedReplicas", before) || old(after) < old(before)
            || count("readyReplicas", after) > count("readyReplicas", before)
            || count("availableReplicas", after) > count("availableReplicas", before)
    }

    /// Has there been no progress for longer than allowed? Upstream: DeploymentTimedOut.
    private static func isTimedOut(_ draft: RolloutDraft, _ status: Value) -> Bool {
        guard let deadline = draft.progressDeadline,
            let condition = Conditions.get(Conditions.progressing, of: status)
        else { return false }
        switch condition["reason"]?.string {
        case Conditions.Reason.isAvailable: return false
        case Conditions.Reason.timedOut: return true
        default: return lastUpdate(condition) + deadline * 1_000_000 < draft.now
        }
    }

    private static func lastUpdate(_ condition: Value) -> Int64 {
        condition["lastUpdateTime"]?.string.flatMap { Timestamps.parse($0) } ?? 0
    }

    private static func progress(
        _ status: inout Value, _ new: ReplicaSetView?, _ draft: RolloutDraft, _ current: Value?,
        _ context: inout RolloutDraft.Context
    ) {
        let subject = new.map { "ReplicaSet \"\($0.name)\"" } ?? "Deployment \"\(draft.object.name)\""
        func condition(_ state: String, _ reason: String, _ message: String) -> Value {
            Conditions.make(Conditions.progressing, state, reason, "\(subject) \(message)", now: draft.now)
        }
        if isComplete(draft, status) {
            Conditions.set(
                condition("True", Conditions.Reason.isAvailable, "has successfully progressed."), in: &status)
        } else if isMoving(draft.status, status) {
            var moving = condition("True", Conditions.Reason.updated, "is progressing.")
            if let current {
                if current["status"] == "True" {
                    moving.set(current["lastTransitionTime"], at: "lastTransitionTime")
                }
                // The time of the last progress is news even if nothing else is.
                Conditions.remove(Conditions.progressing, from: &status)
            }
            Conditions.set(moving, in: &status)
        } else if isTimedOut(draft, status) {
            context.note(.rollout(.deadlineMissed(seconds: draft.progressDeadline ?? 0)))
            Conditions.set(
                condition("False", Conditions.Reason.timedOut, "has timed out progressing."), in: &status)
        }
    }

    /// What keeps a ReplicaSet from making its pods, the new one's before the others'.
    ///
    /// Upstream: getReplicaFailures.
    private static func failure(of division: NewReplicaSet.Division) -> Value? {
        for set in (division.new.map { [$0] } ?? []) + division.old {
            guard let known = Conditions.get(Conditions.replicaFailure, of: set.object["status"] ?? .null) else {
                continue
            }
            var condition: Value = [
                "type": .string(Conditions.replicaFailure), "status": known["status"] ?? "",
            ]
            for field in ["lastTransitionTime", "reason", "message"] { condition.set(known[field], at: field) }
            condition.set(known["lastTransitionTime"], at: "lastUpdateTime")
            return condition
        }
        return nil
    }

    // MARK: the deadline

    /// A rollout that does not move is looked at again when its deadline is over. Upstream: requeueStuckDeployment.
    private static func checkLater(_ draft: RolloutDraft, _ status: Value) -> Requeue {
        guard let deadline = draft.progressDeadline,
            let current = Conditions.get(Conditions.progressing, of: draft.status),
            !isComplete(draft, status), current["reason"]?.string != Conditions.Reason.timedOut
        else { return .done }
        let left = SimDuration(microseconds: lastUpdate(current) + deadline * 1_000_000 - draft.now)
        // In the last second the queue's shortest delay is used, over and over.
        return left < .seconds(1) ? .after(.milliseconds(5)) : .after(left + .seconds(1))
    }
}
