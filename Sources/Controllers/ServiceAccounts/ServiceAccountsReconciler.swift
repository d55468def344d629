public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Sees to it that each active namespace has a ServiceAccount `default`.
///
/// Upstream: pkg/controller/serviceaccount/serviceaccounts_controller.go.
public enum ServiceAccountsReconciler: Reconciler {
    public static let name = "service-account-controller"
    public static let workers = 1

    /// What each namespace must have.
    static let wanted = ["default"]

    public static func watches(_ resource: Resource) -> Bool {
        resource == .namespaces || resource == .serviceAccounts
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        switch change.object.resource {
        case .namespaces where change.kind != .deleted: reactions.enqueue(change.object.key)
        case .serviceAccounts where change.kind == .deleted:
            reactions.enqueue(ObjectKey("", change.object.namespace))
        default: break
        }
    }

    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        guard let namespace = context.cached(.namespaces, key.key) else { return .done }
        guard namespace.at("status", "phase")?.string == "Active" else {
            context.note(.rule("active-namespaces", detail: "nothing is made in a namespace that goes away"))
            return .done
        }
        var failures: [String] = []
        for name in wanted {
            if context.cached(.serviceAccounts, ObjectKey(key.key.name, name)) != nil { continue }
            let account: Value = [
                "apiVersion": "v1", "kind": "ServiceAccount",
                "metadata": ["name": .string(name), "namespace": .string(key.key.name)],
            ]
            let answer = try context.send(.create(account, .serviceAccounts))
            guard let failure = answer.failure, failure.reason != "AlreadyExists" else { continue }
            if failure.causes.contains(where: { $0.reason == "NamespaceTerminating" }) { continue }
            failures.append(failure.message)
        }
        return failures.isEmpty ? .done : .withBackoff(reason: failures.joined(separator: ", "))
    }
}
