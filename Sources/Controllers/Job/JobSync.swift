import ControllerKit
import Documents
import KubeAPI
import Simulation

/// One sync of a Job: what it found, and what it works out of that, step by step.
///
/// Upstream: pkg/controller/job/job_controller.go, syncJobCtx.
struct JobSync {
    let job: JobFacts
    /// All pods of the Job, whatever became of them.
    let pods: [APIObject]
    /// Those that are neither over nor being deleted.
    let activePods: [APIObject]
    /// Uids of pods adopted in this sync: the cache does not show their finalizer yet.
    let adopted: Set<String>
    /// Uids of pods whose finalizer was taken off; the cache does not show that yet.
    let awaitedRemovals: Set<String>
    /// Nothing is outstanding of what was asked for.
    let maySteer: Bool
    /// Microseconds since 1970.
    let now: Int64

    /// The Job as the server has it: newer after each write of its status.
    var base: APIObject
    var status: JobStatus
    /// The counts with what is news in this sync.
    var succeeded = 0
    var failed = 0
    var active: Int
    var ready: Int
    var terminating: Int
    var backoff: JobBackoff
    var indexes = JobIndexes()
    /// Why the Job ends, if it does.
    var ending: JobCondition?
    /// The sync wishes to be run again after so long.
    var nextLook: SimDuration?
    /// The first error of making or deleting pods; the status is written all the same.
    var problem: String?

    /// What only Indexed Jobs have.
    struct JobIndexes {
        /// Those the status had.
        var before = IndexIntervals()
        var succeeded = IndexIntervals()
        /// `nil` without a limit per index.
        var failed: IndexIntervals?
        /// The failed pods that stay until their replacement carries their failure count on.
        var replaced: [Int: APIObject] = [:]
    }

    init(
        _ job: JobFacts, pods: [APIObject], maySteer: Bool, awaitedRemovals: Set<String>, backoff: JobBackoff,
        now: Int64
    ) {
        self.job = job
        self.pods = pods
        self.maySteer = maySteer
        self.awaitedRemovals = awaitedRemovals
        self.now = now
        adopted = Set(pods.filter { $0.meta.controllerUID != job.object.uid }.map(\.uid))
        activePods = pods.filter(\.flags.isActive)
        base = job.object
        status = JobStatus(job.object["status"] ?? .null)
        active = activePods.count
        ready = activePods.reduce(0) { $0 + ($1.flags.isReady ? 1 : 0) }
        terminating = pods.reduce(0) { $0 + ($1.isPodTerminating ? 1 : 0) }
        self.backoff = backoff
        countNews(backoff)
        if status.startTime == nil && !job.isSuspended { status.startTime = now }
        if job.isIndexed { findIndexes() }
    }

    /// Does the pod wait to be counted?
    func isTracked(_ pod: APIObject) -> Bool {
        (pod.hasTrackingFinalizer || adopted.contains(pod.uid)) && !awaitedRemovals.contains(pod.uid)
    }

    /// Pods that count: tracked, not in `known`, and of an index that exists. Upstream: getValidPodsWithFilter.
    private func countable(except known: [String], where holds: (APIObject) -> Bool) -> [APIObject] {
        let known = Set(known)
        return pods.filter { pod in
            isTracked(pod) && !known.contains(pod.uid) && (!job.isIndexed || job.index(of: pod) != nil) && holds(pod)
        }
    }

    /// Upstream: getNewFinishedPods, nonIgnoredFailedPodsCount.
    private mutating func countNews(_ record: JobBackoff) {
        let succeededNow = countable(except: status.uncountedSucceeded) { $0.pod?.phase == .succeeded }
        let failedNow = countable(except: status.uncountedFailed) { job.hasFailed($0) }
        let counting = failedNow.filter { job.failurePolicy?.match($0)?.action != .ignore }
        succeeded = status.succeeded + succeededNow.count + status.uncountedSucceeded.count
        failed = status.failed + counting.count + status.uncountedFailed.count
        backoff = record.with(succeeded: succeededNow, failed: failedNow)
    }

    // MARK: indexes

    /// Upstream: calculateSucceededIndexes, calculateFailedIndexes.
    private mutating func findIndexes() {
        let completions = job.completions ?? 0
        indexes.before = IndexIntervals(parsing: status.completedIndexes, completions: completions)
        // Pods whose finalizer is gone are in the status; the cache alone decides here, as upstream.
        func tracked(_ holds: (APIObject) -> Bool) -> IndexIntervals {
            let found = pods.filter { ($0.hasTrackingFinalizer || adopted.contains($0.uid)) && holds($0) }
            return IndexIntervals(ordered: found.compactMap { job.index(of: $0) }.sorted())
        }
        indexes.succeeded = indexes.before.merged(with: tracked { $0.pod?.phase == .succeeded })
        succeeded = indexes.succeeded.count
        guard let limit = job.backoffLimitPerIndex else { return }
        let known = IndexIntervals(parsing: status.failedIndexes ?? "", completions: completions)
        let failed = known.merged(with: tracked { hasFailedItsIndex($0, limit: limit) })
        indexes.failed = failed
        indexes.replaced = replacedPods(failed)
    }

    /// Upstream: isIndexFailed.
    private func hasFailedItsIndex(_ pod: APIObject, limit: Int) -> Bool {
        guard job.hasFailed(pod) else { return false }
        switch job.failurePolicy?.match(pod)?.action {
        case .failIndex: return true
        case .ignore: return false
        default: return JobIndexCounts(pod).failures >= limit
        }
    }

    /// Upstream: getPodsWithDelayedDeletionPerIndex.
    private func replacedPods(_ failed: IndexIntervals) -> [Int: APIObject] {
        let running = Set(activePods.compactMap { JobFacts.index(of: $0) })
        var out: [Int: APIObject] = [:]
        for pod in countable(except: [], where: { job.hasFailed($0) }) {
            guard let index = job.index(of: pod), !indexes.succeeded.contains(index), !failed.contains(index),
                !running.contains(index)
            else { continue }
            if let known = out[index],
                JobIndexCounts(known).all > JobIndexCounts(pod).all
                    || JobBackoff.finishTime(pod) < JobBackoff.finishTime(known)
            {
                continue
            }
            out[index] = pod
        }
        return out
    }

    // MARK: wishes

    /// Asks to be run again after `delay` at the latest.
    mutating func lookAgain(after delay: SimDuration) {
        nextLook = min(nextLook ?? delay, max(delay, .zero))
    }
}

/// How often the pods of an index have failed before this one, as it says itself.
///
/// Upstream: pkg/controller/job/indexed_job_utils.go, getNewIndexFailureCounts.
struct JobIndexCounts {
    var failures = 0
    var ignored = 0
    var all: Int { failures + ignored }

    private init() {}

    init(_ pod: APIObject) {
        let annotations = pod.at("metadata", "annotations")
        func number(_ key: String) -> Int {
            guard let number = annotations?[key]?.string.flatMap({ Int($0) }), (0...Int(Int32.max)).contains(number)
            else { return 0 }
            return number
        }
        failures = number(JobMarks.indexFailureCount)
        ignored = number(JobMarks.indexIgnoredFailureCount)
    }

    /// What the pod that replaces `pod` carries.
    init(replacing pod: APIObject?, _ policy: PodFailurePolicy?) {
        self.init()
        guard let pod else { return }
        self = JobIndexCounts(pod)
        if policy?.match(pod)?.action == .ignore { ignored += 1 } else { failures += 1 }
    }
}
