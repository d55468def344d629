public import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Keeps the status of PodDisruptionBudgets: how many of the pods may be disrupted now.
///
/// Upstream: pkg/controller/disruption/disruption.go.
public enum DisruptionReconciler: Reconciler {
    /// An eviction that was granted must be seen as a deletion within so long, else it is forgotten.
    static let deletionTimeout = SimDuration.minutes(2)  // DeletionTimeout
    /// A pod that carries the condition `DisruptionTarget` for so long without being deleted loses it.
    static let stalePodDisruptionTimeout = SimDuration.minutes(2)  // stalePodDisruptionTimeout
    /// A recheck goes through the rate limiter of the queue once more.
    static let recheckPause = SimDuration.milliseconds(5)

    public static let name = "disruption-controller"
    public static var workers: Int { 1 }

    /// Budgets and pods with a stale condition have queues of their own.
    enum Lane {
        static let budget: UInt8 = 0
        static let stalePod: UInt8 = 1
    }

    typealias Context = SyncContext<NoMemory>

    /// Upstream: sync and syncStalePodDisruption.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        if key.lane == Lane.stalePod { return try StaleDisruption.sync(key.key, &context) }
        context.noteCache(.podDisruptionBudgets)
        context.noteCache(.pods)
        guard let budget = context.cached(.podDisruptionBudgets, key.key) else {
            context.note(.absent(.podDisruptionBudgets, key.key))
            return .done
        }
        do throws(Failure) {
            return try trySync(budget, &context)
        } catch {
            switch error {
            case .interrupted(let interrupt): throw interrupt
            // The budget is looked at again: nothing is known to be wrong with it.
            case .conflict(let message): return .withBackoff(reason: message)
            case .failed(let message): return try failSafe(budget, message, &context)
            }
        }
    }

    /// Why a sync did not get to its end.
    enum Failure: Error {
        case interrupted(Interrupt)
        case conflict(String)
        case failed(String)
    }

    /// Upstream: trySync.
    private static func trySync(_ budget: APIObject, _ context: inout Context) throws(Failure) -> Requeue {
        let selector: LabelSelector
        do {
            selector = try LabelSelector(value: budget.at("spec", "selector"))
        } catch {
            context.record(
                type: "Warning", reason: "NoPods", message: "Failed to get pods: \(error.message)", on: budget)
            throw .failed(error.message)
        }
        let pods = context.cachedList(.pods, namespace: budget.namespace).filter { selector.matches($0.meta.labels) }
        context.note(.counted("selected", pods.count))
        if pods.isEmpty {
            context.record(type: "Normal", reason: "NoPods", message: "No matching pods found", on: budget)
        }
        let expected = try expectation(of: budget, pods, &context)
        let disrupted = DisruptedPods(of: budget, pods, &context)
        let healthy = pods.filter { disrupted.isHealthy($0, now: context.moment.date) }.count
        context.note(.compared("status.desiredHealthy", want: Int64(expected.desired), have: Int64(healthy)))
        let allowed = expected.count <= 0 ? 0 : max(0, healthy - expected.desired)
        context.note(
            .rule(
                "disruption-budget",
                detail: "\(healthy) healthy − \(expected.desired) desired of \(expected.count) expected: "
                    + "\(allowed) may be disrupted"))
        try write(budget, healthy, expected, allowed, disrupted, &context)
        guard let recheck = disrupted.recheckAt else { return .done }
        return .after(SimDuration(microseconds: max(0, recheck - context.moment.date)) + recheckPause)
    }

    /// Counts what is expected; the event tells why it could not.
    private static func expectation(
        of budget: APIObject, _ pods: [APIObject], _ context: inout Context
    ) throws(Failure) -> ExpectedPods {
        let expected: ExpectedPods
        do throws(Failure) {
            expected = try ExpectedPods.count(of: budget, pods, &context)
        } catch {
            if case .failed(let message) = error {
                context.record(
                    type: "Warning", reason: "CalculateExpectedPodCountFailed",
                    message: "Failed to calculate the number of expected pods: \(message)", on: budget)
            }
            throw error
        }
        if !expected.unmanaged.isEmpty {
            let selector = GoSelectorText.text(budget.at("spec", "selector"))
            context.record(
                type: "Warning", reason: "UnmanagedPods",
                message: "Pods selected by this PodDisruptionBudget (selector: \(selector)) were found to be "
                    + "unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result "
                    + "in undefined behavior. To account for these pods please set \".spec.minAvailable\" field of "
                    + "the PDB to an integer value.", on: budget)
        }
        return expected
    }

    /// Upstream: updatePdbStatus.
    private static func write(
        _ budget: APIObject, _ healthy: Int, _ expected: ExpectedPods, _ allowed: Int, _ disrupted: DisruptedPods,
        _ context: inout Context
    ) throws(Failure) {
        var draft = budget.published
        let conditions = budget.at("status", "conditions")
        var status = Fields([
            ("currentHealthy", .int(Int64(healthy))), ("desiredHealthy", .int(Int64(expected.desired))),
            ("expectedPods", .int(Int64(expected.count))), ("disruptionsAllowed", .int(Int64(allowed)))
        ])
        if !disrupted.waiting.isEmpty { status["disruptedPods"] = .object(disrupted.waiting) }
        if budget.meta.generation > 0 { status["observedGeneration"] = .int(budget.meta.generation) }
        status["conditions"] = conditions
        if budget["status"] == .object(status)
            && DisruptionAllowed.isUpToDate(budget.value, generation: budget.meta.generation)
        {
            context.note(.rule("no-op-write", detail: "the status is as it was: nothing is written"))
            return
        }
        draft.set(.object(status), at: "status")
        let date = Timestamps.seconds(context.moment.date)
        draft.set(DisruptionAllowed.conditions(of: draft, date: date), at: "status", "conditions")
        try put(draft, &context)
    }

    /// One try: what fails is tried again by the queue. Upstream: writePdbStatus.
    private static func put(_ draft: Value, _ context: inout Context) throws(Failure) {
        let answer: APIResult
        do throws(Interrupt) {
            answer = try context.send(.update(draft, .podDisruptionBudgets, subresource: "status"))
        } catch {
            throw .interrupted(error)
        }
        guard let status = answer.failure else { return }
        throw status.reason == "Conflict" ? .conflict(status.message) : .failed(status.message)
    }

    /// If nothing could be counted, at least no eviction is allowed. Upstream: failSafe.
    private static func failSafe(
        _ budget: APIObject, _ message: String, _ context: inout Context
    ) throws(Interrupt) -> Requeue {
        context.note(.rule("disruption-fail-safe", detail: "\(message): no disruption is allowed"))
        var draft = budget.published
        draft.set(0, at: "status", "disruptionsAllowed")
        let date = Timestamps.seconds(context.moment.date)
        draft.set(
            DisruptionAllowed.conditions(
                of: draft, isTrue: false, reason: DisruptionAllowed.syncFailed, message, date: date),
            at: "status", "conditions")
        do throws(Failure) {
            try put(draft, &context)
            return .done
        } catch {
            switch error {
            case .interrupted(let interrupt): throw interrupt
            case .conflict(let why), .failed(let why): return .withBackoff(reason: why)
            }
        }
    }
}
