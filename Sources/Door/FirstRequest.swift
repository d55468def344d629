import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Decides by the first request of a connection what becomes of it: a WebSocket, or HTTP as always.
///
/// swift-nio's own handler loses the head of a request whose upgrade is refused; here it is answered like any other.
///
/// A class, as every handler: its identity is the TCP connection. All of it runs on the connection's event loop.
final class FirstRequest<Use: Sendable>: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// → deciding, over
        case waiting
        /// Somebody thinks about an upgrade. → upgrading, over
        case deciding
        /// The pipeline is changed. → over
        case upgrading
        case over
    }

    private let upgrader: NIOTypedWebSocketServerUpgrader<Use>
    private let plain: (any Channel) throws -> Use
    private let encoder = HTTPResponseEncoder()
    private let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
    private let promise: EventLoopPromise<Use>
    private var state = State.waiting
    /// What came meanwhile.
    private var held: [NIOAny] = []

    /// Puts the handlers of HTTP and this one into a new connection; the future tells what it has become.
    static func decide(
        _ channel: any Channel, upgrader: NIOTypedWebSocketServerUpgrader<Use>,
        plain: @escaping (any Channel) throws -> Use
    ) throws -> EventLoopFuture<Use> {
        let handler = FirstRequest(channel, upgrader, plain)
        try channel.pipeline.syncOperations.addHandler(handler.encoder)
        try channel.pipeline.syncOperations.addHandler(handler.decoder)
        try channel.pipeline.syncOperations.addHandler(handler)
        return handler.promise.futureResult
    }

    private init(
        _ channel: any Channel, _ upgrader: NIOTypedWebSocketServerUpgrader<Use>,
        _ plain: @escaping (any Channel) throws -> Use
    ) {
        self.upgrader = upgrader
        self.plain = plain
        promise = channel.eventLoop.makePromise()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .waiting:
            held.append(data)
            guard case .head(let head) = unwrapInboundIn(data),
                head.headers[canonicalForm: "upgrade"].contains(where: { $0.lowercased() == "websocket" })
            else { return goOn(context) }
            state = .deciding
            upgrader.buildUpgradeResponse(
                channel: context.channel, upgradeRequest: head,
                initialResponseHeaders: HTTPHeaders([("Connection", "Upgrade"), ("Upgrade", "websocket")])
            ).hop(to: context.eventLoop).assumeIsolated().whenComplete { answer in
                switch answer {
                case .success(let headers): self.upgrade(context, head, headers)
                case .failure: self.goOn(context)
                }
            }
        case .deciding, .upgrading: held.append(data)
        case .over: context.fireChannelRead(data)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch state {
        // What is no HTTP is answered by those who answer HTTP.
        case .waiting, .deciding: goOn(context, error)
        case .upgrading, .over: context.fireErrorCaught(error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if state != .over { promise.fail(ChannelError.eof) }
        state = .over
        context.fireChannelInactive()
    }

    /// HTTP as always; an error is told to those behind while this handler is still in the pipeline.
    private func goOn(_ context: ChannelHandlerContext, _ error: (any Error)? = nil) {
        if state == .over { return }
        do {
            promise.succeed(try plain(context.channel))
        } catch {
            promise.fail(error)
        }
        leave(context, error)
    }

    private func upgrade(_ context: ChannelHandlerContext, _ head: HTTPRequestHead, _ headers: HTTPHeaders) {
        if state == .over { return }
        state = .upgrading
        // Of the request nothing is left; what comes from here on are frames.
        held = []
        let pipeline = context.pipeline.syncOperations
        let answer = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        pipeline.removeHandler(decoder).assumeIsolated()
            .flatMap { context.writeAndFlush(self.wrapOutboundOut(.head(answer))) }
            .flatMap { pipeline.removeHandler(self.encoder) }
            .flatMap { self.upgrader.upgrade(channel: context.channel, upgradeRequest: head) }
            .whenComplete { result in
                if self.state == .over { return }
                self.promise.completeWith(result)
                self.leave(context)
            }
    }

    private func leave(_ context: ChannelHandlerContext, _ error: (any Error)? = nil) {
        state = .over
        for data in held { context.fireChannelRead(data) }
        held = []
        if let error { context.fireErrorCaught(error) }
        context.fireChannelReadComplete()
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
}
