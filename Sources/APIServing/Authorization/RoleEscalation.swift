import Documents
import KubeAPI

/// Nobody gives away what he does not hold: writes of roles and bindings are held against the writer's own rules.
///
/// Upstream: pkg/registry/rbac/{role,clusterrole,rolebinding,clusterrolebinding}/policybased/storage.go,
/// pkg/registry/rbac/escalation_check.go.
extension APIServer {
    /// - Parameter old: `nil` for a new object.
    func checkEscalation(_ draft: Value, old: Value?, _ request: APIRequest) throws(Status) {
        switch request.resource {
        case .roles, .clusterRoles, .roleBindings, .clusterRoleBindings: break
        default: return
        }
        let user = request.actingUser
        if user.groups.contains(UserInfo.masters) { return }
        if let old, RoleEscalation.differsOnlyInGarbageFields(draft, old) { return }
        let check = RoleEscalation(store: store, user: user, request: request)
        switch request.resource {
        case .roles, .clusterRoles: try check.role(draft, old: old)
        default: try check.binding(draft)
        }
    }
}

private struct RoleEscalation {
    let store: Store
    let user: UserInfo
    let request: APIRequest

    /// Owners and finalizers, so that the garbage collector needs no rights.
    static func differsOnlyInGarbageFields(_ draft: Value, _ old: Value) -> Bool {
        var same = draft
        for field in ["ownerReferences", "finalizers", "managedFields"] {
            same.set(old.at("metadata", field), at: "metadata", field)
        }
        return same == old
    }

    func role(_ draft: Value, old: Value?) throws(Status) {
        if isAllowed("escalate", request.resource.info.plural, request.name) { return }
        try confirm(PolicyRule.all(of: draft), draft)
        let gathers = [draft, old].contains {
            $0?.at("aggregationRule", "clusterRoleSelectors")?.isEmpty == false
        }
        guard gathers, !missing(PolicyRule.fullAuthority).isEmpty else { return }
        throw forbidden(draft, "must have cluster-admin privileges to use the aggregationRule")
    }

    func binding(_ draft: Value) throws(Status) {
        let kind = draft.at("roleRef", "kind")?.string ?? ""
        let name = draft.at("roleRef", "name")?.string ?? ""
        if kind == "Role" || kind == "ClusterRole", isAllowed("bind", kind == "Role" ? "roles" : "clusterroles", name) {
            return
        }
        let resolver = RuleResolver(store: store)
        do {
            try confirm(resolver.rules(ofRole: name, kind: kind, namespace: request.namespace).get(), draft)
        } catch {
            guard error.reason == "NotFound" else { throw error }
            // The storage of roles, asked in the course of this request, calls what it lacks by the request's resource.
            let info = request.resource.info
            throw .notFound(info.plural, group: info.group, name: name)
        }
    }

    private func isAllowed(_ verb: String, _ resource: String, _ name: String) -> Bool {
        Authorizer.decide(
            AccessAttributes(
                user: user, verb: verb, group: request.resource.info.group, resource: resource,
                namespace: request.namespace, name: name), store
        ).isAllowed
    }

    private func missing(_ rules: [PolicyRule]) -> [PolicyRule] {
        let own = RuleResolver(store: store).rules(of: user, namespace: request.namespace)
        return PolicyRule.missing(in: own.rules.map(\.rule), of: rules)
    }

    /// Upstream: pkg/registry/rbac/validation/rule.go, ConfirmNoEscalation.
    private func confirm(_ rules: [PolicyRule], _ draft: Value) throws(Status) {
        let missing = missing(rules)
        if missing.isEmpty { return }
        var texts: [String] = []
        for text in PolicyRule.compacted(missing).map(\.compactText).sorted() where texts.last != text {
            texts.append(text)
        }
        throw forbidden(
            draft,
            "user \(goQuoted(user.name)) (groups=\(PolicyRule.goSlice(user.groups))) is attempting to grant RBAC "
                + "permissions not currently held:\n" + texts.joined(separator: "\n"))
    }

    private func forbidden(_ draft: Value, _ why: String) -> Status {
        let info = request.resource.info
        return .forbidden(info.plural, group: info.group, name: draft.at("metadata", "name")?.string ?? "", why)
    }
}
