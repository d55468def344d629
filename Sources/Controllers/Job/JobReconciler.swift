public import ControllerKit
import Documents
public import KubeAPI
public import Simulation

/// Runs pods until enough of them have succeeded, and counts each exactly once.
///
/// Upstream: pkg/controller/job/job_controller.go.
public enum JobReconciler: Reconciler {
    /// Changes of pods and of the status are looked at together after so long.
    static let batchPeriod = SimDuration.seconds(1)  // SyncJobBatchPeriod
    /// Uids that `status.uncountedTerminatedPods` holds before a sync counts no further.
    static let uncountedMax = 500  // MaxUncountedPods
    /// Pods made or deleted in one sync.
    static let podsPerSyncMax = 500  // MaxPodCreateDeletePerSync

    /// The queues: Jobs; pods that lost their Job, by name; and by the text of a Job's selector.
    enum Lane {
        static let job: UInt8 = 0
        static let orphan: UInt8 = 1
        static let orphansOfSelector: UInt8 = 2
    }

    public static let name = "job-controller"
    public static let consistentResources: [Resource] = [.pods, .jobs]

    public static func makeRateLimiter() -> RateLimiter {
        // DefaultJobApiBackOff, MaxJobApiBackOff; no bucket.
        RateLimiter(base: .seconds(1), longest: .minutes(1), bucketPerSecond: nil, bucketBurst: 1)
    }

    public static func makeMemory() -> JobMemory { JobMemory() }

    public static func inspection(of memory: JobMemory, at moment: Moment) -> [Inspection] {
        memory.inspection(at: moment)
    }

    /// Upstream: syncJob, syncOrphanPod.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<JobMemory>) throws(Interrupt) -> Requeue {
        switch key.lane {
        case Lane.orphan: return try JobOrphans.letGo(pod: key.key, &context)
        case Lane.orphansOfSelector:
            return try JobOrphans.letGo(selected: key.key.name, in: key.key.namespace, &context)
        default: return try syncJob(key.key, &context)
        }
    }

    private static func syncJob(
        _ key: ObjectKey, _ context: inout SyncContext<JobMemory>
    ) throws(Interrupt) -> Requeue {
        context.noteCache(.jobs)
        context.noteCache(.pods)
        guard let object = context.cached(.jobs, key) else {
            context.note(.absent(.jobs, key))
            forget(key, uid: "", isGone: true, &context)
            return .done
        }
        let job = JobFacts(object)
        if isNoneOfOurs(job, &context) { return .done }
        let maySteer = context.expectationsMet(for: key)
        guard let selector = try? LabelSelector(value: object.at("spec", "selector")) else { return .done }
        let candidates = PodControl.podsOfInterest(to: object, &context)
        let claims = PodClaims(owner: object, selector: selector, finalizers: [JobMarks.trackingFinalizer])
        let claimed = try claims.claim(candidates, &context)
        if let failure = claimed.failures.first { return .withBackoff(reason: failure) }
        let awaited = Set(context.recall { memory in memory.own.removals(awaitedFor: key) })
        let backoff = context.recall { memory in memory.own.backoff(of: key).map { [$0] } ?? [] }.first
        var sync = JobSync(
            job, pods: claimed.pods, maySteer: maySteer, awaitedRemovals: awaited,
            backoff: backoff ?? JobBackoff(), now: context.moment.date)
        sync.noteCounts(&context)
        return try run(&sync, &context)
    }

    private static func run(
        _ sync: inout JobSync, _ context: inout SyncContext<JobMemory>
    ) throws(Interrupt) -> Requeue {
        sync.decideEnding(&context)
        var isNews = false
        if sync.ending != nil {
            try sync.deleteActivePods(&context)
        } else {
            let steers = sync.maySteer && !sync.job.object.meta.isTerminating
            if steers {
                try sync.steer(&context)
            } else {
                context.note(
                    .rule(
                        sync.maySteer ? "no-steering-while-deleted" : "expectations",
                        detail: "making and deleting pods waits; counting goes on"))
            }
            sync.decideCompletion()
            if sync.ending == nil && steers { isNews = sync.noteSuspension(&context) }
        }
        if let failure = try sync.track(hasNews: isNews, &context) {
            return .withBackoff(reason: "tracking status: \(failure)")
        }
        if let problem = sync.problem { return .withBackoff(reason: problem) }
        return sync.nextLook.map { .after($0) } ?? .done
    }

    /// Another controller's, over already, or of a kind that is not known.
    private static func isNoneOfOurs(_ job: JobFacts, _ context: inout SyncContext<JobMemory>) -> Bool {
        let object = job.object
        if let manager = job.otherManager {
            context.note(.rule("job-managed-by", detail: "spec.managedBy is \(manager): nothing is done"))
            return true
        }
        if let finished = JobStatus(object["status"] ?? .null).finished {
            context.note(.rule("job-ending", detail: "it is \(finished.type) already: nothing is done"))
            forget(job.key, uid: object.uid, isGone: false, &context)
            return true
        }
        if context.remember({ memory in memory.own.hasDeclared(object.uid) ? 1 : 0 }) == 1 {
            context.note(.rule("job-ending", detail: "this loop declared it over; the cache does not show it yet"))
            return true
        }
        let mode = job.spec["completionMode"]?.string ?? "NonIndexed"
        if mode != "NonIndexed" && mode != "Indexed" {
            context.record(
                type: "Warning", reason: "UnknownCompletionMode",
                message: "Skipped Job sync because completion mode is unknown", on: object)
            return true
        }
        return false
    }

    private static func forget(
        _ key: ObjectKey, uid: String, isGone: Bool, _ context: inout SyncContext<JobMemory>
    ) {
        context.remember { memory in
            memory.own.forget(key, uid: uid)
            memory.consistency.forget(key, uid: uid)
            if isGone {
                memory.own.forgetRemovals(of: key)
                memory.expectations.forget(key)
            }
            return 0
        }
    }
}
