import ClusterSim
import Documents
import HTTPAPI
import Testing
import Workbench

/// What a watch sends, and when.
@Suite struct WatchTests {
    private static let configMaps = "/api/v1/namespaces/default/configmaps"

    @Test("without a revision it begins with what is there, then come the changes")
    func fromNow() throws {
        var bench = HTTPBench(["create configmap a"])
        var stream = try bench.watch(Self.configMaps + "?watch=1&fieldSelector=metadata.name!%3Dkube-root-ca.crt")
        #expect(stream.begin(bench.session.snapshot).words == ["ADDED a"])
        #expect(stream.next(bench.session.snapshot).bytes.isEmpty)
        _ = bench.session.perform("create configmap b")
        _ = bench.session.perform("label configmap a x=y")
        _ = bench.session.perform("delete configmap a")
        #expect(stream.next(bench.session.snapshot).words == ["ADDED b", "MODIFIED a", "DELETED a"])
        #expect(stream.next(bench.session.snapshot).bytes.isEmpty)
    }

    @Test("what begins to match is ADDED, what ceases to is DELETED")
    func selectors() throws {
        var bench = HTTPBench(["create configmap a"])
        var stream = try bench.watch(Self.configMaps + "?watch=true&labelSelector=x%3Dy")
        #expect(stream.begin(bench.session.snapshot).words.isEmpty)
        _ = bench.session.perform("label configmap a x=y")
        _ = bench.session.perform("label configmap a x=z --overwrite")
        #expect(stream.next(bench.session.snapshot).words == ["ADDED a", "DELETED a"])
    }

    @Test("rows name their columns once")
    func tables() throws {
        var bench = HTTPBench()
        var stream = try bench.watch(
            Self.configMaps + "?watch=1&fieldSelector=metadata.name%3Dt", accept: HTTPBench.table)
        _ = stream.begin(bench.session.snapshot)
        _ = bench.session.perform("create configmap t")
        _ = bench.session.perform("label configmap t x=y")
        let events = stream.next(bench.session.snapshot).events
        #expect(events.map { $0.at("object", "kind") } == ["Table", "Table"])
        #expect(events[0].at("object", "columnDefinitions")?.array?.count == 3)
        #expect(events[1].at("object", "columnDefinitions") == .null)
        #expect(events[1].at("object", "rows")?[0]?["cells"]?[0] == "t")
    }

    @Test("initial events end with a bookmark that says so")
    func initialEvents() throws {
        var bench = HTTPBench(["create configmap a"])
        let query = "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"
        var stream = try bench.watch(Self.configMaps + query + "&fieldSelector=metadata.name%3Da")
        let events = stream.begin(bench.session.snapshot).events
        #expect(events.map { $0["type"] } == ["ADDED", "BOOKMARK"])
        #expect(events[1].at("object", "metadata", "annotations", "k8s.io/initial-events-end") == "true")
        _ = bench.session.perform("create configmap elsewhere")
        let mark = stream.bookmark(bench.session.snapshot).events
        #expect(mark.map { $0["type"] } == ["BOOKMARK"])
        #expect(mark[0].at("object", "metadata", "resourceVersion")?.string == String(bench.session.cluster.revision))
    }

    @Test("from a revision that is no longer kept: 410, inside the stream")
    func tooOld() throws {
        let bench = HTTPBench(["advance 11m"])
        var stream = try bench.watch("/api/v1/nodes?watch=1&resourceVersion=2")
        let frames = stream.begin(bench.session.snapshot)
        #expect(frames.isOver)
        #expect(frames.words == ["ERROR 410"])
        #expect(frames.events[0].at("object", "reason") == "Expired")
    }

    @Test("a watch that may not be opened says so before it begins")
    func forbidden() throws {
        var bench = HTTPBench()
        let request = HTTPBench.request("GET", "/api/v1/nodes?watch=1&resourceVersion=5", user: "system:anonymous")
        #expect(bench.send(request).status == 403)
    }
}
