import ClusterSim
import Documents
import HTTPAPI
import Simulation
import Testing
import Transcripts
import Workbench

/// What came from outside is part of the record, and replays without a door.
@Suite struct ReplayTests {
    @Test("requests from outside replay identically")
    func replay() throws {
        var bench = HTTPBench(["create configmap typed"])
        let odd = HTTPBench.request(
            "POST", "/api/v1/namespaces/default/configmaps?x=%27$(y)'",
            #"{"metadata":{"name":"it's $HOME"},"data":{"a":"x\ny <<EOF"}}"#)
        let requests = [
            HTTPBench.request("POST", HTTPBench.deployments + "?fieldManager=k", HTTPBench.deployment),
            HTTPBench.request(
                "PATCH", HTTPBench.deployments + "/web", #"{"spec":{"replicas":3}}"#,
                type: "application/merge-patch+json"),
            HTTPBench.request("DELETE", HTTPBench.deployments + "/nosuch", user: "system:anonymous"),
            odd,
            HTTPBench.request(
                "POST", "/api/v1/namespaces/default/configmaps",
                odd.body.isEmpty ? "" : #"{"metadata":{"name":"b"},"data":{"a":"x\ny $HOME <<EOF 'q'"}}"#)
        ]
        let codes = requests.map { bench.send($0).status }
        #expect(codes == [201, 200, 403, 422, 201])
        _ = bench.session.perform("auto eager")
        #expect(
            bench.send(HTTPBench.request("DELETE", HTTPBench.deployments + "/web", user: "kubernetes-admin")).status
                == 200)
        let written = bench.session.document(withSecrets: true)
        let (again, outcome) = try Session.replay(written, over: SessionOptions(), course: Course())
        #expect(outcome == .identical(lines: 8))
        #expect(again.cluster.revision == bench.session.cluster.revision)
        #expect(again.cluster.now == bench.session.cluster.now)
        #expect(again.snapshot.cluster.trace.count == bench.session.snapshot.cluster.trace.count)
    }

    @Test("reads leave no trace")
    func reads() {
        var bench = HTTPBench()
        let before = bench.session.journal.count
        let revision = bench.session.cluster.revision
        _ = bench.get("/api/v1/pods")
        #expect(bench.session.journal.count == before)
        #expect(bench.session.cluster.revision == revision)
    }

    @Test("reactions wait for the clock, unless they are wanted at once")
    func clocks() {
        var bench = HTTPBench()
        _ = bench.send(HTTPBench.request("POST", HTTPBench.deployments, HTTPBench.deployment))
        #expect(bench.get(HTTPBench.pods)["items"]?.array?.count == 0)
        _ = bench.session.perform("settle")
        #expect(bench.get(HTTPBench.pods)["items"]?.array?.count == 2)
        _ = bench.session.perform("auto eager")
        _ = bench.send(
            HTTPBench.request(
                "PATCH", HTTPBench.deployments + "/web/scale", #"{"spec":{"replicas":4}}"#,
                type: "application/merge-patch+json"))
        #expect(bench.get(HTTPBench.pods)["items"]?.array?.count == 4)
    }

    @Test("a namespace that is deleted in a world at rest is gone as soon as its client has watched for long enough")
    func watched() {
        var bench = HTTPBench(["auto eager"])
        let path = "/api/v1/namespaces/team"
        bench.send(HTTPBench.request("POST", "/api/v1/namespaces", #"{"metadata":{"name":"team"}}"#))
        bench.send(HTTPBench.request("DELETE", path))
        func passes(isWatched: Bool) {
            for _ in 0 ..< 40 { _ = bench.session.realTimePassed(microseconds: 250_000, isWatched: isWatched) }
        }
        passes(isWatched: false)
        #expect(bench.get(path).at("status", "phase") == "Terminating")
        passes(isWatched: true)
        #expect(bench.send(HTTPBench.request("GET", path)).status == 404)
    }
}
