import Documents
import HTTPAPI
import KubeAPI
import Testing
import Workbench

/// Lists that are sent piece by piece are what they would be at once.
@Suite struct LongListTests {
    private static let path = "/api/v1/namespaces/default/configmaps"
    /// The one that each namespace has.
    private static let ofCluster = 1

    private func bench(_ count: Int) -> HTTPBench {
        var bench = HTTPBench()
        for number in 0 ..< count - Self.ofCluster {
            let answer = bench.send(HTTPBench.request("POST", Self.path, #"{"metadata":{"name":"m\#(number)"}}"#))
            #expect(answer.status == 201)
        }
        return bench
    }

    @Test(
        "a long list comes in pieces of 100, and the pieces are the list",
        arguments: [nil, HTTPBench.table, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"])
    func pieces(accept: String?) throws {
        let bench = bench(1_100)
        var world = bench.session.snapshot
        let request = HTTPBench.request("GET", Self.path, accept: accept)
        guard case .list(let list) = Gateway.answer(request, on: &world) else {
            Issue.record("no long list")
            return
        }
        #expect(list.head.status == 200 && list.head.header("Content-Type") == "application/json")
        let whole = list.whole
        #expect(list.pieces == 11)
        // Each is made by itself: the order in which they are asked for is nothing to them.
        let backwards = (0 ..< list.pieces).reversed().map(list.piece)
        #expect(Array(backwards.reversed().joined()) == whole.body)
        let value = whole.json
        #expect((value["items"] ?? value["rows"])?.array?.count == 1_100)
        #expect(whole.body.last == UInt8(ascii: "\n"))
    }

    @Test("what people read and what is short is an answer as always", arguments: ["?limit=250", "?pretty=true"])
    func shortOnes(query: String) {
        let bench = bench(251)
        var world = bench.session.snapshot
        let request = HTTPBench.request("GET", Self.path + query)
        guard case .whole(let answer) = Gateway.answer(request, on: &world) else {
            Issue.record("no whole answer")
            return
        }
        #expect(answer.json["items"]?.array?.count == (query.contains("limit") ? 250 : 251))
    }

    @Test("compressed pieces are one stream that begins and ends as RFC 1952 has it")
    func gzip() {
        var stream = GzipStream()
        let text = Array(String(repeating: "web-1 Running ", count: 5_000).utf8)
        let bytes = stream.compressed(text) + stream.compressed(text) + stream.finish()
        #expect(bytes.prefix(3) == [0x1F, 0x8B, 8])
        #expect(bytes.count < text.count / 20)
        let size = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(size == text.count * 2)
    }
}
