import Documents
import HTTPAPI
import Simulation
import Testing
import Workbench

/// The metrics API beside `load`: what metrics-server would answer.
@Suite struct UsageTests {
    private static let root = "/apis/metrics.k8s.io/v1beta1"
    private static let pods = root + "/namespaces/default/pods"

    /// Two pods with a load, long enough that they are measured.
    private static func bench() -> HTTPBench {
        HTTPBench([
            "create deployment web --image=nginx --replicas=2", "autoscale deployment web --min=2 --max=2", "settle",
            "load hpa/web cpu=80m memory=10Mi", "advance 1m"
        ])
    }

    @Test("without a load there is no metrics API, with one it is discovered")
    func discovery() {
        var none = HTTPBench()
        let missing = none.send(HTTPBench.request("GET", Self.pods))
        #expect(missing.status == 404)
        var bench = Self.bench()
        let groups = bench.get("/apis")["groups"]?.array ?? []
        let group = groups.first { $0["name"] == "metrics.k8s.io" }
        #expect(group?.at("preferredVersion", "groupVersion") == "metrics.k8s.io/v1beta1")
        let resources = bench.get(Self.root)["resources"]?.array ?? []
        #expect(resources.map { $0["name"]?.string ?? "" } == ["nodes", "pods"])
        #expect(resources.map { $0["kind"]?.string ?? "" } == ["NodeMetrics", "PodMetrics"])
        #expect(resources.allSatisfy { $0["verbs"] == ["get", "list"] })
        // Nobody else's resources of that name are moved.
        #expect(bench.get("/api/v1/nodes")["kind"] == "NodeList")
    }

    @Test("pods say what their containers use")
    func podMetrics() throws {
        var bench = Self.bench()
        let list = bench.get(Self.pods)
        #expect(list["kind"] == "PodMetricsList" && list["apiVersion"] == "metrics.k8s.io/v1beta1")
        let items = list["items"]?.array ?? []
        #expect(items.count == 2)
        let first = try #require(items.first)
        #expect(first["containers"] == [["name": "nginx", "usage": ["cpu": "80m", "memory": "10Mi"]]])
        #expect(first["window"] == "15s")
        #expect(first.at("metadata", "labels", "app") == "web")
        let name = first.at("metadata", "name")?.string ?? ""
        let one = bench.get("\(Self.pods)/\(name)")
        #expect(one["kind"] == "PodMetrics" && one["containers"] == first["containers"])
        #expect(bench.get(Self.root + "/pods")["items"]?.array?.count == 2)
        #expect(bench.get(Self.pods + "?labelSelector=app%3Dnothing")["items"] == [])
        #expect(bench.get(Self.pods + "?fieldSelector=metadata.name%3D\(name)")["items"]?.array?.count == 1)
    }

    @Test("nodes say what their pods use together, all of them")
    func nodeMetrics() {
        var bench = Self.bench()
        let items = bench.get(Self.root + "/nodes")["items"]?.array ?? []
        #expect(items.map { $0.at("metadata", "name")?.string ?? "" } == ["node-1", "node-2", "node-3"])
        let used = items.compactMap { $0.at("usage", "cpu")?.string }.sorted()
        #expect(used == ["0", "80m", "80m"])
    }

    @Test("a table has the columns of metrics-server")
    func table() {
        var bench = Self.bench()
        let table = bench.get(Self.pods, accept: HTTPBench.table)
        #expect(table["kind"] == "Table")
        let columns = (table["columnDefinitions"]?.array ?? []).map { $0["name"]?.string ?? "" }
        #expect(columns == ["Name", "cpu", "memory", "Window"])
        #expect(table["rows"]?[0]?["cells"]?.array?.dropFirst() == ["80m", "10Mi", "15s"])
    }

    struct Case: Sendable {
        let target: String
        var method = "GET"
        var user = "kubernetes-admin"
        let code: Int
        let says: String
    }

    @Test(
        "what is not measured, not allowed or not possible is said",
        arguments: [
            Case(target: pods + "/nothing", code: 404, says: "pods \"nothing\" not found"),
            Case(target: root + "/nodes/nothing", code: 404, says: "nodes \"nothing\" not found"),
            Case(target: root + "/bananas", code: 404, says: "the server could not find the requested resource"),
            Case(
                target: pods, user: "system:anonymous", code: 403,
                says: "cannot list resource \"pods\" in API group \"metrics.k8s.io\" in the namespace \"default\""),
            Case(target: pods, user: "", code: 401, says: "Unauthorized"),
            Case(target: pods + "?watch=true", code: 405, says: "does not allow this method"),
            Case(target: pods + "/x", method: "DELETE", code: 405, says: "does not allow this method"),
            Case(target: pods + "?labelSelector=%28", code: 400, says: "")
        ])
    func failures(_ c: Case) {
        var bench = Self.bench()
        let answer = bench.send(HTTPBench.request(c.method, c.target, user: c.user))
        #expect(answer.status == c.code, "\(answer.text)")
        #expect(answer.text.contains(c.says) || answer.json["message"]?.string?.contains(c.says) == true)
    }
}
