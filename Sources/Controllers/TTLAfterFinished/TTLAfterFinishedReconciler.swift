public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Deletes Jobs that have been over for `spec.ttlSecondsAfterFinished`, with their pods.
///
/// Upstream: pkg/controller/ttlafterfinished/ttlafterfinished_controller.go.
public enum TTLAfterFinishedReconciler: Reconciler {
    public static let name = "ttl-after-finished-controller"

    public static func watches(_ resource: Resource) -> Bool {
        resource == .jobs
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let job = change.object
        guard job.resource == .jobs, change.kind != .deleted, isDueOnce(job) else { return }
        reactions.enqueue(job.key)
    }

    /// Upstream: processJob.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let key = key.key
        context.noteCache(.jobs)
        guard let job = context.cached(.jobs, key) else {
            context.note(.absent(.jobs, key))
            return .done
        }
        guard isDueOnce(job) else { return .done }
        let left = timeLeft(job, context.moment.date)
        context.note(.rule("job-ttl", detail: left > .zero ? "\(left) are left" : "the time is over"))
        if left > .zero { return .after(left) }
        // The cache may be old: the time to live may have been changed, or the Job replaced.
        let answer = try context.send(.get(.jobs, key))
        context.note(.readLive(job.ref, found: answer.object != nil))
        guard let fresh = answer.object else {
            guard let failure = answer.failure, failure.code != 404 else { return .done }
            return .withBackoff(reason: failure.message)
        }
        guard isDueOnce(fresh) else { return .done }
        let leftLive = timeLeft(fresh, context.moment.date)
        if leftLive > .zero { return .after(leftLive) }
        var request = APIRequest.delete(.jobs, key)
        request.options.propagationPolicy = .foreground
        request.options.uid = fresh.uid
        if let failure = try context.send(request).failure { return .withBackoff(reason: failure.message) }
        return .done
    }

    /// Over, with a time to live, and not on its way out. Upstream: needsCleanup.
    private static func isDueOnce(_ job: APIObject) -> Bool {
        !job.meta.isTerminating && job.at("spec", "ttlSecondsAfterFinished")?.int != nil
            && JobStatus(job["status"] ?? .null).finished != nil
    }

    private static func timeLeft(_ job: APIObject, _ now: Int64) -> SimDuration {
        let ended = JobStatus(job["status"] ?? .null).finished?.turnedAt ?? now
        let seconds = job.at("spec", "ttlSecondsAfterFinished")?.int ?? 0
        return SimDuration(microseconds: ended + seconds * Timestamps.microsPerSecond - now)
    }
}
