public import APIServing
import ControllerKit
import Documents
public import KubeAPI
public import Simulation

extension Cluster {
    /// A request reaches the API server: it is answered at this instant, watchers are told, the answer goes back.
    mutating func arrive(_ flight: RequestInFlight) {
        let facts = directory[flight.address.process]
        if facts.epoch != flight.address.epoch && flight.sentAt >= facts.crashedAt { return }
        let component = facts.componentNames[flight.address.component]
        let source = RequestSource(process: facts.name, component: component)
        let (result, cause) = answer(flight.request, source, causes: flight.causes, sync: flight.sync)
        let hop = latency(flight.request.verb.isRead ? profile.readHop : profile.writeHop)
        queue.push(
            .answer(flight.address, ticket: flight.ticket, result, cause: cause),
            on: Channels.answers(flight.address), due: now + hop)
    }

    /// Where a request comes from.
    struct RequestSource {
        let process: String
        let component: String
    }

    /// Answers a request and tells watchers; the span of the request is the cause of all that follows.
    mutating func answer(
        _ request: APIRequest, _ source: RequestSource, causes: [SpanID], sync: SpanID = .none
    ) -> (APIResult, SpanID) {
        var handled: Handled
        if let failure = faults.failure(of: request, component: source.component, in: server) {
            handled = Handled(result: .failure(failure), changes: [], warnings: [], stages: [])
        } else {
            handled = server.handle(request, at: moment)
        }
        let span = trace.append(
            .request(
                RequestSpan(
                    process: source.process, component: source.component, request: request, result: handled.result,
                    changes: handled.changes, revision: server.store.revision, sync: sync,
                    warnings: handled.warnings)),
            at: now, causes: causes)
        if checker != nil {
            let store = server.store
            checker?.carriedOut(request, handled.changes, isOfPerson: source.component.isEmpty) { store.object($0, $1) }
        }
        // The writes of an eviction, and those that delete many, follow one another; watchers learn of them as they
        // come.
        let isSeveral = request.subresource == "eviction" || request.verb == .deleteCollection
        var pause = SimDuration.zero
        for change in handled.changes {
            if change.object.resource == .customResourceDefinitions { announceDiscovery() }
            tellWatchers(of: change, cause: span, after: pause)
            if isSeveral { pause = pause + latency(profile.writeHop) }
            // Each of many is deleted as if by a request of its own: there and back.
            if request.verb == .deleteCollection { pause = pause + latency(profile.writeHop) }
        }
        return (handled.result, span)
    }

    /// Puts a change on the stream of each watcher.
    mutating func tellWatchers(of change: Change, cause: SpanID, after pause: SimDuration = .zero) {
        if Settling.counts(change) { lastCountedWrite = now }
        if change.object.resource == .events { scheduleExpiry() }
        checker?.committed(change)
        var told: [(Subscription, Change)] = []
        server.watches.forEachWatcher(of: change) { told.append(($0, $1)) }
        for (subscription, seen) in told {
            let epoch = directory[subscription.owner].epoch
            queue.push(
                .watch(
                    process: subscription.owner, epoch: epoch, subscription: subscription.id, seen, cause: cause),
                on: Channels.watch(subscription.owner, change.object.resource),
                due: now + pause + latency(profile.watchHop))
        }
    }

    /// A request from outside (a person's kubectl): executed at once, as one event.
    public mutating func submit(_ request: APIRequest, causes: [SpanID]) -> APIResult {
        eventCount += 1
        let (result, _) = answer(request, RequestSource(process: "kubectl", component: ""), causes: causes)
        let revision = revision
        checker?.afterEvent(revision: revision)
        return result
    }

    /// What the server warned of in its newest answer.
    public var newestWarnings: [String] {
        var warnings: [String] = []
        trace.forEachBackward(from: trace.nextID) { span in
            guard case .request(let request) = span.body else { return true }
            warnings = request.warnings
            return false
        }
        return warnings
    }

    /// A read from outside: it is no event and leaves no trace.
    public func read(_ request: APIRequest) -> APIResult {
        var server = server
        return server.handle(request, at: moment).result
    }

    /// What each stage of the pipeline would do with `request` at this moment.
    public func stages(of request: APIRequest) -> Handled {
        var server = server
        return server.handle(request, at: moment, showStages: true)
    }

    /// Notes that somebody gave a command; the span is the cause of what it does.
    public mutating func note(input: String) -> SpanID {
        trace.append(.input(input), at: now, causes: [])
    }
}

/// Which writes `settle` waits for: all but events, leases and the heartbeats of kubelets.
enum Settling {
    static func counts(_ change: Change) -> Bool {
        switch change.object.resource {
        case .events, .leases: return false
        case .nodes:
            guard let old = change.old, change.kind == .modified else { return true }
            return !isHeartbeat(old, change.object)
        default: return true
        }
    }

    /// Only `lastHeartbeatTime`s of the conditions differ.
    private static func isHeartbeat(_ old: APIObject, _ new: APIObject) -> Bool {
        func stripped(_ node: APIObject) -> APIObject {
            var value = node.value
            value.update(at: "status", "conditions") { conditions in
                guard case .array(let elements) = conditions else { return }
                conditions = .array(
                    elements.map { given -> Value in
                        var condition = given
                        condition.set(nil, at: "lastHeartbeatTime")
                        return condition
                    })
            }
            return APIObject(value, .nodes)
        }
        return stripped(old).value == stripped(new).value
    }
}
