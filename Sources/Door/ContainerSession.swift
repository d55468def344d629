import Documents
import HTTPAPI
import KubeAPI
import NIOCore
import NIOWebSocket
import Workbench

/// A client's WebSocket into a container, from the upgrade to its end.
///
/// Upstream: cri-streaming/pkg/streaming/remotecommand; streaming/pkg/httpstream/wsstream.
struct ContainerSession: Sendable {
    let connection: ConnectionRequest
    let desk: SessionDesk
    let onChange: @Sendable (HTTPRequest, HTTPResponse) -> Void

    private typealias Outbound = NIOAsyncChannelOutboundWriter<WebSocketFrame>
    private var channels: ChannelProtocol { connection.channels }

    func run(_ channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>) async {
        let limit = channel.channel.eventLoop.scheduleTask(in: .seconds(DoorOptions.streamSeconds)) {
            channel.channel.close(promise: nil)
        }
        defer { limit.cancel() }
        let (inputs, sender) = AsyncStream.makeStream(of: [UInt8]?.self, bufferingPolicy: .bufferingNewest(1))
        // A client that is gone is no error of ours.
        try? await channel.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await listen(inbound, outbound, sender) }
                group.addTask { try await serve(inputs, outbound, channel.channel) }
                group.addTask { try await keepAsking(outbound) }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    // MARK: - From the client

    /// Reads until the client closes; its standard input goes to `sender` when it is whole, `nil` if it is too long.
    private func listen(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ outbound: Outbound,
        _ sender: AsyncStream<[UInt8]?>.Continuation
    ) async throws {
        var input: [UInt8] = []
        defer { sender.finish() }
        for try await frame in inbound {
            var data = frame.unmaskedData
            switch frame.opcode {
            case .ping: try await outbound.write(WebSocketFrame(fin: true, opcode: .pong, data: data))
            case .connectionClose:
                let code = data.readSlice(length: 2) ?? ByteBuffer()
                try await outbound.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: code))
                return
            case .binary, .text:
                switch channels.input(Array(data.readableBytesView)) {
                case .bytes(.stdin, let bytes) where readsInput:
                    input += bytes
                    if input.count > DoorOptions.inputBytesMax {
                        sender.yield(nil)
                        input = []
                    }
                case .closed(.stdin): sender.yield(input)
                default: break
                }
            default: break
            }
        }
    }

    /// A client that has gone without a word is found by what cannot be sent to it.
    private func keepAsking(_ outbound: Outbound) async throws {
        while true {
            try await Task.sleep(for: .seconds(DoorOptions.pingSeconds))
            try await outbound.write(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()))
        }
    }

    private var readsInput: Bool {
        connection.kind == .exec && connection.hasInput && ExecOutcome.readsInput(connection.command)
    }

    // MARK: - To the client

    private func serve(
        _ inputs: AsyncStream<[UInt8]?>, _ outbound: Outbound, _ channel: any Channel
    ) async throws {
        // An empty message tells the client that the connection is there.
        try await send(.stdout, [], outbound)
        let ending: Value
        switch connection.kind {
        case .exec: ending = try await execute(inputs, outbound)
        case .attach: ending = try await attach(outbound, channel)
        }
        if let text = channels.ending(ending) { try await send(.error, text, outbound) }
        var code = ByteBuffer()
        code.write(webSocketErrorCode: .normalClosure)
        try await outbound.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: code))
    }

    private func send(_ stream: ChannelProtocol.Channel, _ bytes: [UInt8], _ outbound: Outbound) async throws {
        var rest = bytes[...]
        repeat {
            let piece = channels.message(stream, Array(rest.prefix(DoorOptions.pieceBytes)))
            rest = rest.dropFirst(DoorOptions.pieceBytes)
            let opcode: WebSocketOpcode = channels.isText ? .text : .binary
            try await outbound.write(WebSocketFrame(fin: true, opcode: opcode, data: ByteBuffer(bytes: piece)))
        } while !rest.isEmpty
    }

    /// Runs the command, as one line of the journal; answers how it ended.
    private func execute(_ inputs: AsyncStream<[UInt8]?>, _ outbound: Outbound) async throws -> Value {
        var request = connection.http
        if readsInput {
            if connection.hasTerminal {
                return Status.notModelled("an interactive shell; give it a command, as in sh -c 'echo $HOSTNAME'").value
            }
            guard channels.canClose else {
                return Status.notModelled("standard input over \(channels.name); v5.channel.k8s.io can end it").value
            }
            var found: [UInt8]?
            for await input in inputs {
                found = input
                break
            }
            guard let found else {
                return Status.notModelled("a standard input over \(DoorOptions.inputBytesMax) bytes").value
            }
            request.body = found
        }
        let start = desk.snapshot().world.now
        let (answer, _) = desk.carryOut(request)
        onChange(request, answer)
        switch answer.streams {
        case .executed(let outcome):
            if !outcome.stdout.isEmpty { try await send(.stdout, Array(outcome.stdout.utf8), outbound) }
            if !outcome.stderr.isEmpty {
                // A terminal has one output.
                let stream: ChannelProtocol.Channel = connection.hasTerminal ? .stdout : .stderr
                try await send(stream, Array(outcome.stderr.utf8), outbound)
            }
            await waitUntil(start + outcome.microseconds)
            return outcome.status(isTranslated: channels.isTranslated)
        case .failed(.refused(let status)): return status.value
        case .failed(let failure):
            return Status(code: 500, reason: "InternalError", message: "Internal error occurred: \(failure.text)").value
        case nil:
            let text = "the container cannot be reached any more"
            return (try? JSONReader.read(answer.body)) ?? Status.badRequest(text).value
        }
    }

    /// Until the virtual clock has come to a date.
    private func waitUntil(_ date: Int64) async {
        if desk.snapshot().world.now >= date { return }
        let (id, bell, wakes) = desk.subscribe()
        defer { desk.unsubscribe(id) }
        bell.yield(())
        for await _ in wakes where desk.snapshot().world.now >= date { return }
    }

    /// What the program writes from now on, until it ends.
    private func attach(_ outbound: Outbound, _ channel: any Channel) async throws -> Value {
        let success = ExecOutcome().status(isTranslated: true)
        let (world, epoch) = desk.snapshot()
        let (id, bell, wakes) = desk.subscribe()
        defer { desk.unsubscribe(id) }
        channel.closeFuture.whenComplete { _ in bell.finish() }
        var log: LogStream
        do {
            log = try Gateway.attach(connection, on: world)
        } catch {
            return error.value
        }
        var frames = log.begin(world)
        bell.yield(())
        for await _ in wakes {
            let (world, now) = desk.snapshot()
            frames = now == epoch ? log.next(world) : log.expired(world)
            if !frames.bytes.isEmpty { try await send(.stdout, frames.bytes, outbound) }
            if frames.isOver { break }
        }
        return success
    }
}
