import Documents
import KubeAPI
import Testing

/// Situations of github.com/robfig/cron v3.0.1, spec_test.go and parser_test.go.
@Suite("cron schedules")
struct CronScheduleTests {
    /// From a moment, the time that a schedule names next.
    struct Next: Sendable, CustomTestStringConvertible {
        let schedule: String
        let from: String
        let next: String
        var testDescription: String { "\(schedule) after \(from)" }

        init(_ schedule: String, _ from: String, _ next: String) {
            self.schedule = schedule
            self.from = from
            self.next = next
        }
    }

    private static func next(_ schedule: String, after text: String) throws -> String {
        let cron = try CronSchedule(schedule)
        let from = try #require(Timestamps.parse(text))
        let next = cron.next(after: from)
        return next == CronSchedule.never ? "never" : cron.zone.text(next)
    }

    @Test(
        "lists, ranges, steps and names in universal time",
        arguments: [
            Next("0/15 * * * *", "2012-07-09T14:45:00Z", "2012-07-09T15:00:00Z"),
            Next("0/15 * * * *", "2012-07-09T14:59:59.5Z", "2012-07-09T15:00:00Z"),
            Next("5/15 * * * *", "2012-07-09T15:06:00Z", "2012-07-09T15:20:00Z"),
            Next("20-35/15 * * * *", "2012-07-09T15:45:00Z", "2012-07-09T16:20:00Z"),
            Next("*/15 * * * *", "2012-07-09T23:46:00Z", "2012-07-10T00:00:00Z"),
            Next("20-35/15 1/2 * * *", "2012-07-09T23:35:51Z", "2012-07-10T01:20:00Z"),
            Next("20-35/15 1/2 */2 * *", "2012-07-09T23:35:51Z", "2012-07-11T01:20:00Z"),
            Next("20-35/15 * 9-20 Jul *", "2012-07-09T23:35:51Z", "2012-07-10T00:20:00Z"),
            Next("0 0 9 Apr-Oct ?", "2012-07-09T23:35:00Z", "2012-08-09T00:00:00Z"),
            Next("0 0 */5 apr,AUG,oct Mon", "2012-07-09T23:35:00Z", "2012-08-01T00:00:00Z"),
            Next("0 0 * Feb Mon", "2012-07-09T23:35:00Z", "2013-02-04T00:00:00Z"),
            Next("0 0 * Feb Mon/2", "2012-07-09T23:35:00Z", "2013-02-01T00:00:00Z"),
            Next("* * * * *", "2012-12-31T23:59:45Z", "2013-01-01T00:00:00Z"),
            Next("0 0 29 Feb ?", "2012-07-09T23:35:00Z", "2016-02-29T00:00:00Z"),
            Next("0 0 30 Feb ?", "2012-07-09T23:35:00Z", "never"),
            Next("59 23 31 2 *", "2016-05-19T10:00:00Z", "never"),
            Next(", * * * *", "2016-05-19T10:00:00Z", "never"),
        ])
    func fields(_ c: Next) throws { #expect(try Self.next(c.schedule, after: c.from) == c.next) }

    @Test(
        "two restricted days fields: one is enough; with a star both count",
        arguments: [
            Next("0 0 1,15 * Sun", "2012-07-14T00:00:00Z", "2012-07-15T00:00:00Z"),
            Next("0 0 1,15 * Sun", "2012-06-14T00:00:00Z", "2012-06-15T00:00:00Z"),
            Next("0 0 1,15 * *", "2012-07-02T00:00:00Z", "2012-07-15T00:00:00Z"),
            Next("0 0 * * Mon", "2012-07-15T00:00:00Z", "2012-07-16T00:00:00Z"),
            // A star with a step counts as a restriction: the Sunday and each odd day.
            Next("0 0 */2 * Sun", "2012-07-13T00:00:00Z", "2012-07-15T00:00:00Z"),
            Next("0 0 */10 * Sun", "2012-07-12T00:00:00Z", "2012-07-15T00:00:00Z"),
            Next("0 0 */1 * Sun", "2012-07-12T00:00:00Z", "2012-07-15T00:00:00Z"),
        ])
    func days(_ c: Next) throws { #expect(try Self.next(c.schedule, after: c.from) == c.next) }

    @Test(
        "words for common schedules",
        arguments: [
            Next("@hourly", "2012-07-09T15:04:00Z", "2012-07-09T16:00:00Z"),
            Next("@daily", "2012-07-09T15:04:00Z", "2012-07-10T00:00:00Z"),
            Next("@midnight", "2012-07-09T15:04:00Z", "2012-07-10T00:00:00Z"),
            Next("@weekly", "2012-07-09T15:04:00Z", "2012-07-15T00:00:00Z"),
            Next("@monthly", "2012-07-09T15:04:00Z", "2012-08-01T00:00:00Z"),
            Next("@yearly", "2012-07-09T15:04:00Z", "2013-01-01T00:00:00Z"),
            Next("@annually", "2012-07-09T15:04:00Z", "2013-01-01T00:00:00Z"),
            Next("@every 1h30m", "2012-07-09T15:04:05.9Z", "2012-07-09T16:34:05Z"),
            Next("@every 1500ms", "2012-07-09T15:04:05Z", "2012-07-09T15:04:06Z"),
            Next("@every -5m", "2012-07-09T15:04:05Z", "2012-07-09T15:04:06Z"),
        ])
    func words(_ c: Next) throws { #expect(try Self.next(c.schedule, after: c.from) == c.next) }

    @Test(
        "where the clocks of a zone jump",
        arguments: [
            // Ahead: 02:00 to 03:00. What would be due in between is not due that day.
            Next("TZ=America/New_York 30 2 11 Mar ?", "2012-03-11T05:00:00Z", "2013-03-11T02:30:00-04:00"),
            Next("TZ=America/New_York 0 * * * ?", "2012-03-11T06:00:00Z", "2012-03-11T03:00:00-04:00"),
            Next("CRON_TZ=America/New_York 0 * * * ?", "2012-03-11T07:00:00Z", "2012-03-11T04:00:00-04:00"),
            Next("TZ=America/New_York 0 1 * * ?", "2012-03-11T06:00:00Z", "2012-03-12T01:00:00-04:00"),
            Next("TZ=America/New_York 0 2 * * ?", "2012-03-11T05:00:00Z", "2012-03-12T02:00:00-04:00"),
            // Back: 02:00 to 01:00. What is due in between is due twice.
            Next("TZ=America/New_York 30 2 04 Nov ?", "2012-11-04T04:00:00Z", "2012-11-04T02:30:00-05:00"),
            Next("TZ=America/New_York 30 1 04 Nov ?", "2012-11-04T05:45:00Z", "2012-11-04T01:30:00-05:00"),
            Next("TZ=America/New_York 0 1 * * ?", "2012-11-04T04:00:00Z", "2012-11-04T01:00:00-04:00"),
            Next("TZ=America/New_York 0 1 * * ?", "2012-11-04T05:00:00Z", "2012-11-04T01:00:00-05:00"),
            Next("TZ=America/New_York 0 1 * * ?", "2012-11-04T06:00:00Z", "2012-11-05T01:00:00-05:00"),
            Next("TZ=America/New_York 0 3 3 * ?", "2012-11-04T04:00:00Z", "2012-12-03T03:00:00-05:00"),
            // A midnight that does not exist.
            Next("TZ=America/Sao_Paulo 0 9 10 * ?", "2018-10-17T09:00:00Z", "2018-11-10T09:00:00-02:00"),
            Next("TZ=America/Sao_Paulo 0 9 22 * ?", "2018-02-14T10:00:00Z", "2018-02-22T09:00:00-03:00"),
            Next("TZ=Asia/Shanghai 0 9 * * *", "2026-01-05T08:00:00Z", "2026-01-06T09:00:00+08:00"),
            Next("TZ=Asia/Kolkata 14 14 * * *", "2016-01-03T07:39:03Z", "2016-01-03T14:14:00+05:30"),
        ])
    func zones(_ c: Next) throws { #expect(try Self.next(c.schedule, after: c.from) == c.next) }

    @Test(
        "what is no schedule is refused with the parser's words",
        arguments: [
            ("", "empty spec string"),
            ("error", "expected exactly 5 fields, found 1: [error]"),
            ("* * * *", "expected exactly 5 fields, found 4: [* * * *]"),
            ("0 * * * * *", "expected exactly 5 fields, found 6: [0 * * * * *]"),
            ("60 0 * * *", "end of range (60) above maximum (59): 60"),
            ("0 0 0 * *", "beginning of range (0) below minimum (1): 0"),
            ("0 0 * * 7", "end of range (7) above maximum (6): 7"),
            ("5-3 * * * *", "beginning of range (5) beyond end of range (3): 5-3"),
            ("5--5 * * * *", "too many hyphens: 5--5"),
            ("*//2 * * * *", "too many slashes: *//2"),
            ("*/0 * * * *", "step of range should be a positive number: */0"),
            ("*/-12 * * * *", "negative number (-12) not allowed: -12"),
            (
                "0 0 * * XYZ",
                "failed to parse int from XYZ: strconv.Atoi: parsing \"XYZ\": invalid syntax"
            ),
            (
                "0 0 * 99999999999999999999 *",
                "failed to parse int from 99999999999999999999: strconv.Atoi: parsing \"99999999999999999999\": "
                    + "value out of range"
            ),
            ("@unrecognized", "unrecognized descriptor: @unrecognized"),
            ("@every", "unrecognized descriptor: @every"),
            ("@every Xm", "failed to parse duration @every Xm: time: invalid duration \"Xm\""),
            ("@every 5", "failed to parse duration @every 5: time: missing unit in duration \"5\""),
            ("@every 1h5x", "failed to parse duration @every 1h5x: time: unknown unit \"x\" in duration \"1h5x\""),
            ("TZ=0", "invalid schedule format: runtime error: slice bounds out of range [:-1]"),
            ("CRON_TZ=UTC", "invalid schedule format: runtime error: slice bounds out of range [:-1]"),
            ("TZ=Mars/Utopia * * * * *", "provided bad location Mars/Utopia: unknown time zone Mars/Utopia"),
            ("TZ=UTC ", "expected exactly 5 fields, found 0: []"),
        ])
    func refused(_ schedule: String, _ message: String) {
        #expect(throws: CronProblem.self) { try CronSchedule(schedule) }
        do { _ = try CronSchedule(schedule) } catch { #expect(error.message == message) }
    }
}
