public import ControllerKit
import Documents
public import KubeAPI

/// Lets a claim that is being deleted go once no pod on a node uses it.
///
/// Upstream: pkg/controller/volume/pvcprotection/pvc_protection_controller.go.
public enum ClaimProtectionReconciler: Reconciler {
    public static let name = "pvc-protection-controller"
    public static let workers = 1
    static let finalizer = "kubernetes.io/pvc-protection"

    public static func watches(_ resource: Resource) -> Bool {
        resource == .persistentVolumeClaims || resource == .pods
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let object = change.object
        if object.resource == .persistentVolumeClaims {
            if change.kind != .deleted, ProtectedObject.needsLook(object, finalizer) { reactions.enqueue(object.key) }
        } else if object.resource == .pods {
            // A pod that runs on a node cannot set a claim free.
            let isFree = change.kind == .deleted || object.flags.isFinished || object.pod?.nodeName.isEmpty == true
            guard isFree else { return }
            for claim in PodClaimUse.names(of: object) { reactions.enqueue(ObjectKey(object.namespace, claim)) }
        }
    }

    /// Upstream: processPVC.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let key = key.key
        guard let claim = context.cached(.persistentVolumeClaims, key) else {
            context.note(.absent(.persistentVolumeClaims, key))
            return .done
        }
        var finalizers = claim.meta.finalizers
        if ProtectedObject.waits(for: finalizer, claim) {
            if let user = try user(of: claim, &context) {
                context.note(.rule("claim-protection", detail: "\(user) is on a node and uses \(key.name): it stays"))
                return .done
            }
            context.note(.rule("claim-protection", detail: "no pod on a node uses \(key.name): it may go"))
            finalizers.removeAll { $0 == finalizer }
        } else if ProtectedObject.mustAdd(finalizer, to: claim) {
            finalizers.append(finalizer)
        } else {
            return .done
        }
        return try ProtectedObject.write(claim, finalizers: finalizers, &context)
    }

    /// A pod on a node that names the claim: looked for in the cache first, then live.
    private static func user(
        of claim: APIObject, _ context: inout SyncContext<NoMemory>
    ) throws(Interrupt) -> String? {
        func uses(_ pod: APIObject) -> Bool {
            pod.pod?.nodeName.isEmpty == false && PodClaimUse.isUsed(claim, by: pod)
        }
        if let known = context.cachedList(.pods, namespace: claim.namespace).first(where: uses) { return known.name }
        let answer = try context.send(APIRequest(.list, .pods, namespace: claim.namespace))
        guard case .list(let pods, _) = answer else { return nil }
        return pods.first(where: uses)?.name
    }
}
