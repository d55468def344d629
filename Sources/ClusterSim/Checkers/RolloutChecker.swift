import Controllers
import Documents
import KubeAPI
import OrderedMaps

/// A rolling update keeps within its limits, as far as its controller is the cause.
///
/// Looked at is what ReplicaSets *want*: pods that fail, and pods that are being deleted, are nobody's fault here.
/// A Deployment is held to its limits from a complete rollout on, through one change of its template, until anyone
/// changes more: several changes at once may meet a controller that has not seen all of them. So it is let go when
/// one of its ReplicaSets adopts a pod: the controller counts what is available against what a set wants, and a new
/// set that has more than it wants lets as many old ones go.
/// Upstream: pkg/controller/deployment/rolling.go, reconcileOldReplicaSets.
struct RolloutChecker: Sendable {
    static let controller = "system:serviceaccount:kube-system:deployment-controller"

    private struct Rollout: Sendable {
        var spec: Value
        /// The pods that all its ReplicaSets want.
        var total: Int64 = 0
        /// Complete once, and changed at most once since.
        var isHeld = false
        var changesSinceComplete = 0
    }

    /// By the uid of the Deployment.
    private var rollouts = OrderedMap<String, Rollout>()
    /// The Deployment's uid by the ReplicaSet's.
    private var deployments = OrderedMap<String, String>()

    /// The Deployment's uid by the uid of each ReplicaSet that somebody else has scaled and whose status does not say
    /// yet that it has what it wants: its Deployment may look complete with pods on the way that nobody planned.
    private var unsettled = OrderedMap<String, String>()

    /// Follows what a request changed; answers what is wrong with it.
    mutating func problem(with request: APIRequest, _ changes: [Change]) -> String? {
        var found: String?
        for change in changes {
            switch change.object.resource {
            case .deployments: follow(change)
            case .replicaSets: found = found ?? weigh(change, by: request.user)
            case .pods where change.kind == .modified: adopted(change)
            default: break
            }
        }
        return found
    }

    private mutating func follow(_ change: Change) {
        let deployment = change.object
        if change.kind == .deleted {
            rollouts[deployment.uid] = nil
            return
        }
        let spec = deployment["spec"] ?? .null
        guard var rollout = rollouts[deployment.uid] else {
            rollouts[deployment.uid] = Rollout(spec: spec)
            return
        }
        if rollout.spec != spec {
            rollout.changesSinceComplete += 1
            let isOnlyTemplate = withoutTemplate(rollout.spec) == withoutTemplate(spec)
            if !isOnlyTemplate || rollout.changesSinceComplete > 1 { rollout.isHeld = false }
            rollout.spec = spec
        } else if isComplete(deployment), !unsettled.contains(where: { $0.value == deployment.uid }) {
            rollout.isHeld = true
            rollout.changesSinceComplete = 0
        }
        rollouts[deployment.uid] = rollout
    }

    /// A pod of nobody is a ReplicaSet's now.
    private mutating func adopted(_ change: Change) {
        guard let old = change.old, old.meta.controllerUID.isEmpty else { return }
        guard let deployment = deployments[change.object.meta.controllerUID] else { return }
        rollouts.update(deployment) { $0.isHeld = false }
    }

    private func withoutTemplate(_ spec: Value) -> Value {
        var out = spec
        out.set(nil, at: "template")
        return out
    }

    private func isComplete(_ deployment: APIObject) -> Bool {
        let wanted = deployment.at("spec", "replicas")?.int ?? 1
        func count(_ field: String) -> Int64 { deployment.at("status", field)?.int ?? 0 }
        return count("updatedReplicas") == wanted && count("replicas") == wanted
            && count("availableReplicas") == wanted && count("observedGeneration") >= deployment.meta.generation
    }

    /// A ReplicaSet came, went or changed its size.
    private mutating func weigh(_ change: Change, by user: String) -> String? {
        let owner = change.object.meta.controllerUID
        let formerOwner = change.old?.meta.controllerUID ?? owner
        deployments[change.object.uid] = change.kind == .deleted || owner.isEmpty ? nil : owner
        if change.kind == .deleted || isSettled(change.object) { unsettled[change.object.uid] = nil }
        if formerOwner != owner {
            // Adopted or orphaned: sizes that nobody planned together.
            loosen(formerOwner, by: -size(change.old))
            loosen(owner, by: size(change.object))
            return nil
        }
        guard var rollout = rollouts[owner] else { return nil }
        let before = change.kind == .added ? 0 : size(change.old)
        let after = change.kind == .deleted ? 0 : size(change.object)
        if before == after { return nil }
        rollout.total += after - before
        if user != RolloutChecker.controller {
            rollout.isHeld = false
            if change.kind == .modified { unsettled[change.object.uid] = owner }
        }
        rollouts[owner] = rollout
        let limits = RolloutLimits(["spec": rollout.spec])
        guard rollout.isHeld, limits.isRolling else { return nil }
        let deed = "ReplicaSet \(change.object.key) goes from \(before) to \(after)"
        if after > before && rollout.total > limits.maxTotal {
            return "\(deed): \(rollout.total) pods are wanted, \(limits.maxTotal) may be"
        }
        if after < before && rollout.total < limits.minAvailable {
            return "\(deed): \(rollout.total) pods are wanted, \(limits.minAvailable) must be available"
        }
        return nil
    }

    private func isSettled(_ set: APIObject) -> Bool {
        (set.at("status", "observedGeneration")?.int ?? 0) >= set.meta.generation
            && (set.at("status", "replicas")?.int ?? 0) == size(set)
    }

    private mutating func loosen(_ uid: String, by change: Int64) {
        rollouts.update(uid) { rollout in
            rollout.total += change
            rollout.isHeld = false
        }
    }

    private func size(_ set: APIObject?) -> Int64 { set?.at("spec", "replicas")?.int ?? 0 }
}
