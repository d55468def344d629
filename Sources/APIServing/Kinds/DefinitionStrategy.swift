import Documents
import KubeAPI
import Simulation

/// How CustomResourceDefinitions are written.
///
/// Upstream: staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition/{strategy,etcd}.go.
enum DefinitionStrategy {
    /// The status of a new one: nothing is accepted yet, the storage version counts as stored.
    static func prepareForCreate(_ draft: inout Value) {
        draft.set(
            [
                "conditions": .null, "acceptedNames": ["plural": "", "kind": ""],
                "storedVersions": storageVersion(draft).map { .array([.string($0)]) } ?? .null,
            ], at: "status")
    }

    /// A new storage version joins those in which objects may be stored.
    static func prepareForUpdate(_ draft: inout Value) {
        guard let version = storageVersion(draft) else { return }
        var stored = draft.at("status", "storedVersions")?.array ?? []
        if stored.contains(.string(version)) { return }
        stored.append(.string(version))
        draft.set(.array(stored), at: "status", "storedVersions")
    }

    private static func storageVersion(_ draft: Value) -> String? {
        draft.at("spec", "versions")?.array?.first { $0["storage"]?.bool == true }?["name"]?.string
    }

    /// The first deletion only marks it: its objects go first.
    static func markDeleted(_ draft: inout Value, at moment: Moment) {
        draft.set(.string(Timestamps.seconds(moment.date)), at: "metadata", "deletionTimestamp")
        var finalizers = draft.at("metadata", "finalizers")?.array ?? []
        let cleanup: Value = .string(CustomDefinition.cleanupFinalizer)
        if !finalizers.contains(cleanup) { finalizers.append(cleanup) }
        draft.set(.array(finalizers), at: "metadata", "finalizers")
        let condition: Value = [
            "type": "Terminating", "status": "True", "reason": "InstanceDeletionPending",
            "message": "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
            "lastTransitionTime": .string(Timestamps.seconds(moment.date)),
        ]
        var conditions = (draft.at("status", "conditions")?.array ?? []).filter { $0["type"]?.string != "Terminating" }
        conditions.append(condition)
        draft.set(.array(conditions), at: "status", "conditions")
    }
}
