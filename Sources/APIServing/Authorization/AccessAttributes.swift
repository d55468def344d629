import Documents
import KubeAPI

/// What is asked of the authorizers: may this user do that to those objects, or read that path?
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/authorization/authorizer, Attributes.
struct AccessAttributes {
    var user: UserInfo
    /// `get`, `impersonate`, `escalate`, …
    var verb: String
    /// `nil` for a path that is no resource.
    var group: String? = ""
    /// The plural; any word in a review.
    var resource = ""
    var subresource = ""
    /// Empty: all namespaces, or a resource without any.
    var namespace = ""
    /// Empty: all, or not known yet.
    var name = ""
    /// Only if `group` is `nil`.
    var path = ""
    var fieldSelector = ""

    /// `pods/log`.
    var combinedResource: String { subresource.isEmpty ? resource : "\(resource)/\(subresource)" }

    /// The 403 for it. `why` is the authorizers' reason, mostly empty.
    ///
    /// Upstream: apiserver/pkg/endpoints/handlers/responsewriters/errors.go, ForbiddenStatusError.
    func forbidden(_ why: String) -> Status {
        let text: String
        if let group {
            let place = namespace.isEmpty ? "at the cluster scope" : "in the namespace \(goQuoted(namespace))"
            text =
                "User \(goQuoted(user.name)) cannot \(verb) resource \(goQuoted(combinedResource)) in API group "
                + "\(goQuoted(group)) \(place)"
        } else {
            text = "User \(goQuoted(user.name)) cannot \(verb) path \(goQuoted(path))"
        }
        let safe = AccessAttributes.withoutMarkup(text)
        return .forbidden(resource, group: group ?? "", name: name, why.isEmpty ? safe : "\(safe): \(why)")
    }

    /// Nothing that a browser would take for HTML.
    private static func withoutMarkup(_ text: String) -> String {
        var out = ""
        for letter in text {
            switch letter {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            default: out.append(letter)
            }
        }
        return out
    }
}

extension AccessAttributes {
    /// What a request needs to be allowed to do.
    init(_ request: APIRequest, as user: UserInfo) {
        let info = request.resource.info
        self.init(
            user: user, verb: request.verb.word, group: info.group, resource: info.plural,
            subresource: request.subresource, namespace: request.namespace,
            name: request.verb == .create && request.subresource.isEmpty ? "" : request.name,
            fieldSelector: request.options.fieldSelector)
        // The namespace of a request on a namespace is that namespace. Upstream: request/requestinfo.go.
        if info.resource == .namespaces, !name.isEmpty { namespace = name }
    }
}

/// What the authorizers say.
struct AccessDecision {
    var isAllowed: Bool
    /// `RBAC: allowed by ClusterRoleBinding "cluster-admin" of …`; may be empty.
    var reason: String

    static func allowed(_ reason: String) -> AccessDecision { AccessDecision(isAllowed: true, reason: reason) }
    static func noOpinion(_ reason: String = "") -> AccessDecision {
        AccessDecision(isAllowed: false, reason: reason)
    }
}
