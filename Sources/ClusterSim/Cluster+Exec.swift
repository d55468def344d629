import APIServing
import Documents
public import KubeAPI
import Nodes
import OrderedMaps

/// Connections that the API server passes on to kubelets.
extension Cluster {
    /// Runs the command of an `exec` that the API server answered with `result`; nothing changes by it.
    func execute(_ request: APIRequest, input: String, _ result: APIResult) -> Result<ExecOutcome, ExecFailure> {
        guard let pod = result.object else {
            return .failure(.refused(result.failure ?? .badRequest("no pod was answered")))
        }
        do throws(ExecFailure) {
            let kubelet = try livingKubelet(of: pod)
            let container = (try? pod.chosenContainer(request.body["container"]?.string ?? "")) ?? ""
            let store = server.store
            return kubelet.exec(
                pod: pod.key, container: container,
                command: (request.body["command"]?.array ?? []).compactMap(\.string),
                input: input, at: moment,
                reading: ObjectReader(
                    object: { store.object($0, $1) }, services: { store.list(.services, namespace: $0) }))
        } catch {
            return .failure(error)
        }
    }

    /// Fails if the container that a connection wants does not run, or its kubelet does not.
    public func checkContainer(_ request: APIRequest) throws(ExecFailure) {
        guard let pod = server.store.object(.pods, request.key) else { return }
        let container = (try? pod.chosenContainer(request.body["container"]?.string ?? "")) ?? ""
        try livingKubelet(of: pod).check(container: container, of: pod.key, at: now, for: request.subresource)
    }

    /// The kubelet a connection goes to. Upstream: apimachinery/pkg/util/proxy/dial.go.
    private func livingKubelet(of pod: APIObject) throws(ExecFailure) -> Kubelet {
        let node = pod.pod?.nodeName ?? ""
        if let kubelet = kubelet(of: node), let id = processID(Cluster.kubeletName(node)), directory[id].isAlive {
            return kubelet
        }
        let address = nodes[node]?.spec.internalIP ?? node
        throw .refused(
            Status(
                code: 500, reason: "",
                message: "error dialing backend: dial tcp \(address):10250: connect: connection refused"))
    }
}
