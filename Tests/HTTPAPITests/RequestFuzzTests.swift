import ClusterSim
import Documents
import HTTPAPI
import KubeAPI
import Simulation
import Testing
import Workbench

/// Random requests: every one is answered with a right code and a right body, and the world stays sound.
@Suite struct RequestFuzzTests {
    /// 500 is said where upstream says it: a group or a uid without a user, a patch that cannot be decoded.
    private static let codes: Set = [
        200, 201, 202, 304, 400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 422, 429, 500, 501, 504
    ]

    @Test(
        "odd requests end in an object or a Status, and leave a sound world",
        arguments: 1 ... 10 as ClosedRange<UInt64>)
    func requests(seed: UInt64) throws {
        var bench = HTTPBench(RequestGrammar.world, checks: true)
        _ = bench.send(
            HTTPBench.request(
                "POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", RequestGrammar.definition))
        _ = bench.session.perform("settle")
        let served = bench.session.snapshot.served.all
        #expect(served.contains { $0.plural == "wheels" })
        var grammar = RequestGrammar(Seed(seed).child("requests"), served)
        var chance = Seed(seed).child("steps")
        for number in 0 ..< 150 {
            let before = bench
            let request = grammar.next { get in
                var copy = before
                return copy.send(get).json
            }
            let revision = bench.session.cluster.revision
            let answer = bench.send(request)
            let what = "seed \(seed), request \(number): \(request.method) \(request.target.debugDescription)"
            check(answer, to: request, what)
            let isRefused = answer.status >= 400 || request.target.contains("dryRun=All") && answer.status < 300
            if request.isRead || isRefused && request.method != "DELETE" {
                #expect(bench.session.cluster.revision == revision, "\(what) wrote: \(answer.text.prefix(300))")
            }
            if chance.below(10) == 0 { _ = bench.session.perform("step \(chance.below(60) + 1)") }
        }
        #expect(bench.session.cluster.checkWorld() == [], "seed \(seed)")
    }

    private func check(_ answer: HTTPResponse, to request: HTTPRequest, _ what: String) {
        if answer.status == 0 { return check(streamOf: request, what) }
        let body = String(decoding: request.body.prefix(600), as: UTF8.self)
        let text = "\(what) \(body): \(answer.status) \(answer.text.prefix(400))"
        #expect(Self.codes.contains(answer.status), "\(text)")
        let type = answer.header("Content-Type") ?? ""
        guard type.hasPrefix("application/json"), answer.status != 304 else { return }
        guard let value = try? JSONReader.read(answer.body) else {
            Issue.record("\(text): no JSON")
            return
        }
        if answer.status >= 400 {
            #expect(value["kind"] == "Status" && value["status"] == "Failure", "\(text)")
            #expect(value["code"]?.int == Int64(answer.status), "\(text)")
            #expect(value["message"]?.string?.isEmpty == false, "\(text)")
            #expect(value["message"] != "the request line cannot be read", "\(text)")
        } else if request.target.hasPrefix("/api/v1/") && type == "application/json" {
            #expect(value["kind"]?.string?.isEmpty == false && value["apiVersion"] != nil, "\(text)")
        }
    }

    /// A watch or a log: its first frames are whole lines.
    private func check(streamOf request: HTTPRequest, _ what: String) {
        #expect(request.isRead, "\(what)")
    }
}
