import ControllerKit
import Documents
import KubeAPI
import Simulation

/// A pod whose volumes are being bound before the pod is.
///
/// Upstream: plugins/volumebinding/binder.go, BindPodVolumes.
struct VolumeRun: Sendable {
    /// The binder is asked that often whether it is done.
    static let pollPeriod = SimDuration.seconds(1)
    /// VolumeBindingArgs, bindTimeoutSeconds.
    static let patience = SimDuration.seconds(600)

    let entry: QueuedPod
    let node: String
    /// The span of the decision.
    let span: SpanID
    /// Volumes with their claims in them, then claims with their node in them; each as the API server took it once
    /// that is answered.
    var writes: [APIObject]
    /// The claims that must be bound in the end, one for each write.
    let claims: [ObjectKey]
    /// How many are answered.
    var answered = 0
    /// The nomination is answered for.
    var isNominated = false
    /// When it is given up; set when everything is written.
    var deadline: SimTime?

    init(_ entry: QueuedPod, on node: String, _ plan: VolumeCheck.Plan, _ span: SpanID) {
        self.entry = entry
        self.node = node
        self.span = span
        var writes: [APIObject] = []
        for (claim, volume) in plan.bindings { writes.append(volume.binding(to: claim) ?? volume.object) }
        for claim in plan.provisions {
            var draft = claim.object.value
            draft.set(.string(node), at: "metadata", "annotations", VolumeAnnotations.selectedNode)
            writes.append(APIObject(draft, after: claim.object, revision: claim.object.revision))
        }
        self.writes = writes
        claims = plan.bindings.map(\.claim.key) + plan.provisions.map(\.key)
    }

    /// Where a write stands.
    enum Progress: Equatable {
        case done, waiting
        /// The pod must be scheduled anew.
        case failed(String)
    }

    /// Whether everything is bound, by what the API server has told. Upstream: checkBindings.
    func progress(_ facts: NodeFacts, _ surroundings: Surroundings) -> Progress {
        for (index, written) in writes.enumerated() {
            let isVolume = written.resource == .persistentVolumes
            let one =
                isVolume
                ? volumeProgress(written, claims[index], facts, surroundings)
                : claimProgress(written, facts, surroundings)
            if one != .done { return one }
        }
        return .done
    }

    private func volumeProgress(
        _ written: APIObject, _ claim: ObjectKey, _ facts: NodeFacts, _ surroundings: Surroundings
    ) -> Progress {
        guard let seen = surroundings.caches?.object(.persistentVolumes, written.key) else {
            return .failed("failed to check binding: persistentvolumes \"\(written.name)\" not found")
        }
        guard let own = surroundings.caches?.object(.persistentVolumeClaims, claim) else {
            return .failed("failed to check binding: persistentvolumeclaims \"\(claim)\" not found")
        }
        if written.revision > seen.revision { return .waiting }
        let volume = PersistentVolume(seen)
        if !volume.isReachable(from: facts.labels.pairs) { return .failed(unreachable(volume.name)) }
        if volume.claim?.uid.isEmpty ?? true { return .failed("ClaimRef got reset for pv \"\(volume.name)\"") }
        return PersistentVolumeClaim(own).isFullyBound ? .done : .waiting
    }

    private func claimProgress(_ written: APIObject, _ facts: NodeFacts, _ surroundings: Surroundings) -> Progress {
        guard let seen = surroundings.caches?.object(.persistentVolumeClaims, written.key) else {
            return .failed(
                "failed to check provisioning pvc: persistentvolumeclaims \"\(written.key)\" not found")
        }
        if written.revision > seen.revision { return .waiting }
        let claim = PersistentVolumeClaim(seen)
        if seen.at("metadata", "annotations") == nil {
            return .failed("selectedNode annotation reset for PVC \"\(claim.name)\"")
        }
        if claim.selectedNode != node { return .failed("provisioning failed for PVC \"\(claim.name)\"") }
        if !claim.volumeName.isEmpty {
            let key = ObjectKey("", claim.volumeName)
            guard let volume = surroundings.caches?.object(.persistentVolumes, key) else { return .waiting }
            if !PersistentVolume(volume).isReachable(from: facts.labels.pairs) {
                return .failed(unreachable(volume.name))
            }
        }
        return claim.isFullyBound ? .done : .waiting
    }

    private func unreachable(_ volume: String) -> String {
        "pv \"\(volume)\" node affinity doesn't match node \"\(node)\": no matching NodeSelectorTerms"
    }
}
