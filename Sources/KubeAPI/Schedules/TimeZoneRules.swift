/// A time zone: how far its clocks are from UTC, when.
///
/// Upstream loads it with Go's `time.LoadLocation`; here it comes out of a table in the source (`TimeZoneReader`), so
/// that nothing is read of the machine. Offsets are seconds east of UTC, moments seconds since 1970.
public struct TimeZoneRules: Sendable, Equatable {
    /// An offset holds from `start` on, up to `end`.
    public struct Period: Sendable, Equatable {
        /// Seconds east of UTC.
        public let offset: Int64
        /// The first second.
        public let start: Int64
        /// The first second behind it.
        public let end: Int64
    }

    struct Transition: Sendable, Equatable {
        let at: Int64
        let offset: Int64
    }

    /// `Asia/Shanghai`, `UTC`.
    public let name: String
    /// What holds before the first transition.
    let offsetBefore: Int64
    /// Changes that no rule tells, by time.
    let transitions: [Transition]
    /// What holds after them.
    let rule: YearlyRule

    /// Universal time: the zone of a kube-controller-manager that is told nothing else.
    public static let utc = TimeZoneRules(
        name: "UTC", offsetBefore: 0, transitions: [], rule: YearlyRule(standard: 0, daylight: nil))

    /// `2025c`: the release of the time-zone database that the table is made of.
    public static var tableVersion: String { TimeZoneReader.version }

    /// The names of all zones, in the order of the table.
    public static var allNames: [String] { TimeZoneReader.names }

    /// The zone called `name`; an empty name is UTC.
    ///
    /// Throws what Go's `time.LoadLocation` says of a name it does not know: `unknown time zone Mars/Utopia`.
    public static func named(_ name: String) throws(TimeZoneProblem) -> TimeZoneRules {
        if name.isEmpty || name == "UTC" || name == "Local" { return utc }
        if name.hasPrefix("/") || name.hasPrefix("\\") || name.contains("..") {
            throw TimeZoneProblem(message: "time: invalid location name")
        }
        guard let zone = TimeZoneReader.zone(name) else {
            throw TimeZoneProblem(message: "unknown time zone \(name)")
        }
        return zone
    }

    /// The offset that holds at a moment.
    public func period(at second: Int64) -> Period {
        guard let first = transitions.first, let last = transitions.last else { return rule.period(at: second) }
        if second < first.at { return Period(offset: offsetBefore, start: .min, end: first.at) }
        if second >= last.at {
            let period = rule.period(at: second)
            return Period(offset: period.offset, start: max(period.start, last.at), end: period.end)
        }
        var index = 0
        while transitions[index + 1].at <= second { index += 1 }
        return Period(
            offset: transitions[index].offset, start: transitions[index].at, end: transitions[index + 1].at)
    }
}

/// Why a name is no time zone, in Go's words.
public struct TimeZoneProblem: Error, Sendable, Equatable {
    /// `unknown time zone Mars/Utopia`.
    public let message: String
}
