import Documents
import HTTPAPI
import Testing

/// One object in the forms that clients ask for.
@Suite struct RepresentationTests {
    private static func bench() -> HTTPBench {
        var bench = HTTPBench()
        _ = bench.send(HTTPBench.request("POST", HTTPBench.pods, HTTPBench.pod))
        return bench
    }

    @Test("members stand in the order of the Go types, and elements of a list have no kind")
    func wire() {
        var bench = Self.bench()
        let text = bench.send(HTTPBench.request("GET", HTTPBench.pods + "/p")).text
        #expect(
            text.hasPrefix(#"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"default","uid":""#))
        #expect(text.contains(#""containers":[{"name":"c","image":"nginx","resources":{},"#))
        #expect(text.hasSuffix("}\n"))
        let list = bench.send(HTTPBench.request("GET", HTTPBench.pods)).text
        #expect(list.hasPrefix(#"{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":""#))
        #expect(list.contains(#""items":[{"metadata":{"name":"p""#))
    }

    @Test("a table holds what `get` prints, with the metadata of each object")
    func table() {
        var bench = Self.bench()
        let table = bench.get(HTTPBench.pods, accept: HTTPBench.table)
        #expect(table["kind"] == "Table")
        #expect(table["apiVersion"] == "meta.k8s.io/v1")
        let names = table["columnDefinitions"]?.array?.compactMap { $0["name"]?.string }
        #expect(
            names == ["Name", "Ready", "Status", "Restarts", "Age", "IP", "Node", "Nominated Node", "Readiness Gates"])
        #expect(table["columnDefinitions"]?[5]?["priority"] == 1)
        #expect(table["rows"]?[0]?["cells"]?.array?.prefix(4) == ["p", "0/1", "Pending", "0"])
        #expect(table["rows"]?[0]?["object"]?["kind"] == "PartialObjectMetadata")
        let bare = bench.get(HTTPBench.pods + "?includeObject=None", accept: HTTPBench.table)
        #expect(bare["rows"]?[0]?["object"] == nil)
        let whole = bench.get(HTTPBench.pods + "?includeObject=Object", accept: HTTPBench.table)
        #expect(whole["rows"]?[0]?["object"]?["kind"] == "Pod")
    }

    @Test("a Scale is a table of its own")
    func scale() {
        var bench = HTTPBench(["kubectl create deployment web --image=nginx --replicas=2"])
        let path = "/apis/apps/v1/namespaces/default/deployments/web/scale"
        let table = bench.get(path, accept: HTTPBench.table)
        #expect(
            table["columnDefinitions"]?.array?.compactMap { $0["name"]?.string }
                == ["Name", "Desired", "Available", "Age"])
        #expect(table["rows"]?[0]?["cells"]?.array?.prefix(3) == ["web", 2, 0])
        #expect(table["rows"]?[0]?["object"]?["kind"] == "PartialObjectMetadata")
    }

    @Test("numbers of a table are numbers")
    func integers() {
        var bench = HTTPBench()
        _ = bench.send(HTTPBench.request("POST", HTTPBench.deployments, HTTPBench.deployment))
        let table = bench.get(HTTPBench.deployments, accept: HTTPBench.table)
        #expect(table["rows"]?[0]?["cells"]?.array?.prefix(4) == ["web", "0/2", 0, 0])
    }

    @Test("metadata alone, of one and of many")
    func metadata() {
        var bench = Self.bench()
        let one = bench.get(
            HTTPBench.pods + "/p", accept: "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1")
        #expect(one["kind"] == "PartialObjectMetadata")
        #expect(one["spec"] == nil)
        #expect(one.at("metadata", "labels", "a") == "b")
        let many = bench.get(HTTPBench.pods, accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
        #expect(many["kind"] == "PartialObjectMetadataList")
        #expect(many["items"]?[0]?.at("metadata", "name") == "p")
    }

    @Test("people get indents, and YAML if they ask for it")
    func pretty() {
        var bench = Self.bench()
        var request = HTTPBench.request("GET", "/api/v1/namespaces/default")
        request.headers.append(.init("User-Agent", "curl/8"))
        #expect(
            bench.send(request).text.hasPrefix(
                "{\n  \"kind\": \"Namespace\",\n  \"apiVersion\": \"v1\",\n  \"metadata\": {"))
        let yaml = bench.send(HTTPBench.request("GET", "/api/v1/namespaces/default", accept: "application/yaml"))
        #expect(yaml.text.hasPrefix("apiVersion: v1\nkind: Namespace\n"))
    }

    @Test("what is deleted for good answers a Status, what stays answers itself")
    func deletion() {
        var bench = HTTPBench(["create configmap a"])
        let gone = bench.send(HTTPBench.request("DELETE", "/api/v1/namespaces/default/configmaps/a")).json
        #expect(gone["kind"] == "Status")
        #expect(gone["status"] == "Success")
        #expect(gone.at("details", "kind") == "configmaps")
        _ = bench.send(HTTPBench.request("POST", HTTPBench.pods, HTTPBench.pod))
        #expect(bench.send(HTTPBench.request("DELETE", HTTPBench.pods + "/p")).json["kind"] == "Pod")
    }

    @Test("warnings are headers")
    func warnings() {
        var bench = HTTPBench()
        let body = HTTPBench.pod.replacing("\"image\"", with: "\"banana\":1,\"image\"")
        let answer = bench.send(HTTPBench.request("POST", HTTPBench.pods, body))
        #expect(answer.status == 201)
        #expect(answer.header("Warning") == #"299 - "unknown field \"spec.containers[0].banana\"""#)
    }

    @Test("protobuf, as kubectl 1.32 sends it")
    func protobuf() {
        let hex = """
            6b3873000a150a07617070732f7631120a4465706c6f796d656e7412b8010a1f0a0377656212001a0022002a003200380042005a0a
            0a036170701203776562128601080212 0c0a0a0a036170701203776562
            1a6c0a1c0a0012001a0022002a003200380042005a0a0a036170
            701203776562124c122e0a056e67696e7812056e67696e782a00320a0a001000185022002a0042006a0072008001008801009001
            00a201001a00320042004a0052005800600068008201008a01009a0100c2010022020a00280038001a0c08001000180020002800
            38001a002200
            """
        var digits = hex.filter { !$0.isWhitespace }[...]
        var body: [UInt8] = []
        while !digits.isEmpty {
            body.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
            digits = digits.dropFirst(2)
        }
        let request = HTTPRequest(
            "POST", HTTPBench.deployments, headers: [.init("Content-Type", "application/vnd.kubernetes.protobuf")],
            body: body, user: "kubernetes-admin")
        var bench = HTTPBench()
        let answer = bench.send(request.asText)
        #expect(answer.status == 201, "\(answer.text)")
        #expect(answer.json.at("spec", "replicas") == 2)
        let container = answer.json.at("spec", "template", "spec", "containers")?[0]
        #expect(container?["ports"]?[0]?["containerPort"] == 80)
        #expect(container?["image"] == "nginx")
    }
}
