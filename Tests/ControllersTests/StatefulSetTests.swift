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

/// Revisions, claims, adoption: what a pass writes beside pods.
@Suite("StatefulSet controller: history and claims")
struct StatefulSetHistoryTests {
    private static let key = ObjectKey("default", "web")

    private static func writes(_ rig: Rig, _ resource: Resource) -> [String] {
        rig.sent.filter { !$0.verb.isRead && $0.resource == resource }.map(Rig.word)
    }

    private static func synced(_ set: Value, _ prepare: (inout Rig) -> Void = { _ in }) -> Rig {
        var rig = StatefulSetTests.rig()
        prepare(&rig)
        rig.put(set, .statefulSets)
        rig.run(for: .milliseconds(1))
        return rig
    }

    @Test("a template nobody had is written down with the next number")
    func newTemplate() throws {
        let rig = Self.synced(StatefulSetTests.set(0, image: "i:3"))
        let made = try #require(rig.sent.first { $0.verb == .create && $0.resource == .controllerRevisions })
        #expect(made.body["revision"] == 3)
        #expect(made.body.at("data", "spec", "template")?["$patch"] == "replace")
        let hash = NameHashes.controllerRevisionHash(made.body["data"] ?? .null, collisionCount: 0)
        #expect(made.body.at("metadata", "name")?.string == "web-\(hash)")
        #expect(made.body.at("metadata", "labels")?["controller.kubernetes.io/hash"]?.string == hash)
    }

    @Test("a template that was there before gets its revision back under a new number")
    func renumbered() throws {
        let rig = Self.synced(StatefulSetTests.set(0, image: "i:1"))
        #expect(Self.writes(rig, .controllerRevisions) == ["PUT controllerrevisions/web-old"])
        let update = try #require(rig.sent.first { $0.verb == .update && $0.resource == .controllerRevisions })
        #expect(update.body["revision"] == 3)
    }

    @Test("the newest revision of the same template is left as it is")
    func unchanged() {
        #expect(Self.writes(Self.synced(StatefulSetTests.set(0)), .controllerRevisions) == [])
    }

    @Test("another template under the same name counts as a collision")
    func collision() throws {
        var template = StatefulSetTests.template("i:3")
        template.set("replace", at: "$patch")
        let hash = NameHashes.controllerRevisionHash(["spec": ["template": template]], collisionCount: 0)
        var rig = StatefulSetTests.rig()
        var taken = StatefulSetTests.revision("web-\(hash)", 9, image: "other", owned: false)
        taken.set(["app": "stranger"], at: "metadata", "labels")
        rig.store(taken, .controllerRevisions)
        rig.failing = { request in
            request.verb == .create && request.body.at("metadata", "name")?.string == "web-\(hash)"
                ? .alreadyExists("controllerrevisions", group: "apps", name: "web-\(hash)") : nil
        }
        rig.put(StatefulSetTests.set(0, image: "i:3"), .statefulSets)
        rig.run(for: .milliseconds(1))
        let names = rig.sent.filter { $0.verb == .create }.compactMap { $0.body.at("metadata", "name")?.string }
        let second = NameHashes.controllerRevisionHash(["spec": ["template": template]], collisionCount: 1)
        #expect(names == ["web-\(hash)", "web-\(second)"])
        #expect(rig.stored(.statefulSets, Self.key)?.at("status", "collisionCount") == 1)
    }

    @Test("above the limit the oldest revisions that nobody uses go")
    func truncation() {
        let set = StatefulSetTests.set(1, ["revisionHistoryLimit": 1])
        let rig = Self.synced(set) { rig in
            for number in 3...5 {
                rig.put(
                    StatefulSetTests.revision("web-\(number)", Int64(number - 6), image: "x:\(number)"),
                    .controllerRevisions)
            }
            rig.put(StatefulSetTests.value(StatefulSetTests.Pod(0)), .pods)
        }
        #expect(
            Self.writes(rig, .controllerRevisions) == [
                "DELETE controllerrevisions/web-3", "DELETE controllerrevisions/web-4",
            ])
    }

    @Test("revisions and pods without an owner are adopted; a pod of another name is not")
    func adoption() {
        let rig = Self.synced(StatefulSetTests.set(1)) { rig in
            rig.put(StatefulSetTests.revision("web-lost", 0, image: "i:0", owned: false), .controllerRevisions)
            for name in ["web-0", "other"] { rig.put(Make.pod(name, on: "node-1", labels: ["app": "web"]), .pods) }
        }
        #expect(Self.writes(rig, .controllerRevisions).first == "PATCH controllerrevisions/web-lost")
        #expect(rig.writes.filter { $0.hasPrefix("PATCH pods") } == ["PATCH pods/web-0"])
    }

    @Test("an owned pod whose name is not the set's is released")
    func release() {
        let rig = Self.synced(StatefulSetTests.set(0)) { rig in
            rig.put(
                Make.pod("stray", on: "node-1", labels: ["app": "web"], owner: StatefulSetTests.owner), .pods)
        }
        #expect(rig.writes.filter { $0.contains("pods") } == ["PATCH pods/stray"])
    }

    // MARK: claims

    private static func withClaims(_ replicas: Int64, _ policy: Value? = nil) -> Value {
        var set = StatefulSetTests.set(replicas)
        set.set(
            [
                [
                    "metadata": ["name": "data"],
                    "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]],
                ]
            ], at: "spec", "volumeClaimTemplates")
        if let policy { set.set(policy, at: "spec", "persistentVolumeClaimRetentionPolicy") }
        return set
    }

    private static func claim(_ name: String, owners: [Value] = []) -> Value {
        var claim: Value = ["metadata": ["name": .string(name), "namespace": "default", "uid": .string("uid-\(name)")]]
        if !owners.isEmpty { claim.set(.array(owners), at: "metadata", "ownerReferences") }
        return claim
    }

    private static func pod(_ ordinal: Int, claim: Bool = true) -> Value {
        var pod = StatefulSetTests.value(StatefulSetTests.Pod(ordinal))
        if claim {
            pod.set(
                [["name": "data", "persistentVolumeClaim": ["claimName": .string("data-web-\(ordinal)")]]], at: "spec",
                "volumes")
        }
        return pod
    }

    @Test("the claim is made before the pod, with the labels of the selector")
    func claimFirst() throws {
        let rig = Self.synced(Self.withClaims(1))
        #expect(
            rig.writes.prefix(2) == ["POST persistentvolumeclaims", "POST pods"]
                || rig.writes.prefix(2) == ["POST persistentvolumeclaims/data-web-0", "POST pods/web-0"])
        let claim = try #require(rig.sent.first { $0.resource == .persistentVolumeClaims && !$0.verb.isRead })
        #expect(claim.body.at("metadata", "name") == "data-web-0")
        #expect(claim.body.at("metadata", "labels") == ["app": "web"])
        #expect(
            rig.eventTexts.contains(
                "Normal SuccessfulCreate default/web: Create Claim data-web-0 Pod web-0 in StatefulSet web success"))
    }

    @Test("a claim that is being deleted holds its pod up")
    func terminatingClaim() {
        let rig = Self.synced(Self.withClaims(1)) { rig in
            var claim = Self.claim("data-web-0")
            claim.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
            rig.put(claim, .persistentVolumeClaims)
        }
        #expect(StatefulSetTests.podWrites(rig) == [])
        #expect(
            rig.eventTexts.first
                == "Warning FailedCreate default/web: Create Pod web-0 in StatefulSet web failed error: "
                + "pvc data-web-0 is being deleted")
    }

    @Test(
        "who owns a claim, by policy",
        arguments: [
            (["whenDeleted": "Retain", "whenScaled": "Retain"], [], []),
            (["whenDeleted": "Delete", "whenScaled": "Retain"], ["StatefulSet"], ["StatefulSet"]),
            (["whenDeleted": "Retain", "whenScaled": "Delete"], [], ["Pod"]),
            (["whenDeleted": "Delete", "whenScaled": "Delete"], ["StatefulSet"], ["Pod"]),
        ] as [(Value, [String], [String])])
    func owners(_ policy: Value, _ kept: [String], _ condemned: [String]) {
        let rig = Self.synced(Self.withClaims(1, policy)) { rig in
            for ordinal in 0...1 {
                rig.put(Self.claim("data-web-\(ordinal)"), .persistentVolumeClaims)
                rig.put(Self.pod(ordinal), .pods)
            }
        }
        func owners(_ name: String) -> [String] {
            rig.stored(.persistentVolumeClaims, ObjectKey("default", name))?.meta.owners.map(\.kind) ?? []
        }
        #expect(owners("data-web-0") == kept)
        #expect(owners("data-web-1") == condemned)
    }

    @Test("a claim that another controller owns is left to it")
    func foreignClaim() {
        let other: Value = [
            "apiVersion": "v1", "kind": "Thing", "name": "x", "uid": "u", "controller": true,
        ]
        let rig = Self.synced(Self.withClaims(1, ["whenDeleted": "Delete", "whenScaled": "Retain"])) { rig in
            rig.put(Self.claim("data-web-0", owners: [other]), .persistentVolumeClaims)
            rig.put(Self.pod(0), .pods)
        }
        #expect(Self.writes(rig, .persistentVolumeClaims) == [])
    }

    @Test("with whenScaled Delete a claim of the old pod is waited for")
    func staleClaim() {
        let old: Value = ["apiVersion": "v1", "kind": "Pod", "name": "web-0", "uid": "gone", "controller": true]
        let rig = Self.synced(Self.withClaims(1, ["whenDeleted": "Retain", "whenScaled": "Delete"])) { rig in
            rig.put(Self.claim("data-web-0", owners: [old]), .persistentVolumeClaims)
        }
        #expect(StatefulSetTests.podWrites(rig) == [])
    }

    @Test("a pod that lost its label or its volume gets them back")
    func repaired() throws {
        let rig = Self.synced(Self.withClaims(1)) { rig in
            rig.put(Self.claim("data-web-0"), .persistentVolumeClaims)
            var pod = Self.pod(0, claim: false)
            pod.set(nil, at: "metadata", "labels", "statefulset.kubernetes.io/pod-name")
            rig.put(pod, .pods)
        }
        let update = try #require(rig.sent.first { $0.verb == .update && $0.resource == .pods })
        let label = update.body.at("metadata", "labels")?["statefulset.kubernetes.io/pod-name"]
        #expect(label == "web-0")
        #expect(update.body.at("spec", "volumes")?.array?.count == 1)
    }

    // MARK: status

    @Test("the update revision becomes the current one when all pods have it and are ready")
    func rolloutComplete() {
        let rig = Self.synced(StatefulSetTests.set(2)) { rig in
            for ordinal in 0...1 { rig.put(StatefulSetTests.value(StatefulSetTests.Pod(ordinal)), .pods) }
        }
        let status = rig.stored(.statefulSets, Self.key)?["status"]
        #expect(
            status == [
                "availableReplicas": 2, "collisionCount": 0, "currentReplicas": 2, "currentRevision": "web-new",
                "observedGeneration": 1, "readyReplicas": 2, "replicas": 2, "updateRevision": "web-new",
                "updatedReplicas": 2,
            ])
    }

    @Test("a set that is being deleted is counted and not steered")
    func terminating() {
        var set = StatefulSetTests.set(3)
        set.set("2026-01-01T00:00:00Z", at: "metadata", "deletionTimestamp")
        let rig = Self.synced(set)
        #expect(rig.writes == ["PUT statefulsets/web/status"])
    }

    @Test("a pod that is refused is told of, and tried again with back-off")
    func refused() {
        var rig = StatefulSetTests.rig(server: .obedient)
        rig.failing = { $0.verb == .create ? .forbidden("pods", group: "", name: "web-0", "no room") : nil }
        rig.put(StatefulSetTests.set(1), .statefulSets)
        rig.run(for: .milliseconds(6))
        #expect(StatefulSetTests.podWrites(rig).count >= 2)
        #expect(
            rig.eventTexts.first
                == "Warning FailedCreate default/web: Create Pod web-0 in StatefulSet web failed error: "
                + "pods \"web-0\" is forbidden: no room")
    }
}
