import ControllerKit
import Documents
import KubeAPI

/// Which ReplicaSet a Deployment rolls out to: the one with its template, or a new one.
///
/// Upstream: pkg/controller/deployment/sync.go, getNewReplicaSet; util/deployment_util.go, FindNewReplicaSet.
enum NewReplicaSet {
    /// Bears the hash of the template in selectors and labels, so that the sets never share pods.
    static let hashLabel = "pod-template-hash"
    private static let nameBytesMax = 253  // apimachinery/pkg/util/validation, DNS1123SubdomainMaxLength

    /// The ReplicaSets of a Deployment in two: the one with its template, and all others.
    struct Division {
        var new: ReplicaSetView?
        let old: [ReplicaSetView]
        var all: [ReplicaSetView] { old + (new.map { [$0] } ?? []) }
    }

    /// Finds the new ReplicaSet, keeps its revision up to date and makes it if it is missing and wanted.
    ///
    /// Upstream: getAllReplicaSetsAndSyncRevision.
    static func divide(
        _ sets: [ReplicaSetView], _ draft: inout RolloutDraft, isCreating: Bool,
        _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> Division {
        // Of several with the template the oldest counts.
        let found = sets.oldestFirst.first { isEqual($0.object.at("spec", "template"), draft.template) }
        let old = sets.oldestFirst.filter { $0.object.uid != found?.object.uid }
        let revision = (old.compactMap(\.revision).max() ?? 0) + 1
        if let found {
            let kept = try keepUp(found, &draft, revision: revision, &context)
            return Division(new: kept, old: old)
        }
        guard isCreating else { return Division(new: nil, old: old) }
        return Division(new: try create(beside: old, &draft, revision: revision, &context), old: old)
    }

    /// Equal but for the hash label. Upstream: EqualIgnoreHash.
    static func isEqual(_ a: Value?, _ b: Value?) -> Bool {
        withoutHash(a ?? .null) == withoutHash(b ?? .null)
    }

    private static func withoutHash(_ template: Value) -> Value {
        var out = template
        out.set(nil, at: "metadata", "labels", hashLabel)
        if out.at("metadata", "labels")?.isEmpty == true { out.set(nil, at: "metadata", "labels") }
        if out["metadata"]?.isEmpty == true { out.set(nil, at: "metadata") }
        return out
    }

    /// Brings annotations and `minReadySeconds` of the new set up to date, else the revision of the Deployment.
    private static func keepUp(
        _ set: ReplicaSetView, _ draft: inout RolloutDraft, revision: Int64, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> ReplicaSetView {
        var copy = set.object.published
        let changed = RolloutAnnotations.set(
            on: &copy, of: draft.value, revision: revision, isNew: false, draft.limits)
        if changed || (copy.at("spec", "minReadySeconds")?.int ?? 0) != draft.minReadySeconds {
            let minimum = draft.minReadySeconds
            copy.set(minimum == 0 ? nil : .int(minimum), at: "spec", "minReadySeconds")
            let answer = try RolloutDraft.send(.update(copy, .replicaSets), &context)
            return answer.map(ReplicaSetView.init) ?? set
        }
        var isNews = draft.setRevision(set.annotation(RolloutAnnotations.revision) ?? "")
        if draft.progressDeadline != nil,
            DeploymentConditions.get(DeploymentConditions.progressing, of: draft.status) == nil
        {
            draft.setCondition(
                DeploymentConditions.make(
                    DeploymentConditions.progressing, "True", DeploymentConditions.Reason.found,
                    "Found new replica set \"\(set.name)\"", now: draft.now))
            isNews = true
        }
        if isNews { try draft.writeStatus(&context) }
        return set
    }

    // MARK: making it

    private static func create(
        beside old: [ReplicaSetView], _ draft: inout RolloutDraft, revision: Int64,
        _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> ReplicaSetView {
        let total = old.totalReplicas
        let size = RolloutArithmetic.newSize(draft.limits, total: total, newReplicas: 0)
        if draft.limits.isRolling {
            context.note(.rollout(.mayGrow(draft.limits.numbers, total: total, from: 0, to: size)))
        }
        var set = body(draft, replicas: size)
        _ = RolloutAnnotations.set(on: &set, of: draft.value, revision: revision, isNew: true, draft.limits)
        let name = set.at("metadata", "name")?.string ?? ""
        let made: ReplicaSetView
        var isMade = true
        do {
            guard let object = try RolloutDraft.send(.create(set, .replicaSets), &context) else {
                preconditionFailure("the creation of \(name) was answered without an object")
            }
            made = ReplicaSetView(object)
        } catch .failed(let status) {
            made = try afterFailure(status, name, &draft, &context)
            isMade = false
        } catch {
            throw error
        }
        if isMade && size > 0 {
            draft.record(
                "Normal", "ScalingReplicaSet", "Scaled up replica set \(made.name) from 0 to \(size)", &context)
        }
        var isNews = draft.setRevision(String(revision))
        if isMade && draft.progressDeadline != nil {
            draft.setCondition(
                DeploymentConditions.make(
                    DeploymentConditions.progressing, "True", DeploymentConditions.Reason.created,
                    "Created new replica set \"\(made.name)\"", now: draft.now))
            isNews = true
        }
        if isNews { try draft.writeStatus(&context) }
        return made
    }

    /// The ReplicaSet as it is sent, without annotations.
    private static func body(_ draft: RolloutDraft, replicas: Int64) -> Value {
        let deployment = draft.object
        let hash = NameHashes.podTemplateHash(
            draft.template, collisionCount: draft.collisionCount.map { Int32(clamping: $0) })
        var template = draft.template
        template.set(.string(hash), at: "metadata", "labels", hashLabel)
        var selector = deployment.at("spec", "selector") ?? .object(Fields())
        selector.set(.string(hash), at: "matchLabels", hashLabel)
        var spec = Fields([("replicas", .int(replicas)), ("selector", selector), ("template", template)])
        if draft.minReadySeconds != 0 { spec["minReadySeconds"] = .int(draft.minReadySeconds) }
        return [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": [
                "name": .string(name(deployment.name, hash)), "namespace": .string(deployment.namespace),
                "ownerReferences": [OwnerReference(controller: deployment).value],
                "labels": template.at("metadata", "labels") ?? .object(Fields()),
            ],
            "spec": .object(spec),
        ]
    }

    /// `web-79c8bdf6d5`; a long name is cut. Upstream: generateReplicaSetName.
    static func name(_ deployment: String, _ hash: String) -> String {
        let room = nameBytesMax - 1 - hash.utf8.count
        return "\(deployment.utf8.count > room ? String(deployment.prefix(room)) : deployment)-\(hash)"
    }

    /// A ReplicaSet could not be made: it is there already, its name belongs to another template, or the reason
    /// goes into the status.
    private static func afterFailure(
        _ status: Status, _ name: String, _ draft: inout RolloutDraft, _ context: inout RolloutDraft.Context
    ) throws(RolloutStop) -> ReplicaSetView {
        if status.reason == "AlreadyExists" {
            let key = ObjectKey(draft.object.namespace, name)
            guard let known = context.cached(.replicaSets, key) else {
                let info = Resource.replicaSets.info
                throw .failed(.notFound(info.plural, group: info.group, name: name))
            }
            if known.meta.controllerUID == draft.object.uid,
                isEqual(known.at("spec", "template"), draft.template)
            {
                return ReplicaSetView(known)
            }
            draft.countCollision()
            context.note(.rollout(.collision(name: name, count: draft.collisionCount ?? 0)))
            try ignoringFailure { () throws(RolloutStop) in try draft.writeStatus(&context) }
            throw .failed(status)
        }
        // In a namespace that is being deleted any creation fails; nothing is to be done about it.
        if status.causes.contains(where: { $0.reason == "NamespaceTerminating" }) { throw .failed(status) }
        let message = "Failed to create new replica set \"\(name)\": \(status.message)"
        if draft.progressDeadline != nil {
            draft.setCondition(
                DeploymentConditions.make(
                    DeploymentConditions.progressing, "False", DeploymentConditions.Reason.createFailed, message,
                    now: draft.now))
            try ignoringFailure { () throws(RolloutStop) in try draft.writeStatus(&context) }
        }
        draft.record("Warning", DeploymentConditions.Reason.createFailed, message, &context)
        throw .failed(status)
    }

    /// Runs a write whose failure is outweighed by the one that led to it.
    private static func ignoringFailure(_ write: () throws(RolloutStop) -> Void) throws(RolloutStop) {
        do { try write() } catch .failed {
            return
        } catch {
            throw error
        }
    }
}
