import ControllerKit
public import KubeAPI
public import OrderedMaps
import Simulation

/// What the Job controller remembers between syncs besides expectations; it dies with its process.
public struct JobMemory: Sendable {
    /// Uids of pods whose tracking finalizer it took off and has not seen gone yet.
    ///
    /// Upstream: pkg/controller/job/tracking_utils.go, uidTrackingExpectations.
    public private(set) var awaitedRemovals = OrderedMap<ObjectKey, OrderedMap<String, Bool>>()
    /// Upstream: backoffStore.
    private var backoffs = OrderedMap<ObjectKey, JobBackoff>()
    /// Uids of Jobs it has declared over and not seen so yet. Upstream: finishedJobExpectations.
    private var declared = OrderedMap<String, Bool>()

    func removals(awaitedFor job: ObjectKey) -> [String] { awaitedRemovals[job]?.map(\.key) ?? [] }
    func backoff(of job: ObjectKey) -> JobBackoff? { backoffs[job] }
    func hasDeclared(_ uid: String) -> Bool { declared[uid] != nil }

    mutating func remember(_ backoff: JobBackoff, of job: ObjectKey) { backoffs[job] = backoff }
    mutating func declareOver(_ uid: String) { declared[uid] = true }

    /// Failures and finalizers, by Job: what `inspect` shows.
    func inspection(at moment: Moment) -> [Inspection] {
        var out: [Inspection] = []
        for (key, backoff) in backoffs where backoff.failuresSinceSuccess > 0 {
            let left = backoff.remaining(at: moment.date)
            let wait = left > .zero ? "the next pod comes in \(left)" : "no wait is left"
            let count = backoff.failuresSinceSuccess
            out.append(Inspection("failures", "\(key): \(count) in a row, \(wait)"))
        }
        for (key, uids) in awaitedRemovals {
            out.append(Inspection("finalizers", "\(key): \(uids.count) taken off and not seen gone yet"))
        }
        return out
    }

    mutating func expectRemovals(of uids: [String], for job: ObjectKey) {
        awaitedRemovals.update(job, default: OrderedMap()) { awaited in
            for uid in uids { awaited[uid] = true }
        }
    }

    mutating func removalObserved(of uid: String, for job: ObjectKey) {
        let isEmpty = awaitedRemovals.update(job) { awaited in
            awaited[uid] = nil
            return awaited.isEmpty
        }
        if isEmpty == true { awaitedRemovals[job] = nil }
    }

    /// Forgets a Job that is over or gone, but for what it awaits of pods.
    mutating func forget(_ job: ObjectKey, uid: String) {
        backoffs[job] = nil
        declared[uid] = nil
    }

    mutating func forgetRemovals(of job: ObjectKey) { awaitedRemovals[job] = nil }
}
