import ControllerKit
import Documents
import KubeAPI
import Simulation

/// Whether a start is due, and starting it.
extension CronJobTurn {
    /// Of all missed starts only the latest is made up for. Upstream: syncCronJob from nextScheduleTime on.
    mutating func startIfDue(_ times: CronTimes, _ context: inout Context) throws(Interrupt) -> Requeue {
        let now = context.moment.date
        let past: CronTimes.Past
        do { past = try times.past(at: now, withinDeadline: true) } catch {
            let text = cronJob.at("spec", "schedule")?.string ?? ""
            record("Warning", "InvalidSchedule", "invalid schedule: \(text) : \(error.message)", &context)
            return .done
        }
        let verdict = verdict(past, times, now)
        context.note(.cron(finding(past, times, verdict, context.moment)))
        if past.latest != nil && past.missed == .many {
            let detail = "about \(past.count) starts were missed: a warning, and the latest counts all the same"
            context.note(.rule("cron-many", detail: detail))
            record(
                "Warning", "TooManyMissedTimes",
                "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew",
                &context)
        }
        switch verdict {
        case .tooLate:
            let text = past.latest.map(Timestamps.long) ?? ""
            record("Warning", "MissSchedule", "Missed scheduled time to start a job: \(text)", &context)
        case .forbidden:
            record(
                "Normal", "JobAlreadyActive",
                "Not starting job because prior execution is running and concurrency policy is Forbid", &context)
        case .starts:
            guard let latest = past.latest else { break }
            switch try start(latest, &context) {
            case .started: break
            case .othersJob: return .done
            case .failed(let reason): return .withBackoff(reason: reason)
            }
            // What was just started is the last scheduled now.
            var times = times
            times.lastScheduled = latest
            return .after(times.wait(at: now))
        case .nothingDue, .processed: break
        }
        return .after(times.wait(at: now))
    }

    private func verdict(_ past: CronTimes.Past, _ times: CronTimes, _ now: Int64) -> CronFinding.Verdict {
        guard let latest = past.latest else { return .nothingDue }
        if let deadline = times.deadlineSeconds, latest + deadline * Timestamps.microsPerSecond < now {
            return .tooLate(deadlineSeconds: deadline)
        }
        let key = jobKey(latest)
        if status.lists(key) || times.lastScheduled == latest { return .processed }
        let active = status.active.count
        if cronJob.at("spec", "concurrencyPolicy")?.string == "Forbid" && active > 0 {
            return .forbidden(active: active)
        }
        return .starts(job: key.name)
    }

    private func finding(
        _ past: CronTimes.Past, _ times: CronTimes, _ verdict: CronFinding.Verdict, _ now: Moment
    ) -> CronFinding {
        CronFinding(
            schedule: cronJob.at("spec", "schedule")?.string ?? "", zone: times.schedule.zone.name,
            origin: past.origin, from: past.earliest, now: now, missed: past.count, latest: past.latest,
            next: times.next(at: now.date), verdict: verdict)
    }

    /// The name is a function of the scheduled minute: a second Job for it cannot be made. Upstream: getJobName.
    private func jobKey(_ scheduled: Int64) -> ObjectKey {
        // LESSON: cron-name-lock
        ObjectKey(cronJob.namespace, "\(cronJob.name)-\(scheduled / Timestamps.microsPerSecond / 60)")
    }

    // MARK: starting

    private enum Start {
        case started
        /// A Job of that name exists that is not ours, or that is on the list already.
        case othersJob
        case failed(String)
    }

    private mutating func start(_ scheduled: Int64, _ context: inout Context) throws(Interrupt) -> Start {
        if cronJob.at("spec", "concurrencyPolicy")?.string == "Replace" {
            if let failure = try replaceActive(&context) { return .failed(failure) }
        }
        let answer = try context.send(.create(job(for: scheduled), .jobs))
        if let job = answer.object {
            record("Normal", "SuccessfulCreate", "Created job \(job.name)", &context)
            status.started(job, for: scheduled)
            return .started
        }
        guard let failure = answer.failure else { return .failed("no answer") }
        if failure.causes.contains(where: { $0.reason == "NamespaceTerminating" }) { return .failed(failure.message) }
        if failure.reason == "AlreadyExists" { return try takeExisting(scheduled, &context) }
        record("Warning", "FailedCreate", "Error creating job: \(failure.message)", &context)
        return .failed(failure.message)
    }

    /// The Job is there: made before a crash, its start not yet in the status, or made by somebody else.
    private mutating func takeExisting(_ scheduled: Int64, _ context: inout Context) throws(Interrupt) -> Start {
        let key = jobKey(scheduled)
        let answer = try context.send(.get(.jobs, key))
        guard let job = answer.object else { return .failed(answer.failure?.message ?? "no answer") }
        context.note(.readLive(job.ref, found: true))
        let isOurs = job.meta.controllerUID == cronJob.uid && !status.lists(uid: job.uid)
        context.note(
            .rule("cron-name-lock", detail: "\(job.name) exists: \(isOurs ? "it is taken over" : "it is left alone")"))
        guard isOurs else { return .othersJob }
        status.started(job, for: scheduled)
        return .started
    }

    /// `Replace`: what is active makes room first.
    private mutating func replaceActive(_ context: inout Context) throws(Interrupt) -> String? {
        let active = status.active
        if !active.isEmpty {
            context.note(.rule("cron-replace", detail: "\(active.count) active: deleted, then the new one is made"))
        }
        for reference in active {
            let answer = try context.send(.get(.jobs, CronJobTurn.key(reference)))
            guard let job = answer.object else {
                let message = answer.failure?.message ?? "no answer"
                record("Warning", "FailedGet", "Get job: \(message)", &context)
                return message
            }
            guard try delete(job, &context) else { return "could not replace job \(job.key)" }
            status.isChanged = true
        }
        return nil
    }

    /// The Job of a scheduled time. Upstream: getJobFromTemplate2.
    private func job(for scheduled: Int64) -> Value {
        let key = jobKey(scheduled)
        let template = cronJob.at("spec", "jobTemplate") ?? .null
        let zone = (try? TimeZoneRules.named(cronJob.at("spec", "timeZone")?.string ?? "")) ?? .utc
        var annotations = template.at("metadata", "annotations")?.fields ?? Fields()
        annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"] = .string(zone.text(scheduled))
        var metadata = Fields([
            ("name", .string(key.name)), ("namespace", .string(key.namespace)),
            ("annotations", .object(annotations)),
            ("ownerReferences", .array([OwnerReference(controller: cronJob).value])),
        ])
        if let labels = template.at("metadata", "labels"), !labels.isEmpty { metadata["labels"] = labels }
        return [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": .object(metadata),
            "spec": template["spec"] ?? .object(Fields()),
        ]
    }
}
