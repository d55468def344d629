public import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
import Simulation

/// Brings claims and volumes together and keeps both sides' word about it true.
///
/// Upstream: pkg/controller/volume/persistentvolume/pv_controller_base.go. There claims and volumes have a queue and a
/// worker each; here one worker takes from both in the order in which they came, so that of two syncs that meet the
/// later one always sees what the earlier one wrote, as by upstream's own caches. CSI migration is not modelled.
public enum VolumeBinderReconciler: Reconciler {
    /// `persistentvolume-binder-controller`.
    public static let name = "persistentvolume-binder-controller"
    /// Its service account, which is not called like it.
    public static let user = "system:serviceaccount:kube-system:persistent-volume-binder"
    /// One, for claims and volumes.
    public static let workers = 1
    static let resyncPeriod = SimDuration.seconds(15)  // --pvclaimbinder-sync-period

    /// The queue of claims.
    static let claims: UInt8 = 0
    /// The queue of volumes.
    static let volumes: UInt8 = 1

    /// Fresh caches of its own.
    public static func makeMemory() -> VolumeBinderMemory { VolumeBinderMemory() }

    /// Claims and volumes; classes and pods are looked up when a claim is synced.
    public static func watches(_ resource: Resource) -> Bool {
        resource == .persistentVolumeClaims || resource == .persistentVolumes
    }

    /// Every change of a claim or a volume wakes it, deletions too.
    public static func observe(_ change: Change, _ reactions: inout Reactions<VolumeBinderMemory>) {
        switch change.object.resource {
        case .persistentVolumeClaims: reactions.enqueue(change.object.key, lane: claims)
        case .persistentVolumes: reactions.enqueue(change.object.key, lane: volumes)
        default: break
        }
    }

    /// Upstream: syncClaimByKey, syncVolumeByKey.
    public static func sync(
        _ key: WorkKey, _ context: inout SyncContext<VolumeBinderMemory>
    ) throws(Interrupt) -> Requeue {
        context.fillCaches()
        do {
            if key.lane == claims {
                try syncClaim(key.key, &context)
            } else {
                try syncVolume(key.key, &context)
                let known = context.volume(key.key.name)
                if let known, context.recycler(of: known) != nil { return .after(Recycling.pollPeriod) }
            }
        } catch {
            switch error {
            case .interrupted(let interrupt): throw interrupt
            case .failed(let failure): return .withBackoff(reason: failure.message)
            }
        }
        return .done
    }

    private static func syncClaim(
        _ key: ObjectKey, _ context: inout SyncContext<VolumeBinderMemory>
    ) throws(BinderStop) {
        if let claim = context.cached(.persistentVolumeClaims, key) {
            if context.keep(claim) { try ClaimSync.run(PersistentVolumeClaim(claim), &context) }
            return
        }
        context.note(.absent(.persistentVolumeClaims, key))
        // Upstream: deleteClaim: the volume is synced at once, to be released.
        guard let gone = context.drop(.persistentVolumeClaims, key) else { return }
        let volume = PersistentVolumeClaim(gone).volumeName
        if !volume.isEmpty { context.enqueue([WorkKey(ObjectKey("", volume), lane: volumes)]) }
    }

    private static func syncVolume(
        _ key: ObjectKey, _ context: inout SyncContext<VolumeBinderMemory>
    ) throws(BinderStop) {
        if let volume = context.cached(.persistentVolumes, key) {
            if context.keep(volume) { try VolumeSync.run(PersistentVolume(volume), &context) }
            return
        }
        context.note(.absent(.persistentVolumes, key))
        // Upstream: deleteVolume: the claim is synced at once, to be lost.
        guard let gone = context.drop(.persistentVolumes, key), let claim = PersistentVolume(gone).claim else { return }
        context.enqueue([WorkKey(claim.key, lane: claims)])
    }
}

extension VolumeBinderReconciler {
    /// What the binder knows of the volumes, and its next look at everything.
    static func inspection(of memory: VolumeBinderMemory, _ origin: SimTime?, _ moment: Moment) -> [Inspection] {
        guard memory.isFilled else { return [] }
        var out: [Inspection] = []
        for volume in memory.volumes.allValues.map({ PersistentVolume($0) }) {
            let owner = volume.claim.map { " for \($0.key)\($0.uid.isEmpty ? ", which has not come" : "")" } ?? ""
            out.append(Inspection("volume", "\(volume.name) \(volume.capacityText) \(volume.phase)\(owner)"))
        }
        for claim in memory.claims.allValues.map({ PersistentVolumeClaim($0) }) where !claim.isFullyBound {
            out.append(Inspection("claim", "\(claim.key) \(claim.requestedText) \(claim.phase)"))
        }
        if let origin, memory.hasObjects {
            let period = resyncPeriod.microseconds
            let rest = period - (moment.time - origin).microseconds % period
            out.append(
                Inspection("resync", "of all claims and volumes at t=\(moment.time + SimDuration(microseconds: rest))"))
        }
        return out
    }
}

/// Why a sync of the binder ends early.
enum BinderStop: Error {
    case interrupted(Interrupt)
    case failed(SyncFailure)
}
