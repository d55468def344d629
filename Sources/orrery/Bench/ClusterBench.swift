import ClusterSim
import Documents
import KubeAPI

/// ReplicaSets from nothing until all their pods are Ready.
struct ClusterBench {
    let name: String
    let nodes: Int
    let sets: Int
    let podsPerSet: Int

    func run() -> BenchResult {
        let pods = sets * podsPerSet
        var result = BenchResult(
            name: name,
            method: "\(nodes) nodes, \(sets) ReplicaSets of \(podsPerSet): create, until all \(pods) pods are Ready; "
                + BenchRun.manner,
            beside: .ready)
        let booting = Meter()
        let cluster = BenchRun.boot(nodes: nodes)
        let boot = booting.cpuSeconds
        var run = BenchRun(cluster)
        for number in 1 ... sets {
            run.ask(.create(Cluster.benchWorkload(.replicaSets, "web-\(number)", replicas: podsPerSet), .replicaSets))
        }
        let done = run.go { cluster in
            let found = cluster.found(.replicaSets)
            return found.count == sets
                && found.allSatisfy { $0.at("status", "readyReplicas")?.int == Int64(podsPerSet) }
        }
        run.report(done: done, pods: pods, to: &result)
        result.add("boot", boot, "s")
        result.add("boot per node", boot / Double(nodes) * 1e6, "us")
        return result
    }
}
