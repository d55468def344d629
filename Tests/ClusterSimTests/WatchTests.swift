import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation
import Testing

/// What processes are told, when watches lag, break and are too old.
@Suite struct WatchTests {
    private static let manager = "kube-controller-manager"

    private static func rested(_ change: (inout ClusterOptions) -> Void = { _ in }) -> Cluster {
        var cluster = Cluster.checked(change)
        cluster.create(Make.set("web", replicas: 3), .replicaSets)
        _ = cluster.settle()
        return cluster
    }

    private static func deliveries(_ cluster: Cluster, to process: String, from: SpanID) -> [Change] {
        cluster.spans(from: from).compactMap { span in
            guard case .delivery(let record) = span.body, record.process == process else { return nil }
            return record.change
        }
    }

    @Test("a broken watch is taken up where it broke: what was missed follows, nothing twice")
    func resumes() throws {
        var cluster = Self.rested()
        let from = cluster.trace.nextID
        try cluster.inject(.breakWatch(process: Self.manager, .configMaps, isGone: false))
        for number in 1 ... 4 { cluster.create(Make.map("m\(number)"), .configMaps) }
        cluster.run(until: cluster.now + .seconds(2))
        #expect(cluster.processLines.contains { $0.text == "\(Self.manager) watch of configmaps broke" })
        #expect(
            cluster.processLines.contains {
                $0.text == "\(Self.manager) watches configmaps again: 4 changes were missed"
            })
        let seen = Self.deliveries(cluster, to: Self.manager, from: from).filter { $0.object.resource == .configMaps }
        #expect(seen.map(\.object.name) == ["m1", "m2", "m3", "m4"])
        #expect(seen.allSatisfy { $0.kind == .added })
        #expect(cluster.checkWorld() == [])
    }

    @Test("410: it lists anew and tells of what is gone as deleted, of what changed as modified")
    func relistsWithTombstones() throws {
        var cluster = Self.rested()
        for name in ["gone", "kept", "changed"] { cluster.create(Make.map(name), .configMaps) }
        _ = cluster.settle()
        let from = cluster.trace.nextID
        try cluster.inject(.breakWatch(process: Self.manager, .configMaps, isGone: true))
        cluster.ask(.delete(.configMaps, Make.key("gone")))
        cluster.ask(.patch(.merge, .configMaps, Make.key("changed"), ["data": ["k": "w"]]))
        cluster.create(Make.map("new"), .configMaps)
        cluster.create(Make.map("came-and-went"), .configMaps)
        cluster.ask(.delete(.configMaps, Make.key("came-and-went")))
        cluster.run(until: cluster.now + .seconds(2))
        #expect(
            cluster.processLines.contains { $0.text.contains("watch too old (410): relists configmaps at revision") })
        let seen = Self.deliveries(cluster, to: Self.manager, from: from).filter { $0.object.resource == .configMaps }
        #expect(
            seen.map { "\($0.object.name) \($0.kind.rawValue)" } == ["changed MODIFIED", "new ADDED", "gone DELETED"])
        #expect(cluster.checkWorld() == [])
    }

    @Test("a watch that fell behind what the store keeps meets 410 by itself")
    func compactionMakesItRelist() throws {
        var cluster = Self.rested { $0.limits.changeLogWindow = 20 }
        try cluster.inject(.breakWatch(process: Self.manager, .pods, isGone: false))
        for number in 1 ... 40 { cluster.create(Make.map("m\(number)"), .configMaps) }
        cluster.run(until: cluster.now + .seconds(2))
        #expect(cluster.processLines.contains { $0.text.contains("watch too old (410): relists pods") })
        #expect(cluster.checkWorld() == [])
    }

    @Test("a tombstone counts: a pod that went while the watch was broken is replaced")
    func tombstoneWakes() throws {
        var cluster = Self.rested()
        let victim = try #require(cluster.pods.first)
        try cluster.inject(.breakWatch(process: Self.manager, .pods, isGone: true))
        var request = APIRequest.delete(.pods, victim.key)
        request.options.gracePeriodSeconds = 0
        cluster.ask(request)
        _ = cluster.settle()
        #expect(cluster.pods.count == 3)
        #expect(cluster.object(.pods, victim.name) == nil)
        #expect(cluster.unconverged() == [])
    }

    @Test("a watch that is not open cannot break")
    func breakTwice() throws {
        var cluster = Self.rested()
        try cluster.inject(.breakWatch(process: Self.manager, .pods, isGone: true))
        #expect(throws: CommandProblem(
                "\(Self.manager) has no watch of pods open now", "\(Self.manager) 现在没有打开的 pods watch")) {
            try cluster.inject(.breakWatch(process: Self.manager, .pods, isGone: false))
        }
        cluster.run(until: cluster.now + .milliseconds(800))
        cluster.step()  // the list is under way: its watch is open, and may break again
        _ = cluster.settle()
        #expect(cluster.checkWorld() == [])
    }

    @Test("a list whose watch breaks before it arrives is dropped, another one follows")
    func listUnderWayBreaks() throws {
        var cluster = Self.rested()
        try cluster.inject(.breakWatch(process: Self.manager, .pods, isGone: true))
        let listed = cluster.processLines.count { $0.text.contains("relists pods") }
        cluster.step { $0.processLines.count { $0.text.contains("relists pods") } > listed }
        try cluster.inject(.breakWatch(process: Self.manager, .pods, isGone: true))
        cluster.ask(Make.scale("web", to: 5))
        _ = cluster.settle()
        #expect(cluster.processLines.count { $0.text.contains("relists pods") } == listed + 2)
        #expect(cluster.unconverged() == [])
        #expect(cluster.checkWorld() == [])
    }

    @Test("a lagging cache stays so many changes behind, and expectations keep it from making pods twice")
    func lag() throws {
        var cluster = Self.rested()
        try cluster.inject(.lag(process: Self.manager, .pods, changes: 1_000))
        cluster.ask(Make.scale("web", to: 6))
        cluster.run(until: cluster.now + .seconds(20))
        cluster.ask(.patch(.merge, .replicaSets, Make.key("web"), ["metadata": ["labels": ["a": "b"]]]))
        cluster.run(until: cluster.now + .seconds(20))
        #expect(cluster.pods.count == 6)
        #expect(cluster.caches(of: Self.manager)?[.pods]?.objects.count == 3)
        #expect(cluster.lags(of: Self.manager).first { $0.resource == .pods }?.held ?? 0 > 3)
        try cluster.inject(.lag(process: Self.manager, .pods, changes: 0))
        _ = cluster.settle()
        #expect(cluster.unconverged() == [])
        #expect(cluster.podsMade == 6)
        #expect(cluster.checkWorld() == [])
    }

    @Test("without expectations and consistency check a lagging cache makes too many pods, which are removed later")
    func lagWithoutMemory() throws {
        var cluster = Self.rested()
        try cluster.inject(.expectations(on: false))
        try cluster.inject(.consistency(on: false))
        try cluster.inject(.lag(process: Self.manager, .pods, changes: 1_000))
        cluster.ask(Make.scale("web", to: 6))
        cluster.run(until: cluster.now + .seconds(5))
        cluster.ask(.patch(.merge, .replicaSets, Make.key("web"), ["metadata": ["labels": ["a": "b"]]]))
        cluster.run(until: cluster.now + .seconds(5))
        #expect(cluster.pods.count > 6)
        try cluster.inject(.lag(process: Self.manager, .pods, changes: 0))
        _ = cluster.settle()
        #expect(cluster.unconverged() == [])
    }

    @Test(
        "faults name what is there",
        arguments: [
            (Fault.lag(process: "kube-scheduler", .secrets, changes: 1), "kube-scheduler has no cache of secrets"),
            (.lag(process: "nobody", .pods, changes: 1), "no process nobody"),
            (.breakWatch(process: "kubelet/node-1", .nodes, isGone: true), "kubelet/node-1 has no cache of nodes"),
            (.conflict(component: "nobody", count: 1), "no component nobody"),
            (.sandbox(pod: ObjectKey("default", "none")), "no pod default/none"),
            (
                .crash(process: "kube-apiserver"),
                "stopping the API server is not modelled: it is the world's store and its door"
            )
        ])
    func refusedFaults(fault: Fault, message: String) {
        var cluster = Cluster.checked()
        let before = cluster.eventCount
        let problem = #expect(throws: CommandProblem.self) { try cluster.inject(fault) }
        #expect(problem?.message.english == message)
        #expect(cluster.eventCount == before)
    }
}
