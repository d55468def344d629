import Documents
public import KubeAPI

/// One open watch: where it stands, and how it writes what comes next. It holds no changes: it asks the world for
/// those behind its revision, so a slow reader costs nothing, and one that is too slow is told 410.
///
/// Upstream: apiserver/pkg/endpoints/handlers/watch.go, apiserver/pkg/storage/cacher.
public struct WatchStream: Sendable {
    /// What is sent next.
    public struct Frames: Sendable, Equatable {
        /// Lines of JSON, one event each; may be empty.
        public var bytes: [UInt8] = []
        /// How many events they hold.
        public var count = 0
        /// Nothing follows.
        public var isOver = false
    }

    /// So long the client wants to watch; `nil`: as long as the server likes.
    public let timeoutSeconds: Int64?
    /// Bookmarks may be sent.
    public let takesBookmarks: Bool
    /// What is watched.
    public let resource: Resource
    private let request: APIRequest
    private let form: Representation
    private let sendsInitialEvents: Bool?
    private let asked: String
    private var revision: Int64 = 0
    private var table: TableDocument?

    init(_ routed: RoutedRequest) throws(Status) {
        request = routed.request
        form = routed.form
        resource = routed.request.resource
        timeoutSeconds = try routed.query.number("timeoutSeconds").flatMap { $0 > 0 ? $0 : nil }
        takesBookmarks = routed.query.flag("allowWatchBookmarks") ?? false
        sendsInitialEvents = routed.query.flag("sendInitialEvents")
        asked = routed.query["resourceVersion"] ?? ""
        try WatchStream.validate(routed, asked, sendsInitialEvents)
        if case .table(let version, let includes) = routed.form.form {
            table = TableDocument(resource, version: version, includes: includes)
        }
    }

    /// Upstream: apimachinery/pkg/apis/meta/internalversion/validation/validation.go.
    private static func validate(_ routed: RoutedRequest, _ asked: String, _ initial: Bool?) throws(Status) {
        let match = routed.query["resourceVersionMatch"] ?? ""
        var errors: [FieldError] = []
        if initial == nil && !match.isEmpty {
            errors.append(
                FieldError(
                    .forbidden, "resourceVersionMatch",
                    "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
        }
        if initial != nil && match != "NotOlderThan" {
            errors.append(
                match.isEmpty
                    ? FieldError(
                        .forbidden, "resourceVersionMatch",
                        "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")
                    : FieldError(
                        .notSupported, "resourceVersionMatch", badValue: JSONWriter.quoted(match, escapesHTML: false),
                        "supported values: \"NotOlderThan\""))
        }
        if !errors.isEmpty { throw .invalid(kind: "ListOptions", group: "meta.k8s.io", name: "", errors) }
        if !asked.isEmpty && Int64(asked).map({ $0 < 0 }) != false {
            throw .invalid(
                kind: "ListOptions", group: "meta.k8s.io", name: "",
                [
                    FieldError(
                        .invalid, "resourceVersion", badValue: JSONWriter.quoted(asked, escapesHTML: false),
                        "strconv.ParseUint: parsing \(JSONWriter.quoted(asked, escapesHTML: false)): invalid syntax")
                ])
        }
    }

    // MARK: frames

    /// The first frames: the objects that are there, if the client has none yet, and what it missed.
    ///
    /// Throws what is said before the stream begins (403, a bad selector).
    public mutating func begin(_ world: some HTTPWorld) throws(Status) -> Frames {
        let from = Int64(asked) ?? 0
        var list = request
        list.verb = .list
        list.options.resourceVersion = nil
        let wantsObjects = from == 0 || sendsInitialEvents == true
        if !wantsObjects { list.options.limit = 1 }
        var frames = Frames()
        switch world.read(list) {
        case .failure(let status): throw status
        case .list(let objects, let at):
            if !wantsObjects {
                revision = from
                return next(world)
            }
            revision = at
            if sendsInitialEvents != false {
                for object in objects { append(.added, object, world.now, &frames) }
            }
            if sendsInitialEvents == true && takesBookmarks {
                appendBookmark(at, endsInitialEvents: true, world.now, &frames)
            }
        case .object, .document: preconditionFailure("a list was answered with something else")
        }
        return frames
    }

    /// What has happened since the last frames.
    public mutating func next(_ world: some HTTPWorld) -> Frames {
        var frames = Frames()
        let newest = world.revision
        guard newest > revision else { return frames }
        switch world.changes(request, after: revision) {
        case .failure(let status): return WatchStream.ended(by: status)
        case .success(let changes):
            for change in changes { append(change.kind, change.object, world.now, &frames) }
        }
        revision = newest
        return frames
    }

    /// A bookmark: so far the client has seen everything.
    public mutating func bookmark(_ world: some HTTPWorld) -> Frames {
        var frames = next(world)
        if takesBookmarks && !frames.isOver {
            appendBookmark(max(revision, world.revision), endsInitialEvents: false, world.now, &frames)
        }
        return frames
    }

    /// The world was turned back, or another took its place: the client has to list again.
    public func expired() -> Frames {
        WatchStream.ended(
            by: Status(
                code: 410, reason: "Expired", message: "The resourceVersion for the provided watch is too old."))
    }

    private static func ended(by status: Status) -> Frames {
        var frames = Frames(count: 1, isOver: true)
        frames.bytes.append(contentsOf: "{\"type\":\"ERROR\",\"object\":".utf8)
        WireObject.append(document: status.value, to: &frames.bytes)
        frames.bytes.append(contentsOf: "}\n".utf8)
        return frames
    }

    private mutating func append(_ kind: Change.Kind, _ object: APIObject, _ now: Int64, _ frames: inout Frames) {
        frames.bytes.append(contentsOf: "{\"type\":\"\(kind.rawValue)\",\"object\":".utf8)
        appendObject(object, now, &frames.bytes)
        frames.bytes.append(contentsOf: "}\n".utf8)
        frames.count += 1
    }

    private mutating func appendObject(_ object: APIObject, _ now: Int64, _ out: inout [UInt8]) {
        switch form.form {
        case .asIs: WireObject.append(object, to: &out)
        case .metadata(let version), .metadataList(let version):
            WireObject.appendMetadata(object, version, to: &out)
        case .table:
            table?.append([object], revision: object.revision, now: now, to: &out)
            table?.hasHead = false
        }
    }

    /// An object that has nothing but its kind and a resource version.
    private mutating func appendBookmark(
        _ at: Int64, endsInitialEvents: Bool, _ now: Int64, _ frames: inout Frames
    ) {
        let info = resource.info
        var value: Value = ["kind": .string(info.kind), "apiVersion": .string(info.apiVersion), "metadata": [:]]
        if endsInitialEvents {
            value.set("true", at: "metadata", "annotations", "k8s.io/initial-events-end")
        }
        frames.bytes.append(contentsOf: "{\"type\":\"BOOKMARK\",\"object\":".utf8)
        appendObject(APIObject(value, resource, revision: at), now, &frames.bytes)
        frames.bytes.append(contentsOf: "}\n".utf8)
        frames.count += 1
    }
}
