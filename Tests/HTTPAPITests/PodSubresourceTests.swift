import Documents
import HTTPAPI
import KubeAPI
import Testing
import Workbench

/// `ephemeralcontainers` and `resize`: what the API server takes, and what it refuses.
@Suite struct PodSubresourceTests {
    static let pod = """
        {"metadata":{"name":"web"},"spec":{"containers":[{"name":"c","image":"nginx","resources":
        {"requests":{"cpu":"100m"},"limits":{"cpu":"200m"}}}],"initContainers":[{"name":"i","image":"x"}]}}
        """

    private static func bench() -> HTTPBench {
        var bench = HTTPBench()
        #expect(bench.send(HTTPBench.request("POST", HTTPBench.pods, pod)).status == 201)
        _ = bench.session.perform("tick 30s")
        return bench
    }

    private static func patch(_ subresource: String, _ spec: String, _ bench: inout HTTPBench) -> HTTPResponse {
        bench.send(
            HTTPBench.request(
                "PATCH", "\(HTTPBench.pods)/web/\(subresource)",
                #"{"metadata":{"labels":{"not":"kept"}},"spec":\#(spec)}"#,
                type: "application/strategic-merge-patch+json"))
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let subresource: String
        let spec: String
        let status: Int
        var text = ""

        init(_ name: String, _ subresource: String, _ spec: String, _ status: Int, _ text: String = "") {
            testDescription = name
            self.subresource = subresource
            self.spec = spec
            self.status = status
            self.text = text
        }
    }

    private static let cases = [
        Case("more CPU", "resize", #"{"containers":[{"name":"c","resources":{"requests":{"cpu":"150m"}}}]}"#, 200),
        Case("nothing", "resize", "{}", 200),
        Case(
            "other fields are set back", "resize", #"{"containers":[{"name":"c","image":"other"}],"nodeName":"x"}"#,
            200),
        Case(
            "more than the node has", "resize",
            #"{"containers":[{"name":"c","resources":{"requests":{"cpu":"5"},"limits":{"cpu":"6"}}}]}"#, 403,
            "node didn't have enough allocatable resources: cpu, requested: 5000, allocatable: "),
        Case(
            "another resource", "resize",
            #"{"containers":[{"name":"c","resources":{"requests":{"ephemeral-storage":"1Gi"}}}]}"#, 422,
            "spec: Forbidden: only cpu and memory resources are mutable"),
        Case(
            "a limit taken away", "resize", #"{"containers":[{"name":"c","resources":{"limits":{"cpu":null}}}]}"#, 422,
            "spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed"),
        Case(
            "another class", "resize",
            #"{"containers":[{"name":"c","resources":{"requests":{"cpu":"200m","memory":"1Mi"},"#
                + #""limits":{"memory":"1Mi"}}}],"initContainers":[{"name":"i","resources":{"requests":"#
                + #"{"cpu":"1m","memory":"1Mi"},"limits":{"cpu":"1m","memory":"1Mi"}}}]}"#, 422,
            "spec: Invalid value: \\\"Burstable\\\": Pod QOS Class may not change as a result of resizing"),
        Case(
            "one container more", "resize", #"{"containers":[{"name":"d","image":"x"}]}"#, 422,
            "spec.containers: Forbidden: containers may not be added or removed on resize"),
        Case(
            "a container to look into the pod", "ephemeralcontainers",
            #"{"ephemeralContainers":[{"name":"d","image":"busybox","targetContainerName":"c"}],"nodeName":"x"}"#, 200),
        Case(
            "a name that is taken", "ephemeralcontainers", #"{"ephemeralContainers":[{"name":"c","image":"x"}]}"#, 422,
            "spec.ephemeralContainers[0].name: Duplicate value: \\\"c\\\""),
        Case(
            "a port", "ephemeralcontainers",
            #"{"ephemeralContainers":[{"name":"d","image":"x","ports":[{"containerPort":80}]}]}"#, 422,
            "spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container"),
        Case(
            "an unknown target", "ephemeralcontainers",
            #"{"ephemeralContainers":[{"name":"d","image":"x","targetContainerName":"no"}]}"#, 422,
            "spec.ephemeralContainers[0].targetContainerName: Not found: \\\"no\\\""),
    ]

    @Test("a write to a subresource is taken or refused as upstream does", arguments: cases)
    func writes(_ known: Case) {
        var bench = Self.bench()
        let answer = Self.patch(known.subresource, known.spec, &bench)
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == known.status, "\(text)")
        #expect(text.contains(known.text), "\(text)")
        let pod = bench.get("\(HTTPBench.pods)/web")
        #expect(pod.at("metadata", "labels") == nil)
        #expect(pod.at("spec", "containers")?[0]?["image"] == "nginx")
    }

    @Test("an ephemeral container may not be changed or taken away again")
    func ephemeralStays() {
        var bench = Self.bench()
        _ = Self.patch("ephemeralcontainers", #"{"ephemeralContainers":[{"name":"d","image":"x"}]}"#, &bench)
        let changed = Self.patch(
            "ephemeralcontainers", #"{"ephemeralContainers":[{"name":"d","image":"y"}]}"#, &bench)
        #expect(changed.status == 422)
        #expect(
            String(decoding: changed.body, as: UTF8.self)
                .contains(#"existing ephemeral containers \"d\" may not be changed"#))
        let removed = Self.patch(
            "ephemeralcontainers", #"{"ephemeralContainers":[{"$patch":"delete","name":"d"}]}"#, &bench)
        #expect(removed.status == 422)
        #expect(bench.get("\(HTTPBench.pods)/web").at("spec", "ephemeralContainers")?.array?.count == 1)
    }

    @Test("a resize shows in the pod's generation and status; other ways to change resources stay closed")
    func resize() {
        var bench = Self.bench()
        let spec = #"{"containers":[{"name":"c","resources":{"requests":{"cpu":"150m"}}}]}"#
        #expect(Self.patch("resize", spec, &bench).status == 200)
        #expect(bench.get("\(HTTPBench.pods)/web").at("metadata", "generation") == 2)
        _ = bench.session.perform("tick 10s")
        let status = bench.get("\(HTTPBench.pods)/web")["status"] ?? .null
        #expect(status["observedGeneration"] == 2)
        #expect(status["resources"]?["requests"] == ["cpu": "150m"])
        let direct = bench.send(
            HTTPBench.request(
                "PATCH", "\(HTTPBench.pods)/web", #"{"spec":\#(spec.replacing("150m", with: "120m"))}"#,
                type: "application/strategic-merge-patch+json"))
        #expect(direct.status == 422)
    }
}
