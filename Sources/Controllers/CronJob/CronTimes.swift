public import ControllerKit
import Documents
public import KubeAPI
public import Simulation

/// Which starts of a CronJob lie behind it, and when to look again. Dates are microseconds since 1970.
///
/// Upstream: pkg/controller/cronjob/utils.go.
public struct CronTimes: Sendable {
    /// A key is put back for a little after the next start, so that clocks that differ do not miss it.
    public static let delta = SimDuration.milliseconds(100)  // cronjob_controllerv2.go, nextScheduleDelta
    /// From this many missed starts on there is a warning.
    public static let manyStarts: Int64 = 100

    /// When the CronJob was made.
    public let created: Int64
    /// `status.lastScheduleTime`.
    public internal(set) var lastScheduled: Int64?
    /// `spec.startingDeadlineSeconds`.
    public let deadlineSeconds: Int64?
    /// What the spec asks for.
    public let schedule: CronSchedule

    /// The times of a CronJob; `schedule` is the one it is read as.
    public init(_ cronJob: APIObject, _ schedule: CronSchedule) {
        created = cronJob.meta.created
        lastScheduled = cronJob.at("status", "lastScheduleTime")?.string.flatMap(Timestamps.parse)
        deadlineSeconds = cronJob.at("spec", "startingDeadlineSeconds")?.int
        self.schedule = schedule
    }

    /// What a look back over the schedule found.
    public struct Past: Sendable, Equatable {
        /// How many starts were missed, as upstream sorts them: a single one that is due counts as none.
        public enum Missed: Sendable { case none, few, many }

        /// Where the look back ends.
        public let earliest: Int64
        /// What lies there.
        public let origin: CronFinding.Origin
        /// The most recent start that should have been, if there is one.
        public let latest: Int64?
        /// How many there are, the latest among them; from two on an estimate by the first interval.
        public let count: Int64
        /// The same in upstream's words.
        public let missed: Missed
    }

    /// The most recent start up to `now`, not looked for behind the deadline if `withinDeadline`.
    ///
    /// Throws if the schedule names no two moments: the 31st of February. Upstream: mostRecentScheduleTime.
    public func past(at now: Int64, withinDeadline: Bool) throws(CronProblem) -> Past {
        var earliest = lastScheduled ?? created
        var origin: CronFinding.Origin = lastScheduled == nil ? .creation : .lastSchedule
        if withinDeadline, let deadlineSeconds {
            let oldest = now - deadlineSeconds * Timestamps.microsPerSecond
            if oldest > earliest { (earliest, origin) = (oldest, .deadline(seconds: deadlineSeconds)) }
        }
        func past(_ latest: Int64?, _ count: Int64, _ missed: Past.Missed) -> Past {
            Past(earliest: earliest, origin: origin, latest: latest, count: count, missed: missed)
        }
        let first = schedule.next(after: earliest)
        let second = schedule.next(after: first)
        if now < first { return past(nil, 0, .none) }
        if now < second { return past(first, 1, .none) }
        let interval = (second - first) / Timestamps.microsPerSecond
        if interval < 1 { throw CronProblem("time difference between two schedules is less than 1 second") }
        let count = (now - first) / Timestamps.microsPerSecond / interval + 1
        // By the first interval almost there, then start by start: intervals differ.
        var latest: Int64?
        var next = schedule.next(after: first + (count - 2) * interval * Timestamps.microsPerSecond)
        while next <= now && next != CronSchedule.never {
            latest = next
            next = schedule.next(after: next)
        }
        return past(latest, count, count > CronTimes.manyStarts ? .many : .few)
    }

    /// The next start after those that lie behind. Upstream: nextScheduleTimeDuration, without what it adds.
    public func next(at now: Int64) -> Int64 {
        let from: Int64
        do {
            let past = try past(at: now, withinDeadline: false)
            from = past.latest ?? (past.missed == .none ? past.earliest : now)
        } catch {
            // The schedule makes no sense: the next slot from now on, if there is one.
            from = now
        }
        return schedule.next(after: from)
    }

    /// How long to wait for it; not at all for a schedule that never comes. Upstream: nextScheduleTimeDuration.
    public func wait(at now: Int64) -> SimDuration {
        max(.zero, SimDuration(microseconds: next(at: now) - now) + CronTimes.delta)
    }
}
