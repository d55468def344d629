import ControllerKit
import Documents
import KubeAPI
import Nodes
import Simulation

/// A kubelet, a clock, and just enough of an API server to answer it.
struct NodeHarness {
    enum Event {
        case input(ComponentInput)
        case request(Outgoing)
    }

    /// One write of the kubelet as the server saw it.
    struct Write {
        let time: SimTime
        let request: APIRequest
        /// The object afterwards; `nil` after a delete.
        let object: APIObject?
    }

    var kubelet: Kubelet
    var now = SimTime.zero
    let profile: Profile
    var objects: [(resource: Resource, object: APIObject)] = []
    var caches = InformerCaches([(.pods, []), (.nodes, [])])
    var trace = TraceLog<Happening>(window: 100_000)
    var revision: Int64 = 0
    var queue: [(due: SimTime, number: Int, event: Event)] = []
    var number = 0
    var writes: [Write] = []
    var events: [(time: SimTime, event: RecordedEvent)] = []
    /// Requests are answered with an error while it is set.
    var isOffline = false
    static let start: Int64 = 1_767_225_600_000_000  // 2026-01-01T00:00:00Z

    static let spec = NodeSpec(name: "node-1", podCIDR: "10.244.1.0/24", internalIP: "192.168.0.11")

    init(
        node: NodeSpec = NodeHarness.spec, behaviours: Behaviours = .oracle, profile: Profile = .recorded,
        runtime: Runtime? = nil
    ) {
        kubelet = Kubelet(node: node, behaviours: behaviours, seed: Seed(1), runtime: runtime)
        self.profile = profile
    }

    /// A harness whose kubelet has started, on the grid point of its node.
    static func running(
        node: NodeSpec = NodeHarness.spec, behaviours: Behaviours = .oracle
    ) -> NodeHarness {
        var harness = NodeHarness(node: node, behaviours: behaviours)
        harness.push(.input(.started), after: .zero)
        harness.run(for: .seconds(20))
        harness.writes = []
        harness.events = []
        return harness
    }

    mutating func push(_ event: Event, after delay: SimDuration) { push(event, at: now + delay) }

    mutating func push(_ event: Event, at due: SimTime) {
        number += 1
        queue.append((max(due, now), number, event))
    }

    // MARK: - Time

    mutating func run(for duration: SimDuration) { run(until: now + duration) }

    mutating func run(until end: SimTime) {
        while let next = queue.indices.min(by: {
            (queue[$0].due, queue[$0].number) < (queue[$1].due, queue[$1].number)
        }), queue[next].due <= end
        {
            let (due, _, event) = queue.remove(at: next)
            now = due
            switch event {
            case .input(let input): tell(input)
            case .request(let outgoing): serve(outgoing)
            }
            if let broken = kubelet.invariantBroken() { fatalError(broken) }
        }
        now = end
    }

    /// Runs until `holds`, at most `limit`; says whether it came to hold.
    mutating func run(until holds: (NodeHarness) -> Bool, limit: SimDuration = .seconds(60)) -> Bool {
        let end = now + limit
        while now < end {
            if holds(self) { return true }
            run(for: .milliseconds(1))
        }
        return holds(self)
    }

    mutating func tell(_ input: ComponentInput) {
        if case .delta(let change, _) = input { caches.apply(change) }
        with { $0.handle(input, &$1) }
    }

    /// Lets `body` act on the kubelet with an outlet, and takes what came out.
    mutating func with(_ body: (inout Kubelet, inout Outlet) -> Void) {
        var outlet = Outlet(
            moment: Moment(time: now, start: NodeHarness.start), profile: profile, caches: caches, seed: Seed(2),
            trace: trace, newestRevisions: Array(repeating: revision, count: ResourceTable.builtIn.count))
        body(&kubelet, &outlet)
        trace = outlet.trace
        for request in outlet.output.requests {
            push(.request(request), after: request.request.verb.isRead ? profile.readHop : profile.writeHop)
        }
        for (due, tag) in outlet.output.timers { push(.input(.timer(tag)), at: due) }
        for event in outlet.output.events { events.append((now, event)) }
    }

    // MARK: - The server

    mutating func serve(_ outgoing: Outgoing) {
        let request = outgoing.request
        let result = isOffline
            ? APIResult.failure(Status(code: 503, reason: "ServiceUnavailable", message: "offline")) : answer(request)
        if !request.verb.isRead, result.failure == nil {
            writes.append(Write(time: now, request: request, object: object(request.resource, request.key)))
        }
        push(
            .input(.answer(ticket: outgoing.ticket, result, cause: .none)),
            after: request.verb.isRead ? profile.readHop : profile.writeHop)
    }

    func object(_ resource: Resource, _ key: ObjectKey) -> APIObject? {
        objects.first { $0.resource == resource && $0.object.key == key }?.object
    }

    func pod(_ name: String) -> APIObject? { object(.pods, ObjectKey("default", name)) }

    private mutating func answer(_ request: APIRequest) -> APIResult {
        let known = object(request.resource, request.key)
        let info = request.resource.info
        let missing = APIResult.failure(.notFound(info.plural, group: info.group, name: request.name))
        switch request.verb {
        case .get: return known.map { .object($0, code: 200) } ?? missing
        case .create:
            if known != nil {
                return .failure(.alreadyExists(info.plural, group: info.group, name: request.name))
            }
            return .object(put(request.body, request.resource), code: 201)
        case .update:
            guard known != nil else { return missing }
            var value = request.body
            value.set(nil, at: "metadata", "resourceVersion")
            return .object(put(value, request.resource), code: 200)
        case .patch:
            guard let known else { return missing }
            if let uid = request.body.at("metadata", "uid")?.string, uid != known.uid { return missing }
            return .object(put(MiniPatch.apply(request.body, to: known.value), request.resource), code: 200)
        case .delete:
            guard let known, request.options.uid == nil || request.options.uid == known.uid else { return missing }
            remove(known)
            return .document(["kind": "Status"], code: 200)
        default: return missing
        }
    }

    @discardableResult
    mutating func put(_ value: Value, _ resource: Resource) -> APIObject {
        revision += 1
        var value = value
        if (value.at("metadata", "uid")?.string ?? "").isEmpty {
            value.set(.string("uid-\(revision)"), at: "metadata", "uid")
        }
        let object = APIObject(value, resource, revision: revision)
        let old = self.object(resource, object.key)
        objects.removeAll { $0.resource == resource && $0.object.key == object.key }
        objects.append((resource, object))
        announce(Change(revision: revision, kind: old == nil ? .added : .modified, object: object, old: old))
        return object
    }

    mutating func remove(_ object: APIObject) {
        revision += 1
        objects.removeAll { $0.resource == object.resource && $0.object.key == object.key }
        announce(Change(revision: revision, kind: .deleted, object: object, old: object))
    }

    private mutating func announce(_ change: Change) {
        guard change.object.resource == .pods || change.object.resource == .nodes else { return }
        push(.input(.delta(change, cause: .none)), after: profile.watchHop)
    }

    // MARK: - What users do

    /// A pod that is bound to the node.
    @discardableResult
    mutating func bind(_ name: String, spec: Value, annotations: Value = [:]) -> APIObject {
        var spec = spec
        spec.set("node-1", at: "nodeName")
        return put(
            [
                "metadata": [
                    "name": .string(name), "namespace": "default", "generation": 1, "annotations": annotations,
                ],
                "spec": spec, "status": ["phase": "Pending", "qosClass": "BestEffort"],
            ], .pods)
    }

    /// `kubectl delete pod`.
    mutating func delete(_ name: String, grace: Int64 = 30) {
        guard let pod = pod(name) else { return }
        if grace == 0 { return remove(pod) }
        var value = pod.value
        let date = NodeHarness.start + now.microseconds + grace * 1_000_000
        value.set(.string(Timestamps.seconds(date)), at: "metadata", "deletionTimestamp")
        value.set(.int(grace), at: "metadata", "deletionGracePeriodSeconds")
        value.set(.int(pod.meta.generation + 1), at: "metadata", "generation")
        put(value, .pods)
    }

    // MARK: - What tests look at

    func status(_ name: String) -> Value { pod(name)?["status"] ?? .null }
    func phase(_ name: String) -> String { status(name)["phase"]?.string ?? "gone" }
    func container(_ pod: String, _ name: String) -> Value? {
        for field in ["containerStatuses", "initContainerStatuses"] {
            if let found = status(pod)[field]?.array?.first(where: { $0["name"]?.string == name }) { return found }
        }
        return nil
    }
    /// `Running`, `Waiting ContainerCreating`, `Terminated 1`.
    func state(_ pod: String, _ name: String) -> String {
        guard let state = container(pod, name)?["state"] else { return "none" }
        if let waiting = state["waiting"] { return "Waiting \(waiting["reason"]?.string ?? "")" }
        if let ended = state["terminated"] { return "Terminated \(ended["exitCode"]?.int ?? -1)" }
        return "Running"
    }
    func condition(_ pod: String, _ type: String) -> String {
        let found = status(pod)["conditions"]?.array?.first { $0["type"]?.string == type }
        let reason = found?["reason"]?.string ?? ""
        return (found?["status"]?.string ?? "none") + (reason.isEmpty ? "" : " \(reason)")
    }
    /// The phases of a pod in the order in which they were written, each once in a row.
    func phases(_ name: String) -> [String] {
        var out: [String] = []
        for write in writes where write.request.resource == .pods && write.request.name == name {
            if let phase = write.object?.at("status", "phase")?.string, out.last != phase { out.append(phase) }
        }
        return out
    }
    /// The steps of a pod as the trace tells them.
    func steps(_ name: String) -> [(time: SimTime, action: KubeletAction)] {
        var out: [(SimTime, KubeletAction)] = []
        trace.forEach(from: trace.firstKept) { span in
            if case .kubelet(let step) = span.body, step.pod?.key.name == name { out.append((span.time, step.action)) }
            return true
        }
        return out
    }
    /// `Warning BackOff Back-off restarting …`.
    func eventTexts(_ name: String) -> [String] {
        events.filter { $0.event.regarding.key.name == name }
            .map { "\($0.event.type) \($0.event.reason) \($0.event.message)" }
    }
}

/// Strategic merge of the few shapes that a kubelet writes.
enum MiniPatch {
    static let keys = ["conditions": "type", "hostIPs": "ip", "podIPs": "ip", "addresses": "type"]

    static func apply(_ patch: Value, to value: Value) -> Value {
        guard let changes = patch.fields else { return patch }
        var out = value.fields ?? Fields()
        for field in changes where !field.key.hasPrefix("$") {
            if field.value.isNull {
                out[field.key] = nil
            } else if let key = keys[field.key] {
                out[field.key] = .array(list(field.value.array ?? [], out[field.key]?.array ?? [], key))
            } else if field.value.fields != nil {
                out[field.key] = apply(field.value, to: out[field.key] ?? .object(Fields()))
            } else {
                out[field.key] = field.value
            }
        }
        return .object(out)
    }

    private static func list(_ patch: [Value], _ old: [Value], _ key: String) -> [Value] {
        var out = old
        for entry in patch {
            let place = out.firstIndex { $0[key] == entry[key] }
            if entry["$patch"]?.string == "delete" {
                if let place { out.remove(at: place) }
            } else if let place {
                out[place] = apply(entry, to: out[place])
            } else {
                out.append(apply(entry, to: .object(Fields())))
            }
        }
        return out
    }
}
