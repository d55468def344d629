import Documents
import HTTPAPI
import Simulation
import Testing
import Workbench

/// What clients learn of a custom resource: upstream's apiextensions-apiserver pkg/controller/openapi/builder.
@Suite struct CustomOpenAPITests {
    private static let name = "com.example.toys.v1.Wheel"
    private static let definition = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
        "metadata":{"name":"wheels.toys.example.com"},"spec":{"group":"toys.example.com","scope":"Namespaced",
        "names":{"plural":"wheels","singular":"wheel","kind":"Wheel","listKind":"WheelList"},
        "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{},
        "scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}},
        "schema":{"openAPIV3Schema":{"type":"object","description":"a wheel","properties":{
        "spec":{"type":"object","required":["size","load"],"properties":{
        "size":{"type":"integer","minimum":1,"description":"how big"},
        "load":{"type":"string","nullable":true},
        "either":{"x-kubernetes-int-or-string":true},
        "any":{"type":"object","x-kubernetes-preserve-unknown-fields":true,
        "properties":{"a":{"type":"string"}}}}}}}}}]}}
        """

    private static func bench() -> HTTPBench {
        var bench = HTTPBench()
        let made = bench.send(
            HTTPBench.request("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition))
        #expect(made.status == 201, "\(made.text)")
        _ = bench.session.perform("settle")
        return bench
    }

    @Test("version 3 has a document of the group, with the definition's schema and what every object has")
    func version3() throws {
        var bench = Self.bench()
        let index = bench.get("/openapi/v3")["paths"]
        #expect(index?["apis/toys.example.com/v1"] != nil)
        let document = bench.get("/openapi/v3/apis/toys.example.com/v1")
        let schemas = try #require(document["components"]?["schemas"])
        let wheel = try #require(schemas[Self.name])
        #expect(wheel["description"] == "a wheel")
        #expect(wheel.at("properties", "spec", "properties", "size", "description") == "how big")
        #expect(wheel.at("properties", "spec", "properties", "load", "nullable") == true)
        #expect(
            wheel.at("properties", "spec", "properties", "either", "anyOf")
                == [["type": "integer"], ["type": "string"]])
        #expect(wheel.at("properties", "metadata", "allOf")?[0]?["$ref"] != nil)
        #expect(
            wheel["x-kubernetes-group-version-kind"]
                == [["group": "toys.example.com", "kind": "Wheel", "version": "v1"]])
        #expect(schemas[Self.name + "List"]?["required"] == ["items"])
        #expect(schemas["io.k8s.api.autoscaling.v1.Scale"] != nil)
        let path = "/apis/toys.example.com/v1/namespaces/{namespace}/wheels/{name}/status"
        #expect(document["paths"]?[path]?["get"] != nil)
        let types = document["paths"]?[path]?.at("patch", "requestBody", "content")?.fields?.members.map(\.key) ?? []
        #expect(!types.contains("application/strategic-merge-patch+json") && types.count == 3)
    }

    @Test("version 2 leaves out what old clients would misunderstand")
    func version2() throws {
        var bench = Self.bench()
        let document = bench.get("/openapi/v2")
        let spec = try #require(document["definitions"]?[Self.name]?["properties"]?["spec"])
        #expect(spec["required"] == ["size"])
        #expect(spec.at("properties", "load") == [:])
        #expect(spec.at("properties", "either") == ["x-kubernetes-int-or-string": true])
        #expect(spec.at("properties", "any") == ["x-kubernetes-preserve-unknown-fields": true])
        #expect(document["definitions"]?[Self.name + "List"] != nil)
        #expect(document["paths"]?["/apis/toys.example.com/v1/wheels"]?["get"] != nil)
    }

    @Test("the address of the document changes with the schema")
    func address() {
        func hash(_ bench: HTTPBench) -> String {
            var bench = bench
            return bench.get("/openapi/v3")["paths"]?["apis/toys.example.com/v1"]?["serverRelativeURL"]?.string ?? ""
        }
        var bench = Self.bench()
        let before = hash(bench)
        let patch = #"[{"op":"replace","path":"/spec/versions/0/schema/openAPIV3Schema/description","value":"round"}]"#
        let changed = bench.send(
            HTTPBench.request(
                "PATCH", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/wheels.toys.example.com", patch,
                type: "application/json-patch+json"))
        #expect(changed.status == 200, "\(changed.text)")
        _ = bench.session.perform("settle")
        #expect(!before.isEmpty && before != hash(bench))
    }
}
