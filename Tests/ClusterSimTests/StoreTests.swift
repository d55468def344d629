import APIServing
import ClusterSim
import Documents
import KubeAPI
import OrderedMaps
import Simulation
import Testing

/// etcd's model behind the API server.
@Suite struct StoreTests {
    private static func rows() -> Cluster {
        var cluster = Cluster.checked(nodes: 0)
        cluster.create(Make.map("a"), .configMaps)
        cluster.create(Make.map("b"), .configMaps)
        cluster.ask(.patch(.merge, .configMaps, Make.key("a"), ["data": ["k": "2"]]))
        cluster.ask(.patch(.merge, .configMaps, Make.key("a"), ["data": ["k": "3"]]))
        return cluster
    }

    @Test("a row knows its first and last revision and how often it was written")
    func row() throws {
        let cluster = Self.rows()
        let a = try #require(cluster.server.store.row(.configMaps, Make.key("a")))
        let b = try #require(cluster.server.store.row(.configMaps, Make.key("b")))
        #expect(a.createRevision == cluster.revision - 3)
        #expect(a.modRevision == cluster.revision)
        #expect(a.version == 3)
        #expect(b.createRevision == b.modRevision && b.version == 1)
    }

    @Test("a key that is made again begins anew")
    func again() throws {
        var cluster = Self.rows()
        cluster.ask(.delete(.configMaps, Make.key("a")))
        #expect(cluster.server.store.row(.configMaps, Make.key("a")) == nil)
        cluster.create(Make.map("a"), .configMaps)
        let row = try #require(cluster.server.store.row(.configMaps, Make.key("a")))
        #expect(row.version == 1 && row.createRevision == cluster.revision)
    }

    @Test("one counter for all keys: every write is one revision, reads are none")
    func revisions() {
        var cluster = Self.rows()
        let before = cluster.revision
        cluster.create(Make.pod("p"), .pods)
        cluster.create(Make.map("c"), .configMaps)
        cluster.ask(.delete(.configMaps, Make.key("c")))
        _ = cluster.read(.init(.list, .pods, namespace: "default", user: "kubernetes-admin"))
        #expect(cluster.revision == before + 3)
        let changes = cluster.server.store.changes(after: before) ?? []
        #expect(changes.map(\.revision) == [before + 1, before + 2, before + 3])
        #expect(changes.map(\.kind) == [.added, .added, .deleted])
        #expect(changes.last?.object.revision == before + 3)
        #expect(cluster.server.store.newest[Resource.pods.index] == before + 1)
    }

    @Test("changes after a revision, of one resource or all; nothing after the newest")
    func changes() {
        let cluster = Self.rows()
        let store = cluster.server.store
        #expect(store.changes(after: cluster.revision)?.isEmpty == true)
        #expect(store.changes(after: cluster.revision - 4, of: .configMaps)?.count == 4)
        #expect(store.changes(after: cluster.revision - 4, of: .pods)?.count == 0)
        #expect(store.changes(after: cluster.revision - 1)?.first?.old?.at("data", "k")?.string == "2")
    }

    @Test("what is compacted is gone: changes are nil and a watch from there meets 410")
    func compaction() throws {
        let cluster = Self.rows()
        var server = cluster.server
        let revision = cluster.revision
        server.compact(upTo: revision - 1)
        #expect(server.store.compacted == revision - 1)
        #expect(server.store.changes(after: revision - 2) == nil)
        #expect(server.store.changes(after: revision - 1)?.count == 1)
        #expect(server.store.object(.configMaps, Make.key("a")) != nil)
        #expect(server.store.revision == revision)
        do {
            _ = try server.subscribe(.configMaps, after: revision - 2, owner: 0)
            Issue.record("a watch from a compacted revision was opened")
        } catch {
            #expect(error.code == 410)
            #expect(error.reason == "Expired")
            #expect(error.message == "too old resource version: \(revision - 2) (\(revision))")
        }
        let opened = try server.subscribe(.configMaps, after: revision - 1, owner: 0)
        #expect(opened.backlog.count == 1)
    }

    @Test("the log keeps its window and forgets what is older")
    func window() {
        var cluster = Cluster.checked(nodes: 0) { $0.limits.changeLogWindow = 100 }
        for number in 0 ..< 300 { cluster.create(Make.map("m\(number)"), .configMaps) }
        let store = cluster.server.store
        #expect(store.changes(after: cluster.revision - 100)?.count == 100)
        #expect(store.changes(after: cluster.revision - 200) == nil)
        #expect(store.compacted > 0)
    }

    @Test("every five minutes etcd forgets what is older than five minutes")
    func periodicCompaction() {
        var cluster = Cluster.checked(nodes: 0)
        let early = cluster.revision
        cluster.run(until: cluster.now + .minutes(4))
        #expect(cluster.server.store.changes(after: early) != nil)
        cluster.run(until: cluster.now + .minutes(8))
        #expect(cluster.server.store.changes(after: early) == nil)
        #expect(cluster.problems == [])
    }

    @Test("events live an hour")
    func expiry() {
        var cluster = Cluster.checked(nodes: 1)
        cluster.create(Make.pod("p"), .pods)
        _ = cluster.settle()
        let events = { (cluster: Cluster) in cluster.server.store.list(.events, namespace: "default").count }
        #expect(events(cluster) > 0)
        cluster.run(until: cluster.now + .minutes(54))
        #expect(events(cluster) > 0)
        cluster.run(until: cluster.now + .minutes(15))
        #expect(events(cluster) == 0)
    }

    @Test("a watch of a node's pods tells of what comes to it, and of nothing else")
    func nodeWatch() throws {
        var cluster = Cluster.checked(nodes: 0)
        cluster.create(Make.pod("mine", node: "node-a"), .pods)
        cluster.create(Make.pod("other", node: "node-b"), .pods)
        cluster.create(Make.pod("late"), .pods)
        cluster.ask(
            APIRequest(
                .create, .pods, namespace: "default", name: "late", subresource: "binding",
                body: ["target": ["kind": "Node", "name": "node-a"]]))
        var server = cluster.server
        let opened = try server.subscribe(.pods, scope: .node("node-a"), after: cluster.revision - 4, owner: 1)
        #expect(opened.backlog.map { "\($0.object.name) \($0.kind.rawValue)" } == ["mine ADDED", "late ADDED"])
    }
}
