import ClusterSim
import Documents
import KubeAPI
import Nodes

/// A Job from nothing until it is Complete; each of its pods runs for a second.
struct JobBench {
    let name: String
    let nodes: Int
    let completions: Int
    let parallelism: Int

    func run() -> BenchResult {
        var result = BenchResult(
            name: name,
            method: "\(nodes) nodes, a Job of \(completions) completions, \(parallelism) at a time, each 1 s: create, "
                + "until it is Complete; " + BenchRun.manner,
            beside: .ready)
        var behaviours = Behaviours.oracle
        behaviours.fallback.runsForSeconds = 1
        var run = BenchRun(BenchRun.boot(nodes: nodes, behaviours: behaviours))
        run.ask(.create(manifest, .jobs))
        let done = run.go { cluster in
            cluster.found(.jobs).contains { job in
                job.at("status", "succeeded")?.int == Int64(completions) && job.at("status", "completionTime") != nil
            }
        }
        run.report(done: done, pods: completions, to: &result)
        return result
    }

    private var manifest: Value {
        [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "work", "namespace": "default"],
            "spec": [
                "completions": .int(Int64(completions)), "parallelism": .int(Int64(parallelism)),
                "template": [
                    "spec": ["restartPolicy": "Never", "containers": [["name": "work", "image": "busybox:1.37"]]]
                ],
            ],
        ]
    }
}
