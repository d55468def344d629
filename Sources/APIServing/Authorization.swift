import Documents
import KubeAPI

/// Who asks.
struct Identity {
    let user: String

    init(_ user: String) { self.user = user }

    /// The groups a certificate or token of that user carries.
    var groups: [String] {
        if user.hasPrefix("system:serviceaccount:") {
            let namespace = user.split(separator: ":").dropFirst(2).first.map(String.init) ?? ""
            return ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated"]
        }
        if user.hasPrefix("system:node:") { return ["system:nodes", "system:authenticated"] }
        if user == "kubernetes-admin" { return ["kubeadm:cluster-admins", "system:authenticated"] }
        if user == "system:apiserver" { return ["system:masters", "system:authenticated"] }
        return ["system:authenticated"]
    }
}

/// May this user do that? The rules of kubelets are upstream's Node authorizer and NodeRestriction in
/// short; components and the admin may do everything; anybody else may do nothing.
///
/// Upstream: plugin/pkg/auth/authorizer/node, plugin/pkg/admission/noderestriction.
enum Authorization {
    /// - Returns: which rule allowed it.
    static func check(_ request: APIRequest, _ identity: Identity) throws(Status) -> String {
        let user = identity.user
        if user == "kubernetes-admin" || user == "system:apiserver" { return "RBAC: cluster-admin" }
        if user.hasPrefix("system:serviceaccount:kube-system:") || user == "system:kube-scheduler"
            || user == "system:kube-controller-manager"
        {
            return "RBAC: \(user)"
        }
        // Controllers that learners wrote: roles are not evaluated.
        if user.hasPrefix("system:serviceaccount:default:") { return "RBAC: \(user)" }
        if user.hasPrefix("system:node:") {
            try checkNode(request, node: String(user.dropFirst("system:node:".count)))
            return "Node authorizer: \(user)"
        }
        throw denied(request, user)
    }

    /// Upstream: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go, forbiddenMessage.
    private static func denied(_ request: APIRequest, _ user: String) -> Status {
        let info = request.resource.info
        let resource = request.subresource.isEmpty ? info.plural : "\(info.plural)/\(request.subresource)"
        let scope = request.namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(request.namespace)\""
        return .forbidden(
            info.plural, group: info.group, name: request.name,
            "User \"\(user)\" cannot \(request.verb.word) resource \"\(resource)\" in API group "
                + "\"\(info.group)\" \(scope)")
    }

    /// A kubelet changes only its own node, its own lease and pods bound to it.
    private static func checkNode(_ request: APIRequest, node: String) throws(Status) {
        if request.verb.isRead { return }
        switch request.resource {
        case .nodes, .leases:
            let name = request.name.isEmpty ? request.body.at("metadata", "name")?.string ?? "" : request.name
            if name != node {
                throw .forbidden(
                    request.resource.info.plural, group: request.resource.info.group, name: name,
                    "node \"\(node)\" is not allowed to modify "
                        + "\(request.resource == .nodes ? "node" : "lease") \"\(name)\"")
            }
        case .pods, .events: return
        default:
            throw .forbidden(
                request.resource.info.plural, group: request.resource.info.group, name: request.name,
                "User \"system:node:\(node)\" cannot \(request.verb.word) resource \"\(request.resource.info.plural)\"")
        }
    }
}
