import Documents

/// What holds for HorizontalPodAutoscalers. Upstream: pkg/apis/autoscaling/validation/validation.go.
enum AutoscalerRules {
    private static let stabilizationSecondsMax: Int64 = 3600  // MaxStabilizationWindowSeconds
    private static let periodSecondsMax: Int64 = 1800  // MaxPeriodSeconds
    private static let selectPolicies = ["Disabled", "Max", "Min"]

    static func create(_ object: Value, _ report: inout FieldReport) {
        MetadataRules.check(object, namespaced: true, names: .subdomain, &report)
        report.within("spec") { spec(object["spec"] ?? .null, old: nil, &$0) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { spec(new["spec"] ?? .null, old: old["spec"] ?? .null, &$0) }
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.nonNegative("status.currentReplicas", new.at("status", "currentReplicas")?.int)
        report.nonNegative("status.desiredReplicas", new.at("status", "desiredReplicas")?.int)
    }

    private static func spec(_ spec: Value, old: Value?, _ report: inout FieldReport) {
        let least = spec["minReplicas"]?.int
        let most = spec["maxReplicas"]?.int ?? 0
        // Scaling to zero (HPAScaleToZero) is off unless a cluster switches it on.
        if let least, least < 1 {
            report.invalid("minReplicas", least, "must be greater than or equal to 1")
        }
        if most == 0 {
            report.required("maxReplicas", "must be set and greater than 0")
        } else if most < 0 {
            report.invalid("maxReplicas", most, "must be greater than or equal to 1")
        }
        if let least, most < least {
            report.invalid("maxReplicas", most, "must be greater than or equal to `minReplicas`")
        }
        let target = spec["scaleTargetRef"] ?? .null
        // A target that stays what it was may keep an apiVersion that is no longer taken.
        let isKept = old.map {
            $0.at("scaleTargetRef", "apiVersion") == target["apiVersion"]
                && $0.at("scaleTargetRef", "kind") == target["kind"]
        }
        report.within("scaleTargetRef") { report in
            reference(
                target, checksVersion: isKept != true,
                allowsNoGroup: target["kind"]?.string == "ReplicationController", &report)
        }
        report.each("metrics", of: spec) { report, metric, _ in MetricRules.check(metric, &report) }
        if least == 0, !(spec["metrics"]?.array ?? []).contains(where: { isObjectOrExternal($0) }) {
            report.forbidden(
                "metrics", "must specify at least one Object or External metric to support scaling to zero replicas")
        }
        report.member("behavior", of: spec) { report, behavior in
            for direction in ["scaleUp", "scaleDown"] {
                report.member(direction, of: behavior) { report, rules in self.rules(rules, &report) }
            }
        }
    }

    private static func isObjectOrExternal(_ metric: Value) -> Bool {
        metric["type"]?.string == "Object" || metric["type"]?.string == "External"
    }

    /// Upstream: ValidateCrossVersionObjectReference.
    static func reference(
        _ reference: Value, checksVersion: Bool = true, allowsNoGroup: Bool = true, _ report: inout FieldReport
    ) {
        for field in ["kind", "name"] {
            let text = reference[field]?.string ?? ""
            if text.isEmpty {
                report.required(field)
            } else {
                report.invalid(field, text, each: NameRule.pathSegment.problems(text, isPrefix: false))
            }
        }
        guard checksVersion else { return }
        let apiVersion = reference["apiVersion"]?.string ?? ""
        let parts = apiVersion == "/" ? [] : apiVersion.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 2 {
            report.invalid("apiVersion", apiVersion, "unexpected GroupVersion string: \(apiVersion)")
        } else if parts.count < 2 || parts[0].isEmpty, !allowsNoGroup {
            report.invalid("apiVersion", apiVersion, "apiVersion must specify API group")
        }
    }

    private static func rules(_ rules: Value, _ report: inout FieldReport) {
        if let window = rules["stabilizationWindowSeconds"]?.int {
            if window < 0 {
                report.invalid("stabilizationWindowSeconds", window, "must be greater than or equal to zero")
            }
            if window > stabilizationSecondsMax {
                report.invalid(
                    "stabilizationWindowSeconds", window, "must be less than or equal to \(stabilizationSecondsMax)")
            }
        }
        if let policy = rules["selectPolicy"]?.string, !selectPolicies.contains(policy) {
            report.notSupported("selectPolicy", policy, selectPolicies)
        }
        if (rules["policies"]?.array ?? []).isEmpty {
            report.required("policies", "must specify at least one Policy")
        }
        report.each("policies", of: rules) { report, policy, _ in
            let type = policy["type"]?.string ?? ""
            if type != "Pods" && type != "Percent" { report.notSupported("type", type, ["Percent", "Pods"]) }
            report.positive("value", policy["value"]?.int ?? 0)
            let period = policy["periodSeconds"]?.int ?? 0
            report.positive("periodSeconds", period)
            if period > periodSecondsMax {
                report.invalid("periodSeconds", period, "must be less than or equal to \(periodSecondsMax)")
            }
        }
        if let text = rules["tolerance"]?.string, let tolerance = try? Quantity(parsing: text), tolerance.sign < 0 {
            report.invalid("tolerance", text, "must be greater than or equal to 0")
        }
    }
}
