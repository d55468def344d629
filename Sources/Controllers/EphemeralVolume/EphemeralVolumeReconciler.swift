public import ControllerKit
import Documents
public import KubeAPI

/// Makes the claim of each generic ephemeral volume; it belongs to its pod and goes with it.
///
/// Upstream: pkg/controller/volume/ephemeral/controller.go.
public enum EphemeralVolumeReconciler: Reconciler {
    public static let name = "ephemeral-volume-controller"

    public static func watches(_ resource: Resource) -> Bool {
        resource == .pods || resource == .persistentVolumeClaims
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let object = change.object
        switch (object.resource, change.kind) {
        case (.pods, .added): enqueue(object, &reactions)
        case (.persistentVolumeClaims, .deleted):
            // The claim may be missed by a pod that goes on.
            for pod in reactions.caches[.pods]?.list(namespace: object.namespace) ?? []
            where PodClaimUse.names(of: pod).contains(object.name) {
                enqueue(pod, &reactions)
            }
        default: break
        }
    }

    private static func enqueue(_ pod: APIObject, _ reactions: inout Reactions<NoMemory>) {
        guard !pod.meta.isTerminating, !volumes(of: pod).isEmpty else { return }
        reactions.enqueue(pod.key)
    }

    private static func volumes(of pod: APIObject) -> [(name: String, template: Value)] {
        (pod.at("spec", "volumes")?.array ?? []).compactMap { volume in
            guard let source = volume["ephemeral"], !source.isNull else { return nil }
            return (volume["name"]?.string ?? "", source["volumeClaimTemplate"] ?? .null)
        }
    }

    /// Upstream: syncHandler.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        context.noteCache(.pods)
        guard let pod = context.cached(.pods, key.key) else {
            context.note(.absent(.pods, key.key))
            return .done
        }
        if pod.meta.isTerminating { return .done }
        for (volume, template) in volumes(of: pod) {
            guard let failure = try handle(volume, template, of: pod, &context) else { continue }
            context.record(
                type: "Warning", reason: "FailedBinding", message: "ephemeral volume \(volume): \(failure)", on: pod)
            return .withBackoff(reason: "pod \(pod.key), ephemeral volume \(volume): \(failure)")
        }
        return .done
    }

    /// The text of what failed. Upstream: handleVolume.
    private static func handle(
        _ volume: String, _ template: Value, of pod: APIObject, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> String? {
        let key = ObjectKey(pod.namespace, "\(pod.name)-\(volume)")
        if let known = context.cached(.persistentVolumeClaims, key) {
            if known.meta.controllerUID == pod.uid { return nil }
            return "PVC \(key) was not created for pod \(pod.key) (pod is not owner)"
        }
        context.note(.rule("ephemeral-claim", detail: "volume \(volume) of \(pod.name) has no claim yet: it is made"))
        let answer = try context.send(.create(claim(key, template, for: pod), .persistentVolumeClaims))
        return answer.failure.map { "create PVC \(key.name): \($0.message)" }
    }

    private static func claim(_ key: ObjectKey, _ template: Value, for pod: APIObject) -> Value {
        var metadata: Value = [
            "name": .string(key.name), "namespace": .string(key.namespace),
            "ownerReferences": [
                [
                    "apiVersion": "v1", "kind": "Pod", "name": .string(pod.name), "uid": .string(pod.uid),
                    "controller": true, "blockOwnerDeletion": true,
                ]
            ],
        ]
        for field in ["annotations", "labels"] {
            if let map = template.at("metadata", field) { metadata.set(map, at: field) }
        }
        return [
            "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": metadata,
            "spec": template["spec"] ?? .object(Fields()),
        ]
    }
}
