import ControllerKit
import Documents
import KubeAPI

/// How many finished Jobs are kept.
extension CronJobTurn {
    /// Upstream: cleanupFinishedJobs.
    mutating func removeOldJobs(_ children: [CronJobChild], _ context: inout Context) throws(Interrupt) {
        for (outcome, field) in [("Complete", "successfulJobsHistoryLimit"), ("Failed", "failedJobsHistoryLimit")] {
            guard let limit = cronJob.at("spec", field)?.int else { continue }
            let finished = children.filter { $0.outcome == outcome }
            let surplus = finished.count - Int(limit)
            if surplus <= 0 { continue }
            let detail = "\(finished.count) \(outcome), \(field) \(limit): \(surplus) go"
            context.note(.rule("cron-history", detail: detail))
            for child in finished.sorted(by: CronJobChild.isOlder).prefix(surplus) {
                if try delete(child.job, &context) { status.isChanged = true }
            }
        }
    }

    /// Deletes a Job with its pods, and its place on the active list. Upstream: deleteJob.
    mutating func delete(_ job: APIObject, _ context: inout Context) throws(Interrupt) -> Bool {
        var request = APIRequest.delete(.jobs, job.key)
        request.options.propagationPolicy = .background
        if let failure = try context.send(request).failure {
            record("Warning", "FailedDelete", "Deleted job: \(failure.message)", &context)
            return false
        }
        status.drop(uid: job.uid)
        record("Normal", "SuccessfulDelete", "Deleted job \(job.name)", &context)
        return true
    }
}
