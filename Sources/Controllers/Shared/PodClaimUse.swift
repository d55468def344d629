import Documents
import KubeAPI

/// The claims that a pod's volumes name.
///
/// Upstream: pkg/controller/volume/common/common.go, PodPVCIndexFunc.
enum PodClaimUse {
    /// Names in the namespace of the pod, those of ephemeral volumes too.
    static func names(of pod: APIObject) -> [String] {
        (pod.at("spec", "volumes")?.array ?? []).compactMap { volume in
            if let name = volume.at("persistentVolumeClaim", "claimName")?.string { return name }
            let isEphemeral = volume["ephemeral"].map { !$0.isNull } ?? false
            return isEphemeral ? pod.name + "-" + (volume["name"]?.string ?? "") : nil
        }
    }
}
