import APIServing
import ClusterSim
import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
import Simulation

/// Objects that tests ask for.
enum Make {
    static func pod(_ name: String, app: String = "web", node: String = "") -> Value {
        var pod: Value = [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": ["name": .string(name), "namespace": "default", "labels": ["app": .string(app)]],
            "spec": ["containers": [["name": "main", "image": "main:1"]]]
        ]
        if !node.isEmpty { pod.set(.string(node), at: "spec", "nodeName") }
        return pod
    }

    static func set(_ name: String, replicas: Int, app: String = "web") -> Value {
        [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": ["name": .string(name), "namespace": "default"],
            "spec": [
                "replicas": .int(Int64(replicas)), "selector": ["matchLabels": ["app": .string(app)]],
                "template": [
                    "metadata": ["labels": ["app": .string(app)]],
                    "spec": ["containers": [["name": "main", "image": "main:1"]]]
                ]
            ]
        ]
    }

    static func map(_ name: String, _ data: Value = ["k": "v"], finalizers: [String] = []) -> Value {
        var map: Value = [
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": ["name": .string(name), "namespace": "default"], "data": data
        ]
        if !finalizers.isEmpty {
            map.set(.array(finalizers.map { .string($0) }), at: "metadata", "finalizers")
        }
        return map
    }

    static func key(_ name: String) -> ObjectKey { ObjectKey("default", name) }

    static func scale(_ set: String, to replicas: Int) -> APIRequest {
        .patch(.merge, .replicaSets, key(set), ["spec": ["replicas": .int(Int64(replicas))]])
    }
}

extension Cluster {
    /// A cluster with checkers on.
    static func checked(
        nodes: Int = 3, seed: UInt64 = 1, _ change: (inout ClusterOptions) -> Void = { _ in }
    ) -> Cluster {
        var options = ClusterOptions()
        options.nodes = nodes
        options.seed = seed
        options.checks = true
        change(&options)
        return Cluster(options)
    }

    /// The admin asks.
    @discardableResult
    mutating func ask(_ request: APIRequest) -> APIResult {
        var request = request
        request.user = "kubernetes-admin"
        return submit(request, causes: [])
    }

    @discardableResult
    mutating func create(_ object: Value, _ resource: Resource) -> APIResult { ask(.create(object, resource)) }

    mutating func inject(_ fault: Fault) throws { try apply(.fault(fault, text: "fault")) }

    func object(_ resource: Resource, _ name: String) -> APIObject? {
        server.store.object(resource, resource.info.isNamespaced ? Make.key(name) : ObjectKey("", name))
    }

    var pods: [APIObject] { server.store.list(.pods, namespace: "default") }
    var activePods: [APIObject] { pods.filter { $0.pod?.isActive == true } }

    /// Steps until `met` or `limit` of virtual time has passed.
    @discardableResult
    mutating func step(within limit: SimDuration = .minutes(10), until met: (Cluster) -> Bool) -> Bool {
        let end = now + limit
        while !met(self) {
            guard let due = nextDue, due <= end, step() else { return false }
        }
        return true
    }

    /// The answered requests of the whole trace.
    var requests: [(time: SimTime, record: RequestSpan)] {
        spans(from: trace.firstKept).compactMap { span in
            if case .request(let record) = span.body { (span.time, record) } else { nil }
        }
    }

    /// How many pods were ever made by the ReplicaSet controller.
    var podsMade: Int {
        requests.filter {
            $0.record.component == "replicaset-controller" && $0.record.request.verb == .create
                && $0.record.request.resource == .pods && $0.record.result.code == 201
        }.count
    }

    /// What processes went through: `kube-scheduler became leader`.
    var processLines: [(time: SimTime, text: String)] {
        spans(from: trace.firstKept).compactMap { span in
            if case .process(let record) = span.body { (span.time, "\(record.process) \(record.text)") } else { nil }
        }
    }

    /// Everything that can be seen of a run, as text: trace, store, queue.
    var fingerprint: [String] {
        var out = spans(from: trace.firstKept).map(Fingerprint.text)
        for info in ResourceTable.builtIn {
            for (key, row) in server.store.table(info.resource) {
                out.append(
                    "\(info.plural) \(key) \(row.createRevision) \(row.version) \(row.modRevision) "
                        + "\(JSONWriter.text(row.object.value))"
                )
            }
        }
        out += queueLines(limit: 10_000).map { "\($0.due) \($0.who) \($0.what)" }
        out.append("\(now) \(revision) \(eventCount)")
        return out
    }
}

/// A custom resource is an address, and another one in each cluster: runs are told by its name.
extension Resource: CustomStringConvertible {
    public var description: String { info.qualified }
}

/// Spans as text, whole.
enum Fingerprint {
    static func text(_ span: Span<Happening>) -> String { "\(span.id) \(span.time) \(span.causes) \(text(span.body))" }

    private static func text(_ change: Change) -> String {
        "\(change.kind.rawValue) \(change.revision) \(JSONWriter.text(change.object.published))"
    }

    private static func text(_ happening: Happening) -> String {
        switch happening {
        case .request(let record):
            let answer =
                record.result.object.map { JSONWriter.text($0.published) } ?? record.result.failure?.message ?? ""
            return
                "\(record.process) \(record.component) \(record.request.user) \(record.request.verb.method) "
                    + "\(record.request.path) \(JSONWriter.text(record.request.body)) → "
                    + "\(record.result.code) \(answer) \(record.changes.map(text))"
        case .delivery(let record): return "\(record.process) \(text(record.change))"
        case .scheduled(let record): return "\(record.pod) → \(record.node ?? record.failure) \(record.best)"
        case .syncStarted(let record): return "\(record.component) takes \(record.key)"
        case .syncEnded(let record):
            return "\(record.component) \(record.key) \(record.findings) \(record.requests) \(record.outcome)"
        case .kubelet(let record): return "\(record.node) \(String(describing: record.pod)) \(record.action)"
        case .process(let record): return "\(record.process) \(record.text)"
        case .turned(let record): return "\(record)"
        case .input(let text): return "input \(text)"
        }
    }
}
