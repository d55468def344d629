import Documents

/// What holds for ClusterRoles. Upstream: pkg/apis/rbac/validation/validation.go.
enum ClusterRoleRules {
    static func create(_ role: Value, _ report: inout FieldReport) {
        MetadataRules.check(role, namespaced: false, names: .pathSegment, &report)
        report.each("rules", of: role) { report, rule, _ in policyRule(rule, namespaced: false, &report) }
        guard let aggregation = role["aggregationRule"], !aggregation.isNull else { return }
        report.within("aggregationRule") { report in
            if aggregation["clusterRoleSelectors"]?.isEmpty ?? true {
                report.required(
                    "clusterRoleSelectors",
                    "at least one clusterRoleSelector required if aggregationRule is non-nil")
            }
            report.each("clusterRoleSelectors", of: aggregation) { report, selector, _ in
                let before = report.errors.count
                MetadataRules.labelSelector("", selector, &report)
                if report.hasMore(than: before) { report.invalid("", json: nil, "invalid label selector.") }
            }
        }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        create(new, &report)
        MetadataRules.checkUpdate(new, old, &report)
    }

    /// Upstream: ValidatePolicyRule.
    static func policyRule(_ rule: Value, namespaced: Bool, _ report: inout FieldReport) {
        func isEmpty(_ field: String) -> Bool { rule[field]?.isEmpty ?? true }
        if isEmpty("verbs") { report.required("verbs", "verbs must contain at least one value") }
        if !isEmpty("nonResourceURLs") {
            if namespaced {
                report.invalid(
                    "nonResourceURLs", json: rule["nonResourceURLs"],
                    "namespaced rules cannot apply to non-resource URLs")
            }
            if ["apiGroups", "resources", "resourceNames"].contains(where: { !isEmpty($0) }) {
                report.invalid(
                    "nonResourceURLs", json: rule["nonResourceURLs"],
                    "rules cannot apply to both regular resources and non-resource URLs")
            }
            return
        }
        if isEmpty("apiGroups") { report.required("apiGroups", "resource rules must supply at least one api group") }
        if isEmpty("resources") { report.required("resources", "resource rules must supply at least one resource") }
    }
}
