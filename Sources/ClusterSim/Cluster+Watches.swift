import APIServing
import ControllerKit
import KubeAPI
import OrderedMaps
import Simulation

extension Cluster {
    /// After a broken watch the reflector tries again so much later.
    /// Upstream: client-go tools/cache/reflector.go (800 ms doubling to 30 s, with jitter).
    static let watchBackoff = SimDuration.milliseconds(800)

    /// Starts the reflectors of a process (a leader that won its lease, a kubelet at once).
    mutating func startInformers(of id: Int) {
        if directory[id].role.asksDiscovery { discover(id, directory[id].epoch) }
        let resources = processes[id]?.reflectors.map(\.resource) ?? []
        let epoch = directory[id].epoch
        for resource in resources {
            queue.push(
                .reflect(process: id, epoch: epoch, resource), on: Channels.watch(id, resource),
                due: now + latency(profile.readHop))
        }
        if resources.isEmpty { startComponents(of: id) }
    }

    /// The API server's side of list and watch: the list and the subscription are of one revision.
    mutating func listAndWatch(_ id: Int, _ epoch: Int, _ resource: Resource) {
        guard directory[id].isCurrent(epoch), let process = processes[id],
            let reflector = process.reflectors.first(where: { $0.resource == resource })
        else { return }
        server.unsubscribe(reflector.subscription)
        let cache = process.caches[resource]
        let since = cache?.revision ?? 0
        if let cache, cache.hasSynced, !reflector.mustRelist,
            let opened = try? server.subscribe(resource, scope: reflector.scope, after: since, owner: id)
        {
            let watch = OpenedWatch(resource, user: process.user, scope: reflector.scope, after: since)
            resume(id, watch, opened.subscription.id, opened.backlog)
            return
        }
        let revision = server.store.revision
        guard let opened = try? server.subscribe(resource, scope: reflector.scope, after: revision, owner: id)
        else { preconditionFailure("a watch from the present revision \(revision) was refused") }
        var objects = server.store.list(resource, namespace: "")
        if reflector.scope != .all { objects = objects.filter(reflector.scope.includes) }
        let changes = Cluster.replacing(cache, by: objects, at: revision)
        let relists = cache?.hasSynced == true
        let span = trace.append(
            .process(
                ProcessSpan(
                    process: process.name,
                    text:
                        "\(relists ? "watch too old (410): relists" : "lists") \(resource.info.plural) at "
                            + "revision \(revision): \(objects.count) objects",
                    watch: OpenedWatch(
                        resource, user: process.user, scope: reflector.scope, after: nil))),
            at: now, causes: [])
        processes.update(id) { process in
            process.setSubscription(opened.subscription.id, resource)
        }
        queue.push(
            .listed(
                process: id, epoch: epoch, resource, subscription: opened.subscription.id, changes,
                revision: revision, cause: span), on: Channels.watch(id, resource), due: now + latency(profile.readHop))
    }

    /// A watch that is taken up again where it broke: the missed changes follow.
    private mutating func resume(_ id: Int, _ watch: OpenedWatch, _ subscription: Int, _ backlog: [Change]) {
        let resource = watch.resource
        let span = trace.append(
            .process(
                ProcessSpan(
                    process: directory[id].name,
                    text: "watches \(resource.info.plural) again: \(backlog.count) changes were missed", watch: watch)),
            at: now, causes: [])
        processes.update(id) { $0.setSubscription(subscription, resource) }
        for change in backlog {
            queue.push(
                .watch(process: id, epoch: directory[id].epoch, subscription: subscription, change, cause: span),
                on: Channels.watch(id, resource), due: now + latency(profile.watchHop))
        }
    }

    /// How a cache must change to hold exactly `objects`; what is not in the list is deleted (a tombstone).
    ///
    /// Upstream: client-go tools/cache/delta_fifo.go, Replace.
    static func replacing(_ cache: InformerCache?, by objects: [APIObject], at revision: Int64) -> [Change] {
        var changes: [Change] = []
        var listed = OrderedMap<ObjectKey, Bool>()
        for object in objects {
            listed[object.key] = true
            let known = cache?.objects[object.key]
            if let known, known.revision == object.revision { continue }
            changes.append(
                Change(
                    revision: object.revision, kind: known == nil ? .added : .modified, object: object, old: known))
        }
        guard let cache else { return changes }
        for (key, object) in cache.objects where listed[key] == nil {
            changes.append(Change(revision: revision, kind: .deleted, object: object, old: object))
        }
        return changes
    }

    /// The list has come: the cache is filled; once all caches are, the process begins to work. A list whose
    /// watch has broken meanwhile is dropped: another one is on its way.
    mutating func takeList(
        _ id: Int, _ epoch: Int, _ resource: Resource, _ subscription: Int, _ changes: [Change], _ revision: Int64,
        _ cause: SpanID
    ) {
        guard directory[id].isCurrent(epoch),
            processes[id]?.reflectors.contains(where: { $0.subscription == subscription }) == true
        else { return }
        for change in changes { move(id, change, cause: cause) }
        var isReady = false
        processes.update(id) { process in
            process.caches.markSynced(resource, at: revision)
            process.clearRelist(resource)
            isReady = !process.hasStarted && process.caches.areSynced
        }
        if isReady { startComponents(of: id) }
    }

    /// A change reaches a process: at once, or later if the process is made to lag.
    mutating func deliver(_ change: Change, to id: Int, epoch: Int, subscription: Int, cause: SpanID) {
        guard directory[id].isCurrent(epoch) else { return }
        var ripe: [(change: Change, cause: SpanID)] = []
        processes.update(id) { process in
            ripe = process.receive((change, cause), subscription)
        }
        for (change, cause) in ripe { moveAlongStream(id, change, cause: cause) }
    }

    /// Moves a cache forward by a change that a watch told; the checkers look at it first.
    mutating func moveAlongStream(_ id: Int, _ change: Change, cause: SpanID) {
        if checker != nil, let process = processes[id], let cache = process.caches[change.object.resource] {
            let reflector = process.reflectors.first { $0.resource == change.object.resource }
            checker?.delivered(
                change, to: process.name, scope: reflector?.scope ?? .all,
                cache: WatchedCache(revision: cache.revision, held: cache.objects[change.object.key]))
        }
        move(id, change, cause: cause)
    }

    /// Moves a cache forward by one change and tells the components of the process.
    mutating func move(_ id: Int, _ change: Change, cause: SpanID) {
        let span = trace.append(
            .delivery(DeliverySpan(process: directory[id].name, change: change)), at: now, causes: [cause])
        let woken = tell(change, cause: span, to: id)
        if woken.isEmpty { return }
        trace.complete(span) { body in
            guard case .delivery(var delivery) = body else { return }
            delivery.woken = woken
            body = .delivery(delivery)
        }
    }

    /// All caches are filled: the components start.
    private mutating func startComponents(of id: Int) {
        processes.update(id) { $0.hasStarted = true }
        let facts = directory[id]
        for index in facts.workers {
            dispatch(.started, to: Address(process: id, component: index, epoch: facts.epoch))
        }
    }
}

extension SimProcess {
    mutating func setSubscription(_ id: Int, _ resource: Resource) {
        for index in reflectors.indices where reflectors[index].resource == resource {
            reflectors[index].subscription = id
        }
    }

    mutating func clearRelist(_ resource: Resource) {
        for index in reflectors.indices where reflectors[index].resource == resource {
            reflectors[index].mustRelist = false
        }
    }

    /// Takes a change off the stream `subscription`; gives what is to be told now: nothing if the stream is
    /// an old one, older changes if the process is made to lag.
    mutating func receive(
        _ entry: (change: Change, cause: SpanID), _ subscription: Int
    ) -> [(change: Change, cause: SpanID)] {
        let resource = entry.change.object.resource
        guard let index = reflectors.firstIndex(where: { $0.resource == resource }),
            reflectors[index].subscription == subscription
        else { return [] }
        if reflectors[index].lag == 0 && reflectors[index].held.isEmpty { return [entry] }
        reflectors[index].held.append(entry)
        return release(index)
    }

    /// What is held longer than the lag asks for.
    mutating func release(_ index: Int) -> [(change: Change, cause: SpanID)] {
        let count = max(0, reflectors[index].held.count - reflectors[index].lag)
        let ripe = Array(reflectors[index].held.prefix(count))
        reflectors[index].held.removeFirst(count)
        return ripe
    }
}
