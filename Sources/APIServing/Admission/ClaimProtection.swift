import Documents

/// A claim stays as long as a pod uses it, a volume as long as it is bound: a finalizer holds them.
///
/// Upstream: plugin/pkg/admission/storage/storageobjectinuseprotection.
enum ClaimProtection {
    static let claims: Value = "kubernetes.io/pvc-protection"
    static let volumes: Value = "kubernetes.io/pv-protection"

    static func add(_ finalizer: Value, to object: inout Value) {
        var finalizers = object.at("metadata", "finalizers")?.array ?? []
        if finalizers.contains(finalizer) { return }
        finalizers.append(finalizer)
        object.set(.array(finalizers), at: "metadata", "finalizers")
    }
}
