import Documents

/// Upstream: pkg/apis/rbac/v1/defaults.go.
enum RoleBindingDefaults {
    private static let group: Value = "rbac.authorization.k8s.io"

    static func binding(_ object: Value) -> Value? {
        edited(object) { binding in
            binding.editStruct("roleRef") { role in edited(role) { $0.setDefault("apiGroup", group) } }
            binding.editEach("subjects") { subject in
                guard ["User", "Group"].contains(subject["kind"]?.string) else { return nil }
                return edited(subject) { $0.setDefault("apiGroup", group) }
            }
        }
    }
}
