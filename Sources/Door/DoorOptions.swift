/// How the door is opened.
public struct DoorOptions: Sendable {
    /// 0: any that is free.
    public var port = 0
    /// `nil`: this machine alone.
    public var listen: String?
    /// Microseconds since 1970, real: certificates are valid from here on.
    public var now: Int64
    /// How long clients are waited for.
    public var patience = DoorPatience()

    /// Makes options.
    public init(port: Int = 0, listen: String? = nil, now: Int64) {
        self.port = port
        self.listen = listen
        self.now = now
    }

    var address: String { listen ?? "127.0.0.1" }
    /// Names and addresses in the server's certificate.
    var hosts: [String] {
        var hosts = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "127.0.0.1", "::1"]
        if let listen, !hosts.contains(listen) { hosts.append(listen) }
        return hosts
    }

    /// Requests whose body is longer are refused. Upstream: apiserver/pkg/server/config.go, MaxRequestBodyBytes.
    static let bodyBytesMax = 3 * 1024 * 1024
    /// More connections wait outside.
    static let connectionsMax = 4_096
    /// A connection into a container ends after this. Upstream: --streaming-connection-idle-timeout.
    static let streamSeconds: Int64 = 4 * 3_600
    /// Its client is asked so often whether it is there.
    static let pingSeconds: Int64 = 60
    /// The longest frame a client may send on it.
    static let frameBytesMax = 128 * 1024
    /// The longest piece of a stream in one frame.
    static let pieceBytes = 32 * 1024
    /// What a command may read from its standard input.
    static let inputBytesMax = 1_048_576
}

/// How long a client is waited for, in milliseconds of real time.
public struct DoorPatience: Sendable {
    /// A body has to be there.
    public var read: Int64 = 30_000
    /// A connection may be idle, or at the head of a request. Longer than `read`, so that there is an answer.
    public var idle: Int64 = 60_000
    /// A stream whose client takes nothing for so long is cut off.
    public var write: Int64 = 30_000
    /// A bookmark is sent so often. Upstream: apiserver/pkg/storage/cacher, bookmarkFrequency.
    public var bookmark: Int64 = 60_000
    /// A watch that names no timeout ends after this. Upstream: --min-request-timeout, up to twice of it.
    public var watch: Int64 = 3_600_000

    /// The usual one.
    public init() {}
}
