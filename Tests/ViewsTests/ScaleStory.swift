import ClusterSim
import ControllerKit
import Documents
import KubeAPI
import Rendering
import Simulation
import Views

/// A cluster in which a ReplicaSet of one pod is made, then scaled to three.
enum ScaleStory {
    static let web = ObjectKey("default", "web")
    static let webRef = ObjectRef(.replicaSets, web)

    static func replicaSet(_ name: String, replicas: Int64) -> Value {
        [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": ["name": .string(name), "namespace": "default"],
            "spec": [
                "replicas": .int(replicas), "selector": ["matchLabels": ["app": .string(name)]],
                "template": [
                    "metadata": ["labels": ["app": .string(name)]],
                    "spec": [
                        "containers": [["name": "app", "image": "nginx:1.29"]],
                        "tolerations": [["operator": "Exists"]],
                    ],
                ],
            ],
        ]
    }

    static func run(_ request: APIRequest, _ text: String, in cluster: inout Cluster) throws {
        var request = request
        request.user = "kubernetes-admin"
        _ = try cluster.apply(.request(request, text: text))
    }

    static func scale(_ name: String, to replicas: Int64, in cluster: inout Cluster) throws {
        try run(
            .patch(.merge, .replicaSets, ObjectKey("default", name), ["spec": ["replicas": .int(replicas)]]),
            "scale rs/\(name) --replicas=\(replicas)", in: &cluster)
    }

    /// One pod runs; nothing is under way.
    static func settled(_ name: String = "web", replicas: Int64 = 1) throws -> Cluster {
        var options = ClusterOptions()
        options.seed = 1
        var cluster = Cluster(options)
        let account: Value = [
            "apiVersion": "v1", "kind": "ServiceAccount",
            "metadata": ["name": "default", "namespace": "default"],
        ]
        try run(.create(account, .serviceAccounts), "create sa default", in: &cluster)
        try run(
            .create(replicaSet(name, replicas: replicas), .replicaSets), "apply -f \(name).yaml", in: &cluster
        )
        cluster.run(until: .zero + .seconds(20))
        return cluster
    }

    /// Runs to the end of the next sync of `component`.
    static func nextSync(of component: String, in cluster: inout Cluster) -> Span<Happening>? {
        while true {
            let before = cluster.trace.nextID
            guard cluster.step() else { return nil }
            for span in cluster.spans(from: before) {
                if case .syncEnded(let record) = span.body, record.component == component { return span }
            }
        }
    }
}

extension Output {
    var plain: String { rendered(useColor: false) }
    var widest: Int { lines.map(\.text.columns).max() ?? 0 }
}
