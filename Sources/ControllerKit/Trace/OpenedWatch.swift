public import KubeAPI

/// A reflector's request to the API server: a watch, that begins with a list or where another broke.
///
/// Upstream: client-go tools/cache/reflector.go, watchList (WatchListClient is on since 1.35), watch.
public struct OpenedWatch: Sendable {
    /// What is watched.
    public let resource: Resource
    /// Who asks.
    public let user: String
    /// How much of it.
    public let scope: WatchScope
    /// Where it goes on; `nil`: it begins with what is there.
    public let revision: Int64?

    /// Describes a watch.
    public init(_ resource: Resource, user: String, scope: WatchScope, after revision: Int64?) {
        self.resource = resource
        self.user = user
        self.scope = scope
        self.revision = revision
    }

    /// As it is on the wire, but for the time-out, which is drawn by lot there.
    public var request: APIRequest {
        var request = APIRequest(.watch, resource, user: user)
        request.options.allowsBookmarks = true
        request.namespace = scope.pathNamespace
        request.options.fieldSelector = scope.fieldSelector
        if let revision {
            request.options.resourceVersion = String(revision)
        } else {
            request.options.resourceVersionMatch = "NotOlderThan"
            request.options.sendInitialEvents = true
        }
        return request
    }
}
