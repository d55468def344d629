import Documents
import KubeAPI
import Testing

/// Upstream: apiserver endpoints/handlers/patch.go; structured-merge-diff merge/update.go.
@Suite struct ServedVersionTests {
    private static let old = OtherVersion.all.first { $0.apiVersion == "autoscaling/v1" }?.info
    private static let stored = Resource.horizontalPodAutoscalers

    private func server() throws -> (Server, Resource) {
        var server = Server()
        server.create(
            try json(
                """
                {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"h"},"spec":{
                 "maxReplicas":3,"minReplicas":1,
                 "scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"d"},
                 "metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization",
                 "averageUtilization":50}}}]}}
                """), Self.stored, by: "maker")
        return (server, try #require(Self.old?.resource))
    }

    @Test("a version is found by its name, and is of the same objects")
    func names() throws {
        let old = try #require(Self.old)
        #expect(ResourceCatalog.builtIn.findVersion("hpa.v1.autoscaling") === old)
        #expect(ResourceCatalog.builtIn.findVersion("hpa")?.apiVersion == "autoscaling/v2")
        #expect(ResourceCatalog.builtIn.findVersion("events.events.k8s.io")?.apiVersion == "events.k8s.io/v1")
        #expect(ResourceCatalog.builtIn.findVersion("deploy.ap")?.apiVersion == "apps/v1")
        #expect(ResourceCatalog.builtIn.findVersion("hpa.v3.autoscaling") == nil)
        #expect(old.resource == Self.stored && old.resource.stored.info.apiVersion == "autoscaling/v2")
    }

    @Test(
        "a patch is made in the version of the request, and so are its answer and its owner",
        arguments: [
            (PatchType.merge, #"{"spec":{"targetCPUUtilizationPercentage":70}}"#),
            (.strategic, #"{"spec":{"targetCPUUtilizationPercentage":70}}"#),
            (.json, #"[{"op":"replace","path":"/spec/targetCPUUtilizationPercentage","value":70}]"#),
        ])
    func patches(type: PatchType, body: String) throws {
        var (server, old) = try server()
        let answer = server.patch(type, old, "h", try json(body), by: "patcher").object
        #expect(answer?["apiVersion"] == "autoscaling/v1")
        #expect(answer?.at("spec", "targetCPUUtilizationPercentage") == 70)
        let object = server.object(Self.stored, "h")
        #expect(object?["apiVersion"] == "autoscaling/v2")
        #expect(object?.at("spec", "metrics")?[0]?.at("resource", "target", "averageUtilization") == 70)
        #expect(
            owners(object) == [
                "maker Update autoscaling/v2: f:spec{f:maxReplicas f:minReplicas "
                    + "f:scaleTargetRef{f:apiVersion f:kind f:name}}",
                "patcher Update autoscaling/v1: f:spec{f:targetCPUUtilizationPercentage}",
            ])
    }

    @Test("an apply meets the owners of another version in their own words")
    func applies() throws {
        var (server, old) = try server()
        let configuration = try json(
            """
            {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"h"},
             "spec":{"targetCPUUtilizationPercentage":70}}
            """)
        let refused = server.apply(configuration, old, by: "applier").failure
        #expect(
            refused?.message
                == "Apply failed with 1 conflict: conflict with \"maker\" using autoscaling/v2: .spec.metrics")
        #expect(server.apply(configuration, old, by: "applier", force: true).failure == nil)
        #expect(
            owners(server.object(Self.stored, "h")).last
                == "maker Update autoscaling/v2: f:spec{f:maxReplicas f:minReplicas "
                + "f:scaleTargetRef{f:apiVersion f:kind f:name}}")
        // What is said no longer goes; the usual target takes its place.
        var less = configuration
        less.set(["minReplicas": 2], at: "spec")
        #expect(server.apply(less, old, by: "applier", force: true).failure == nil)
        let object = server.object(Self.stored, "h")
        #expect(object?.at("spec", "metrics")?[0]?.at("resource", "target", "averageUtilization") == 80)
        #expect(object?.at("spec", "minReplicas") == 2)
    }

    @Test("events are patched in the words of either group")
    func events() throws {
        var server = Server()
        server.create(
            try json(
                """
                {"apiVersion":"v1","kind":"Event","metadata":{"name":"e"},"message":"m","reason":"R","type":"Normal",
                 "involvedObject":{"kind":"Pod","name":"p","namespace":"default"}}
                """), .events, by: "maker")
        let old = try #require(OtherVersion.all.first { $0.group == "events.k8s.io" }?.info.resource)
        let answer = server.patch(.merge, old, "e", ["metadata": ["labels": ["a": "b"]]], by: "patcher").object
        #expect(answer?["note"] == "m" && answer?["message"] == nil)
        #expect(server.object(.events, "e")?["message"] == "m")
        #expect(
            owners(server.object(.events, "e")).last == "patcher Update events.k8s.io/v1: f:metadata{f:labels{. f:a}}")
    }
}
