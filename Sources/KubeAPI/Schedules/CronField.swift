/// One of the five fields of a cron line as a set of numbers.
///
/// Upstream: github.com/robfig/cron v3.0.1, parser.go, getField and getRange.
struct CronField: Sendable, Equatable {
    /// What a field counts, and which numbers and names it may hold.
    struct Bounds {
        let least: UInt64
        let most: UInt64
        var names: [String] = []

        static let minutes = Bounds(least: 0, most: 59)
        static let hours = Bounds(least: 0, most: 23)
        static let days = Bounds(least: 1, most: 31)
        /// The names stand at their numbers.
        static let months = Bounds(
            least: 1, most: 12,
            names: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
        static let weekdays = Bounds(least: 0, most: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
    }

    private(set) var bits: UInt64 = 0
    /// Was it written with `*` or `?`, and not stepped? Two days fields of which one is are both required.
    private(set) var isAny = false

    func contains(_ number: Int64) -> Bool { bits & (1 << UInt64(number)) != 0 }

    /// All numbers of `bounds`.
    static func any(_ bounds: Bounds) -> CronField {
        var field = CronField()
        field.insert(bounds.least, bounds.most, step: 1)
        field.isAny = true
        return field
    }

    /// One number alone.
    static func only(_ number: UInt64) -> CronField {
        var field = CronField()
        field.insert(number, number, step: 1)
        return field
    }

    /// Reads `1-5,10/15,*`: a list of ranges.
    init(_ text: Substring, _ bounds: Bounds) throws(CronProblem) {
        for range in text.split(separator: ",") { try add(range, bounds) }
    }

    private init() {}

    private mutating func insert(_ from: UInt64, _ to: UInt64, step: UInt64) {
        var number = from
        while number <= to {
            bits |= 1 << number
            number += step
        }
    }

    /// Adds `low[-high][/step]`, or a star for the whole of it.
    private mutating func add(_ text: Substring, _ bounds: Bounds) throws(CronProblem) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        var (low, high) = (bounds.least, bounds.most)
        let isStar = ends[0] == "*" || ends[0] == "?"
        if !isStar {
            low = try CronField.number(ends[0], bounds)
            if ends.count > 2 { throw CronProblem("too many hyphens: \(text)") }
            high = ends.count == 2 ? try CronField.number(ends[1], bounds) : low
        }
        var step: UInt64 = 1
        if parts.count > 2 { throw CronProblem("too many slashes: \(text)") }
        if parts.count == 2 {
            step = try CronField.number(parts[1])
            if ends.count == 1 { high = bounds.most }
        }
        if low < bounds.least {
            throw CronProblem("beginning of range (\(low)) below minimum (\(bounds.least)): \(text)")
        }
        if high > bounds.most { throw CronProblem("end of range (\(high)) above maximum (\(bounds.most)): \(text)") }
        if low > high { throw CronProblem("beginning of range (\(low)) beyond end of range (\(high)): \(text)") }
        if step == 0 { throw CronProblem("step of range should be a positive number: \(text)") }
        insert(low, high, step: step)
        if isStar && step == 1 { isAny = true }
    }

    private static func number(_ text: Substring, _ bounds: Bounds) throws(CronProblem) -> UInt64 {
        let lower = text.lowercased()
        if !lower.isEmpty, let place = bounds.names.firstIndex(of: lower) { return UInt64(place) }
        return try number(text)
    }

    /// A number as Go's `strconv.Atoi` reads it, not negative.
    private static func number(_ text: Substring) throws(CronProblem) -> UInt64 {
        let digits = text.first == "+" || text.first == "-" ? text.dropFirst() : text
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
        guard isNumber, let number = Int64(text) else {
            let quoted = goQuoted(String(text))
            let why = isNumber ? "value out of range" : "invalid syntax"
            throw CronProblem("failed to parse int from \(text): strconv.Atoi: parsing \(quoted): \(why)")
        }
        if number < 0 { throw CronProblem("negative number (\(number)) not allowed: \(text)") }
        return UInt64(number)
    }
}
