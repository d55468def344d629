import APIServing
import Documents
import KubeAPI
import Testing

/// Resources of a pod as a whole (KEP-2837, KEP-5419), as a running v1.36.2 control plane answered.
@Suite("resources of a pod as a whole") struct PodLevelResourceTests {
    private static func pod(_ whole: String, _ containers: String...) throws -> Value {
        var pod = bare("v1", "Pod", ["spec": ["resources": try json(whole)]])
        let list = try containers.enumerated().map { index, resources -> Value in
            ["name": .string("c\(index)"), "image": "i", "resources": try json(resources)]
        }
        pod.set(.array(list), at: "spec", "containers")
        return pod
    }

    private static func server() -> Server {
        var server = Server()
        server.create(bare("v1", "ServiceAccount", ["metadata": ["name": "default"]]), .serviceAccounts)
        return server
    }

    @Test("what is not said is filled in, and the pod's quality comes of it")
    func defaults() throws {
        let cases: [(Value, String, String)] = [
            (
                try Self.pod(
                    #"{"requests":{"cpu":"100m"},"limits":{"cpu":"200m","memory":"100Mi"}}"#,
                    #"{"requests":{"cpu":"10m"}}"#),
                #"{"limits":{"cpu":"200m","memory":"100Mi"},"requests":{"cpu":"100m","memory":"100Mi"}}"#, "Burstable"
            ),
            (
                try Self.pod(#"{"limits":{"cpu":"200m","memory":"100Mi"}}"#, #"{"limits":{"cpu":"50m"}}"#, "{}"),
                #"{"limits":{"cpu":"200m","memory":"100Mi"},"requests":{"cpu":"50m","memory":"100Mi"}}"#, "Burstable"
            ),
            (
                try Self.pod(#"{"limits":{"cpu":"1","memory":"1Gi"}}"#, "{}"),
                #"{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"cpu":"1","memory":"1Gi"}}"#, "Guaranteed"
            ),
            (
                try Self.pod("{}", #"{"requests":{"cpu":"10m","memory":"1Mi"},"limits":{"cpu":"10m","memory":"1Mi"}}"#),
                "{}", "BestEffort"
            ),
            (
                try Self.pod(#"{"requests":{"memory":"20Mi"}}"#, #"{"limits":{"memory":"10Mi"}}"#),
                #"{"requests":{"memory":"20Mi"}}"#, "Burstable"
            ),
        ]
        for (pod, resources, quality) in cases {
            var server = Self.server()
            let made = try #require(server.create(pod, .pods).object)
            #expect(try made.at("spec", "resources") == json(resources))
            #expect(made.at("status", "qosClass")?.string == quality)
        }
    }

    @Test("what does not fit is refused")
    func refused() throws {
        let cases: [(Value, [String])] = [
            (
                try Self.pod(
                    #"{"requests":{"cpu":"300m","memory":"10Mi","foo.com/x":"1"},"limits":{"cpu":"200m"}}"#,
                    #"{"requests":{"cpu":"400m"},"limits":{"memory":"1Gi"}}"#, "{}"),
                [
                    "spec.resources.requests: Invalid value: \"300m\": must be less than or equal to cpu limit of 200m",
                    "spec.resources.requests[foo.com/x]: Unsupported value: \"foo.com/x\": supported values: \"cpu\", "
                        + "\"hugepages-\", \"memory\"",
                    "spec.resources.limits: Required value: Limit must be set for non overcommitable resources",
                    "spec.resources.requests[cpu]: Invalid value: \"300m\": must be greater than or equal to aggregate "
                        + "container requests of 400m",
                    "spec.resources.requests[memory]: Invalid value: \"10Mi\": must be greater than or equal to "
                        + "aggregate container requests of 1Gi",
                ]
            ),
            (
                try Self.pod(
                    #"{"claims":[{"name":"x"}],"requests":{"cpu":"100m"},"limits":{"memory":"1Gi"}}"#,
                    #"{"requests":{"cpu":"80m"},"limits":{"memory":"2Gi"}}"#, #"{"requests":{"cpu":"80m"}}"#),
                [
                    "spec.resources.claims: Forbidden: claims may not be set for Resources at pod-level",
                    "spec.resources.requests: Invalid value: \"2Gi\": must be less than or equal to memory limit of "
                        + "1Gi",
                    "spec.resources.claims[0]: Not found: \"x\": must be one of the names in pod.spec.resourceClaims "
                        + "which is empty",
                    "spec.resources.requests[cpu]: Invalid value: \"100m\": must be greater than or equal to aggregate "
                        + "container requests of 160m",
                    "spec.resources.containers[0][memory].limits: Invalid value: \"2Gi\": must be less than or equal "
                        + "to pod limits of 1Gi",
                ]
            ),
        ]
        for (pod, problems) in cases {
            var server = Self.server()
            let text = server.create(pod, .pods).failure?.message ?? ""
            #expect(text == "Pod \"x\" is invalid: [\(problems.joined(separator: ", "))]")
        }
    }

    @Test("a resize changes amounts, and takes none away")
    func resized() throws {
        let pod = try Self.pod(
            #"{"limits":{"cpu":"200m","memory":"100Mi"}}"#, #"{"limits":{"cpu":"50m"}}"#, "{}")
        let cases: [(String, String?)] = [
            (#"{"requests":{"cpu":"150m"}}"#, nil),
            (
                #"{"requests":{"cpu":"250m"}}"#,
                "spec.resources.requests: Invalid value: \"250m\": must be less than or equal to cpu limit of 200m"
            ),
            (
                #"{"limits":{"cpu":null}}"#,
                "spec.resources.limits: Forbidden: pod-level resource limits cannot be removed"
            ),
        ]
        for (patch, problem) in cases {
            var server = Self.server()
            server.create(pod, .pods)
            let body: Value = ["spec": ["resources": try json(patch)]]
            let answer = server.patch(.strategic, .pods, "x", subresource: "resize", body)
            if let problem {
                #expect(answer.failure?.message == "Pod \"x\" is invalid: \(problem)")
            } else {
                #expect(answer.object?.meta.generation == 2)
            }
        }
    }
}
