import Documents

/// What holds for affinity, tolerations and spreading.
///
/// Upstream: pkg/apis/core/validation/validation.go, validateAffinity, ValidateTolerations,
/// validateTopologySpreadConstraints.
enum PlacementRules {
    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

    static func affinity(_ spec: Value, _ report: inout FieldReport) {
        report.member("affinity", of: spec) { report, affinity in
            report.member("nodeAffinity", of: affinity) { nodeAffinity($1, &$0) }
            for kind in ["podAffinity", "podAntiAffinity"] {
                report.member(kind, of: affinity) { podAffinity($1, &$0) }
            }
        }
    }

    private static func nodeAffinity(_ affinity: Value, _ report: inout FieldReport) {
        report.member(required, of: affinity) { nodeSelector($1, &$0) }
        report.each(preferred, of: affinity) { report, term, _ in
            weight(term, &report)
            report.within("preference") { nodeTerm(term["preference"] ?? .null, checksValues: false, &$0) }
        }
    }

    /// Upstream: ValidateNodeSelector.
    static func nodeSelector(_ selector: Value, _ report: inout FieldReport) {
        if (selector["nodeSelectorTerms"]?.array ?? []).isEmpty {
            report.required("nodeSelectorTerms", "must have at least one node selector term")
        }
        report.each("nodeSelectorTerms", of: selector) { report, term, _ in
            nodeTerm(term, checksValues: true, &report)
        }
    }

    private static func weight(_ term: Value, _ report: inout FieldReport) {
        let weight = term["weight"]?.int ?? 0
        if weight <= 0 || weight > 100 { report.invalid("weight", weight, "must be in the range 1-100") }
    }

    private static func nodeTerm(_ term: Value, checksValues: Bool, _ report: inout FieldReport) {
        report.each("matchExpressions", of: term) { report, expression, _ in
            nodeExpression(expression, checksValues: checksValues, &report)
        }
        report.each("matchFields", of: term) { report, expression, _ in nodeField(expression, &report) }
    }

    private static func nodeExpression(_ expression: Value, checksValues: Bool, _ report: inout FieldReport)
    {
        let values = (expression["values"]?.array ?? []).compactMap(\.string)
        let op = expression["operator"]?.string ?? ""
        switch op {
        case "In", "NotIn":
            if values.isEmpty {
                report.required("values", "must be specified when `operator` is 'In' or 'NotIn'")
            }
        case "Exists", "DoesNotExist":
            if !values.isEmpty {
                report.forbidden(
                    "values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
            }
        case "Gt", "Lt":
            if values.count != 1 {
                report.required("values", "must be specified single value when `operator` is 'Lt' or 'Gt'")
            }
        default: report.invalid("operator", op, "not a valid selector operator")
        }
        let key = expression["key"]?.string ?? ""
        report.invalid("key", key, each: TextRules.qualifiedName(key))
        guard checksValues else { return }
        for (index, value) in values.enumerated() {
            report.invalid("values[\(index)]", value, each: TextRules.labelValue(value))
        }
    }

    private static func nodeField(_ expression: Value, _ report: inout FieldReport) {
        let values = (expression["values"]?.array ?? []).compactMap(\.string)
        let op = expression["operator"]?.string ?? ""
        if op == "In" || op == "NotIn" {
            if values.count != 1 {
                report.required(
                    "values",
                    "must be only one value when `operator` is 'In' or 'NotIn' for node field selector")
            }
        } else {
            report.invalid("operator", op, "not a valid selector operator")
        }
        let key = expression["key"]?.string ?? ""
        if key != "metadata.name" { return report.invalid("key", key, "not a valid field selector key") }
        for (index, value) in values.enumerated() {
            report.invalid("values[\(index)]", value, each: TextRules.dnsSubdomain(value))
        }
    }

    private static func podAffinity(_ affinity: Value, _ report: inout FieldReport) {
        report.each(required, of: affinity) { report, term, _ in podTerm(term, &report) }
        report.each(preferred, of: affinity) { report, term, _ in
            weight(term, &report)
            report.within("podAffinityTerm") { podTerm(term["podAffinityTerm"] ?? .null, &$0) }
        }
    }

    private static func podTerm(_ term: Value, _ report: inout FieldReport) {
        MetadataRules.labelSelector("labelSelector", term["labelSelector"], &report)
        MetadataRules.labelSelector("namespaceSelector", term["namespaceSelector"], &report)
        for namespace in (term["namespaces"]?.array ?? []).compactMap(\.string) {
            report.invalid("namespace", namespace, each: TextRules.dnsLabel(namespace))
        }
        labelKeys(term, &report)
        let key = term["topologyKey"]?.string ?? ""
        if key.isEmpty { report.required("topologyKey", "can not be empty") }
        report.invalid("topologyKey", key, each: TextRules.qualifiedName(key))
    }

    /// Upstream: ValidateMatchLabelKeysAndMismatchLabelKeys.
    private static func labelKeys(_ term: Value, _ report: inout FieldReport) {
        let matching = (term["matchLabelKeys"]?.array ?? []).compactMap(\.string)
        let mismatching = (term["mismatchLabelKeys"]?.array ?? []).compactMap(\.string)
        if matching.isEmpty, mismatching.isEmpty { return }
        for (field, keys) in [("matchLabelKeys", matching), ("mismatchLabelKeys", mismatching)]
        where !keys.isEmpty {
            if !term["labelSelector"].isThere {
                report.forbidden(field, "must not be specified when labelSelector is not set")
                continue
            }
            for (index, key) in keys.enumerated() {
                report.invalid("\(field)[\(index)]", key, each: TextRules.qualifiedName(key))
            }
        }
        var seen = (term.at("labelSelector", "matchLabels")?.stringMap ?? []).map(\.key)
        for expression in term.at("labelSelector", "matchExpressions")?.array ?? [] {
            let key = expression["key"]?.string ?? ""
            if let index = matching.lastIndex(of: key), seen.contains(key) {
                report.invalid("[\(index)]", key, "exists in both matchLabelKeys and labelSelector")
            }
            seen.append(key)
        }
        for (index, key) in matching.enumerated() where mismatching.contains(key) {
            report.invalid(
                "matchLabelKeys[\(index)]", key, "exists in both matchLabelKeys and mismatchLabelKeys")
        }
    }

    // MARK: - Tolerations

    static func tolerations(_ spec: Value, _ report: inout FieldReport) {
        report.each("tolerations", of: spec) { report, toleration, _ in
            let key = toleration["key"]?.string ?? ""
            let op = toleration["operator"]?.string ?? ""
            let effect = toleration["effect"]?.string ?? ""
            if !key.isEmpty { report.invalid("key", key, each: TextRules.qualifiedName(key)) }
            if key.isEmpty, op != "Exists" {
                report.invalid(
                    "operator", op,
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\""
                )
            }
            if toleration["tolerationSeconds"].isThere, effect != "NoExecute" {
                report.invalid(
                    "effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")
            }
            let value = toleration["value"]?.string ?? ""
            switch op {
            case "Equal", "":
                let problems = TextRules.labelValue(value)
                if !problems.isEmpty { report.invalid("operator", value, problems.joined(separator: ";")) }
            case "Exists":
                if !value.isEmpty {
                    report.invalid("operator", value, "value must be empty when `operator` is 'Exists'")
                }
            case "Lt", "Gt": report.notSupported("operator", op, ["Equal", "Exists", "Lt", "Gt"])
            default: report.notSupported("operator", op, ["Equal", "Exists"])
            }
            if !effect.isEmpty { taintEffect(effect, &report) }
        }
    }

    static func taintEffect(_ effect: String, _ report: inout FieldReport) {
        report.oneOf("effect", effect, ["NoSchedule", "PreferNoSchedule", "NoExecute"])
    }

    // MARK: - Spreading

    static func spreadConstraints(_ spec: Value, _ report: inout FieldReport) {
        guard let constraints = spec["topologySpreadConstraints"]?.array else { return }
        report.each("topologySpreadConstraints", of: spec) { report, constraint, index in
            report.positive("maxSkew", constraint["maxSkew"]?.int ?? 0)
            let key = constraint["topologyKey"]?.string ?? ""
            if key.isEmpty { report.required("topologyKey", "can not be empty") }
            let action = constraint["whenUnsatisfiable"]?.string ?? ""
            let actions = ["DoNotSchedule", "ScheduleAnyway"]
            if !actions.contains(action) { report.notSupported("whenUnsatisfiable", action, actions) }
            let isRepeated = constraints[(index + 1)...].contains {
                $0["topologyKey"]?.string ?? "" == key && $0["whenUnsatisfiable"]?.string ?? "" == action
            }
            if isRepeated { report.duplicate("{topologyKey, whenUnsatisfiable}", "{\(key), \(action)}") }
            if let domains = constraint["minDomains"]?.int {
                report.positive("minDomains", domains)
                if action != "DoNotSchedule" {
                    report.invalid(
                        "minDomains", domains,
                        "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not \(action)")
                }
            }
            for field in ["nodeAffinityPolicy", "nodeTaintsPolicy"] {
                report.oneOf(field, constraint[field]?.string, ["Honor", "Ignore"], requires: false)
            }
            labelKeys(constraint, &report)
            MetadataRules.labelSelector("labelSelector", constraint["labelSelector"], &report)
        }
    }
}
