import APIServing
import Documents
import KubeAPI
import Simulation

/// What people do in a simulated world.
extension SimulatedWorld {
    private static let apps = ["red", "green", "blue"]
    /// Where they work.
    static let namespace = "default"
    /// More ReplicaSets than this at once are not made, nor more replicas.
    private static let setsMax = 5
    private static let replicasMax = 9

    /// One deed, by chance.
    mutating func work() {
        if workloads == .mixed && happens(75) { return workMixed() }
        switch chance.below(20) {
        case 0 ..< 5: createSet()
        case 5 ..< 10: scale()
        case 10, 11: deleteSet()
        case 12 ..< 15: relabelPod()
        case 15 ..< 18: deletePod()
        default: createPod()
        }
    }

    private var sets: [APIObject] { cluster.server.store.list(.replicaSets, namespace: SimulatedWorld.namespace) }
    private var pods: [APIObject] { cluster.server.store.list(.pods, namespace: SimulatedWorld.namespace) }

    mutating func send(_ request: APIRequest, _ text: String) {
        var request = request
        request.user = "kubernetes-admin"
        apply(.request(request, text: text), text)
    }

    func template(_ app: String, _ image: String = "main:1") -> Value {
        [
            "metadata": ["labels": ["app": .string(app)]],
            "spec": ["containers": [["name": "main", "image": .string(image)]]]
        ]
    }

    private mutating func createSet() {
        guard sets.count < SimulatedWorld.setsMax else { return scale() }
        made += 1
        let app = SimulatedWorld.apps[chance.below(SimulatedWorld.apps.count)]
        let name = "\(app)-\(made)"
        let replicas = chance.below(SimulatedWorld.replicasMax + 1)
        send(
            .create(
                [
                    "apiVersion": "apps/v1", "kind": "ReplicaSet",
                    "metadata": ["name": .string(name), "namespace": .string(SimulatedWorld.namespace)],
                    "spec": [
                        "replicas": .int(Int64(replicas)), "selector": ["matchLabels": ["app": .string(app)]],
                        "template": template(app)
                    ]
                ], .replicaSets), "create replicaset \(name) with \(replicas)")
    }

    private mutating func scale() {
        guard let set = pick(sets) else { return }
        let replicas = chance.below(SimulatedWorld.replicasMax + 1)
        send(
            .patch(.merge, .replicaSets, set.key, ["spec": ["replicas": .int(Int64(replicas))]]),
            "scale \(set.name) to \(replicas)")
    }

    private mutating func deleteSet() {
        guard let set = pick(sets) else { return }
        delete(set)
    }

    /// Deletes an object, in one of the three ways.
    mutating func delete(_ object: APIObject) {
        let policy = [PropagationPolicy.background, .foreground, .orphan][chance.below(3)]
        var request = APIRequest.delete(object.resource, object.key)
        request.options.propagationPolicy = policy
        send(request, "delete \(object.resource.info.singular) \(object.name) \(policy.rawValue)")
    }

    /// Its owner lets it go; a ReplicaSet may take it.
    ///
    /// Not the pods of a StatefulSet: it would wait for ever for the name it needs, as upstream.
    private mutating func relabelPod() {
        guard let pod = pick(pods.filter { $0.meta.label("apps.kubernetes.io/pod-index") == nil }) else { return }
        let app = (SimulatedWorld.apps + ["none"])[chance.below(SimulatedWorld.apps.count + 1)]
        send(
            .patch(.merge, .pods, pod.key, ["metadata": ["labels": ["app": .string(app)]]]),
            "label pod \(pod.name) app=\(app)")
    }

    /// With the grace of its spec, or another one.
    mutating func deletePod() {
        guard let pod = pick(pods) else { return }
        var request = APIRequest.delete(.pods, pod.key)
        request.options.gracePeriodSeconds = [nil, 0, 1, 5][chance.below(4)]
        let grace = request.options.gracePeriodSeconds.map { " in \($0) s" } ?? ""
        send(request, "delete pod \(pod.name)\(grace)")
    }

    /// A pod of nobody: a ReplicaSet of its label adopts it.
    private mutating func createPod() {
        made += 1
        let app = SimulatedWorld.apps[chance.below(SimulatedWorld.apps.count)]
        var pod = template(app)
        pod.set("v1", at: "apiVersion")
        pod.set("Pod", at: "kind")
        pod.set(.string("bare-\(made)"), at: "metadata", "name")
        pod.set(.string(SimulatedWorld.namespace), at: "metadata", "namespace")
        send(.create(pod, .pods), "create pod bare-\(made) app=\(app)")
    }
}
