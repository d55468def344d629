/// A moment of virtual time: microseconds since the moment the prompt opens (`t=0s`).
///
/// The cluster boots before zero, so negative moments exist. What date zero is, is the cluster's option
/// `start`.
public struct SimTime: Sendable, Hashable, Comparable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public static let zero = SimTime(microseconds: 0)
    /// A moment that never comes.
    public static let never = SimTime(microseconds: .max)

    public static func < (a: SimTime, b: SimTime) -> Bool { a.microseconds < b.microseconds }
    public static func + (a: SimTime, b: SimDuration) -> SimTime {
        SimTime(microseconds: a.microseconds &+ b.microseconds)
    }
    public static func - (a: SimTime, b: SimTime) -> SimDuration {
        SimDuration(microseconds: a.microseconds &- b.microseconds)
    }
    public static func - (a: SimTime, b: SimDuration) -> SimTime {
        SimTime(microseconds: a.microseconds &- b.microseconds)
    }

    /// The next moment strictly after this one that is a whole number of `step`s after `phase`.
    public func next(every step: SimDuration, phase: SimDuration = .zero) -> SimTime {
        let offset = microseconds - phase.microseconds
        var count = offset / step.microseconds
        if offset < 0 && offset % step.microseconds != 0 { count -= 1 }
        return SimTime(microseconds: (count + 1) * step.microseconds + phase.microseconds)
    }
}

/// A span of virtual time in microseconds.
public struct SimDuration: Sendable, Hashable, Comparable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public static let zero = SimDuration(microseconds: 0)
    public static func microseconds(_ count: Int64) -> SimDuration { SimDuration(microseconds: count) }
    public static func milliseconds(_ count: Int64) -> SimDuration { SimDuration(microseconds: count * 1000) }
    public static func seconds(_ count: Int64) -> SimDuration { SimDuration(microseconds: count * 1_000_000) }
    public static func minutes(_ count: Int64) -> SimDuration { seconds(count * 60) }

    public static func < (a: SimDuration, b: SimDuration) -> Bool { a.microseconds < b.microseconds }
    public static func + (a: SimDuration, b: SimDuration) -> SimDuration {
        SimDuration(microseconds: a.microseconds &+ b.microseconds)
    }
    public static func - (a: SimDuration, b: SimDuration) -> SimDuration {
        SimDuration(microseconds: a.microseconds &- b.microseconds)
    }
    public static func * (a: SimDuration, factor: Int64) -> SimDuration {
        SimDuration(microseconds: a.microseconds &* factor)
    }
    public static func / (a: SimDuration, divisor: Int64) -> SimDuration {
        SimDuration(microseconds: a.microseconds / divisor)
    }

    /// Whole seconds, rounded down.
    public var wholeSeconds: Int64 { microseconds / 1_000_000 }
}

extension SimTime: CustomStringConvertible {
    /// `12.4s`, `0s`, `-3.25s`: seconds with at most three decimals.
    public var description: String { SimDuration(microseconds: microseconds).description }
}

extension SimDuration: CustomStringConvertible {
    /// `12.4s`, `0s`, `0.006s`: seconds with at most three decimals, rounded down.
    public var description: String {
        let sign = microseconds < 0 ? "-" : ""
        let milliseconds = (microseconds < 0 ? -microseconds : microseconds) / 1000
        var fraction = String(milliseconds % 1000)
        while fraction.utf8.count < 3 { fraction = "0" + fraction }
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return sign + String(milliseconds / 1000) + (fraction.isEmpty ? "" : "." + fraction) + "s"
    }
}
