import Documents
import HTTPAPI
import Testing

/// What clients read before they ask for anything.
@Suite struct DiscoveryTests {
    private static let aggregated =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"

    @Test("all groups, and all resources of one")
    func plain() {
        var bench = HTTPBench()
        #expect(bench.get("/api")["versions"] == ["v1"])
        let groups = bench.get("/apis")["groups"]?.array?.compactMap { $0["name"]?.string } ?? []
        #expect(groups.prefix(2) == ["apiregistration.k8s.io", "apps"])
        #expect(bench.get("/apis/apps")["preferredVersion"]?["groupVersion"] == "apps/v1")
        let resources = bench.get("/apis/apps/v1")["resources"]?.array ?? []
        #expect(resources.first?["name"] == "controllerrevisions")
        let scale = resources.first { $0["name"] == "deployments/scale" }
        #expect(scale?["kind"] == "Scale")
        #expect(scale?["group"] == "autoscaling")
        #expect(resources.first { $0["name"] == "deployments" }?["shortNames"] == ["deploy"])
    }

    /// The hashes are those that real servers tell.
    @Test(
        "of what is kept the version in which etcd has it, as a hash",
        arguments: [
            ("/api/v1", "pods", "xPOwRZ+Yhw8="), ("/api/v1", "configmaps", "qFsyl6wFWjQ="),
            ("/apis/apps/v1", "deployments", "8aSe+NMegvE="),
            ("/apis/autoscaling/v1", "horizontalpodautoscalers", "qwQve8ut294="),
            ("/apis/events.k8s.io/v1", "events", "r2yiGXH7wu8="),
            ("/apis/apiextensions.k8s.io/v1", "customresourcedefinitions", "jfWCUB31mvA="),
            ("/api/v1", "bindings", nil), ("/apis/authorization.k8s.io/v1", "subjectaccessreviews", nil)
        ] as [(String, String, String?)])
    func storageVersions(path: String, plural: String, hash: String?) throws {
        var bench = HTTPBench()
        let entry = try #require(bench.get(path)["resources"]?.array?.first { $0["name"]?.string == plural })
        #expect(entry["storageVersionHash"]?.string == hash)
    }

    @Test("everything in two documents, with a tag to ask again")
    func aggregated() {
        var bench = HTTPBench()
        let answer = bench.send(HTTPBench.request("GET", "/apis", accept: Self.aggregated))
        #expect(answer.header("Content-Type") == "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")
        #expect(answer.json["kind"] == "APIGroupDiscoveryList")
        let apps = answer.json["items"]?.array?.first { $0.at("metadata", "name") == "apps" }
        let first = apps?["versions"]?[0]?["resources"]?.array?.first { $0["resource"] == "deployments" }
        #expect(first?["scope"] == "Namespaced")
        #expect(first?["subresources"]?.array?.count == 2)
        var again = HTTPBench.request("GET", "/apis", accept: Self.aggregated)
        again.headers.append(.init("If-None-Match", answer.header("ETag") ?? ""))
        #expect(bench.send(again).status == 304)
        #expect(bench.get("/api", accept: Self.aggregated)["items"]?[0]?["metadata"]?["name"] == nil)
    }

    @Test(
        "every reference of an OpenAPI document has its definition",
        arguments: [
            "/openapi/v2", "/openapi/v3/api/v1", "/openapi/v3/apis/apps/v1", "/openapi/v3/apis/policy/v1"
        ])
    func references(_ path: String) {
        var bench = HTTPBench()
        let document = bench.get(path)
        var wanted: Set<String> = []
        func walk(_ value: Value) {
            switch value {
            case .array(let elements): elements.forEach(walk)
            case .object(let fields):
                for member in fields.members {
                    if member.key == "$ref", let text = member.value.string { wanted.insert(text) }
                    walk(member.value)
                }
            default: break
            }
        }
        walk(document)
        #expect(wanted.count > 10)
        for text in wanted {
            var value: Value? = document
            for part in text.split(separator: "/").dropFirst() { value = value?[String(part)] }
            #expect(value?.fields != nil, "\(text)")
        }
    }

    @Test("each path of the index of OpenAPI 3 can be had")
    func index() {
        var bench = HTTPBench()
        let paths = bench.get("/openapi/v3")["paths"]?.fields?.members ?? []
        #expect(paths.count > 15)
        for member in paths {
            let url = member.value["serverRelativeURL"]?.string ?? ""
            #expect(bench.send(HTTPBench.request("GET", url)).status == 200, "\(url)")
        }
    }

    @Test("patches name what may be validated: kubectl asks for that")
    func fieldValidation() {
        var bench = HTTPBench()
        let path = bench.get("/openapi/v3/apis/apps/v1").at(
            "paths", "/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
        let patch = path?["patch"] ?? .null
        #expect(patch["parameters"]?.array?.contains { $0["name"] == "fieldValidation" } == true)
        #expect(patch.at("x-kubernetes-group-version-kind", "kind") == "Deployment")
    }

    @Test("OpenAPI 2 comes as protobuf for old clients")
    func gnostic() {
        var bench = HTTPBench()
        let answer = bench.send(
            HTTPBench.request(
                "GET", "/openapi/v2", accept: "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"))
        #expect(answer.status == 200)
        #expect(answer.body.starts(with: [0x0A, 3] + Array("2.0".utf8)))
        #expect(answer.body.count > 100_000)
    }
}
