import Documents
import KubeAPI

/// Only a bound claim of a class that allows it may grow.
///
/// Upstream: plugin/pkg/admission/storage/persistentvolume/resize/admission.go.
enum ClaimResize {
    static let plugin = AdmissionPlugin(
        name: "PersistentVolumeClaimResize", operations: [.update], resources: [.persistentVolumeClaims], judge: judge)

    private static func judge(
        _ server: inout APIServer, _ claim: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard let old = attributes.old else { return }
        func size(_ of: Value) -> Quantity {
            ResourceList(reading: of.at("spec", "resources", "requests"))["storage"] ?? .zero
        }
        guard size(claim) > size(old.value) else { return }
        if old.at("status", "phase")?.string != "Bound" {
            throw attributes.forbidden(claim, "Only bound persistent volume claims can be expanded")
        }
        let name = claim.at("spec", "storageClassName")?.string ?? ""
        let isSame = !name.isEmpty && name == old.at("spec", "storageClassName")?.string
        let storageClass = server.store.object(.storageClasses, ObjectKey("", name))
        if isSame, storageClass?["allowVolumeExpansion"]?.bool == true { return }
        throw attributes.forbidden(
            claim,
            "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must "
                + "support resize")
    }
}
