import Documents

/// What holds for DaemonSets. Upstream: pkg/apis/apps/validation/validation.go.
enum DaemonSetRules {
    static func create(_ set: Value, _ report: inout FieldReport) {
        MetadataRules.check(set, namespaced: true, names: .subdomain, &report)
        report.within("spec") { spec(set["spec"] ?? .null, &$0) }
    }

    /// What upstream asks of `templateGeneration` cannot fail here: the server counts it, nobody else.
    static func update(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        report.within("spec") { report in
            let selector = new.at("spec", "selector")
            report.immutable(
                "selector", selector, old.at("spec", "selector"),
                shown: ReplicatedPodRules.selectorText(selector ?? .null))
            spec(new["spec"] ?? .null, &report)
        }
    }

    private static func spec(_ spec: Value, _ report: inout FieldReport) {
        let selector = spec["selector"] ?? .null
        MetadataRules.labelSelector("selector", selector, &report)
        let template = spec["template"] ?? .null
        let labels = template.at("metadata", "labels")
        if let parsed = try? LabelSelector(value: selector), !parsed.matches(labels: labels) {
            report.invalid(
                "template.metadata.labels", json: labels, "`selector` does not match template `labels`")
        }
        if !selector.isNull, selector["matchLabels"].isEmptyOrAbsent, selector["matchExpressions"].isEmptyOrAbsent {
            report.add(
                .invalid, "selector", badValue: ReplicatedPodRules.selectorText(selector),
                "empty selector is invalid for daemonset")
        }
        report.within("template") { report in
            PodRules.template(template, &report)
            let policy = template.at("spec", "restartPolicy")?.string ?? ""
            if policy != "Always" { report.notSupported("spec.restartPolicy", policy, ["Always"]) }
            if template.at("spec", "activeDeadlineSeconds").isThere {
                report.forbidden(
                    "spec.activeDeadlineSeconds", "activeDeadlineSeconds in DaemonSet is not Supported")
            }
        }
        report.nonNegative("minReadySeconds", spec["minReadySeconds"]?.int)
        report.within("updateStrategy") { updateStrategy(spec["updateStrategy"] ?? .null, &$0) }
        report.nonNegative("revisionHistoryLimit", spec["revisionHistoryLimit"]?.int)
    }

    /// Upstream: ValidateDaemonSetUpdateStrategy.
    private static func updateStrategy(_ strategy: Value, _ report: inout FieldReport) {
        switch strategy["type"]?.string ?? "" {
        case "OnDelete": break
        case "RollingUpdate":
            guard let rollingUpdate = strategy["rollingUpdate"], !rollingUpdate.isNull else {
                return report.required("rollingUpdate")
            }
            report.within("rollingUpdate") { self.rollingUpdate(rollingUpdate, &$0) }
        default:
            let shown = Schema.builtIn.goInternalJSON(strategy, as: "apps/v1.DaemonSetUpdateStrategy")
            report.add(
                .notSupported, "", badValue: shown,
                "supported values: \"RollingUpdate\", \"OnDelete\"")
        }
    }

    /// Exactly one of the two is not zero. Upstream: ValidateRollingUpdateDaemonSet.
    private static func rollingUpdate(_ update: Value, _ report: inout FieldReport) {
        let unavailable = update["maxUnavailable"]
        let surge = update["maxSurge"]
        report.positiveIntOrPercent("maxUnavailable", unavailable)
        report.positiveIntOrPercent("maxSurge", surge)
        report.notMoreThan100Percent("maxUnavailable", unavailable)
        report.notMoreThan100Percent("maxSurge", surge)
        let hasUnavailable = FieldReport.intOrPercentNumber(unavailable) != 0
        let hasSurge = FieldReport.intOrPercentNumber(surge) != 0
        if hasUnavailable && hasSurge {
            report.invalid("maxSurge", json: surge, "may not be set when maxUnavailable is non-zero")
        } else if !hasUnavailable && !hasSurge {
            report.required("maxUnavailable", "cannot be 0 when maxSurge is 0")
        }
    }

    /// Upstream: ValidateDaemonSetStatusUpdate.
    static func status(_ new: Value, _ old: Value, _ report: inout FieldReport) {
        MetadataRules.checkUpdate(new, old, &report)
        let status = new["status"] ?? .null
        report.within("status") { report in
            for field in [
                "currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady",
                "observedGeneration", "updatedNumberScheduled", "numberAvailable", "numberUnavailable", "collisionCount"
            ] {
                report.nonNegative(field, status[field]?.int)
            }
            let collisions = status["collisionCount"]?.int
            if let before = old.at("status", "collisionCount")?.int, before > collisions ?? 0 || collisions == nil {
                report.invalid("collisionCount", collisions ?? 0, "cannot be decremented")
            }
        }
    }
}

extension Optional where Wrapped == Value {
    /// Not there, null, or a list or map without anything in it.
    fileprivate var isEmptyOrAbsent: Bool { self?.isEmpty ?? true }
}
