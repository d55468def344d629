import Documents
import KubeAPI
import Simulation

/// How long a Job waits before it replaces failed pods: 10 s, doubled with each failure, at most 10 min.
///
/// Upstream: pkg/controller/job/backoff_utils.go.
struct JobBackoff: Sendable, Equatable {
    static let first = SimDuration.seconds(10)  // DefaultJobPodFailureBackOff
    static let longest = SimDuration.minutes(10)  // MaxJobPodFailureBackOff

    var failuresSinceSuccess = 0
    /// Microseconds since 1970.
    var lastFailure: Int64?

    /// The record with what has newly ended. Upstream: newBackoffRecord.
    func with(succeeded: [APIObject], failed: [APIObject]) -> JobBackoff {
        let failures = failed.map(JobBackoff.finishTime).sorted()
        guard let lastSuccess = succeeded.map(JobBackoff.finishTime).max() else {
            guard let last = failures.last else { return self }
            return JobBackoff(failuresSinceSuccess: failuresSinceSuccess + failures.count, lastFailure: last)
        }
        let later = failures.filter { $0 > lastSuccess }
        return JobBackoff(failuresSinceSuccess: later.count, lastFailure: later.last)
    }

    func remaining(at now: Int64) -> SimDuration {
        JobBackoff.remaining(failures: failuresSinceSuccess, since: lastFailure ?? now, now: now)
    }

    /// What is left of the delay after `failures` in a row, the last of them `since`.
    static func remaining(failures: Int, since: Int64, now: Int64) -> SimDuration {
        if failures == 0 { return .zero }
        return max(.zero, delay(after: failures) - SimDuration(microseconds: now - since))
    }

    /// 1 → 10 s, 2 → 20 s, 4 → 80 s, 7 and more → 600 s.
    static func delay(after failures: Int) -> SimDuration {
        var delay = first
        for _ in 1..<max(1, failures) {
            delay = SimDuration(microseconds: delay.microseconds * 2)
            if delay >= longest { return longest }
        }
        return delay
    }

    /// When a pod was over: its last container, else when it stopped being ready, else when it was deleted.
    ///
    /// Upstream: getFinishedTime.
    static func finishTime(_ pod: APIObject) -> Int64 {
        if let time = containersFinished(pod) { return time }
        for condition in pod.at("status", "conditions")?.array ?? []
        where condition["type"]?.string == "Ready" && condition["status"]?.string == "False" {
            if let time = condition["lastTransitionTime"]?.string.flatMap({ Timestamps.parse($0) }) { return time }
        }
        if let deletion = pod.meta.deletion {
            return deletion - (pod.meta.deletionGraceSeconds ?? 0) * Timestamps.microsPerSecond
        }
        return pod.meta.created
    }

    /// `nil` if a container (or sidecar) has not ended, or if there is none.
    private static func containersFinished(_ pod: APIObject) -> Int64? {
        let sidecars = (pod.at("spec", "initContainers")?.array ?? [])
            .filter { $0["restartPolicy"]?.string == "Always" }.compactMap { $0["name"]?.string }
        let statuses =
            (pod.at("status", "containerStatuses")?.array ?? [])
            + (pod.at("status", "initContainerStatuses")?.array ?? []).filter {
                sidecars.contains($0["name"]?.string ?? "")
            }
        var last: Int64?
        for status in statuses {
            guard
                let time = status.at("state", "terminated", "finishedAt")?.string.flatMap({ Timestamps.parse($0) })
            else { return nil }
            last = max(last ?? time, time)
        }
        return last
    }
}
