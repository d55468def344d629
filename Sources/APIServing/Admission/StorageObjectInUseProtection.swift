import Documents
import KubeAPI

/// Claims, volumes and classes of attributes stay as long as they are used: a finalizer holds them.
///
/// Upstream: plugin/pkg/admission/storage/storageobjectinuseprotection.
enum ObjectInUseProtection {
    static let plugin = AdmissionPlugin(
        name: "StorageObjectInUseProtection", operations: [.create],
        resources: [.persistentVolumeClaims, .persistentVolumes, .volumeAttributesClasses],
        mutate: { _, draft, attributes, _ throws(Status) in
            switch attributes.resource {
            case .persistentVolumes: add("kubernetes.io/pv-protection", to: &draft)
            case .volumeAttributesClasses: add("kubernetes.io/vac-protection", to: &draft)
            default: add("kubernetes.io/pvc-protection", to: &draft)
            }
        })

    private static func add(_ finalizer: Value, to object: inout Value) {
        var finalizers = object.at("metadata", "finalizers")?.array ?? []
        if finalizers.contains(finalizer) { return }
        finalizers.append(finalizer)
        object.set(.array(finalizers), at: "metadata", "finalizers")
    }
}
