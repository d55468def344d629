public import Documents

/// How the streams of a container share a WebSocket: each message begins with the number of its channel.
///
/// Upstream: streaming/pkg/httpstream/wsstream/conn.go, cri-streaming/pkg/streaming/remotecommand/websocket.go.
public struct ChannelProtocol: Sendable, Equatable {
    /// A stream of the container.
    public enum Channel: UInt8, Sendable {
        case stdin, stdout, stderr, error, resize
    }

    /// `v5.channel.k8s.io`; empty if the client named none.
    public let name: String

    /// The names there are.
    static let known = [
        "v5.channel.k8s.io", "v4.channel.k8s.io", "v4.base64.channel.k8s.io", "channel.k8s.io",
        "base64.channel.k8s.io",
    ]

    /// The first one of a client's list that is known; `nil` if there is none.
    ///
    /// - Parameter offered: the header `Sec-WebSocket-Protocol`.
    init?(offered: String?) {
        guard let offered, !offered.isEmpty else {
            name = ""
            return
        }
        let names = offered.split(separator: ",").map { String($0).trimmed }
        guard let first = names.first(where: ChannelProtocol.known.contains) else { return nil }
        name = first
    }

    /// Messages are text: digit and Base64.
    public var isText: Bool { name.contains("base64") }
    /// The client can say that a stream has ended.
    public var canClose: Bool { name.hasPrefix("v5") }
    /// The kubelet stands between API server and runtime, and wraps what that says.
    public var isTranslated: Bool { name.hasPrefix("v5") }
    /// The error channel carries a `Status`, not the bare text of an error.
    private var carriesStatus: Bool { name.hasPrefix("v") }

    /// A message on a channel.
    public func message(_ channel: Channel, _ bytes: [UInt8]) -> [UInt8] {
        if isText { return [UInt8(ascii: "0") + channel.rawValue] + Array(Base64.text(bytes).utf8) }
        return [channel.rawValue] + bytes
    }

    /// What the error channel says of the end; `nil` if it says nothing.
    public func ending(_ status: Value) -> [UInt8]? {
        if carriesStatus { return Array(JSONWriter.text(status).utf8) }
        if status["status"]?.string == "Success" { return nil }
        return Array((status["message"]?.string ?? "").utf8)
    }

    /// What a message from the client is.
    public enum Input: Sendable, Equatable {
        case bytes(Channel, [UInt8])
        /// The client's stream has ended.
        case closed(Channel)
        /// Nothing that counts.
        case nothing
    }

    /// Reads a message.
    public func input(_ message: [UInt8]) -> Input {
        guard let first = message.first else { return .nothing }
        if canClose && first == 255 {
            return message.count == 2 ? Channel(rawValue: message[1]).map { .closed($0) } ?? .nothing : .nothing
        }
        let number = isText ? first &- UInt8(ascii: "0") : first
        guard let channel = Channel(rawValue: number) else { return .nothing }
        let rest = Array(message.dropFirst())
        guard isText else { return .bytes(channel, rest) }
        return Base64.bytes(String(decoding: rest, as: UTF8.self)).map { .bytes(channel, $0) } ?? .nothing
    }
}
