import Documents
import KubeAPI
import OrderedMaps

/// A disruption budget is never overspent: between two counts of its controller no more pods are evicted than
/// the last count allowed.
///
/// Keeps its own books: what the API server writes while it evicts is not looked at.
struct BudgetChecker: Sendable {
    private struct Account: Sendable {
        var budget: APIObject
        /// What the last count allowed, less what was evicted since.
        var left: Int64
    }

    private var accounts = OrderedMap<ObjectKey, Account>()

    mutating func problems(with request: APIRequest, _ changes: [Change]) -> [String] {
        let isEviction = request.subresource == "eviction"
        if isEviction, let pod = changes.first(where: { $0.object.resource == .pods })?.old {
            return evicted(pod)
        }
        for change in changes where change.object.resource == .podDisruptionBudgets && !isEviction {
            let budget = change.object
            let left = budget.at("status", "disruptionsAllowed")?.int ?? 0
            accounts[budget.key] = change.kind == .deleted ? nil : Account(budget: budget, left: left)
        }
        return []
    }

    private mutating func evicted(_ pod: APIObject) -> [String] {
        if pod.meta.isTerminating || pod.pod?.isFinished == true || pod.pod?.phase == .pending { return [] }
        var covering: [Account] = []
        accounts.forEach(from: ObjectKey(pod.namespace, "")) { key, account in
            guard key.namespace == pod.namespace else { return false }
            let selector = try? LabelSelector(value: account.budget.at("spec", "selector"))
            if selector?.matches(pod.meta.labels) == true { covering.append(account) }
            return true
        }
        guard let account = covering.first else { return [] }
        let budget = account.budget
        if covering.count > 1 { return ["pod \(pod.key) was evicted though \(covering.count) budgets cover it"] }
        if pod.pod?.isReady != true && BudgetChecker.sparesUnready(budget) { return [] }
        if budget.at("status", "observedGeneration")?.int ?? 0 < budget.meta.generation {
            return ["pod \(pod.key) was evicted though budget \(budget.name) is not counted yet"]
        }
        if account.left <= 0 {
            return ["pod \(pod.key) was evicted though budget \(budget.name) allows no more disruptions"]
        }
        accounts.update(budget.key) { $0.left -= 1 }
        return []
    }

    private static func sparesUnready(_ budget: APIObject) -> Bool {
        let desired = budget.at("status", "desiredHealthy")?.int ?? 0
        return budget.at("spec", "unhealthyPodEvictionPolicy")?.string == "AlwaysAllow"
            || desired > 0 && budget.at("status", "currentHealthy")?.int ?? 0 >= desired
    }
}
