import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// One pass of the StatefulSet controller at a time: what is there, what it writes.
@Suite("StatefulSet controller")
struct StatefulSetTests {
    enum State {
        case ready, unready, pending, failed, succeeded, terminating
        /// Ready since the second 0 of the rig's clock.
        case justReady
    }

    /// A pod by its ordinal; `isNew`: of the revision that is to come.
    struct Pod {
        let ordinal: Int
        var isNew = true
        var state = State.ready

        init(_ ordinal: Int, _ state: State = .ready, isNew: Bool = true) {
            self.ordinal = ordinal
            self.state = state
            self.isNew = isNew
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var replicas: Int64 = 3
        var spec: Value = [:]
        var pods: [Pod] = []
        let writes: [String]

        init(_ name: String, replicas: Int64 = 3, spec: Value = [:], _ pods: [Pod] = [], writes: [String]) {
            testDescription = name
            self.replicas = replicas
            self.spec = spec
            self.pods = pods
            self.writes = writes
        }
    }

    static let parallel: Value = ["podManagementPolicy": "Parallel"]
    static func partition(_ number: Int64) -> Value {
        ["updateStrategy": ["type": "RollingUpdate", "rollingUpdate": ["partition": .int(number)]]]
    }

    static let ordered: [Case] = [
        Case("the first is made, then the pass ends", writes: ["POST pods web-0"]),
        Case("the next one waits for one that is pending", [Pod(0, .pending)], writes: []),
        Case("the next one waits for one that is not ready", [Pod(0, .unready)], writes: []),
        Case("the next one waits for one that is terminating", [Pod(0, .terminating)], writes: []),
        Case("one is ready: the next is made", [Pod(0)], writes: ["POST pods web-1"]),
        Case("a gap is filled before the end", [Pod(0), Pod(2)], writes: ["POST pods web-1"]),
        Case("all are there: nothing to do", [Pod(0), Pod(1), Pod(2)], writes: []),
        Case("a failed one is deleted, not yet made again", [Pod(0, .failed), Pod(1)], writes: ["DELETE pods/web-0"]),
        Case("so is one that succeeded", [Pod(0), Pod(1, .succeeded)], writes: ["DELETE pods/web-1"]),
        Case(
            "minReadySeconds: ready is not yet available", spec: ["minReadySeconds": 10], [Pod(0, .justReady)],
            writes: []),
        Case(
            "ordinals start where they are told to", spec: ["ordinals": ["start": 5]], [Pod(5)],
            writes: ["POST pods web-6"]),
        Case(
            "the start moves up: the lowest are condemned", spec: ["ordinals": ["start": 2]],
            [Pod(0), Pod(1), Pod(2), Pod(3), Pod(4)], writes: ["DELETE pods/web-1"]),
    ]

    static let scaleDown: [Case] = [
        Case("the highest goes alone", replicas: 1, [Pod(0), Pod(1), Pod(2)], writes: ["DELETE pods/web-2"]),
        Case("while it is terminating, nothing", replicas: 1, [Pod(0), Pod(1), Pod(2, .terminating)], writes: []),
        Case("one that stays is unready: nothing goes", replicas: 2, [Pod(0, .unready), Pod(1), Pod(2)], writes: []),
        Case(
            "an unready one that must go does not hold up itself", replicas: 1, [Pod(0), Pod(1), Pod(2, .unready)],
            writes: ["DELETE pods/web-2"]),
        Case(
            "an unready one below it does hold it up", replicas: 1, [Pod(0), Pod(1, .unready), Pod(2, .unready)],
            writes: []),
        Case("to none", replicas: 0, [Pod(0)], writes: ["DELETE pods/web-0"]),
        Case(
            "in parallel all go at once", replicas: 1, spec: parallel, [Pod(0), Pod(1), Pod(2), Pod(3, .unready)],
            writes: ["DELETE pods/web-3", "DELETE pods/web-2", "DELETE pods/web-1"]),
    ]

    static let burst: [Case] = [
        Case(
            "in parallel all are made at once", spec: parallel,
            writes: ["POST pods web-0", "POST pods web-1", "POST pods web-2"]),
        Case(
            "an unready one holds up nobody", spec: parallel, [Pod(0, .unready)],
            writes: ["POST pods web-1", "POST pods web-2"]),
        Case("an update is still one by one", spec: parallel, [old(0), old(1), old(2)], writes: ["DELETE pods/web-2"]),
    ]

    static func old(_ ordinal: Int, _ state: State = .ready) -> Pod { Pod(ordinal, state, isNew: false) }

    static let updates: [Case] = [
        Case("the highest old one goes first", [old(0), old(1), old(2)], writes: ["DELETE pods/web-2"]),
        Case("then the one below", [old(0), old(1), Pod(2)], writes: ["DELETE pods/web-1"]),
        Case("not while a new one is unready", [old(0), old(1), Pod(2, .unready)], writes: []),
        Case("nor while a lower one is unready: repair comes first", [old(0, .unready), old(1), old(2)], writes: []),
        Case("below the partition nobody goes", spec: partition(2), [old(0), old(1), Pod(2)], writes: []),
        Case(
            "a partition beyond the end changes nothing", spec: partition(7), [old(0), old(1), old(2)], writes: []),
        Case(
            "below the partition a lost one comes back old", spec: partition(2), [old(1), Pod(2)],
            writes: ["POST pods web-0 old"]),
        Case(
            "from the partition on it comes back new", spec: partition(1), [old(0), old(2)],
            writes: ["POST pods web-1"]),
        Case(
            "OnDelete: nobody goes", spec: ["updateStrategy": ["type": "OnDelete"]], [old(0), old(1), old(2)],
            writes: []),
        Case(
            "OnDelete: a lost one comes back new", spec: ["updateStrategy": ["type": "OnDelete"]], [old(0), old(2)],
            writes: ["POST pods web-1"]),
        Case(
            "a broken revision is stuck: the fixed template waits for the broken pod",
            [Pod(0), Pod(1), old(2, .unready)], writes: []),
        Case(
            "minReadySeconds holds the update up", spec: ["minReadySeconds": 10], [old(0), old(1), Pod(2, .justReady)],
            writes: []),
    ]

    @Test("what one pass does", arguments: ordered + scaleDown + burst + updates)
    func pass(_ c: Case) {
        var rig = Self.rig(pods: c.pods)
        rig.put(Self.set(c.replicas, c.spec), .statefulSets)
        rig.run(for: .milliseconds(1))
        #expect(Self.podWrites(rig) == c.writes)
    }

    // MARK: objects

    static func set(_ replicas: Int64, _ spec: Value = [:], image: String = "i:2") -> Value {
        var value: Value = [
            "apiVersion": "apps/v1", "kind": "StatefulSet",
            "metadata": [
                "name": "web", "namespace": "default", "uid": "uid-web", "generation": 1,
                "creationTimestamp": "2026-01-01T00:00:00Z",
            ],
            "spec": [
                "replicas": .int(replicas), "serviceName": "web", "selector": ["matchLabels": ["app": "web"]],
                "podManagementPolicy": "OrderedReady", "revisionHistoryLimit": 10,
                "updateStrategy": ["type": "RollingUpdate", "rollingUpdate": ["partition": 0]],
                "template": template(image),
            ],
            "status": ["currentRevision": "web-old", "updateRevision": "web-new", "replicas": .int(replicas)],
        ]
        for member in spec.fields?.members ?? [] { value.set(member.value, at: "spec", member.key) }
        return value
    }

    static func template(_ image: String) -> Value {
        [
            "metadata": ["labels": ["app": "web"]],
            "spec": ["containers": [["name": "c", "image": .string(image), "resources": [:]]]],
        ]
    }

    static let owner: Value = [
        "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "web", "uid": "uid-web", "controller": true,
        "blockOwnerDeletion": true,
    ]

    static func revision(_ name: String, _ number: Int64, image: String, owned: Bool = true) -> Value {
        var template = template(image)
        template.set("replace", at: "$patch")
        var metadata: Value = [
            "name": .string(name), "namespace": "default", "uid": .string("uid-\(name)"), "labels": ["app": "web"],
        ]
        if owned { metadata.set([owner], at: "ownerReferences") }
        return [
            "apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": metadata,
            "data": ["spec": ["template": template]], "revision": .int(number),
        ]
    }

    static func rig(pods: [Pod] = [], server: Rig.Server = .unseen) -> Rig {
        var rig = Rig(ControllerRunner<StatefulSetReconciler>(), server: server)
        rig.started()
        rig.put(revision("web-old", 1, image: "i:1"), .controllerRevisions)
        rig.put(revision("web-new", 2, image: "i:2"), .controllerRevisions)
        for pod in pods { rig.put(value(pod), .pods) }
        return rig
    }

    static func value(_ pod: Pod) -> Value {
        let name = "web-\(pod.ordinal)"
        var labels: Value = ["app": "web"]
        labels.set(.string(pod.isNew ? "web-new" : "web-old"), at: "controller-revision-hash")
        labels.set(.string(name), at: "statefulset.kubernetes.io/pod-name")
        let isReady: Bool
        switch pod.state {
        case .ready, .justReady, .terminating: isReady = true
        default: isReady = false
        }
        var value = Make.pod(name, on: "node-1", ready: isReady ? "True" : "False", labels: labels, owner: owner)
        switch pod.state {
        case .failed: value.set("Failed", at: "status", "phase")
        case .succeeded: value.set("Succeeded", at: "status", "phase")
        case .pending: value.set("Pending", at: "status", "phase")
        case .terminating: value.set("2026-01-01T00:00:30Z", at: "metadata", "deletionTimestamp")
        case .ready: value.set(ready("2025-12-31T00:00:00Z"), at: "status", "conditions")
        default: break
        }
        return value
    }

    private static func ready(_ since: String) -> Value {
        [["type": "Ready", "status": "True", "lastTransitionTime": .string(since)]]
    }

    /// Writes of pods, creations with the name and, if it is not the new one, the revision.
    static func podWrites(_ rig: Rig) -> [String] {
        rig.sent.filter { !$0.verb.isRead && $0.resource == .pods }.map { request in
            guard request.verb == .create else { return Rig.word(request) }
            let revision = request.body.at("metadata", "labels")?["controller-revision-hash"]?.string ?? ""
            let name = request.body.at("metadata", "name")?.string ?? ""
            return "POST pods \(name)" + (revision == "web-new" ? "" : " old")
        }
    }
}
