import Controllers
import Documents
import KubeAPI
import Simulation
import Testing

/// Situations of pkg/controller/cronjob/utils_test.go. Times are minutes from 2016-05-19T10:00Z, a Thursday.
@Suite("CronJob: what lies behind and what comes")
struct CronTimesTests {
    static let top: Int64 = 1_463_652_000_000_000

    struct Look: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var schedule: String
        var created: Double = 0
        var last: Double?
        var deadline: Int64?
        var withinDeadline = false
        var now: Double
        var earliest: Double = 0
        var latest: Double?
        var missed = CronTimes.Past.Missed.none
    }

    private static func date(_ minutes: Double) -> Int64 { top + Int64(minutes * 60_000_000) }

    private static func times(
        _ schedule: String, created: Double, last: Double?, deadline: Int64? = nil
    ) throws -> CronTimes {
        var value: Value = [
            "metadata": ["creationTimestamp": .string(Timestamps.seconds(date(created)))],
            "spec": ["schedule": .string(schedule)]
        ]
        if let last { value.set(.string(Timestamps.seconds(date(last))), at: "status", "lastScheduleTime") }
        if let deadline { value.set(.int(deadline), at: "spec", "startingDeadlineSeconds") }
        return CronTimes(APIObject(value, .cronJobs), try CronSchedule(schedule))
    }

    private static let weekdays = "30 6-16/4 * * 1-5"

    @Test(
        "the most recent start, and how many were missed",
        arguments: [
            Look(testDescription: "before the next start", schedule: "0 * * * *", now: 0.5),
            Look(testDescription: "just after the next start", schedule: "0 * * * *", now: 61, latest: 60),
            Look(
                testDescription: "five missed", schedule: "0 * * * *", created: 1 / 6, now: 301, earliest: 1 / 6,
                latest: 300, missed: .few),
            Look(
                testDescription: "several hours of a weekday", schedule: weekdays, last: 30, now: 1471, earliest: 30,
                latest: 1470, missed: .few),
            Look(
                testDescription: "three in a row, none since", schedule: "30 10,11,12 * * 1-5", last: 30, now: 1830,
                earliest: 30, missed: .few),
            Look(
                testDescription: "over a weekend", schedule: weekdays, last: 30, now: 5791, earliest: 30, latest: 5790,
                missed: .few),
            Look(testDescription: "never ran", schedule: weekdays, now: 1471, latest: 1470, missed: .few),
            Look(
                testDescription: "@every for a week", schedule: "@every 1h", created: -59, last: 1, deadline: 10,
                now: 10_080, earliest: 1, latest: 10_021, missed: .many),
            Look(testDescription: "made and last scheduled at once", schedule: "0 * * * *", last: 0, now: 0.5),
            Look(testDescription: "since the last start", schedule: "*/5 * * * *", last: 30, now: 31, earliest: 30),
            Look(
                testDescription: "a deadline that is not looked at", schedule: "*/5 * * * *", last: 30, deadline: 60,
                now: 31, earliest: 30),
            Look(
                testDescription: "a deadline after the last start", schedule: "*/5 * * * *", last: 30, deadline: 60,
                withinDeadline: true, now: 32, earliest: 31)
        ])
    func past(_ look: Look) throws {
        let times = try Self.times(look.schedule, created: look.created, last: look.last, deadline: look.deadline)
        let past = try times.past(at: Self.date(look.now), withinDeadline: look.withinDeadline)
        #expect(past.earliest == Self.date(look.earliest))
        #expect(past.latest == look.latest.map(Self.date))
        #expect(past.missed == look.missed)
    }

    @Test("a schedule of no two moments is an error, in words of its own")
    func rogue() throws {
        let times = try Self.times("59 23 31 2 *", created: 1 / 6, last: nil)
        #expect(throws: CronProblem("time difference between two schedules is less than 1 second")) {
            try times.past(at: Self.date(60), withinDeadline: false)
        }
    }

    @Test(
        "starts are due from the first of them on",
        arguments: [
            (nil, -7, nil), (nil, 1.0 / 30, 0), (0, 2, nil), (0, 65, 60), (-60, 65, 60), (-60, 14_460, 14_460)
        ] as [(Double?, Double, Double?)])
    func due(_ last: Double?, _ now: Double, _ latest: Double?) throws {
        let times = try Self.times("0 * * * ?", created: last == nil ? -10 : -120, last: last)
        #expect(try times.past(at: Self.date(now), withinDeadline: true).latest == latest.map(Self.date))
    }

    @Test(
        "how long to wait, a tenth of a second added",
        arguments: [
            (weekdays, 30, 1471, 239), ("30 10,11,12 * * 1-5", 30, 1830, 3960), ("0 12 * * 4", 120, 27_450, 2910),
            ("0 12 * * 5", nil, 360, 1200)
        ] as [(String, Double?, Double, Int64)])
    func wait(_ schedule: String, _ last: Double?, _ now: Double, _ minutes: Int64) throws {
        let times = try Self.times(schedule, created: 0, last: last)
        #expect(times.wait(at: Self.date(now)) == .minutes(minutes) + .milliseconds(100))
    }

    @Test("a hundred missed starts are few, a hundred and one are many", arguments: [(100, false), (101, true)])
    func many(_ count: Int, _ isMany: Bool) throws {
        let past = try Self.times("* * * * *", created: 0, last: 0).past(
            at: Self.date(Double(count)), withinDeadline: true)
        #expect(past.count == Int64(count))
        #expect((past.missed == .many) == isMany)
    }
}
