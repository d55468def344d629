import ControllerKit
import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Situations of pkg/controller/cronjob/cronjob_controllerv2_test.go, TestControllerV2SyncCronJob.
///
/// Times are seconds from ten o'clock of the rig's first day.
@Suite("CronJob: one sync")
struct CronJobTests {
    struct Case: Sendable, CustomTestStringConvertible {
        enum Last: Sendable {
            case none
            case running(Int64)
            case done(Int64)
        }

        var name: String
        var policies = ["Allow"]
        var schedule = "0 * * * ?"
        var zone: String?
        var suspend = false
        var deadline: Int64?
        var created: Int64 = -3660
        var last: Int64?
        var job = Last.none
        /// Does the active list name the Job, and does the cache have it?
        var isListed = true
        var isCached = true
        var now: Int64

        // What must come of it.
        /// Looked at again after so long, the delta left out.
        var waits: Int64?
        var writes: [String] = []
        var says: [String] = []
        var active = 0
        var testDescription: String { name }
    }

    private static let all = ["Allow", "Forbid", "Replace"]
    private static let status = "PUT cronjobs/tick/status"
    private static let create = "POST jobs"
    private static let priorBefore: Int64 = -3660
    private static let priorAfter: Int64 = -3540
    private static let before: Int64 = -60
    private static let after: Int64 = 60
    private static let week: Int64 = 604_800
    private static let newYork = "America/New_York"

    static let neverRan: [Case] = [
        Case(
            name: "a schedule that cannot be read", policies: all, schedule: "obvious error schedule", created: before,
            now: before, says: ["UnparseableSchedule"]),
        Case(
            name: "a zone that is none", zone: "bad timezone", created: before, now: before, says: ["UnknownTimeZone"]),
        Case(name: "not time", policies: all, created: before, now: before, waits: 60),
        Case(name: "not time in a zone", zone: newYork, created: before, now: before, waits: 60),
        Case(
            name: "is time", policies: all, created: before, now: after, waits: 3540, writes: [create, status],
            says: ["SuccessfulCreate"], active: 1),
        Case(
            name: "is time in a zone", zone: newYork, created: before, now: after, waits: 3540,
            writes: [create, status], says: ["SuccessfulCreate"], active: 1),
        Case(
            name: "is time, a zone in the schedule too", schedule: "TZ=UTC 0 * * * ?", zone: newYork, created: before,
            now: after, waits: 3540, writes: [create, status], says: ["UnsupportedSchedule", "SuccessfulCreate"],
            active: 1),
        Case(name: "is time, suspended", suspend: true, created: before, now: after),
        // The deadline bounds the search: what is older is not seen, and nothing is said.
        Case(name: "is time, past the deadline", deadline: 10, created: before, now: after, waits: 3540),
        Case(
            name: "is time, within the deadline", deadline: 1_000_000, created: before, now: after, waits: 3540,
            writes: [create, status], says: ["SuccessfulCreate"], active: 1),
        Case(
            name: "the 31st of February", schedule: "59 23 31 2 *", created: before, now: after,
            says: ["InvalidSchedule"])
    ]

    static let ranAndDone: [Case] = [
        Case(
            name: "not time", policies: all, last: priorAfter, job: .done(priorAfter), now: before, waits: 60,
            writes: [status], says: ["SawCompletedJob"]),
        Case(
            name: "is time", policies: all, last: priorAfter, job: .done(priorAfter), now: after, waits: 3540,
            writes: [create, status], says: ["SawCompletedJob", "SuccessfulCreate"], active: 1),
        Case(
            name: "is time, suspended", suspend: true, last: priorAfter, job: .done(priorAfter), now: after,
            writes: [status], says: ["SawCompletedJob"]),
        Case(
            name: "is time, past the deadline", deadline: 10, last: priorAfter, job: .done(priorAfter), now: after,
            waits: 3540, writes: [status], says: ["SawCompletedJob"]),
        Case(
            name: "is time, within the deadline", deadline: 1_000_000, last: priorAfter, job: .done(priorAfter),
            now: after, waits: 3540, writes: [create, status], says: ["SawCompletedJob", "SuccessfulCreate"],
            active: 1),
        Case(
            name: "a week overdue: one Job, one warning", policies: all, last: priorAfter, job: .done(priorAfter),
            now: week, waits: 3600, writes: [create, status],
            says: ["SawCompletedJob", "TooManyMissedTimes", "SuccessfulCreate"], active: 1),
        Case(
            name: "a week overdue, within a long deadline", policies: all, deadline: 1_000_000, last: priorAfter,
            job: .done(priorAfter), now: week, waits: 3600, writes: [create, status],
            says: ["SawCompletedJob", "TooManyMissedTimes", "SuccessfulCreate"], active: 1),
        Case(
            name: "a week overdue, a deadline of two hours", policies: all, deadline: 7200, last: priorAfter,
            job: .done(priorAfter), now: week, waits: 3600, writes: [create, status],
            says: ["SawCompletedJob", "SuccessfulCreate"], active: 1),
        Case(
            name: "a week overdue, a short deadline that holds now", policies: all, deadline: 10, last: priorAfter,
            job: .done(priorAfter), now: week, waits: 3600, writes: [create, status],
            says: ["SawCompletedJob", "SuccessfulCreate"], active: 1),
        Case(
            name: "done and not listed: only the success is noted", last: priorAfter, job: .done(priorAfter),
            isListed: false, now: before, waits: 60, writes: [status])
    ]

    static let stillActive: [Case] = [
        Case(
            name: "not time", policies: all, last: priorAfter, job: .running(priorAfter), now: before, waits: 60,
            active: 1),
        Case(
            name: "is time, Allow", last: priorAfter, job: .running(priorAfter), now: after, waits: 3540,
            writes: [create, status], says: ["SuccessfulCreate"], active: 2),
        Case(
            name: "is time, Forbid", policies: ["Forbid"], last: priorAfter, job: .running(priorAfter), now: after,
            waits: 3540, says: ["JobAlreadyActive"], active: 1),
        Case(
            name: "is time, Replace", policies: ["Replace"], last: priorAfter, job: .running(priorAfter), now: after,
            waits: 3540, writes: ["DELETE jobs/tick-29454301", create, status],
            says: ["SuccessfulDelete", "SuccessfulCreate"], active: 1),
        Case(
            name: "is time, suspended", suspend: true, last: priorAfter, job: .running(priorAfter), now: after,
            active: 1),
        Case(
            name: "is time, past the deadline", deadline: 10, last: priorAfter, job: .running(priorAfter),
            now: after, waits: 3540, active: 1),
        Case(
            name: "is time, within the deadline", deadline: 1_000_000, last: priorAfter, job: .running(priorAfter),
            now: after, waits: 3540, writes: [create, status], says: ["SuccessfulCreate"], active: 2),
        Case(
            name: "this start's Job is not in the cache, but at the server", policies: all, deadline: 1_000_000,
            last: priorAfter, job: .running(0), isCached: false, now: after, waits: 3540, active: 1)
    ]

    static let every: [Case] = [
        Case(name: "never ran, not time", schedule: "@every 1h", created: before, now: 0, waits: 3540),
        Case(
            name: "never ran, is time", schedule: "@every 1h", created: priorBefore, now: before, waits: 3600,
            writes: [create, status], says: ["SuccessfulCreate"], active: 1),
        Case(
            name: "never ran, past the deadline", schedule: "@every 1h", deadline: 10, created: priorBefore,
            now: before + 11, waits: 3589),
        Case(
            name: "never ran, within the deadline", schedule: "@every 1h", deadline: 1_000_000,
            created: priorBefore, now: before + 9, waits: 3591, writes: [create, status],
            says: ["SuccessfulCreate"], active: 1),
        Case(
            name: "ran and done, not time", schedule: "@every 1h", last: before, job: .done(priorBefore), now: 0,
            waits: 3540, writes: [status], says: ["SawCompletedJob"]),
        Case(
            name: "ran and done, is time", schedule: "@every 1h", last: before, job: .done(priorBefore), now: 3600,
            waits: 3540, writes: [create, status], says: ["SawCompletedJob", "SuccessfulCreate"], active: 1),
        Case(
            name: "ran and done, past the deadline", schedule: "@every 1h", deadline: 10, last: before,
            job: .done(priorBefore), now: 3551, waits: 3589, writes: [status], says: ["SawCompletedJob"]),
        Case(
            name: "still active, not time", schedule: "@every 1h", last: before, job: .running(before), now: 0,
            waits: 3540, active: 1),
        Case(
            name: "still active, is time", schedule: "@every 1h", last: priorBefore, job: .running(priorBefore),
            now: after, waits: 3480, writes: [create, status], says: ["SuccessfulCreate"], active: 2),
        Case(
            name: "still active, past the deadline", schedule: "@every 1h", deadline: 10, last: before,
            job: .running(before), now: 3551, waits: 3589, active: 1),
        Case(
            name: "still active, within the deadline", schedule: "@every 1h", deadline: 1_000_000, last: before,
            job: .running(before), now: 3549, waits: 3591, writes: [create, status], says: ["SuccessfulCreate"],
            active: 2),
        Case(
            name: "a week overdue", schedule: "@every 1h", created: priorAfter, last: after,
            job: .done(priorAfter), now: week, waits: 60, writes: [create, status],
            says: ["SawCompletedJob", "TooManyMissedTimes", "SuccessfulCreate"], active: 1),
        Case(
            name: "a week overdue, past the deadline", schedule: "@every 1h", deadline: 10, created: priorAfter,
            last: after, job: .done(priorAfter), now: week + 71, waits: 3589, writes: [status],
            says: ["SawCompletedJob"])
    ]

    @Test("a CronJob that never ran", arguments: neverRan)
    func beforeTheFirst(_ c: Case) throws { try Self.check(c) }

    @Test("the last Job is done", arguments: ranAndDone)
    func behindADoneJob(_ c: Case) throws { try Self.check(c) }

    @Test("the last Job is still active", arguments: stillActive)
    func besideARunningJob(_ c: Case) throws { try Self.check(c) }

    @Test("@every counts from the last start", arguments: every)
    func inIntervals(_ c: Case) throws { try Self.check(c) }

    private static func check(_ c: Case) throws {
        for policy in c.policies {
            var desk = CronJobDesk(now: c.now)
            var listed: [Int64] = []
            switch c.job {
            case .none: break
            case .running(let at):
                desk.putJob(at, isCached: c.isCached)
                if c.isListed { listed = [at] }
            case .done(let at):
                desk.putJob(at, done: "Complete", isCached: c.isCached)
                if c.isListed { listed = [at] }
            }
            desk.putCronJob(created: c.created, last: c.last, active: listed) { spec in
                spec.set(.string(c.schedule), at: "schedule")
                spec.set(.string(policy), at: "concurrencyPolicy")
                if let zone = c.zone { spec.set(.string(zone), at: "timeZone") }
                if c.suspend { spec.set(true, at: "suspend") }
                if let deadline = c.deadline { spec.set(.int(deadline), at: "startingDeadlineSeconds") }
            }
            let sync = try desk.sync()
            let writes = desk.rig.writes.map { $0.hasPrefix(Self.create) ? Self.create : $0 }
            #expect(writes == c.writes, "\(policy)")
            #expect(desk.rig.events.map(\.reason) == c.says, "\(policy)")
            #expect(desk.waits(sync) == c.waits.map { SimDuration.seconds($0) + CronTimes.delta }, "\(policy)")
            #expect(desk.active.count == c.active, "\(policy)")
        }
    }
}
