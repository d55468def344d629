import Commands
import Documents
import KubeAPI

/// `create role`, `clusterrole`, `rolebinding`, `clusterrolebinding`.
///
/// Upstream: kubectl/pkg/cmd/create/create_role.go, create_clusterrole.go, create_rolebinding.go,
/// create_clusterrolebinding.go.
extension Execution {
    private static let roleGroup = "rbac.authorization.k8s.io"
    private static let resourceVerbs = [
        "*", "get", "delete", "list", "create", "update", "patch", "watch", "proxy", "deletecollection", "use", "bind",
        "escalate", "impersonate",
    ]
    private static let pathVerbs = ["*", "get", "post", "put", "delete", "patch", "head", "options"]

    /// A resource as `--resource` names it: `deployments.apps/scale`.
    private struct RuleResource {
        var group = ""
        var name: String
        var subresource = ""
        /// The name of a kind that is served, or of one that only verbs like `impersonate` know.
        var isKnown = false
    }

    mutating func role(_ name: String) throws(KubectlFailure) -> Value {
        let (verbs, resources) = (roleVerbs(), roleResources())
        if verbs.isEmpty { throw .message("at least one verb must be specified") }
        warnOfVerbs(verbs)
        if resources.isEmpty { throw .message("at least one resource must be specified") }
        try check(resources, verbs)
        return roleValue("Role", name, ["rules": .array(rules(verbs, resources, paths: []))])
    }

    mutating func clusterRole(_ name: String) throws(KubectlFailure) -> Value {
        let (verbs, resources) = (roleVerbs(), roleResources())
        var paths: [String] = []
        for path in command.list("non-resource-url") where !paths.contains(path) { paths.append(path) }
        let aggregation = command.list("aggregation-rule")
        if !aggregation.isEmpty {
            if !paths.isEmpty || !verbs.isEmpty || !resources.isEmpty || command.isGiven("resource-name") {
                throw .message(
                    "aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames")
            }
            var labels = Fields()
            for pair in aggregation {
                guard let equals = pair.firstIndex(of: "=") else {
                    throw .message("malformed pair, expect string=string")
                }
                labels[String(pair[..<equals])] = .string(String(pair[pair.index(after: equals)...]))
            }
            return roleValue(
                "ClusterRole", name,
                ["aggregationRule": ["clusterRoleSelectors": [["matchLabels": .object(labels)]]]])
        }
        if verbs.isEmpty { throw .message("at least one verb must be specified") }
        if resources.isEmpty && paths.isEmpty {
            throw .message("one of resource or nonResourceURL must be specified")
        }
        if !resources.isEmpty {
            warnOfVerbs(verbs)
            try check(resources, verbs)
        }
        try check(paths: paths, verbs)
        return roleValue("ClusterRole", name, ["rules": .array(rules(verbs, resources, paths: paths))])
    }

    private func roleValue(_ kind: String, _ name: String, _ rest: Value) -> Value {
        var value = rest
        value.set(.string("\(Execution.roleGroup)/v1"), at: "apiVersion")
        value.set(.string(kind), at: "kind")
        value.set(.string(name), at: "metadata", "name")
        return value
    }

    private func roleVerbs() -> [String] {
        var verbs: [String] = []
        for verb in command.list("verb") {
            if verb == "*" { return ["*"] }
            if !verbs.contains(verb) { verbs.append(verb) }
        }
        return verbs
    }

    private mutating func warnOfVerbs(_ verbs: [String]) {
        for verb in verbs where !Execution.resourceVerbs.contains(verb) {
            err += "Warning: '\(verb)' is not a standard resource verb\n"
        }
    }

    private func roleResources() -> [RuleResource] {
        var out: [RuleResource] = []
        for text in command.list("resource") {
            let sections = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let parts = sections[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
                .map(String.init)
            var resource = RuleResource(name: parts[0])
            if parts.count == 2 { resource.group = parts[1] }
            if sections.count == 2 { resource.subresource = sections[1] }
            if text == "*" { return [resource] }
            if parts[0] != "*", let info = discovery.find(sections[0]) {
                (resource.name, resource.group, resource.isKnown) = (info.plural, info.group, true)
            }
            out.append(resource)
        }
        return out
    }

    /// Upstream: validateResource and its table of verbs that go with few resources only.
    private func check(_ resources: [RuleResource], _ verbs: [String]) throws(KubectlFailure) {
        let special: [(verb: String, resources: [String])] = [
            ("use", ["podsecuritypolicies.policy", "podsecuritypolicies.extensions"]),
            ("bind", ["roles.\(Execution.roleGroup)", "clusterroles.\(Execution.roleGroup)"]),
            ("escalate", ["roles.\(Execution.roleGroup)", "clusterroles.\(Execution.roleGroup)"]),
            ("impersonate", ["users.", "serviceaccounts.", "groups.", "userextras.authentication.k8s.io"]),
        ]
        for resource in resources {
            if resource.name.isEmpty {
                throw .message("resource must be specified if apiGroup/subresource specified")
            }
            if resource.name == "*" { return }
            var isKnown = resource.isKnown
            for verb in verbs {
                guard let rule = special.first(where: { $0.verb == verb }) else { continue }
                guard rule.resources.contains("\(resource.name).\(resource.group)") else {
                    throw .message(
                        "can not perform '\(verb)' on '\(resource.name)' in group '\(resource.group)'")
                }
                isKnown = true
            }
            if !isKnown {
                let group = resource.group.isEmpty ? "" : " in group \(GoStrings.quoted(resource.group))"
                throw .plain("the server doesn't have a resource type \(GoStrings.quoted(resource.name))\(group)")
            }
        }
    }

    private func check(paths: [String], _ verbs: [String]) throws(KubectlFailure) {
        if paths.isEmpty { return }
        for verb in verbs where !Execution.pathVerbs.contains(verb) {
            throw .message("invalid verb: '\(verb)' for nonResourceURL")
        }
        for path in paths where path != "*" {
            if !path.hasPrefix("/") { throw .message("nonResourceURL should start with /") }
            if path.dropLast().contains("*") {
                throw .message("nonResourceURL only supports wildcard matches when '*' is at the end")
            }
        }
    }

    /// One rule a group, in the order of the groups. Upstream: generateResourcePolicyRules.
    private func rules(_ verbs: [String], _ resources: [RuleResource], paths: [String]) -> [Value] {
        var byGroup: [(group: String, names: [String])] = []
        for resource in resources {
            let name = resource.subresource.isEmpty ? resource.name : "\(resource.name)/\(resource.subresource)"
            if let index = byGroup.firstIndex(where: { $0.group == resource.group }) {
                if !byGroup[index].names.contains(name) { byGroup[index].names.append(name) }
            } else {
                byGroup.append((resource.group, [name]))
            }
        }
        var names: [String] = []
        for name in command.list("resource-name") where !names.contains(name) { names.append(name) }
        func list(_ texts: [String]) -> Value { .array(texts.map { .string($0) }) }
        var rules = byGroup.sorted { $0.group < $1.group }.map { group, resources -> Value in
            var rule: Value = ["apiGroups": list([group]), "resources": list(resources), "verbs": list(verbs)]
            if !names.isEmpty { rule.set(list(names), at: "resourceNames") }
            return rule
        }
        if !paths.isEmpty { rules.append(["nonResourceURLs": list(paths), "verbs": list(verbs)]) }
        return rules
    }

    // MARK: bindings

    func roleBinding(_ name: String, isCluster: Bool) throws(KubectlFailure) -> Value {
        let (role, clusterRole) = (command.string("role"), command.string("clusterrole"))
        if isCluster && !command.isGiven("clusterrole") {
            throw .message("required flag(s) \"clusterrole\" not set")
        }
        if !isCluster && role.isEmpty == clusterRole.isEmpty {
            throw .message("exactly one of clusterrole or role must be specified")
        }
        let reference: Value = [
            "apiGroup": .string(Execution.roleGroup), "kind": role.isEmpty ? "ClusterRole" : "Role",
            "name": .string(role.isEmpty ? clusterRole : role),
        ]
        let subjects = try subjects()
        var rest: Value = ["roleRef": reference]
        if !subjects.isEmpty { rest.set(.array(subjects), at: "subjects") }
        return roleValue(isCluster ? "ClusterRoleBinding" : "RoleBinding", name, rest)
    }

    /// What `--user`, `--group` and `--serviceaccount` name.
    func subjects() throws(KubectlFailure) -> [Value] {
        var out: [Value] = []
        for (flag, kind) in [("user", "User"), ("group", "Group")] {
            for name in command.list(flag) {
                out.append(["apiGroup": .string(Execution.roleGroup), "kind": .string(kind), "name": .string(name)])
            }
        }
        for account in command.list("serviceaccount") {
            let parts = account.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw .message("serviceaccount must be <namespace>:<name>")
            }
            out.append(["kind": "ServiceAccount", "name": .string(parts[1]), "namespace": .string(parts[0])])
        }
        return out
    }
}
