import Documents
import KubeAPI
import Simulation

/// Holds a request against the quotas of its namespace, and books what it uses before it is written.
///
/// What is booked and then not written is given back by the controller's next count.
/// Upstream: staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go.
enum ResourceQuotaAdmission {
    static let plugin = AdmissionPlugin(
        name: "ResourceQuota", operations: [.create, .update], resources: nil, subresources: ["resize", "status"],
        judge: judge)

    private static func judge(
        _ server: inout APIServer, _ draft: Value, _ attributes: AdmissionAttributes, _ pipeline: inout Pipeline
    ) throws(Status) {
        guard server.store.count(.resourceQuotas) > 0, !attributes.request.namespace.isEmpty,
            let evaluator = QuotaEvaluator(attributes.resource), isCounted(draft, attributes)
        else { return }
        let quotas = server.store.list(.resourceQuotas, namespace: attributes.request.namespace)
        var bookings: [(quota: APIObject, used: ResourceList)] = []
        for quota in quotas {
            guard let used = try check(quota, draft, attributes, evaluator) else { continue }
            bookings.append((quota, used))
        }
        if attributes.isDryRun { return }
        for (quota, used) in bookings {
            var status = quota["status"] ?? [:]
            status.set(used.value, at: "used")
            var booked = quota.value
            booked.set(status, at: "status")
            _ = server.commit(booked, old: quota, &pipeline)
        }
    }

    /// Could the request change what is counted? Upstream: Handles of each evaluator.
    private static func isCounted(_ draft: Value, _ attributes: AdmissionAttributes) -> Bool {
        let isCreate = attributes.operation == .create
        switch (attributes.resource, attributes.request.subresource) {
        case (.pods, ""):
            guard !isCreate else { return true }
            return QuotaScopes.isTerminating(draft["spec"] ?? .null)
                != QuotaScopes.isTerminating(attributes.old?["spec"] ?? .null)
        case (.pods, "resize"): return !isCreate
        case (.services, ""), (.persistentVolumeClaims, ""): return true
        case (.persistentVolumeClaims, "status"):
            return draft.at("status", "allocatedResources") != attributes.old?.at("status", "allocatedResources")
        case (_, ""): return isCreate
        default: return false
        }
    }

    /// - Returns: what is used afterwards; `nil` if the quota has nothing to do with the request.
    private static func check(
        _ quota: APIObject, _ draft: Value, _ attributes: AdmissionAttributes, _ evaluator: QuotaEvaluator
    ) throws(Status) -> ResourceList? {
        let hard = ResourceList(reading: quota.at("status", "hard"))
        let counted = evaluator.matching(hard.names)
        let scopes = QuotaScopes(quota["spec"] ?? .null)
        guard !counted.isEmpty, scopes.match(draft, attributes.resource) else { return nil }
        if let missing = evaluator.missing(counted, in: draft) {
            throw attributes.forbidden(draft, "failed quota: \(quota.name): \(missing)")
        }
        let used = ResourceList(reading: quota.at("status", "used"))
        if counted.contains(where: { used[$0] == nil }) {
            throw attributes.forbidden(
                draft, "status unknown for quota: \(quota.name), resources: \(counted.joined(separator: ","))")
        }
        let now = attributes.moment.date
        var delta = evaluator.usage(draft, now: now)
        let negative = delta.filtered { $0.amount < .zero }
        if !negative.isEmpty {
            throw attributes.forbidden(
                draft, "quota usage is negative for resource(s): \(negative.names.joined(separator: ","))")
        }
        if let old = attributes.old, scopes.match(old.value, attributes.resource) {
            delta = delta.subtractingToZero(evaluator.usage(old.value, now: now))
        }
        let asked = delta.withoutZeros.masked(hard.names)
        if delta.withoutZeros.isEmpty { return nil }
        let after = used.adding(asked)
        let exceeded = attributes.request.subresource == "status" ? [] : after.masked(asked.names).exceeding(hard)
        if !exceeded.isEmpty {
            throw attributes.forbidden(
                draft,
                "exceeded quota: \(quota.name), requested: \(asked.masked(exceeded).text), "
                    + "used: \(used.masked(exceeded).text), limited: \(hard.masked(exceeded).text)")
        }
        return after == used ? nil : after
    }
}
