public import Simulation

/// What the CronJob controller worked out of a schedule in one sync. Dates are microseconds since 1970.
public struct CronFinding: Sendable, Equatable {
    /// Where the search for missed starts begins.
    public enum Origin: Sendable, Equatable {
        /// Nothing was started yet: when the CronJob was made.
        case creation
        /// `status.lastScheduleTime`.
        case lastSchedule
        /// So many seconds ago: what is older may not be started any more.
        case deadline(seconds: Int64)
    }

    /// What became of the latest start that is due.
    public enum Verdict: Sendable, Equatable {
        /// No start lies between the origin and now.
        case nothingDue
        /// The Job of that name is to be made.
        case starts(job: String)
        /// It is older than `startingDeadlineSeconds` allows.
        case tooLate(deadlineSeconds: Int64)
        /// It is `lastScheduleTime`, or its Job is on the active list.
        case processed
        /// `concurrencyPolicy: Forbid`, and so many Jobs are active.
        case forbidden(active: Int)
    }

    /// As it is written in the spec.
    public let schedule: String
    /// The zone whose clocks it is read on.
    public let zone: String
    /// Where the search began.
    public let origin: Origin
    /// The date of the origin.
    public let from: Int64
    /// The moment of the sync.
    public let now: Moment
    /// How many starts were missed since the origin, the one that is just due among them; from two on an estimate.
    public let missed: Int64
    /// The latest of them.
    public let latest: Int64?
    /// When the schedule is due next.
    public let next: Int64
    /// What came of it.
    public let verdict: Verdict

    /// A finding of its parts.
    public init(
        schedule: String, zone: String, origin: Origin, from: Int64, now: Moment, missed: Int64, latest: Int64?,
        next: Int64, verdict: Verdict
    ) {
        self.schedule = schedule
        self.zone = zone
        self.origin = origin
        self.from = from
        self.now = now
        self.missed = missed
        self.latest = latest
        self.next = next
        self.verdict = verdict
    }
}
