import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// One sync of a Deployment: objects in, what it wrote out.
struct DeploymentWorld {
    /// A ReplicaSet: what it wants, what is available.
    struct Size: Sendable {
        var wants: Int64
        var available: Int64
        init(_ wants: Int64, _ available: Int64) { (self.wants, self.available) = (wants, available) }
    }

    static let key = ObjectKey("default", "web")
    static let labels: Value = ["app": "web"]
    static let owner: Value = [
        "apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "uid": "uid-web", "controller": true,
        "blockOwnerDeletion": true,
    ]

    var rig: Rig
    var deployment: Value

    init(
        replicas: Int64, surge: Value = "25%", unavailable: Value = "25%", isRecreate: Bool = false,
        spec: [(String, Value)] = [], server: Rig.Server = .unseen
    ) {
        rig = Rig(ControllerRunner<DeploymentReconciler>(), server: server)
        let rolling: Value = [
            "type": "RollingUpdate", "rollingUpdate": ["maxSurge": surge, "maxUnavailable": unavailable],
        ]
        deployment = [
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": [
                "name": "web", "namespace": "default", "uid": "uid-web", "generation": 1,
                "creationTimestamp": "2026-01-01T00:00:00Z",
                "annotations": ["deployment.kubernetes.io/revision": "9"],
            ],
            "spec": [
                "replicas": .int(replicas), "selector": ["matchLabels": Self.labels],
                "strategy": isRecreate ? ["type": "Recreate"] : rolling, "template": Self.template("new"),
                "revisionHistoryLimit": 10,
            ],
        ]
        for (field, value) in spec { deployment.set(value, at: "spec", field) }
    }

    static func template(_ image: String) -> Value {
        ["metadata": ["labels": labels], "spec": ["containers": [["name": "c", "image": .string(image)]]]]
    }

    /// A ReplicaSet `web-<image>` whose pods run `image`; `age` is its place in time.
    mutating func add(
        _ image: String, _ size: Size, age: Int, revision: String = "", maxReplicas: Int64? = nil,
        desired: Int64? = nil, owned: Bool = true, change: (inout Value) -> Void = { _ in }
    ) {
        let replicas = deployment.at("spec", "replicas")?.int ?? 0
        let number = revision.isEmpty ? image == "new" ? "9" : "1" : revision
        var template = Self.template(image)
        template.set(.string("hash-\(image)"), at: "metadata", "labels", "pod-template-hash")
        var set: Value = [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": [
                "name": .string("web-\(image)"), "namespace": "default", "uid": .string("uid-\(image)"),
                "generation": 1, "labels": ["app": "web"],
                "creationTimestamp": .string(Timestamps.seconds(Rig.start + Int64(age) * 1_000_000)),
                "annotations": [
                    "deployment.kubernetes.io/revision": .string(number),
                    "deployment.kubernetes.io/desired-replicas": .string("\(desired ?? replicas)"),
                ],
            ],
            "spec": ["replicas": .int(size.wants), "selector": ["matchLabels": Self.labels], "template": template],
            "status": [
                "replicas": .int(size.wants), "readyReplicas": .int(size.available),
                "availableReplicas": .int(size.available), "observedGeneration": 1, "terminatingReplicas": 0,
            ],
        ]
        if owned { set.set([Self.owner], at: "metadata", "ownerReferences") }
        if let maxReplicas {
            set.set(.string("\(maxReplicas)"), at: "metadata", "annotations", "deployment.kubernetes.io/max-replicas")
        }
        change(&set)
        rig.put(set, .replicaSets)
    }

    /// Runs one sync.
    mutating func sync() {
        rig.put(deployment, .deployments)
        rig.started()
        rig.run(for: .milliseconds(4))
    }

    /// `new 3`, `old 8`: the sizes that were written, in order.
    var sizes: [String] {
        rig.sent.compactMap { request in
            guard request.resource == .replicaSets, [.create, .update].contains(request.verb) else { return nil }
            let image = request.body.at("spec", "template", "spec", "containers")?[0]?["image"]?.string ?? ""
            return "\(image) \(request.body.at("spec", "replicas")?.int ?? -1)"
        }
    }

    /// The status that was written last.
    var status: Value {
        rig.sent.last { $0.resource == .deployments && $0.subresource == "status" }?.body["status"] ?? .null
    }

    func condition(_ type: String) -> Value? {
        status["conditions"]?.array?.first { $0["type"]?.string == type }
    }

    var steps: [RolloutFinding] {
        rig.syncs.flatMap(\.findings).compactMap { if case .rollout(let step) = $0 { step } else { nil } }
    }
}
