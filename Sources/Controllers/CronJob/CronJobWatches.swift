public import ControllerKit
import Documents
public import KubeAPI
import Simulation

/// Which CronJobs a change concerns.
///
/// Upstream: pkg/controller/cronjob/cronjob_controllerv2.go, updateCronJob, addJob, updateJob, deleteJob.
extension CronJobReconciler {
    public static func watches(_ resource: Resource) -> Bool {
        resource == .cronJobs || resource == .jobs
    }

    public static func observe(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        switch change.object.resource {
        case .cronJobs: cronJobChanged(change, &reactions)
        case .jobs:
            if let old = change.old, change.kind == .modified {
                if old.revision == change.object.revision { return }
                if old.meta.controller != change.object.meta.controller { enqueueOwner(of: old, &reactions) }
            }
            enqueueOwner(of: change.object, &reactions)
        default: break
        }
    }

    /// A new schedule only sets the timer anew; anything else is looked at now.
    private static func cronJobChanged(_ change: Change, _ reactions: inout Reactions<NoMemory>) {
        let cronJob = change.object
        guard change.kind == .modified, let old = change.old,
            old.at("spec", "schedule") != cronJob.at("spec", "schedule")
                || old.at("spec", "timeZone") != cronJob.at("spec", "timeZone")
        else { return reactions.enqueue(cronJob.key) }
        do {
            let times = CronTimes(cronJob, try CronSchedule(schedule(of: cronJob)))
            reactions.enqueue(cronJob.key, after: times.wait(at: reactions.moment.date))
        } catch {
            reactions.record(
                type: "Warning", reason: "UnParseableCronJobSchedule",
                message: "unparseable schedule for cronjob: \(cronJob.at("spec", "schedule")?.string ?? "")",
                on: cronJob.ref)
        }
    }

    /// The owner by name; one of the same name with another uid is another CronJob. Upstream: resolveControllerRef.
    private static func enqueueOwner(of job: APIObject, _ reactions: inout Reactions<NoMemory>) {
        guard let owner = job.meta.controller, owner.kind == "CronJob",
            let cronJob = reactions.caches.object(.cronJobs, ObjectKey(job.namespace, owner.name)),
            cronJob.uid == owner.uid
        else { return }
        reactions.enqueue(cronJob.key)
    }
}
