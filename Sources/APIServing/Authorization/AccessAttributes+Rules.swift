import KubeAPI

extension PolicyRule {
    /// Upstream: pkg/apis/rbac/v1/evaluation_helpers.go; plugin/pkg/auth/authorizer/rbac/rbac.go, RuleAllows.
    func allows(_ asked: AccessAttributes) -> Bool {
        guard PolicyRule.has(verbs, asked.verb) else { return false }
        guard let group = asked.group else { return PolicyRule.pathMatches(paths, asked.path) }
        return PolicyRule.has(groups, group) && allows(resource: asked.resource, asked.subresource)
            && (names.isEmpty || names.contains(asked.name))
    }
}
