import Commands
import Documents
import KubeAPI

/// `cluster-info dump`: nodes, then what stands in namespaces, with the logs of the pods.
///
/// Upstream: kubectl/pkg/cmd/clusterinfo/clusterinfo_dump.go.
extension Execution {
    private static let dumped: [Resource] = [
        .events, .replicationControllers, .services, .daemonSets, .deployments, .replicaSets, .pods,
    ]

    mutating func clusterInfo(_ host: inout some KubectlHost) throws(KubectlFailure) {
        if command.path.count > 1 { return try dumpCluster(&host) }
        out += "Kubernetes control plane is running at \(Kubeconfig.server)\n\n"
        out += "To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n"
    }

    private mutating func dumpCluster(_ host: inout some KubectlHost) throws(KubectlFailure) {
        let folder = command.string("output-directory")
        if !folder.isEmpty && folder != "-" {
            throw .message("not modelled yet: --output-directory; only standard output is written")
        }
        let format = try outputFormat(host)
        try dump(.nodes, "", format, &host)
        var namespaces = command.list("namespaces")
        if command.bool("all-namespaces") {
            namespaces = try listed(APIRequest(.list, .namespaces), &host).objects.map(\.name)
        } else if namespaces.isEmpty {
            namespaces = ["kube-system", namespace(host)]
        }
        for namespace in namespaces {
            var pods: [APIObject] = []
            for resource in Execution.dumped { pods = try dump(resource, namespace, format, &host) }
            for pod in pods {
                for container in pod.containerNames(in: "initContainers") + pod.containerNames(in: "containers") {
                    dumpLog(of: container, in: pod, &host)
                }
            }
        }
    }

    @discardableResult
    private mutating func dump(
        _ resource: Resource, _ namespace: String, _ format: OutputFormat, _ host: inout some KubectlHost
    ) throws(KubectlFailure) -> [APIObject] {
        let (objects, revision) = try listed(APIRequest(.list, resource, namespace: namespace), &host)
        try printDocument(ListDocument.value(objects, of: resource.info, revision: revision), format)
        return objects
    }

    private mutating func dumpLog(of container: String, in pod: APIObject, _ host: inout some KubectlHost) {
        let title = "logs for container \(container) of pod \(pod.namespace)/\(pod.name) ====\n"
        out += "==== START \(title)"
        switch host.logs(pod: pod.key, container: container, options: LogOptions()) {
        case .success(let lines): out += lines.map { $0 + "\n" }.joined()
        case .failure(let status): out += "Request log error: \(status.message)\n"
        }
        out += "==== END \(title)"
    }
}
