public import APIServing
import Documents
public import KubeAPI
public import Kubectl

/// What the gateway needs of the world.
public protocol HTTPWorld {
    /// Microseconds since 1970, virtual.
    var now: Int64 { get }
    /// Which resources there are.
    var served: ServedResources { get }
    /// Told of each request that names a resource, once it is read and before it is answered.
    mutating func understood(_ request: APIRequest)
    /// Answers a read; nothing changes.
    func read(_ request: APIRequest) -> APIResult
    /// Carries a write out; the warnings are for `Warning` headers.
    mutating func write(_ request: APIRequest) -> (APIResult, warnings: [String])
    /// Opens a watch: what it sends at once, and the stream that tells what follows.
    func watch(_ request: APIRequest) throws(Status) -> (stream: WatchStream, events: [WatchEvent])
    /// What is stored, for streams to look at.
    var store: Store { get }
    /// The lines a container has written.
    func logs(pod: ObjectKey, container: String, options: LogOptions) -> Result<[String], Status>
    /// Runs a command in a container.
    mutating func exec(_ request: APIRequest, input: String) -> Result<ExecOutcome, ExecFailure>
    /// Fails if the container that a connection wants does not run.
    func checkContainer(_ request: APIRequest) throws(ExecFailure)
    /// How much each measured pod uses; `nil` if there is no metrics API.
    var podUsage: [PodUsage]? { get }
    /// As whom a request is done; 401 for nobody, 403 if they may not stand for whom they want to be.
    func actingUser(of http: HTTPRequest) throws(Status) -> UserInfo
    /// 403 if that user may not do that with a path that is no resource.
    func checkPath(_ path: String, verb: String, user: UserInfo) throws(Status)
    /// 403 if that user may not do that with these objects.
    func checkAccess(
        _ verb: String, _ info: ResourceInfo, namespace: String, name: String, user: UserInfo
    ) throws(Status)
    /// What the cluster counts, as Prometheus reads it.
    func metrics() -> [UInt8]
}

extension HTTPWorld {
    public mutating func understood(_ request: APIRequest) {}
}

/// What an answer is: at once, or a stream.
public enum HTTPAnswer: Sendable {
    case whole(HTTPResponse)
    /// At once, but long.
    case list(ListAnswer)
    /// Frames follow as long as the world moves.
    case watch(WatchAnswer)
    /// Lines follow as long as the container runs.
    case log(LogStream)

    /// The status; a stream has begun well.
    public var code: Int { if case .whole(let response) = self { response.status } else { 200 } }
}

/// HTTP in front of the API server: a request in, an answer out. No socket, no clock.
///
/// Upstream: staging/src/k8s.io/apiserver/pkg/endpoints.
public enum Gateway {
    /// Answers one request.
    public static func answer(_ http: HTTPRequest, on world: inout some HTTPWorld) -> HTTPAnswer {
        do {
            return try route(http.asText, &world)
        } catch {
            if error == RequestPath.nothingThere { return .whole(.nothingThere) }
            return .whole(.failure(error, to: http))
        }
    }

    /// Answers a request that cannot be a stream.
    public static func whole(_ http: HTTPRequest, on world: inout some HTTPWorld) -> HTTPResponse {
        switch answer(http, on: &world) {
        case .whole(let response): response
        case .list(let list): list.whole
        case .watch, .log: .failure(.badRequest("a stream needs a connection that stays open"))
        }
    }

    private static func route(_ http: HTTPRequest, _ world: inout some HTTPWorld) throws(Status) -> HTTPAnswer {
        let parts = http.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = RequestQuery(parts.count > 1 ? String(parts[1]) : "")
        let path = try RequestPath(parts.first ?? "", served: world.served)
        guard case .resource(let info, let namespace, let name, let subresource, let isWatch) = path else {
            let user = try world.actingUser(of: http)
            try world.checkPath(String(parts.first ?? ""), verb: http.method.lowercased(), user: user)
            return .whole(try DiscoveryAnswers.answer(path, http, query, world))
        }
        if let refused = connectionRefusal(http, path, query, world) { return .whole(refused) }
        if info.group == MeasuredResource.group {
            return .whole(try UsageAnswers.answer((info, namespace, name, isWatch), http, query, world))
        }
        let routed = try RoutedRequest(
            http, query, info, namespace: namespace, name: name, subresource: subresource, isWatchPath: isWatch)
        world.understood(routed.request)
        if routed.request.verb == .watch { return .watch(try WatchAnswer(routed, world)) }
        if subresource == "log" { return try logs(routed, world) }
        return try perform(routed, &world)
    }

    /// What a request for a connection is answered that came where none can be opened.
    private static func connectionRefusal(
        _ http: HTTPRequest, _ path: RequestPath, _ query: RequestQuery, _ world: some HTTPWorld
    ) -> HTTPResponse? {
        do throws(ConnectionRequest.Refusal) {
            guard try ConnectionRequest.read(http, path, query, on: world) != nil else { return nil }
            return .failure(.badRequest("only the first request of a connection can be upgraded"), to: http)
        } catch {
            return error.response(to: http)
        }
    }

    private static func perform(
        _ routed: RoutedRequest, _ world: inout some HTTPWorld
    ) throws(Status) -> HTTPAnswer {
        let result: APIResult
        var warnings = routed.warnings
        if routed.request.verb.isRead {
            result = world.read(routed.request)
            if let list = try ResponseWriter.longList(result, routed, now: world.now) { return .list(list) }
        } else {
            let written = world.write(routed.request)
            result = written.0
            warnings += written.warnings
        }
        var response: HTTPResponse
        do {
            response = try ResponseWriter.response(result, routed, now: world.now)
        } catch {
            response = .failure(error, to: routed.http)
        }
        // Each is said once; a list has said them already.
        for warning in warnings.map(HTTPResponse.warning) where !response.headers.contains(warning) {
            response.headers.append(warning)
        }
        return .whole(response)
    }

    private static func logs(_ routed: RoutedRequest, _ world: some HTTPWorld) throws(Status) -> HTTPAnswer {
        let log = try LogQuery(routed.query)
        var get = routed.request
        get.subresource = ""
        guard let pod = try found(world.read(get)) else { throw RequestPath.unknown }
        let lines = try world.logs(pod: pod.key, container: try log.chosen(in: pod), options: log.options).get()
        if log.follows { return .log(try LogStream(routed, log, pod)) }
        return .whole(
            HTTPResponse(
                200, headers: [.init("Content-Type", "text/plain")], body: lines.flatMap { Array($0.utf8) + [0x0A] }))
    }

    private static func found(_ result: APIResult) throws(Status) -> APIObject? {
        if let failure = result.failure { throw failure }
        return result.object
    }
}
