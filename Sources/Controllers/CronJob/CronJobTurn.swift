import ControllerKit
import Documents
import KubeAPI
import Simulation

/// One sync of a CronJob: the CronJob as it was seen, and its status as it becomes.
struct CronJobTurn {
    typealias Context = SyncContext<NoMemory>

    var cronJob: APIObject
    var status: CronJobStatus
    /// What is written in the end, and on which version: the first one, even if the turn has gone over to a newer.
    private let base: APIObject
    private var kept: CronJobStatus?

    init(_ cronJob: APIObject) {
        self.cronJob = cronJob
        status = CronJobStatus(cronJob)
        base = cronJob
    }

    /// Looks at the Jobs, then at the clock. Upstream: syncCronJob.
    mutating func run(_ children: [CronJobChild], _ context: inout Context) throws(Interrupt) -> Requeue {
        for child in children {
            if let failure = try look(at: child, &context) { return .withBackoff(reason: failure) }
        }
        if let failure = try dropMissing(children, &context) { return .withBackoff(reason: failure) }
        if cronJob.meta.isTerminating {
            context.note(.rule("cron-deleted", detail: "it is being deleted: only its status is kept up"))
            return .done
        }
        guard let schedule = readableSchedule(&context) else { return .done }
        return try startIfDue(CronTimes(cronJob, schedule), &context)
    }

    /// Writes the status if anything in it changed. Upstream: the end of sync.
    func writeStatus(_ context: inout Context) throws(Interrupt) -> String? {
        let isChanged = status.isChanged || (kept?.isChanged ?? false)
        guard isChanged else {
            context.note(.rule("no-op-write", detail: "the status is as it was: nothing is written"))
            return nil
        }
        var draft = base.published
        draft.set((kept ?? status).value, at: "status")
        return try context.send(.update(draft, .cronJobs, subresource: "status")).failure?.message
    }

    // MARK: the Jobs

    /// Takes what has finished off the active list; reports what is there and should not be.
    private mutating func look(at child: CronJobChild, _ context: inout Context) throws(Interrupt) -> String? {
        let isListed = status.lists(uid: child.job.uid)
        guard let outcome = child.outcome else {
            return isListed ? nil : try askAbout(child.job, &context)
        }
        if isListed {
            status.drop(uid: child.job.uid)
            status.isChanged = true
            record("Normal", "SawCompletedJob", "Saw completed job: \(child.job.name), condition: \(outcome)", &context)
        }
        if outcome == "Complete" { status.succeeded(at: child.completionTime) }
        return nil
    }

    /// A running Job that is not on the list: the list of the cache may be old, so the server is asked.
    private mutating func askAbout(_ job: APIObject, _ context: inout Context) throws(Interrupt) -> String? {
        let answer = try context.send(.get(.cronJobs, cronJob.key))
        context.note(.readLive(cronJob.ref, found: answer.object != nil))
        guard let fresh = answer.object else { return answer.failure?.message ?? "no answer" }
        if CronJobStatus(fresh).lists(uid: job.uid) {
            // Upstream goes on with the fresh one, and still writes the status of the first.
            if kept == nil { kept = status }
            let isChanged = status.isChanged
            cronJob = fresh
            status = CronJobStatus(fresh)
            status.isChanged = isChanged
            return nil
        }
        record(
            "Warning", "UnexpectedJob", "Saw a job that the controller did not create or forgot: \(job.name)", &context)
        return nil
    }

    /// What is on the list and not in the cache is looked up at the server: only what is gone there is taken off.
    private mutating func dropMissing(
        _ children: [CronJobChild], _ context: inout Context
    ) throws(Interrupt) -> String? {
        for reference in status.active {
            let uid = reference["uid"]?.string ?? ""
            if children.contains(where: { $0.job.uid == uid }) { continue }
            let key = CronJobTurn.key(reference)
            let answer = try context.send(.get(.jobs, key))
            context.note(.readLive(ObjectRef(.jobs, key, uid: uid), found: answer.object != nil))
            guard let failure = answer.failure else { continue }
            if failure.code != 404 { return failure.message }
            record("Normal", "MissingJob", "Active job went missing: \(key.name)", &context)
            status.drop(uid: uid)
            status.isChanged = true
        }
        return nil
    }

    // MARK: the schedule

    /// The schedule, unless it is suspended or makes no sense.
    private func readableSchedule(_ context: inout Context) -> CronSchedule? {
        if let zone = cronJob.at("spec", "timeZone")?.string {
            do { _ = try TimeZoneRules.named(zone) } catch {
                let message = "invalid timeZone: \(CronJobTurn.quoted(zone)): \(error.message)"
                record("Warning", "UnknownTimeZone", message, &context)
                return nil
            }
        }
        if cronJob.at("spec", "suspend")?.bool == true {
            context.note(.rule("cron-suspend", detail: "suspended: nothing is started, and no timer is set"))
            return nil
        }
        let text = cronJob.at("spec", "schedule")?.string ?? ""
        if text.contains("TZ") {
            record(
                "Warning", "UnsupportedSchedule",
                "CRON_TZ or TZ used in schedule \(CronJobTurn.quoted(text)) is not officially supported, see "
                    + "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details", &context)
        }
        do { return try CronSchedule(CronJobReconciler.schedule(of: cronJob)) } catch {
            let message = "unparseable schedule: \(CronJobTurn.quoted(text)) : \(error.message)"
            record("Warning", "UnparseableSchedule", message, &context)
            return nil
        }
    }

    func record(_ type: String, _ reason: String, _ message: String, _ context: inout Context) {
        context.record(type: type, reason: reason, message: message, on: cronJob)
    }

    /// Go's `%q`.
    private static func quoted(_ text: String) -> String { JSONWriter.quoted(text, escapesHTML: false) }

    static func key(_ reference: Value) -> ObjectKey {
        ObjectKey(reference["namespace"]?.string ?? "", reference["name"]?.string ?? "")
    }
}
