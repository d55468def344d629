import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation

/// An object of a test: what it is called, and whom it names as its owners.
struct Thing {
    let apiVersion: String
    let kind: String
    let namespace: String
    let name: String
    let uid: String
    var blocks = false

    static func pod(_ namespace: String, _ name: String) -> Thing {
        Thing(apiVersion: "v1", kind: "Pod", namespace: namespace, name: name, uid: "uid-\(name)")
    }

    static let node = Thing(apiVersion: "v1", kind: "Node", namespace: "", name: "n", uid: "uid-n")

    var reference: Value {
        var out: Value = [
            "apiVersion": .string(apiVersion), "kind": .string(kind), "name": .string(name), "uid": .string(uid),
        ]
        if blocks { out.set(true, at: "blockOwnerDeletion") }
        return out
    }

    /// A reference that holds up the deletion of this thing.
    var blocking: Thing {
        var out = self
        out.blocks = true
        return out
    }

    func object(
        _ owners: [Thing], revision: Int64, deleting: Bool = false, finalizers: [String] = []
    ) -> APIObject {
        var metadata: Value = ["name": .string(name), "uid": .string(uid)]
        if !namespace.isEmpty { metadata.set(.string(namespace), at: "namespace") }
        if !owners.isEmpty { metadata.set(.array(owners.map(\.reference)), at: "ownerReferences") }
        if deleting { metadata.set("2026-01-01T00:00:00Z", at: "deletionTimestamp") }
        if !finalizers.isEmpty { metadata.set(.array(finalizers.map { .string($0) }), at: "finalizers") }
        guard let info = ResourceTable.find(apiVersion: apiVersion, kind: kind) else {
            preconditionFailure("no kind \(kind)")
        }
        let value: Value = [
            "apiVersion": .string(apiVersion), "kind": .string(kind), "metadata": metadata,
        ]
        return APIObject(value, info.resource, revision: revision)
    }
}

/// The garbage collector alone: what the API server holds and what the watches tell are two things.
struct CollectorDesk {
    var rig = Rig(GarbageCollectorController(), server: .none)
    /// What the API server holds, by path.
    private var live: [String: APIObject] = [:]
    private var revision: Int64 = 1000
    private var read = 0
    /// Answers before those of the server: by request, how often.
    var refusing: (APIRequest) -> Status? = { _ in nil }

    /// Deleted objects stay: something else holds them.
    var holdsDeleted = false

    init() { rig.started() }

    var graph: OwnerGraph {
        (rig.component as? GarbageCollectorController ?? GarbageCollectorController()).graph
    }

    /// `Pod ns1/a`, `Node n (virtual)`, …: the nodes of the graph.
    var nodes: [String] {
        graph.all.map { node in
            let place = node.identity.namespace.isEmpty ? "" : node.identity.namespace + "/"
            return "\(node.identity.kind) \(place)\(node.identity.name)\(node.isVirtual ? " (virtual)" : "")"
        }.sorted()
    }

    /// What is known to be absent, the least recently used first.
    var absent: [String] {
        graph.absent.all.map { "\($0.kind) \($0.namespace.isEmpty ? "" : $0.namespace + "/")\($0.name)" }
    }

    /// The API server holds `thing`; no watch tells of it.
    @discardableResult
    mutating func exists(
        _ thing: Thing, owners: [Thing] = [], deleting: Bool = false, finalizers: [String] = []
    ) -> APIObject {
        revision += 1
        let object = thing.object(owners, revision: revision, deleting: deleting, finalizers: finalizers)
        live[APIRequest.get(object.resource, object.key).path] = object
        return object
    }

    /// A watch tells of `thing`, as it is or once was.
    mutating func seen(
        _ thing: Thing, owners: [Thing] = [], deleting: Bool = false, finalizers: [String] = []
    ) {
        revision += 1
        rig.deliver(thing.object(owners, revision: revision, deleting: deleting, finalizers: finalizers))
    }

    /// It exists and a watch tells of it.
    mutating func made(
        _ thing: Thing, owners: [Thing] = [], deleting: Bool = false, finalizers: [String] = []
    ) {
        rig.deliver(exists(thing, owners: owners, deleting: deleting, finalizers: finalizers))
    }

    /// The API server holds it no longer; no watch tells of it.
    mutating func vanishes(_ thing: Thing) {
        let object = thing.object([], revision: 0)
        live[APIRequest.get(object.resource, object.key).path] = nil
    }

    /// A watch tells that it is gone.
    mutating func seenGone(_ thing: Thing) {
        let object = thing.object([], revision: 0)
        rig.remove(object.resource, object.key)
    }

    /// Lets the collector work for 3 ms, less than the first back-off.
    ///
    /// - Returns: its requests, as `GET /api/v1/nodes/n`.
    @discardableResult
    mutating func work(for duration: SimDuration = .milliseconds(3)) -> [String] {
        let end = rig.now + duration
        while rig.now < end {
            rig.run(for: .microseconds(100))
            let held = live
            let refusing = refusing
            var gone: [String] = []
            rig.answerOpen { request in
                if let status = refusing(request) { return .failure(status) }
                if request.verb == .delete { gone.append(request.path) }
                return CollectorDesk.answer(request, held[request.path])
            }
            if !holdsDeleted { for path in gone { live[path] = nil } }
        }
        defer { read = rig.sent.count }
        return rig.sent[read...].map { "\($0.verb.method) \($0.path)" }
    }

    private static func answer(_ request: APIRequest, _ object: APIObject?) -> APIResult {
        let info = request.resource.info
        guard let object else {
            return .failure(.notFound(info.plural, group: info.group, name: request.name))
        }
        return .object(object, code: 200)
    }

    /// The bodies of the patches sent so far.
    var patches: [Value] {
        rig.sent.compactMap { request in
            if case .patch = request.verb { request.body } else { nil }
        }
    }

    /// The syncs that wait for their back-off: why.
    var failures: [String] {
        rig.syncs.compactMap { record in
            if case .failed(let reason, _, _) = record.outcome { reason } else { nil }
        }
    }
}
