public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Keeps the ConfigMap `kube-root-ca.crt` in each namespace.
///
/// Upstream: pkg/controller/certificates/rootcacertpublisher/publisher.go.
public enum RootCAPublisher: Reconciler {
    public static let name = "root-ca-cert-publisher"
    public static let workers = 1

    static let configMap = "kube-root-ca.crt"
    static let annotation = "kubernetes.io/description"
    static let description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as "
        + "the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of "
        + "Kubernetes clusters."
    /// No certificate: there is nobody to trust in a simulation.
    static let bundle = """
        -----BEGIN CERTIFICATE-----
        VGhpcyBpcyBubyBjZXJ0aWZpY2F0ZTogdGhlIGNsdXN0ZXIgaXMgc2ltdWxhdGVk
        IGJ5IG9ycmVyeS4K
        -----END CERTIFICATE-----

        """

    public static func watches(_ resource: Resource) -> Bool {
        resource == .namespaces || resource == .configMaps
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let object = change.object
        switch object.resource {
        case .namespaces:
            let isActive = object.at("status", "phase")?.string == "Active"
            if change.kind == .added || (change.kind == .modified && isActive) { reactions.enqueue(object.key) }
        case .configMaps where object.name == configMap && change.kind != .added:
            reactions.enqueue(ObjectKey("", object.namespace))
        default: break
        }
    }

    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let namespace = key.key.name
        let data: Value = ["ca.crt": .string(bundle)]
        guard let known = context.cached(.configMaps, ObjectKey(namespace, configMap)) else {
            let map: Value = [
                "apiVersion": "v1", "kind": "ConfigMap", "data": data,
                "metadata": [
                    "name": .string(configMap), "namespace": .string(namespace),
                    "annotations": [annotation: .string(description)],
                ],
            ]
            let answer = try context.send(.create(map, .configMaps))
            guard let failure = answer.failure, failure.code != 404,
                !failure.causes.contains(where: { $0.reason == "NamespaceTerminating" })
            else { return .done }
            return .withBackoff(reason: failure.message)
        }
        let isDescribed = !(known.at("metadata", "annotations", annotation)?.string ?? "").isEmpty
        if known["data"] == data && isDescribed { return .done }
        var draft = known.published
        draft.set(data, at: "data")
        draft.set(.string(description), at: "metadata", "annotations", annotation)
        let answer = try context.send(.update(draft, .configMaps))
        return answer.failure.map { .withBackoff(reason: $0.message) } ?? .done
    }
}
