import Documents
import KubeAPI

/// Which rules hold for whom: roles found through the bindings that name a user, in the order of their names.
///
/// Upstream: pkg/registry/rbac/validation/rule.go, DefaultRuleResolver.
struct RuleResolver {
    let store: Store

    /// A rule and the binding that gives it.
    struct Granted {
        let rule: PolicyRule
        /// `ClusterRoleBinding "x" of ClusterRole "y" to Group "z"`.
        let source: String
    }

    /// What was found, and what could not be.
    struct Found {
        var rules: [Granted] = []
        /// Bindings whose role is not there.
        var problems: [String] = []
    }

    /// The rules of a user: those for the whole cluster, then those of `namespace` if it is not empty.
    func rules(of user: UserInfo, namespace: String) -> Found {
        var found = Found()
        for binding in store.list(.clusterRoleBindings, namespace: "") { add(binding, user, namespace: "", &found) }
        if !namespace.isEmpty {
            for binding in store.list(.roleBindings, namespace: namespace) {
                add(binding, user, namespace: namespace, &found)
            }
        }
        return found
    }

    private func add(_ binding: APIObject, _ user: UserInfo, namespace: String, _ found: inout Found) {
        let subjects = binding["subjects"]?.array ?? []
        guard let subject = subjects.first(where: { RuleResolver.names($0, user, namespace: namespace) })
        else { return }
        let kind = binding.at("roleRef", "kind")?.string ?? ""
        let role = binding.at("roleRef", "name")?.string ?? ""
        switch rules(ofRole: role, kind: kind, namespace: namespace) {
        case .failure(let problem): found.problems.append(problem.message)
        case .success(let rules):
            let name = namespace.isEmpty ? binding.name : "\(binding.name)/\(binding.namespace)"
            let source =
                "\(binding.resource.info.kind) \(goQuoted(name)) of \(kind) \(goQuoted(role)) to "
                + RuleResolver.describe(subject, namespace)
            for rule in rules { found.rules.append(Granted(rule: rule, source: source)) }
        }
    }

    /// The rules of the role that a binding names; 404 if it is not there.
    func rules(ofRole name: String, kind: String, namespace: String) -> Result<[PolicyRule], Status> {
        let group = Resource.roles.info.group
        switch kind {
        case "Role":
            guard let role = store.object(.roles, ObjectKey(namespace, name)) else {
                return .failure(.notFound("roles", group: group, name: name))
            }
            return .success(PolicyRule.all(of: role.value))
        case "ClusterRole":
            guard let role = store.object(.clusterRoles, ObjectKey("", name)) else {
                return .failure(.notFound("clusterroles", group: group, name: name))
            }
            return .success(PolicyRule.all(of: role.value))
        default:
            return .failure(
                Status(
                    code: 500, reason: "InternalError",
                    message: "unsupported role reference kind: \(goQuoted(kind))"))
        }
    }

    private static func names(_ subject: Value, _ user: UserInfo, namespace: String) -> Bool {
        let name = subject["name"]?.string ?? ""
        switch subject["kind"]?.string {
        case "User": return user.name == name
        case "Group": return user.groups.contains(name)
        case "ServiceAccount":
            var place = subject["namespace"]?.string ?? ""
            if place.isEmpty { place = namespace }
            return !place.isEmpty && user.name == "system:serviceaccount:\(place):\(name)"
        default: return false
        }
    }

    private static func describe(_ subject: Value, _ namespace: String) -> String {
        let kind = subject["kind"]?.string ?? ""
        var name = subject["name"]?.string ?? ""
        if kind == "ServiceAccount" {
            let place = subject["namespace"]?.string ?? ""
            name += "/" + (place.isEmpty ? namespace : place)
        }
        return "\(kind) \(goQuoted(name))"
    }
}
