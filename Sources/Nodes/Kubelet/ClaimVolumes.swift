import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// Which volumes the containers of a pod use.
struct VolumeUses {
    private(set) var mounts: [String] = []
    private(set) var devices: [String] = []

    init(_ spec: Value) {
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            for container in spec[list]?.array ?? [] {
                mounts += (container["volumeMounts"]?.array ?? []).compactMap { $0["name"]?.string }
                devices += (container["volumeDevices"]?.array ?? []).compactMap { $0["name"]?.string }
            }
        }
    }
}

/// Volumes that come from claims: first the claim is read, then the volume it is bound to.
///
/// Upstream: pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go, createVolumeSpec;
/// volume_manager.go, WaitForAttachAndMount. Attaching is not modelled, nor are disks but those of the node.
extension Kubelet {
    /// How long a pod waits that could not be synced. Upstream: pkg/kubelet/kubelet.go, backOffPeriod, to which chance
    /// adds up to a half.
    static let claimRetry = SimDuration.seconds(10)

    /// What comes next.
    private enum Step {
        case volume(VolumeSource)
        case mounted(mode: String)
        case failed(String)
    }

    mutating func claimAnswered(_ source: VolumeSource, _ result: APIResult, _ outlet: inout Outlet) {
        let step = source.kind == .claim ? Kubelet.claimStep(source, result) : Kubelet.volumeStep(source, result)
        let waiting = rows.map { $0.value }.filter { row in row.volumes.missing.contains { $0.source == source } }
        for uid in waiting.map(\.uid) { withRow(uid, &outlet) { $0.take(step, source, &$1, &$2) } }
    }

    /// Upstream: getPVCExtractPV.
    private static func claimStep(_ source: VolumeSource, _ result: APIResult) -> Step {
        guard let object = result.object else {
            let why = result.failure?.message ?? "the server gave no object"
            return .failed("failed to fetch PVC from API server: \(why)")
        }
        let claim = PersistentVolumeClaim(object)
        if object.meta.isTerminating, !object.meta.finalizers.contains("kubernetes.io/pvc-protection") {
            return .failed("PVC is being deleted")
        }
        if claim.phase != "Bound" { return .failed("PVC is not bound") }
        if claim.volumeName.isEmpty { return .failed("PVC has empty pvc.Spec.VolumeName") }
        return .volume(VolumeSource(kind: .volume, key: ObjectKey("", claim.volumeName), claim: object.ref))
    }

    /// Upstream: getPVSpec.
    private static func volumeStep(_ source: VolumeSource, _ result: APIResult) -> Step {
        let name = source.key.name
        guard let object = result.object else {
            let why = result.failure?.message ?? "the server gave no object"
            return .failed("failed to fetch PV \(name) from API server: \(why)")
        }
        let volume = PersistentVolume(object)
        guard let owner = volume.claim else {
            let why = "a nil pv.Spec.ClaimRef indicating it is not yet bound to the claim"
            return .failed("found PV object \(name) but it has \(why)")
        }
        if owner.uid != source.claim.uid {
            let why = "its pv.Spec.ClaimRef.UID \(owner.uid) does not point to claim.UID \(source.claim.uid)"
            return .failed("found PV object \(name) but \(why)")
        }
        guard object.at("spec", "hostPath") != nil || object.at("spec", "local") != nil else {
            return .failed("disks outside of the node: not modelled by orrery")
        }
        return .mounted(mode: volume.volumeMode)
    }

    private mutating func take(_ step: Step, _ source: VolumeSource, _ row: inout PodRow, _ outlet: inout Outlet) {
        guard row.worker == .mounting else { return }
        let names = row.volumes.missing.filter { $0.source == source }.map(\.volume)
        switch step {
        case .volume(let volume):
            for index in row.volumes.missing.indices where row.volumes.missing[index].source == source {
                row.volumes.missing[index].source = volume
            }
            ask(&row, &outlet)
        case .mounted(let mode):
            if let why = VolumeUses(row.spec).mismatch(names, mode) {
                return failed(why, names, source, &row, &outlet)
            }
            row.volumes.missing.removeAll { $0.source == source }
            if row.volumes.missing.isEmpty { pollLater(row, &outlet) }
        case .failed(let why):
            let claim = source.kind == .claim ? source.key : source.claim.key
            failed("error processing PVC \(claim): \(why)", names, source, &row, &outlet)
        }
    }

    /// Tells of it, and begins with the claim again after a while.
    private mutating func failed(
        _ why: String, _ names: [String], _ source: VolumeSource, _ row: inout PodRow, _ outlet: inout Outlet
    ) {
        let list = "[\(names.joined(separator: " "))]"
        event(
            row, nil, "Warning", "FailedMount",
            "Unable to attach or mount volumes: unmounted volumes=\(list), unattached volumes=[], failed to process "
                + "volumes=\(list): \(why)", &outlet)
        if source.kind == .volume {
            for index in row.volumes.missing.indices where row.volumes.missing[index].source == source {
                row.volumes.missing[index].source = VolumeSource(kind: .claim, key: source.claim.key)
            }
        }
        wake(Timer.volumeRetry, row, at: outlet.moment.time + Kubelet.claimRetry, &outlet)
    }
}

extension VolumeUses {
    /// A file system that is used as a device, or the other way round.
    fileprivate func mismatch(_ names: [String], _ mode: String) -> String? {
        for name in names {
            if mounts.contains(name), mode != "Filesystem" {
                return "volume \(name) has volumeMode \(mode), but is specified in volumeMounts"
            }
            if devices.contains(name), mode != "Block" {
                return "volume \(name) has volumeMode \(mode), but is specified in volumeDevices"
            }
        }
        return nil
    }
}
