import NIOSSL

/// Where a door is, which authority it is trusted by, and who knocks.
public struct DoorKey: Sendable {
    /// On 127.0.0.1.
    public let port: Int
    let tls: NIOSSLContext
    private let token: String?

    /// - Parameters:
    ///   - authority: PEM of the authority that the server's certificate comes from.
    ///   - token: sent with each request that is put together here; `nil`: none.
    ///   - client: PEM of a certificate and its key, shown when a connection is opened.
    public init(
        port: Int, authority: String, token: String?, client: (certificate: String, key: String)? = nil
    ) throws {
        self.port = port
        self.token = token
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates([try NIOSSLCertificate(bytes: Array(authority.utf8), format: .pem)])
        if let client {
            let certificate = try NIOSSLCertificate(bytes: Array(client.certificate.utf8), format: .pem)
            configuration.certificateChain = [.certificate(certificate)]
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(client.key.utf8), format: .pem))
        }
        tls = try NIOSSLContext(configuration: configuration)
    }

    private init(port: Int, tls: NIOSSLContext, token: String?) {
        self.port = port
        self.tls = tls
        self.token = token
    }

    /// The same door, knocked at by somebody else.
    public func with(token: String?) -> DoorKey { DoorKey(port: port, tls: tls, token: token) }

    /// The bytes of a request, its length and the token included.
    public func request(
        _ method: String, _ target: String, headers: [String] = [], body: [UInt8] = []
    ) -> [UInt8] {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        lines += headers
        if !body.isEmpty || !["GET", "HEAD"].contains(method) { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}
