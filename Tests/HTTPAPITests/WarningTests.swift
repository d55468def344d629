import Documents
import HTTPAPI
import Testing
import Workbench

/// `Warning` headers about deprecated resources, on answers of all kinds.
@Suite struct WarningTests {
    private static let endpoints = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"

    /// Upstream: test/cmd/get.sh, run_deprecated_api_tests.
    private static let definition = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
        "metadata":{"name":"toys.example.com"},"spec":{"group":"example.com","scope":"Namespaced",
        "names":{"plural":"toys","singular":"toy","kind":"Toy","listKind":"ToyList"},
        "versions":[\(version("v1", "")),\(version("v1beta2", ",\"deprecated\":true")),
        \(version("v1beta1", ",\"deprecated\":true,\"deprecationWarning\":\"no more of these\""))]}}
        """

    private static func version(_ name: String, _ more: String) -> String {
        "{\"name\":\"\(name)\",\"served\":true,\"storage\":\(name == "v1")\(more),\"schema\":{\"openAPIV3Schema\":"
            + "{\"type\":\"object\"}}}"
    }

    private static func warnings(_ answer: HTTPResponse) -> [String] {
        answer.headers.filter { $0.name == "Warning" }.map(\.value)
    }

    @Test(
        "lists, objects, missing objects and writes of a deprecated resource",
        arguments: [
            ("GET", "/api/v1/endpoints", ""), ("GET", "/api/v1/namespaces/default/endpoints/kubernetes", ""),
            ("GET", "/api/v1/namespaces/default/endpoints/nosuch", ""),
            (
                "POST", "/api/v1/namespaces/default/endpoints",
                "{\"apiVersion\":\"v1\",\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"mine\"}}"
            ),
            ("DELETE", "/api/v1/namespaces/default/endpoints/nosuch", "")
        ])
    func builtIn(method: String, path: String, body: String) {
        var bench = HTTPBench()
        let answer = bench.send(HTTPBench.request(method, path, body))
        #expect(Self.warnings(answer) == ["299 - \"\(Self.endpoints)\""], "\(answer.status)")
    }

    @Test(
        "what goes through though it is odd (recorded)",
        arguments: [
            (
                "nodes", #"{"metadata":{"name":"x"},"spec":{"externalID":"a","podCIDR":"10.1.0.0/24"}}"#,
                ["spec.externalID: this field is deprecated, and is unused by Kubernetes"]
            ),
            (
                "namespaces/default/secrets",
                #"{"metadata":{"name":"x"},"type":"kubernetes.io/tls","data":{"tls.crt":"","tls.key":""}}"#,
                ["tls: failed to find any PEM data in certificate input"]
            ),
            (
                "namespaces/default/configmaps",
                #"{"metadata":{"name":"x","ownerReferences":[\#(owner),\#(owner)]}}"#,
                [
                    ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in "
                        + "1.20+, and may reject such requests as early as 1.24; please fix your requests; "
                        + "duplicate UID(s) observed: u"
                ]
            ),
        ])
    func odd(resource: String, body: String, texts: [String]) {
        var bench = HTTPBench()
        let answer = bench.send(HTTPBench.request("POST", "/api/v1/\(resource)?dryRun=All", body))
        #expect(answer.status == 201)
        #expect(Self.warnings(answer) == texts.map { "299 - \"\($0)\"" })
    }

    private static let owner = #"{"apiVersion":"v1","kind":"Pod","name":"p","uid":"u"}"#

    @Test("a watch of it tells too; what is not deprecated says nothing")
    func watches() throws {
        var bench = HTTPBench()
        #expect(try bench.watch("/api/v1/endpoints?watch=true").warnings == [Self.endpoints])
        #expect(try bench.watch("/api/v1/pods?watch=true").warnings == [])
        #expect(Self.warnings(bench.send(HTTPBench.request("GET", "/api/v1/pods"))) == [])
    }

    @Test(
        "a version of a definition: its own words, or which version is better",
        arguments: [
            ("v1", []), ("v1beta2", ["example.com/v1beta2 Toy is deprecated; use example.com/v1 Toy"]),
            ("v1beta1", ["no more of these"])
        ] as [(String, [String])])
    func custom(version: String, texts: [String]) {
        var bench = HTTPBench()
        bench.send(
            HTTPBench.request("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Self.definition))
        _ = bench.session.perform("settle")
        let path = "/apis/example.com/\(version)/namespaces/default/toys"
        let wanted = texts.map { "299 - \"\($0)\"" }
        #expect(Self.warnings(bench.send(HTTPBench.request("GET", path))) == wanted)
        let toy = "{\"apiVersion\":\"example.com/\(version)\",\"kind\":\"Toy\",\"metadata\":{\"name\":\"a\"}}"
        let made = bench.send(HTTPBench.request("POST", path, toy))
        #expect(made.status == 201)
        #expect(Self.warnings(made) == wanted, "said once")
    }
}
