public import ControllerKit
import Documents
public import KubeAPI

/// Sees claims that ask for more than their volume gives, and says who must see to it.
///
/// No volume plugin that is built in can expand one since FlexVolume is gone: an outside resizer does, or nobody.
/// Upstream: pkg/controller/volume/expand/expand_controller.go; the volumes of migrated cloud plugins, for which it
/// names the resizer too, are treated as all others.
public enum VolumeExpandReconciler: Reconciler {
    public static let name = "expand-controller"
    public static let workers = 10  // defaultWorkerCount
    private static let preResizeCapacity = "volume.alpha.kubernetes.io/pre-resize-capacity"  // AnnPreResizeCapacity

    public static func watches(_ resource: Resource) -> Bool { resource == .persistentVolumeClaims }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        guard change.object.resource == .persistentVolumeClaims else { return }
        let claim = PersistentVolumeClaim(change.object)
        guard claim.phase == "Bound" else { return }
        if change.kind == .modified, let old = change.old {
            let before = PersistentVolumeClaim(old)
            guard claim.requested > before.requested || claim.given > before.given else { return }
        }
        reactions.enqueue(claim.key)
    }

    /// Upstream: syncHandler.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        context.noteCache(.persistentVolumeClaims)
        guard let object = context.cached(.persistentVolumeClaims, key.key) else {
            context.note(.absent(.persistentVolumeClaims, key.key))
            return .done
        }
        let claim = PersistentVolumeClaim(object)
        let answer = try context.send(.get(.persistentVolumes, ObjectKey("", claim.volumeName)))
        guard let volume = answer.object else {
            let text = answer.failure?.message ?? "no answer"
            return .withBackoff(reason: "failed to get PV \"\(claim.volumeName)\": \(text)")
        }
        context.note(.readLive(volume.ref, found: true))
        guard volume.at("spec", "claimRef", "uid")?.string == object.uid,
            volume.at("spec", "claimRef", "namespace")?.string == object.namespace
        else { return .withBackoff(reason: "persistent Volume is not bound to PVC being updated : \(claim.key)") }
        let isWaited = volume.at("metadata", "annotations", preResizeCapacity) != nil
        if claim.requested <= claim.given && !isWaited { return .done }
        context.note(.rule("claim-expansion", detail: "\(claim.name) asks for \(claim.requestedText)"))
        context.record(
            type: "Normal", reason: "ExternalExpanding",
            message: "waiting for an external controller to expand this PVC", on: object)
        return .done
    }
}
