import Documents
public import KubeAPI

/// A request as it came over the wire, after authentication.
public struct HTTPRequest: Sendable, Equatable {
    /// `GET`, `POST`, …
    public var method: String
    /// Path and query as sent: `/api/v1/pods?limit=500`.
    public var target: String
    /// Header fields in the order they came; names compare without regard to case.
    public var headers: [Header]
    /// The body, empty if there is none.
    public var body: [UInt8]
    /// Who asks: a user name; empty for nobody.
    public var user: String
    /// Whom they want to be instead.
    public var impersonation: Impersonation?

    /// One header field.
    public struct Header: Sendable, Equatable {
        /// `Content-Type`.
        public let name: String
        /// What stands behind the colon.
        public let value: String

        /// Makes a field.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Makes a request.
    public init(_ method: String, _ target: String, headers: [Header] = [], body: [UInt8] = [], user: String = "") {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.user = user
    }

    /// The values of the fields called `name`, joined as one list; `nil` if there is none.
    public func header(_ name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// May the answer be compressed?
    public var takesGzip: Bool {
        (header("Accept-Encoding") ?? "").split(separator: ",").contains { $0.trimmed == "gzip" }
    }

    /// Does it leave the world as it is?
    public var isRead: Bool { method == "GET" || method == "HEAD" }
}
