import Documents
import KubeAPI
import Simulation

/// The rows of a CronJob: itself, a row for each run, and when its schedule was due.
enum CronBars {
    /// More starts than this in one cell are not counted.
    private static let dueMax = 10

    /// `date` is what moment zero is, in microseconds since 1970.
    static func rows(
        _ cronJob: ObjectHistory.Life, _ jobs: [ObjectHistory.Life], from start: SimTime, _ times: [SimTime],
        date: Int64
    ) -> [LifePicture.Row] {
        let states = times.map { cronJob.at($0) }
        var rows = [
            LifePicture.Row(
                label: cronJob.ref.key.name, cells: states.map(cell),
                note: states.last??.at("spec", "suspend")?.bool == true ? "suspended" : "")
        ]
        for job in jobs {
            let cells = times.map { JobState.cell(job.at($0)) }
            if cells.allSatisfy({ $0 == .none }) { continue }
            rows.append(.init(label: "  " + label(job, of: cronJob), cells: cells, note: JobState.word(job)))
        }
        let active = states.map { $0?.at("status", "active")?.array?.count ?? 0 }
        let due = dueCounts(cronJob, from: start, times, date)
        rows.append(.init(label: "due", cells: due.map { $0 == 0 ? .none : .number($0) }))
        rows.append(.init(label: "active", cells: active.map { .number($0) }, note: "max \(active.max() ?? 0)"))
        return rows
    }

    private static func cell(_ cronJob: APIObject?) -> LifePicture.Cell {
        guard let cronJob else { return .none }
        if cronJob.meta.isTerminating { return .stopping }
        return cronJob.at("spec", "suspend")?.bool == true ? .pending : .ready
    }

    private static func label(_ job: ObjectHistory.Life, of cronJob: ObjectHistory.Life) -> String {
        let (name, owner) = (job.ref.key.name, cronJob.ref.key.name)
        return name.hasPrefix(owner + "-") ? "…" + name.dropFirst(owner.count) : name
    }

    /// How often the schedule was due in each cell, whether something was started or not.
    private static func dueCounts(
        _ cronJob: ObjectHistory.Life, from start: SimTime, _ times: [SimTime], _ date: Int64
    ) -> [Int] {
        var begin = start
        return times.map { end in
            defer { begin = end }
            guard let object = cronJob.at(end), let schedule = schedule(of: object) else { return 0 }
            var count = 0
            var next = schedule.next(after: max(date + begin.microseconds, object.meta.created))
            while next <= date + end.microseconds, next != CronSchedule.never, count < dueMax {
                count += 1
                next = schedule.next(after: next)
            }
            return count
        }
    }

    private static func schedule(of object: APIObject) -> CronSchedule? {
        let zone = object.at("spec", "timeZone")?.string.map { "TZ=\($0) " } ?? ""
        return try? CronSchedule(zone + (object.at("spec", "schedule")?.string ?? ""))
    }
}

/// A Job in one cell and in one word.
enum JobState {
    static func cell(_ job: APIObject?) -> LifePicture.Cell {
        guard let job else { return .none }
        switch outcome(job) {
        case "Complete": return .succeeded
        case "Failed": return .failed
        default: break
        }
        if job.meta.isTerminating { return .stopping }
        let status = job["status"]
        if status?["ready"]?.int ?? 0 > 0 { return .ready }
        return status?["active"]?.int ?? 0 > 0 ? .running : .pending
    }

    static func word(_ job: ObjectHistory.Life) -> String {
        guard let last = job.versions.last?.object else { return "gone" }
        return outcome(last) ?? (last.meta.isTerminating ? "stopping" : "active")
    }

    private static func outcome(_ job: APIObject) -> String? {
        let conditions = job.at("status", "conditions")?.array ?? []
        return conditions.first {
            ($0["type"]?.string == "Complete" || $0["type"]?.string == "Failed") && $0["status"]?.string == "True"
        }?["type"]?.string
    }
}
