import Documents

/// When something is to be done again and again: five fields, `@daily` or `@every 1h30m`.
///
/// Upstream: github.com/robfig/cron v3.0.1, ParseStandard, by way of pkg/util/parsers,
/// ParseCronScheduleWithPanicRecovery.
public struct CronSchedule: Sendable, Equatable {
    enum Form: Sendable, Equatable {
        case fields(CronFields)
        /// So many whole seconds after the last time.
        case every(Int64)
    }

    let form: Form
    /// The zone whose clocks the fields are read on; `@every` knows none.
    public let zone: TimeZoneRules

    /// Reads a schedule, with `TZ=NAME ` or `CRON_TZ=NAME ` before it if it has a zone of its own.
    ///
    /// Throws the message of the parser: `expected exactly 5 fields, found 4: [* * * *]`.
    public init(_ text: String) throws(CronProblem) {
        if text.isEmpty { throw CronProblem("empty spec string") }
        var rest = Substring(text)
        var zone = TimeZoneRules.utc
        if rest.hasPrefix("TZ=") || rest.hasPrefix("CRON_TZ=") {
            guard let blank = rest.firstIndex(of: " "), let equals = rest.firstIndex(of: "=") else {
                // The parser slices without looking; what it panics with becomes the message.
                throw CronProblem("invalid schedule format: runtime error: slice bounds out of range [:-1]")
            }
            let name = String(rest[rest.index(after: equals) ..< blank])
            do { zone = try TimeZoneRules.named(name) } catch {
                throw CronProblem("provided bad location \(name): \(error.message)")
            }
            rest = CronSchedule.trimmed(rest[blank...])
        }
        self.zone = zone
        form = rest.first == "@" ? try CronSchedule.descriptor(rest) : .fields(try CronFields(rest))
    }

    /// The next time after `micros` at which it is due, in microseconds since 1970 and on a whole second;
    /// `CronSchedule.never` if there is none within five years.
    public func next(after micros: Int64) -> Int64 {
        let second = CronSchedule.wholeSeconds(micros)
        switch form {
        case .every(let delay): return (second + delay) * Timestamps.microsPerSecond
        case .fields(let fields): return fields.next(after: second, in: zone) * Timestamps.microsPerSecond
        }
    }

    /// Go's zero time, the first second of the year 1: the answer of a schedule that never comes.
    public static let never = ZonedTime.never * Timestamps.microsPerSecond

    /// Rounded down to the second.
    static func wholeSeconds(_ micros: Int64) -> Int64 {
        let (seconds, rest) = micros.quotientAndRemainder(dividingBy: Timestamps.microsPerSecond)
        return rest < 0 ? seconds - 1 : seconds
    }

    private static func descriptor(_ text: Substring) throws(CronProblem) -> Form {
        switch text {
        case "@yearly", "@annually": return .fields(CronFields(hour: .only(0), day: .only(1), month: .only(1)))
        case "@monthly": return .fields(CronFields(hour: .only(0), day: .only(1)))
        case "@weekly": return .fields(CronFields(hour: .only(0), weekday: .only(0)))
        case "@daily", "@midnight": return .fields(CronFields(hour: .only(0)))
        case "@hourly": return .fields(CronFields())
        default: break
        }
        guard text.hasPrefix("@every ") else { throw CronProblem("unrecognized descriptor: \(text)") }
        let length = String(text.dropFirst("@every ".count))
        guard let nanos = GoDuration.parse(length) else {
            throw CronProblem("failed to parse duration \(text): \(GoDuration.problem(length))")
        }
        return .every(max(1, nanos / 1_000_000_000))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

/// Why a text is no schedule, in the parser's words.
public struct CronProblem: Error, Sendable, Equatable {
    /// `end of range (60) above maximum (59): 60`.
    public let message: String

    /// A problem told in so many words.
    public init(_ message: String) { self.message = message }
}
