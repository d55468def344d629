public import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Makes a Job at each time that a CronJob's schedule names.
///
/// Upstream: pkg/controller/cronjob/cronjob_controllerv2.go.
public enum CronJobReconciler: Reconciler {
    public static let name = "cronjob-controller"

    /// Upstream: sync. Of all that changes in the status one write is made, at the end.
    public static func sync(_ key: WorkKey, _ context: inout SyncContext<NoMemory>) throws(Interrupt) -> Requeue {
        let key = key.key
        context.noteCache(.cronJobs)
        context.noteCache(.jobs)
        guard let cronJob = context.cached(.cronJobs, key) else {
            context.note(.absent(.cronJobs, key))
            return .done
        }
        let children = children(of: cronJob, &context)
        var turn = CronJobTurn(cronJob)
        try turn.removeOldJobs(children, &context)
        let outcome = try turn.run(children, &context)
        if let failure = try turn.writeStatus(&context) { return .withBackoff(reason: failure) }
        return outcome
    }

    /// The Jobs whose controller has the name of the CronJob. Upstream: getJobsToBeReconciled.
    private static func children(
        of cronJob: APIObject, _ context: inout SyncContext<NoMemory>
    ) -> [CronJobChild] {
        let jobs = context.cachedList(.jobs, namespace: cronJob.namespace)
        let children = jobs.filter { $0.meta.controller?.name == cronJob.name }.map(CronJobChild.init)
        context.note(.counted("owned", children.count))
        context.note(.counted("active", children.count { $0.outcome == nil }))
        return children
    }

    /// What an event and a rule say of a schedule. Upstream: formatSchedule.
    ///
    /// - Returns: the schedule with the zone before it, as the parser wants it.
    static func schedule(of cronJob: APIObject) -> String {
        let schedule = cronJob.at("spec", "schedule")?.string ?? ""
        guard !schedule.contains("TZ"), let zone = cronJob.at("spec", "timeZone")?.string,
            (try? TimeZoneRules.named(zone)) != nil
        else { return schedule }
        return "TZ=\(zone) \(schedule)"
    }
}
