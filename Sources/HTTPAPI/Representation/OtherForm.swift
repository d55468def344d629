import Documents
import KubeAPI

/// Objects in a version that is not the stored one.
///
/// Upstream: pkg/apis/autoscaling/v1/conversion.go, pkg/apis/events/v1/conversion.go.
enum OtherForm {
    /// Is `info` another version than the one objects are stored in?
    static func isNeeded(_ info: ResourceInfo) -> Bool { info.apiVersion != info.resource.info.apiVersion }

    /// What a client sent, as it is stored.
    static func stored(_ value: Value, _ info: ResourceInfo) -> Value {
        guard isNeeded(info), value["apiVersion"]?.string == info.apiVersion else { return value }
        var out = value
        out.set(.string(info.resource.info.apiVersion), at: "apiVersion")
        switch info.resource {
        case .horizontalPodAutoscalers: autoscalerToStored(&out)
        case .events: for (stored, other) in eventNames { rename(other, stored, &out) }
        default: break
        }
        return out
    }

    /// What is stored, as a client wants it.
    static func sent(_ value: Value, _ info: ResourceInfo) -> Value {
        guard isNeeded(info) else { return value }
        var out = value
        if out["apiVersion"] != nil { out.set(.string(info.apiVersion), at: "apiVersion") }
        switch info.resource {
        case .horizontalPodAutoscalers: autoscalerToSent(&out)
        case .events: for (stored, other) in eventNames { rename(stored, other, &out) }
        default: break
        }
        return out
    }

    /// Names in `v1` and in `events.k8s.io/v1`.
    private static let eventNames = [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ]

    private static func rename(_ old: String, _ new: String, _ value: inout Value) {
        guard let member = value[old] else { return }
        value.set(nil, at: old)
        value.set(member, at: new)
    }

    /// `autoscaling/v1` knows one metric: the use of CPU.
    private static func autoscalerToStored(_ value: inout Value) {
        guard let target = value.at("spec", "targetCPUUtilizationPercentage") else { return }
        value.set(nil, at: "spec", "targetCPUUtilizationPercentage")
        let metric: Value = [
            "type": "Resource",
            "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": target]],
        ]
        value.set([metric], at: "spec", "metrics")
    }

    private static func autoscalerToSent(_ value: inout Value) {
        let target = cpu(value.at("spec", "metrics"))?.at("resource", "target", "averageUtilization")
        let current = cpu(value.at("status", "currentMetrics"))?.at("resource", "current", "averageUtilization")
        value.set(nil, at: "spec", "metrics")
        value.set(nil, at: "spec", "behavior")
        if let target { value.set(target, at: "spec", "targetCPUUtilizationPercentage") }
        guard value["status"] != nil else { return }
        value.set(nil, at: "status", "currentMetrics")
        value.set(nil, at: "status", "conditions")
        if let current { value.set(current, at: "status", "currentCPUUtilizationPercentage") }
    }

    private static func cpu(_ metrics: Value?) -> Value? {
        metrics?.array?.first { $0["type"] == "Resource" && $0.at("resource", "name") == "cpu" }
    }
}
