import HTTPAPI
import HTTPTypes
import Hummingbird
import KubeAPI
import NIOCore
import NIOSSL
import Workbench

/// Where a request came from.
struct DoorContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// Turns what Hummingbird reads into our requests, and our answers into what it writes.
struct Responder: HTTPResponder {
    let desk: SessionDesk
    let authentication: Authentication
    let patience: DoorPatience
    /// Told of each request that changed something, for the screen.
    let onChange: @Sendable (HTTPAPI.HTTPRequest, HTTPAPI.HTTPResponse) -> Void

    func respond(to request: Request, context: DoorContext) async throws -> Response {
        var read = HTTPAPI.HTTPRequest(request.method.rawValue, request.head.path ?? "/")
        for field in request.headers { read.headers.append(.init(field.name.rawName, field.value)) }
        do {
            let certificate = await ClientCertificate.der(read, context.channel)
            try authentication.identify(&read, certificate: certificate, desk.snapshot().world)
        } catch {
            return refused(error, read, request, context)
        }
        do {
            read.body = try await RequestReader(patience: patience).body(of: request)
        } catch let problem as RequestReader.Problem {
            return refused(problem.status, read, request, context)
        }
        return try await answer(read.asText, context)
    }

    private func answer(_ request: HTTPAPI.HTTPRequest, _ context: DoorContext) async throws -> Response {
        if request.target.hasPrefix("/orrery") { return Responder.response(ControlPaths.answer(request, desk)) }
        // A connection into a container that could not be upgraded: the answer says why, and nothing has happened.
        if case .failure(let refused) = Gateway.connection(request, on: desk.snapshot().world) {
            return Responder.response(refused.answer)
        }
        guard request.isRead else {
            let (answer, _) = desk.carryOut(request)
            onChange(request, answer)
            return Responder.response(answer, request)
        }
        var (world, epoch) = desk.snapshot()
        let answer = Gateway.answer(request, on: &world)
        desk.note(request, answeredBy: world, code: answer.code)
        switch answer {
        case .whole(let answer): return Responder.response(answer, request)
        case .list(let list):
            return ListResponse(list: list, isCompressed: request.takesGzip, writer: writer(context)).response
        case .watch(var stream):
            stream.texts = desk.sentEvents
            return StreamResponse(stream: stream, epoch: epoch, desk: desk, writer: writer(context)).response(world)
        case .log(let stream):
            return StreamResponse(stream: stream, epoch: epoch, desk: desk, writer: writer(context)).response(world)
        }
    }

    private func writer(_ context: DoorContext) -> PatientWriter {
        PatientWriter(channel: context.channel, patience: patience)
    }

    /// An answer before the request was read whole: the rest of the body is thrown away, but not for ever.
    private func refused(
        _ status: Status, _ read: HTTPAPI.HTTPRequest, _ request: Request, _ context: DoorContext
    ) -> Response {
        var response = Responder.response(.failure(status, to: read))
        guard RequestReader.hasBody(request) else { return response }
        response.headers[.connection] = "close"
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: .milliseconds(patience.read)) { channel.close(promise: nil) }
        return response
    }

    /// Writes an answer; what is big is compressed if the client takes that.
    static func response(_ whole: HTTPAPI.HTTPResponse, _ request: HTTPAPI.HTTPRequest? = nil) -> Response {
        let answer = request.map { whole.encoded(for: $0) } ?? whole
        return Response(
            status: .init(code: answer.status), headers: fields(answer.headers),
            body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    /// Header fields as Hummingbird has them.
    static func fields(_ headers: [HTTPAPI.HTTPRequest.Header]) -> HTTPFields {
        var fields = HTTPFields()
        for header in headers {
            if let name = HTTPField.Name(header.name) { fields.append(HTTPField(name: name, value: header.value)) }
        }
        return fields
    }
}

/// The certificate that a client showed when the connection was opened.
enum ClientCertificate {
    /// As DER; `nil` if it has shown none, or if there is a token, since nobody looks at it then.
    static func der(_ request: HTTPAPI.HTTPRequest, _ channel: any Channel) async -> [UInt8]? {
        if request.header("Authorization") != nil { return nil }
        let found = try? await channel.eventLoop.submit {
            try? channel.pipeline.syncOperations.handler(type: NIOSSLHandler.self).peerCertificate?.toDERBytes()
        }.get()
        return found ?? nil
    }
}
