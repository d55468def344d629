import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// What the garbage collector asks for and writes, one situation after the other.
///
/// The situations of upstream's pkg/controller/garbagecollector/garbagecollector_test.go.
@Suite struct CollectorTests {
    private static let owner = Thing.pod("ns1", "owner")
    private static let second = Thing.pod("ns1", "second")
    private static let child = Thing.pod("ns1", "child")
    private static let grandchild = Thing.pod("ns1", "grandchild")
    private static let pods = "/api/v1/namespaces/ns1/pods"

    private static func patch(_ thing: Thing, without owners: [Thing]) -> Value {
        [
            "metadata": [
                "uid": .string(thing.uid),
                "ownerReferences": .array(owners.map { ["$patch": "delete", "uid": .string($0.uid)] }),
            ]
        ]
    }

    /// `owner` was there and is gone; `child` names it.
    private static func bereaved() -> CollectorDesk {
        var desk = CollectorDesk()
        desk.made(owner)
        desk.made(child, owners: [owner])
        desk.work()
        desk.vanishes(owner)
        desk.seenGone(owner)
        return desk
    }

    // MARK: owners that are gone

    @Test("its only owner is gone: read live, deleted with uid and version as preconditions")
    func onlyOwnerGone() throws {
        var desk = Self.bereaved()
        // The owner was seen to go: it is not looked up again.
        #expect(desk.work() == ["GET \(Self.pods)/child", "DELETE \(Self.pods)/child"])
        let options = try #require(desk.rig.sent.last).options
        #expect(options.uid == "uid-child")
        #expect(options.resourceVersion == "1002")
        #expect(options.propagationPolicy == .background)
        #expect(!options.asMetadata)
    }

    @Test("an owner of that name with another uid is another object")
    func anotherUID() {
        var desk = CollectorDesk()
        desk.made(Thing(apiVersion: "v1", kind: "Pod", namespace: "ns1", name: "owner", uid: "uid-new"))
        desk.made(Self.child, owners: [Self.owner])
        #expect(desk.work().last == "DELETE \(Self.pods)/child")
    }

    @Test("one owner of two is gone: only the reference to it goes")
    func oneOfTwo() {
        var desk = CollectorDesk()
        desk.made(Self.owner)
        desk.made(Self.child, owners: [Self.second, Self.owner])
        #expect(
            desk.work() == [
                "GET \(Self.pods)/second", "GET \(Self.pods)/child", "GET \(Self.pods)/owner",
                "PATCH \(Self.pods)/child"
            ])
        #expect(desk.patches == [Self.patch(Self.child, without: [Self.second])])
    }

    @Test("the live object names no owner any more, or is gone: nothing is deleted")
    func liveObjectDiffers() {
        var desk = Self.bereaved()
        desk.exists(Self.child)
        #expect(desk.work() == ["GET \(Self.pods)/child"])
        desk = Self.bereaved()
        desk.vanishes(Self.child)
        #expect(desk.work() == ["GET \(Self.pods)/child"])
        #expect(desk.nodes == [])
    }

    @Test(
        "the finalizer an object has says how it is deleted",
        arguments: [
            ([], PropagationPolicy.background), (["orphan"], .orphan), (["foregroundDeletion"], .foreground),
            (["foregroundDeletion", "orphan"], .orphan),
        ] as [([String], PropagationPolicy)])
    func policyOfFinalizers(finalizers: [String], policy: PropagationPolicy) {
        var desk = CollectorDesk()
        desk.made(Self.child, owners: [Self.owner], finalizers: finalizers)
        desk.work()
        #expect(desk.rig.sent.last?.options.propagationPolicy == policy)
    }

    @Test("an object that is being deleted is left alone until it is gone")
    func beingDeleted() {
        var desk = CollectorDesk()
        desk.made(Self.owner)
        desk.made(Self.child, owners: [Self.owner], deleting: true, finalizers: ["example.com/hold"])
        desk.vanishes(Self.owner)
        desk.seenGone(Self.owner)
        #expect(desk.work() == [])
    }

    @Test("dependents that come while their owner is looked up are looked at too")
    func dependentsOfTheMoment() {
        var desk = CollectorDesk()
        desk.made(Self.child, owners: [Self.owner])
        desk.rig.run(for: .microseconds(200))
        #expect(desk.rig.open.map(\.request.name) == ["owner"])
        desk.made(Self.second, owners: [Self.owner])
        #expect(desk.work().filter { $0.hasPrefix("DELETE") }.count == 2)
    }

    // MARK: conflicts and errors

    @Test("a conflict: deleted whatever its version is if its owners are the same, tried again if they are not")
    func conflict() {
        var desk = Self.bereaved()
        desk.refusing = { request in
            guard request.verb == .delete, request.options.resourceVersion != nil else { return nil }
            return .conflict("pods", group: "", name: "child", "changed")
        }
        desk.exists(Self.child, owners: [Self.owner])
        desk.rig.run(for: .microseconds(200))
        desk.rig.answerOpen { _ in .object(Self.child.object([Self.owner], revision: 5), code: 200) }
        let asked = desk.work()
        #expect(
            asked == [
                "GET \(Self.pods)/child", "DELETE \(Self.pods)/child", "GET \(Self.pods)/child",
                "DELETE \(Self.pods)/child"
            ])
        #expect(desk.rig.sent.last?.options.resourceVersion == nil)
        #expect(desk.rig.sent.last?.options.uid == "uid-child")
        desk = Self.bereaved()
        desk.refusing = { request in
            request.verb == .delete ? .conflict("pods", group: "", name: "child", "changed") : nil
        }
        desk.rig.run(for: .microseconds(200))
        desk.exists(Self.child, owners: [Self.owner, Self.second])
        desk.rig.answerOpen { _ in .object(Self.child.object([Self.owner], revision: 5), code: 200) }
        #expect(
            desk.work() == ["GET \(Self.pods)/child", "DELETE \(Self.pods)/child", "GET \(Self.pods)/child"])
        #expect(desk.failures.last == "Operation cannot be fulfilled on pods \"child\": changed")
    }

    @Test("it is gone when it is deleted: its node leaves the graph, those that named it are looked at")
    func goneAtDeletion() {
        var desk = Self.bereaved()
        desk.made(Self.grandchild, owners: [Self.child])
        desk.refusing = { request in
            request.verb == .delete && request.name == "child"
                ? .notFound("pods", group: "", name: "child") : nil
        }
        let asked = desk.work()
        #expect(asked.contains("DELETE \(Self.pods)/child"))
        #expect(asked.contains("GET \(Self.pods)/grandchild"))
        #expect(desk.nodes == ["Pod ns1/grandchild"])
    }

    @Test("an error of the API server: tried again with back-off")
    func serverError() {
        var desk = Self.bereaved()
        desk.refusing = { _ in Status(code: 500, reason: "InternalError", message: "no etcd") }
        #expect(desk.work() == ["GET \(Self.pods)/child"])
        #expect(desk.failures == ["no etcd"])
        desk.refusing = { _ in nil }
        #expect(desk.work(for: .milliseconds(10)).last == "DELETE \(Self.pods)/child")
    }

    // MARK: foreground

    @Test("foreground: the dependents are looked at, then the owner; it goes when none blocks it")
    func foreground() {
        var desk = CollectorDesk()
        desk.holdsDeleted = true
        desk.made(Self.owner)
        desk.made(Self.child, owners: [Self.owner.blocking])
        desk.made(Self.second, owners: [Self.owner])
        desk.made(Self.owner, deleting: true, finalizers: ["foregroundDeletion"])
        let asked = desk.work()
        #expect(asked.contains("DELETE \(Self.pods)/child") && asked.contains("DELETE \(Self.pods)/second"))
        #expect(!asked.contains("PATCH \(Self.pods)/owner"))
        desk.seenGone(Self.child)
        // `second` is still there and does not block.
        #expect(desk.work() == ["GET \(Self.pods)/owner", "GET \(Self.pods)/owner", "PATCH \(Self.pods)/owner"])
        #expect(desk.patches.last?.at("metadata", "finalizers") == .null)
    }

    @Test("a reference stops blocking, or goes: its owner is looked at again", arguments: [true, false])
    func unblocked(referenceStays: Bool) {
        var desk = CollectorDesk()
        desk.made(Self.owner, deleting: true, finalizers: ["foregroundDeletion", "example.com/hold"])
        desk.seen(Self.child, owners: [Self.owner.blocking], deleting: true, finalizers: ["example.com/hold"])
        desk.work()
        desk.seen(
            Self.child, owners: referenceStays ? [Self.owner] : [], deleting: true, finalizers: ["example.com/hold"])
        #expect(desk.work().last == "PATCH \(Self.pods)/owner")
        #expect(desk.patches.last?.at("metadata", "finalizers") == ["example.com/hold"])
    }

    @Test("a dependent with dependents of its own follows in the foreground")
    func foregroundGoesDown() {
        var desk = CollectorDesk()
        desk.made(Self.owner, deleting: true, finalizers: ["foregroundDeletion"])
        desk.made(Self.child, owners: [Self.owner.blocking])
        desk.made(Self.grandchild, owners: [Self.child.blocking])
        desk.work()
        let sent = desk.rig.sent.filter { $0.verb == .delete }
        #expect(sent.map(\.name) == ["child"])
        #expect(sent.first?.options.propagationPolicy == .foreground)
    }

    @Test("a cycle of foreground deletions is broken: the owners are no longer blocked")
    func cycle() {
        var desk = CollectorDesk()
        desk.holdsDeleted = true
        desk.made(Self.owner, owners: [Self.child.blocking], deleting: true, finalizers: ["foregroundDeletion"])
        desk.made(Self.child, owners: [Self.owner.blocking])
        let asked = desk.work(for: .microseconds(1500))
        #expect(asked.suffix(2) == ["PATCH \(Self.pods)/child", "DELETE \(Self.pods)/child"])
        #expect(
            desk.patches.last == [
                "metadata": [
                    "uid": "uid-child",
                    "ownerReferences": [
                        [
                            "apiVersion": "v1", "kind": "Pod", "name": "owner", "uid": "uid-owner",
                            "blockOwnerDeletion": false
                        ]
                    ],
                ]
            ])
        #expect(desk.rig.sent.last?.options.propagationPolicy == .foreground)
    }

    @Test("one owner is there, the other waits for its dependents: the reference to the waiting one goes")
    func solidAndWaiting() {
        var desk = CollectorDesk()
        desk.made(Self.owner)
        desk.made(Self.second)
        desk.made(Self.child, owners: [Self.owner.blocking, Self.second])
        desk.made(Self.owner, deleting: true, finalizers: ["foregroundDeletion"])
        desk.work()
        #expect(desk.patches.contains(Self.patch(Self.child, without: [Self.owner])))
        #expect(!desk.rig.sent.contains { $0.verb == .delete })
    }

    @Test("a finalizer that cannot be taken off for conflicts is tried four times")
    func finalizerConflicts() {
        var desk = CollectorDesk()
        desk.made(Self.owner, deleting: true, finalizers: ["orphan"])
        desk.refusing = { request in
            guard case .patch = request.verb else { return nil }
            return .conflict("pods", group: "", name: "owner", "changed")
        }
        #expect(desk.work().filter { $0.hasPrefix("PATCH") }.count == 4)
        #expect(
            desk.failures == [
                "updateMaxRetries(4) has reached. The garbage collector will retry later for owner "
                    + "[v1/Pod, namespace: ns1, name: owner, uid: uid-owner]"
            ])
    }

    // MARK: orphaning

    @Test("orphan: the dependents lose the reference side by side, then the owner its finalizer")
    func orphan() {
        var desk = CollectorDesk()
        desk.made(Self.owner)
        desk.made(Self.child, owners: [Self.owner])
        desk.made(Self.second, owners: [Self.owner])
        desk.work()
        desk.made(Self.owner, deleting: true, finalizers: ["orphan"])
        desk.rig.run(for: .microseconds(200))
        #expect(desk.rig.open.map(\.request.name) == ["child", "second"])
        #expect(
            desk.work() == [
                "PATCH \(Self.pods)/child", "PATCH \(Self.pods)/second", "GET \(Self.pods)/owner",
                "PATCH \(Self.pods)/owner"
            ])
        #expect(desk.patches.first == Self.patch(Self.child, without: [Self.owner]))
    }

    @Test("orphan: a dependent that is gone does not count; one that cannot be patched holds the owner up")
    func orphanErrors() {
        for (code, isHeld) in [(404, false), (500, true)] {
            var desk = CollectorDesk()
            desk.made(Self.owner)
            desk.made(Self.child, owners: [Self.owner])
            desk.work()
            desk.refusing = { request in
                guard case .patch = request.verb, request.name == "child" else { return nil }
                return Status(code: code, reason: "", message: "no")
            }
            desk.made(Self.owner, deleting: true, finalizers: ["orphan"])
            #expect(desk.work().contains("PATCH \(Self.pods)/owner") != isHeld)
            #expect(desk.failures.isEmpty != isHeld)
        }
    }

    @Test("an update that starts deletion and another that changes its finalizer begin the work; others do not")
    func transitions() {
        var desk = CollectorDesk()
        desk.made(Self.owner, finalizers: ["orphan"])
        #expect(desk.work() == [])
        desk.made(Self.owner, deleting: true, finalizers: ["orphan"])
        #expect(desk.work().last == "PATCH \(Self.pods)/owner")
        desk.made(Self.owner, deleting: true, finalizers: ["orphan"])
        #expect(desk.work() == [])
        desk.made(Self.owner, deleting: true, finalizers: ["foregroundDeletion"])
        #expect(desk.work().last == "PATCH \(Self.pods)/owner")
    }

    // MARK: resources without strategic patches

    @Test("a resource that takes no strategic patch is given a merge patch of the whole list")
    func mergePatch() {
        var desk = CollectorDesk()
        desk.made(Self.owner)
        desk.made(Self.child, owners: [Self.owner, Self.second])
        desk.refusing = { request in
            guard case .patch(.strategic) = request.verb else { return nil }
            return Status(code: 415, reason: "UnsupportedMediaType", message: "no")
        }
        desk.work()
        #expect(
            desk.patches.last == [
                "metadata": ["resourceVersion": "1002", "ownerReferences": [Self.owner.reference]]
            ])
        desk.made(Self.owner, deleting: true, finalizers: ["orphan"])
        desk.exists(Self.child, owners: [Self.owner])
        desk.seen(Self.child, owners: [Self.owner])
        desk.work()
        #expect(
            desk.patches.contains(["metadata": ["resourceVersion": "1005", "ownerReferences": .null]]))
    }
}
