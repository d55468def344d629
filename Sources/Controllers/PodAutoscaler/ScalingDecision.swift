import ControllerKit
import Documents
import KubeAPI
import OrderedMaps
import Simulation

/// From the metrics of one autoscaler to the number that is set.
///
/// Upstream: pkg/controller/podautoscaler/horizontal.go, computeReplicasForMetrics, validateAndParseSelector.
struct ScalingDecision {
    typealias Context = SyncContext<AutoscalerMemory>

    /// No metric has an answer, or too few of them.
    struct Failed: Error {
        let message: String
        let metrics: [Value]?
    }

    let autoscaler: APIObject
    let target: HorizontalReconciler.Target
    let least: Int64
    let most: Int64

    init(_ autoscaler: APIObject, _ target: HorizontalReconciler.Target, least: Int64, most: Int64) {
        self.autoscaler = autoscaler
        self.target = target
        self.least = least
        self.most = most
    }

    func make(
        _ status: inout AutoscalerStatus, _ context: inout Context
    ) -> Result<HorizontalReconciler.Decision, Failed> {
        let current = target.replicas
        let key = autoscaler.key
        var history = context.recall { memory in [memory.own.histories[key] ?? ScalingHistory()] }[0]
        let pods: [APIObject]
        switch selected(&history, &status, &context) {
        case .success(let found): pods = found
        case .failure(let failed):
            keep(history, &context)
            return .failure(failed)
        }
        let proposed: Proposed
        switch proposal(pods, &status, &context) {
        case .success(let made): proposed = made
        case .failure(let failed):
            keep(history, &context)
            return .failure(failed)
        }
        var decision = HorizontalReconciler.Decision(replicas: proposed.replicas, metrics: proposed.metrics)
        decision.failure = proposed.failure
        if proposed.replicas > current { decision.reason = "\(proposed.name) above target" }
        if proposed.replicas < current { decision.reason = "All metrics below target" }
        let behavior = autoscaler.at("spec", "behavior").flatMap { $0.isNull ? nil : $0 }
        let limits = ReplicaLimits(
            current: current, least: least, most: most, behavior: behavior, now: context.moment.date)
        let outcome = limits.normalized(proposed.replicas, &history)
        keep(history, &context)
        status.set("AbleToScale", true, outcome.ableReason, outcome.ableMessage)
        status.set("ScalingLimited", outcome.isLimited, outcome.limitReason, outcome.limitMessage)
        if outcome.replicas != proposed.replicas {
            context.note(
                .rule(
                    "hpa-limits",
                    detail: "\(proposed.replicas) asked for, \(outcome.replicas) set: \(outcome.because)"))
        }
        decision.replicas = outcome.replicas
        return .success(decision)
    }

    private func keep(_ history: ScalingHistory, _ context: inout Context) {
        let key = autoscaler.key
        context.remember { memory in
            memory.own.histories[key] = history
            return 0
        }
    }

    // MARK: whose pods

    /// Upstream: validateAndParseSelector.
    private func selected(
        _ history: inout ScalingHistory, _ status: inout AutoscalerStatus, _ context: inout Context
    ) -> Result<[APIObject], Failed> {
        let text = target.scale.at("status", "selector")?.string ?? ""
        if text.isEmpty {
            context.record(
                type: "Warning", reason: "SelectorRequired", message: "selector is required", on: autoscaler)
            status.set("ScalingActive", false, "InvalidSelector", "the HPA target's scale is missing a selector")
            return .failure(Failed(message: "selector is required", metrics: nil))
        }
        let selector: LabelSelector
        do {
            selector = try LabelSelector.parse(text)
        } catch {
            let why = "couldn't convert selector into a corresponding internal selector object: \(error.message)"
            context.record(type: "Warning", reason: "InvalidSelector", message: why, on: autoscaler)
            status.set("ScalingActive", false, "InvalidSelector", why)
            return .failure(Failed(message: why, metrics: nil))
        }
        history.selector = text
        let pods = context.cachedList(.pods, namespace: autoscaler.namespace).filter {
            selector.matches($0.meta.labels)
        }
        let rivals = rivals(pods, &context)
        if rivals.isEmpty { return .success(pods) }
        let all = ([autoscaler.key] + rivals).sorted().map { "{\($0.name) \($0.namespace)}" }
        let why = "pods by selector \(text) are controlled by multiple HPAs: [\(all.joined(separator: " "))]"
        context.record(type: "Warning", reason: "AmbiguousSelector", message: why, on: autoscaler)
        status.set("ScalingActive", false, "AmbiguousSelector", why)
        return .failure(Failed(message: why, metrics: nil))
    }

    /// The other autoscalers that select one of the pods.
    private func rivals(_ pods: [APIObject], _ context: inout Context) -> [ObjectKey] {
        let own = autoscaler.key
        let others = context.recall { memory in
            memory.own.histories.compactMap { key, history in
                key != own && key.namespace == own.namespace && !history.selector.isEmpty
                    ? Rival(key: key, selector: history.selector) : nil
            }
        }
        return others.filter { rival in
            guard let selector = try? LabelSelector.parse(rival.selector) else { return false }
            return pods.contains { selector.matches($0.meta.labels) }
        }.map(\.key)
    }

    private struct Rival: Sendable {
        let key: ObjectKey
        let selector: String
    }

    // MARK: what the metrics say

    private struct Proposed {
        var replicas: Int64 = 0
        var name = ""
        var metrics: [Value] = []
        var failure: String?
    }

    /// The largest of what the metrics ask for. Upstream: computeReplicasForMetrics.
    private func proposal(
        _ pods: [APIObject], _ status: inout AutoscalerStatus, _ context: inout Context
    ) -> Result<Proposed, Failed> {
        let now = context.moment.date
        let calculator = ReplicaCalculator(current: target.replicas, tolerances: tolerances, pods: pods, now: now)
        let proposals = MetricProposals(
            autoscaler: autoscaler, load: SimulatedLoad(of: autoscaler, now: now), calculator: calculator,
            statusReplicas: target.scale.at("status", "replicas")?.int ?? 0)
        let metrics = autoscaler.at("spec", "metrics")?.array ?? []
        var out = Proposed()
        var failures: [MetricProposals.Failure] = []
        for metric in metrics {
            do throws(MetricProposals.Failure) {
                let answer = try proposals.answer(metric)
                out.metrics.append(answer.status)
                context.note(.rule("hpa-ratio", detail: "\(answer.name): \(answer.steps)"))
                if out.replicas == 0 || answer.replicas > out.replicas {
                    out.replicas = answer.replicas
                    out.name = answer.name
                }
            } catch {
                out.metrics.append(["type": ""])
                context.record(type: "Warning", reason: error.reason, message: error.message, on: autoscaler)
                failures.append(error)
            }
        }
        if let first = failures.first {
            out.failure =
                "invalid metrics (\(failures.count) invalid out of \(metrics.count)), first error is: \(first.title)"
            if failures.count >= metrics.count || out.replicas < target.replicas {
                status.set(
                    "ScalingActive", false, first.reason,
                    "the HPA was unable to compute the replica count: \(first.message)")
                return .failure(Failed(message: out.failure ?? "", metrics: out.metrics))
            }
        }
        status.set(
            "ScalingActive", true, "ValidMetricFound",
            "the HPA was able to successfully calculate a replica count from \(out.name)")
        return .success(out)
    }

    /// Upstream: tolerancesForHpa.
    private var tolerances: ReplicaCalculator.Tolerances {
        var out = ReplicaCalculator.Tolerances()
        func given(_ direction: String) -> Double? {
            guard let value = autoscaler.at("spec", "behavior", direction, "tolerance") else { return nil }
            return try? Quantity(reading: value)?.approximate
        }
        out.down = given("scaleDown") ?? out.down
        out.up = given("scaleUp") ?? out.up
        return out
    }
}
