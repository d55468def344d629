import ClusterSim
import Documents
import HTTPAPI
import KubeAPI
import Kubectl
import Testing
import Workbench

/// A session without files, asked over HTTP without a socket.
struct HTTPBench {
    var session: Session

    init(_ lines: [String] = [], checks: Bool = false) {
        var options = SessionOptions()
        options.cluster.checks = checks
        session = Session(options, io: RecordedIO(files: [], edits: []))
        for line in lines { #expect(!session.perform(line).isFailure, "\(line)") }
    }

    /// A request of the administrator, unless another user is named.
    static func request(
        _ method: String, _ target: String, _ body: String = "", type: String? = nil, accept: String? = nil,
        user: String = "kubernetes-admin"
    ) -> HTTPRequest {
        var request = HTTPRequest(method, target, body: Array(body.utf8), user: user)
        if let type { request.headers.append(.init("Content-Type", type)) }
        if let accept { request.headers.append(.init("Accept", accept)) }
        return request
    }

    /// Sends a request as the door does.
    @discardableResult
    mutating func send(_ request: HTTPRequest) -> HTTPResponse {
        guard request.isRead else { return session.carryOut(request).answer }
        var world = session.snapshot
        switch Gateway.answer(request, on: &world) {
        case .whole(let response): return response
        case .list(let list): return list.whole
        case .watch, .log: return .text(0, "a stream")
        }
    }

    mutating func get(_ target: String, accept: String? = nil) -> Value {
        (try? JSONReader.read(send(HTTPBench.request("GET", target, accept: accept)).body)) ?? .null
    }

    /// Opens a watch.
    func watch(_ target: String, accept: String? = nil) throws -> WatchAnswer {
        var world = session.snapshot
        guard case .watch(let stream) = Gateway.answer(HTTPBench.request("GET", target, accept: accept), on: &world)
        else { throw NoStream() }
        return stream
    }

    struct NoStream: Error {}

    static let deployment = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":2,"selector":
        {"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":
        [{"name":"c","image":"nginx"}]}}}}
        """
    static let deployments = "/apis/apps/v1/namespaces/default/deployments"
    static let pod =
        #"{"metadata":{"name":"p","labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"nginx"}]}}"#
    static let pods = "/api/v1/namespaces/default/pods"
    static let table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"
}

extension HTTPResponse {
    var json: Value { (try? JSONReader.read(body)) ?? .null }
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension StreamFrames {
    /// The events, as values.
    var events: [Value] {
        bytes.split(separator: 0x0A).compactMap { try? JSONReader.read(Array($0)) }
    }

    /// `ADDED web`.
    var words: [String] {
        events.map { event in
            let object = event["object"] ?? .null
            let name =
                object.at("metadata", "name")?.string
                ?? object["rows"]?[0]?["cells"]?[0]?.string ?? object["code"]?.int.map { String($0) } ?? "-"
            return "\(event["type"]?.string ?? "") \(name)"
        }
    }
}
