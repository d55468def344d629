import Documents
import KubeAPI
import Testing

@Suite("time zones")
struct TimeZoneTests {
    @Test(
        "the clocks of a zone at a moment",
        arguments: [
            ("UTC", "2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"),
            ("", "2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"),
            ("Asia/Shanghai", "2026-07-01T01:00:00Z", "2026-07-01T09:00:00+08:00"),
            ("PRC", "2026-07-01T01:00:00Z", "2026-07-01T09:00:00+08:00"),
            ("Asia/Kathmandu", "2026-07-01T01:00:00Z", "2026-07-01T06:45:00+05:45"),
            ("Europe/Rome", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00"),
            ("Europe/Rome", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"),
            ("Europe/Rome", "2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00"),
            ("Europe/Rome", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00"),
            ("Europe/London", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
            ("Europe/Dublin", "2026-07-01T00:00:00Z", "2026-07-01T01:00:00+01:00"),
            ("America/New_York", "2035-03-11T06:59:59Z", "2035-03-11T01:59:59-05:00"),
            ("America/New_York", "2035-03-11T07:00:00Z", "2035-03-11T03:00:00-04:00"),
            ("America/Nuuk", "2026-03-29T01:00:00Z", "2026-03-29T00:00:00-01:00"),
            ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", "2026-01-01T11:00:00+11:00"),
            ("Australia/Lord_Howe", "2026-07-01T00:00:00Z", "2026-07-01T10:30:00+10:30"),
            // Ramadan by decree, year by year.
            ("Africa/Casablanca", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"),
            ("Africa/Casablanca", "2026-06-01T00:00:00Z", "2026-06-01T01:00:00+01:00"),
            ("America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04T01:00:00-02:00"),
            ("America/Sao_Paulo", "2026-01-01T00:00:00Z", "2025-12-31T21:00:00-03:00"),
            ("Pacific/Kiritimati", "2026-01-01T00:00:00Z", "2026-01-01T14:00:00+14:00"),
        ])
    func clocks(_ name: String, _ moment: String, _ shown: String) throws {
        let zone = try TimeZoneRules.named(name)
        #expect(zone.text(try #require(Timestamps.parse(moment))) == shown)
    }

    @Test(
        "a name that is no zone is refused with Go's words",
        arguments: [
            ("Mars/Utopia", "unknown time zone Mars/Utopia"),
            ("asia/shanghai", "unknown time zone asia/shanghai"),
            ("Asia", "unknown time zone Asia"),
            ("version", "unknown time zone version"),
            ("CET-1", "unknown time zone CET-1"),
            ("3600", "unknown time zone 3600"),
            ("/etc/localtime", "time: invalid location name"),
            ("../UTC", "time: invalid location name"),
        ])
    func unknown(_ name: String, _ message: String) {
        do {
            _ = try TimeZoneRules.named(name)
            Issue.record("\(name) is taken for a zone")
        } catch { #expect(error.message == message) }
    }

    @Test("the table holds every zone of its release, and each can be read")
    func everyZone() throws {
        #expect(TimeZoneRules.tableVersion == "2025c")
        #expect(TimeZoneRules.allNames.count > 590)
        for name in TimeZoneRules.allNames {
            let zone = try TimeZoneRules.named(name)
            // From one period to the next through 30 years: they join without a gap, and no offset is beyond a day.
            var at: Int64 = 1_388_534_400
            while at < 2_335_219_200 {
                let period = zone.period(at: at)
                #expect(period.start <= at && at < period.end && abs(period.offset) <= 14 * 3600, "\(name) \(at)")
                at = min(period.end, at + 40_000_000)
            }
        }
    }
}
