import Documents
import HTTPAPI
import Testing

/// What a request comes to: code and message are those of a real server.
@Suite struct StatusCodeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let request: HTTPRequest
        let code: Int
        /// What the message holds.
        let says: String

        init(_ name: String, _ request: HTTPRequest, _ code: Int, _ says: String = "") {
            (self.name, self.request, self.code, self.says) = (name, request, code, says)
        }

        var testDescription: String { name }
    }

    private static func request(
        _ method: String, _ target: String, _ body: String = "", type: String? = nil, accept: String? = nil,
        user: String = "kubernetes-admin"
    ) -> HTTPRequest { HTTPBench.request(method, target, body, type: type, accept: accept, user: user) }

    static let cases: [Case] = [
        Case("list", request("GET", "/api/v1/pods"), 200),
        Case("get", request("GET", "/api/v1/nodes/node-1"), 200),
        Case("head", request("HEAD", "/api/v1/nodes/node-1"), 405),
        Case(
            "a token is only made", request("GET", "/api/v1/namespaces/default/serviceaccounts/default/token"), 405,
            "the server does not allow this method on the requested resource"),
        Case("an eviction is only made", request("GET", "/api/v1/namespaces/default/pods/x/eviction"), 405),
        Case("a status is not deleted", request("DELETE", "/api/v1/namespaces/default/pods/x/status"), 405),
        Case("reviews cannot be listed", request("GET", "/apis/authorization.k8s.io/v1/subjectaccessreviews"), 405),
        Case("bindings have no list of all", request("GET", "/api/v1/bindings"), 404, "requested resource"),
        Case("no such object", request("GET", "/api/v1/nodes/x"), 404, "nodes \"x\" not found"),
        Case("no such resource", request("GET", "/api/v1/bananas"), 404, "requested resource"),
        Case("no such version", request("GET", "/api/v2/pods"), 404, "requested resource"),
        Case("no such group", request("GET", "/apis/fruit"), 404, "404 page not found"),
        Case("no such path", request("GET", "/etc/passwd"), 404, "404 page not found"),
        Case("no such subresource", request("GET", "/api/v1/nodes/node-1/banana"), 404),
        Case("namespace of a cluster's resource", request("GET", "/api/v1/namespaces/default/nodes"), 404),
        Case("upwards", request("GET", "/api/v1/namespaces/../nodes"), 404),
        Case("dots as a name", request("GET", "/api/v1/nodes/.."), 400, "Name parameter invalid"),
        Case("dots, escaped", request("GET", "/api/v1/nodes/%2e%2e"), 400, "may not be '..'"),
        Case("percent in a name", request("GET", "/api/v1/nodes/a%25b"), 400, "may not contain '%'"),
        Case("half an escape", request("GET", "/api/v1/nodes/a%2"), 400, "invalid URL escape"),
        Case("empty part", request("GET", "/api/v1//pods"), 404),
        Case("wrong method", request("POST", "/api/v1/nodes/node-1", "{}"), 405, "does not allow this method"),
        Case("unknown method", request("BREW", "/api/v1/nodes"), 405),
        Case("nobody", request("GET", "/api/v1/pods", user: ""), 401, "Unauthorized"),
        Case(
            "somebody", request("GET", "/api/v1/pods", user: "system:anonymous"), 403,
            "User \"system:anonymous\" cannot list resource \"pods\" in API group \"\" at the cluster scope"),
        Case(
            "a port of a pod", request("POST", HTTPBench.pods + "/p/portforward"), 501,
            "pods/portforward: not modelled by orrery"),
        Case("limit", request("GET", "/api/v1/pods?limit=x"), 400, "strconv.ParseInt: parsing \"x\": invalid syntax"),
        Case("label selector", request("GET", "/api/v1/pods?labelSelector=a%3D%3D%3Db"), 400),
        Case("field selector", request("GET", "/api/v1/pods?fieldSelector=spec.banana%3Db"), 400),
        Case("accept", request("GET", "/api/v1/pods", accept: "text/html"), 406, "only the following media types"),
        Case("accept list", request("GET", "/api/v1/pods", accept: "application/vnd.kubernetes.protobuf, */*"), 200),
        Case(
            "metadata of a list",
            request("GET", "/api/v1/pods", accept: "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"),
            406),
        Case("create", request("POST", HTTPBench.pods, HTTPBench.pod), 201),
        Case(
            "create without a content type is JSON",
            request("POST", HTTPBench.pods, HTTPBench.pod, type: "application/json; charset=utf-8"), 201),
        Case(
            "yaml",
            request(
                "POST", HTTPBench.pods, "metadata: {name: yy}\nspec: {containers: [{name: c, image: i}]}",
                type: "application/yaml"), 201),
        Case(
            "no JSON", request("POST", HTTPBench.pods, "{\"a\":"), 400,
            "the object provided is unrecognized (must be of type Pod)"),
        Case(
            "bytes", request("POST", HTTPBench.pods, "k8s\u{0}garbage", type: "application/vnd.kubernetes.protobuf"),
            415),
        Case(
            "media type", request("POST", HTTPBench.pods, "a=b", type: "application/x-www-form-urlencoded"), 415,
            "the body of the request was in an unknown format"),
        Case(
            "another kind",
            request("POST", HTTPBench.pods, #"{"kind":"Service","apiVersion":"v1","metadata":{"name":"x"}}"#), 400),
        Case(
            "invalid", request("POST", HTTPBench.pods, #"{"metadata":{"name":"x"},"spec":{}}"#), 422,
            "spec.containers: Required value"),
        Case(
            "strict",
            request("POST", HTTPBench.pods + "?fieldValidation=Strict", HTTPBench.pod.replacing("spec", with: "spce")),
            400, "unknown field \"spce\""),
        Case("field validation", request("POST", HTTPBench.pods + "?fieldValidation=Loud", HTTPBench.pod), 422),
        Case(
            "dry run", request("POST", HTTPBench.pods + "?dryRun=Some", HTTPBench.pod), 422, "supported values: \"All\""
        ),
        Case(
            "patch type", request("PATCH", "/api/v1/nodes/node-1", "{}", type: "application/json"), 415,
            "application/merge-patch+json"),
        Case(
            "patch",
            request(
                "PATCH", "/api/v1/nodes/node-1", #"{"metadata":{"labels":{"a":"b"}}}"#,
                type: "application/merge-patch+json"), 200),
        Case("no patch", request("PATCH", "/api/v1/nodes/node-1", "{", type: "application/merge-patch+json"), 400),
        Case(
            "delete options", request("DELETE", "/api/v1/nodes/node-1?propagationPolicy=Maybe"), 422,
            "propagationPolicy"),
        Case("not what options are", request("DELETE", "/api/v1/nodes/node-1", #"{"kind":"Pod"}"#), 400),
        Case("log of nothing", request("GET", HTTPBench.pods + "/x/log"), 404),
        Case("health", request("GET", "/readyz?verbose", user: "system:anonymous"), 200, "[+]ping ok"),
        Case("version", request("GET", "/version"), 200, "v1.36"),
        Case("watch with a bad revision", request("GET", "/api/v1/pods?watch=1&resourceVersion=x"), 400),
        Case("initial events without a match", request("GET", "/api/v1/pods?watch=1&sendInitialEvents=true"), 422)
    ]

    @Test("code and message", arguments: cases)
    func answers(_ given: Case) {
        var bench = HTTPBench()
        let answer = bench.send(given.request)
        #expect(answer.status == given.code, "\(answer.text.prefix(300))")
        #expect(
            given.says.isEmpty || answer.text.contains(given.says)
                || answer.json["message"]?.string?.contains(given.says) == true, "\(answer.text.prefix(300))")
        if answer.status >= 400 && answer.header("Content-Type") == "application/json" {
            #expect(answer.json["kind"] == "Status")
            #expect(answer.json["code"]?.int == Int64(answer.status))
        }
    }
}
