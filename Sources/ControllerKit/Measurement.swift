public import Simulation

/// A number that a process tells who scrapes its metrics.
public struct Measurement: Sendable {
    /// What it is.
    public enum Number: Sendable {
        /// Only grows, until the process begins anew.
        case counter(Int)
        /// Goes up and down.
        case gauge(Double)
        /// How long things took.
        case durations(DurationHistogram)
    }

    /// Upstream's name: `workqueue_depth`.
    public let name: String
    /// In the order in which they are printed.
    public let labels: [(name: String, value: String)]
    /// How much.
    public let number: Number

    /// Makes one.
    public init(_ name: String, _ labels: [(name: String, value: String)], _ number: Number) {
        self.name = name
        self.labels = labels
        self.number = number
    }
}

/// How long things took, counted by order of magnitude.
///
/// Upstream: component-base/metrics/prometheus/workqueue/metrics.go, ExponentialBuckets(10e-9, 10, 12).
public struct DurationHistogram: Sendable, Equatable {
    /// The upper bounds as Go prints them, in seconds, and the most microseconds that fit.
    static let bounds: [(text: String, microseconds: Int64)] = [
        ("1e-08", 0), ("1e-07", 0), ("1e-06", 1), ("9.999999999999999e-06", 9), ("9.999999999999999e-05", 99),
        ("0.001", 1_000), ("0.01", 10_000), ("0.1", 100_000), ("1", 1_000_000), ("10", 10_000_000),
        ("100", 100_000_000), ("1000", 1_000_000_000)
    ]

    /// By the first bound that holds; the one behind the last holds the rest.
    private var counts = SIMD16<UInt32>()
    /// All durations together.
    public private(set) var sum: SimDuration = .zero

    /// Nothing yet.
    public init() {}

    /// Counts one.
    public mutating func observe(_ duration: SimDuration) {
        let place = Self.bounds.firstIndex { duration.microseconds <= $0.microseconds } ?? Self.bounds.count
        counts[place] &+= 1
        sum = sum + duration
    }

    /// How many there were.
    public var count: Int { (0 ... Self.bounds.count).reduce(0) { $0 + Int(counts[$1]) } }

    /// Bounds with how many were at most so long, the last one `+Inf`.
    public var cumulative: [(bound: String, count: Int)] {
        var total = 0
        return (Self.bounds.map(\.text) + ["+Inf"]).enumerated().map { place, text in
            total += Int(counts[place])
            return (text, total)
        }
    }
}
