import ControllerKit
import Controllers
import KubeAPI
import OrderedMaps
import Simulation
import Testing

/// Who is taken for whose owner, when what objects say of their owners does not fit.
///
/// The situations of upstream's TestConflictingData and TestGetAlternateOwnerIdentity
/// (pkg/controller/garbagecollector/garbagecollector_test.go, graph_builder_test.go).
@Suite struct CollectorGraphTests {
    private static let child = Thing.pod("ns1", "child")
    private static let other = Thing.pod("ns1", "other")
    private static let near = Thing.pod("ns1", "owner")
    private static let far = Thing.pod("ns2", "owner")
    private static let served = Thing(
        apiVersion: "apps/v1", kind: "Deployment", namespace: "ns1", name: "web", uid: "uid-web")
    private static let unserved = Thing(
        apiVersion: "extensions/v1beta1", kind: "Deployment", namespace: "ns1", name: "web", uid: "uid-web")
    private static let wrong = Thing(
        apiVersion: "v1", kind: "Secret", namespace: "ns1", name: "secret", uid: "uid-web")

    private static let pods = "/api/v1/namespaces/ns1/pods"
    private static let deployment = "GET /apis/apps/v1/namespaces/ns1/deployments/web"
    private static let secret = "GET /api/v1/namespaces/ns1/secrets/secret"
    private static let unmapped = "unable to get REST mapping for extensions/v1beta1/Deployment."

    @Test("an owner that was not seen yet is asked about until its watch event comes")
    func unseenOwner() {
        var desk = CollectorDesk()
        desk.exists(.node)
        desk.made(Self.child, owners: [.node])
        #expect(desk.nodes == ["Node ns1/n (virtual)", "Pod ns1/child"])
        #expect(desk.work() == ["GET /api/v1/nodes/n"])
        #expect(desk.failures == ["item hasn't been observed via informer yet"])
        desk.seen(.node)
        #expect(desk.nodes == ["Node n", "Pod ns1/child"])
        #expect(desk.work(for: .milliseconds(50)) == [])
        #expect(desk.failures.count == 1)
    }

    @Test("an owner in another namespace is no owner: an event, and the dependent goes", arguments: [true, false])
    func farOwner(childFirst: Bool) {
        var desk = CollectorDesk()
        if childFirst {
            desk.made(Self.child, owners: [Self.near])
            desk.made(Self.far)
        } else {
            desk.made(Self.far)
            desk.made(Self.child, owners: [Self.near])
        }
        #expect(
            desk.rig.eventTexts == [
                "Warning OwnerRefInvalidNamespace ns1/child: ownerRef [v1/Pod, namespace: ns1, name: owner, "
                    + "uid: uid-owner] does not exist in namespace \"ns1\""
            ])
        #expect(
            desk.work() == ["GET \(Self.pods)/child", "GET \(Self.pods)/owner", "DELETE \(Self.pods)/child"])
        #expect(desk.absent == ["Pod ns1/owner"])
        desk.seenGone(Self.child)
        #expect(desk.nodes == ["Pod ns2/owner"])
        #expect(desk.work() == [])
    }

    @Test("a cluster-wide object with an owner in a namespace stays, and is not asked about again",
        arguments: [true, false])
    func clusterWideChild(childFirst: Bool) {
        var desk = CollectorDesk()
        let nowhere = Thing.pod("", "owner")
        desk.exists(Self.near)
        if childFirst {
            desk.made(.node, owners: [nowhere])
            #expect(desk.nodes == ["Node n", "Pod owner (virtual)"])
            #expect(desk.work() == [])
            desk.seen(Self.near)
        } else {
            desk.seen(Self.near)
            desk.made(.node, owners: [nowhere])
        }
        #expect(
            desk.rig.eventTexts == [
                "Warning OwnerRefInvalidNamespace n: ownerRef [v1/Pod, namespace: , name: owner, "
                    + "uid: uid-owner] does not exist in namespace \"\""
            ])
        #expect(desk.work() == ["GET /api/v1/nodes/n"])
        #expect(desk.work(for: .milliseconds(50)) == [])
        #expect(desk.nodes == ["Node n", "Pod ns1/owner"])
    }

    @Test("an owner named by a version that is not served: its dependent stays", arguments: [true, false])
    func unservedVersion(childFirst: Bool) {
        var desk = CollectorDesk()
        if childFirst {
            desk.made(Self.child, owners: [Self.unserved])
            #expect(desk.work() == [])
            #expect(desk.failures == [Self.unmapped])
            desk.made(Self.served)
        } else {
            desk.made(Self.served)
            desk.made(Self.child, owners: [Self.unserved])
        }
        #expect(desk.nodes == ["Deployment ns1/web", "Pod ns1/child"])
        #expect(desk.work() == ["GET \(Self.pods)/child"])
        #expect(desk.failures.last == Self.unmapped)
        desk.vanishes(Self.served)
        desk.seenGone(Self.served)
        #expect(desk.work(for: .milliseconds(50)).allSatisfy { $0 == "GET \(Self.pods)/child" })
        #expect(desk.nodes == ["Pod ns1/child"])
    }

    @Test("one uid, two versions, no such owner: only who named the served one goes", arguments: [true, false])
    func absentOwnerOfTwoVersions(servedFirst: Bool) {
        var desk = CollectorDesk()
        let things = [(Self.child, Self.unserved), (Self.other, Self.served)]
        for (thing, owner) in servedFirst ? things.reversed() : things { desk.made(thing, owners: [owner]) }
        let asked = desk.work(for: .milliseconds(40))
        #expect(asked.contains("DELETE \(Self.pods)/other"))
        #expect(!asked.contains("DELETE \(Self.pods)/child"))
        desk.seenGone(Self.other)
        desk.work(for: .milliseconds(40))
        #expect(desk.nodes == ["Deployment ns1/web (virtual)", "Pod ns1/child"])
        #expect(desk.graph.all.first { $0.isVirtual }?.identity.apiVersion == "extensions/v1beta1")
        #expect(desk.failures.contains(Self.unmapped))
    }

    @Test("a dependent that names the uid of another kind goes; the true dependents stay", arguments: [0, 1, 2])
    func wrongKind(order: Int) {
        var desk = CollectorDesk()
        desk.exists(Self.served)
        switch order {
        case 0:
            desk.made(Self.child, owners: [Self.wrong])
            desk.made(Self.other, owners: [Self.served])
            #expect(desk.nodes.contains("Secret ns1/secret (virtual)"))
        case 1:
            desk.made(Self.child, owners: [Self.wrong])
            desk.made(Self.other, owners: [Self.served])
            desk.seen(Self.served)
        default:
            desk.made(Self.other, owners: [Self.served])
            desk.made(Self.child, owners: [Self.wrong])
            desk.seen(Self.served)
        }
        var asked = desk.work(for: .milliseconds(40))
        desk.seen(Self.served)
        asked += desk.work(for: .milliseconds(40))
        #expect(asked.contains(Self.secret))
        #expect(asked.filter { $0.hasPrefix("DELETE") } == ["DELETE \(Self.pods)/child"])
        desk.seenGone(Self.child)
        #expect(desk.nodes == ["Deployment ns1/web", "Pod ns1/other"])
        #expect(desk.absent == ["Secret ns1/secret"])
    }

    @Test("a cluster-wide and a namespaced dependent of one missing owner: only the namespaced one goes",
        arguments: [true, false])
    func missingOwnerOfTwoScopes(clusterWideFirst: Bool) {
        var desk = CollectorDesk()
        let things = [(Thing.node, Thing.pod("", "owner")), (Self.child, Self.near)]
        for (thing, owner) in clusterWideFirst ? things : things.reversed() { desk.made(thing, owners: [owner]) }
        let asked = desk.work(for: .milliseconds(40))
        #expect(asked.filter { $0.hasPrefix("DELETE") } == ["DELETE \(Self.pods)/child"])
        #expect(desk.absent == ["Pod ns1/owner"])
        desk.seenGone(Self.child)
        #expect(desk.work(for: .milliseconds(40)) == [])
        #expect(desk.nodes == ["Node n", "Pod owner (virtual)"])
    }

    @Test("a cluster-wide and a namespaced dependent of an owner that is seen late: both stay")
    func lateOwnerOfTwoScopes() {
        var desk = CollectorDesk()
        desk.exists(Self.near)
        desk.made(.node, owners: [.pod("", "owner")])
        desk.made(Self.child, owners: [Self.near])
        #expect(desk.work() == ["GET \(Self.pods)/child", "GET \(Self.pods)/owner"])
        desk.seen(Self.near)
        #expect(desk.rig.eventTexts.count == 1)
        #expect(desk.work() == ["GET /api/v1/nodes/n"])
        #expect(desk.nodes == ["Node n", "Pod ns1/child", "Pod ns1/owner"])
    }

    @Test("what else an absent owner might be is tried in the order of kind, version, namespace, name")
    func alternatives() {
        var desk = CollectorDesk()
        func claim(_ kind: String, _ name: String) -> Thing {
            Thing(apiVersion: "v1", kind: kind, namespace: "ns1", name: name, uid: "uid-x")
        }
        let claims = [claim("Secret", "b"), claim("ConfigMap", "a"), claim("Secret", "a"), claim("Pod", "z")]
        for (index, owner) in claims.enumerated() { desk.made(.pod("ns1", "p\(index)"), owners: [owner]) }
        var tried: [String] = []
        for _ in 0..<4 {
            if let virtual = desk.graph.all.first(where: \.isVirtual) {
                let word = "\(virtual.identity.kind) \(virtual.identity.name)"
                if tried.last != word { tried.append(word) }
            }
            desk.work(for: .microseconds(400))
            while let now = desk.graph.all.first(where: \.isVirtual),
                "\(now.identity.kind) \(now.identity.name)" == tried.last, desk.rig.now.microseconds < 1_000_000
            {
                desk.work(for: .milliseconds(1))
            }
        }
        // The first claim that was seen, then the next behind it, round to the first.
        #expect(tried == ["Secret b", "ConfigMap a", "Pod z", "Secret a"])
    }

    @Test("owner references change: the graph follows, in both directions")
    func owners() {
        var desk = CollectorDesk()
        desk.made(Self.near)
        desk.made(Self.served)
        func dependents(_ thing: Thing) -> [String] { desk.graph[thing.uid]?.dependents.map { $0.key } ?? [] }
        for (owners, ofPod, ofDeployment) in [
            ([Self.near], ["uid-child"], []), ([Self.near, Self.served], ["uid-child"], ["uid-child"]),
            ([Self.served], [], ["uid-child"]), ([], [], []),
        ] as [([Thing], [String], [String])] {
            desk.made(Self.child, owners: owners)
            #expect(dependents(Self.near) == ofPod)
            #expect(dependents(Self.served) == ofDeployment)
            #expect(desk.rig.component.invariantBroken() == nil)
        }
        desk.made(Self.child, owners: [Self.near])
        desk.seenGone(Self.child)
        #expect(dependents(Self.near) == [])
        #expect(desk.rig.component.invariantBroken() == nil)
    }

    @Test("500 absent owners are remembered, the least recently used go first")
    func absentOwners() {
        var desk = CollectorDesk()
        for index in 0...AbsentOwners.most {
            let owner = Thing.pod("ns1", "o\(index)")
            desk.made(.pod("ns1", "c\(index)"), owners: [owner])
            desk.work()
            if index == AbsentOwners.most - 1 {
                // Used once more: it outlives the next one.
                desk.made(.pod("ns1", "again"), owners: [.pod("ns1", "o0")])
                desk.work()
            }
        }
        #expect(desk.absent.count == AbsentOwners.most)
        #expect(desk.absent.contains("Pod ns1/o0"))
        #expect(!desk.absent.contains("Pod ns1/o1"))
    }
}
