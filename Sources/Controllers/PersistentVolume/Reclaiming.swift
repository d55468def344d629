import ControllerKit
import Documents
import KubeAPI

/// What becomes of a volume whose claim is gone.
///
/// Upstream: pv_controller.go, reclaimVolume and deleteVolumeOperation. What upstream does beside the sync is done in
/// it.
enum Reclaiming {
    typealias Context = SyncContext<VolumeBinderMemory>

    static func run(_ volume: PersistentVolume, _ context: inout Context) throws(BinderStop) {
        if volume.annotation(VolumeAnnotations.migratedTo)?.isEmpty == false { return }
        switch volume.reclaimPolicy {
        case "Retain":
            context.note(.rule("reclaim", detail: "Retain: \(volume.name) keeps its data and is for nobody"))
        case "Delete": try delete(volume, &context)
        case "Recycle": try Recycling.run(volume, &context)
        default:
            try fail(
                volume, "VolumeUnknownReclaimPolicy", "Volume has unrecognized PersistentVolumeReclaimPolicy", &context)
        }
    }

    /// Upstream: deleteVolumeOperation.
    private static func delete(_ volume: PersistentVolume, _ context: inout Context) throws(BinderStop) {
        switch deleter(of: volume) {
        case .outside:
            context.note(.rule("reclaim", detail: "Delete: whoever provisioned \(volume.name) is to delete it"))
        case .none(let why): try fail(volume, "VolumeFailedDelete", why, &context)
        case .hostPath(let path):
            let answer = try context.ask(.get(.persistentVolumes, volume.object.key))
            guard let newest = answer.object, isReleased(PersistentVolume(newest), &context) else { return }
            // Upstream: pkg/volume/hostpath/host_path.go, Delete: the pattern `/tmp/.+`, found anywhere.
            guard let place = path.firstRange(of: "/tmp/"), place.upperBound != path.endIndex else {
                let why = "host_path deleter only supports /tmp/.+ but received provided \(path)"
                try fail(volume, "VolumeFailedDelete", why, &context)
                return
            }
            context.note(.rule("reclaim", detail: "Delete: \(path) is removed, then \(volume.name)"))
            guard try letGo(PersistentVolume(newest), &context) else { return }
            _ = try context.ask(.delete(.persistentVolumes, volume.object.key))
        }
    }

    private enum Deleter {
        /// A provisioner or a CSI driver.
        case outside
        case hostPath(String)
        case none(String)
    }

    /// Upstream: findDeletablePlugin over the plugins of cmd/kube-controller-manager/app/plugins.go.
    private static func deleter(of volume: PersistentVolume) -> Deleter {
        let path = volume.object.at("spec", "hostPath", "path")?.string
        if let maker = volume.annotation(VolumeAnnotations.provisionedBy), !maker.isEmpty {
            if !maker.hasPrefix("kubernetes.io/") { return .outside }
            if maker == "kubernetes.io/host-path", let path { return .hostPath(path) }
            return .none("no volume plugin matched name: \(maker)")
        }
        if volume.object.at("spec", "csi") != nil { return .outside }
        if let path { return .hostPath(path) }
        let isKnown = ["nfs", "fc", "iscsi"].contains { volume.object.at("spec", $0) != nil }
        let why = isKnown ? "no deletable volume plugin matched" : "no volume plugin matched"
        return .none("error getting deleter volume plugin for volume \"\(volume.name)\": \(why)")
    }

    /// Takes off what held the volume until its disk was deleted. Upstream: removeDeletionProtectionFinalizer.
    private static func letGo(_ volume: PersistentVolume, _ context: inout Context) throws(BinderStop) -> Bool {
        let left = volume.object.meta.finalizers.filter { $0 != VolumeSync.inTree }
        if left == volume.object.meta.finalizers { return true }
        var draft = volume.object.published
        draft.set(left.isEmpty ? nil : .array(left.map { .string($0) }), at: "metadata", "finalizers")
        let answer = try context.ask(.update(draft, .persistentVolumes))
        if let object = answer.object { return context.keep(object) }
        let why = "persistent volume controller can't update finalizer: \(answer.failure?.message ?? "no answer")"
        try fail(volume, "VolumeFailedDelete", why, &context)
        return false
    }

    /// It is bound to a claim that is gone or has another volume. Upstream: isVolumeReleased.
    static func isReleased(_ volume: PersistentVolume, _ context: inout Context) -> Bool {
        guard let reference = volume.claim, !reference.uid.isEmpty else { return false }
        guard let claim = context.claim(reference.key), claim.object.uid == reference.uid else { return true }
        return !claim.volumeName.isEmpty && claim.volumeName != volume.name
    }

    /// Upstream: updateVolumePhaseWithEvent.
    static func fail(
        _ volume: PersistentVolume, _ reason: String, _ message: String, _ context: inout Context
    ) throws(BinderStop) {
        if volume.phase == "Failed" { return }
        context.note(.rule("reclaim", detail: message))
        let failed = try VolumeBinding.setPhase(of: volume, "Failed", message: message, &context)
        context.record(type: "Warning", reason: reason, message: message, on: failed.object)
    }
}
