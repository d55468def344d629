import ControllerKit
import Documents
import KubeAPI

/// Which pods (or ReplicaSets, or revisions) belong to a controller: it adopts matching orphans and releases
/// what no longer matches.
///
/// Upstream: pkg/controller/controller_ref_manager.go.
struct PodClaims {
    let owner: APIObject
    let selector: LabelSelector
    /// What the owner puts on the pods it adopts and takes off those it releases (a Job's tracking).
    var finalizers: [String] = []

    /// The pods that are claimed, and the first error of an adoption or release.
    struct Claimed {
        var pods: [APIObject] = []
        var failures: [String] = []
    }

    func claim<Memory>(
        _ pods: [APIObject], _ context: inout SyncContext<Memory>
    ) throws(Interrupt) -> Claimed {
        var out = Claimed()
        if areAllClaimed(pods) {
            out.pods = pods
            return out
        }
        var mayAdopt: Adoption?
        for pod in pods {
            let matches = selector.matches(pod.meta.labels)
            if let controller = pod.meta.controller {
                if controller.uid != owner.uid { continue }
                if matches {
                    out.pods.append(pod)
                } else if !owner.meta.isTerminating {
                    try release(pod, &out, &context)
                }
                continue
            }
            if owner.meta.isTerminating || !matches || pod.meta.isTerminating || pod.namespace != owner.namespace {
                continue
            }
            let adoption: Adoption
            if let known = mayAdopt { adoption = known } else { adoption = try recheck(&context) }
            mayAdopt = adoption
            try adopt(pod, adoption, &out, &context)
        }
        return out
    }

    /// The usual case, seen in one walk: all pods are the owner's and match.
    private func areAllClaimed(_ pods: [APIObject]) -> Bool {
        var matcher = LabelMatcher(selector)
        var ownership = OwnershipMatcher(uid: owner.uid)
        return pods.indices.allSatisfy { matcher.matches(pods[$0]) && ownership.matches(pods[$0]) }
    }

    private enum Adoption {
        case allowed
        case refused(String)
    }

    /// Before the first adoption the owner is read live: it must still be the same and not be deleted.
    private func recheck<Memory>(_ context: inout SyncContext<Memory>) throws(Interrupt) -> Adoption {
        let answer = try context.send(.get(owner.resource, owner.key))
        context.note(.readLive(owner.ref, found: answer.object != nil))
        guard let fresh = answer.object else {
            return .refused("can't recheck DeletionTimestamp: \(answer.failure?.message ?? "no answer")")
        }
        if fresh.uid != owner.uid {
            return .refused(
                "can't recheck DeletionTimestamp: original \(owner.resource.info.kind) \(owner.key) is gone: got uid \(fresh.uid), wanted \(owner.uid)"
            )
        }
        if fresh.meta.isTerminating {
            let date = Timestamps.seconds(fresh.meta.deletion ?? 0)
            return .refused("\(owner.key) has just been deleted at \(date)")
        }
        return .allowed
    }

    private func adopt<Memory>(
        _ pod: APIObject, _ adoption: Adoption, _ out: inout Claimed, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) {
        if case .refused(let why) = adoption {
            out.failures.append("can't adopt \(pod.resource.info.kind) \(pod.key) (\(pod.uid)): \(why)")
            return
        }
        var patch: Value = [
            "metadata": [
                "uid": .string(pod.uid), "ownerReferences": [OwnerReference(controller: owner).value],
            ]
        ]
        if !finalizers.isEmpty { patch.set(.array(finalizers.map { .string($0) }), at: "metadata", "finalizers") }
        let answer = try context.send(.patch(.strategic, pod.resource, pod.key, patch))
        if let failure = answer.failure {
            if failure.code != 404 { out.failures.append(failure.message) }
            return
        }
        if let patched = answer.object { PodControl.wrote(patched, for: owner, &context) }
        context.note(.claimed(pod.key, .adopted))
        out.pods.append(pod)
    }

    private func release<Memory>(
        _ pod: APIObject, _ out: inout Claimed, _ context: inout SyncContext<Memory>
    ) throws(Interrupt) {
        var patch: Value = [
            "metadata": [
                "uid": .string(pod.uid), "ownerReferences": [["$patch": "delete", "uid": .string(owner.uid)]],
            ]
        ]
        if !finalizers.isEmpty {
            let names = Value.array(finalizers.map { .string($0) })
            patch.set(names, at: "metadata", "$deleteFromPrimitiveList/finalizers")
        }
        let answer = try context.send(.patch(.strategic, pod.resource, pod.key, patch))
        if let failure = answer.failure {
            if failure.code != 404 && failure.code != 422 { out.failures.append(failure.message) }
            return
        }
        context.note(.claimed(pod.key, .released))
    }
}

/// Asks one object after the other whether `uid` is its controller.
///
/// Pods made together share the storage of their owner references: they are looked at once.
struct OwnershipMatcher {
    let uid: String
    private var place: UInt = 0
    private var answer = false

    init(uid: String) { self.uid = uid }

    mutating func matches(_ object: APIObject) -> Bool {
        if place != 0 && place == object.ownersPlace { return answer }
        place = object.ownersPlace
        answer = object.meta.controllerUID == uid
        return answer
    }
}
