public import ControllerKit
import Documents
public import KubeAPI

/// Lets a volume that is being deleted go once it is bound to no claim.
///
/// Upstream: pkg/controller/volume/pvprotection/pv_protection_controller.go.
public enum VolumeProtectionReconciler: Reconciler {
    public static let name = "pv-protection-controller"
    public static let workers = 1
    static let finalizer = "kubernetes.io/pv-protection"

    public static func watches(_ resource: Resource) -> Bool { resource == .persistentVolumes }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        guard change.kind != .deleted, mustAdd(change.object) || mayGo(change.object) else { return }
        reactions.enqueue(change.object.key)
    }

    private static func mustAdd(_ volume: APIObject) -> Bool {
        !volume.meta.isTerminating && !volume.meta.finalizers.contains(finalizer)
    }

    private static func mayGo(_ volume: APIObject) -> Bool {
        volume.meta.isTerminating && volume.meta.finalizers.contains(finalizer)
    }

    /// Upstream: processPV.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        guard let volume = context.cached(.persistentVolumes, key.key) else {
            context.note(.absent(.persistentVolumes, key.key))
            return .done
        }
        var finalizers = volume.meta.finalizers
        if mayGo(volume) {
            if volume.at("status", "phase")?.string == "Bound" {
                context.note(.rule("volume-protection", detail: "\(volume.name) is bound to a claim: it stays"))
                return .done
            }
            context.note(.rule("volume-protection", detail: "\(volume.name) is bound to no claim: it may go"))
            finalizers.removeAll { $0 == finalizer }
        } else if mustAdd(volume) {
            finalizers.append(finalizer)
        } else {
            return .done
        }
        var draft = volume.published
        draft.set(finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) }), at: "metadata", "finalizers")
        let answer = try context.send(.update(draft, .persistentVolumes))
        return answer.failure.map { .withBackoff(reason: $0.message) } ?? .done
    }
}
