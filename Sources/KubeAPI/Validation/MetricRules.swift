import Documents

/// What holds for one metric of an autoscaler. Upstream: validateMetricSpec.
enum MetricRules {
    private static let types = ["ContainerResource", "External", "Object", "Pods", "Resource"]
    /// In upstream's order: only the first that is there is looked into.
    private static let sources = ["object", "external", "pods", "resource", "containerResource"]

    static func check(_ metric: Value, _ report: inout FieldReport) {
        let type = metric["type"]?.string ?? ""
        if type.isEmpty { report.required("type", "must specify a metric source type") }
        if !types.contains(type) { report.notSupported("type", type, types) }
        let present = sources.filter { metric[$0].isThere }
        if let first = present.first {
            report.within(first) { source(first, metric[first] ?? .null, &$0) }
        }
        let expected = type.prefix(1).lowercased() + type.dropFirst()
        if types.contains(type) {
            if !present.contains(expected) {
                report.required(expected, "must populate information for the given metric source")
            }
        } else {
            report.notSupported("type", type, types)
        }
        if present.count != 1 {
            for other in present where other != expected {
                report.forbidden(other, "must populate the given metric source only")
            }
        }
    }

    private static func source(_ name: String, _ source: Value, _ report: inout FieldReport) {
        let target = source["target"] ?? .null
        let hasValue = target["value"].isThere
        let hasAverage = target["averageValue"].isThere
        let hasUtilization = target["averageUtilization"].isThere
        switch name {
        case "object":
            report.within("describedObject") {
                AutoscalerRules.reference(source["describedObject"] ?? .null, &$0)
            }
            identifierAndTarget(source, target, &report)
            if !hasValue && !hasAverage {
                report.required("target.averageValue", "must set either a target value or averageValue")
            }
        case "external":
            identifierAndTarget(source, target, &report)
            if !hasValue && !hasAverage {
                report.required(
                    "target.averageValue", "must set either a target value for metric or a per-pod target")
            }
            if hasValue && hasAverage {
                report.forbidden(
                    "target.value", "may not set both a target value for metric and a per-pod target")
            }
        case "pods":
            identifierAndTarget(source, target, &report)
            if !hasAverage {
                report.required("target.averageValue", "must specify a positive target averageValue")
            }
        default:
            if (source["name"]?.string ?? "").isEmpty { report.required("name", "must specify a resource name") }
            if name == "containerResource" {
                let container = source["container"]?.string ?? ""
                if container.isEmpty {
                    report.required("container", "must specify a container")
                } else {
                    report.invalid("container", container, each: TextRules.dnsLabel(container))
                }
            }
            self.target(target, &report)
            if !hasUtilization && !hasAverage {
                report.required(
                    "target.averageUtilization", "must set either a target raw value or a target utilization")
            }
            if hasUtilization && hasAverage {
                report.forbidden(
                    "target.averageValue", "may not set both a target raw value and a target utilization")
            }
        }
    }

    private static func identifierAndTarget(_ source: Value, _ target: Value, _ report: inout FieldReport) {
        let name = source.at("metric", "name")?.string ?? ""
        if name.isEmpty {
            report.required("metric.name", "must specify a metric name")
        } else {
            report.invalid("metric.name", name, each: NameRule.pathSegment.problems(name, isPrefix: false))
        }
        self.target(target, &report)
    }

    private static func target(_ target: Value, _ report: inout FieldReport) {
        report.within("target") { report in
            let type = target["type"]?.string ?? ""
            if type.isEmpty { report.required("type", "must specify a metric target type") }
            if !["Utilization", "Value", "AverageValue"].contains(type) {
                report.invalid("type", type, "must be either Utilization, Value, or AverageValue")
            }
            for field in ["value", "averageValue"] {
                guard let text = target[field]?.string, let amount = try? Quantity(parsing: text) else { continue }
                if amount.sign != 1 { report.invalid(field, text, "must be positive") }
            }
            if let share = target["averageUtilization"]?.int, share < 1 {
                report.invalid("averageUtilization", share, "must be greater than 0")
            }
        }
    }
}
