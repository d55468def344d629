import Documents
import KubeAPI

/// What is served by a real v1.36 but not modelled: it can be discovered, and is refused with a message that says so.
enum RefusedRequests {
    static func check(_ request: APIRequest) throws(Status) {
        let info = request.resource.info
        if !request.subresource.isEmpty {
            if subresources.contains(request.subresource) {
                throw .notModelled("\(info.plural)/\(request.subresource)")
            }
            return
        }
        if !info.isStored && !APIServer.isReview(info.resource) { throw .notModelled(info.qualified) }
        if info.resource == .apiServices, let why = APIServiceStrategy.refusal(request) {
            throw .notModelled("\(info.qualified): \(why)")
        }
        guard request.verb == .create else { return }
        if let why = refusedKinds[info.resource] { throw .notModelled("\(info.qualified): \(why)") }
    }

    /// Subresources that need a connection, or are still to come.
    private static let subresources: Set = [
        "portforward", "proxy",
    ]

    /// Objects whose effect is not modelled: storing them would promise what does not happen.
    private static let refusedKinds: [Resource: String] = [
        .mutatingWebhookConfigurations: "admission webhooks are not called",
        .validatingWebhookConfigurations: "admission webhooks are not called",
        .mutatingAdmissionPolicies: "CEL is not evaluated",
        .mutatingAdmissionPolicyBindings: "CEL is not evaluated",
        .validatingAdmissionPolicies: "CEL is not evaluated",
        .validatingAdmissionPolicyBindings: "CEL is not evaluated",
        .deviceClasses: "devices are not allocated",
        .resourceClaims: "devices are not allocated",
        .resourceClaimTemplates: "devices are not allocated",
        .resourceSlices: "devices are not allocated",
    ]
}
