import Documents

/// The five fields of a cron line, and the search for the next time that fits all of them.
///
/// Upstream: github.com/robfig/cron v3.0.1, spec.go.
struct CronFields: Sendable, Equatable {
    /// A search that comes this many years far has found that there is no such time.
    static let yearsAhead: Int64 = 5

    var minute = CronField.only(0)
    var hour = CronField.any(.hours)
    var day = CronField.any(.days)
    var month = CronField.any(.months)
    var weekday = CronField.any(.weekdays)

    init(
        hour: CronField = .any(.hours), day: CronField = .any(.days), month: CronField = .any(.months),
        weekday: CronField = .any(.weekdays)
    ) {
        self.hour = hour
        self.day = day
        self.month = month
        self.weekday = weekday
    }

    init(_ text: Substring) throws(CronProblem) {
        let words = text.split(whereSeparator: \.isWhitespace)
        if words.count != 5 {
            throw CronProblem("expected exactly 5 fields, found \(words.count): [\(words.joined(separator: " "))]")
        }
        minute = try CronField(words[0], .minutes)
        hour = try CronField(words[1], .hours)
        day = try CronField(words[2], .days)
        month = try CronField(words[3], .months)
        weekday = try CronField(words[4], .weekdays)
    }

    /// Are both days fields restricted, one of them is enough.
    private func matches(_ date: CivilDate) -> Bool {
        let (isDay, isWeekday) = (day.contains(date.day), weekday.contains(date.weekday))
        return day.isAny || weekday.isAny ? isDay && isWeekday : isDay || isWeekday
    }

    /// The first second after `second` whose clocks fit; `ZonedTime.never` if none does within five years.
    ///
    /// From the month down each field is turned on until it fits; when it turns over, the larger ones are looked at
    /// again. Where clocks jump, a time that does not exist is skipped that day and one that comes twice is due twice.
    func next(after second: Int64, in zone: TimeZoneRules) -> Int64 {
        var time = ZonedTime(second + 1, in: zone)
        let lastYear = time.date.year + CronFields.yearsAhead
        var isTurned = false
        while time.date.year <= lastYear {
            if turnMonth(&time, &isTurned) || turnDay(&time, &isTurned) || turnHour(&time, &isTurned)
                || turnMinute(&time, &isTurned) || turnSecond(&time, &isTurned)
            {
                continue
            }
            return time.second
        }
        return ZonedTime.never
    }

    // Each turn answers whether the field above has turned too. What is smaller starts anew at the first turn.

    private func turnMonth(_ time: inout ZonedTime, _ isTurned: inout Bool) -> Bool {
        while !month.contains(time.date.month) {
            if !isTurned { time = time.startOfMonth }
            isTurned = true
            time = time.adding(months: 1)
            if time.date.month == 1 { return true }
        }
        return false
    }

    private func turnDay(_ time: inout ZonedTime, _ isTurned: inout Bool) -> Bool {
        while !matches(time.date) {
            if !isTurned { time = time.startOfDay }
            isTurned = true
            time = time.adding(days: 1)
            // There are days without a midnight.
            if time.hour > 12 {
                time = time.adding((24 - time.hour) * 3600)
            } else if time.hour > 0 {
                time = time.adding(-time.hour * 3600)
            }
            if time.date.day == 1 { return true }
        }
        return false
    }

    private func turnHour(_ time: inout ZonedTime, _ isTurned: inout Bool) -> Bool {
        while !hour.contains(time.hour) {
            if !isTurned { time = time.startOfHour }
            isTurned = true
            time = time.adding(3600)
            if time.hour == 0 { return true }
        }
        return false
    }

    private func turnMinute(_ time: inout ZonedTime, _ isTurned: inout Bool) -> Bool {
        while !minute.contains(time.minute) {
            if !isTurned { time = time.startOfMinute }
            isTurned = true
            time = time.adding(60)
            if time.minute == 0 { return true }
        }
        return false
    }

    /// A time is due at second 0 of a minute.
    private func turnSecond(_ time: inout ZonedTime, _ isTurned: inout Bool) -> Bool {
        if time.secondOfMinute == 0 { return false }
        isTurned = true
        time = time.adding(60 - time.secondOfMinute)
        return true
    }
}
