import APIServing
import ClusterSim
import Documents
import KubeAPI
import Kubectl
import Nodes
import Simulation

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
        var kept = lines[...]
        if let tail = options.tailLines, tail >= 0 { kept = kept.suffix(Int(clamping: tail)) }
        let date = cluster.moment.date
        let dated = kept.map { (date: date - (cluster.now - $0.at).microseconds, text: $0.text) }
        let since = options.sinceSeconds.map { date - $0 * Timestamps.microsPerSecond } ?? .min
        return .success(cut(dated.filter { $0.date >= since }.map { text($0, options) }, options.limitBytes))
    }

    /// A line, with its time in nanoseconds in front if that is wanted.
    private static func text(_ line: (date: Int64, text: String), _ options: LogOptions) -> String {
        guard options.hasTimestamps else { return line.text }
        return "\(Timestamps.micros(line.date).dropLast())000Z \(line.text)"
    }

    /// At most so many bytes, line ends counted. Upstream: pkg/kubelet/kuberuntime/logs/logs.go, logWriter.write.
    private static func cut(_ lines: [String], _ limit: Int64?) -> [String] {
        guard var left = limit.map({ Int(clamping: $0) }) else { return lines }
        var out: [String] = []
        for line in lines where left > 0 {
            out.append(line.utf8.count <= left ? line : String(decoding: line.utf8.prefix(left), as: UTF8.self))
            left -= line.utf8.count + 1
        }
        return out
    }
}
