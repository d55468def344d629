/// A moment together with its date: what a component may know of time.
public struct Moment: Sendable, Equatable {
    public let time: SimTime
    /// What date `t=0s` is, in microseconds since 1970.
    public let start: Int64

    public init(time: SimTime, start: Int64) {
        self.time = time
        self.start = start
    }

    /// Microseconds since 1970.
    public var date: Int64 { start &+ time.microseconds }
}
