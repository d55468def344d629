import HTTPAPI
import HummingbirdCore
import KubeAPI
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket
import Synchronization
import Workbench

/// A connection of a client: HTTP/1.1, unless its first request opens a WebSocket into a container.
struct UpgradeChannel: ServerChildChannel, HTTPChannelHandler {
    typealias HTTP = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// What the connection has become.
    enum Use: Sendable {
        case http(HTTP)
        case container(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, ConnectionRequest)
    }

    /// A connection whose use its first request decides.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let use: EventLoopFuture<Use>
    }

    let responder: HTTPChannelHandler.Responder
    let desk: SessionDesk
    let authentication: Authentication
    let patience: DoorPatience
    let onChange: @Sendable (HTTPAPI.HTTPRequest, HTTPAPI.HTTPResponse) -> Void

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let asked = Asked()
            let upgrader = NIOTypedWebSocketServerUpgrader<Use>(
                maxFrameSize: DoorOptions.frameBytesMax,
                shouldUpgrade: { channel, head in
                    channel.eventLoop.makeFutureWithTask { await self.accept(head, channel, asked) }
                },
                upgradePipelineHandler: { channel, _ in
                    channel.eventLoop.makeCompletedFuture {
                        guard let connection = asked.take() else { throw ChannelError.inappropriateOperationForState }
                        return .container(try NIOAsyncChannel(wrappingChannelSynchronously: channel), connection)
                    }
                })
            // Who never sends a request is cut off; afterwards others watch over idleness.
            let limit = channel.eventLoop.scheduleTask(in: .milliseconds(patience.idle)) {
                channel.close(promise: nil)
            }
            let use = try FirstRequest.decide(channel, upgrader: upgrader) { channel in
                .http(try self.http(channel, logger))
            }
            use.whenComplete { _ in limit.cancel() }
            return Value(channel: channel, use: use)
        }
    }

    /// What Hummingbird has in a connection of HTTP/1.1, behind the decoder.
    private func http(_ channel: any Channel, _ logger: Logger) throws -> HTTP {
        try channel.pipeline.syncOperations.addHandler(HTTP1ToHTTPServerCodec(secure: false))
        try channel.pipeline.syncOperations.addHandler(InputEnd())
        try channel.pipeline.syncOperations.addHandler(
            HTTPConnectionStateHandler(idleTimeout: .milliseconds(patience.idle), logger: logger))
        return try NIOAsyncChannel(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
    }

    func handle(value: Value, logger: Logger) async {
        switch try? await value.use.get() {
        case nil: value.channel.close(promise: nil)
        case .http(let http): await handleHTTP(asyncChannel: http, logger: logger)
        case .container(let channel, let connection):
            let session = ContainerSession(connection: connection, desk: desk, onChange: onChange)
            await session.run(channel)
        }
    }

    /// The connection that an upgrade asks for, kept until the pipeline has changed.
    ///
    /// A class: its identity is the TCP connection.
    private final class Asked: Sendable {
        private let connection = Mutex<ConnectionRequest?>(nil)
        func put(_ wanted: ConnectionRequest) { connection.withLock { $0 = wanted } }
        func take() -> ConnectionRequest? { connection.withLock { $0 } }
    }

    /// The headers of the answer; `nil` if the request is answered like any other, which says what is wrong with it.
    private func accept(_ head: HTTPRequestHead, _ channel: any Channel, _ asked: Asked) async -> HTTPHeaders? {
        var request = HTTPAPI.HTTPRequest(head.method.rawValue, head.uri)
        for (name, value) in head.headers { request.headers.append(.init(name, value)) }
        let world = desk.snapshot().world
        let certificate = await ClientCertificate.der(request, channel)
        do {
            try authentication.identify(&request, certificate: certificate, world)
        } catch {
            return nil
        }
        guard case .success(let connection) = Gateway.connection(request.asText, on: world) else { return nil }
        asked.put(connection)
        let name = connection.channels.name
        return name.isEmpty ? HTTPHeaders() : HTTPHeaders([("Sec-WebSocket-Protocol", name)])
    }
}
