public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Gathers the rules of the ClusterRoles that an aggregating one selects by label.
///
/// Upstream applies the rules on the server's side, as a manager that wins every conflict; that verb is not modelled,
/// so a merge patch writes the same list.
/// Upstream: pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go.
public enum ClusterRoleAggregation: Reconciler {
    public static let name = "clusterrole-aggregation-controller"

    public static func watches(_ resource: Resource) -> Bool {
        resource == .clusterRoles
    }

    /// Any change of a ClusterRole wakes all that aggregate.
    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        guard change.object.resource == .clusterRoles else { return }
        for role in reactions.caches[.clusterRoles]?.list(namespace: "") ?? [] where !selectors(of: role).isEmpty {
            reactions.enqueue(role.key)
        }
    }

    /// Upstream: syncClusterRole.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        context.noteCache(.clusterRoles)
        guard let role = context.cached(.clusterRoles, key.key) else {
            context.note(.absent(.clusterRoles, key.key))
            return .done
        }
        let selectors = selectors(of: role)
        if selectors.isEmpty { return .done }
        let others = context.cachedList(.clusterRoles, namespace: "").filter { $0.name != role.name }
        var rules: [Value] = []
        var sources = 0
        for selector in selectors {
            guard let selector = try? LabelSelector(value: selector) else {
                return .withBackoff(reason: "invalid label selector")
            }
            for other in others where selector.matches(other.meta.labels) {
                sources += 1
                for rule in (other["rules"]?.array ?? []).map(plain) where !rules.contains(rule) { rules.append(rule) }
            }
        }
        context.note(.counted("selected", sources))
        let have = (role["rules"]?.array ?? []).map(plain)
        context.note(.compared("rules", want: Int64(rules.count), have: Int64(have.count)))
        if rules == have {
            context.note(.rule("no-op-write", detail: "the rules are as they were: nothing is written"))
            return .done
        }
        context.note(.rule("role-aggregation", detail: "\(rules.count) different rules of \(sources) roles"))
        let patch: Value = ["rules": .array(rules)]
        let answer = try context.send(.patch(.merge, .clusterRoles, role.key, patch))
        return answer.failure.map { .withBackoff(reason: $0.message) } ?? .done
    }

    private static func selectors(of role: APIObject) -> [Value] {
        role.at("aggregationRule", "clusterRoleSelectors")?.array ?? []
    }

    /// A rule without members that say nothing. Upstream: toApplyPolicyRule.
    private static func plain(_ rule: Value) -> Value {
        var fields = Fields()
        for name in ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"] {
            if let value = rule[name], !value.isEmpty { fields[name] = value }
        }
        return .object(fields)
    }
}
