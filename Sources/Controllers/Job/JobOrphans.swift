import ControllerKit
import Documents
import KubeAPI

/// Pods that no Job looks after any more lose the tracking finalizer: nobody else would take it off.
///
/// Upstream: pkg/controller/job/job_controller.go, syncOrphanPod.
enum JobOrphans {
    static func letGo(
        pod key: ObjectKey, _ context: inout SyncContext<JobMemory>
    ) throws(Interrupt) -> Requeue {
        context.noteCache(.pods)
        guard let pod = context.cached(.pods, key) else {
            context.note(.absent(.pods, key))
            return .done
        }
        return try letGo(pod, &context).map { .withBackoff(reason: $0) } ?? .done
    }

    /// All pods that a Job's selector chose; what fails is left to the next change.
    static func letGo(
        selected selector: String, in namespace: String, _ context: inout SyncContext<JobMemory>
    ) throws(Interrupt) -> Requeue {
        context.noteCache(.pods)
        guard let selector = try? LabelSelector.parse(selector) else { return .done }
        let pods = context.cachedList(.pods, namespace: namespace).filter { selector.matches($0.meta.labels) }
        context.note(.counted("matching", pods.count))
        context.note(.counted("held by the finalizer", pods.count { $0.hasTrackingFinalizer }))
        for pod in pods { _ = try letGo(pod, &context) }
        return .done
    }

    /// The text of what failed. Upstream: handleSingleOrphanPod.
    private static func letGo(
        _ pod: APIObject, _ context: inout SyncContext<JobMemory>
    ) throws(Interrupt) -> String? {
        if let controller = pod.meta.controller {
            guard controller.kind == "Job", controller.apiVersion == "batch/v1" else { return nil }
            let job = context.cached(.jobs, ObjectKey(pod.namespace, controller.name))
            if let job, job.uid == controller.uid {
                let isOver = JobStatus(job["status"] ?? .null).finished != nil
                if JobFacts(job).otherManager != nil || !isOver { return nil }
            }
        }
        guard pod.hasTrackingFinalizer else { return nil }
        context.note(.rule("job-orphans", detail: "\(pod.name) has no Job that counts it: its finalizer is taken off"))
        let answer = try context.send(JobSync.withoutFinalizer(pod))
        if let failure = answer.failure, failure.code != 404 { return failure.message }
        return nil
    }
}
