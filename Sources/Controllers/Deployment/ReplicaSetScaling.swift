import ControllerKit
import Documents
import KubeAPI

/// How ReplicaSets get their size, and how many of them are kept.
///
/// Upstream: pkg/controller/deployment/sync.go, scale, scaleReplicaSet, cleanupDeployment.
enum ReplicaSetScaling {
    /// Writes a size and the numbers behind it; answers whether the size changed, and the set as it is now.
    ///
    /// - Parameter isForced: the numbers are checked also if the size stays.
    static func scale(
        _ set: ReplicaSetView, to size: Int64, _ draft: RolloutDraft, isForced: Bool = false,
        _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> (scaled: Bool, set: ReplicaSetView) {
        let isNewSize = set.replicas != size
        if !isForced && !isNewSize { return (false, set) }
        var annotations = set.object.at("metadata", "annotations")?.fields ?? Fields()
        let areNewNumbers = RolloutAnnotations.setSizes(&annotations, draft.limits)
        guard isNewSize || areNewNumbers else { return (false, set) }
        var copy = set.object.published
        copy.set(.int(size), at: "spec", "replicas")
        copy.set(.object(annotations), at: "metadata", "annotations")
        let answer = try RolloutDraft.send(.update(copy, .replicaSets), &context)
        if isNewSize {
            let direction = set.replicas < size ? "up" : "down"
            draft.record(
                "Normal", "ScalingReplicaSet",
                "Scaled \(direction) replica set \(set.name) from \(set.replicas) to \(size)", &context)
        }
        return (isNewSize, answer.map(ReplicaSetView.init) ?? set)
    }

    /// The Deployment was scaled, or is paused: no rollout, only sizes. Upstream: sync, scale.
    static func followReplicas(
        _ division: NewReplicaSet.Division, _ draft: RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) {
        if let only = activeOrLatest(division) {
            context.note(.rollout(.follows(set: only.name, from: only.replicas, to: draft.limits.replicas)))
            _ = try scale(only, to: draft.limits.replicas, draft, &context)
            return
        }
        if let new = division.new, isSaturated(new, draft.limits) {
            for old in division.old.active { _ = try scale(old, to: 0, draft, &context) }
            return
        }
        if draft.limits.isRolling { try scaleProportionally(division.all.active, draft, &context) }
    }

    /// The one with pods, or without any the newest. Upstream: FindActiveOrLatest.
    private static func activeOrLatest(_ division: NewReplicaSet.Division) -> ReplicaSetView? {
        let active = division.all.active
        if active.isEmpty { return division.new ?? division.old.oldestFirst.last }
        return active.count == 1 ? active[0] : nil
    }

    /// Deployment and ReplicaSet agree that it has all replicas, and all are available. Upstream: IsSaturated.
    private static func isSaturated(_ set: ReplicaSetView, _ limits: RolloutLimits) -> Bool {
        set.replicas == limits.replicas && set.available == limits.replicas
            && set.annotation(RolloutAnnotations.desiredReplicas).flatMap { Int64($0) } == limits.replicas
    }

    /// Spreads a new size over all ReplicaSets of a rollout in proportion to what they have.
    private static func scaleProportionally(
        _ sets: [ReplicaSetView], _ draft: RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) {
        let limits = draft.limits
        let toAdd = (limits.replicas > 0 ? limits.maxTotal : 0) - sets.totalReplicas
        // Growing favours new sets, shrinking takes from old ones first.
        let ordered = toAdd > 0 ? sets.biggestThenNewer : toAdd < 0 ? sets.biggestThenOlder : sets
        let statusReplicas = draft.status["replicas"]?.int ?? 0
        var added: Int64 = 0
        var sizes: [Int64] = []
        for set in ordered {
            let share = RolloutArithmetic.proportion(
                of: set, limits, statusReplicas: statusReplicas, toAdd: toAdd, added: added)
            added += share
            sizes.append(set.replicas + share)
        }
        // What rounding left over goes to the largest.
        if toAdd != 0 && !sizes.isEmpty { sizes[0] = max(0, sizes[0] + toAdd - added) }
        context.note(
            .rollout(
                .proportional(
                    limits.numbers,
                    zip(ordered, sizes).map { set, size in
                        RolloutFinding.Share(
                            set: set.name, from: set.replicas, to: size, formerMax: set.maxReplicas ?? statusReplicas)
                    })))
        for (set, size) in zip(ordered, sizes) { _ = try scale(set, to: size, draft, isForced: true, &context) }
    }

    /// Deletes the lowest revisions beyond `revisionHistoryLimit` that have no pods.
    ///
    /// Upstream: cleanupDeployment.
    static func cleanUp(
        _ old: [ReplicaSetView], _ draft: RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) {
        guard let limit = draft.revisionHistoryLimit else { return }
        let living = old.filter { !$0.object.meta.isTerminating }
        let surplus = living.count - Int(limit)
        guard surplus > 0 else { return }
        context.note(.rollout(.history(old: living.count, limit: limit, surplus: surplus)))
        for set in living.byRevision.prefix(surplus) {
            let isEmpty = set.actual == 0 && set.replicas == 0
            guard isEmpty, set.object.meta.generation <= set.observedGeneration else { continue }
            let request = APIRequest.delete(.replicaSets, set.object.key)
            do { _ = try RolloutDraft.send(request, &context) } catch .failed(let status) where status.code == 404 {
                continue
            } catch {
                throw error
            }
        }
    }
}
