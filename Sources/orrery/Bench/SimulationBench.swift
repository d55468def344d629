import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation

/// How many seeds of a mixed workload one core runs in a second: what a search for races costs.
enum SimulationBench {
    static func run(smoke: Bool) -> BenchResult {
        var result = BenchResult(
            name: "simulation",
            method:
                "per seed: 3 nodes, a ReplicaSet of 20 is made, scaled, loses pods, the controller-manager crashes; shuffled delivery, profile jittered, checks on"
        )
        let seeds = smoke ? 2 : 20
        let meter = Meter()
        var events = 0
        var problems = 0
        for seed in 1 ... seeds {
            let cluster = workload(UInt64(seed))
            events += cluster.eventCount
            problems += cluster.checkWorld().count
        }
        result.add("seeds per second", Double(seeds) / meter.wallSeconds, "1/s")
        result.add("events per second", Double(events) / meter.wallSeconds, "1/s")
        result.add("problems found", Double(problems), "")
        result.add(meter)
        return result
    }

    private static func workload(_ seed: UInt64) -> Cluster {
        var options = ClusterOptions()
        options.seed = seed
        options.profile = .jittered
        options.delivery = .shuffled(Seed(seed))
        options.limits = .lean
        options.checks = true
        var cluster = Cluster(options)
        cluster.ask(.create(Cluster.benchWorkload(.replicaSets, "web", replicas: 20), .replicaSets))
        cluster.run(until: cluster.now + .seconds(5))
        scale(to: 35, &cluster)
        cluster.run(until: cluster.now + .milliseconds(40))
        _ = try? cluster.apply(.fault(.crash(process: "kube-controller-manager"), text: "bench"))
        cluster.run(until: cluster.now + .seconds(20))
        for pod in cluster.found(.pods).prefix(5) {
            cluster.ask(.delete(.pods, pod.key))
        }
        cluster.run(until: cluster.now + .seconds(2))
        scale(to: 5, &cluster)
        _ = cluster.settle()
        return cluster
    }

    private static func scale(to replicas: Int64, _ cluster: inout Cluster) {
        let patch: Value = ["spec": ["replicas": .int(replicas)]]
        cluster.ask(.patch(.merge, .replicaSets, ObjectKey("default", "web"), patch))
    }
}
