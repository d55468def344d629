import ControllerKit
import Documents
import KubeAPI
import Scheduling
import Simulation

/// A scheduler by itself: literal objects go in, requests, events and spans come out.
struct SchedulerBench {
    var scheduler = Scheduler(seed: Seed(7))
    var caches = InformerCaches(
        [.pods, .nodes, .replicaSets, .persistentVolumeClaims, .persistentVolumes, .storageClasses].map { ($0, []) })
    var trace = TraceLog<Happening>(window: 10_000)
    var now = SimTime.zero
    var revision: Int64 = 0
    var requests: [Outgoing] = []
    var events: [RecordedEvent] = []
    private var timers: [(due: SimTime, order: Int, tag: TimerTag)] = []
    private var timersSet = 0

    init(isStarted: Bool = true) { if isStarted { tell(.started) } }

    mutating func tell(_ input: ComponentInput) {
        var outlet = Outlet(
            moment: Moment(time: now, start: 1_767_225_600_000_000), profile: .unlimited, caches: caches, seed: Seed(1),
            trace: trace,
            newestRevisions: Array(repeating: revision, count: ResourceTable.builtIn.count))
        scheduler.handle(input, &outlet)
        trace = outlet.trace
        requests += outlet.output.requests
        events += outlet.output.events
        for timer in outlet.output.timers {
            timersSet += 1
            timers.append((timer.due, timersSet, timer.tag))
        }
    }

    /// A change of an object reaches the process.
    mutating func see(_ value: Value, _ resource: Resource, _ kind: Change.Kind? = nil) {
        revision += 1
        let object = APIObject(value, resource, revision: revision)
        let old = caches.object(resource, object.key)
        let change = Change(
            revision: revision, kind: kind ?? (old == nil ? .added : .modified), object: object, old: old)
        caches.apply(change)
        tell(.delta(change, cause: .none))
    }

    /// Lets all timers fall due that do so within `span`.
    mutating func run(_ span: SimDuration = .milliseconds(100)) {
        let end = now + span
        while let next = timers.filter({ $0.due <= end }).min(by: { ($0.due, $0.order) < ($1.due, $1.order) }) {
            timers.removeAll { $0.order == next.order }
            now = max(now, next.due)
            tell(.timer(next.tag))
        }
        now = end
    }

    /// The oldest request of a kind, taken out.
    mutating func take(_ subresource: String, _ name: String? = nil) -> Outgoing? {
        guard
            let index = requests.firstIndex(where: {
                $0.request.subresource == subresource && (name == nil || $0.request.name == name)
            })
        else { return nil }
        return requests.remove(at: index)
    }

    mutating func answer(_ outgoing: Outgoing?, _ result: APIResult = .document(["kind": "Status"], code: 201)) {
        guard let outgoing else { return }
        tell(.answer(ticket: outgoing.ticket, result, cause: .none))
    }

    /// Lets the scheduler work until no status patch is open; each is answered with success.
    mutating func settle() {
        run()
        while let patch = take("status") {
            answer(patch)
            run()
        }
    }

    /// The decisions so far, `pod → node` or `pod: why`.
    var decisions: [String] {
        var out: [String] = []
        trace.forEach(from: SpanID(1)) { span in
            if case .scheduled(let one) = span.body {
                out.append(one.node.map { "\(one.pod.key.name) → \($0)" } ?? "\(one.pod.key.name): \(one.failure)")
            }
            return true
        }
        return out
    }

    func inspect(_ topic: String) -> [String] {
        scheduler.inspection(caches, at: Moment(time: now, start: 0)).filter { $0.topic == topic }.map(\.text)
    }
}

/// Literal objects.
enum Make {
    static func node(
        _ name: String, cpu: Value = "4", memory: Value = "8Gi", pods: Value = 110, labels: Value = [:],
        taints: Value = [], cordoned: Bool = false, more: Value = [:]
    ) -> Value {
        var allocatable: Value = ["cpu": cpu, "memory": memory, "pods": pods]
        for field in more.fields ?? Fields() { allocatable.set(field.value, at: field.key) }
        var all = labels
        all.set(.string(name), at: "kubernetes.io/hostname")
        var spec: Value = ["taints": taints]
        if cordoned { spec.set(true, at: "unschedulable") }
        return [
            "metadata": ["name": .string(name), "uid": .string("uid-" + name), "labels": all], "spec": spec,
            "status": ["allocatable": allocatable],
        ]
    }

    static func pod(
        _ name: String, cpu: Value? = nil, memory: Value? = nil, labels: Value = [:], on node: String? = nil,
        priority: Int64 = 0, spec more: Value = [:], metadata: Value = [:], status: Value = ["phase": "Pending"]
    ) -> Value {
        var requests: Value = [:]
        requests.set(cpu, at: "cpu")
        requests.set(memory, at: "memory")
        var spec: Value = [
            "containers": [["name": "c", "image": "nginx:1.25", "resources": ["requests": requests]]],
            "priority": .int(priority), "schedulerName": "default-scheduler",
        ]
        for field in more.fields ?? Fields() { spec.set(field.value, at: field.key) }
        if let node { spec.set(.string(node), at: "nodeName") }
        var head: Value = [
            "name": .string(name), "namespace": "default", "uid": .string("uid-" + name), "labels": labels,
            "generation": 1,
        ]
        for field in metadata.fields ?? Fields() { head.set(field.value, at: field.key) }
        return ["metadata": head, "spec": spec, "status": status]
    }
}
