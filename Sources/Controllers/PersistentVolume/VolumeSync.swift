import ControllerKit
import Documents
import KubeAPI

/// What becomes of a volume.
///
/// Upstream: pkg/controller/volume/persistentvolume/pv_controller.go, syncVolume.
enum VolumeSync {
    typealias Context = SyncContext<VolumeBinderMemory>

    static func run(_ given: PersistentVolume, _ context: inout Context) throws(BinderStop) {
        let volume = try fixFinalizers(given, &context)
        guard let reference = volume.claim, !reference.uid.isEmpty else {
            // Unused, or kept for a claim that has not come: the sync of the claim binds it.
            try VolumeBinding.setPhase(of: volume, "Available", &context)
            return
        }
        guard let claim = try boundClaim(volume, reference, &context) else {
            try release(volume, &context)
            return
        }
        if claim.volumeName.isEmpty {
            askClaim(claim, volume, &context)
        } else if claim.volumeName == volume.name {
            try VolumeBinding.setPhase(of: volume, "Bound", &context)
        } else if volume.annotation(VolumeAnnotations.provisionedBy) != nil && volume.reclaimPolicy == "Delete" {
            context.note(.rule("reclaim", detail: "made for \(claim.key), which has another volume: not needed"))
            try release(volume, &context)
        } else {
            context.note(.rule("volume-unbind", detail: "\(claim.key) has \(claim.volumeName): the binding is undone"))
            try VolumeBinding.unbind(volume, &context)
        }
    }

    /// The claim the volume is bound to; `nil` if it is gone, or another has its name by now.
    ///
    /// A volume that is not released yet makes the binder ask the API server too: its own cache may be behind.
    private static func boundClaim(
        _ volume: PersistentVolume, _ reference: PersistentVolume.ClaimReference, _ context: inout Context
    ) throws(BinderStop) -> PersistentVolumeClaim? {
        var claim = context.claim(reference.key)
        if claim == nil && !isOver(volume) {
            claim = context.cached(.persistentVolumeClaims, reference.key).map { PersistentVolumeClaim($0) }
            if claim == nil { claim = try live(reference.key, &context) }
        }
        if let seen = claim, seen.object.uid != reference.uid { claim = try live(reference.key, &context) }
        return claim?.object.uid == reference.uid ? claim : nil
    }

    private static func live(
        _ key: ObjectKey, _ context: inout Context
    ) throws(BinderStop) -> PersistentVolumeClaim? {
        let answer = try context.ask(.get(.persistentVolumeClaims, key))
        context.note(.readLive(ObjectRef(.persistentVolumeClaims, key), found: answer.object != nil))
        if let status = answer.failure, status.code != 404 { throw .failed(SyncFailure(status)) }
        return answer.object.map { PersistentVolumeClaim($0) }
    }

    private static func isOver(_ volume: PersistentVolume) -> Bool {
        volume.phase == "Released" || volume.phase == "Failed"
    }

    /// Its claim is gone for good.
    private static func release(_ volume: PersistentVolume, _ context: inout Context) throws(BinderStop) {
        let released = isOver(volume) ? volume : try VolumeBinding.setPhase(of: volume, "Released", &context)
        try Reclaiming.run(released, &context)
    }

    /// The volume knows its claim, the claim not yet its volume: its sync is to finish that.
    private static func askClaim(
        _ claim: PersistentVolumeClaim, _ volume: PersistentVolume, _ context: inout Context
    ) {
        if claim.volumeMode != volume.volumeMode {
            let cause = "due to incompatible volumeMode."
            let toVolume = "Cannot bind PersistentVolume to requested PersistentVolumeClaim \"\(claim.name)\" \(cause)"
            context.record(type: "Warning", reason: "VolumeMismatch", message: toVolume, on: volume.object)
            let toClaim = "Cannot bind PersistentVolume \"\(volume.name)\" to requested PersistentVolumeClaim \(cause)"
            context.record(type: "Warning", reason: "VolumeMismatch", message: toClaim, on: claim.object)
            return
        }
        context.note(.rule("bind-order", detail: "\(claim.key) does not know its volume yet: it is looked at next"))
        context.enqueue([WorkKey(claim.key, lane: VolumeBinderReconciler.claims)])
    }

    // MARK: finalizers

    /// A volume that a plugin of Kubernetes itself made is held while its disk is to be deleted with it.
    ///
    /// Upstream: modifyDeletionFinalizers.
    private static func fixFinalizers(
        _ volume: PersistentVolume, _ context: inout Context
    ) throws(BinderStop) -> PersistentVolume {
        guard let provisioner = volume.annotation(VolumeAnnotations.provisionedBy),
            provisioner.hasPrefix("kubernetes.io/")
        else { return volume }
        var finalizers = volume.object.meta.finalizers
        if volume.reclaimPolicy == "Delete" {
            if !finalizers.contains(inTree) { finalizers.append(inTree) }
        } else {
            finalizers.removeAll { $0 == inTree }
        }
        finalizers.removeAll { $0 == "external-provisioner.volume.kubernetes.io/finalizer" }
        if finalizers == volume.object.meta.finalizers { return volume }
        var draft = volume.object.published
        draft.set(finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) }), at: "metadata", "finalizers")
        return PersistentVolume(try context.save(draft, .persistentVolumes))
    }

    static let inTree = "kubernetes.io/pv-controller"
}
