import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

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

    @Test("a status that was overtaken is written again on what the cache has by then")
    func statusConflict() {
        var rig = StatefulSetTests.rig()
        var conflicts = 2
        rig.put(StatefulSetTests.set(0, image: "i:2"), .statefulSets)
        rig.server = .none
        rig.put(StatefulSetTests.set(0, ["minReadySeconds": 1]), .statefulSets)
        rig.run(for: .milliseconds(20))
        while !rig.open.isEmpty, conflicts >= 0 {
            rig.answerOpen { request in
                conflicts -= 1
                if conflicts >= 0 {
                    return .failure(.conflict("statefulsets", group: "apps", name: "web", "modified"))
                }
                return .object(APIObject(request.body, .statefulSets, revision: 300), code: 200)
            }
        }
        #expect(rig.writes.suffix(3) == Array(repeating: "PUT statefulsets/web/status", count: 3)[...])
    }

    @Test("a pod that is there though the cache does not show it is no event")
    func alreadyThere() {
        var rig = StatefulSetTests.rig()
        rig.failing = { request in
            request.verb == .create ? .alreadyExists("pods", group: "", name: "web-0") : nil
        }
        rig.put(StatefulSetTests.set(1), .statefulSets)
        rig.run(for: .milliseconds(1))
        #expect(rig.eventTexts == [])
    }

    @Test("a pod that is gone already counts as deleted; another failure is told of")
    func deletions() {
        for (code, text) in [
            (404, "Normal SuccessfulDelete default/web: Delete Pod web-0 in StatefulSet web successful"),
            (403, "Warning FailedDelete default/web: Delete Pod web-0 in StatefulSet web failed error: no"),
        ] {
            var rig = StatefulSetTests.rig(pods: [StatefulSetTests.Pod(0)])
            rig.failing = { request in
                request.verb == .delete ? Status(code: code, reason: "", message: "no") : nil
            }
            rig.put(StatefulSetTests.set(0), .statefulSets)
            rig.run(for: .milliseconds(1))
            #expect(rig.eventTexts.first == text)
        }
    }

    @Test("whom a pod wakes: its set, the set it left, and for an orphan every set that selects it")
    func wakes() {
        var rig = StatefulSetTests.rig(server: .none)
        rig.put(StatefulSetTests.set(0), .statefulSets)
        rig.run(for: .milliseconds(1))
        func wokenBy(_ body: (inout Rig) -> Void) -> Bool {
            let component = rig.component
            rig.component = ControllerRunner<StatefulSetReconciler>()
            rig.started()
            let before = rig.sent.count
            body(&rig)
            rig.run(for: .milliseconds(1))
            defer { rig.component = component }
            return rig.sent.count > before
        }
        #expect(wokenBy { $0.put(Make.pod("web-9", labels: ["app": "web"]), .pods) })
        #expect(!wokenBy { $0.put(Make.pod("other", labels: ["app": "no"]), .pods) })
        #expect(wokenBy { $0.put(Make.pod("web-3", labels: ["app": "web"], owner: StatefulSetTests.owner), .pods) })
        #expect(wokenBy { $0.remove(.pods, ObjectKey("default", "web-3")) })
        var stranger = StatefulSetTests.owner
        stranger.set("uid-older", at: "uid")
        #expect(!wokenBy { $0.put(Make.pod("web-4", labels: ["app": "web"], owner: stranger), .pods) })
    }
}
