import Documents
import KubeAPI

/// A claim that names no class gets the default one.
///
/// Upstream: plugin/pkg/admission/storage/storageclass/setdefault/admission.go; pkg/volume/util/storageclass.go.
enum DefaultStorageClass {
    static let plugin = AdmissionPlugin(
        name: "DefaultStorageClass", operations: [.create], resources: [.persistentVolumeClaims], mutate: admit)

    private static func admit(
        _ server: inout APIServer, _ claim: inout Value, _ attributes: AdmissionAttributes,
        _ pipeline: inout Pipeline
    ) throws(Status) {
        guard server.store.count(.storageClasses) > 0, claim.at("spec", "storageClassName") == nil,
            claim.at("metadata", "annotations", "volume.beta.kubernetes.io/storage-class") == nil
        else { return }
        guard
            let best = DefaultClass.newest(server.store.list(.storageClasses, namespace: ""), DefaultClass.storageMarks)
        else { return }
        claim.set(.string(best.name), at: "spec", "storageClassName")
    }
}
