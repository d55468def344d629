import ClusterSim
import Documents
import KubeAPI

/// Deployments from nothing to Ready, through a rolling update, and deleted with all that they own.
struct DeploymentBench {
    let name: String
    let nodes: Int
    let deployments: Int
    let replicas: Int

    private var pods: Int { deployments * replicas }
    private var size: String { "\(nodes) nodes, \(deployments) Deployments of \(replicas)" }
    private var names: [String] { (1 ... deployments).map { "web-\($0)" } }

    /// From nothing until all pods are Ready.
    func create() -> BenchResult {
        var result = BenchResult(
            name: name,
            method: "\(size): create, until all \(pods) pods are Ready; " + BenchRun.manner,
            beside: .ready)
        var run = BenchRun(BenchRun.boot(nodes: nodes))
        let done = create(&run)
        run.report(done: done, pods: pods, to: &result)
        return result
    }

    /// Another image for all: until only new pods are there, and Ready.
    func roll() -> BenchResult {
        var result = BenchResult(
            name: name,
            method: "\(size), all Ready: another image, 25 %/25 %, until only new pods are there; " + BenchRun.manner,
            beside: .rollout)
        guard let ready = ready() else { return result.undone }
        var run = BenchRun(ready)
        let patch: Value = [
            "spec": ["template": ["spec": ["containers": [["name": "web", "image": "nginx:1.28"]]]]]
        ]
        for name in names { run.ask(.patch(.strategic, .deployments, ObjectKey("default", name), patch)) }
        let done = run.go { isRolledOut($0) && $0.found(.pods).count == pods }
        run.report(done: done, pods: pods, to: &result)
        return result
    }

    /// All are deleted in the background: until neither they nor their ReplicaSets nor their pods are there.
    func cascade() -> BenchResult {
        let objects = deployments * (2 + replicas)
        var result = BenchResult(
            name: name,
            method: "\(size), all Ready: delete in the background, until all \(objects) objects are gone; "
                + BenchRun.manner,
            beside: .namespace)
        guard let ready = ready() else { return result.undone }
        var run = BenchRun(ready)
        for name in names {
            var request = APIRequest.delete(.deployments, ObjectKey("default", name))
            request.options.propagationPolicy = .background
            run.ask(request)
        }
        let done = run.go { cluster in
            [Resource.deployments, .replicaSets, .pods].allSatisfy { cluster.found($0).isEmpty }
        }
        run.report(done: done, pods: pods, to: &result)
        result.add("objects", Double(objects), "")
        return result
    }

    /// A settled cluster with all pods Ready, before anything is measured.
    private func ready() -> Cluster? {
        var run = BenchRun(BenchRun.boot(nodes: nodes))
        guard create(&run) else { return nil }
        run.settle()
        return run.cluster
    }

    private func create(_ run: inout BenchRun) -> Bool {
        for name in names {
            run.ask(.create(Cluster.benchWorkload(.deployments, name, replicas: replicas), .deployments))
        }
        return run.go(until: isRolledOut)
    }

    /// As `kubectl rollout status` has it, for each.
    private func isRolledOut(_ cluster: Cluster) -> Bool {
        let found = cluster.found(.deployments)
        return found.count == deployments
            && found.allSatisfy { deployment in
                deployment.at("status", "observedGeneration")?.int == deployment.at("metadata", "generation")?.int
                    && ["replicas", "updatedReplicas", "availableReplicas"].allSatisfy {
                        deployment.at("status", $0)?.int == Int64(replicas)
                    }
            }
    }
}
