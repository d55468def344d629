import Documents
import KubeAPI
import Simulation

/// POST pods/NAME/eviction: a deletion that asks the pod's disruption budget first.
///
/// Upstream: pkg/registry/core/pod/storage/eviction.go.
extension APIServer {
    /// A budget with more evictions than its controller has confirmed takes no more.
    static let disruptedPodsMax = 2000  // MaxDisruptedPodSize

    /// Upstream: EvictionREST.Create.
    mutating func evict(_ pipeline: inout Pipeline) throws(Status) -> APIResult {
        let options = try evictionOptions(&pipeline)
        var body = pipeline.request.body
        try admit(&body, old: nil, &pipeline)
        let pod = try existing(pipeline.request)
        if isFree(pod) {
            pipeline.note("budget", "the pod is pending, finished or being deleted: no budget is asked")
            return try end(pod, options, &pipeline)
        }
        let budgets = budgets(of: pod)
        if budgets.count > 1 {
            throw Status(
                code: 500, reason: "",
                message:
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.")
        }
        guard let budget = budgets.first else {
            pipeline.note("budget", "no budget selects the pod")
            return try end(pod, options, &pipeline)
        }
        if pod.pod?.isReady != true && sparesUnready(budget) {
            pipeline.note("budget", "the pod is not ready and the budget spares it: nothing is spent")
            return try end(pod, options, &pipeline)
        }
        try spend(budget, on: pod, &pipeline)
        return try end(pod, options, &pipeline)
    }

    /// Reads the body: the pod it names, how it is to be deleted.
    private func evictionOptions(_ pipeline: inout Pipeline) throws(Status) -> RequestOptions {
        let request = pipeline.request
        var body = request.body
        let apiVersion = body["apiVersion"]?.string ?? ""
        if body["kind"]?.string != "Eviction" || !["policy/v1", "policy/v1beta1"].contains(apiVersion) {
            throw .badRequest(
                "the API version in the data (\(apiVersion)) does not match the expected API version (v1)")
        }
        body.set("policy/v1", at: "apiVersion")
        guard let type = Schema.builtIn.kindType("policy", "v1", "Eviction") else {
            throw .notModelled("the schema of Eviction")
        }
        body = try Schema.builtIn.decode(body, as: type, strictness: .ignore).0
        if body.at("metadata", "name")?.string != request.name {
            throw .badRequest("name in URL does not match name in Eviction object")
        }
        if let namespace = body.at("metadata", "namespace")?.string, namespace != request.namespace {
            throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
        }
        var plain = RequestOptions()
        plain.isDryRun = request.options.isDryRun
        let options = DeletionRules.options(plain, body: body["deleteOptions"] ?? .null)
        pipeline.isDryRun = options.isDryRun
        return options
    }

    /// Upstream: canIgnorePDB.
    private func isFree(_ pod: APIObject) -> Bool {
        pod.pod?.isFinished == true || pod.pod?.phase == .pending || pod.meta.isTerminating
    }

    /// Upstream: getPodDisruptionBudgets.
    private func budgets(of pod: APIObject) -> [APIObject] {
        store.list(.podDisruptionBudgets, namespace: pod.namespace).filter { budget in
            (try? LabelSelector(value: budget.at("spec", "selector")))?.matches(pod.meta.labels) == true
        }
    }

    /// A pod that is not ready counts for nothing: it may go if the budget says so, or if the others are enough.
    private func sparesUnready(_ budget: APIObject) -> Bool {
        if budget.at("spec", "unhealthyPodEvictionPolicy")?.string == "AlwaysAllow" { return true }
        let desired = budget.at("status", "desiredHealthy")?.int ?? 0
        return desired > 0 && (budget.at("status", "currentHealthy")?.int ?? 0) >= desired
    }

    // MARK: the budget

    /// Takes one disruption off the budget, or says why there is none. Upstream: checkAndDecrement.
    private mutating func spend(_ budget: APIObject, on pod: APIObject, _ pipeline: inout Pipeline) throws(Status) {
        let status = budget["status"] ?? .null
        let allowed = status["disruptionsAllowed"]?.int ?? 0
        let disrupted = status["disruptedPods"]?.fields ?? Fields()
        if status["observedGeneration"]?.int ?? 0 < budget.meta.generation {
            throw Self.refusal(
                "The disruption budget \(budget.name) is still being processed by the server.", retryAfter: 10)
        }
        func forbidden(_ why: String) -> Status {
            .forbidden("poddisruptionbudget", group: "policy", name: budget.name, why)
        }
        if allowed < 0 { throw forbidden("pdb disruptions allowed is negative") }
        if disrupted.count > Self.disruptedPodsMax {
            throw forbidden("DisruptedPods map too big - too many evictions not confirmed by PDB controller")
        }
        if allowed == 0 { throw Self.refusal(Self.shortage(budget), retryAfter: 0) }
        var draft = budget.value
        let date = Timestamps.seconds(pipeline.moment.date)
        draft.set(.int(allowed - 1), at: "status", "disruptionsAllowed")
        if allowed == 1 {
            draft.set(
                DisruptionAllowed.conditions(of: draft, date: date), at: "status", "conditions")
        }
        draft.set(.string(date), at: "status", "disruptedPods", pod.name)
        pipeline.note("budget", before: budget.value, after: draft, "one disruption of \(allowed) is spent")
        _ = commit(draft, old: budget, &pipeline)
    }

    private static func refusal(_ cause: String, retryAfter seconds: Int) -> Status {
        Status(
            code: 429, reason: "TooManyRequests",
            message: "Cannot evict pod as it would violate the pod's disruption budget.",
            causes: [Status.Cause(reason: "DisruptionBudget", message: cause, field: "")],
            retryAfterSeconds: seconds)
    }

    /// Why a budget has no room.
    private static func shortage(_ budget: APIObject) -> String {
        let desired = budget.at("status", "desiredHealthy")?.int ?? 0
        let current = budget.at("status", "currentHealthy")?.int ?? 0
        let condition = DisruptionAllowed.find(in: budget.value)
        let message = condition?["status"] == "False" ? condition?["message"]?.string ?? "" : ""
        let reason = condition?["reason"]?.string ?? ""
        let budget = "The disruption budget \(budget.name)"
        if !message.isEmpty && reason == DisruptionAllowed.syncFailed {
            return "\(budget) does not allow evicting pods currently because it failed sync: \(message)"
        }
        if current <= desired { return "\(budget) needs \(desired) healthy pods and has \(current) currently" }
        if !message.isEmpty { return "\(budget) does not allow evicting pods currently (\(reason)): \(message)" }
        return "\(budget) does not allow evicting pods currently"
    }

    // MARK: the end

    /// Marks the pod and deletes it. Upstream: addConditionAndDeletePod.
    private mutating func end(
        _ pod: APIObject, _ options: RequestOptions, _ pipeline: inout Pipeline
    ) throws(Status) -> APIResult {
        var options = options
        var pod = pod
        if !options.isDryRun {
            if let uid = options.uid, !uid.isEmpty, uid != pod.uid {
                throw .conflict(
                    "Pod", group: "", name: pod.name,
                    "the UID in the precondition (\(uid)) does not match the UID in record (\(pod.uid)). The object "
                        + "might have been deleted and then recreated")
            }
            if let version = options.resourceVersion, !version.isEmpty, version != String(pod.revision) {
                throw .conflict(
                    "Pod", group: "", name: pod.name,
                    "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion in "
                        + "record (\(pod.revision)). The object might have been modified")
            }
            var draft = pod.value
            let conditions = Conditions.setting(
                pod.at("status", "conditions")?.array ?? [], type: "DisruptionTarget", status: "True",
                date: Timestamps.seconds(pipeline.moment.date), observedGeneration: 0,
                reason: "EvictionByEvictionAPI", message: "Eviction API: evicting")
            draft.set(conditions, at: "status", "conditions")
            pod = commit(draft, old: pod, &pipeline)
            if options.resourceVersion != nil { options.resourceVersion = String(pod.revision) }
        }
        _ = try delete(pod, options, &pipeline)
        return .document(
            ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201], code: 201)
    }
}
