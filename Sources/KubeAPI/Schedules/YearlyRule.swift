import Documents

/// The two dates a year at which a zone's clocks change, if they do.
///
/// The form is that of the POSIX variable TZ: `CET-1CEST,M3.5.0,M10.5.0/3` is one hour east of UTC, two between the
/// last Sunday of March at 2:00 and the last Sunday of October at 3:00.
struct YearlyRule: Sendable, Equatable {
    /// The day `weekday` of week `week` (5: the last one) of a month, so many seconds after its midnight.
    struct Turn: Sendable, Equatable {
        let month: Int64
        let week: Int64
        let weekday: Int64
        let time: Int64

        /// Seconds since 1970 on the clocks that are set at it.
        func second(of year: Int64) -> Int64 {
            let first = CivilDate(year: year, month: month, day: 1)
            var day = 1 + (weekday - first.weekday + 7) % 7 + (week - 1) * 7
            while day > CivilDate.days(inMonth: month, of: year) { day -= 7 }
            return (first.daysSince1970 + day - 1) * 86_400 + time
        }
    }

    /// Summer time; in Dublin's rule it is the winter's.
    struct Daylight: Sendable, Equatable {
        let offset: Int64
        let begins: Turn
        let ends: Turn
    }

    let standard: Int64
    let daylight: Daylight?

    /// Like Go's, a period ends at the end of the year where no change of the clocks ends it sooner.
    func period(at second: Int64) -> TimeZoneRules.Period {
        guard let daylight else { return TimeZoneRules.Period(offset: standard, start: .min, end: .max) }
        let days = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
        let year = CivilDate(daysSince1970: days).year
        let newYear = CivilDate(year: year, month: 1, day: 1).daysSince1970 * 86_400
        let nextYear = CivilDate(year: year + 1, month: 1, day: 1).daysSince1970 * 86_400
        let begins = daylight.begins.second(of: year) - standard
        let ends = daylight.ends.second(of: year) - daylight.offset
        let (first, second2) = (min(begins, ends), max(begins, ends))
        let (outer, inner) = begins <= ends ? (standard, daylight.offset) : (daylight.offset, standard)
        if second < first { return TimeZoneRules.Period(offset: outer, start: newYear, end: first) }
        if second >= second2 { return TimeZoneRules.Period(offset: outer, start: second2, end: nextYear) }
        return TimeZoneRules.Period(offset: inner, start: first, end: second2)
    }
}

extension YearlyRule {
    /// Reads the POSIX form.
    init?(_ text: Substring) {
        var rest = text
        guard YearlyRule.skipName(&rest), let west = YearlyRule.time(&rest) else { return nil }
        standard = -west
        if rest.isEmpty {
            daylight = nil
            return
        }
        guard YearlyRule.skipName(&rest) else { return nil }
        var offset = standard + 3600
        if rest.first != "," {
            guard let west = YearlyRule.time(&rest) else { return nil }
            offset = -west
        }
        guard let begins = YearlyRule.turn(&rest), let ends = YearlyRule.turn(&rest), rest.isEmpty else { return nil }
        daylight = Daylight(offset: offset, begins: begins, ends: ends)
    }

    /// `CET` or `<+0530>`.
    private static func skipName(_ rest: inout Substring) -> Bool {
        if rest.first == "<" {
            guard let end = rest.firstIndex(of: ">") else { return false }
            rest = rest[rest.index(after: end)...]
            return true
        }
        let name = rest.prefix(while: \.isLetter)
        rest = rest[name.endIndex...]
        return !name.isEmpty
    }

    /// `-5:45`, `50`, `3`: seconds of hours, minutes and seconds with a sign.
    private static func time(_ rest: inout Substring) -> Int64? {
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        var total: Int64 = 0
        var unit: Int64 = 3600
        while let number = number(&rest) {
            total += number * unit
            unit /= 60
            guard rest.first == ":" else { return isNegative ? -total : total }
            rest.removeFirst()
        }
        return nil
    }

    /// `,M10.5.0/3`.
    private static func turn(_ rest: inout Substring) -> Turn? {
        guard rest.hasPrefix(",M") else { return nil }
        rest.removeFirst(2)
        var parts: [Int64] = []
        while let number = number(&rest) {
            parts.append(number)
            guard rest.first == "." else { break }
            rest.removeFirst()
        }
        guard parts.count == 3 else { return nil }
        var time: Int64 = 7200
        if rest.first == "/" {
            rest.removeFirst()
            guard let given = YearlyRule.time(&rest) else { return nil }
            time = given
        }
        return Turn(month: parts[0], week: parts[1], weekday: parts[2], time: time)
    }

    private static func number(_ rest: inout Substring) -> Int64? {
        let digits = rest.prefix { $0 >= "0" && $0 <= "9" }
        rest = rest[digits.endIndex...]
        return Int64(digits)
    }
}
