import Documents
import KubeAPI
import Simulation

/// How both loops over ServiceCIDRs say whether one is ready: by server-side apply, that wins every conflict.
enum ServiceCIDRStatus {
    /// The request that sets the condition Ready.
    static func apply(
        _ name: String, _ isReady: Bool, _ reason: String, _ message: String, by manager: String, at moment: Moment
    ) -> APIRequest {
        let condition: Value = [
            "type": "Ready", "status": isReady ? "True" : "False", "reason": .string(reason),
            "message": .string(message), "lastTransitionTime": .string(Timestamps.seconds(moment.date)),
        ]
        return StatusApply.request(.serviceCIDRs, name, condition, by: manager)
    }
}

/// A condition set by server-side apply of the status, as clients with apply configurations do.
enum StatusApply {
    /// The request; `manager` owns the condition afterwards.
    static func request(
        _ resource: Resource, _ name: String, _ condition: Value, by manager: String
    ) -> APIRequest {
        let body: Value = [
            "apiVersion": .string(resource.info.apiVersion), "kind": .string(resource.info.kind),
            "metadata": ["name": .string(name)], "status": ["conditions": [condition]],
        ]
        var request = APIRequest.patch(.apply, resource, ObjectKey("", name), subresource: "status", body)
        request.options.fieldManager = manager
        request.options.force = true
        return request
    }
}
