import ControllerKit
import Documents
import KubeAPI

/// What becomes of a claim.
///
/// Upstream: pkg/controller/volume/persistentvolume/pv_controller.go, syncClaim.
enum ClaimSync {
    typealias Context = SyncContext<VolumeBinderMemory>

    static func run(_ claim: PersistentVolumeClaim, _ context: inout Context) throws(BinderStop) {
        if claim.isBindCompleted {
            try bound(claim, &context)
        } else if claim.volumeName.isEmpty {
            try open(claim, &context)
        } else {
            try choosy(claim, &context)
        }
    }

    // MARK: any volume

    /// The claim leaves it to the binder which volume it gets. Upstream: syncUnboundClaim.
    private static func open(_ claim: PersistentVolumeClaim, _ context: inout Context) throws(BinderStop) {
        let storageClass =
            claim.className.isEmpty ? nil : context.cached(.storageClasses, ObjectKey("", claim.className))
        let isDelayed = claim.waitsForConsumer(storageClass)
        let found = VolumeSearch.byAccessModes(for: claim, among: context.allVolumes(), isDelayed: isDelayed)
        context.note(.volumes(VolumeFinding(claim, found.looks)))
        if let volume = found.chosen {
            try VolumeBinding.bind(volume, to: claim, &context)
            return
        }
        if try assignDefaultClass(claim, &context) { return }
        if isDelayed && claim.selectedNode == nil {
            tellWhoIsAwaited(claim, &context)
        } else if !claim.className.isEmpty {
            try Provisioning.start(claim, storageClass, &context)
            return
        } else {
            let message = "no persistent volumes available for this claim and no storage class is set"
            context.record(type: "Normal", reason: "FailedBinding", message: message, on: claim.object)
        }
        try VolumeBinding.setPhase(of: claim, "Pending", nil, &context)
    }

    /// A claim that names no class gets the default one, if there is one by now. Upstream: assignDefaultStorageClass.
    private static func assignDefaultClass(
        _ claim: PersistentVolumeClaim, _ context: inout Context
    ) throws(BinderStop) -> Bool {
        if claim.hasClass { return false }
        let classes = context.cachedList(.storageClasses, namespace: "")
        guard let best = DefaultClass.newest(classes, DefaultClass.storageMarks) else { return false }
        context.note(.rule("default-class", detail: "\(best.name) is the default class by now"))
        var draft = claim.object.published
        draft.set(.string(best.name), at: "spec", "storageClassName")
        let answer = try context.ask(.update(draft, .persistentVolumeClaims))
        if answer.object == nil {
            let why = answer.failure?.message ?? "no answer"
            throw .failed(SyncFailure("can't update PersistentVolumeClaim[\"\(claim.key)\"]: \(why)"))
        }
        return true
    }

    /// Nothing is bound before a pod uses the claim. Upstream: emitEventForUnboundDelayBindingClaim.
    private static func tellWhoIsAwaited(_ claim: PersistentVolumeClaim, _ context: inout Context) {
        // Only pods without a node are of interest, and those have an index.
        let pods = context.cachedIndexed(.pods, .nodeName, "").filter { pod in
            pod.namespace == claim.object.namespace && !pod.flags.isFinished && !pod.meta.isTerminating
                && PodClaimUse.names(of: pod).contains(claim.name)
        }
        let names = pods.map(\.name)
        var reason = "WaitForPodScheduled"
        let message: String
        switch names.count {
        case 0:
            reason = "WaitForFirstConsumer"
            message = "waiting for first consumer to be created before binding"
        case 1: message = "waiting for pod \(names[0]) to be scheduled"
        default: message = "waiting for pods \(names.joined(separator: ",")) to be scheduled"
        }
        context.note(.rule("wait-for-consumer", detail: message))
        context.record(type: "Normal", reason: reason, message: message, on: claim.object)
    }

    // MARK: one volume

    /// The claim names the volume it wants. Upstream: syncUnboundClaim.
    private static func choosy(_ claim: PersistentVolumeClaim, _ context: inout Context) throws(BinderStop) {
        guard let volume = context.volume(claim.volumeName) else {
            context.note(.absent(.persistentVolumes, ObjectKey("", claim.volumeName)))
            try VolumeBinding.setPhase(of: claim, "Pending", nil, &context)
            return
        }
        if volume.claim == nil {
            guard let why = mismatch(volume, claim) else {
                try VolumeBinding.bind(volume, to: claim, &context)
                return
            }
            let message = "Cannot bind to requested volume \"\(volume.name)\": \(why)"
            context.record(type: "Warning", reason: "VolumeMismatch", message: message, on: claim.object)
            try VolumeBinding.setPhase(of: claim, "Pending", nil, &context)
        } else if volume.isBound(to: claim) {
            try VolumeBinding.bind(volume, to: claim, &context)
        } else {
            let message = "volume \"\(volume.name)\" already bound to a different claim."
            context.record(type: "Warning", reason: "FailedBinding", message: message, on: claim.object)
            if claim.isBoundByController {
                let other = volume.claim.map(\.key.description) ?? ""
                throw .failed(
                    SyncFailure(
                        "invalid binding of claim \"\(claim.key)\" to volume \"\(volume.name)\": volume already "
                            + "claimed by \"\(other)\""))
            }
            try VolumeBinding.setPhase(of: claim, "Pending", nil, &context)
        }
    }

    /// Why the volume that a claim names is none for it. Upstream: checkVolumeSatisfyClaim.
    private static func mismatch(_ volume: PersistentVolume, _ claim: PersistentVolumeClaim) -> String? {
        if volume.object.meta.isTerminating { return "the volume is marked for deletion \"\(volume.name)\"" }
        if volume.capacity.value < claim.requested.value { return "requested PV is too small" }
        if volume.className != claim.className { return "storageClassName does not match" }
        if volume.attributesClass != claim.attributesClass { return "volumeAttributesClassName does not match" }
        if volume.volumeMode != claim.volumeMode { return "incompatible volumeMode" }
        let hasModes = claim.accessModes.allSatisfy(volume.accessModes.contains)
        return hasModes ? nil : "incompatible accessMode"
    }

    // MARK: bound before

    /// A claim that was bound stays so, or is lost for good. Upstream: syncBoundClaim.
    private static func bound(_ claim: PersistentVolumeClaim, _ context: inout Context) throws(BinderStop) {
        if claim.volumeName.isEmpty {
            try lose(
                claim, "ClaimLost", "Bound claim has lost reference to PersistentVolume. Data on the volume is lost!",
                &context)
            return
        }
        guard let volume = context.volume(claim.volumeName) else {
            context.note(.absent(.persistentVolumes, ObjectKey("", claim.volumeName)))
            try lose(
                claim, "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!", &context)
            return
        }
        if let owner = volume.claim, owner.uid != claim.object.uid {
            try lose(
                claim, "ClaimMisbound", "Two claims are bound to the same volume, this one is bound incorrectly",
                &context)
            return
        }
        try VolumeBinding.bind(volume, to: claim, &context)
    }

    /// The phase that nothing leads out of. Upstream: updateClaimStatusWithEvent.
    private static func lose(
        _ claim: PersistentVolumeClaim, _ reason: String, _ message: String, _ context: inout Context
    ) throws(BinderStop) {
        if claim.phase == "Lost" { return }
        context.note(.rule("claim-lost", detail: message))
        let written = try VolumeBinding.setPhase(of: claim, "Lost", nil, &context)
        context.record(type: "Warning", reason: reason, message: message, on: written.object)
    }
}
