public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Counts what the objects of a namespace use of its quotas.
///
/// The server books what is made; this loop gives back what is gone, and counts everything anew when a quota is made
/// or changed, and each five minutes.
/// Upstream: pkg/controller/resourcequota/resource_quota_controller.go, resource_quota_monitor.go.
public enum ResourceQuotaReconciler: Reconciler {
    public static let name = "resourcequota-controller"
    /// Five for quotas without a count, five for the others.
    public static let workers = 10
    /// `--resource-quota-sync-period`.
    static let resync = SimDuration.seconds(300)

    public static func watches(_ resource: Resource) -> Bool { QuotaEvaluator(resource) != nil }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let object = change.object
        if object.resource == .resourceQuotas, change.kind == .deleted || isNewLimit(change) {
            reactions.enqueue(object.key)
        }
        guard mayFree(change, now: reactions.moment.date), let quotas = reactions.caches[.resourceQuotas],
            let evaluator = QuotaEvaluator(object.resource)
        else { return }
        for quota in quotas.list(namespace: object.namespace) where quota.key != object.key {
            let hard = quota.at("status", "hard")?.fields?.keys ?? []
            if !evaluator.matching(hard).isEmpty { reactions.enqueue(quota.key) }
        }
    }

    /// A status that was written says nothing new: this loop wrote it, or the server booked.
    private static func isNewLimit(_ change: Change) -> Bool {
        guard let old = change.old else { return true }
        return ResourceList(reading: old.at("spec", "hard")) != ResourceList(reading: change.object.at("spec", "hard"))
    }

    /// Could the object use less than before? Upstream: pkg/quota/v1/install/update_filter.go.
    private static func mayFree(_ change: Change, now: Int64) -> Bool {
        if change.kind == .deleted { return true }
        guard let old = change.old else { return false }
        let new = change.object
        switch new.resource {
        case .pods:
            if QuotaEvaluator.countsAsRunning(old.value, now: now), !QuotaEvaluator.countsAsRunning(new.value, now: now)
            {
                return true
            }
            guard let spec = new["spec"], !spec.isSame(as: old["spec"]) else { return false }
            return old.at("spec", "activeDeadlineSeconds") != spec["activeDeadlineSeconds"]
                || PodAmounts.requests(spec) != PodAmounts.requests(old["spec"] ?? .null)
        case .services: return old.at("spec", "type") != new.at("spec", "type")
        case .persistentVolumeClaims:
            return old.at("status", "allocatedResources") != new.at("status", "allocatedResources")
        default: return false
        }
    }

    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        context.noteCache(.resourceQuotas)
        guard let quota = context.cached(.resourceQuotas, key.key) else {
            context.note(.absent(.resourceQuotas, key.key))
            return .done
        }
        let hard = ResourceList(reading: quota.at("spec", "hard"))
        let oldHard = quota.at("status", "hard")
        let oldUsed = quota.at("status", "used")
        var used = ResourceList(reading: oldUsed)
        for entry in count(quota, hard, &context).entries { used[entry.name] = entry.amount }
        used = used.masked(hard.names)
        for entry in used.entries {
            context.note(.rule("quota-count", detail: "\(entry.name): \(entry.amount) of \(hard[entry.name] ?? .zero)"))
        }
        let isDirty =
            oldHard == nil || oldUsed == nil || ResourceList(reading: oldHard) != hard
            || ResourceList(reading: oldUsed) != used
        guard isDirty else {
            context.note(.rule("no-op-write", detail: "the count is as it was: nothing is written"))
            return .after(resync)
        }
        var draft = quota.published
        draft.set(["hard": hard.value, "used": used.value], at: "status")
        let answer = try context.send(.update(draft, .resourceQuotas, subresource: "status"))
        return answer.failure.map { .withBackoff(reason: $0.message) } ?? .after(resync)
    }

    /// Upstream: quota.CalculateUsage.
    private static func count(
        _ quota: APIObject, _ hard: ResourceList, _ context: inout SyncContext<NoMemory>
    ) -> ResourceList {
        let scopes = QuotaScopes(quota["spec"] ?? .null)
        var sum = ResourceList()
        for info in context.served.stored {
            guard let evaluator = QuotaEvaluator(info.resource) else { continue }
            let names = evaluator.matching(hard.names)
            if names.isEmpty { continue }
            let objects = context.cachedList(info.resource, namespace: quota.namespace)
            context.note(.counted(info.plural, objects.count))
            sum = sum.adding(evaluator.usage(of: objects, names: names, scopes: scopes, now: context.moment.date))
        }
        return sum.masked(hard.names)
    }
}
