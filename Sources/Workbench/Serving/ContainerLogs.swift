import APIServing
import ClusterSim
import KubeAPI
import Kubectl
import Nodes

/// What the containers of a cluster have written.
enum ContainerLogs {
    /// The lines of one container up to now.
    ///
    /// Upstream: pkg/registry/core/pod/strategy.go, LogLocation; pkg/kubelet/kubelet_pods.go, GetKubeletContainerLogs.
    static func lines(
        of container: String, in pod: ObjectKey, _ options: LogOptions, _ cluster: Cluster
    ) -> Result<[String], Status> {
        guard let object = cluster.server.store.object(.pods, pod) else {
            return .failure(.notFound("pods", group: "", name: pod.name))
        }
        guard let node = object.pod?.nodeName, !node.isEmpty, let kubelet = cluster.kubelet(of: node) else {
            return .failure(.badRequest("pod \(pod.name) does not have a host assigned"))
        }
        guard
            let lines = kubelet.logs(
                pod: pod, container: container, previous: options.isPrevious, at: cluster.now)
        else {
            let what = options.isPrevious ? "previous terminated container" : "container"
            return .failure(
                .badRequest("\(what) \"\(container)\" in pod \"\(pod.name)\" is waiting to start: ContainerCreating"))
        }
        guard let tail = options.tailLines, tail >= 0, Int(tail) < lines.count else { return .success(lines) }
        return .success(Array(lines.suffix(Int(tail))))
    }
}
