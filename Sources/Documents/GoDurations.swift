/// Ages as kubectl shows them.
public enum HumanDuration {
    /// Two or three figures of a duration: `5s`, `2m3s`, `3h`, `4d`, `2y35d`.
    ///
    /// Up to a second before now counts as `0s`; more is `<invalid>`.
    /// Upstream: staging/src/k8s.io/apimachinery/pkg/util/duration, `HumanDuration`.
    public static func text(micros: Int64) -> String {
        let seconds = micros / Timestamps.microsPerSecond
        if seconds < -1 { return "<invalid>" }
        if seconds < 0 { return "0s" }
        if seconds < 120 { return "\(seconds)s" }
        let minutes = seconds / 60
        if minutes < 10 { return pair(minutes, "m", seconds % 60, "s") }
        if minutes < 180 { return "\(minutes)m" }
        let hours = minutes / 60
        if hours < 8 { return pair(hours, "h", minutes % 60, "m") }
        if hours < 48 { return "\(hours)h" }
        let days = hours / 24
        if hours < 24 * 8 { return pair(days, "d", hours % 24, "h") }
        if hours < 24 * 365 * 2 { return "\(days)d" }
        if hours < 24 * 365 * 8 { return pair(days / 365, "y", days % 365, "d") }
        return "\(days / 365)y"
    }

    /// One figure: `59s`, `3m`, `23h`, `364d`, `2y`.
    ///
    /// Upstream: staging/src/k8s.io/apimachinery/pkg/util/duration, `ShortHumanDuration`.
    public static func shortText(micros: Int64) -> String {
        let seconds = micros / Timestamps.microsPerSecond
        if seconds < -1 { return "<invalid>" }
        if seconds < 0 { return "0s" }
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 { return "\(seconds / 60)m" }
        let hours = seconds / 3600
        if hours < 24 { return "\(hours)h" }
        return hours < 24 * 365 ? "\(hours / 24)d" : "\(hours / 24 / 365)y"
    }

    private static func pair(_ first: Int64, _ unit: String, _ second: Int64, _ lesser: String) -> String {
        second == 0 ? "\(first)\(unit)" : "\(first)\(unit)\(second)\(lesser)"
    }
}

/// Go's `time.Duration` as text, in nanoseconds.
public enum GoDuration {
    private static let second: Int64 = 1_000_000_000

    /// `1h2m3.5s`, `1.5µs`, `0s`: as Go's `Duration.String`.
    public static func text(nanos: Int64) -> String {
        if nanos == 0 { return "0s" }
        let sign = nanos < 0 ? "-" : ""
        let size = nanos.magnitude
        if size < 1000 { return "\(sign)\(size)ns" }
        if size < 1_000_000 { return sign + decimal(size, 1000) + "µs" }
        if size < UInt64(second) { return sign + decimal(size, 1_000_000) + "ms" }
        let minutes = size / (60 * UInt64(second))
        let rest = decimal(size % (60 * UInt64(second)), UInt64(second)) + "s"
        if minutes == 0 { return sign + rest }
        if minutes < 60 { return "\(sign)\(minutes)m\(rest)" }
        return "\(sign)\(minutes / 60)h\(minutes % 60)m\(rest)"
    }

    private static func decimal(_ number: UInt64, _ unit: UInt64) -> String {
        let whole = number / unit
        var rest = number % unit
        if rest == 0 { return "\(whole)" }
        var width = String(unit).utf8.count - 1
        while rest % 10 == 0 {
            rest /= 10
            width -= 1
        }
        let text = String(rest)
        return "\(whole)." + String(repeating: "0", count: width - text.utf8.count) + text
    }

    /// Reads `1h2m3.5s`, `-300ms`, `0`; `nil` if the text is no duration or too long a one.
    ///
    /// Units: `ns`, `us`, `µs`, `ms`, `s`, `m`, `h`. Upstream: Go's `time.ParseDuration`.
    public static func parse(_ text: String) -> Int64? {
        var rest = Substring(text)
        var isNegative = false
        if let sign = rest.first, sign == "-" || sign == "+" {
            isNegative = sign == "-"
            rest = rest.dropFirst()
        }
        if rest == "0" { return 0 }
        if rest.isEmpty { return nil }
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let part = component(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            if overflow { return nil }
            total = sum
        }
        return isNegative ? -total : total
    }

    /// Reads one number and its unit from the front.
    private static func component(_ rest: inout Substring) -> Int64? {
        let whole = takeDigits(&rest)
        var fraction: Substring = ""
        if rest.first == "." {
            rest = rest.dropFirst()
            fraction = takeDigits(&rest)
        }
        if whole.isEmpty && fraction.isEmpty { return nil }
        let name = rest.prefix { $0 != "." && !isDigit($0) }
        rest = rest[name.endIndex...]
        guard let unit = units.first(where: { $0.name == name })?.nanos,
            let number = whole.isEmpty ? 0 : Int64(whole)
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        if overflow { return nil }
        var below: Int64 = 0
        var scale = unit
        for digit in fraction {
            guard let value = digit.wholeNumberValue else { return nil }
            if scale % 10 != 0 { break }  // Finer than a nanosecond.
            scale /= 10
            below += Int64(value) * scale
        }
        let (sum, tooLong) = product.addingReportingOverflow(below)
        return tooLong ? nil : sum
    }

    /// What Go says of a text that is no duration: `time: unknown unit "x" in duration "5x"`.
    public static func problem(_ text: String) -> String {
        var rest = Substring(text)
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        while !rest.isEmpty {
            var ahead = rest
            if component(&ahead) != nil {
                rest = ahead
                continue
            }
            var hasDigits = !takeDigits(&rest).isEmpty
            if rest.first == "." {
                rest.removeFirst()
                if !takeDigits(&rest).isEmpty { hasDigits = true }
            }
            guard hasDigits else { break }
            let unit = rest.prefix { $0 != "." && !isDigit($0) }
            if unit.isEmpty { return "time: missing unit in duration \"\(text)\"" }
            if units.contains(where: { $0.name == unit }) { break }
            return "time: unknown unit \"\(unit)\" in duration \"\(text)\""
        }
        return "time: invalid duration \"\(text)\""
    }

    private static func isDigit(_ character: Character) -> Bool { "0"..."9" ~= character }

    private static func takeDigits(_ rest: inout Substring) -> Substring {
        let digits = rest.prefix(while: isDigit)
        rest = rest[digits.endIndex...]
        return digits
    }

    private static let units: [(name: String, nanos: Int64)] = [
        ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000), ("s", second),
        ("m", 60 * second), ("h", 3600 * second),
    ]
}
