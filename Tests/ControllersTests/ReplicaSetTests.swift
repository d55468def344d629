import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

@Suite struct ReplicaSetTests {
    static let key = ObjectKey("default", "web")
    static let owner: Value = [
        "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web", "uid": "uid-web", "controller": true,
        "blockOwnerDeletion": true,
    ]
    static let labels: Value = ["app": "web"]

    static func set(_ replicas: Int64, status: Value? = nil, owner: Value? = nil) -> Value {
        var value: Value = [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": [
                "name": "web", "namespace": "default", "uid": "uid-web", "generation": 1,
                "creationTimestamp": "2026-01-01T00:00:00Z",
            ],
            "spec": [
                "replicas": .int(replicas), "selector": ["matchLabels": labels],
                "template": ["metadata": ["labels": labels], "spec": ["containers": [["name": "c", "image": "i"]]]],
            ],
        ]
        if let status { value.set(status, at: "status") }
        if let owner { value.set([owner], at: "metadata", "ownerReferences") }
        return value
    }

    static func rig(_ server: Rig.Server = .none) -> Rig {
        var rig = Rig(ControllerRunner<ReplicaSetReconciler>(), server: server)
        rig.started()
        return rig
    }

    static func expectations(_ rig: Rig) -> Expectations.Outstanding? {
        (rig.component as? ControllerRunner<ReplicaSetReconciler>)?.expectations[key]
    }

    /// The answer to a create: the pod with a name.
    static func made(_ request: APIRequest, _ name: String) -> APIResult {
        var value = request.body
        value.set(.string(name), at: "metadata", "name")
        value.set(.string("uid-\(name)"), at: "metadata", "uid")
        return .object(APIObject(value, .pods, revision: 200), code: 201)
    }

    static func pods(_ rig: inout Rig, _ names: [String], on node: String = "node-1") {
        for name in names { rig.put(Make.pod(name, on: node, labels: labels, owner: owner), .pods) }
    }

    // MARK: scaling up

    @Test("pods are made in batches of 1, 2, 4; the next batch waits for all answers of the last")
    func slowStart() throws {
        var rig = Self.rig()
        rig.put(Self.set(7), .replicaSets)
        rig.run(for: .seconds(1))
        var batches: [Int] = []
        var number = 0
        while let first = rig.open.first, first.request.verb == .create {
            batches.append(rig.open.count)
            rig.answerOpen { request in
                number += 1
                return Self.made(request, "web-\(number)")
            }
        }
        #expect(batches == [1, 2, 4])
        #expect(rig.requests.last == "PUT replicasets/web/status")
        #expect(rig.eventTexts.first == "Normal SuccessfulCreate default/web: Created pod: web-1")
        #expect(rig.events.count == 7)
        #expect(Self.expectations(rig)?.creations == 7)
        let body = try #require(rig.sent.first?.body)
        #expect(body.at("metadata", "generateName") == "web-")
        #expect(body.at("metadata", "ownerReferences") == [Self.owner])
    }

    @Test("a batch with a failure is the last; what was not made is not awaited")
    func failingBatch() throws {
        var rig = Self.rig()
        rig.put(Self.set(7), .replicaSets)
        rig.run(for: .seconds(1))
        rig.answerOpen { Self.made($0, "web-1") }
        #expect(rig.open.count == 2)
        let counter = Counter()
        rig.answerOpen { request in
            counter.next() == 1
                ? Self.made(request, "web-2")
                : .failure(.forbidden("pods", group: "", name: "", "exceeded quota"))
        }
        #expect(rig.requests.filter { $0 == "POST pods" }.count == 3)
        #expect(Self.expectations(rig)?.creations == 2)
        #expect(rig.eventTexts.last?.hasPrefix("Warning FailedCreate default/web: Error creating: pods ") == true)
        let status = try #require(rig.open.first?.request.body["status"])
        #expect(status.at("conditions")?[0]?["type"] == "ReplicaFailure")
        #expect(status.at("conditions")?[0]?["reason"] == "FailedCreate")
        rig.answerOpen { .object(APIObject($0.body, .replicaSets, revision: 201), code: 200) }
        guard case .failed(_, let retry, let failures) = try #require(rig.syncs.last).outcome else {
            Issue.record("the sync did not fail")
            return
        }
        #expect(failures == 1)
        #expect(retry - rig.now <= .milliseconds(5))
    }

    @Test("the status tells the counts from before steering")
    func statusBeforeSteering() throws {
        var rig = Self.rig(.unseen)
        rig.put(Self.set(2), .replicaSets)
        rig.run(for: .milliseconds(50))
        #expect(rig.writes == ["POST pods", "POST pods", "PUT replicasets/web/status"])
        let status = try #require(rig.sent.last?.body["status"])
        let expected: Value = ["observedGeneration": 1, "replicas": 0, "terminatingReplicas": 0]
        #expect(status == expected)
    }

    @Test("what was asked for and has not been seen holds scaling back, but not the status")
    func expectationsUnmet() {
        var rig = Self.rig(.unseen)
        rig.put(Self.set(2), .replicaSets)
        rig.run(for: .milliseconds(50))
        let before = rig.writes.count
        rig.profile.usesConsistencyStore = false
        rig.put(Self.set(5), .replicaSets)
        rig.run(for: .milliseconds(50))
        #expect(Array(rig.writes.dropFirst(before)) == ["PUT replicasets/web/status"])
        // After five minutes nobody believes any more that the pods will be seen.
        rig.run(for: .minutes(5) + .seconds(1))
        rig.put(Self.set(5), .replicaSets)
        rig.run(for: .seconds(1))
        #expect(rig.writes.dropFirst(before + 1).filter { $0 == "POST pods" }.count == 5)
    }

    @Test("after a conflict on the status: one read, one more try")
    func statusConflict() {
        var rig = Self.rig(.unseen)
        let counter = Counter()
        rig.failing = { request in
            request.subresource == "status" && counter.next() == 1
                ? .conflict("replicasets", group: "apps", name: "web", "changed") : nil
        }
        rig.put(Self.set(0), .replicaSets)
        rig.run(for: .milliseconds(50))
        #expect(
            rig.requests == ["PUT replicasets/web/status", "GET replicasets/web", "PUT replicasets/web/status"])
    }

    @Test("a second conflict gives up until the back-off is over")
    func statusConflictTwice() {
        var rig = Self.rig(.unseen)
        rig.failing = { request in
            request.subresource == "status"
                ? .conflict("replicasets", group: "apps", name: "web", "changed") : nil
        }
        rig.put(Self.set(0), .replicaSets)
        rig.run(for: .milliseconds(4))
        #expect(
            rig.requests == ["PUT replicasets/web/status", "GET replicasets/web", "PUT replicasets/web/status"])
        rig.run(for: .milliseconds(5))
        #expect(rig.requests.count == 6)
    }

    // MARK: whose pods

    @Test("adopting two orphans takes one live read")
    func adoption() throws {
        var rig = Self.rig(.unseen)
        for name in ["a", "b"] { rig.put(Make.pod(name, on: "node-1", labels: Self.labels), .pods) }
        rig.put(Make.pod("stranger", on: "node-1", labels: ["app": "db"]), .pods)
        rig.put(Self.set(2), .replicaSets)
        rig.run(for: .milliseconds(50))
        #expect(
            rig.requests == [
                "GET replicasets/web", "PATCH pods/a", "PATCH pods/b", "PUT replicasets/web/status",
            ])
        let expected: Value = ["metadata": ["uid": "uid-a", "ownerReferences": [Self.owner]]]
        #expect(rig.sent[1].body == expected)
    }

    @Test("a pod whose labels do not match is released, and replaced")
    func release() {
        var rig = Self.rig(.unseen)
        rig.put(Make.pod("a", on: "node-1", labels: ["app": "db"], owner: Self.owner), .pods)
        rig.put(Self.set(1), .replicaSets)
        rig.run(for: .milliseconds(50))
        #expect(rig.writes == ["PATCH pods/a", "POST pods", "PUT replicasets/web/status"])
        let expected: Value = [
            "metadata": ["uid": "uid-a", "ownerReferences": [["$patch": "delete", "uid": "uid-web"]]]
        ]
        #expect(rig.sent.first?.body == expected)
    }

    // MARK: scaling down

    struct Ranking: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let rule: Int
        /// The pod `victim` must go, the pod `kept` stays.
        let victim: Value
        let kept: Value
    }

    static func pod(_ name: String, _ change: (inout Value) -> Void = { _ in }) -> Value {
        var value = Make.pod(name, on: "node-1", labels: labels, owner: owner)
        change(&value)
        return value
    }

    static func since(_ name: String, ready: String, created: String) -> Value {
        pod(name) { value in
            value.set(.string(created), at: "metadata", "creationTimestamp")
            value.set(
                [["type": "Ready", "status": "True", "lastTransitionTime": .string(ready)]], at: "status",
                "conditions")
        }
    }

    static let rankings = [
        Ranking(
            testDescription: "unassigned before assigned", rule: 1,
            victim: pod("victim") { $0.set(nil, at: "spec", "nodeName") }, kept: pod("kept")),
        Ranking(
            testDescription: "Pending before Running", rule: 2,
            victim: pod("victim") { $0.set("Pending", at: "status", "phase") }, kept: pod("kept")),
        Ranking(
            testDescription: "Unknown before Running", rule: 2,
            victim: pod("victim") { $0.set("Unknown", at: "status", "phase") }, kept: pod("kept")),
        Ranking(
            testDescription: "not ready before ready", rule: 3,
            victim: pod("victim") { $0.set([["type": "Ready", "status": "False"]], at: "status", "conditions") },
            kept: pod("kept")),
        Ranking(
            testDescription: "lower deletion cost first", rule: 4,
            victim: pod("victim") {
                $0.set("-5", at: "metadata", "annotations", "controller.kubernetes.io/pod-deletion-cost")
            }, kept: pod("kept")),
        Ranking(
            testDescription: "the crowded node first", rule: 5,
            victim: pod("victim") { $0.set("node-2", at: "spec", "nodeName") }, kept: pod("kept")),
        Ranking(
            testDescription: "ready for a shorter time first", rule: 6,
            victim: since("victim", ready: "2025-12-31T23:59:00Z", created: "2025-12-31T00:00:00Z"),
            kept: since("kept", ready: "2025-12-31T12:00:00Z", created: "2025-12-31T00:00:00Z")),
        Ranking(
            testDescription: "more restarts first", rule: 7,
            victim: pod("victim") { $0.set([["name": "c", "restartCount": 3]], at: "status", "containerStatuses") },
            kept: pod("kept")),
        Ranking(
            testDescription: "made later first", rule: 8,
            victim: since("victim", ready: "2025-12-31T23:59:00Z", created: "2025-12-31T23:58:00Z"),
            kept: since("kept", ready: "2025-12-31T23:59:00Z", created: "2025-12-01T00:00:00Z")),
        Ranking(
            testDescription: "about equally old: the smaller uid first", rule: 8,
            victim: since("victim", ready: "2025-12-31T23:00:00Z", created: "2025-12-31T22:00:00Z").with(uid: "1"),
            kept: since("kept", ready: "2025-12-31T23:00:00Z", created: "2025-12-31T22:00:01Z").with(uid: "2")),
    ]

    @Test("which of two pods goes, whichever came first", arguments: rankings, [false, true])
    func ranking(_ c: Ranking, _ victimFirst: Bool) throws {
        var rig = Self.rig(.unseen)
        let parent: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment", "name": "d", "uid": "d", "controller": true,
        ]
        if c.rule == 5 {
            // Two pods of a sibling crowd node-2.
            for name in ["x", "y"] {
                var other = Make.pod(name, on: "node-2", labels: Self.labels, owner: Self.owner)
                other.set("uid-other", at: "metadata", "uid")
                let old: Value = ["kind": "ReplicaSet", "name": "old", "uid": "old", "controller": true]
                other.set([old], at: "metadata", "ownerReferences")
                rig.put(other, .pods)
            }
        }
        // The cache is ordered by name, so the names of the two change as well.
        let names = victimFirst ? ("a", "b") : ("b", "a")
        for (pod, name) in [(c.victim, names.0), (c.kept, names.1)] {
            var pod = pod
            pod.set(.string(name), at: "metadata", "name")
            rig.put(pod, .pods)
        }
        rig.put(Self.set(1, owner: parent), .replicaSets)
        rig.run(for: .milliseconds(50))
        #expect(rig.writes.filter { $0.hasPrefix("DELETE") } == ["DELETE pods/\(names.0)"])
        let ranked = rig.syncs.flatMap(\.findings).compactMap { finding -> [Finding.Ranked]? in
            if case .ranked(let list) = finding { list } else { nil }
        }
        #expect(try #require(ranked.first?.first).decidingRule == c.rule)
        #expect(rig.eventTexts.contains("Normal SuccessfulDelete default/web: Deleted pod: \(names.0)"))
    }

    @Test("a deletion is expected until the pod is seen to go")
    func deletionExpected() {
        var rig = Self.rig(.unseen)
        Self.pods(&rig, ["a", "b"])
        rig.put(Self.set(0), .replicaSets)
        rig.run(for: .milliseconds(50))
        #expect(Self.expectations(rig)?.deletions == 2)
        rig.remove(.pods, ObjectKey("default", "a"))
        #expect(Self.expectations(rig)?.deletions == 1)
    }
}

extension Value {
    func with(uid: String) -> Value {
        var out = self
        out.set(.string(uid), at: "metadata", "uid")
        return out
    }
}
