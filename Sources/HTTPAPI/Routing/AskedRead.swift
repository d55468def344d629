import Documents
public import KubeAPI

/// What a read from outside asks for, as the audit log has it.
public struct AskedRead: Sendable {
    /// The request, if the path names a resource.
    public let request: APIRequest?
    /// Path and query as they came.
    public let uri: String
    public let user: String
    public let userAgent: String

    /// Reads a request that changes nothing; what cannot be read is no resource.
    public init(_ http: HTTPRequest, served: ServedResources) {
        uri = http.target
        user = http.user
        userAgent = http.header("User-Agent") ?? ""
        let parts = http.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = RequestQuery(parts.count > 1 ? String(parts[1]) : "")
        guard let path = try? RequestPath(parts.first ?? "", served: served),
            case .resource(let info, let namespace, let name, let subresource, let isWatch) = path
        else {
            request = nil
            return
        }
        request =
            try? RoutedRequest(
                http, query, info, namespace: namespace, name: name, subresource: subresource, isWatchPath: isWatch
            ).request
    }
}
