import Documents
import KubeAPI

extension KindTable {
    static let horizontalPodAutoscalers = KindTable(
        columns: [
            Column("Name"), Column("Reference"), Column("Targets"), Column("MinPods"), Column("MaxPods"),
            Column("Replicas"), Column("Age")
        ]
    ) { object, now in
        let target = object.at("spec", "scaleTargetRef") ?? .null
        return [
            object.name, "\(target.text("kind"))/\(target.text("name"))", AutoscalerMetrics.cell(object),
            object.at("spec", "minReplicas")?.int.map(String.init) ?? "<unset>",
            String(object.at("spec", "maxReplicas")?.int ?? 0),
            String(object.at("status", "currentReplicas")?.int ?? 0), Ages.since(creationOf: object, now)
        ]
    }
}

/// The metrics of an autoscaler beside what they are at.
///
/// Upstream: pkg/printers/internalversion/printers.go, formatHPAMetrics; kubectl/pkg/describe/describe.go,
/// describeHorizontalPodAutoscalerV2.
enum AutoscalerMetrics {
    private static let shownMax = 2

    /// `cpu: 40%/80%, memory: …`: two of them, and how many more there are.
    static func cell(_ object: APIObject) -> String {
        let specs = object.at("spec", "metrics")?.array ?? []
        if specs.isEmpty { return "<none>" }
        let statuses = object.at("status", "currentMetrics")?.array ?? []
        var texts: [String] = []
        for (index, spec) in specs.enumerated() {
            texts.append(cell(Metric(spec, index < statuses.count ? statuses[index] : .null)))
        }
        if texts.count <= shownMax { return texts.joined(separator: ", ") }
        return texts.prefix(shownMax).joined(separator: ", ") + " + \(texts.count - shownMax) more..."
    }

    private static func cell(_ metric: Metric) -> String {
        let average = metric.target("averageValue")
        switch metric.type {
        case "External", "Object":
            if let average { return "\(metric.current("averageValue"))/\(average) (avg)" }
            return "\(metric.current("value"))/\(metric.target("value") ?? "<nil>")"
        case "Pods": return "\(metric.current("averageValue"))/\(average ?? "<nil>")"
        case "Resource", "ContainerResource":
            let name = metric.source.text("name")
            if let average { return "\(name): \(metric.current("averageValue"))/\(average)" }
            return "\(name): \(metric.share)/\(metric.wantedShare)"
        default: return "<unknown type>"
        }
    }

    /// One metric and its status.
    struct Metric {
        let type: String
        let source: Value
        private let currentValue: Value?

        init(_ spec: Value, _ status: Value) {
            type = spec.text("type")
            let field = type.prefix(1).lowercased() + type.dropFirst()
            source = spec[field] ?? .null
            currentValue = status[field]?["current"]
        }

        func target(_ field: String) -> String? { source.at("target", field)?.string }
        func current(_ field: String) -> String { currentValue?[field]?.string ?? "<unknown>" }
        /// `40%`.
        var share: String { currentValue?["averageUtilization"]?.int.map { "\($0)%" } ?? "<unknown>" }
        var wantedShare: String { source.at("target", "averageUtilization")?.int.map { "\($0)%" } ?? "<auto>" }
        /// `40% (80m)`.
        var shareAndValue: String {
            currentValue?["averageUtilization"] == nil ? "<unknown>" : "\(share) (\(current("averageValue")))"
        }
    }
}

extension DescribeText {
    mutating func horizontalPodAutoscaler(_ object: APIObject, _ events: [Value]?) {
        let document = object.published
        let spec = object["spec"] ?? .null
        let target = spec["scaleTargetRef"] ?? .null
        write(0, "Name:\t\(object.name)\n")
        write(0, "Namespace:\t\(object.namespace)\n")
        labels("Labels", document.at("metadata", "labels"))
        annotations("Annotations", document.at("metadata", "annotations"))
        write(0, "CreationTimestamp:\t\(LongTimes.text(object.at("metadata", "creationTimestamp")?.string))\n")
        write(0, "Reference:\t\(target.text("kind"))/\(target.text("name"))\n")
        write(0, "Metrics:\t( current / target )\n")
        let statuses = object.at("status", "currentMetrics")?.array ?? []
        for (index, metric) in (spec["metrics"]?.array ?? []).enumerated() {
            self.metric(AutoscalerMetrics.Metric(metric, index < statuses.count ? statuses[index] : .null))
        }
        write(0, "Min replicas:\t\(spec["minReplicas"]?.int.map(String.init) ?? "<unset>")\n")
        write(0, "Max replicas:\t\(spec["maxReplicas"]?.int ?? 0)\n")
        if let behavior = spec["behavior"], !behavior.isNull {
            write(0, "Behavior:\n")
            direction("Scale Up", behavior["scaleUp"])
            direction("Scale Down", behavior["scaleDown"])
        }
        let current = object.at("status", "currentReplicas")?.int ?? 0
        write(0, "\(target.text("kind")) pods:\t")
        write(0, "\(current) current / \(object.at("status", "desiredReplicas")?.int ?? 0) desired\n")
        autoscalerConditions(object.at("status", "conditions")?.array ?? [])
        self.events(events)
    }

    private mutating func metric(_ metric: AutoscalerMetrics.Metric) {
        let average = metric.target("averageValue")
        let name = GoStrings.quoted(metric.source.at("metric", "name")?.string ?? "")
        switch metric.type {
        case "External":
            if let average {
                write(1, "\(name) (target average value):\t\(metric.current("averageValue")) / \(average)\n")
            } else {
                write(1, "\(name) (target value):\t\(metric.current("value")) / \(metric.target("value") ?? "")\n")
            }
        case "Pods": write(1, "\(name) on pods:\t\(metric.current("averageValue")) / \(average ?? "")\n")
        case "Object":
            let described = metric.source["describedObject"] ?? .null
            write(1, "\(name) on \(described.text("kind"))/\(described.text("name")) ")
            if metric.source.at("target", "type") == "AverageValue" {
                write(0, "(target average value):\t\(metric.current("averageValue")) / \(average ?? "")\n")
            } else {
                write(0, "(target value):\t\(metric.current("value")) / \(metric.target("value") ?? "")\n")
            }
        case "Resource", "ContainerResource":
            let container =
                metric.type == "Resource" ? "" : " of container \"\(metric.source.text("container"))\""
            write(1, "resource \(metric.source.text("name"))\(container) on pods")
            if let average {
                write(0, ":\t\(metric.current("averageValue")) / \(average)\n")
            } else {
                write(1, "(as a percentage of request):\t\(metric.shareAndValue) / \(metric.wantedShare)\n")
            }
        default: write(1, "<unknown metric type \(GoStrings.quoted(metric.type))>\n")
        }
    }

    private mutating func direction(_ title: String, _ rules: Value?) {
        guard let rules, !rules.isNull else { return }
        write(1, "\(title):\n")
        if let window = rules["stabilizationWindowSeconds"]?.int {
            write(2, "Stabilization Window: \(window) seconds\n")
        }
        let policies = rules["policies"]?.array ?? []
        if policies.isEmpty { return }
        write(2, "Select Policy: \(rules["selectPolicy"]?.string ?? "Max")\n")
        write(2, "Policies:\n")
        for policy in policies {
            write(
                3,
                "- Type: \(policy.text("type"))\tValue: \(policy["value"]?.int ?? 0)"
                    + "\tPeriod: \(policy["periodSeconds"]?.int ?? 0) seconds\n")
        }
    }

    private mutating func autoscalerConditions(_ conditions: [Value]) {
        if conditions.isEmpty { return }
        write(0, "Conditions:\n")
        write(1, "Type\tStatus\tReason\tMessage\n")
        write(1, "----\t------\t------\t-------\n")
        for condition in conditions {
            write(
                1,
                "\(condition.text("type"))\t\(condition.text("status"))\t\(condition.text("reason"))"
                    + "\t\(condition.text("message"))\n")
        }
    }
}
