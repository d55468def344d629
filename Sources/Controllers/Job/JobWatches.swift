public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Which Jobs a change concerns, and what it takes off their expectations.
///
/// Upstream: pkg/controller/job/job_controller.go, addPod … deleteJob.
extension JobReconciler {
    public static func watches(_ resource: Resource) -> Bool {
        resource == .jobs || resource == .pods
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<JobMemory>) {
        switch change.object.resource {
        case .jobs: jobChanged(change, &reactions)
        case .pods: podChanged(change, &reactions)
        default: break
        }
    }

    // MARK: Jobs

    private static func jobChanged(_ change: Change, _ reactions: inout Reactions<JobMemory>) {
        let job = change.object
        switch change.kind {
        case .added: reactions.enqueue(job.key)
        case .modified:
            if let old = change.old, old.uid != job.uid { jobGone(old, &reactions) }
            jobUpdated(change.old ?? job, job, &reactions)
        case .deleted: jobGone(change.old ?? job, &reactions)
        }
    }

    private static func jobUpdated(_ old: APIObject, _ job: APIObject, _ reactions: inout Reactions<JobMemory>) {
        let status = JobStatus(job["status"] ?? .null)
        if status.finished != nil { return enqueueOrphans(of: job, &reactions) }
        let isSpec = old.meta.generation != job.meta.generation
        reactions.enqueue(job.key, after: isSpec ? .zero : batchPeriod)
        let deadline = job.at("spec", "activeDeadlineSeconds")?.int
        if let start = status.startTime, let deadline, deadline != old.at("spec", "activeDeadlineSeconds")?.int {
            let passed = SimDuration(microseconds: reactions.moment.date - start)
            reactions.enqueue(job.key, after: .seconds(deadline) - passed)
        }
    }

    private static func jobGone(_ job: APIObject, _ reactions: inout Reactions<JobMemory>) {
        reactions.enqueue(job.key)
        reactions.memory.consistency.forget(job.key, uid: job.uid)
        reactions.memory.own.forget(job.key, uid: job.uid)
        enqueueOrphans(of: job, &reactions)
    }

    /// The pods that the Job selected, by the text of its selector. Upstream: enqueueLabelSelector.
    private static func enqueueOrphans(of job: APIObject, _ reactions: inout Reactions<JobMemory>) {
        guard let selector = try? LabelSelector(value: job.at("spec", "selector")) else { return }
        reactions.enqueue(ObjectKey(job.namespace, selector.text), lane: Lane.orphansOfSelector)
    }

    // MARK: Pods

    private static func podChanged(_ change: Change, _ reactions: inout Reactions<JobMemory>) {
        let pod = change.object
        switch change.kind {
        case .added:
            if pod.meta.isTerminating { return podGone(pod, isFinal: false, &reactions) }
            guard let controller = pod.meta.controller else { return orphanSeen(pod, isNews: true, &reactions) }
            guard let job = resolve(controller, pod.namespace, reactions) else { return }
            reactions.memory.expectations.creationObserved(for: job.key)
            reactions.enqueue(job.key, after: batchPeriod)
        case .modified: podUpdated(change.old ?? pod, pod, &reactions)
        case .deleted: podGone(change.old ?? pod, isFinal: true, &reactions)
        }
    }

    private static func podUpdated(_ old: APIObject, _ pod: APIObject, _ reactions: inout Reactions<JobMemory>) {
        if old.revision == pod.revision { return }
        if pod.meta.isTerminating { return podGone(pod, isFinal: false, &reactions) }
        let isReleased = !pod.hasTrackingFinalizer
        let (before, after) = (old.meta.controller, pod.meta.controller)
        if let before, before != after, let job = resolve(before, old.namespace, reactions) {
            if isReleased { reactions.memory.own.removalObserved(of: pod.uid, for: job.key) }
            reactions.enqueue(job.key, after: batchPeriod)
        }
        guard let after else {
            let labelsChanged = !old.meta.labels.elementsEqual(pod.meta.labels) {
                $0.key == $1.key && $0.value == $1.value
            }
            return orphanSeen(pod, isNews: labelsChanged || before != after, &reactions)
        }
        guard let job = resolve(after, pod.namespace, reactions) else { return }
        if isReleased { reactions.memory.own.removalObserved(of: pod.uid, for: job.key) }
        reactions.enqueue(job.key, after: batchPeriod)
    }

    /// Its deletion has started or, finally, it is gone.
    private static func podGone(_ pod: APIObject, isFinal: Bool, _ reactions: inout Reactions<JobMemory>) {
        let isHeld = pod.hasTrackingFinalizer
        let job = pod.meta.controller.flatMap { resolve($0, pod.namespace, reactions) }
        guard let job, JobStatus(job["status"] ?? .null).finished == nil else {
            if isHeld { reactions.enqueue(pod.key, lane: Lane.orphan) }
            return
        }
        reactions.memory.expectations.deletionObserved(for: job.key)
        if isFinal || !isHeld { reactions.memory.own.removalObserved(of: pod.uid, for: job.key) }
        reactions.enqueue(job.key, after: batchPeriod)
    }

    /// An orphan loses its finalizer; Jobs that it matches may adopt it.
    private static func orphanSeen(_ pod: APIObject, isNews: Bool, _ reactions: inout Reactions<JobMemory>) {
        if pod.hasTrackingFinalizer { reactions.enqueue(pod.key, lane: Lane.orphan) }
        guard isNews else { return }
        for job in reactions.caches[.jobs]?.list(namespace: pod.namespace) ?? [] {
            guard let selector = try? LabelSelector(value: job.at("spec", "selector")), !selector.isEmpty,
                selector.matches(pod.meta.labels)
            else { continue }
            reactions.enqueue(job.key, after: batchPeriod)
        }
    }

    /// The cached Job an owner reference means; one of the same name with another uid is another Job.
    private static func resolve(
        _ reference: OwnerReference, _ namespace: String, _ reactions: Reactions<JobMemory>
    ) -> APIObject? {
        guard reference.kind == "Job", let job = reactions.caches.object(.jobs, ObjectKey(namespace, reference.name)),
            job.uid == reference.uid
        else { return nil }
        return job
    }
}
