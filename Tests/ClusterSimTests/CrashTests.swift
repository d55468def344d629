import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Nodes
import OrderedMaps
import Simulation
import Testing

/// Processes die at the worst moments, and the cluster comes to what was asked for.
@Suite struct CrashTests {
    private static let manager = "kube-controller-manager"

    @Test("the controller manager dies between two writes of a slow start: no pod is made twice", arguments: 1 ... 9)
    func betweenWrites(pods: Int) throws {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 10), .replicaSets)
        let reached = cluster.step { $0.pods.count == pods }
        #expect(reached)
        try cluster.inject(.crash(process: Self.manager))
        #expect(!cluster.isRunning(Self.manager))
        cluster.run(until: cluster.now + .seconds(30))
        _ = cluster.settle()
        #expect(cluster.isRunning(Self.manager))
        #expect(cluster.unconverged() == [])
        #expect(cluster.podsMade == 10)
        #expect(cluster.checkWorld() == [])
    }

    @Test("a sync that was under way leaves nothing behind: queue, expectations and syncs die with the process")
    func memoryDies() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.set("web", replicas: 10), .replicaSets)
        cluster.step { $0.pods.count == 3 }
        func underWay() -> [Flight] {
            (cluster.component("replicaset-controller", of: Self.manager) as? any ReconcilingComponent)?.underWay ?? []
        }
        #expect(underWay().count == 1)
        try cluster.inject(.crash(process: Self.manager))
        #expect(underWay().isEmpty)
        #expect(cluster.caches(of: Self.manager)?[.pods]?.objects.isEmpty == true)
    }

    @Test("the scheduler dies between its decision and the binding: another decision follows, one binding is made")
    func betweenAssumeAndBind() throws {
        var cluster = Cluster.checked()
        func decisions() -> Int {
            cluster.spans(from: cluster.trace.firstKept).count { span in
                if case .scheduled = span.body { true } else { false }
            }
        }
        cluster.create(Make.pod("solo"), .pods)
        let before = decisions()
        while decisions() == before, cluster.step() {}
        #expect(cluster.object(.pods, "solo")?.pod?.nodeName == "")
        try cluster.inject(.crash(process: "kube-scheduler"))
        cluster.run(until: cluster.now + .seconds(10))
        #expect(cluster.object(.pods, "solo")?.pod?.nodeName == "")
        cluster.run(until: cluster.now + .seconds(20))
        #expect(cluster.object(.pods, "solo")?.pod?.phase == .running)
        let bindings = cluster.requests.filter { $0.record.request.subresource == "binding" }
        #expect(bindings.map(\.record.result.code) == [201])
        #expect(cluster.checkWorld() == [])
    }

    @Test("the scheduler dies after its binding was written: the pod stays where it is")
    func afterBind() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.pod("solo"), .pods)
        cluster.step { $0.object(.pods, "solo")?.pod?.nodeName != "" }
        let node = cluster.object(.pods, "solo")?.pod?.nodeName
        try cluster.inject(.crash(process: "kube-scheduler"))
        cluster.run(until: cluster.now + .seconds(30))
        #expect(cluster.object(.pods, "solo")?.pod?.nodeName == node)
        #expect(cluster.object(.pods, "solo")?.pod?.phase == .running)
        #expect(cluster.checkWorld() == [])
    }

    @Test("a conflict is tried again, and the status is right in the end")
    func conflict() throws {
        var cluster = Cluster.checked()
        try cluster.inject(.conflict(component: "replicaset-controller", count: 3))
        cluster.create(Make.set("web", replicas: 2), .replicaSets)
        _ = cluster.settle()
        let refused = cluster.requests.filter {
            $0.record.component == "replicaset-controller" && $0.record.result.code == 409
        }
        #expect(refused.count == 3)
        #expect(
            refused.first?.record.result.failure?.message
                == "Operation cannot be fulfilled on replicasets.apps \"web\": the object has been modified; "
                    + "please apply your changes to the latest version and try again"
        )
        #expect(cluster.unconverged() == [])
        #expect(cluster.podsMade == 2)
    }

    @Test("refused creates are tried again with back-off, and slow start begins anew")
    func rejects() throws {
        var cluster = Cluster.checked()
        try cluster.inject(.reject(component: "replicaset-controller", verb: "create", .pods, count: 4))
        cluster.create(Make.set("web", replicas: 5), .replicaSets)
        _ = cluster.settle()
        #expect(cluster.requests.count { $0.record.result.code == 403 } == 4)
        #expect(cluster.podsMade == 5)
        #expect(cluster.unconverged() == [])
    }

    @Test("a kubelet that stops and starts finds its containers running: no restart, the same sandbox")
    func kubeletRestart() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.pod("solo", node: "node-2"), .pods)
        _ = cluster.settle()
        let uid = try #require(cluster.object(.pods, "solo")?.uid)
        let sandbox = cluster.runtime(of: "node-2")?.sandbox(ofPod: uid)?.id
        try cluster.apply(.stop(process: "kubelet/node-2", text: "stop"))
        cluster.run(until: cluster.now + .seconds(20))
        #expect(cluster.runtime(of: "node-2")?.sandbox(ofPod: uid)?.isAlive == true)
        try cluster.apply(.start(process: "kubelet/node-2", text: "start"))
        cluster.run(until: cluster.now + .seconds(30))
        #expect(cluster.runtime(of: "node-2")?.sandbox(ofPod: uid)?.id == sandbox)
        #expect(cluster.object(.pods, "solo")?.pod?.maxRestarts == 0)
        #expect(cluster.unconverged() == [])
        #expect(throws: CommandProblem("kubelet/node-2 runs already", "kubelet/node-2 已经在运行")) {
            try cluster.apply(.start(process: "kubelet/node-2", text: "start"))
        }
    }

    @Test(
        "a kubelet dies after each of the first steps of a pod: the pod runs and is ready all the same",
        arguments: 1 ... 6)
    func kubeletCrash(steps: Int) throws {
        var cluster = Cluster.checked()
        cluster.create(Make.pod("solo", node: "node-2"), .pods)
        cluster.step { cluster in
            cluster.spans(from: cluster.trace.firstKept).count { span in
                if case .kubelet(let record) = span.body { record.pod?.key.name == "solo" } else { false }
            } == steps
        }
        try cluster.inject(.crash(process: "kubelet/node-2"))
        cluster.run(until: cluster.now + .seconds(20))
        #expect(cluster.unconverged() == [])
        #expect(cluster.object(.pods, "solo")?.pod?.maxRestarts == 0)
        #expect(cluster.checkWorld() == [])
    }

    @Test("a pod that was deleted while its kubelet was down goes when it is back")
    func deletedMeanwhile() throws {
        var cluster = Cluster.checked()
        cluster.create(Make.pod("solo", node: "node-2"), .pods)
        _ = cluster.settle()
        try cluster.apply(.stop(process: "kubelet/node-2", text: "stop"))
        cluster.ask(.delete(.pods, Make.key("solo")))
        cluster.run(until: cluster.now + .seconds(40))
        #expect(cluster.object(.pods, "solo")?.meta.isTerminating == true)
        try cluster.apply(.start(process: "kubelet/node-2", text: "start"))
        cluster.run(until: cluster.now + .seconds(40))
        #expect(cluster.object(.pods, "solo") == nil)
    }
}
