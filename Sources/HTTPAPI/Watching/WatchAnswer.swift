import APIServing
import Documents
import KubeAPI

/// One open watch as its client sees it: what the server's stream tells, written in the form that was asked for.
///
/// Upstream: apiserver/pkg/endpoints/handlers/watch.go.
public struct WatchAnswer: WorldStream {
    /// JSON, one event a line.
    public var contentType: String { "application/json" }
    /// That the resource is deprecated.
    public let warnings: [String]
    /// So long the client wants to watch; `nil`: as long as the server likes.
    public let timeoutSeconds: Int64?
    /// Where texts of events are kept for others; `nil`: each is written anew.
    public var texts: (any EventTexts)?
    private let resource: Resource
    private let info: ResourceInfo
    private let form: Representation
    private var stream: WatchStream
    private var table: TableDocument?
    private let first: [WatchEvent]

    /// Opens the watch. Throws what is said before the stream begins: 400, 403, 422.
    init(_ routed: RoutedRequest, _ world: some HTTPWorld) throws(Status) {
        form = routed.form
        resource = routed.request.resource
        info = routed.info
        warnings = routed.warnings
        timeoutSeconds = routed.request.options.timeoutSeconds.flatMap { $0 > 0 ? $0 : nil }
        (stream, first) = try world.watch(routed.request)
        if case .table(let version, let includes) = routed.form.form {
            table = TableDocument(resource, version: version, includes: includes)
        }
    }

    /// What is sent at once.
    public mutating func begin(_ world: some HTTPWorld) -> StreamFrames { frames(first, world.now) }

    /// What has happened since the last frames.
    public mutating func next(_ world: some HTTPWorld) -> StreamFrames { frames(stream.next(world.store), world.now) }

    /// What has happened, and a bookmark behind it if the client takes them.
    public mutating func bookmark(_ world: some HTTPWorld) -> StreamFrames {
        var events = stream.next(world.store)
        if let mark = stream.bookmark() { events.append(mark) }
        return frames(events, world.now)
    }

    /// The world was turned back, or another took its place: the client has to list again.
    public mutating func expired(_ world: some HTTPWorld) -> StreamFrames {
        frames(
            [
                .error(
                    Status(
                        code: 410, reason: "Expired",
                        message: "The resourceVersion for the provided watch is too old."))
            ], world.now)
    }

    private mutating func frames(_ events: [WatchEvent], _ now: Int64) -> StreamFrames {
        var frames = StreamFrames(count: events.count)
        for event in events {
            switch event {
            case .added(let object), .modified(let object), .deleted(let object):
                let form = form.form
                let key = EventKey(
                    type: event.type, object: object, apiVersion: info.apiVersion, form: form,
                    hasHead: table?.hasHead ?? false, now: form.isTable ? now : 0)
                let text = texts?.text(of: key) { self.text(event.type, object, now) }
                frames.bytes += text ?? self.text(event.type, object, now)
                table?.hasHead = false
            case .bookmark:
                frames.bytes += text(event.type, APIObject(event.object(resource), resource), now)
                table?.hasHead = false
            case .error(let status):
                frames.bytes.append(contentsOf: "{\"type\":\"ERROR\",\"object\":".utf8)
                WireObject.append(document: status.value, to: &frames.bytes)
                frames.bytes.append(contentsOf: "}\n".utf8)
                frames.isOver = true
            }
        }
        return frames
    }

    private func text(_ type: String, _ object: APIObject, _ now: Int64) -> [UInt8] {
        var out: [UInt8] = []
        out.append(contentsOf: "{\"type\":\"\(type)\",\"object\":".utf8)
        append(object, now, &out)
        out.append(contentsOf: "}\n".utf8)
        return out
    }

    private func append(_ object: APIObject, _ now: Int64, _ out: inout [UInt8]) {
        switch form.form {
        case .asIs: WireObject.append(object, as: info, to: &out)
        case .metadata(let version), .metadataList(let version): WireObject.appendMetadata(object, version, to: &out)
        case .table: table?.append([object], revision: object.revision, now: now, to: &out)
        }
    }
}
