import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Views

/// A trace written by hand.
struct Spans {
    var trace = TraceLog<Happening>(window: 10_000)
    var revision: Int64 = 40
    let loop = "replicaset-controller"

    func at(_ milliseconds: Int64) -> SimTime { .zero + .milliseconds(milliseconds) }

    static func set(_ name: String, replicas: Int64, observed: Int64 = 1, revision: Int64) -> APIObject {
        APIObject(
            [
                "kind": "ReplicaSet",
                "metadata": ["name": .string(name), "namespace": "default", "uid": "u-set"],
                "spec": ["replicas": .int(replicas)], "status": ["observedGeneration": .int(observed)],
            ], .replicaSets, revision: revision)
    }

    static func pod(_ name: String, revision: Int64) -> APIObject {
        APIObject(
            [
                "kind": "Pod",
                "metadata": ["name": .string(name), "namespace": "default", "uid": .string("u-\(name)")],
            ],
            .pods, revision: revision)
    }

    mutating func input(_ text: String, _ time: Int64) -> SpanID {
        trace.append(.input(text), at: at(time), causes: [])
    }

    /// A write that succeeded; gives its span.
    mutating func write(
        _ request: APIRequest, by process: String, _ component: String, _ kind: Change.Kind,
        _ old: APIObject?, _ make: (Int64) -> APIObject, _ time: Int64, _ causes: [SpanID],
        sync: SpanID = .none
    ) -> SpanID {
        revision += 1
        let object = make(revision)
        let change = Change(revision: revision, kind: kind, object: object, old: old)
        return trace.append(
            .request(
                RequestSpan(
                    process: process, component: component, request: request,
                    result: .object(object, code: kind == .added ? 201 : 200), changes: [change],
                    revision: revision,
                    sync: sync, warnings: [])), at: at(time), causes: causes)
    }

    mutating func refuse(
        _ request: APIRequest, _ status: Status, _ time: Int64, _ causes: [SpanID], sync: SpanID
    ) -> SpanID {
        trace.append(
            .request(
                RequestSpan(
                    process: "kube-controller-manager", component: loop, request: request,
                    result: .failure(status),
                    changes: [], revision: revision, sync: sync, warnings: [])), at: at(time), causes: causes)
    }

    /// The change of `write` reaches the controller manager.
    mutating func deliver(_ write: SpanID, _ time: Int64, to process: String = "kube-controller-manager")
        -> SpanID
    {
        guard case .request(let request)? = trace[write]?.body, let change = request.changes.first else {
            return .none
        }
        let woken = DeliverySpan.Woken(
            component: loop, key: WorkKey(ObjectKey("default", "web")), added: .new)
        return trace.append(
            .delivery(DeliverySpan(process: process, change: change, woken: [woken])), at: at(time),
            causes: [write])
    }

    mutating func start(_ causes: [SpanID], _ time: Int64, key: String = "web") -> SpanID {
        trace.append(
            .syncStarted(SyncStart(component: loop, key: WorkKey(ObjectKey("default", key)), worker: 1)),
            at: at(time), causes: causes)
    }

    mutating func end(
        _ start: SpanID, _ causes: [SpanID], _ findings: [Finding], _ requests: [SpanID] = [],
        events: [RecordedEvent] = [], outcome: SyncOutcome = .done, again: [SpanID] = [], _ from: Int64,
        _ time: Int64,
        key: String = "web"
    ) -> Span<Happening> {
        let id = trace.append(
            .syncEnded(
                SyncRecord(
                    component: loop, key: WorkKey(ObjectKey("default", key)), start: start,
                    startedAt: at(from),
                    causes: causes, findings: findings, requests: requests, events: events, outcome: outcome,
                    reruns: requests.count, queuedAgain: again)), at: at(time), causes: [start] + requests)
        return trace[id]!
    }

    static func event(_ reason: String, _ message: String, type: String = "Normal") -> RecordedEvent {
        RecordedEvent(
            regarding: ObjectRef(.replicaSets, ObjectKey("default", "web")), type: type, reason: reason,
            message: message, causes: [])
    }

    /// A person scales web; the loop is told and starts: the causes so far.
    mutating func scaled(_ name: String = "web", from old: Int64 = 1, to new: Int64 = 3) -> (
        cause: SpanID, start: SpanID
    ) {
        let typed = input("scale rs/\(name) --replicas=\(new)", 0)
        let before = Spans.set(name, replicas: old, revision: revision)
        let patch = APIRequest.patch(
            .merge, .replicaSets, ObjectKey("default", name), ["spec": ["replicas": .int(new)]])
        let write = write(
            patch, by: "kubectl", "", .modified, before, { Spans.set(name, replicas: new, revision: $0) }, 0,
            [typed])
        let told = deliver(write, 5)
        return (told, start([told], 6, key: name))
    }

    static let create = APIRequest.create(
        ["kind": "Pod", "metadata": ["generateName": "web-", "namespace": "default"]], .pods)
}
