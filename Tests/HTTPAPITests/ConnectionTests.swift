import ClusterSim
import Documents
import HTTPAPI
import KubeAPI
import Simulation
import Testing
import Transcripts
import Workbench

/// Connections into containers, as requests and as lines of the journal.
@Suite struct ConnectionTests {
    private static func bench() -> HTTPBench { HTTPBench(["run web --image=nginx --env=A=1", "tick 30s"]) }

    private static func request(
        _ query: String, method: String = "GET", pod: String = "web", kind: String = "exec",
        upgrade: (String, String)? = ("websocket", "v5.channel.k8s.io"), user: String = "kubernetes-admin"
    ) -> HTTPRequest {
        var request = HTTPBench.request(
            method, "\(HTTPBench.pods)/\(pod)/\(kind)?\(query)", user: user)
        if let (name, channels) = upgrade {
            request.headers.append(.init("Upgrade", name))
            if !channels.isEmpty { request.headers.append(.init("Sec-WebSocket-Protocol", channels)) }
        }
        return request
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let request: HTTPRequest
        let status: Int
        let text: String

        init(_ name: String, _ request: HTTPRequest, _ status: Int, _ text: String) {
            testDescription = name
            self.request = request
            self.status = status
            self.text = text
        }
    }

    private static let cases = [
        Case("no pod", request("command=date&stdout=1", pod: "no"), 404, "pods \\\"no\\\" not found"),
        Case(
            "no such container", request("command=date&stdout=1&container=x"), 400,
            "container x is not valid for pod web"),
        Case("no upgrade", request("command=date&stdout=1", upgrade: nil), 400, "Upgrade request required"),
        Case("by PUT", request("command=date&stdout=1", method: "PUT"), 405, "does not allow this method"),
        Case(
            "SPDY", request("command=date&stdout=1", method: "POST", upgrade: ("SPDY/3.1", "")), 501,
            "pods/exec over SPDY"),
        Case(
            "unknown subprotocol", request("command=date&stdout=1", upgrade: ("websocket", "v9.channel.k8s.io")), 403,
            "requested protocol(s) are not supported: v9.channel.k8s.io"),
        Case("no stream", request("command=date"), 400, "you must specify at least 1 of stdin, stdout, stderr"),
        Case("nobody", request("command=date&stdout=1", user: "system:anonymous"), 403, "cannot get resource"),
        Case("all is well", request("command=date&stdout=1"), 400, "only the first request of a connection"),
    ]

    @Test("a connection that cannot be is refused with a clear answer, and leaves no trace", arguments: cases)
    func refusals(_ known: Case) {
        var bench = Self.bench()
        var world = bench.session.snapshot
        let before = bench.session.journal.count
        let answer = Gateway.whole(known.request, on: &world)
        #expect(answer.status == known.status)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(known.text))
        #expect(bench.session.journal.count == before)
        _ = bench.get("/version")
    }

    @Test("the right to get is not enough: a connection is created")
    func createIsNeeded() {
        let bench = HTTPBench([
            "run web --image=nginx", "tick 30s", "create role looker --verb=get --resource=pods/exec",
            "create rolebinding looker --role=looker --user=lena",
        ])
        guard case .failure(let refused) = Gateway.connection(
            Self.request("command=date&stdout=1", user: "lena"), on: bench.session.snapshot)
        else {
            Issue.record("it was allowed")
            return
        }
        #expect(refused.answer.status == 403)
        #expect(String(decoding: refused.answer.body, as: UTF8.self).contains(#"pods \"web\" is forbidden"#))
    }

    @Test("a command is one line of the journal, and replays without a door")
    func replay() throws {
        var bench = Self.bench()
        func run(_ query: String, input: String = "") throws -> ExecOutcome {
            guard case .success(let connection) = Gateway.connection(Self.request(query), on: bench.session.snapshot)
            else { throw HTTPBench.NoStream() }
            var request = connection.http
            request.body = Array(input.utf8)
            let before = bench.session.journal.count
            guard case .executed(let outcome) = bench.session.carryOut(request).answer.streams else {
                throw HTTPBench.NoStream()
            }
            #expect(bench.session.journal.count == before + 1)
            return outcome
        }
        #expect(try run("command=printenv&command=A&stdout=1").stdout == "1\n")
        #expect(try run("command=sh&command=-c&command=exit%204&stderr=true").exitCode == 4)
        #expect(try run("command=cat&stdin=1&stdout=1", input: "it's\n$A").stdout == "it's\n$A")
        #expect(try run("command=cat&stdout=1", input: "unasked").stdout == "")
        let written = bench.session.document(withSecrets: true)
        let (again, outcome) = try Session.replay(written, over: SessionOptions(), course: Course())
        #expect(outcome == .identical(lines: bench.session.journal.count))
        #expect(again.cluster.revision == bench.session.cluster.revision)
    }

    @Test("the channels of each subprotocol")
    func channels() throws {
        func spoken(_ offered: String) throws -> ChannelProtocol {
            let request = Self.request("command=date&stdout=1", upgrade: ("websocket", offered))
            guard case .success(let connection) = Gateway.connection(request, on: Self.bench().session.snapshot)
            else { throw HTTPBench.NoStream() }
            return connection.channels
        }
        let five = try spoken("v5.channel.k8s.io, v4.channel.k8s.io")
        #expect(five.message(.stdout, [104, 105]) == [1, 104, 105])
        #expect(five.input([255, 0]) == .closed(.stdin))
        #expect(five.input([0, 97]) == .bytes(.stdin, [97]))
        let four = try spoken("v9.channel.k8s.io,v4.channel.k8s.io")
        #expect(four.name == "v4.channel.k8s.io")
        #expect(four.input([255, 0]) == .nothing)
        let text = try spoken("base64.channel.k8s.io")
        #expect(text.message(.stderr, [104, 105]) == Array("2aGk=".utf8))
        #expect(text.input(Array("0aGk=".utf8)) == .bytes(.stdin, [104, 105]))
        #expect(text.ending(ExecOutcome().status(isTranslated: false)) == nil)
        let failed = ExecOutcome(ending: .exited(2)).status(isTranslated: true)
        #expect(
            five.ending(failed).map { String(decoding: $0, as: UTF8.self) }
                == #"{"apiVersion":"v1","details":{"causes":[{"message":"2","reason":"ExitCode"}]},"kind":"Status","#
                + #""message":"command terminated with non-zero exit code: command terminated with exit code 2","#
                + #""metadata":{},"reason":"NonZeroExitCode","status":"Failure"}"#)
    }
}
