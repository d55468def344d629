import Documents

/// What holds for ReplicaSets. Upstream: pkg/apis/apps/validation/validation.go.
enum ReplicaSetRules {
    static func create(_ set: Value, _ report: inout FieldReport) {
        MetadataRules.check(set, namespaced: true, names: .subdomain, &report)
        report.within("spec") { spec(set["spec"] ?? .null, &$0) }
    }

    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { report in
            spec(new["spec"] ?? .null, &report)
            let selector = new.at("spec", "selector")
            report.immutable(
                "selector", selector, old.at("spec", "selector"), shown: selectorText(selector ?? .null))
        }
    }

    /// A selector in the order of its Go fields.
    static func selectorText(_ selector: Value) -> String {
        Schema.builtIn.goJSON(selector, as: "meta/v1.LabelSelector")
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        report.nonNegative("replicas", spec["replicas"]?.int)
        report.nonNegative("minReadySeconds", spec["minReadySeconds"]?.int)
        guard let selector = spec["selector"], !selector.isNull else {
            report.required("selector")
            template(spec, .nothing, &report)
            return
        }
        MetadataRules.labelSelector("selector", selector, &report)
        if selector["matchLabels"]?.fields?.isEmpty ?? true,
            (selector["matchExpressions"]?.array ?? []).isEmpty
        {
            report.add(
                .invalid, "selector", badValue: selectorText(selector),
                "empty selector is invalid for deployment")
        }
        do {
            template(spec, try LabelSelector(value: selector), &report)
        } catch {
            report.add(.invalid, "selector", badValue: selectorText(selector), "invalid label selector")
        }
    }

    private static func template(_ spec: Value, _ selector: LabelSelector, _ report: inout FieldReport) {
        let template = spec["template"] ?? .null
        report.within("template") { report in
            let labels = template.at("metadata", "labels")
            if !selector.isEmpty, !selector.matches(labels: labels) {
                report.invalid(
                    "metadata.labels", json: labels, "`selector` does not match template `labels`")
            }
            PodRules.template(template, &report)
            let policy = template.at("spec", "restartPolicy")?.string ?? ""
            if policy != "Always" { report.notSupported("spec.restartPolicy", policy, ["Always"]) }
            if template.at("spec", "activeDeadlineSeconds").isThere {
                report.forbidden(
                    "spec.activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported")
            }
        }
    }

    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let status = new["status"] ?? .null
        func count(_ field: String) -> Int64 { status[field]?.int ?? 0 }
        report.within("status") { report in
            for field in [
                "replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas",
                "observedGeneration",
                "terminatingReplicas",
            ] {
                report.nonNegative(field, status[field]?.int)
            }
            for field in ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"]
            where count(field) > count("replicas") {
                report.invalid(field, count(field), "cannot be greater than status.replicas")
            }
            if count("availableReplicas") > count("readyReplicas") {
                report.invalid(
                    "availableReplicas", count("availableReplicas"), "cannot be greater than readyReplicas")
            }
        }
    }
}
