import Documents
import KubeAPI
import OrderedMaps

/// May this user do that? The group `system:masters` may do everything; then the Node authorizer is asked, then RBAC.
///
/// Upstream: `--authorization-mode=Node,RBAC`; pkg/kubeapiserver/authorizer, plugin/pkg/auth/authorizer/rbac/rbac.go.
struct Authorizer: Sendable {
    /// What is known of callers that come as they are; forgotten when a role or binding changes.
    private var grants = OrderedMap<String, UserGrants>()
    private var revision: Int64 = -1

    /// The 403 if the request may not be carried out.
    mutating func check(_ request: APIRequest, _ store: Store) throws(Status) {
        if request.caller == nil, isKnown(request, store) { return }
        let user = request.actingUser
        let asked = AccessAttributes(request, as: user)
        let decision = Authorizer.decide(asked, store)
        if !decision.isAllowed { throw asked.forbidden(decision.reason) }
    }

    /// The quick way: `true` if the user's rules for the whole cluster allow it whatever its name.
    private mutating func isKnown(_ request: APIRequest, _ store: Store) -> Bool {
        if request.user.hasPrefix(NodeAuthorizer.userPrefix) { return Authorizer.isPlainOfNode(request) }
        let newest = Authorizer.rbac.reduce(0) { max($0, store.newest[$1.index]) }
        if newest != revision {
            revision = newest
            grants = OrderedMap()
        }
        if let known = grants[request.user] { return known.allow(request) }
        let user = UserInfo(named: request.user)
        let rules =
            user.groups.contains(UserInfo.masters)
            ? PolicyRule.fullAuthority : RuleResolver(store: store).rules(of: user, namespace: "").rules.map(\.rule)
        let made = UserGrants(rules)
        grants[request.user] = made
        return made.allow(request)
    }

    private static let rbac: [Resource] = [.roles, .roleBindings, .clusterRoles, .clusterRoleBindings]

    /// What each kubelet asks all the time and the Node authorizer allows without a look at the store.
    private static func isPlainOfNode(_ request: APIRequest) -> Bool {
        switch (request.resource, request.verb) {
        case (.pods, .patch), (.nodes, .patch): request.subresource == "status"
        case (.pods, .delete), (.events, .create), (.events, .patch): request.subresource.isEmpty
        case (.leases, .update):
            request.namespace == "kube-node-lease" && request.user.hasSuffix(request.name)
                && request.user.utf8.count == NodeAuthorizer.userPrefix.utf8.count + request.name.utf8.count
        default: false
        }
    }

    /// The decision, with its reason.
    static func decide(_ asked: AccessAttributes, _ store: Store) -> AccessDecision {
        if asked.user.groups.contains(UserInfo.masters) { return .allowed("") }
        var reasons: [String] = []
        if let node = NodeAuthorizer.node(asked.user) {
            let decision = NodeAuthorizer(store: store).decide(asked, node: node)
            if decision.isAllowed { return decision }
            if !decision.reason.isEmpty { reasons.append(decision.reason) }
        }
        let found = RuleResolver(store: store).rules(of: asked.user, namespace: asked.namespace)
        for granted in found.rules where granted.rule.allows(asked) {
            return .allowed("RBAC: allowed by \(granted.source)")
        }
        if !found.problems.isEmpty {
            let problems = found.problems
            reasons.append("RBAC: " + (problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]"))
        }
        return .noOpinion(reasons.joined(separator: "\n"))
    }
}

extension APIServer {
    /// The identity of the caller is good, and he may be whom he wants to be.
    ///
    /// Upstream: apiserver/pkg/endpoints/filters/impersonation.
    func checkImpersonation(_ request: APIRequest) throws(Status) {
        guard let wanted = request.caller?.impersonation else { return }
        let caller = request.authenticatedUser
        var asked: [AccessAttributes] = []
        func add(_ resource: String, _ name: String, namespace: String = "", group: String = "", _ key: String = "") {
            asked.append(
                AccessAttributes(
                    user: caller, verb: "impersonate", group: group, resource: resource, subresource: key,
                    namespace: namespace, name: name))
        }
        if wanted.user.isEmpty {
            throw .badRequest("requested impersonation without impersonating a user")
        }
        if let account = UserInfo.serviceAccount(wanted.user) {
            add("serviceaccounts", account.name, namespace: account.namespace)
        } else {
            add("users", wanted.user)
        }
        for group in wanted.groups { add("groups", group) }
        for extra in wanted.extra {
            for value in extra.values { add("userextras", value, group: "authentication.k8s.io", extra.key) }
        }
        if !wanted.uid.isEmpty { add("uids", wanted.uid, group: "authentication.k8s.io") }
        for one in asked {
            let decision = Authorizer.decide(one, store)
            if !decision.isAllowed { throw one.forbidden(decision.reason) }
        }
    }
}
