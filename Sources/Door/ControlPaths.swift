import ClusterSim
import Documents
import HTTPAPI
import KubeAPI
import Rendering
import Simulation
import Workbench

/// What only a clockwork has: time, moved from outside. `POST /orrery/step?n=10`, `GET /orrery`.
///
/// Each is a line of the session, so it stands in the journal as if it had been typed.
enum ControlPaths {
    /// The words that may be sent, each with the name of its one argument.
    private static let words: [(path: String, word: String, argument: String)] = [
        ("step", "step", "n"), ("tick", "tick", "for"), ("advance", "advance", "for"), ("settle", "settle", ""),
        ("until", "until", "condition"), ("auto", "auto", "speed"), ("halt", "halt", "")
    ]

    static func answer(_ request: HTTPRequest, _ desk: SessionDesk) -> HTTPResponse {
        guard request.user == Certificates.administrator, request.impersonation == nil else {
            return .failure(
                Status(
                    code: 403, reason: "Forbidden",
                    message: "forbidden: User \"\(request.user)\" cannot \(request.method.lowercased()) path "
                        + "\"\(request.target.prefix { $0 != "?" })\""))
        }
        let path = String(request.target.dropFirst("/orrery".count).prefix { $0 != "?" })
        if request.method == "GET" && (path.isEmpty || path == "/") { return place(desk) }
        guard let entry = words.first(where: { "/" + $0.path == path }) else {
            return .text(404, "404 page not found\n")
        }
        guard request.method == "POST" else { return .text(405, "POST it\n") }
        let query = RequestQuery(String(request.target.drop { $0 != "?" }.dropFirst()))
        let argument = entry.argument.isEmpty ? "" : query[entry.argument] ?? ""
        guard !argument.contains(where: \.isNewline) else { return .text(400, "one line, please\n") }
        let response = desk.perform(argument.isEmpty ? entry.word : "\(entry.word) \(argument)", nil)
        return .text(response.isFailure ? 400 : 200, response.output.rendered(useColor: false))
    }

    /// Where the world stands.
    private static func place(_ desk: SessionDesk) -> HTTPResponse {
        let cluster = desk.snapshot().world.cluster
        let value: Value = [
            "microseconds": .int(cluster.now.microseconds), "revision": .int(cluster.revision),
            "event": .int(Int64(cluster.eventCount)), "queued": .int(Int64(cluster.queuedEvents))
        ]
        return HTTPResponse(
            200, headers: [.init("Content-Type", "application/json")], body: JSONWriter.bytes(value) + [0x0A])
    }
}
