import Documents
public import KubeAPI

/// A connection into a container, asked for and allowed.
///
/// Upstream: pkg/apis/core/types.go, PodExecOptions, PodAttachOptions; apimachinery/pkg/util/proxy/upgradeaware.go.
public struct ConnectionRequest: Sendable {
    /// What is connected.
    public enum Kind: String, Sendable {
        /// A command of its own.
        case exec
        /// The program that runs.
        case attach
    }

    /// What is connected.
    public let kind: Kind
    /// How the streams share the connection.
    public let channels: ChannelProtocol
    /// To the API server; its body is the options.
    let request: APIRequest
    /// The request, with the one subprotocol that was chosen.
    public let http: HTTPRequest

    /// The words of the command.
    public var command: [String] { (request.body["command"]?.array ?? []).compactMap(\.string) }
    /// The client sends a standard input.
    public var hasInput: Bool { request.body["stdin"]?.bool ?? false }

    /// The client is a terminal.
    public var hasTerminal: Bool { request.body["tty"]?.bool ?? false }

    /// Reads and checks a request; the failure is the whole answer. `nil` if the path names no such connection.
    static func read(
        _ http: HTTPRequest, _ path: RequestPath, _ query: RequestQuery, on world: some HTTPWorld
    ) throws(Refusal) -> ConnectionRequest? {
        guard case .resource(let info, let namespace, let name, let subresource, false) = path,
            info.resource == .pods, let kind = Kind(rawValue: subresource)
        else { return nil }
        var request = APIRequest(
            http.method == "POST" ? .create : .get, .pods, namespace: namespace, name: name, subresource: subresource,
            body: options(query, kind), user: http.user)
        if let impersonation = http.impersonation { request.caller = Caller(impersonation: impersonation) }
        request.userAgent = http.header("User-Agent") ?? ""
        guard ["GET", "POST"].contains(http.method) else { throw .status(RoutedRequest.notAllowed) }
        if let failure = world.read(request).failure { throw .status(failure) }
        let upgrade = http.header("Upgrade")?.lowercased() ?? ""
        let offered = http.header("Sec-WebSocket-Protocol")
        if upgrade.hasPrefix("spdy") {
            throw .status(
                .notModelled("\(info.plural)/\(subresource) over SPDY; kubectl 1.31 and newer speaks WebSocket"))
        }
        if upgrade != "websocket" && offered == nil { throw .status(.badRequest("Upgrade request required")) }
        guard let channels = ChannelProtocol(offered: offered) else {
            throw .answer(.text(403, "requested protocol(s) are not supported: \(offered ?? "")"))
        }
        do {
            try world.checkContainer(request)
        } catch {
            throw Refusal(error)
        }
        if !["stdin", "stdout", "stderr"].contains(where: { request.body[$0]?.bool == true }) {
            throw .answer(.text(400, "you must specify at least 1 of stdin, stdout, stderr"))
        }
        var chosen = http
        chosen.headers.removeAll { $0.name.lowercased() == "sec-websocket-protocol" }
        let spoken = channels.name.isEmpty ? "channel.k8s.io" : channels.name
        chosen.headers.append(.init("Sec-WebSocket-Protocol", spoken))
        return ConnectionRequest(kind: kind, channels: channels, request: request, http: chosen)
    }

    /// Why there is no connection.
    enum Refusal: Error {
        case status(Status)
        case answer(HTTPResponse)

        init(_ failure: ExecFailure) {
            switch failure {
            case .refused(let status): self = .status(status)
            case .kubelet(let code, let text): self = .answer(.text(code, text + "\n"))
            }
        }

        func response(to http: HTTPRequest) -> HTTPResponse {
            switch self {
            case .status(let status): .failure(status, to: http)
            case .answer(let response): response
            }
        }
    }

    private static func options(_ query: RequestQuery, _ kind: Kind) -> Value {
        var options: Value = [
            "kind": kind == .exec ? "PodExecOptions" : "PodAttachOptions", "apiVersion": "v1",
            "container": .string(query["container"] ?? ""),
        ]
        for name in ["stdin", "stdout", "stderr", "tty"] where query.flag(name) == true {
            // A terminal has one output.
            if name == "stderr", query.flag("tty") == true { continue }
            options.set(true, at: name)
        }
        if kind == .exec {
            options.set(.array(query.items.filter { $0.name == "command" }.map { .string($0.value) }), at: "command")
        }
        return options
    }
}

/// What a container's streams carry behind an answer of 101.
public enum ContainerStreams: Sendable, Equatable {
    /// What a command wrote, and its end.
    case executed(ExecOutcome)
    /// The command could not be run after all.
    case failed(ExecFailure)
}

extension Gateway {
    /// The connection a request asks for, if it may have it; else the answer that says why not. `nil` if it asks for
    /// none.
    public static func connection(
        _ http: HTTPRequest, on world: @autoclosure () -> some HTTPWorld
    ) -> Result<ConnectionRequest, RefusedConnection>? {
        let parts = http.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        // Every request of the door is asked: most are told apart by their last letters.
        guard let last = parts.first, last.hasSuffix("/exec") || last.hasSuffix("/attach") else { return nil }
        let world = world()
        guard let path = try? RequestPath(parts.first ?? "", served: world.served) else { return nil }
        do throws(ConnectionRequest.Refusal) {
            let query = RequestQuery(parts.count > 1 ? String(parts[1]) : "")
            return try ConnectionRequest.read(http, path, query, on: world).map { .success($0) }
        } catch {
            return .failure(RefusedConnection(answer: error.response(to: http)))
        }
    }

    /// Runs the command of a connection: the line of the journal that stands for it.
    public static func exec(_ http: HTTPRequest, on world: inout some HTTPWorld) -> HTTPResponse {
        switch connection(http, on: world) {
        case nil: return .nothingThere
        case .failure(let refused): return refused.answer
        case .success(let connection):
            guard connection.kind == .exec else {
                return .failure(.badRequest("a stream needs a connection that stays open"), to: http)
            }
            var answer = HTTPResponse(
                101, headers: [.init("Sec-WebSocket-Protocol", connection.channels.name)])
            let input = connection.hasInput ? String(decoding: http.body, as: UTF8.self) : ""
            switch world.exec(connection.request, input: input) {
            case .success(let outcome): answer.streams = .executed(outcome)
            case .failure(let failure): answer.streams = .failed(failure)
            }
            return answer
        }
    }

    /// The log of the program that an attached client sees, from now on.
    public static func attach(_ connection: ConnectionRequest, on world: some HTTPWorld) throws(Status) -> LogStream {
        try LogStream(attached: connection.request, world)
    }
}

/// A connection that does not come about, and what the client is answered.
public struct RefusedConnection: Error, Sendable {
    /// The whole answer.
    public let answer: HTTPResponse
}
