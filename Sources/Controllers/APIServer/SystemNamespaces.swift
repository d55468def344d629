public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Makes `kube-node-lease` again when it is gone; the other namespaces of the system cannot be deleted.
///
/// Runs inside the API server, every minute.
/// Upstream: pkg/controlplane/controller/systemnamespaces/system_namespaces_controller.go.
public enum SystemNamespaces: Reconciler {
    public static let name = "system-namespaces-controller"
    public static let user = "system:apiserver"
    public static let workers = 1
    static let period = SimDuration.minutes(1)

    /// The namespaces of a new cluster, in the order in which they are made.
    public static let all = ["kube-system", "kube-public", "kube-node-lease", "default"]
    /// The one that may be deleted.
    public static let key = ObjectKey("", "kube-node-lease")
    public static let firstKeys = [key]

    public static func makeMemory() -> PassClock { PassClock() }

    public static func watches(_ resource: Resource) -> Bool { resource == .namespaces }

    public static func observe(_ change: Change, _ reactions: inout Reactions<PassClock>) {
        guard change.object.key == key, change.kind == .deleted else { return }
        reactions.enqueue(key, after: reactions.memory.own.wait(period, at: reactions.moment.time))
    }

    /// Upstream: createNamespaceIfNeeded.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<PassClock>) throws(Interrupt) -> Requeue {
        let now = context.moment.time
        context.remember { memory in
            memory.own.begin(at: now)
            return 0
        }
        if context.cached(.namespaces, key.key) != nil { return .done }
        context.note(.absent(.namespaces, key.key))
        let answer = try context.send(
            .create(
                ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(key.key.name)]], .namespaces))
        guard let failure = answer.failure, failure.reason != "AlreadyExists" else { return .done }
        context.note(.remark(failure.message))
        return .after(context.recall { [$0.own.wait(period, at: now)] }[0])
    }
}
