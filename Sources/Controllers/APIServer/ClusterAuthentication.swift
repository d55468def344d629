public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Keeps the ConfigMap by which other API servers learn whom this one believes: `extension-apiserver-authentication`.
///
/// What others have put into its lists stays. Runs inside the API server; it looks again at once when the map is made
/// or deleted, and every minute. Upstream:
/// pkg/controlplane/controller/clusterauthenticationtrust/cluster_authentication_trust_controller.go.
public enum ClusterAuthentication: Reconciler {
    public static let name = "cluster-authentication-trust-controller"
    public static let user = "system:apiserver"
    public static let workers = 1
    static let period = SimDuration.minutes(1)

    static let key = ObjectKey("kube-system", "extension-apiserver-authentication")
    public static let firstKeys = [key]

    /// The flags `--requestheader-…`, as kubeadm sets them.
    private static let lists = [
        "requestheader-allowed-names": "front-proxy-client",
        "requestheader-extra-headers-prefix": "X-Remote-Extra-",
        "requestheader-group-headers": "X-Remote-Group",
        "requestheader-username-headers": "X-Remote-User",
    ]
    private static let bundles = ["client-ca-file", "requestheader-client-ca-file"]

    public static func makeMemory() -> PassClock { PassClock() }

    public static func watches(_ resource: Resource) -> Bool { resource == .configMaps }

    public static func observe(_ change: Change, _ reactions: inout Reactions<PassClock>) {
        guard change.object.key == key else { return }
        if change.kind == .modified {
            reactions.enqueue(key, after: reactions.memory.own.wait(period, at: reactions.moment.time))
        } else {
            reactions.enqueue(key)
        }
    }

    /// Upstream: syncConfigMap.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<PassClock>) throws(Interrupt) -> Requeue {
        let now = context.moment.time
        context.remember { memory in
            memory.own.begin(at: now)
            return 0
        }
        let known = context.cached(.configMaps, key.key)
        guard let data = data(known?["data"] ?? [:]) else {
            return .withBackoff(reason: "a list of \(key.key) is no JSON array of strings")
        }
        if known?["data"] == data { return .done }
        var draft: Value =
            known?.published ?? [
                "apiVersion": "v1", "kind": "ConfigMap",
                "metadata": ["name": .string(key.key.name), "namespace": .string(key.key.namespace)],
            ]
        draft.set(data, at: "data")
        return try write(draft, &context)
    }

    /// An update first; only if there is nothing to update, a create. Upstream: createNamespaceIfNeeded,
    /// writeConfigMap.
    private static func write(
        _ draft: Value, _ context: inout SyncContext<PassClock>
    ) throws(Interrupt) -> Requeue {
        _ = try context.send(.get(.namespaces, ObjectKey("", key.namespace)))
        var answer = try context.send(.update(draft, .configMaps))
        if answer.failure?.code == 404 { answer = try context.send(.create(draft, .configMaps)) }
        return answer.failure.map { .withBackoff(reason: $0.message) } ?? .done
    }

    /// The data that `known` becomes; `nil` if one of its lists cannot be read.
    private static func data(_ known: Value) -> Value? {
        var data = Fields()
        for key in lists.keys.sorted() {
            var words: [Value] = []
            if let text = known[key]?.string {
                guard let read = try? JSONReader.read(text), let array = read.array else { return nil }
                words = array
            }
            let own = Value.string(lists[key] ?? "")
            if !words.contains(own) { words.append(own) }
            data[key] = .string(JSONWriter.text(.array(words)))
        }
        for key in bundles {
            let text = known[key]?.string ?? ""
            data[key] = .string(text.contains(RootCAPublisher.bundle) ? text : text + RootCAPublisher.bundle)
        }
        return .object(data)
    }
}
