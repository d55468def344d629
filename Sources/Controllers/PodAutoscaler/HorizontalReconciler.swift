public import ControllerKit
import Documents
public import KubeAPI
import OrderedMaps
import Simulation

/// Sets the replicas of a workload so that its metrics meet their targets.
///
/// Upstream: pkg/controller/podautoscaler/horizontal.go.
public enum HorizontalReconciler: Reconciler {
    /// Each autoscaler is looked at that often. Upstream: HorizontalPodAutoscalerSyncPeriod.
    static let period = SimDuration.seconds(15)
    static let updateTries = 5  // retry.DefaultRetry

    public static let name = "horizontal-pod-autoscaler"

    typealias Context = SyncContext<AutoscalerMemory>

    public static func makeMemory() -> AutoscalerMemory { AutoscalerMemory() }
    /// Upstream: rate_limiters.go, FixedItemIntervalRateLimiter.
    public static func makeRateLimiter() -> RateLimiter {
        RateLimiter(base: period, longest: period, bucketPerSecond: nil, bucketBurst: 1)
    }

    public static func watches(_ resource: Resource) -> Bool {
        resource == .horizontalPodAutoscalers
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<AutoscalerMemory>) {
        guard change.object.resource == .horizontalPodAutoscalers else { return }
        if change.kind == .deleted {
            reactions.memory.own.histories[change.object.key] = nil
        } else {
            reactions.enqueue(change.object.key, after: period)
        }
    }

    /// Upstream: reconcileAutoscaler.
    public static func sync(
        _ key: WorkKey, _ context: inout SyncContext<AutoscalerMemory>
    ) throws(Interrupt) -> Requeue {
        let key = key.key
        context.noteCache(.horizontalPodAutoscalers)
        context.noteCache(.pods)
        guard let autoscaler = context.cached(.horizontalPodAutoscalers, key) else {
            context.note(.absent(.horizontalPodAutoscalers, key))
            return .done
        }
        var status = AutoscalerStatus(of: autoscaler, date: Timestamps.seconds(context.moment.date))
        let target: Target
        switch try scale(of: autoscaler, &context) {
        case .success(let found): target = found
        case .failure(let why):
            context.record(type: "Warning", reason: "FailedGetScale", message: why.short, on: autoscaler)
            status.set(
                "AbleToScale", false, "FailedGetScale",
                "the HPA controller was unable to get the target's current scale: \(why.short)")
            _ = try status.writeConditions(&context)
            return .withBackoff(reason: why.long)
        }
        status.set(
            "AbleToScale", true, "SucceededGetScale",
            "the HPA controller was able to get the target's current scale")
        return try steer(autoscaler, target, &status, &context)
    }

    /// What is scaled, as it was read.
    struct Target {
        let resource: Resource
        var scale: Value

        var replicas: Int64 { scale.at("spec", "replicas")?.int ?? 0 }
    }

    private struct Unscalable: Error {
        let short: String
        let long: String
    }

    private static func scale(
        of autoscaler: APIObject, _ context: inout Context
    ) throws(Interrupt) -> Result<Target, Unscalable> {
        let reference = autoscaler.at("spec", "scaleTargetRef") ?? .null
        let kind = reference["kind"]?.string ?? ""
        let name = reference["name"]?.string ?? ""
        let apiVersion = reference["apiVersion"]?.string ?? ""
        let group = apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : ""
        guard let info = context.discovered.all.first(where: { $0.group == group && $0.kind == kind }) else {
            let why = "no matches for kind \"\(kind)\" in group \"\(group)\""
            return .failure(
                Unscalable(short: why, long: "unable to determine resource for scale target reference: \(why)"))
        }
        var request = APIRequest.get(info.resource, ObjectKey(autoscaler.namespace, name))
        request.subresource = "scale"
        let answer = try context.send(request)
        guard case .document(let scale, _) = answer else {
            let why = answer.failure?.message ?? "no scale"
            return .failure(
                Unscalable(short: why, long: "failed to query scale subresource for \(title(autoscaler)): \(why)"))
        }
        return .success(Target(resource: info.resource, scale: scale))
    }

    /// `Deployment/default/web`.
    static func title(_ autoscaler: APIObject) -> String {
        let reference = autoscaler.at("spec", "scaleTargetRef") ?? .null
        return "\(reference["kind"]?.string ?? "")/\(autoscaler.namespace)/\(reference["name"]?.string ?? "")"
    }

    // MARK: how many

    /// What is to be done, and why.
    struct Decision {
        var replicas: Int64
        var reason = ""
        var metrics: [Value]?
        /// Some metrics failed, the others were enough.
        var failure: String?
    }

    private static func steer(
        _ autoscaler: APIObject, _ target: Target, _ status: inout AutoscalerStatus, _ context: inout Context
    ) throws(Interrupt) -> Requeue {
        let current = target.replicas
        let least = autoscaler.at("spec", "minReplicas")?.int ?? 1
        let most = autoscaler.at("spec", "maxReplicas")?.int ?? 0
        var decision = Decision(replicas: current)
        recordFirst(current, autoscaler, &context)
        if current == 0 {
            status.set(
                "ScalingActive", false, "ScalingDisabled",
                "scaling is disabled since the replica count of the target is zero")
            status.remove("ScaledToZero")
            context.note(.rule("hpa-disabled", detail: "the target has 0 replicas: a person switched it off"))
        } else if current > most {
            decision = Decision(replicas: most, reason: "Current number of replicas above Spec.MaxReplicas")
        } else if current < least {
            decision = Decision(replicas: least, reason: "Current number of replicas below Spec.MinReplicas")
        } else {
            switch ScalingDecision(autoscaler, target, least: least, most: most).make(&status, &context) {
            case .success(let made): decision = made
            case .failure(let failed):
                _ = try status.write(
                    current: current, desired: nil, metrics: failed.metrics, isRescaled: false, &context)
                context.record(
                    type: "Warning", reason: "FailedComputeMetricsReplicas", message: failed.message, on: autoscaler)
                return .withBackoff(
                    reason: "failed to compute desired number of replicas based on listed metrics for "
                        + "\(title(autoscaler)): \(failed.message)")
            }
        }
        context.note(.compared("spec.replicas", want: decision.replicas, have: current))
        let isRescaled = decision.replicas != current
        if isRescaled, let failure = try rescale(autoscaler, target, decision, &status, &context) {
            _ = try status.write(
                current: current, desired: nil, metrics: decision.metrics, isRescaled: false, &context)
            return .withBackoff(reason: "failed to rescale \(title(autoscaler)): \(failure)")
        }
        let failure = try status.write(
            current: current, desired: decision.replicas, metrics: decision.metrics, isRescaled: isRescaled, &context)
        if let failure = failure ?? decision.failure { return .withBackoff(reason: failure) }
        return .after(period)
    }

    /// What is found at first counts as recommended. Upstream: recordInitialRecommendation.
    private static func recordFirst(_ replicas: Int64, _ autoscaler: APIObject, _ context: inout Context) {
        let key = autoscaler.key
        let entry = ScalingHistory.Entry(number: replicas, time: context.moment.date)
        context.remember { memory in
            if memory.own.histories[key] == nil {
                memory.own.histories[key] = ScalingHistory(recommendations: [entry])
            }
            return 0
        }
    }

    // MARK: doing it

    /// Updates the scale; a conflict is answered by a fresh read. The text of the error is the answer.
    private static func rescale(
        _ autoscaler: APIObject, _ target: Target, _ decision: Decision, _ status: inout AutoscalerStatus,
        _ context: inout Context
    ) throws(Interrupt) -> String? {
        var scale = target.scale
        var failure: String?
        for _ in 0 ..< updateTries {
            scale.set(.int(decision.replicas), at: "spec", "replicas")
            let answer = try context.send(.update(scale, target.resource, subresource: "scale"))
            failure = answer.failure?.message
            guard answer.failure?.reason == "Conflict" else { break }
            var read = APIRequest.get(
                target.resource, ObjectKey(autoscaler.namespace, scale.at("metadata", "name")?.string ?? ""))
            read.subresource = "scale"
            if case .document(let fresh, _) = try context.send(read) { scale = fresh }
        }
        if let failure {
            context.record(
                type: "Warning", reason: "FailedRescale",
                message: "New size: \(decision.replicas); reason: \(decision.reason); error: \(failure)",
                on: autoscaler)
            status.set(
                "AbleToScale", false, "FailedUpdateScale",
                "the HPA controller was unable to update the target scale: \(failure)")
            return failure
        }
        status.set(
            "AbleToScale", true, "SucceededRescale",
            "the HPA controller was able to update the target scale to \(decision.replicas)")
        context.record(
            type: "Normal", reason: "SuccessfulRescale",
            message: "New size: \(decision.replicas); reason: \(decision.reason)", on: autoscaler)
        status.remove("ScaledToZero")
        remember(autoscaler, from: target.replicas, to: decision.replicas, &context)
        return nil
    }

    /// Upstream: storeScaleEvent.
    private static func remember(
        _ autoscaler: APIObject, from before: Int64, to after: Int64, _ context: inout Context
    ) {
        guard let behavior = autoscaler.at("spec", "behavior"), !behavior.isNull else { return }
        let now = context.moment.date
        let isUp = after > before
        let policies = behavior.at(isUp ? "scaleUp" : "scaleDown", "policies")?.array ?? []
        let longest = policies.compactMap { $0["periodSeconds"]?.int }.max() ?? 0
        let entry = ScalingHistory.Entry(number: isUp ? after - before : before - after, time: now)
        let cutoff = now - longest * 1_000_000
        context.remember { memory in
            memory.own.histories.update(autoscaler.key, default: ScalingHistory()) { history in
                if isUp {
                    ScalingHistory.put(entry, into: &history.ups, outdatedBefore: cutoff)
                } else {
                    ScalingHistory.put(entry, into: &history.downs, outdatedBefore: cutoff)
                }
            }
            return 0
        }
    }
}
