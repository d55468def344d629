import Documents
import KubeAPI

/// What is special about writes of APIServices, and what of them is not modelled.
///
/// Upstream: staging/src/k8s.io/kube-aggregator/pkg/registry/apiservice/strategy.go.
enum APIServiceStrategy {
    /// One that this server answers itself is available from the start.
    static func prepareForCreate(_ draft: inout Value) {
        draft.set(
            [
                "conditions": [
                    [
                        "type": "Available", "status": "True", "reason": "Local",
                        "message": "Local APIServices are always available",
                        "lastTransitionTime": draft.at("metadata", "creationTimestamp") ?? .null,
                    ]
                ]
            ], at: "status")
    }

    /// Why a request is refused; `nil` if it is not.
    static func refusal(_ request: APIRequest) -> String? {
        switch request.verb {
        case .create, .update, .patch:
            let service = request.body.at("spec", "service")
            return service.map(\.isNull) ?? true ? nil : "other API servers are not asked"
        case .delete where isBuiltIn(request.name), .deleteCollection:
            return "discovery without a group of the API server's own"
        default: return nil
        }
    }

    private static func isBuiltIn(_ name: String) -> Bool {
        ResourceTable.builtIn.contains { name == "\($0.version).\($0.group)" }
            || OtherVersion.all.contains { name == "\($0.version).\($0.group)" }
    }
}
