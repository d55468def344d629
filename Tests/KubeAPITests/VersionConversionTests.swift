import Documents
import KubeAPI
import Testing

/// Upstream: pkg/apis/autoscaling/v1/conversion.go.
@Suite struct VersionConversionTests {
    @Test(
        "an autoscaler of v1 and of v2",
        arguments: [
            (
                "{\"spec\":{\"maxReplicas\":3,\"targetCPUUtilizationPercentage\":50}}",
                "{\"spec\":{\"maxReplicas\":3,\"metrics\":[{\"type\":\"Resource\",\"resource\":{\"name\":\"cpu\","
                    + "\"target\":{\"type\":\"Utilization\",\"averageUtilization\":50}}}]}}"
            ),
            (
                "{\"metadata\":{\"annotations\":{\"autoscaling.alpha.kubernetes.io/metrics\":"
                    + "\"[{\\\"type\\\":\\\"Pods\\\","
                    + "\\\"pods\\\":{\\\"metricName\\\":\\\"p\\\","
                    + "\\\"targetAverageValue\\\":\\\"5\\\"}}]\"}},\"spec\":{\"maxReplicas\":3,"
                    + "\"targetCPUUtilizationPercentage\":50}}",
                "{\"metadata\":{},\"spec\":{\"maxReplicas\":3,\"metrics\":[{\"type\":\"Pods\","
                    + "\"pods\":{\"metric\":{\"name\":\"p\"},\"target\":{\"type\":\"AverageValue\","
                    + "\"averageValue\":\"5\"}}},{\"type\":\"Resource\",\"resource\":{\"name\":\"cpu\","
                    + "\"target\":{\"type\":\"Utilization\",\"averageUtilization\":50}}}]}}"
            ),
            (
                "{\"metadata\":{\"annotations\":{\"autoscaling.alpha.kubernetes.io/behavior\":\"{\\\"ScaleUp\\\":null,"
                    + "\\\"ScaleDown\\\":{\\\"StabilizationWindowSeconds\\\":null,"
                    + "\\\"SelectPolicy\\\":\\\"Max\\\",\\\"Policies\\\":null,\\\"Tolerance\\\":null}}\"}},"
                    + "\"spec\":{\"targetCPUUtilizationPercentage\":50}}",
                "{\"metadata\":{},\"spec\":{\"behavior\":{\"scaleDown\":{\"selectPolicy\":\"Max\"}},"
                    + "\"metrics\":[{\"type\":\"Resource\",\"resource\":{\"name\":\"cpu\","
                    + "\"target\":{\"type\":\"Utilization\",\"averageUtilization\":50}}}]}}"
            )
        ] as [(String, String)])
    func autoscalers(old: String, new: String) throws {
        let info = Resource.horizontalPodAutoscalers.info
        var (one, two) = (try json(old), try json(new))
        one.set("autoscaling/v1", at: "apiVersion")
        two.set("autoscaling/v2", at: "apiVersion")
        #expect(VersionConversion.stored(one, of: info) == two)
        #expect(VersionConversion.served(two, of: info, as: "autoscaling/v1") == one)
    }

    @Test("an autoscaler without any target aims at 80 % of the CPU")
    func usual() throws {
        let stored = VersionConversion.stored(
            ["apiVersion": "autoscaling/v1", "spec": ["maxReplicas": 2]], of: Resource.horizontalPodAutoscalers.info)
        #expect(stored.at("spec", "metrics")?[0]?.at("resource", "target", "averageUtilization") == 80)
    }

    @Test("an event of events.k8s.io and of v1")
    func events() throws {
        let info = Resource.events.info
        let one: Value = [
            "apiVersion": "events.k8s.io/v1", "note": "n", "regarding": ["name": "p"], "deprecatedCount": 2
        ]
        let two: Value = ["apiVersion": "v1", "message": "n", "involvedObject": ["name": "p"], "count": 2]
        #expect(VersionConversion.stored(one, of: info) == two)
        #expect(VersionConversion.served(two, of: info, as: "events.k8s.io/v1") == one)
    }
}
