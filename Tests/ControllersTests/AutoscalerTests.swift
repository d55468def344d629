import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Upstream: pkg/controller/podautoscaler/horizontal_test.go, replica_calculator_test.go.
@Suite struct AutoscalerTests {
    static let key = ObjectKey("default", "web")
    static let labels: Value = ["app": "web"]

    static func autoscaler(
        _ metrics: [Value]? = nil, load: String? = nil, min: Int64 = 1, max: Int64 = 10, behavior: Value? = nil
    ) -> Value {
        var value: Value = [
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": ["name": "web", "namespace": "default", "uid": "uid-hpa"],
            "spec": [
                "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web"],
                "minReplicas": .int(min), "maxReplicas": .int(max), "metrics": .array(metrics ?? [cpu(50)])
            ]
        ]
        if let load { value.set(.string(load), at: "metadata", "annotations", "orrery.dev/load") }
        if let behavior { value.set(behavior, at: "spec", "behavior") }
        return value
    }

    static func cpu(_ percent: Int64) -> Value {
        ["type": "Resource", "resource": ["name": "cpu", "target": ["averageUtilization": .int(percent)]]]
    }

    static func pod(_ name: String, ready: String = "True", start: Int64 = -3600, since: Int64 = -3000) -> Value {
        var pod = Make.pod(name, ready: ready, labels: labels)
        let second: Int64 = 1_000_000
        pod.set(.string(Timestamps.seconds(Rig.start + start * second)), at: "status", "startTime")
        pod.set(
            [
                [
                    "type": "Ready", "status": .string(ready),
                    "lastTransitionTime": .string(Timestamps.seconds(Rig.start + since * second))
                ]
            ], at: "status", "conditions")
        pod.set([["name": "c", "resources": ["requests": ["cpu": "100m", "memory": "64Mi"]]]], at: "spec", "containers")
        return pod
    }

    static func rig(_ autoscaler: Value, pods: Int, replicas: Int64? = nil) -> Rig {
        var rig = Rig(ControllerRunner<HorizontalReconciler>())
        rig.started()
        rig.put(
            [
                "apiVersion": "apps/v1", "kind": "ReplicaSet",
                "metadata": ["name": "web", "namespace": "default", "uid": "uid-web"],
                "spec": ["replicas": .int(replicas ?? Int64(pods)), "selector": ["matchLabels": labels]]
            ], .replicaSets)
        for index in 0 ..< pods { rig.put(pod("p\(index)"), .pods) }
        rig.put(autoscaler, .horizontalPodAutoscalers)
        return rig
    }

    static func replicas(_ rig: Rig) -> Int64? { rig.stored(.replicaSets, key)?.at("spec", "replicas")?.int }

    /// `AbleToScale=True ReadyForNewScale`, …
    static func conditions(_ rig: Rig) -> [String] {
        let all = rig.stored(.horizontalPodAutoscalers, key)?.at("status", "conditions")?.array ?? []
        return all.map { "\($0["type"]?.string ?? "")=\($0["status"]?.string ?? "") \($0["reason"]?.string ?? "")" }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var metrics: [Value] = [cpu(50)]
        let load: String
        var pods = 3
        var min: Int64 = 1
        var max: Int64 = 10
        let expect: Int64
        var testDescription: String { name }
    }

    static let raw: Value = ["type": "Resource", "resource": ["name": "cpu", "target": ["averageValue": "40m"]]]
    static func custom(_ type: String, _ field: String, _ target: Value) -> Value {
        var source: Value = ["metric": ["name": "qps"], "target": target]
        if type == "Object" {
            source.set(["kind": "Service", "name": "s", "apiVersion": "v1"], at: "describedObject")
        }
        return .object(Fields([("type", .string(type)), (field, source)]))
    }

    static let cases: [Case] = [
        Case(name: "at target", load: #"{"cpu":"50m"}"#, expect: 3),
        Case(name: "within 10 %", load: #"{"cpu":"54m"}"#, expect: 3),
        Case(name: "scale up", load: #"{"cpu":"80m"}"#, expect: 5),
        Case(name: "at most twice the replicas, or four", load: #"{"cpu":"500m"}"#, expect: 6),
        Case(name: "one pod may become four", load: #"{"cpu":"500m"}"#, pods: 1, expect: 4),
        Case(name: "the maximum", load: #"{"cpu":"100m"}"#, max: 4, expect: 4),
        Case(name: "above the maximum already", load: #"{"cpu":"50m"}"#, pods: 5, max: 4, expect: 4),
        Case(name: "below the minimum already", load: #"{"cpu":"50m"}"#, pods: 2, min: 3, expect: 3),
        Case(name: "a window holds against scaling down", load: #"{"cpu":"10m"}"#, expect: 3),
        Case(name: "a value instead of a share", metrics: [raw], load: #"{"cpu":"60m"}"#, expect: 5),
        Case(name: "shared load", load: #"{"total:cpu":"300m"}"#, expect: 6),
        Case(
            name: "a container's own load",
            metrics: [
                [
                    "type": "ContainerResource",
                    "containerResource": ["name": "cpu", "container": "c", "target": ["averageUtilization": 50]]
                ]
            ], load: #"{"c/cpu":"80m"}"#, expect: 5),
        Case(
            name: "pods metric", metrics: [custom("Pods", "pods", ["averageValue": "10"])],
            load: #"{"pods:qps":"20"}"#, expect: 6),
        Case(
            name: "object metric", metrics: [custom("Object", "object", ["type": "Value", "value": "10"])],
            load: #"{"object:qps":"15"}"#, expect: 5),
        Case(
            name: "object metric, shared out",
            metrics: [custom("Object", "object", ["type": "AverageValue", "averageValue": "10"])],
            load: #"{"object:qps":"50"}"#, expect: 5),
        Case(
            name: "external metric", metrics: [custom("External", "external", ["value": "10"])],
            load: #"{"external:qps":"15"}"#, expect: 5),
        Case(
            name: "external metric, shared out", metrics: [custom("External", "external", ["averageValue": "10"])],
            load: #"{"external:qps":"41"}"#, expect: 5),
        Case(
            name: "the largest of two metrics", metrics: [cpu(50), raw], load: #"{"cpu":"64m"}"#, expect: 5),
        Case(
            name: "one metric fails, the other scales up",
            metrics: [custom("External", "external", ["value": "10"]), cpu(50)], load: #"{"cpu":"80m"}"#, expect: 5)
    ]

    @Test("how many replicas", arguments: cases)
    func decides(_ c: Case) {
        var rig = Self.rig(
            Self.autoscaler(c.metrics, load: c.load, min: c.min, max: c.max), pods: c.pods)
        rig.run(for: .seconds(14))
        #expect(rig.requests.isEmpty)
        rig.run(for: .seconds(2))
        #expect(Self.replicas(rig) == c.expect)
        let scaled = rig.writes.contains("PUT replicasets/web/scale")
        #expect(scaled == (c.expect != Int64(c.pods)))
    }

    @Test("what is said about a rescale")
    func rescaled() {
        var rig = Self.rig(Self.autoscaler(load: #"{"cpu":"80m"}"#), pods: 3)
        rig.run(for: .seconds(16))
        #expect(
            rig.eventTexts == [
                "Normal SuccessfulRescale default/web: New size: 5; reason: cpu resource utilization (percentage of "
                    + "request) above target"
            ])
        #expect(
            Self.conditions(rig) == [
                "AbleToScale=True SucceededRescale", "ScalingActive=True ValidMetricFound",
                "ScalingLimited=False DesiredWithinRange"
            ])
        let status = rig.stored(.horizontalPodAutoscalers, Self.key)?["status"]
        #expect(status?["currentReplicas"] == 3 && status?["desiredReplicas"] == 5)
        #expect(
            status?["currentMetrics"]
                == [
                    [
                        "type": "Resource",
                        "resource": ["name": "cpu", "current": ["averageUtilization": 80, "averageValue": "80m"]]
                    ]
                ])
    }

    @Test("without a metrics API nothing is scaled, and the errors are upstream's")
    func noMetrics() {
        var rig = Self.rig(Self.autoscaler(), pods: 3)
        rig.run(for: .seconds(16))
        let why: String =
            "failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from "
            + "resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)"
        #expect(
            rig.eventTexts == [
                "Warning FailedGetResourceMetric default/web: \(why)",
                "Warning FailedComputeMetricsReplicas default/web: invalid metrics (1 invalid out of 1), first error "
                    + "is: failed to get cpu resource metric value: \(why)"
            ])
        #expect(
            Self.conditions(rig) == [
                "AbleToScale=True SucceededGetScale", "ScalingActive=False FailedGetResourceMetric"
            ])
        rig.run(for: .seconds(60))
        #expect(rig.syncs.count == 5)
    }

    @Test("five minutes of low load, then the pods go")
    func downscaleStabilization() {
        var rig = Self.rig(Self.autoscaler(load: #"{"cpu":"10m"}"#), pods: 5)
        rig.run(for: .seconds(290))
        #expect(Self.replicas(rig) == 5)
        #expect(Self.conditions(rig).first == "AbleToScale=True ScaleDownStabilized")
        rig.run(for: .seconds(60))
        #expect(Self.replicas(rig) == 1)
        #expect(
            rig.eventTexts.last == "Normal SuccessfulRescale default/web: New size: 1; reason: All metrics below target"
        )
    }

    struct Behavior: Sendable, CustomTestStringConvertible {
        let name: String
        let behavior: Value
        let load: String
        /// Replicas after each of the first syncs.
        let expect: [Int64]
        var testDescription: String { name }
    }

    static func rules(_ up: Value?, _ down: Value?) -> Value {
        let all: Value = [
            "selectPolicy": "Max", "stabilizationWindowSeconds": 0,
            "policies": [["type": "Percent", "value": 100, "periodSeconds": 15]]
        ]
        return ["scaleUp": up ?? all, "scaleDown": down ?? all]
    }

    static func policy(_ type: String, _ value: Int64, _ period: Int64, select: String = "Max") -> Value {
        [
            "selectPolicy": .string(select), "stabilizationWindowSeconds": 0,
            "policies": [["type": .string(type), "value": .int(value), "periodSeconds": .int(period)]]
        ]
    }

    static let behaviors: [Behavior] = [
        Behavior(
            name: "one pod a minute up", behavior: rules(policy("Pods", 1, 60), nil), load: "200m",
            expect: [5, 5, 5, 5, 6]),
        Behavior(
            name: "half of them every 15 s down", behavior: rules(nil, policy("Percent", 50, 10)), load: "1m",
            expect: [2, 1, 1]),
        Behavior(
            name: "never down", behavior: rules(nil, policy("Percent", 50, 10, select: "Disabled")), load: "1m",
            expect: [4, 4]),
        Behavior(
            name: "a tolerance of a half",
            behavior: {
                var all = rules(nil, nil)
                all.set("500m", at: "scaleUp", "tolerance")
                return all
            }(), load: "70m", expect: [4, 4])
    ]

    @Test("rates and windows of a behavior", arguments: behaviors)
    func behaves(_ c: Behavior) {
        var rig = Self.rig(
            Self.autoscaler(load: "{\"cpu\":\"\(c.load)\"}", behavior: c.behavior), pods: 4)
        rig.run(for: .milliseconds(15_500))
        var seen = [Self.replicas(rig) ?? 0]
        while seen.count < c.expect.count {
            rig.run(for: .seconds(15))
            seen.append(Self.replicas(rig) ?? 0)
        }
        #expect(seen == c.expect)
    }

    @Test("pods without samples or readiness weigh against the change")
    func missingPods() {
        // Two of four at 80 %, the others just started: as idle, 40 % in the mean turns the direction.
        var rig = Self.rig(Self.autoscaler(load: #"{"cpu":"80m"}"#), pods: 2, replicas: 4)
        rig.put(Self.pod("new", start: 0, since: 1), .pods)
        rig.put(Self.pod("slow", ready: "False", start: 0, since: 1), .pods)
        rig.run(for: .seconds(16))
        #expect(Self.replicas(rig) == 4)
        #expect(!rig.writes.contains("PUT replicasets/web/scale"))
    }

    @Test("a target without scale, or with none at all")
    func noScale() {
        var value = Self.autoscaler(load: #"{"cpu":"80m"}"#)
        value.set("Thing", at: "spec", "scaleTargetRef", "kind")
        var rig = Self.rig(value, pods: 1)
        rig.run(for: .seconds(16))
        #expect(
            rig.eventTexts == ["Warning FailedGetScale default/web: no matches for kind \"Thing\" in group \"apps\""])
        #expect(Self.conditions(rig) == ["AbleToScale=False FailedGetScale"])
        rig = Self.rig(Self.autoscaler(load: #"{"cpu":"80m"}"#), pods: 0, replicas: 0)
        rig.run(for: .seconds(16))
        #expect(Self.conditions(rig).last == "ScalingActive=False ScalingDisabled")
        #expect(rig.events.isEmpty)
    }

    @Test("two autoscalers of the same pods steer nothing")
    func ambiguous() {
        var rig = Self.rig(Self.autoscaler(load: #"{"cpu":"80m"}"#), pods: 3)
        var other = Self.autoscaler(load: #"{"cpu":"80m"}"#)
        other.set("other", at: "metadata", "name")
        rig.put(other, .horizontalPodAutoscalers)
        rig.run(for: .seconds(32))
        #expect(
            rig.eventTexts.contains(
                "Warning AmbiguousSelector default/other: pods by selector app=web are controlled by multiple HPAs: "
                    + "[{other default} {web default}]"))
    }

    @Test("a conflict of the scale is tried again on the newest one")
    func conflict() {
        var rig = Self.rig(Self.autoscaler(load: #"{"cpu":"80m"}"#), pods: 3)
        let refusals = Refusals(2)
        rig.failing = { request in
            guard request.verb == .update, request.subresource == "scale", refusals.take() else { return nil }
            return .conflict("replicasets", group: "apps", name: "web", "modified")
        }
        rig.run(for: .seconds(16))
        #expect(Self.replicas(rig) == 5)
        #expect(rig.writes.filter { $0 == "PUT replicasets/web/scale" }.count == 3)
    }
}

/// Counts down; shared with a closure of the rig.
private final class Refusals: @unchecked Sendable {
    private var left: Int
    init(_ left: Int) { self.left = left }
    func take() -> Bool {
        left -= 1
        return left >= 0
    }
}
