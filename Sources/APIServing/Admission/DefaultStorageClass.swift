import Documents
import KubeAPI

/// A claim that names no class gets the default one.
///
/// Upstream: plugin/pkg/admission/storage/storageclass/setdefault/admission.go; pkg/volume/util/storageclass.go.
enum DefaultStorageClass {
    static let plugin = AdmissionPlugin(
        name: "DefaultStorageClass", operations: [.create], resources: [.persistentVolumeClaims], mutate: admit)

    private static let marks = [
        "storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class",
    ]

    private static func admit(
        _ server: inout APIServer, _ claim: inout Value, _ attributes: AdmissionAttributes,
        _ pipeline: inout Pipeline
    ) throws(Status) {
        guard server.store.count(.storageClasses) > 0, claim.at("spec", "storageClassName") == nil,
            claim.at("metadata", "annotations", "volume.beta.kubernetes.io/storage-class") == nil
        else { return }
        guard let best = DefaultClass.newest(server.store.list(.storageClasses, namespace: ""), marks) else { return }
        claim.set(.string(best.name), at: "spec", "storageClassName")
    }
}

/// Of several classes that are marked as the default one, the newest is meant.
enum DefaultClass {
    static func newest(_ classes: [APIObject], _ marks: [String]) -> APIObject? {
        classes.filter { known in marks.contains { known.at("metadata", "annotations", $0)?.string == "true" } }
            .min { ($1.meta.created, $0.name) < ($0.meta.created, $1.name) }
    }
}
