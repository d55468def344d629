import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation
import Testing

/// Scaling, updates and deletions while things break: every ordinal once, and in the end what was asked for.
@Suite("StatefulSets in a storm")
struct StatefulStormTests {
    private static let manager = "kube-controller-manager"
    private static let loop = "statefulset-controller"

    private static func set(_ policy: String) -> Value {
        [
            "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": ["name": "db", "namespace": "default"],
            "spec": [
                "replicas": 3, "podManagementPolicy": .string(policy), "selector": ["matchLabels": ["app": "db"]],
                "template": [
                    "metadata": ["labels": ["app": "db"]],
                    "spec": ["containers": [["name": "main", "image": "main:1"]]],
                ],
            ],
        ]
    }

    private static func fault(_ number: Int) -> Fault {
        switch number {
        case 0: .crash(process: manager)
        case 1: .lag(process: manager, .pods, changes: 4)
        case 2: .lag(process: manager, .statefulSets, changes: 2)
        case 3: .breakWatch(process: manager, .pods, isGone: true)
        case 4: .conflict(component: loop, count: 3)
        case 5: .reject(component: loop, verb: "create", .pods, count: 2)
        default: .sandbox(pod: Make.key("db-1"))
        }
    }

    private static func act(_ number: Int, _ cluster: inout Cluster) {
        func patch(_ spec: Value) { cluster.ask(.patch(.merge, .statefulSets, Make.key("db"), ["spec": spec])) }
        switch number {
        case 0: patch(["replicas": 5])
        case 1: patch(["replicas": 2])
        case 2: cluster.ask(.delete(.pods, Make.key("db-0")))
        case 3:
            let image = "main:\(cluster.revision)"
            let template: Value = [
                "metadata": ["labels": ["app": "db"]],
                "spec": ["containers": [["name": "main", "image": .string(image)]]],
            ]
            patch(["template": template])
        default: patch(["replicas": 4])
        }
    }

    @Test(
        "whatever breaks, no ordinal is there twice, and the set comes to its spec",
        arguments: ["OrderedReady", "Parallel"], 1...12)
    func storm(policy: String, seed: Int) throws {
        var cluster = Cluster.checked(seed: UInt64(seed))
        var chance = Seed(UInt64(seed))
        cluster.create(Self.set(policy), .statefulSets)
        for _ in 0..<6 {
            cluster.run(until: cluster.now + .milliseconds(Int64(chance.below(4000))))
            try? cluster.inject(Self.fault(chance.below(7)))
            Self.act(chance.below(5), &cluster)
        }
        try cluster.inject(.lag(process: Self.manager, .pods, changes: 0))
        try cluster.inject(.lag(process: Self.manager, .statefulSets, changes: 0))
        try cluster.inject(.endReject(component: Self.loop))
        cluster.run(until: cluster.now + .minutes(10))
        let set = try #require(cluster.object(.statefulSets, "db"))
        let wanted = Int(set.at("spec", "replicas")?.int ?? 0)
        let names = cluster.pods.map(\.name)
        #expect(names == (0..<wanted).map { "db-\($0)" })
        #expect(set.at("status", "readyReplicas")?.int == Int64(wanted))
        #expect(set.at("status", "currentRevision") == set.at("status", "updateRevision"))
        #expect(set.at("status", "observedGeneration")?.int == set.meta.generation)
        #expect(cluster.checkWorld() == [])
    }
}
