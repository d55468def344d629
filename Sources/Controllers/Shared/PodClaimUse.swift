import Documents
import KubeAPI

/// The claims that a pod's volumes name.
///
/// Upstream: pkg/controller/volume/common/common.go, PodPVCIndexFunc.
enum PodClaimUse {
    /// Names in the namespace of the pod, those of ephemeral volumes too.
    static func names(of pod: APIObject) -> [String] { uses(of: pod).map(\.name) }

    /// Does the pod need the claim? The claim of an ephemeral volume is let go with a pod that has been shut down:
    /// each might wait for the other else.
    ///
    /// Upstream: pkg/controller/volume/pvcprotection/pvc_protection_controller.go, podUsesPVCForDeletion.
    static func isUsed(_ claim: APIObject, by pod: APIObject) -> Bool {
        let isShutDown = pod.meta.isTerminating && pod.meta.deletionGraceSeconds == 0
        return uses(of: pod).contains { use in
            guard use.name == claim.name else { return false }
            return !use.isEphemeral || (!isShutDown && claim.meta.controllerUID == pod.uid)
        }
    }

    private static func uses(of pod: APIObject) -> [(name: String, isEphemeral: Bool)] {
        (pod.at("spec", "volumes")?.array ?? []).compactMap { volume in
            if let name = volume.at("persistentVolumeClaim", "claimName")?.string { return (name, false) }
            let isEphemeral = volume["ephemeral"].map { !$0.isNull } ?? false
            return isEphemeral ? (pod.name + "-" + (volume["name"]?.string ?? ""), true) : nil
        }
    }
}
