public import Documents
public import KubeAPI
import OrderedMaps
public import Simulation

/// What a request came to.
public struct Handled: Sendable {
    public let result: APIResult
    /// The changes it made, in order; most requests make none or one.
    public let changes: [Change]
    /// `Warning` headers.
    public let warnings: [String]
    /// What each stage did, if that was asked for.
    public let stages: [Stage]

    /// Makes an answer.
    public init(result: APIResult, changes: [Change], warnings: [String], stages: [Stage]) {
        self.result = result
        self.changes = changes
        self.warnings = warnings
        self.stages = stages
    }
}

/// One stage of the request pipeline, before and after.
public struct Stage: Sendable {
    public let name: String
    public let before: Value
    public let after: Value
    /// What it found, in a few words (`user kubernetes-admin`, `2 tolerations added`).
    public let finding: String
}

/// The API server: the one door to the store.
///
/// A request passes: authenticate → impersonate → authorize → resolve → decode → default → mutate → validate →
/// precondition → commit. Upstream: staging/src/k8s.io/apiserver/pkg/endpoints/handlers and
/// pkg/registry/generic/registry/store.go.
public struct APIServer: Sendable {
    public internal(set) var store: Store
    public internal(set) var watches: WatchCache
    /// What is served now.
    public internal(set) var catalog = ResourceCatalog.builtIn
    /// The places of the definitions that were ever served and are still there.
    var customPlaces = OrderedMap<String, Int>()
    /// The place of the next custom resource in tables of resources.
    var nextCustomIndex = ResourceTable.firstCustomIndex
    var uids: Seed
    var suffixes: Seed
    /// The texts of creation times.
    var seconds = SecondText()
    /// Makes and checks the tokens of service accounts.
    public let tokens: ServiceAccountTokens
    var authorizer = Authorizer()

    public init(seed: Seed, changeLogWindow: Int) {
        store = Store(resources: ResourceTable.builtIn.count, window: changeLogWindow)
        watches = WatchCache(resources: ResourceTable.builtIn.count)
        uids = seed.child("uid")
        suffixes = seed.child("name-suffix")
        tokens = ServiceAccountTokens(seed: seed.child("tokens"))
    }

    /// Answers a request at one instant.
    public mutating func handle(_ request: APIRequest, at moment: Moment, showStages: Bool = false) -> Handled {
        let current: APIRequest
        do { current = try self.current(request) } catch {
            return Handled(result: .failure(error), changes: [], warnings: [], stages: [])
        }
        var pipeline = Pipeline(request: current, moment: moment, showStages: showStages)
        let result: APIResult
        do {
            result = ServedVersion.answer(try run(&pipeline), in: current.resource)
        } catch {
            result = .failure(error)
        }
        return Handled(
            result: result, changes: pipeline.changes, warnings: pipeline.warnings, stages: pipeline.stages)
    }

    private mutating func run(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        try pipeline.authenticate()
        try authorize(&pipeline)
        try pipeline.resolve()
        let request = pipeline.request
        if Connections.isMeant(by: request) { return try connect(request) }
        switch request.verb {
        case .get: return try get(request)
        case .list: return try list(request)
        case .watch: throw .badRequest("a watch is opened with subscribe")
        case .create: return try create(&pipeline)
        case .update, .patch: return try update(&pipeline)
        case .delete: return try delete(&pipeline)
        case .deleteCollection: return try deleteCollection(&pipeline)
        }
    }

    /// May the caller be whom he wants to be, and do what he asks for?
    mutating func authorize(_ pipeline: inout Pipeline) throws(Status) {
        let request = pipeline.request
        try checkImpersonation(request)
        try authorizer.check(request, store)
        guard pipeline.showStages else { return }
        let user = request.actingUser
        if let impersonation = request.caller?.impersonation {
            pipeline.note("impersonate", "\(request.user) acts as \(impersonation.user)")
        }
        let reason = Authorizer.decide(AccessAttributes(request, as: user), store).reason
        pipeline.note("authorize", reason.isEmpty ? "allowed: \(user.name)" : reason)
    }

    // MARK: reads

    /// The object a request names, or 404.
    func existing(_ request: APIRequest) throws(Status) -> APIObject {
        guard let object = store.object(request.resource, request.key) else {
            throw .notFound(request.resource.info.plural, group: request.resource.info.group, name: request.name)
        }
        return object
    }

    // MARK: watches

    /// Opens a watch after `revision`.
    ///
    /// - Returns: the subscription and the changes since then. 410 `Expired` if they are no longer kept.
    public mutating func subscribe(
        _ resource: Resource, scope: WatchScope = .all, after revision: Int64, owner: Int
    ) throws(Status) -> (subscription: Subscription, backlog: [Change]) {
        guard let missed = store.changes(after: revision, of: resource) else {
            throw Status(
                code: 410, reason: "Expired",
                message: "too old resource version: \(revision) (\(store.compacted + 1))")
        }
        let subscription = watches.subscribe(resource, scope: scope, owner: owner)
        return (subscription, missed.compactMap { WatchCache.filtered($0, scope) })
    }

    /// Ends a watch.
    public mutating func unsubscribe(_ id: Int) { watches.unsubscribe(id) }

    /// Forgets the changes up to `revision`, as the compactor does every five minutes.
    public mutating func compact(upTo revision: Int64) { store.compact(upTo: revision) }
}
