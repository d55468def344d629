import Documents

/// What holds for PodDisruptionBudgets. Upstream: pkg/apis/policy/validation/validation.go.
enum PodDisruptionBudgetRules {
    static let evictionPolicies = ["AlwaysAllow", "IfHealthyBudget"]

    static func create(_ budget: Value, _ report: inout FieldReport) {
        spec(budget["spec"] ?? .null, &report)
        MetadataRules.checkAfter(budget, &report)
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        spec(new["spec"] ?? .null, &report)
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        if spec["minAvailable"].isThere && spec["maxUnavailable"].isThere {
            report.add(
                .invalid, "spec", badValue: internalText(spec), "minAvailable and maxUnavailable cannot be both set")
        }
        report.within("spec") { report in
            for field in ["minAvailable", "maxUnavailable"] where spec[field].isThere {
                report.positiveIntOrPercent(field, spec[field])
                report.notMoreThan100Percent(field, spec[field])
            }
            MetadataRules.labelSelector("selector", spec["selector"], &report)
            if let policy = spec["unhealthyPodEvictionPolicy"]?.string, !evictionPolicies.contains(policy) {
                report.notSupported("unhealthyPodEvictionPolicy", policy, evictionPolicies)
            }
        }
    }

    /// The internal Go struct has no JSON names: messages show it with the names of its fields.
    private static func internalText(_ spec: Value) -> String {
        func text(_ field: String) -> String { spec[field].map(goJSON) ?? "null" }
        let selector = spec["selector"].map { Schema.builtIn.goJSON($0, as: "meta/v1.LabelSelector") } ?? "null"
        return "{\"MinAvailable\":\(text("minAvailable")),\"Selector\":\(selector),\"MaxUnavailable\":"
            + "\(text("maxUnavailable")),\"UnhealthyPodEvictionPolicy\":\(text("unhealthyPodEvictionPolicy"))}"
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let status = new["status"] ?? .null
        report.within("status") { report in
            ConditionRules.check("conditions", of: status, &report)
            for field in ["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"] {
                report.nonNegative(field, status[field]?.int)
            }
        }
    }
}
