import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Simulation

/// What benches do to a cluster, as a person with kubectl.
extension Cluster {
    /// Sends a request and drops the answer.
    mutating func ask(_ request: APIRequest) {
        var request = request
        request.user = "kubernetes-admin"
        _ = submit(request, causes: [note(input: "bench")])
    }

    /// The objects of a resource in the namespace `default`.
    func found(_ resource: Resource) -> [APIObject] {
        var request = APIRequest(.list, resource, namespace: "default")
        request.user = "kubernetes-admin"
        guard case .list(let objects, _) = read(request) else { return [] }
        return objects
    }

    /// A ReplicaSet or Deployment of pods with one container.
    static func benchWorkload(_ resource: Resource, _ name: String, replicas: Int) -> Value {
        let labels: Value = ["app": .string(name)]
        return [
            "apiVersion": "apps/v1", "kind": .string(resource == .deployments ? "Deployment" : "ReplicaSet"),
            "metadata": ["name": .string(name), "namespace": "default"],
            "spec": [
                "replicas": .int(Int64(replicas)), "selector": ["matchLabels": labels],
                "template": [
                    "metadata": ["labels": labels],
                    "spec": ["containers": [["name": "web", "image": "nginx:1.27"]]],
                ],
            ],
        ]
    }
}
