import Documents

/// A claim stays as long as a pod uses it: a finalizer holds it.
///
/// Upstream: plugin/pkg/admission/storage/storageobjectinuseprotection.
enum ClaimProtection {
    static let finalizer: Value = "kubernetes.io/pvc-protection"

    static func addFinalizer(_ claim: inout Value) {
        var finalizers = claim.at("metadata", "finalizers")?.array ?? []
        if finalizers.contains(finalizer) { return }
        finalizers.append(finalizer)
        claim.set(.array(finalizers), at: "metadata", "finalizers")
    }
}
