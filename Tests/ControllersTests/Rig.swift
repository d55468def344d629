import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation

/// One component with caches, a clock and the requests it has sent: objects in, writes out.
struct Rig {
    /// What becomes of requests.
    enum Server {
        /// They stay open until the test answers them.
        case none
        /// Writes are taken in and the caches see them at once.
        case obedient
        /// As `obedient`, but the caches see nothing.
        case unseen
    }

    static let start: Int64 = 1_767_225_600_000_000  // 2026-01-01T00:00:00Z

    var component: any Component
    var caches = InformerCaches(ControllerRegistry.caches)
    var profile = Profile.unlimited
    var trace = TraceLog<Happening>(window: 100_000)
    var now = SimTime.zero
    var server: Server
    /// Answers that come before the server's, for requests that match.
    var failing: (APIRequest) -> Status? = { _ in nil }
    var open: [Outgoing] = []
    /// Every request, oldest first.
    var sent: [APIRequest] = []
    var events: [RecordedEvent] = []
    private var live: [String: APIObject] = [:]
    private var timers: [(due: SimTime, number: Int, tag: TimerTag)] = []
    private var revision: Int64 = 100
    private var number = 0

    init(_ component: any Component, server: Server = .obedient) {
        self.component = component
        self.server = server
    }

    var moment: Moment { Moment(time: now, start: Rig.start) }

    // MARK: in

    /// An object comes or changes, and the component's process is told.
    mutating func put(_ value: Value, _ resource: Resource) {
        let object = store(value, resource)
        deliver(object)
    }

    @discardableResult
    mutating func store(_ value: Value, _ resource: Resource) -> APIObject {
        revision += 1
        let object = APIObject(value, resource, revision: revision)
        live[name(resource, object.key)] = object
        return object
    }

    mutating func deliver(_ object: APIObject) {
        let old = caches.object(object.resource, object.key)
        let change = Change(
            revision: object.revision, kind: old == nil ? .added : .modified, object: object, old: old)
        caches.apply(change)
        tell(.delta(change, cause: .none))
    }

    mutating func remove(_ resource: Resource, _ key: ObjectKey) {
        live[name(resource, key)] = nil
        guard let old = caches.object(resource, key) else { return }
        revision += 1
        let change = Change(
            revision: revision, kind: .deleted, object: APIObject(old.value, resource, revision: revision), old: old)
        caches.apply(change)
        tell(.delta(change, cause: .none))
    }

    mutating func started() { tell(.started) }

    mutating func tell(_ input: ComponentInput) {
        var outlet = Outlet(
            moment: moment, profile: profile, caches: caches, seed: Seed(1), trace: trace,
            newestRevisions: Array(repeating: revision, count: ResourceTable.builtIn.count))
        component.handle(input, &outlet)
        trace = outlet.trace
        events += outlet.output.events
        for (due, tag) in outlet.output.timers {
            number += 1
            timers.append((due, number, tag))
        }
        open += outlet.output.requests
        sent += outlet.output.requests.map(\.request)
        if server == .none { return }
        while !open.isEmpty {
            let outgoing = open.removeFirst()
            tell(.answer(ticket: outgoing.ticket, answer(outgoing.request), cause: .none))
        }
    }

    // MARK: the clock

    /// Lets time pass, with all timers that fall due.
    mutating func run(until end: SimTime) {
        while let next = timers.indices.min(by: {
            (timers[$0].due, timers[$0].number) < (timers[$1].due, timers[$1].number)
        }), timers[next].due <= end {
            let timer = timers.remove(at: next)
            now = max(now, timer.due)
            tell(.timer(timer.tag))
        }
        now = end
    }

    mutating func run(for duration: SimDuration) { run(until: now + duration) }

    // MARK: answers

    /// Answers all open requests by hand, in their order.
    mutating func answerOpen(_ body: (APIRequest) -> APIResult) {
        let asked = open
        open = []
        for outgoing in asked {
            tell(.answer(ticket: outgoing.ticket, body(outgoing.request), cause: .none))
        }
    }

    private func name(_ resource: Resource, _ key: ObjectKey) -> String { "\(resource.index) \(key)" }

    mutating func answer(_ request: APIRequest) -> APIResult {
        if let status = failing(request) { return .failure(status) }
        let info = request.resource.info
        var key = request.key
        if request.verb == .create, key.name.isEmpty {
            number += 1
            let prefix = request.body.at("metadata", "generateName")?.string ?? ""
            key = ObjectKey(key.namespace, "\(prefix)\(number)")
        }
        let known = live[name(request.resource, key)]
        if known == nil && request.verb != .create {
            return .failure(.notFound(info.plural, group: info.group, name: key.name))
        }
        if request.subresource == "scale", let known { return scale(request, known) }
        switch request.verb {
        case .create:
            var value = request.body
            value.set(.string(key.name), at: "metadata", "name")
            value.set(.string("uid-\(key.name)"), at: "metadata", "uid")
            return took(value, request.resource, code: 201)
        case .update:
            var value = request.body
            value.set(nil, at: "metadata", "resourceVersion")
            if value.at("metadata", "uid") == nil, let known { value.set(.string(known.uid), at: "metadata", "uid") }
            return took(value, request.resource)
        case .patch(let type):
            let before = known?.value ?? .null
            let isStrategic = type == .strategic
            let rules = SchemaPatchRules(.builtIn)
            let merged = try? StrategicPatch.apply(request.body, to: before, type: info.schemaType ?? "", schema: rules)
            var value = isStrategic ? merged ?? before : MergePatch.apply(request.body, to: before)
            value.set(nil, at: "metadata", "resourceVersion")
            return took(value, request.resource)
        case .delete:
            live[name(request.resource, key)] = nil
            return .document(["status": "Success"], code: 200)
        default: return known.map { .object($0, code: 200) } ?? .list([], revision: revision)
        }
    }

    /// A scale is read and written as one number.
    private mutating func scale(_ request: APIRequest, _ known: APIObject) -> APIResult {
        var object = known
        if request.verb == .update {
            var value = known.value
            value.set(request.body.at("spec", "replicas"), at: "spec", "replicas")
            guard case .object(let changed, _) = took(value, known.resource) else { return .list([], revision: 0) }
            object = changed
        }
        let replicas = object.at("spec", "replicas") ?? 0
        let labels = object.at("spec", "selector", "matchLabels")?.stringMap ?? []
        return .document(
            [
                "metadata": [
                    "name": .string(object.name), "namespace": .string(object.namespace),
                    "uid": .string(object.uid),
                ],
                "spec": ["replicas": replicas],
                "status": [
                    "replicas": replicas,
                    "selector": .string(labels.map { "\($0.key)=\($0.value)" }.joined(separator: ",")),
                ],
            ], code: 200)
    }

    private mutating func took(_ value: Value, _ resource: Resource, code: Int = 200) -> APIResult {
        let object = store(value, resource)
        if server == .obedient { deliver(object) }
        return .object(object, code: code)
    }

    // MARK: out

    /// `PATCH nodes/node-1`, …: the writes so far, reads left out.
    var writes: [String] { sent.filter { !$0.verb.isRead }.map(Rig.word) }
    /// All requests so far.
    var requests: [String] { sent.map(Rig.word) }
    /// `Normal NodeNotReady node-1: …`
    var eventTexts: [String] {
        events.map { "\($0.type) \($0.reason) \($0.regarding.key): \($0.message)" }
    }

    static func word(_ request: APIRequest) -> String {
        let sub = request.subresource.isEmpty ? "" : "/" + request.subresource
        let name = request.name.isEmpty ? "" : "/" + request.name
        return "\(request.verb.method) \(request.resource.info.plural)\(name)\(sub)"
    }

    /// `node.kubernetes.io/unreachable:NoExecute`, …
    func taints(of node: String) -> [String] {
        (live["1 \(node)"].map(Taint.all) ?? []).map { "\($0.key):\($0.effect)" }
    }

    func stored(_ resource: Resource, _ key: ObjectKey) -> APIObject? { live[name(resource, key)] }

    /// The ended syncs, oldest first.
    var syncs: [SyncRecord] {
        var out: [SyncRecord] = []
        trace.forEach(from: SpanID(1)) { span in
            if case .syncEnded(let record) = span.body { out.append(record) }
            return true
        }
        return out
    }
}

/// Literal objects.
enum Make {
    static func node(
        _ name: String, ready: String? = "True", heartbeat: Int64 = 0, conditions: [Value] = [],
        taints: [Value] = [], labels: Value = [:], unschedulable: Bool = false
    ) -> Value {
        var all = conditions
        if let ready {
            all.append([
                "type": "Ready", "status": .string(ready), "reason": "KubeletReady", "message": "kubelet says so",
                "lastHeartbeatTime": .string(Timestamps.seconds(Rig.start + heartbeat * 1_000_000)),
                "lastTransitionTime": "2026-01-01T00:00:00Z",
            ])
        }
        var value: Value = [
            "apiVersion": "v1", "kind": "Node",
            "metadata": [
                "name": .string(name), "uid": .string("uid-\(name)"), "labels": labels,
                "creationTimestamp": "2026-01-01T00:00:00Z",
            ],
            "status": ["conditions": .array(all)],
        ]
        if !taints.isEmpty { value.set(.array(taints), at: "spec", "taints") }
        if unschedulable { value.set(true, at: "spec", "unschedulable") }
        return value
    }

    static func lease(_ node: String, second: Int64) -> Value {
        [
            "metadata": ["name": .string(node), "namespace": "kube-node-lease"],
            "spec": ["renewTime": .string(Timestamps.micros(Rig.start + second * 1_000_000))],
        ]
    }

    static func taint(_ key: String, _ effect: String, value: String = "") -> Value {
        Taint(key, value: value, effect: effect).document
    }

    static func pod(
        _ name: String, on node: String = "", ready: String = "True", tolerations: [Value] = [],
        labels: Value = [:], owner: Value? = nil, created: Int64 = 0
    ) -> Value {
        var value: Value = [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": [
                "name": .string(name), "namespace": "default", "uid": .string("uid-\(name)"), "generation": 1,
                "creationTimestamp": .string(Timestamps.seconds(Rig.start + created * 1_000_000)),
                "labels": labels,
            ],
            "spec": ["tolerations": .array(tolerations)],
            "status": [
                "phase": "Running",
                "conditions": [
                    ["type": "Ready", "status": .string(ready), "lastTransitionTime": "2026-01-01T00:00:00Z"]
                ],
            ],
        ]
        if !node.isEmpty { value.set(.string(node), at: "spec", "nodeName") }
        if let owner { value.set([owner], at: "metadata", "ownerReferences") }
        return value
    }

    static func toleration(_ key: String, seconds: Int64? = nil, op: String = "Exists", value: String = "") -> Value {
        var out: Value = ["key": .string(key), "operator": .string(op), "effect": "NoExecute"]
        if !value.isEmpty { out.set(.string(value), at: "value") }
        if let seconds { out.set(.int(seconds), at: "tolerationSeconds") }
        return out
    }
}
