import NIOCore
import NIOPosix
import NIOSSL

/// One TLS connection to a door, for benches and tests: what is sent are bytes, even wrong ones; what comes is read
/// as HTTP/1.1. Nothing is read from the socket that nobody asks for.
public struct DoorConnection {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let key: DoorKey
    private var buffer = ByteBuffer()
    private var rest = Rest.none

    /// What is still to come of a body.
    private enum Rest {
        case none
        case counted(Int)
        case chunked
        case untilEnd
    }

    /// The connection ended before the answer did, or the answer is no HTTP.
    public struct Broken: Error {
        /// What was waited for.
        public let wanted: String

        /// Makes one.
        public init(wanted: String) { self.wanted = wanted }
    }

    /// Longer heads are not read.
    private static let headBytesMax = 1 << 20

    /// Opens a connection for as long as `body` runs.
    public static func open<Result: Sendable>(
        _ key: DoorKey, _ body: @Sendable (inout DoorConnection) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: key.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: key.tls, serverHostname: "localhost"))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var connection = DoorConnection(inbound: inbound.makeAsyncIterator(), outbound: outbound, key: key)
            return try await body(&connection)
        }
    }

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, key: DoorKey
    ) {
        self.inbound = inbound
        self.outbound = outbound
        self.key = key
    }

    /// Sends a request and waits for its answer.
    public mutating func ask(
        _ method: String, _ target: String, headers: [String] = [], body: [UInt8] = [], keepsBody: Bool = true
    ) async throws -> DoorAnswer {
        try await send(key.request(method, target, headers: headers, body: body))
        return try await answer(keepsBody: keepsBody)
    }

    /// Sends bytes as they are.
    public func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    /// The next answer, whole.
    ///
    /// - Parameter keepsBody: without it the bytes of the body are counted alone.
    public mutating func answer(keepsBody: Bool = true) async throws -> DoorAnswer {
        var answer = try await head()
        while let piece = try await piece() {
            answer.bodyBytes += piece.count
            if keepsBody { answer.body += piece }
        }
        return answer
    }

    /// The next answer's head; `piece` gives what follows.
    public mutating func head() async throws -> DoorAnswer {
        while true {
            if let end = buffer.readableBytesView.endOfHead {
                let text = buffer.readString(length: end) ?? ""
                guard let answer = DoorAnswer(head: text) else { throw Broken(wanted: "a head, not \(text)") }
                if answer.status == 100 { continue }
                rest = Self.rest(of: answer)
                return answer
            }
            guard buffer.readableBytes < Self.headBytesMax else { throw Broken(wanted: "a shorter head") }
            guard try await fill() else { throw Broken(wanted: "a head") }
        }
    }

    private static func rest(of answer: DoorAnswer) -> Rest {
        if answer.header("Transfer-Encoding")?.lowercased() == "chunked" { return .chunked }
        if let length = answer.header("Content-Length").flatMap({ Int($0) }) { return .counted(length) }
        return answer.status == 204 || answer.status == 304 ? .none : .untilEnd
    }

    /// The next bytes of the body as they come; `nil` behind the last ones.
    public mutating func piece() async throws -> [UInt8]? {
        switch rest {
        case .none: return nil
        case .counted(let count):
            if count == 0 { break }
            guard try await fillIfEmpty() else { throw Broken(wanted: "\(count) bytes") }
            let bytes = buffer.readBytes(length: min(count, buffer.readableBytes)) ?? []
            rest = .counted(count - bytes.count)
            return bytes
        case .chunked: if let chunk = try await chunk() { return chunk }
        case .untilEnd:
            if try await fillIfEmpty() { return buffer.readBytes(length: buffer.readableBytes) }
        }
        rest = .none
        return nil
    }

    private mutating func chunk() async throws -> [UInt8]? {
        guard let length = Int(try await line().prefix { $0 != ";" }, radix: 16) else {
            throw Broken(wanted: "a chunk's length")
        }
        while buffer.readableBytes < length + 2 {
            guard try await fill() else { throw Broken(wanted: "a chunk") }
        }
        let bytes = buffer.readBytes(length: length)
        buffer.moveReaderIndex(forwardBy: 2)
        return length == 0 ? nil : bytes
    }

    private mutating func line() async throws -> String {
        while true {
            if let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                return String((buffer.readString(length: end - buffer.readerIndex + 1) ?? "").dropLast())
            }
            guard try await fill() else { throw Broken(wanted: "a line") }
        }
    }

    private mutating func fillIfEmpty() async throws -> Bool {
        if buffer.readableBytes > 0 { return true }
        return try await fill()
    }

    /// More bytes; `false` at the end.
    private mutating func fill() async throws -> Bool {
        guard var more = try await inbound.next() else { return false }
        buffer.discardReadBytes()
        buffer.writeBuffer(&more)
        return true
    }
}

/// What came back.
public struct DoorAnswer: Sendable {
    /// 200, 404, …
    public let status: Int
    private let headers: [(name: String, value: String)]
    /// The body, if it was kept.
    public internal(set) var body: [UInt8] = []
    /// How long the body was, as sent.
    public internal(set) var bodyBytes = 0

    init?(head: String) {
        var lines = head.split(whereSeparator: \.isNewline)
        guard !lines.isEmpty else { return nil }
        let words = lines.removeFirst().split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return nil }
        self.status = status
        headers = lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
    }

    /// A header field; `nil` if there is none.
    public func header(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }
}

extension ByteBufferView {
    /// How many bytes a head takes, its empty line included; `nil` if it is not all there.
    fileprivate var endOfHead: Int? {
        var matched = 0
        let end = Array("\r\n\r\n".utf8)
        for (offset, byte) in enumerated() {
            matched = byte == end[matched] ? matched + 1 : byte == end[0] ? 1 : 0
            if matched == end.count { return offset + 1 }
        }
        return nil
    }
}
