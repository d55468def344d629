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
            let shown = Schema.builtIn.goInternalJSON(spec, as: "policy/v1.PodDisruptionBudgetSpec")
            report.add(.invalid, "spec", badValue: shown, "minAvailable and maxUnavailable cannot be both set")
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
