/// A day of the Gregorian calendar, by whole-number arithmetic.
public struct CivilDate: Sendable, Hashable {
    /// The year; 1 BC is 0.
    public var year: Int64
    /// 1 to 12.
    public var month: Int64
    /// 1 to 31.
    public var day: Int64

    /// Makes a date.
    public init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Makes the date that lies `days` after 1970-01-01.
    ///
    /// The calendar is cut into eras of 400 years (146 097 days) that begin on a 1 March, so that
    /// the leap day is the last day of its year.
    public init(daysSince1970 days: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    public var daysSince1970: Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 0 for Sunday to 6 for Saturday.
    public var weekday: Int64 { ((daysSince1970 % 7) + 11) % 7 }

    /// The days of a month of a year.
    public static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

/// RFC 3339 times as microseconds since 1970-01-01T00:00:00Z.
public enum Timestamps {
    /// Microseconds of a second.
    public static let microsPerSecond: Int64 = 1_000_000
    static let secondsPerDay: Int64 = 86_400

    /// `2026-01-01T00:00:00Z`: `metav1.Time`. Parts of a second are cut off.
    public static func seconds(_ micros: Int64) -> String { text(micros, withMicros: false) }

    /// `2026-01-01T00:00:00.000000Z`: `metav1.MicroTime`.
    public static func micros(_ micros: Int64) -> String { text(micros, withMicros: true) }

    private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Mon, 05 Jan 2026 08:00:05 +0000`: Go's RFC1123Z in universal time.
    public static func long(_ micros: Int64) -> String {
        let (days, second) = floorDivide(floorDivide(micros, microsPerSecond).0, secondsPerDay)
        let date = CivilDate(daysSince1970: days)
        let clock = [second / 3600, second / 60 % 60, second % 60].map { pad($0, 2) }.joined(separator: ":")
        // 1 January 1970 was a Thursday.
        let weekday = dayNames[Int(floorDivide(days + 4, 7).1)]
        return "\(weekday), \(pad(date.day, 2)) \(monthNames[Int(date.month) - 1]) \(date.year) \(clock) +0000"
    }

    private static func text(_ micros: Int64, withMicros: Bool) -> String {
        let (seconds, rest) = floorDivide(micros, microsPerSecond)
        let (days, second) = floorDivide(seconds, secondsPerDay)
        let date = CivilDate(daysSince1970: days)
        let year = date.year < 0 || date.year > 9999 ? pad(date.year, 4) : ""
        let head = year.isEmpty ? 4 : year.utf8.count
        return String(unsafeUninitializedCapacity: head + 23) { buffer in
            var next = 0
            func put(_ byte: UInt8) {
                buffer[next] = byte
                next += 1
            }
            func put(_ number: Int64, width: Int) {
                var rest = number
                for place in stride(from: next + width - 1, through: next, by: -1) {
                    buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                next += width
            }
            if year.isEmpty { put(date.year, width: 4) } else { for byte in year.utf8 { put(byte) } }
            put(UInt8(ascii: "-"))
            put(date.month, width: 2)
            put(UInt8(ascii: "-"))
            put(date.day, width: 2)
            put(UInt8(ascii: "T"))
            put(second / 3600, width: 2)
            put(UInt8(ascii: ":"))
            put(second / 60 % 60, width: 2)
            put(UInt8(ascii: ":"))
            put(second % 60, width: 2)
            if withMicros {
                put(UInt8(ascii: "."))
                put(rest, width: 6)
            }
            put(UInt8(ascii: "Z"))
            return next
        }
    }

    /// Reads an RFC 3339 time with `Z` or an offset; `nil` if the text is none.
    ///
    /// Digits of a second beyond the sixth are cut off. A leap second is refused, as in Go.
    public static func parse(_ text: String) -> Int64? {
        if let found = text.utf8.withContiguousStorageIfAvailable({ parse($0) }) { return found }
        return Array(text.utf8).withUnsafeBufferPointer { parse($0) }
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard bytes.count >= 20, bytes.count <= 64, bytes[4] == UInt8(ascii: "-"),
            bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes, 0, 4), let month = number(bytes, 5, 2),
            let day = number(bytes, 8, 2), let hour = number(bytes, 11, 2),
            let minute = number(bytes, 14, 2), let second = number(bytes, 17, 2),
            (1...12).contains(month), day >= 1, day <= CivilDate.days(inMonth: month, of: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        guard let fraction = fraction(bytes, &index), let offset = offset(bytes, index) else {
            return nil
        }
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        let seconds = days * secondsPerDay + hour * 3600 + minute * 60 + second - offset
        return seconds * microsPerSecond + fraction
    }

    private static func fraction(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int64? {
        guard bytes[index] == UInt8(ascii: ".") else { return 0 }
        index += 1
        var fraction: Int64 = 0
        var digits = 0
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 {
            if digits < 6 { fraction = fraction * 10 + Int64(bytes[index] - UInt8(ascii: "0")) }
            digits += 1
            index += 1
        }
        if digits == 0 { return nil }
        for _ in 0..<max(0, 6 - digits) { fraction *= 10 }
        return fraction
    }

    /// Seconds east of UTC of `Z` or `+01:30` at the end of the text.
    private static func offset(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int64? {
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: "Z") { return index + 1 == bytes.count ? 0 : nil }
        guard index + 6 == bytes.count, bytes[index + 3] == UInt8(ascii: ":"),
            let hours = number(bytes, index + 1, 2), let minutes = number(bytes, index + 4, 2),
            hours < 24, minutes < 60
        else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> Int64? {
        var number: Int64 = 0
        for byte in bytes[start..<start + length] {
            guard byte &- UInt8(ascii: "0") < 10 else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return number
    }

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private static func floorDivide(_ number: Int64, _ by: Int64) -> (Int64, Int64) {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: by)
        return rest < 0 ? (quotient - 1, rest + by) : (quotient, rest)
    }
}
