import ClusterSim
import Commands
import Documents
public import HTTPAPI
import KubeAPI
import Rendering
import Simulation

/// Requests from outside.
extension Session {
    /// The world as it is now, for reads.
    public var snapshot: WorldSnapshot { WorldSnapshot(cluster: timeline.present) }

    /// Notes for the audit log that somebody outside read something, which a snapshot has answered.
    public mutating func note(_ read: HTTPRequest, answeredBy world: WorldSnapshot, code: Int) {
        timeline.note(
            ReadNote(
                world.request, uri: read.target, user: read.user, userAgent: read.header("User-Agent") ?? "",
                code: code))
    }

    /// Carries out a request from outside as a line of the journal, so that it replays without a door. Reads need
    /// none: `snapshot` answers them.
    public mutating func carryOut(_ request: HTTPRequest) -> (answer: HTTPResponse, shown: Response) {
        guard HTTPLine.methods.contains(request.method) else {
            var world = snapshot
            return (Gateway.whole(request, on: &world), Response())
        }
        let input = request.body.isEmpty ? nil : String(decoding: request.body, as: UTF8.self)
        httpAnswer = nil
        let shown = perform(HTTPLine.text(request), input: input)
        guard let answer = httpAnswer else {
            return (.failure(.badRequest("the request line cannot be read")), shown)
        }
        httpAnswer = nil
        return (answer, shown)
    }

    /// The line that a request from outside stands as in the journal.
    public static func line(of request: HTTPRequest) -> String { HTTPLine.text(request) }

    /// The word `http`.
    mutating func http(_ command: ParsedCommand, _ line: String, input: String?) throws -> Response {
        let request = try HTTPLine.request(command, input: input)
        var world = SessionWorld(timeline, line: line)
        let before = timeline.branchName
        let isExec = request.header("Sec-WebSocket-Protocol") != nil
        let answer = isExec ? Gateway.exec(request, on: &world) : Gateway.whole(request, on: &world)
        timeline = world.timeline
        httpAnswer = answer
        var response = show(answer, to: request)
        if timeline.branchName != before {
            response.output.append("from here on this is \(timeline.branchName)", .yellow)
        }
        if settlesAfterRequests, case .executed(let outcome) = answer.streams, outcome.microseconds > 0 {
            timeline.run(until: timeline.present.now + SimDuration(microseconds: outcome.microseconds))
        }
        if settlesAfterRequests && !request.isRead { _ = timeline.settle() }
        return response
    }

    /// Status, and the body of a read or of a failure.
    private func show(_ answer: HTTPResponse, to request: HTTPRequest) -> Response {
        var response = Response()
        response.isFailure = answer.status >= 400
        response.exitCode = response.isFailure ? 1 : 0
        if let streams = answer.streams { return show(streams) }
        let value = try? JSONReader.read(answer.body)
        if request.isRead && !response.isFailure {
            let text =
                value.map { JSONWriter.text($0, style: .kubectl) } ?? String(decoding: answer.body, as: UTF8.self)
            for line in text.split(separator: "\n") { response.output.append(String(line)) }
            return response
        }
        var text = String(answer.status)
        if let message = value?["message"]?.string, value?["kind"]?.string == "Status" {
            text += " \(message)"
        } else if let value, let kind = value["kind"]?.string {
            text += " \(kind)"
            if let name = value.at("metadata", "name")?.string { text += " \(name)" }
        }
        response.output.append(text, response.isFailure ? .red : .dim)
        for warning in answer.headers where warning.name == "Warning" { response.output.append(warning.value, .dim) }
        return response
    }

    /// What a command in a container wrote, and how it ended.
    private func show(_ streams: ContainerStreams) -> Response {
        var response = Response()
        switch streams {
        case .executed(let outcome):
            for line in outcome.stdout.split(separator: "\n") { response.output.append(String(line)) }
            for line in outcome.stderr.split(separator: "\n") { response.output.append(String(line), .red) }
            let status = outcome.status(isTranslated: true)
            response.output.append(
                "101 \(status["message"]?.string ?? status["status"]?.string ?? "")", .dim)
        case .failed(let failure): response.output.append("101 \(failure.text)", .red)
        }
        return response
    }
}
