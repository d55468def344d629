import Documents

/// `autoscaling/v1` knows one target, of CPU; all else of an autoscaler goes into annotations there.
///
/// Upstream: pkg/apis/autoscaling/v1/conversion.go, pkg/apis/autoscaling/annotations.go.
enum AutoscalerConversion {
    private static let prefix = "autoscaling.alpha.kubernetes.io/"
    private static let metrics = prefix + "metrics"
    private static let currentMetrics = prefix + "current-metrics"
    private static let conditions = prefix + "conditions"
    private static let behavior = prefix + "behavior"
    /// What an autoscaler without a target aims at. Upstream: pkg/apis/autoscaling/types.go.
    private static let utilizationUsual: Int64 = 80

    /// From v1 to v2.
    static func store(_ value: inout Value) {
        var targets = annotation(metrics, value)?.array?.map { OldMetric.new($0, isStatus: false) } ?? []
        if let percent = value.at("spec", "targetCPUUtilizationPercentage") { targets.append(cpu(percent)) }
        if targets.isEmpty { targets = [cpu(.int(utilizationUsual))] }
        value.set(nil, at: "spec", "targetCPUUtilizationPercentage")
        value.set(.array(targets), at: "spec", "metrics")
        if let given = annotation(behavior, value) { value.set(GoCase.lowered(given), at: "spec", "behavior") }
        if let given = annotation(currentMetrics, value)?.array {
            value.set(.array(given.map { OldMetric.new($0, isStatus: true) }), at: "status", "currentMetrics")
        }
        if let given = annotation(conditions, value) { value.set(given, at: "status", "conditions") }
        value.set(nil, at: "status", "currentCPUUtilizationPercentage")
        dropAnnotations(&value)
    }

    /// From v2 to v1.
    static func serve(_ value: inout Value) {
        dropAnnotations(&value)
        let targets = value.at("spec", "metrics")?.array ?? []
        let percent = targets.first(where: isCPU)?.at("resource", "target", "averageUtilization")
        value.set(percent, at: "spec", "targetCPUUtilizationPercentage")
        let others = targets.filter { !isCPU($0) }
        if !others.isEmpty {
            annotate(metrics, others.map { OldMetric.old($0, isStatus: false) }, "MetricSpec", &value)
        }
        let current = value.at("status", "currentMetrics")?.array ?? []
        if !current.isEmpty {
            annotate(currentMetrics, current.map { OldMetric.old($0, isStatus: true) }, "MetricStatus", &value)
            let used = current.first { $0.at("resource", "name") == "cpu" }
            value.set(
                used?.at("resource", "current", "averageUtilization"), at: "status", "currentCPUUtilizationPercentage")
        }
        if let given = value.at("spec", "behavior") {
            let text = Schema.builtIn.goInternalJSON(given, as: "autoscaling/v2.HorizontalPodAutoscalerBehavior")
            value.set(.string(text), at: "metadata", "annotations", behavior)
        }
        if let given = value.at("status", "conditions")?.array, !given.isEmpty {
            annotate(conditions, given, "HorizontalPodAutoscalerCondition", &value)
        }
        for field in ["metrics", "behavior"] { value.set(nil, at: "spec", field) }
        for field in ["currentMetrics", "conditions"] { value.set(nil, at: "status", field) }
    }

    private static func cpu(_ percent: Value) -> Value {
        [
            "type": "Resource",
            "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": percent]]
        ]
    }

    private static func isCPU(_ metric: Value) -> Bool {
        metric["type"] == "Resource" && metric.at("resource", "name") == "cpu"
            && metric.at("resource", "target", "averageUtilization") != nil
    }

    private static func annotation(_ name: String, _ value: Value) -> Value? {
        value.at("metadata", "annotations", name)?.string.flatMap { try? JSONReader.read($0) }
    }

    private static func annotate(_ name: String, _ content: [Value], _ type: String, _ value: inout Value) {
        let texts = content.map { Schema.builtIn.goJSON($0, as: "autoscaling/v1.\(type)") }
        value.set(.string("[" + texts.joined(separator: ",") + "]"), at: "metadata", "annotations", name)
    }

    private static func dropAnnotations(_ value: inout Value) {
        for name in [metrics, currentMetrics, conditions, behavior] {
            if value.at("metadata", "annotations", name) != nil { value.set(nil, at: "metadata", "annotations", name) }
        }
        if value.at("metadata", "annotations")?.isEmpty == true { value.set(nil, at: "metadata", "annotations") }
    }
}

/// Metrics in the form of the annotations: that of `autoscaling/v1` and `v2beta1`.
enum OldMetric {
    static func old(_ metric: Value, isStatus: Bool) -> Value {
        let part = isStatus ? "current" : "target"
        let head = isStatus ? "current" : "target"
        guard let type = metric["type"]?.string, let source = metric[lower(type)] else { return metric }
        var out: Value = [:]
        let measure = source[part] ?? [:]
        switch type {
        case "Resource", "ContainerResource":
            for field in ["name", "container"] { out.set(source[field], at: field) }
            out.set(measure["averageUtilization"], at: head + "AverageUtilization")
            out.set(measure["averageValue"], at: head + "AverageValue")
        case "Pods":
            out.set(source.at("metric", "name"), at: "metricName")
            out.set(source.at("metric", "selector"), at: "selector")
            out.set(measure["averageValue"], at: head + "AverageValue")
        case "Object":
            out.set(source["describedObject"], at: "target")
            out.set(source.at("metric", "name"), at: "metricName")
            out.set(source.at("metric", "selector"), at: "selector")
            out.set(measure["value"] ?? "0", at: head + "Value")
            out.set(measure["averageValue"], at: "averageValue")
        default:
            out.set(source.at("metric", "name"), at: "metricName")
            out.set(source.at("metric", "selector"), at: "metricSelector")
            out.set(measure["value"], at: head + "Value")
            out.set(measure["averageValue"], at: head + "AverageValue")
        }
        return ["type": .string(type), lower(type): out]
    }

    static func new(_ metric: Value, isStatus: Bool) -> Value {
        let part = isStatus ? "current" : "target"
        guard let type = metric["type"]?.string, let source = metric[lower(type)] else { return metric }
        var (out, measure): (Value, Value) = ([:], [:])
        measure.set(source[part + "AverageUtilization"], at: "averageUtilization")
        measure.set(source[part + "AverageValue"] ?? source["averageValue"], at: "averageValue")
        if measure["averageValue"] == nil || type != "Object" { measure.set(source[part + "Value"], at: "value") }
        if !isStatus {
            let kind =
                measure["averageUtilization"] != nil
                ? "Utilization" : measure["averageValue"] != nil ? "AverageValue" : "Value"
            measure.set(.string(kind), at: "type")
        }
        for field in ["name", "container"] { out.set(source[field], at: field) }
        if let name = source["metricName"] { out.set(name, at: "metric", "name") }
        if let selector = source["selector"] ?? source["metricSelector"] { out.set(selector, at: "metric", "selector") }
        if type == "Object" { out.set(source["target"], at: "describedObject") }
        out.set(measure, at: part)
        return ["type": .string(type), lower(type): out]
    }

    /// `ContainerResource` → `containerResource`.
    private static func lower(_ type: String) -> String { type.prefix(1).lowercased() + type.dropFirst() }
}

/// The annotation of the behaviour is of the Go type inside the server, whose members begin with capitals.
private enum GoCase {
    static func lowered(_ value: Value) -> Value { renamed(value) { $0.prefix(1).lowercased() + $0.dropFirst() } }

    private static func renamed(_ value: Value, _ name: (String) -> String) -> Value {
        switch value {
        case .object(let fields):
            .object(Fields(fields.filter { !$0.value.isNull }.map { (name($0.key), renamed($0.value, name)) }))
        case .array(let elements): .array(elements.map { renamed($0, name) })
        default: value
        }
    }
}
