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
    /// Told of each request that changed something, for the screen.
    let onChange: @Sendable (HTTPAPI.HTTPRequest, HTTPAPI.HTTPResponse) -> Void

    func respond(to request: Request, context: DoorContext) async throws -> Response {
        var read = HTTPAPI.HTTPRequest(request.method.rawValue, request.head.path ?? "/")
        for field in request.headers { read.headers.append(.init(field.name.rawName, field.value)) }
        do {
            let certificate = await ClientCertificate.der(context.channel)
            try authentication.identify(&read, certificate: certificate, desk.snapshot().world)
        } catch {
            return Responder.response(.failure(error, to: read))
        }
        do {
            read.body = try await body(of: request, context.channel)
        } catch is NIOTooManyBytesError {
            return Responder.response(.failure(Responder.tooLarge, to: read))
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
        desk.note(AskedRead(request, served: world.served), code: answer.code)
        switch answer {
        case .whole(let answer): return Responder.response(answer, request)
        case .watch(let stream):
            return StreamResponse(stream: stream, epoch: epoch, desk: desk, channel: context.channel).response(world)
        case .log(let stream):
            return StreamResponse(stream: stream, epoch: epoch, desk: desk, channel: context.channel).response(world)
        }
    }

    /// The whole body; a sender that takes too long is cut off.
    private func body(of request: Request, _ channel: any Channel) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > DoorOptions.bodyBytesMax {
            throw NIOTooManyBytesError(maxBytes: DoorOptions.bodyBytesMax)
        }
        let limit = channel.eventLoop.scheduleTask(in: .seconds(DoorOptions.readSeconds)) {
            channel.close(promise: nil)
        }
        defer { limit.cancel() }
        let buffer = try await request.body.collect(upTo: DoorOptions.bodyBytesMax)
        return Array(buffer.readableBytesView)
    }

    /// Upstream: apimachinery/pkg/api/errors, NewRequestEntityTooLargeError.
    private static let tooLarge = Status(
        code: 413, reason: "RequestEntityTooLarge",
        message: "Request entity too large: limit is \(DoorOptions.bodyBytesMax)")

    /// Writes an answer; what is big is compressed if the client takes that.
    static func response(_ whole: HTTPAPI.HTTPResponse, _ request: HTTPAPI.HTTPRequest? = nil) -> Response {
        let answer = request.map { whole.encoded(for: $0) } ?? whole
        var fields = HTTPFields()
        for header in answer.headers {
            if let name = HTTPField.Name(header.name) { fields.append(HTTPField(name: name, value: header.value)) }
        }
        let status = HTTPTypes.HTTPResponse.Status(code: answer.status)
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

/// The certificate that a client has shown.
enum ClientCertificate {
    /// As DER; `nil` if it has shown none.
    static func der(_ channel: any Channel) async -> [UInt8]? {
        let found = try? await channel.eventLoop.submit {
            try? channel.pipeline.syncOperations.handler(type: NIOSSLHandler.self).peerCertificate?.toDERBytes()
        }.get()
        return found ?? nil
    }
}
