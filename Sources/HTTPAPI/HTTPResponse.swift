import Documents
public import KubeAPI

/// A whole answer.
public struct HTTPResponse: Sendable, Equatable {
    /// 200, 404, …
    public var status: Int
    /// Header fields; the length is left to the edge.
    public var headers: [HTTPRequest.Header]
    /// The bytes of the body.
    public var body: [UInt8]
    /// What follows a 101 on the connection.
    public var streams: ContainerStreams?

    /// Makes an answer.
    public init(_ status: Int, headers: [HTTPRequest.Header] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// JSON with the line end that the real server writes.
    static func json(_ status: Int, _ body: consuming [UInt8]) -> HTTPResponse {
        body.append(UInt8(ascii: "\n"))
        return HTTPResponse(status, headers: jsonHeaders, body: body)
    }

    /// Those of JSON.
    static let jsonHeaders: [HTTPRequest.Header] = [
        .init("Cache-Control", "no-cache, private"), .init("Content-Type", "application/json"),
    ]

    /// Plain text.
    public static func text(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status,
            headers: [
                .init("Content-Type", "text/plain; charset=utf-8"), .init("X-Content-Type-Options", "nosniff")
            ], body: Array(text.utf8))
    }

    /// An error answer: the `Status` as JSON.
    ///
    /// Upstream: apiserver/pkg/endpoints/handlers/responsewriters/writers.go, ErrorNegotiated.
    public static func failure(_ status: Status, to request: HTTPRequest? = nil) -> HTTPResponse {
        var body: [UInt8] = []
        Schema.builtIn.writeWire(status.value, as: "meta/v1.Status", to: &body)
        if Representation.isForPeople(request?.header("User-Agent")) { body = JSONIndent.indented(body) }
        var response = HTTPResponse.json(status.code, body)
        if status.retryAfterSeconds > 0 {
            response.headers.append(.init("Retry-After", String(status.retryAfterSeconds)))
        }
        return response
    }

    /// What the server says of a path that nobody serves.
    static let nothingThere = HTTPResponse.text(404, "404 page not found\n")

    /// The same answer as the client takes it: compressed, if it is big and the client understands that.
    public func encoded(for request: HTTPRequest) -> HTTPResponse {
        guard body.count > Gzip.threshold, header("Content-Encoding") == nil, request.takesGzip else { return self }
        var answer = self
        answer.headers += HTTPResponse.gzipHeaders
        answer.body = Gzip.compressed(body)
        return answer
    }

    /// Those of a compressed body.
    public static let gzipHeaders: [HTTPRequest.Header] = [
        .init("Content-Encoding", "gzip"), .init("Vary", "Accept-Encoding"),
    ]

    /// A header field; `nil` if there is none.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
