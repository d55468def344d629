import ControllerKit
import Documents
import KubeAPI

/// The writes that bind a volume and a claim, and those that part them.
///
/// Upstream: pkg/controller/volume/persistentvolume/pv_controller.go, bind and unbindVolume.
enum VolumeBinding {
    typealias Context = SyncContext<VolumeBinderMemory>

    /// The volume's side first, each side with its status after it; what is as it should be is not written.
    static func bind(
        _ volume: PersistentVolume, to claim: PersistentVolumeClaim, _ context: inout Context
    ) throws(BinderStop) {
        let taken = try bindVolume(volume, to: claim, &context)
        let marked = try setPhase(of: taken, "Bound", &context)
        let filled = try bindClaim(claim, to: marked, &context)
        try setPhase(of: filled, "Bound", marked, &context)
    }

    /// Upstream: bindVolumeToClaim.
    private static func bindVolume(
        _ volume: PersistentVolume, to claim: PersistentVolumeClaim, _ context: inout Context
    ) throws(BinderStop) -> PersistentVolume {
        guard let draft = volume.binding(to: claim) else { return volume }
        context.note(.rule("bind-order", detail: "\(volume.name) is given to \(claim.key), then the claim is told"))
        return PersistentVolume(try context.save(draft.published, .persistentVolumes))
    }

    /// Upstream: bindClaimToVolume.
    private static func bindClaim(
        _ claim: PersistentVolumeClaim, to volume: PersistentVolume, _ context: inout Context
    ) throws(BinderStop) -> PersistentVolumeClaim {
        var draft = claim.object.published
        if claim.volumeName != volume.name {
            draft.set(.string(volume.name), at: "spec", "volumeName")
            if !claim.isBoundByController {
                draft.set("yes", at: "metadata", "annotations", VolumeAnnotations.boundByController)
            }
        } else if claim.isBindCompleted {
            return claim
        }
        if !claim.isBindCompleted { draft.set("yes", at: "metadata", "annotations", VolumeAnnotations.bindCompleted) }
        return PersistentVolumeClaim(try context.save(draft, .persistentVolumeClaims))
    }

    /// Takes a binding back: one that a person made is kept for whoever comes with that name.
    static func unbind(_ volume: PersistentVolume, _ context: inout Context) throws(BinderStop) {
        var draft = volume.object.published
        if volume.isBoundByController {
            draft.set(nil, at: "spec", "claimRef")
            draft.set(nil, at: "metadata", "annotations", VolumeAnnotations.boundByController)
            if draft.at("metadata", "annotations")?.isEmpty == true { draft.set(nil, at: "metadata", "annotations") }
        } else {
            draft.set(nil, at: "spec", "claimRef", "uid")
        }
        let freed = try context.save(draft, .persistentVolumes)
        try setPhase(of: PersistentVolume(freed), "Available", &context)
    }

    // MARK: phases

    /// Upstream: updateVolumePhase.
    @discardableResult
    static func setPhase(
        of volume: PersistentVolume, _ phase: String, message: String = "", _ context: inout Context
    ) throws(BinderStop) -> PersistentVolume {
        if volume.phase == phase { return volume }
        var draft = volume.object.published
        draft.set(.string(phase), at: "status", "phase")
        draft.set(message.isEmpty ? nil : .string(message), at: "status", "message")
        return PersistentVolume(try context.save(draft, .persistentVolumes, subresource: "status"))
    }

    /// The phase of a claim, with what its volume offers; without a volume that is taken back.
    ///
    /// Upstream: updateClaimStatus.
    @discardableResult
    static func setPhase(
        of claim: PersistentVolumeClaim, _ phase: String, _ volume: PersistentVolume?, _ context: inout Context
    ) throws(BinderStop) -> PersistentVolumeClaim {
        var status = claim.object["status"] ?? [:]
        let before = status
        status.set(.string(phase), at: "phase")
        if let volume {
            status.set(volume.object.at("spec", "accessModes"), at: "accessModes")
            if claim.phase != phase { try fill(&status, claim, volume) }
            if claim.phase == "Pending" && phase == "Bound" {
                let attributes = volume.object.at("spec", "volumeAttributesClassName")
                status.set(attributes, at: "currentVolumeAttributesClassName")
            }
        } else {
            for name in ["accessModes", "capacity", "currentVolumeAttributesClassName"] { status.set(nil, at: name) }
        }
        if status == before { return claim }
        var draft = claim.object.published
        draft.set(status, at: "status")
        return PersistentVolumeClaim(try context.save(draft, .persistentVolumeClaims, subresource: "status"))
    }

    /// The capacity is told when a claim becomes bound, not later: a file system may be smaller than its device.
    private static func fill(
        _ status: inout Value, _ claim: PersistentVolumeClaim, _ volume: PersistentVolume
    ) throws(BinderStop) {
        guard let capacity = volume.object.at("spec", "capacity"), capacity["storage"] != nil else {
            throw .failed(SyncFailure("PersistentVolume \"\(volume.name)\" is without a storage capacity"))
        }
        if let smaller = volume.annotation("volume.alpha.kubernetes.io/pre-resize-capacity") {
            status.set(.string(smaller), at: "capacity", "storage")
        } else if status.at("capacity", "storage") != capacity["storage"] {
            status.set(capacity, at: "capacity")
        }
    }
}
