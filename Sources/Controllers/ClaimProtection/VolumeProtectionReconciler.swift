public import ControllerKit
import Documents
public import KubeAPI

/// Lets a volume that is being deleted go once no claim is bound to it.
///
/// Upstream: pkg/controller/volume/pvprotection/pv_protection_controller.go.
public enum VolumeProtectionReconciler: Reconciler {
    public static let name = "pv-protection-controller"
    public static let workers = 1
    static let finalizer = "kubernetes.io/pv-protection"

    public static func watches(_ resource: Resource) -> Bool { resource == .persistentVolumes }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let volume = change.object
        if change.kind != .deleted, ProtectedObject.needsLook(volume, finalizer) { reactions.enqueue(volume.key) }
    }

    /// Upstream: processPV.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let key = key.key
        guard let volume = context.cached(.persistentVolumes, key) else {
            context.note(.absent(.persistentVolumes, key))
            return .done
        }
        var finalizers = volume.meta.finalizers
        if ProtectedObject.waits(for: finalizer, volume) {
            if volume.at("status", "phase") == "Bound" {
                context.note(.rule("volume-protection", detail: "a claim is bound to \(key.name): it stays"))
                return .done
            }
            context.note(.rule("volume-protection", detail: "no claim is bound to \(key.name): it may go"))
            finalizers.removeAll { $0 == finalizer }
        } else if ProtectedObject.mustAdd(finalizer, to: volume) {
            finalizers.append(finalizer)
        } else {
            return .done
        }
        return try ProtectedObject.write(volume, finalizers: finalizers, &context)
    }
}
