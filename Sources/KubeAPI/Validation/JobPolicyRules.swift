import Documents

/// What holds for the failure, success and replacement policies of a Job.
///
/// Upstream: pkg/apis/batch/validation/validation.go, validatePodFailurePolicy, validateSuccessPolicy.
enum JobPolicyRules {
    private static let rulesMax = 20
    private static let exitCodesMax = 255
    private static let patternsMax = 20
    private static let indexesTextMax = 64 * 1024
    private static let actions = ["Count", "FailIndex", "FailJob", "Ignore"]
    private static let operators = ["In", "NotIn"]
    private static let statuses = ["False", "True", "Unknown"]

    // MARK: - Failure

    static func failure(_ spec: Value, _ report: inout FieldReport) {
        guard let policy = spec["podFailurePolicy"], !policy.isNull else { return }
        let template = spec.at("template", "spec") ?? .null
        let containers = ["containers", "initContainers"].flatMap { list in
            (template[list]?.array ?? []).compactMap { $0["name"]?.string }
        }
        report.within("podFailurePolicy") { report in
            let count = policy["rules"]?.array?.count ?? 0
            if count > rulesMax { report.tooMany("rules", count, rulesMax) }
            report.each("rules", of: policy) { report, rule, _ in
                failureRule(rule, spec, containers, &report)
            }
        }
    }

    private static func failureRule(
        _ rule: Value, _ spec: Value, _ containers: [String], _ report: inout FieldReport
    ) {
        let action = rule["action"]?.string ?? ""
        if action.isEmpty {
            report.required("action", validValues(actions))
        } else if action == "FailIndex" {
            if !spec["backoffLimitPerIndex"].isThere {
                report.invalid("action", action, "requires the backoffLimitPerIndex to be set")
            }
        } else if !actions.contains(action) {
            report.notSupported("action", action, actions)
        }
        report.member("onExitCodes", of: rule) { exitCodes($1, containers, &$0) }
        let patterns = rule["onPodConditions"]?.array ?? []
        if patterns.count > patternsMax { report.tooMany("onPodConditions", patterns.count, patternsMax) }
        report.each("onPodConditions", of: rule) { report, pattern, _ in condition(pattern, &report) }
        let hasCodes = rule["onExitCodes"].isThere
        if hasCodes && !patterns.isEmpty {
            report.omitted("", "specifying both OnExitCodes and OnPodConditions is not supported")
        }
        if !hasCodes && patterns.isEmpty {
            report.omitted("", "specifying one of OnExitCodes and OnPodConditions is required")
        }
    }

    private static func condition(_ pattern: Value, _ report: inout FieldReport) {
        let type = pattern["type"]?.string ?? ""
        report.invalid("type", type, each: TextRules.qualifiedName(type))
        let status = pattern["status"]?.string ?? ""
        if status.isEmpty {
            report.required("status", validValues(statuses))
        } else if !statuses.contains(status) {
            report.notSupported("status", status, statuses)
        }
    }

    private static func exitCodes(_ requirement: Value, _ containers: [String], _ report: inout FieldReport) {
        let word = requirement["operator"]?.string ?? ""
        if word.isEmpty {
            report.required("operator", validValues(operators))
        } else if !operators.contains(word) {
            report.notSupported("operator", word, operators)
        }
        if let name = requirement["containerName"]?.string, !containers.contains(name) {
            report.invalid(
                "containerName", name, "must be one of the container or initContainer names in the pod template")
        }
        let values = (requirement["values"]?.array ?? []).compactMap(\.int)
        if values.isEmpty {
            report.invalid("values", json: requirement["values"], "at least one value is required")
        } else if values.count > exitCodesMax {
            report.tooMany("values", values.count, exitCodesMax)
        }
        var seen: [Int64] = []
        for (index, value) in values.enumerated() {
            if word == "In" && value == 0 {
                report.invalid("values[\(index)]", value, "must not be 0 for the In operator")
            }
            if seen.contains(value) {
                report.add(.duplicate, "values[\(index)]", badValue: "\(value)")
            }
            seen.append(value)
        }
        if zip(values, values.dropFirst()).contains(where: { $0 > $1 }) {
            report.invalid("values", json: requirement["values"], "must be ordered")
        }
    }

    /// `valid values: ["In" "NotIn"]`, as Go prints a list of texts.
    private static func validValues(_ words: [String]) -> String {
        "valid values: [" + words.map(goQuoted).joined(separator: " ") + "]"
    }

    // MARK: - Success

    static func success(_ spec: Value, _ report: inout FieldReport) {
        guard let policy = spec["successPolicy"], !policy.isNull else { return }
        guard JobRules.isIndexed(spec) else {
            report.add(
                .invalid, "successPolicy",
                badValue: Schema.builtIn.goInternalJSON(policy, as: "batch/v1.SuccessPolicy"),
                "requires indexed completion mode")
            return
        }
        let completions = spec["completions"]?.int ?? 0
        report.within("successPolicy") { report in
            let count = policy["rules"]?.array?.count ?? 0
            if count == 0 {
                report.required("rules", "at least one rules must be specified when the successPolicy is specified")
            }
            if count > rulesMax { report.tooMany("rules", count, rulesMax) }
            report.each("rules", of: policy) { report, rule, _ in successRule(rule, completions, &report) }
        }
    }

    private static func successRule(_ rule: Value, _ completions: Int64, _ report: inout FieldReport) {
        let text = rule["succeededIndexes"]?.string
        let wanted = rule["succeededCount"]?.int
        if text == nil && wanted == nil {
            report.required("", "at least one of succeededCount or succeededIndexes must be specified")
        }
        var total: Int64 = 0
        if let text {
            if text.utf8.count > indexesTextMax { report.tooLong("succeededIndexes", indexesTextMax) }
            do {
                total = Int64(try IndexIntervals.strict(text, completions: Int(completions)).count)
            } catch {
                report.invalid("succeededIndexes", text, "error parsing succeededIndexes: \(error.text)")
            }
        }
        guard let wanted else { return }
        report.nonNegative("succeededCount", wanted)
        if wanted > completions {
            report.invalid(
                "succeededCount", wanted,
                "must be less than or equal to \(completions) (the number of specified completions)")
        }
        if text != nil && wanted > total {
            report.invalid(
                "succeededCount", wanted,
                "must be less than or equal to \(total) (the number of indexes in the specified succeededIndexes field)"
            )
        }
    }

    // MARK: - Replacement

    static func replacement(_ spec: Value, _ report: inout FieldReport) {
        guard let policy = spec["podReplacementPolicy"]?.string else { return }
        let isFailedOnly = spec["podFailurePolicy"].isThere
        let supported = isFailedOnly ? ["Failed"] : ["Failed", "TerminatingOrFailed"]
        if !supported.contains(policy) { report.notSupported("podReplacementPolicy", policy, supported) }
    }
}

extension FieldReport {
    /// `Invalid value` of something that is not shown. Upstream: field.OmitValueType.
    mutating func omitted(_ child: String, _ detail: String) { add(.invalid, child, detail) }
}
