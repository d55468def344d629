import Documents

/// Times of the API as text: RFC 3339, seconds or microseconds, written in UTC.
///
/// Upstream: apimachinery/pkg/apis/meta/v1/time.go and micro_time.go; the errors are Go's time.Parse.
enum TimeText {
    private static let secondsLayout = "2006-01-02T15:04:05Z07:00"
    private static let microLayout = "2006-01-02T15:04:05.000000Z07:00"

    /// The text in UTC with whole seconds (or six digits of microseconds).
    static func canonical(_ text: String, micro: Bool) -> Result<String, TextProblem> {
        // The usual case, without a copy: right already.
        if text.utf8.count == (micro ? 27 : 20), text.utf8.last == UInt8(ascii: "Z"), Timestamps.parse(text) != nil {
            return .success(text)
        }
        let bytes = Array(text.utf8)
        var parser = Parser(bytes: bytes, text: text, layout: micro ? microLayout : secondsLayout)
        if let problem = parser.run(micro: micro) { return .failure(problem) }
        if parser.offsetMinutes == 0, bytes.last == UInt8(ascii: "Z"), micro || bytes.count == 20 {
            return .success(text)
        }
        return .success(parser.utcText(micro: micro))
    }

    private struct Parser {
        let bytes: [UInt8]
        let text: String
        let layout: String
        var at = 0
        var year = 0
        var month = 0
        var day = 0
        var hour = 0
        var minute = 0
        var second = 0
        var micros = 0
        var offsetMinutes = 0

        init(bytes: [UInt8], text: String, layout: String) {
            self.bytes = bytes
            self.text = text
            self.layout = layout
        }

        mutating func run(micro: Bool) -> TextProblem? {
            guard let year = digits(4) else { return cannot("2006") }
            self.year = year
            guard take("-") else { return cannot("-") }
            guard let month = digits(2) else { return cannot("01") }
            self.month = month
            if month < 1 || month > 12 { return range("month") }
            guard take("-") else { return cannot("-") }
            guard let day = digits(2) else { return cannot("02") }
            self.day = day
            guard take("T") else { return cannot("T") }
            guard let hour = digits(2) else { return cannot("15") }
            self.hour = hour
            if hour > 23 { return range("hour") }
            guard take(":") else { return cannot(":") }
            guard let minute = digits(2) else { return cannot("04") }
            self.minute = minute
            if minute > 59 { return range("minute") }
            guard take(":") else { return cannot(":") }
            guard let second = digits(2) else { return cannot("05") }
            self.second = second
            if second > 59 { return range("second") }
            if let problem = fraction(micro: micro) { return problem }
            if let problem = zone() { return problem }
            if at < bytes.count {
                return TextProblem(message: "parsing time \"\(text)\": extra text: \"\(rest)\"")
            }
            return day < 1 || day > daysIn(month, year) ? range("day") : nil
        }

        private mutating func fraction(micro: Bool) -> TextProblem? {
            guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "."), isDigit(bytes[at + 1]) else {
                return micro ? cannot(".000000") : nil
            }
            let start = at
            at += 1
            var digits = 0
            while at < bytes.count, isDigit(bytes[at]) {
                if digits < 6 { micros = micros * 10 + Int(bytes[at] - 48) }
                digits += 1
                at += 1
            }
            if micro && digits != 6 {
                at = start
                return cannot(".000000")
            }
            while digits < 6 {
                micros *= 10
                digits += 1
            }
            return nil
        }

        private mutating func zone() -> TextProblem? {
            if take("Z") { return nil }
            let start = at
            let sign = take("+") ? 1 : take("-") ? -1 : 0
            guard sign != 0, let hours = digits(2), take(":"), let minutes = digits(2) else {
                at = start
                return cannot("Z07:00")
            }
            offsetMinutes = sign * (hours * 60 + minutes)
            return hours > 24 || minutes > 59
                ? range("time zone offset " + (hours > 24 ? "hour" : "minute")) : nil
        }

        /// The instant in UTC, written canonically.
        func utcText(micro: Bool) -> String {
            var minutes = hour * 60 + minute - offsetMinutes
            var (year, month, day) = (self.year, self.month, self.day)
            while minutes < 0 {
                minutes += 1440
                day -= 1
                if day < 1 {
                    month -= 1
                    if month < 1 { (year, month) = (year - 1, 12) }
                    day = daysIn(month, year)
                }
            }
            while minutes >= 1440 {
                minutes -= 1440
                day += 1
                if day > daysIn(month, year) {
                    (month, day) = (month + 1, 1)
                    if month > 12 { (year, month) = (year + 1, 1) }
                }
            }
            let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
            let time = "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2)):\(padded(second, 2))"
            return "\(date)T\(time)\(micro ? "." + padded(micros, 6) : "")Z"
        }

        private func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }

        private func daysIn(_ month: Int, _ year: Int) -> Int {
            switch month {
            case 4, 6, 9, 11: 30
            case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
            default: 31
            }
        }

        private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

        private mutating func digits(_ count: Int) -> Int? {
            guard at + count <= bytes.count else { return nil }
            var number = 0
            for index in at..<(at + count) {
                guard isDigit(bytes[index]) else { return nil }
                number = number * 10 + Int(bytes[index] - 48)
            }
            at += count
            return number
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
            at += 1
            return true
        }

        private var rest: String { String(decoding: bytes[min(at, bytes.count)...], as: UTF8.self) }

        private func cannot(_ element: String) -> TextProblem {
            TextProblem(
                message:
                    "parsing time \"\(text)\" as \"\(layout)\": cannot parse \"\(rest)\" as \"\(element)\"")
        }

        private func range(_ what: String) -> TextProblem {
            TextProblem(message: "parsing time \"\(text)\": \(what) out of range")
        }
    }
}
