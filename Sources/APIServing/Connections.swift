import Documents
import KubeAPI

/// Connections into containers: what the API server checks before it passes them on to a kubelet.
///
/// The body of such a request is the `PodExecOptions` or `PodAttachOptions` that the query spells.
/// Upstream: pkg/registry/core/pod/rest/subresources.go, authorize.go; pkg/registry/core/pod/strategy.go,
/// streamLocation.
enum Connections {
    static func isMeant(by request: APIRequest) -> Bool {
        request.resource == .pods && (request.subresource == "exec" || request.subresource == "attach")
    }
}

extension APIServer {
    /// The pod that is connected to, with code 101.
    func connect(_ request: APIRequest) throws(Status) -> APIResult {
        guard request.verb == .get || request.verb == .create else {
            throw Status(
                code: 405, reason: "MethodNotAllowed",
                message: "the server does not allow this method on the requested resource")
        }
        // A WebSocket is opened by GET; that needs the right to `create` all the same.
        var asked = AccessAttributes(request, as: request.actingUser)
        asked.verb = "create"
        let decision = Authorizer.decide(asked, store)
        if !decision.isAllowed {
            throw .forbidden(asked.resource, group: asked.group ?? "", name: asked.name, decision.reason)
        }
        let pod = try existing(request)
        _ = try pod.chosenContainer(request.body["container"]?.string ?? "")
        if (pod.pod?.nodeName ?? "").isEmpty {
            throw .badRequest("pod \(pod.name) does not have a host assigned")
        }
        return .object(pod, code: 101)
    }
}
