import Documents

/// What holds for Roles and the bindings of roles. Upstream: pkg/apis/rbac/validation/validation.go.
enum RoleBindingRules {
    static func role(_ role: Value, _ report: inout FieldReport) {
        MetadataRules.check(role, namespaced: true, names: .pathSegment, &report)
        report.each("rules", of: role) { report, rule, _ in
            ClusterRoleRules.policyRule(rule, namespaced: true, &report)
        }
    }

    static func roleUpdate(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        role(new, &report)
        MetadataRules.checkUpdate(new, old, &report)
    }

    static func create(_ binding: Value, namespaced: Bool, _ report: inout FieldReport) {
        MetadataRules.check(binding, namespaced: namespaced, names: .pathSegment, &report)
        let group = "rbac.authorization.k8s.io"
        report.within("roleRef") { report in
            let role = binding["roleRef"] ?? .null
            let given = role["apiGroup"]?.string ?? ""
            if given != group { report.notSupported("apiGroup", given, [group]) }
            let kinds = namespaced ? ["Role", "ClusterRole"] : ["ClusterRole"]
            let kind = role["kind"]?.string ?? ""
            if !kinds.contains(kind) { report.notSupported("kind", kind, kinds) }
            let name = role["name"]?.string ?? ""
            if name.isEmpty {
                report.required("name")
            } else {
                report.invalid("name", name, each: NameRule.pathSegment.problems(name, isPrefix: false))
            }
        }
        report.each("subjects", of: binding) { report, subject, _ in
            check(subject, namespaced: namespaced, group, &report)
        }
    }

    static func update(_ new: Value, _ old: Value, namespaced: Bool, _ report: inout FieldReport) {
        create(new, namespaced: namespaced, &report)
        MetadataRules.checkUpdate(new, old, &report)
        if new["roleRef"] == old["roleRef"] { return }
        let shown = Schema.builtIn.goInternalJSON(new["roleRef"], as: "rbac/v1.RoleRef")
        report.add(.invalid, "roleRef", badValue: shown, "cannot change roleRef")
    }

    /// Upstream: ValidateRoleBindingSubject.
    private static func check(_ subject: Value, namespaced: Bool, _ group: String, _ report: inout FieldReport) {
        let name = subject["name"]?.string ?? ""
        let given = subject["apiGroup"]?.string ?? ""
        if name.isEmpty { report.required("name") }
        switch subject["kind"]?.string ?? "" {
        case "ServiceAccount":
            if !name.isEmpty { report.invalid("name", name, each: TextRules.dnsSubdomain(name)) }
            if !given.isEmpty { report.notSupported("apiGroup", given, [""]) }
            if !namespaced, (subject["namespace"]?.string ?? "").isEmpty { report.required("namespace") }
        case "User", "Group":
            if given != group { report.notSupported("apiGroup", given, [group]) }
        case let kind: report.notSupported("kind", kind, ["ServiceAccount", "User", "Group"])
        }
    }
}
