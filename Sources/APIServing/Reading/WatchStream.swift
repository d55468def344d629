public import Documents
public import KubeAPI
public import Simulation

/// What a watcher from outside is sent.
public enum WatchEvent: Sendable, Equatable {
    case added(APIObject)
    case modified(APIObject)
    case deleted(APIObject)
    /// How far the stream is; `endsInitialEvents` marks the one behind what was there at the start.
    case bookmark(revision: Int64, endsInitialEvents: Bool)
    case error(Status)

    /// `ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK`, `ERROR`.
    public var type: String {
        switch self {
        case .added: "ADDED"
        case .modified: "MODIFIED"
        case .deleted: "DELETED"
        case .bookmark: "BOOKMARK"
        case .error: "ERROR"
        }
    }

    /// The object of the event as it is sent; `resource` is what is watched.
    public func object(_ resource: Resource) -> Value {
        switch self {
        case .added(let object), .modified(let object), .deleted(let object): return object.publishedWithManagedFields
        case .error(let status): return status.value
        case .bookmark(let revision, let ends):
            let info = resource.info
            var metadata: Value = ["resourceVersion": .string(String(revision))]
            if ends { metadata.set("true", at: "annotations", "k8s.io/initial-events-end") }
            return ["kind": .string(info.kind), "apiVersion": .string(info.apiVersion), "metadata": metadata]
        }
    }
}

/// One watch from outside the world: it asks the store what changed since it looked last.
///
/// Nothing of the server changes by it, so a world is the same with and without watchers. Ask it after each step.
/// Upstream: apiserver/pkg/storage/cacher/cacher.go, Watch; cache_watcher.go.
public struct WatchStream: Sendable {
    /// What is watched.
    public let resource: Resource
    private let namespace: String
    private let selection: Selection
    /// The newest revision that it has told of.
    public private(set) var revision: Int64
    private let allowsBookmarks: Bool
    /// An error was sent: nothing follows.
    public private(set) var isOver = false

    /// Opens a watch.
    ///
    /// - Returns: the stream and what it sends at once.
    /// - Throws: 400, 401, 403, 422 or 504; a version that is too old is an event.
    static func open(
        _ request: APIRequest, _ store: Store
    ) throws(Status) -> (stream: WatchStream, events: [WatchEvent]) {
        let options = request.options
        try ReadChecks.check(options, isWatch: true)
        let asked = try ReadChecks.revision(options.resourceVersion)
        try ReadChecks.checkReached(asked, current: store.revision)
        var stream = WatchStream(
            resource: request.resource, namespace: request.namespace, selection: try Selection(request),
            revision: asked,
            allowsBookmarks: options.allowsBookmarks)
        let sendsState = options.sendInitialEvents ?? (asked == 0)
        if sendsState {
            stream.revision = store.revision
            let objects = stream.selection.filter(store.list(request.resource, namespace: request.namespace))
            var events = objects.map(WatchEvent.added)
            if options.sendInitialEvents == true && options.allowsBookmarks {
                events.append(.bookmark(revision: store.revision, endsInitialEvents: true))
            }
            return (stream, events)
        }
        if asked == 0 { stream.revision = store.revision }
        let events = stream.next(store)
        return (stream, events)
    }

    private init(
        resource: Resource, namespace: String, selection: Selection, revision: Int64, allowsBookmarks: Bool
    ) {
        self.resource = resource
        self.namespace = namespace
        self.selection = selection
        self.revision = revision
        self.allowsBookmarks = allowsBookmarks
    }

    /// What happened since it was asked last; an error ends it.
    public mutating func next(_ store: Store) -> [WatchEvent] {
        if isOver { return [] }
        guard let changes = store.changes(after: revision, of: resource) else {
            isOver = true
            return [
                .error(
                    Status(
                        code: 410, reason: "Expired",
                        message: "too old resource version: \(revision) (\(store.compacted))"))
            ]
        }
        revision = max(revision, store.revision)
        return changes.compactMap(event)
    }

    /// Tells how far it is; nothing if the client did not ask for that. Upstream sends one about every minute, and
    /// one before the watch ends.
    public func bookmark() -> WatchEvent? {
        allowsBookmarks && !isOver ? .bookmark(revision: revision, endsInitialEvents: false) : nil
    }

    /// A change as this watcher sees it: what begins to match is added, what no longer does is deleted.
    private func event(_ change: Change) -> WatchEvent? {
        if !namespace.isEmpty && change.object.namespace != namespace { return nil }
        let before = change.old.map(selection.matches) ?? false
        if change.kind == .deleted { return before ? .deleted(change.object) : nil }
        switch (before, selection.matches(change.object)) {
        case (true, true): return .modified(change.object)
        case (false, true): return .added(change.object)
        case (true, false):
            guard let old = change.old else { return nil }
            // As it was, at the revision of the change.
            return .deleted(APIObject(old.value, after: old, revision: change.revision))
        case (false, false): return nil
        }
    }
}

extension APIServer {
    /// Opens a watch for a client outside the world: `GET …?watch=true`.
    public func watch(
        _ request: APIRequest, at moment: Moment
    ) throws(Status) -> (stream: WatchStream, events: [WatchEvent]) {
        var request = request
        request.verb = .watch
        request = try current(request)
        var pipeline = Pipeline(request: request, moment: moment, showStages: false)
        try pipeline.authenticate()
        var server = self
        try server.authorize(&pipeline)
        try pipeline.resolve()
        return try WatchStream.open(request, store)
    }
}
