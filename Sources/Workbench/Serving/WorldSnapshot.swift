public import APIServing
public import ClusterSim
import Documents
public import HTTPAPI
public import KubeAPI
public import Kubectl
import Simulation

/// The world at one instant, for reads from outside: a value, so that a long answer holds nobody up.
public struct WorldSnapshot: HTTPWorld {
    /// The cluster as it was.
    public let cluster: Cluster
    /// The newest request for a resource that was answered here.
    private(set) var request: APIRequest?

    init(cluster: Cluster) { self.cluster = cluster }

    public mutating func understood(_ request: APIRequest) { self.request = request }

    /// Microseconds since 1970, virtual.
    public var now: Int64 { cluster.moment.date }
    /// What is stored.
    public var store: Store { cluster.server.store }
    /// What there is.
    public var served: ServedResources {
        ServedResources(cluster.served, isMeasured: MetricsAPI.isServed(in: cluster))
    }
    /// How much each measured pod uses; `nil` if there is no metrics API.
    public var podUsage: [PodUsage]? { MetricsAPI.podUsage(in: cluster) }

    public func read(_ request: APIRequest) -> APIResult { cluster.read(request) }

    /// The service account whose token this is: `system:serviceaccount:default:builder`; `nil` if it is none, is over,
    /// or the account is gone. Upstream: pkg/serviceaccount/claims.go, Validate.
    public func serviceAccount(ofToken token: String) -> String? {
        if let legacy = LegacyToken.contents(token) { return serviceAccount(of: token, legacy) }
        guard let claims = cluster.server.tokens.claims(of: token, at: cluster.moment),
            let user = claims["sub"]?.string, let account = UserInfo.serviceAccount(user),
            let object = store.object(.serviceAccounts, ObjectKey(account.namespace, account.name)),
            object.uid == claims.at("kubernetes.io", "serviceaccount", "uid")?.string
        else { return nil }
        return user
    }

    /// A token that is kept in a Secret is as good as what is in the Secret. Upstream: pkg/serviceaccount/legacy.go,
    /// Validate.
    private func serviceAccount(
        of token: String, _ contents: (secret: ObjectKey, account: String, uid: String)
    ) -> String? {
        let key = ObjectKey(contents.secret.namespace, contents.account)
        guard store.object(.serviceAccounts, key)?.uid == contents.uid,
            let secret = store.object(.secrets, contents.secret), !secret.meta.isTerminating,
            secret.at("data", "token")?.string == Base64.text(Array(token.utf8))
        else { return nil }
        return "system:serviceaccount:\(key.namespace):\(key.name)"
    }

    /// Nothing is written here: the session carries writes out.
    public mutating func write(_ request: APIRequest) -> (APIResult, warnings: [String]) {
        preconditionFailure("a write came to a snapshot: \(request.path)")
    }

    public func watch(_ request: APIRequest) throws(Status) -> (stream: WatchStream, events: [WatchEvent]) {
        try cluster.server.watch(request, at: cluster.moment)
    }

    public func logs(pod: ObjectKey, container: String, options: LogOptions) -> Result<[String], Status> {
        ContainerLogs.lines(of: container, in: pod, options, cluster)
    }

    /// Nothing runs here: the session carries commands out.
    public mutating func exec(_ request: APIRequest, input: String) -> Result<ExecOutcome, ExecFailure> {
        preconditionFailure("a command came to a snapshot: \(request.path)")
    }

    public func checkContainer(_ request: APIRequest) throws(ExecFailure) { try cluster.checkContainer(request) }

    public func checkPath(_ path: String, verb: String, user: UserInfo) throws(Status) {
        try cluster.server.checkPath(path, verb: verb, user: user)
    }

    public func checkAccess(
        _ verb: String, _ info: ResourceInfo, namespace: String, name: String, user: UserInfo
    ) throws(Status) {
        try cluster.server.checkAccess(verb, info, namespace: namespace, name: name, user: user)
    }

    public func actingUser(of http: HTTPRequest) throws(Status) -> UserInfo {
        try cluster.server.actingUser(http.user, as: http.impersonation)
    }

    public func metrics() -> [UInt8] { ClusterMetrics.text(of: cluster) }
}

/// The world of a session while it carries out a request from outside.
struct SessionWorld: HTTPWorld {
    var timeline: Timeline
    /// What stands in the journal: the span of the write carries it.
    let line: String

    private var snapshot: WorldSnapshot { WorldSnapshot(cluster: timeline.present) }

    init(_ timeline: Timeline, line: String) {
        self.timeline = timeline
        self.line = line
    }

    var now: Int64 { snapshot.now }
    var store: Store { snapshot.store }
    var served: ServedResources { snapshot.served }
    var podUsage: [PodUsage]? { snapshot.podUsage }

    func read(_ request: APIRequest) -> APIResult { snapshot.read(request) }
    func watch(_ request: APIRequest) throws(Status) -> (stream: WatchStream, events: [WatchEvent]) {
        try snapshot.watch(request)
    }
    func logs(pod: ObjectKey, container: String, options: LogOptions) -> Result<[String], Status> {
        snapshot.logs(pod: pod, container: container, options: options)
    }
    func checkContainer(_ request: APIRequest) throws(ExecFailure) { try snapshot.checkContainer(request) }
    func checkPath(_ path: String, verb: String, user: UserInfo) throws(Status) {
        try snapshot.checkPath(path, verb: verb, user: user)
    }
    func checkAccess(
        _ verb: String, _ info: ResourceInfo, namespace: String, name: String, user: UserInfo
    ) throws(Status) {
        try snapshot.checkAccess(verb, info, namespace: namespace, name: name, user: user)
    }
    func actingUser(of http: HTTPRequest) throws(Status) -> UserInfo { try snapshot.actingUser(of: http) }
    func metrics() -> [UInt8] { snapshot.metrics() }

    mutating func exec(_ request: APIRequest, input: String) -> Result<ExecOutcome, ExecFailure> {
        timeline.exec(request, input: input, line: line)
    }

    mutating func write(_ request: APIRequest) -> (APIResult, warnings: [String]) {
        do {
            guard case .answered(let result) = try timeline.apply(.request(request, text: line)) else {
                preconditionFailure("a request without an answer: \(line)")
            }
            return (result, timeline.present.newestWarnings)
        } catch {
            return (.failure(.badRequest(error.message.english)), [])
        }
    }
}

extension Timeline {
    /// Runs a command in a container, as one command of the journal.
    mutating func exec(
        _ request: APIRequest, input: String, line: String
    ) -> Result<ExecOutcome, ExecFailure> {
        do {
            guard case .executed(let result) = try apply(.exec(request, input: input, text: line)) else {
                preconditionFailure("a command without an outcome: \(line)")
            }
            return result
        } catch {
            return .failure(.refused(.badRequest(error.message.english)))
        }
    }
}
