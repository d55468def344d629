import ControllerKit
import Documents
import KubeAPI

/// How many pods the controller of a pod is to keep.
///
/// Upstream: pkg/controller/disruption/disruption.go, finders.
struct PodScale {
    let uid: String
    /// `Deployment web`.
    let name: String
    let replicas: Int

    typealias Context = SyncContext<NoMemory>

    private init(_ object: APIObject) {
        uid = object.uid
        name = "\(object.resource.info.kind) \(object.name)"
        replicas = Int(object.at("spec", "replicas")?.int ?? 0)
    }

    /// A ReplicaSet of a Deployment stands for the Deployment. `nil`: there is nobody of that name and uid.
    static func find(
        _ owner: OwnerReference, namespace: String, _ context: inout Context
    ) throws(DisruptionReconciler.Failure) -> PodScale? {
        let group = owner.apiVersion.contains("/") ? String(owner.apiVersion.prefix { $0 != "/" }) : ""
        let found: APIObject?
        switch (group, owner.kind) {
        case ("", "ReplicationController"): found = cached(.replicationControllers, owner, namespace, &context)
        case ("apps", "ReplicaSet"), ("extensions", "ReplicaSet"):
            found = cached(.replicaSets, owner, namespace, &context)
            if let set = found, let deployment = set.meta.controller, deployment.kind == "Deployment" {
                if let top = cached(.deployments, deployment, namespace, &context) { return PodScale(top) }
                // Upstream skips the set and asks the scale of the ReplicaSet itself.
                return try live(owner, namespace, &context)
            }
        case ("apps", "StatefulSet"): found = cached(.statefulSets, owner, namespace, &context)
        default: found = nil
        }
        if let found { return PodScale(found) }
        return try live(owner, namespace, &context)
    }

    private static func cached(
        _ resource: Resource, _ owner: OwnerReference, _ namespace: String, _ context: inout Context
    ) -> APIObject? {
        let object = context.cached(resource, ObjectKey(namespace, owner.name))
        return object?.uid == owner.uid ? object : nil
    }

    /// Anything else is asked for its scale at the API server. Upstream: getScaleController.
    private static func live(
        _ owner: OwnerReference, _ namespace: String, _ context: inout Context
    ) throws(DisruptionReconciler.Failure) -> PodScale? {
        guard let info = context.discovered.find(apiVersion: owner.apiVersion, kind: owner.kind) else {
            throw .failed("no matches for kind \"\(owner.kind)\" in version \"\(owner.apiVersion)\"")
        }
        guard info.subresources.contains("scale") else {
            throw .failed("\(info.qualified) does not implement the scale subresource")
        }
        var request = APIRequest.get(info.resource, ObjectKey(namespace, owner.name))
        request.subresource = "scale"
        let answer: APIResult
        do throws(Interrupt) {
            answer = try context.send(request)
        } catch {
            throw .interrupted(error)
        }
        if let status = answer.failure {
            if status.reason == "NotFound" { return nil }
            throw .failed(status.message)
        }
        guard case .document(let scale, _) = answer, scale.at("metadata", "uid")?.string == owner.uid else {
            return nil
        }
        return PodScale(APIObject(scale, info.resource))
    }
}
