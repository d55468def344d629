import Documents

/// A moment on the clocks of a zone, in whole seconds.
///
/// Behaves as Go's `time.Time` does, also where clocks are changed: a schedule asks it for times that do not exist.
struct ZonedTime: Equatable {
    static let secondsPerDay: Int64 = 86_400
    /// Go's zero time, 0001-01-01T00:00:00Z: what a schedule answers that never comes.
    static let never: Int64 = -62_135_596_800

    let zone: TimeZoneRules
    /// Seconds since 1970.
    private(set) var second: Int64
    private(set) var date: CivilDate
    private(set) var secondOfDay: Int64

    init(_ second: Int64, in zone: TimeZoneRules) {
        let local = second + zone.period(at: second).offset
        let days = local >= 0 ? local / Self.secondsPerDay : (local - Self.secondsPerDay + 1) / Self.secondsPerDay
        self.zone = zone
        self.second = second
        date = CivilDate(daysSince1970: days)
        secondOfDay = local - days * Self.secondsPerDay
    }

    var hour: Int64 { secondOfDay / 3600 }
    var minute: Int64 { secondOfDay / 60 % 60 }
    var secondOfMinute: Int64 { secondOfDay % 60 }
    /// Seconds east of UTC.
    var offset: Int64 { date.daysSince1970 * Self.secondsPerDay + secondOfDay - second }

    /// So many seconds later.
    func adding(_ seconds: Int64) -> ZonedTime { ZonedTime(second + seconds, in: zone) }

    /// The moment at which the clocks show a date and a second of its day; months beyond 12 and days beyond the month
    /// run over into the next.
    ///
    /// A time that the clocks jump over or show twice is taken with the offset before the jump, or with the first one
    /// that fits. Upstream: Go's `time.Date`.
    static func at(
        year: Int64, month: Int64, day: Int64, secondOfDay: Int64, in zone: TimeZoneRules
    ) -> ZonedTime {
        let months = year * 12 + month - 1
        let first = CivilDate(year: months / 12, month: months % 12 + 1, day: 1).daysSince1970
        let local = (first + day - 1) * secondsPerDay + secondOfDay
        let guess = zone.period(at: local)
        var offset = guess.offset
        let second = local - offset
        if offset != 0 && (second < guess.start || second >= guess.end) { offset = zone.period(at: second).offset }
        return ZonedTime(local - offset, in: zone)
    }

    /// Midnight of the first day of the month.
    var startOfMonth: ZonedTime { .at(year: date.year, month: date.month, day: 1, secondOfDay: 0, in: zone) }

    /// Midnight.
    var startOfDay: ZonedTime { .at(year: date.year, month: date.month, day: date.day, secondOfDay: 0, in: zone) }

    /// The last full hour on the clocks.
    var startOfHour: ZonedTime {
        .at(year: date.year, month: date.month, day: date.day, secondOfDay: hour * 3600, in: zone)
    }

    /// The last full minute since 1970, whatever the clocks show. Upstream: Go's `Truncate(time.Minute)`.
    var startOfMinute: ZonedTime { adding(-(second % 60 + 60) % 60) }

    /// The same time of the clocks, months and days later. Upstream: Go's `AddDate`.
    func adding(months: Int64 = 0, days: Int64 = 0) -> ZonedTime {
        .at(year: date.year, month: date.month + months, day: date.day + days, secondOfDay: secondOfDay, in: zone)
    }

    /// `2026-03-29T03:30:00+02:00`: RFC 3339 on the clocks of the zone.
    var text: String {
        let local = Timestamps.seconds((second + offset) * Timestamps.microsPerSecond)
        if offset == 0 { return local }
        let minutes = (offset < 0 ? -offset : offset) / 60
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(local.dropLast())\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }
}

extension TimeZoneRules {
    /// A moment (microseconds since 1970) as RFC 3339 on the clocks of the zone: `2026-03-29T03:30:00+02:00`.
    public func text(_ micros: Int64) -> String {
        ZonedTime(CronSchedule.wholeSeconds(micros), in: self).text
    }
}
