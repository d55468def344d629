import Documents
import KubeAPI

/// Claims and volumes stay as long as they are used: a finalizer holds them.
///
/// Upstream: plugin/pkg/admission/storage/storageobjectinuseprotection. VolumeAttributesClasses have no controller
/// that would take theirs off again, so they get none.
enum ObjectInUseProtection {
    static let plugin = AdmissionPlugin(
        name: "StorageObjectInUseProtection", operations: [.create],
        resources: [.persistentVolumeClaims, .persistentVolumes],
        mutate: { _, draft, attributes, _ throws(Status) in
            add(
                attributes.resource == .persistentVolumes
                    ? "kubernetes.io/pv-protection" : "kubernetes.io/pvc-protection", to: &draft)
        })

    private static func add(_ finalizer: Value, to object: inout Value) {
        var finalizers = object.at("metadata", "finalizers")?.array ?? []
        if finalizers.contains(finalizer) { return }
        finalizers.append(finalizer)
        object.set(.array(finalizers), at: "metadata", "finalizers")
    }
}
