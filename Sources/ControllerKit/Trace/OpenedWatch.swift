public import KubeAPI

/// A reflector's request to the API server: a watch, that begins with a list or where another broke.
///
/// Upstream: client-go tools/cache/reflector.go, watchList (WatchListClient is on since 1.35), watch.
public struct OpenedWatch: Sendable {
    /// What is watched.
    public let resource: Resource
    /// Who asks.
    public let user: String
    /// Only pods of this node.
    public let nodeName: String?
    /// Where it goes on; `nil`: it begins with what is there.
    public let revision: Int64?

    /// Describes a watch.
    public init(_ resource: Resource, user: String, nodeName: String?, after revision: Int64?) {
        self.resource = resource
        self.user = user
        self.nodeName = nodeName
        self.revision = revision
    }

    /// As it is on the wire, but for the time-out, which is drawn by lot there.
    public var request: APIRequest {
        var request = APIRequest(.watch, resource, user: user)
        request.options.allowsBookmarks = true
        if let nodeName { request.options.fieldSelector = "spec.nodeName=\(nodeName)" }
        if let revision {
            request.options.resourceVersion = String(revision)
        } else {
            request.options.resourceVersionMatch = "NotOlderThan"
            request.options.sendInitialEvents = true
        }
        return request
    }
}
