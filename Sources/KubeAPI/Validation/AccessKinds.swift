import Documents

/// Who may and how much: the kinds of rbac.authorization.k8s.io, quotas and limit ranges; and where pods may run.
enum AccessKinds {
    private static let rbac = "rbac.authorization.k8s.io"

    /// - Returns: whether the kind is one of them.
    static func create(_ object: Value, _ group: String, _ kind: String, _ report: inout FieldReport) -> Bool {
        switch (group, kind) {
        case (rbac, "ClusterRole"): ClusterRoleRules.create(object, &report)
        case (rbac, "Role"): RoleBindingRules.role(object, &report)
        case (rbac, "RoleBinding"): RoleBindingRules.create(object, namespaced: true, &report)
        case (rbac, "ClusterRoleBinding"): RoleBindingRules.create(object, namespaced: false, &report)
        case ("", "ResourceQuota"): QuotaRules.create(object, &report)
        case ("", "LimitRange"): LimitRangeRules.create(object, &report)
        case ("node.k8s.io", "RuntimeClass"): RuntimeClassRules.create(object, &report)
        case ("storage.k8s.io", "StorageClass"): StorageClassRules.create(object, &report)
        default: return false
        }
        return true
    }

    /// - Returns: whether the kind is one of them.
    static func update(
        _ new: Value, _ old: Value, _ group: String, _ kind: String, _ subresource: String, _ report: inout FieldReport
    ) -> Bool {
        switch (group, kind, subresource) {
        case (rbac, "ClusterRole", ""): ClusterRoleRules.update(new, old, &report)
        case (rbac, "Role", ""): RoleBindingRules.roleUpdate(new, old, &report)
        case (rbac, "RoleBinding", ""): RoleBindingRules.update(new, old, namespaced: true, &report)
        case (rbac, "ClusterRoleBinding", ""): RoleBindingRules.update(new, old, namespaced: false, &report)
        case ("", "ResourceQuota", ""): QuotaRules.update(new, old, &report)
        case ("", "ResourceQuota", "status"): QuotaRules.status(new, old, &report)
        case ("", "LimitRange", ""): LimitRangeRules.update(new, old, &report)
        case ("node.k8s.io", "RuntimeClass", ""): RuntimeClassRules.update(new, old, &report)
        case ("storage.k8s.io", "StorageClass", ""): StorageClassRules.update(new, old, &report)
        default: return false
        }
        return true
    }
}
