import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Whether a Job ends, and why: what was announced before, then failures, then successes.
///
/// Upstream: pkg/controller/job/job_controller.go, syncJob.
extension JobSync {
    mutating func decideEnding<Memory>(_ context: inout SyncContext<Memory>) {
        ending = announced() ?? failedByPolicy(&context) ?? failedByLimits(&context)
        if job.isIndexed {
            if ending == nil { ending = failedByIndexes(&context) }
            if ending == nil { ending = succeededByPolicy(&context) }
        }
        guard let ending else { return }
        let isOld = ending.kind == .failed || status.holding(.successCriteriaMet) != nil
        let word = isOld ? "was announced before" : "is announced"
        context.note(.rule("job-ending", detail: "the end \(word): \(ending.reason)"))
    }

    /// A failure or success that an earlier sync wrote down.
    private func announced() -> JobCondition? {
        if let success = status.holding(.successCriteriaMet) { return success }
        return status.holding(.failureTarget)?.turnedInto(.failed, at: now)
    }

    private func failure(_ reason: String, _ message: String) -> JobCondition {
        JobCondition(.failureTarget, reason, message, at: now)
    }

    /// Upstream: getFailJobMessage.
    private func failedByPolicy<Memory>(_ context: inout SyncContext<Memory>) -> JobCondition? {
        guard let policy = job.failurePolicy else { return nil }
        var message: String?
        for pod in pods where job.hasFailed(pod) {
            guard let match = policy.match(pod) else {
                context.note(.rule("job-failure-policy", detail: "\(pod.name): no rule matches, it counts"))
                continue
            }
            context.note(
                .rule(
                    "job-failure-policy",
                    detail: "\(pod.name): rule \(match.rule) \(match.action.rawValue) (\(match.evidence))"))
            if message == nil { message = match.jobMessage }
        }
        return message.map { failure("PodFailurePolicy", $0) }
    }

    private mutating func failedByLimits<Memory>(_ context: inout SyncContext<Memory>) -> JobCondition? {
        let restarts = job.restartsInPlace ? restartCount() : 0
        for (what, count) in [("failed", failed), ("restarts", restarts)] where count > 0 {
            let terms = [Finding.Worked.Term("backoffLimit", job.backoffLimit), .init("− \(what)", count)]
            context.note(.worked(.init("tries left", job.backoffLimit - count, terms, rule: "job-limits")))
        }
        // In place the limit is reached, by replacement it is exceeded; a limit of 0 bears no restart at all.
        let tooManyRestarts = restarts > 0 && restarts >= job.backoffLimit
        if failed > job.backoffLimit || tooManyRestarts {
            return failure("BackoffLimitExceeded", "Job has reached the specified backoff limit")
        }
        guard let deadline = job.activeDeadline, !job.isSuspended, let start = status.startTime else { return nil }
        let left = deadline - SimDuration(microseconds: now - start)
        let word = left > .zero ? "\(left) are left" : "it is over"
        context.note(.rule("job-limits", detail: "activeDeadlineSeconds \(deadline.wholeSeconds): \(word)"))
        if left <= .zero {
            return failure("DeadlineExceeded", "Job was active longer than specified deadline")
        }
        lookAgain(after: left)
        return nil
    }

    /// The restarts of all containers of pods that are not over. Upstream: pastBackoffLimitOnFailure.
    private func restartCount() -> Int {
        var total: Int64 = 0
        for pod in pods where pod.pod?.phase == .running || pod.pod?.phase == .pending {
            for list in ["initContainerStatuses", "containerStatuses"] {
                for container in pod.at("status", list)?.array ?? [] { total += container["restartCount"]?.int ?? 0 }
            }
        }
        return Int(total)
    }

    private func failedByIndexes<Memory>(_ context: inout SyncContext<Memory>) -> JobCondition? {
        guard let failed = indexes.failed else { return nil }
        let completions = job.completions ?? 0
        if !failed.isEmpty {
            let terms = [
                Finding.Worked.Term("completions", completions), .init("− failed", failed.count),
                .init("− succeeded", indexes.succeeded.count),
            ]
            let left = completions - failed.count - indexes.succeeded.count
            context.note(.worked(.init("indexes left", left, terms, rule: "job-indexes")))
        }
        if let limit = job.maxFailedIndexes, failed.count > limit {
            return failure(
                "MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes")
        }
        if !failed.isEmpty, failed.count + indexes.succeeded.count >= completions {
            return failure("FailedIndexes", "Job has failed indexes")
        }
        return nil
    }

    private func succeededByPolicy<Memory>(_ context: inout SyncContext<Memory>) -> JobCondition? {
        guard
            let message = SuccessPolicy.match(
                job.spec["successPolicy"], completions: job.completions ?? 0, succeeded: indexes.succeeded)
        else { return nil }
        context.note(.rule("job-success-policy", detail: "\(message): indexes \(indexes.succeeded.text) are enough"))
        return JobCondition(.successCriteriaMet, "SuccessPolicy", message, at: now)
    }

    /// Are all completions reached (or, without a number, has one succeeded) and does nothing run any more?
    mutating func decideCompletion() {
        guard active == 0 else { return }
        let isDone = job.completions.map { succeeded >= $0 } ?? (succeeded > 0)
        if isDone {
            ending = JobCondition(
                .successCriteriaMet, "CompletionsReached", "Reached expected number of succeeded pods", at: now)
        }
    }

    /// Suspended or resumed: the condition and the start time follow the spec. Answers whether that is news.
    mutating func noteSuspension<Memory>(_ context: inout SyncContext<Memory>) -> Bool {
        let condition =
            job.isSuspended
            ? JobCondition(.suspended, "JobSuspended", "Job suspended", at: now)
            : JobCondition(.suspended, is: "False", "JobResumed", "Job resumed", at: now)
        guard status.ensure(condition) else { return false }
        // The deadline counts from the moment the Job runs on.
        status.startTime = job.isSuspended ? nil : now
        context.record(
            type: "Normal", reason: job.isSuspended ? "Suspended" : "Resumed", message: condition.message, on: base)
        return true
    }
}
