import Documents
import HTTPAPI
import KubeAPI
import Testing

/// What kubectl explain over the door shows: kubectl reads version 3, and version 2 with
/// `--output plaintext-openapiv2`. Upstream: kubectl/pkg/explain.
@Suite struct OpenAPIDescriptionTests {
    private static let deployment = "io.k8s.api.apps.v1.DeploymentSpec"

    private static func text(_ type: String, _ field: String) throws -> Value {
        let found = try #require(Schema.builtIn.field(type, field))
        return .string(Schema.builtIn.explanation(of: found).description)
    }

    @Test("every schema and each of its properties is described")
    func whole() {
        var bench = HTTPBench()
        let paths = bench.get("/openapi/v3")["paths"]?.fields?.members.map(\.key) ?? []
        #expect(paths.count > 15)
        var schemas: [Fields.Field] = bench.get("/openapi/v2")["definitions"]?.fields?.members ?? []
        for path in paths {
            schemas += bench.get("/openapi/v3/\(path)").at("components", "schemas")?.fields?.members ?? []
        }
        #expect(schemas.count > 700)
        for schema in schemas {
            #expect(schema.value["description"]?.string?.isEmpty == false, "\(schema.key)")
            for property in schema.value["properties"]?.fields?.members ?? [] {
                #expect(property.value["description"]?.string?.isEmpty == false, "\(schema.key).\(property.key)")
            }
        }
    }

    @Test("version 3 has the text beside the reference, and a default")
    func version3() throws {
        var bench = HTTPBench()
        let schema = try #require(
            bench.get("/openapi/v3/apis/apps/v1").at("components", "schemas", Self.deployment))
        #expect(schema["description"] == .string(Schema.builtIn.typeDescription("apps/v1.DeploymentSpec")))
        #expect(
            schema.at("properties", "strategy") == [
                "allOf": [["$ref": "#/components/schemas/io.k8s.api.apps.v1.DeploymentStrategy"]], "default": [:],
                "description": try Self.text("apps/v1.DeploymentSpec", "strategy"),
                "x-kubernetes-patch-strategy": "retainKeys"
            ])
        #expect(
            schema.at("properties", "replicas") == [
                "type": "integer", "format": "int32",
                "description": try Self.text("apps/v1.DeploymentSpec", "replicas")
            ])
    }

    @Test("version 2 has the text beside the reference")
    func version2() throws {
        var bench = HTTPBench()
        let strategy = bench.get("/openapi/v2").at("definitions", Self.deployment, "properties", "strategy")
        #expect(
            strategy == [
                "$ref": "#/definitions/io.k8s.api.apps.v1.DeploymentStrategy",
                "description": try Self.text("apps/v1.DeploymentSpec", "strategy"),
                "x-kubernetes-patch-strategy": "retainKeys"
            ])
    }
}
