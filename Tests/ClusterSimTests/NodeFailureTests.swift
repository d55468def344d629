import APIServing
import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// Silence of nodes and leaders, with upstream's times.
@Suite struct NodeFailureTests {
    private static func ready(_ node: String, _ cluster: Cluster) -> String {
        let conditions = cluster.object(.nodes, node)?.at("status", "conditions")?.array ?? []
        return conditions.first { $0["type"]?.string == "Ready" }?["status"]?.string ?? ""
    }

    private static func taints(_ node: String, _ cluster: Cluster) -> [String] {
        (cluster.object(.nodes, node)?.at("spec", "taints")?.array ?? []).map {
            "\($0["key"]?.string ?? ""):\($0["effect"]?.string ?? "")"
        }.sorted()
    }

    @Test("a silent node is Unknown after 50 s, tainted, and its pods go after 300 s and are replaced")
    func silence() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 6), .replicaSets)
        _ = cluster.settle()
        let onNode = cluster.pods.filter { $0.pod?.nodeName == "node-2" }
        #expect(!onNode.isEmpty)
        try cluster.apply(.stop(process: "kubelet/node-2", text: "stop"))
        let stopped = cluster.now
        cluster.run(until: stopped + .seconds(39))
        #expect(Self.ready("node-2", cluster) == "True")
        let isSilent = cluster.step(within: .minutes(2)) { Self.ready("node-2", $0) == "Unknown" }
        #expect(isSilent)
        // The last sign of life lies up to 10 s before the stop, the check comes every 5 s.
        #expect(cluster.now - stopped >= .seconds(40) && cluster.now - stopped <= .seconds(56))
        let isTainted = cluster.step(within: .seconds(10)) { Self.taints("node-2", $0).count == 2 }
        #expect(isTainted)
        #expect(
            Self.taints("node-2", cluster) == [
                "node.kubernetes.io/unreachable:NoExecute", "node.kubernetes.io/unreachable:NoSchedule",
            ])
        let tainted = cluster.now
        cluster.run(until: tainted + .seconds(290))
        #expect(cluster.pods.allSatisfy { !$0.meta.isTerminating })
        cluster.run(until: tainted + .seconds(310))
        let terminating = cluster.pods.filter(\.meta.isTerminating)
        #expect(terminating.map(\.name) == onNode.map(\.name))
        _ = cluster.settle()
        #expect(cluster.activePods.count == 6)
        #expect(cluster.activePods.allSatisfy { $0.pod?.nodeName != "node-2" })
        try cluster.apply(.start(process: "kubelet/node-2", text: "start"))
        cluster.run(until: cluster.now + .minutes(1))
        #expect(Self.ready("node-2", cluster) == "True")
        #expect(Self.taints("node-2", cluster) == [])
        #expect(cluster.unconverged() == [])
        #expect(cluster.checkWorld() == [])
    }

    @Test("a node that is back within 300 s keeps its pods")
    func backInTime() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 6), .replicaSets)
        _ = cluster.settle()
        let names = cluster.pods.map(\.name)
        try cluster.apply(.stop(process: "kubelet/node-2", text: "stop"))
        cluster.run(until: cluster.now + .seconds(200))
        #expect(Self.ready("node-2", cluster) == "Unknown")
        try cluster.apply(.start(process: "kubelet/node-2", text: "start"))
        cluster.run(until: cluster.now + .minutes(10))
        #expect(cluster.pods.map(\.name) == names)
        #expect(cluster.unconverged() == [])
    }

    @Test("a leader renews every 2 s")
    func renewal() {
        var cluster = Cluster.checked(nodes: 0)
        let from = cluster.now
        cluster.run(until: from + .seconds(20))
        let renewals = cluster.requests.filter {
            $0.time >= from && $0.record.process == "kube-scheduler" && $0.record.component == "leader-elector"
        }
        #expect((9 ... 10).contains(renewals.count))
    }

    @Test("a new leader waits until the old one's lease has not been renewed for 15 s as it has seen it")
    func takeover() throws {
        var cluster = Cluster.checked(nodes: 0)
        try cluster.apply(.stop(process: "kube-scheduler", text: "stop"))
        try cluster.apply(.start(process: "kube-scheduler", text: "start"))
        let started = cluster.now
        func wins() -> [SimTime] {
            cluster.processLines.filter { $0.text == "kube-scheduler became leader" }.map(\.time)
        }
        #expect(wins().count == 1)
        cluster.run(until: started + .seconds(60))
        #expect(wins().count == 2)
        let wait = try #require(wins().last) - started
        #expect(wait >= .seconds(15) && wait < .seconds(17))
        let lease = cluster.server.store.object(.leases, ObjectKey("kube-system", "kube-scheduler"))
        #expect(lease?.at("spec", "leaseTransitions")?.int == 1)
        #expect(lease?.at("spec", "leaseDurationSeconds")?.int == 15)
        #expect(lease?.at("spec", "holderIdentity")?.string == "control-plane_kube-scheduler-2")
    }

    @Test("a leader that cannot renew for 10 s gives up, dies and is started again")
    func renewDeadline() throws {
        var cluster = Cluster.checked(nodes: 0)
        cluster.run(until: cluster.now + .seconds(5))
        let from = cluster.now
        try cluster.inject(.reject(component: "leader-elector", verb: "update", .leases, count: nil))
        cluster.run(until: from + .seconds(14))
        let lost = cluster.processLines.filter { $0.text.hasSuffix("crashed: lost its lease") }
        #expect(lost.count == 2)
        for line in lost { #expect(line.time - from >= .seconds(8) && line.time - from <= .seconds(13)) }
        try cluster.inject(.endReject(component: "leader-elector"))
        cluster.run(until: cluster.now + .seconds(30))
        let won = cluster.processLines.filter { $0.time > from && $0.text.hasSuffix("became leader") }
        #expect(won.map(\.text).sorted() == ["kube-controller-manager became leader", "kube-scheduler became leader"])
    }

    @Test("nothing is scheduled and nothing is controlled until there is a leader")
    func withoutLeader() throws {
        var cluster = Cluster.checked()
        try cluster.apply(.stop(process: "kube-controller-manager", text: "stop"))
        cluster.create(Make.set("web", replicas: 2), .replicaSets)
        cluster.run(until: cluster.now + .minutes(2))
        #expect(cluster.pods.isEmpty)
        #expect(cluster.object(.replicaSets, "web")?.at("status", "observedGeneration") == nil)
        try cluster.apply(.start(process: "kube-controller-manager", text: "start"))
        // Its old lease has long run out, but a new process has to see that itself.
        cluster.run(until: cluster.now + .seconds(14))
        #expect(cluster.pods.isEmpty)
        cluster.run(until: cluster.now + .seconds(10))
        #expect(cluster.pods.count == 2)
    }
}
