import Documents

/// What kinds that keep a number of equal pods have in common.
///
/// Upstream: pkg/apis/apps/validation/validation.go, ValidatePodTemplateSpecForReplicaSet and the status rules.
enum ReplicatedPodRules {
    /// `spec.selector` and `spec.template`, which must match.
    static func selectorAndTemplate(_ spec: Value, _ report: inout FieldReport) {
        guard let selector = spec["selector"], !selector.isNull else {
            report.required("selector")
            return template(spec["template"] ?? .null, .nothing, kind: "ReplicaSet", &report)
        }
        MetadataRules.labelSelector("selector", selector, &report)
        if selector["matchLabels"]?.fields?.isEmpty ?? true, (selector["matchExpressions"]?.array ?? []).isEmpty {
            report.add(
                .invalid, "selector", badValue: selectorText(selector), "empty selector is invalid for deployment")
        }
        guard let parsed = try? LabelSelector(value: selector) else {
            return report.add(.invalid, "selector", badValue: selectorText(selector), "invalid label selector")
        }
        template(spec["template"] ?? .null, parsed, kind: "ReplicaSet", &report)
    }

    /// A template whose pods always run and bear the labels of the selector.
    static func template(
        _ template: Value, _ selector: LabelSelector, kind: String, _ report: inout FieldReport
    ) {
        report.within("template") { report in
            let labels = template.at("metadata", "labels")
            if !selector.isEmpty, !selector.matches(labels: labels) {
                report.invalid("metadata.labels", json: labels, "`selector` does not match template `labels`")
            }
            PodRules.template(template, &report)
            let policy = template.at("spec", "restartPolicy")?.string ?? ""
            if policy != "Always" { report.notSupported("spec.restartPolicy", policy, ["Always"]) }
            if template.at("spec", "activeDeadlineSeconds").isThere {
                report.forbidden(
                    "spec.activeDeadlineSeconds", "activeDeadlineSeconds in \(kind) is not Supported")
            }
        }
    }

    /// The selector may not change.
    static func selectorStays(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        let selector = new.at("spec", "selector")
        report.immutable("selector", selector, old.at("spec", "selector"), shown: selectorText(selector ?? .null))
    }

    /// A selector in the order of its Go fields.
    static func selectorText(_ selector: Value) -> String {
        Schema.builtIn.goJSON(selector, as: "meta/v1.LabelSelector")
    }

    /// The counts of a status: none below zero, some not above `replicas`, no more available than ready.
    static func counts(
        _ status: Value, fields: [String], notAboveReplicas: [String], _ report: inout FieldReport
    ) {
        func count(_ field: String) -> Int64 { status[field]?.int ?? 0 }
        for field in fields { report.nonNegative(field, status[field]?.int) }
        for field in notAboveReplicas where count(field) > count("replicas") {
            report.invalid(field, count(field), "cannot be greater than status.replicas")
        }
        if count("availableReplicas") > count("readyReplicas") {
            report.invalid(
                "availableReplicas", count("availableReplicas"), "cannot be greater than readyReplicas")
        }
    }
}
