public import Documents

/// A count, or a share of a total: `maxUnavailable: 1`, `maxSurge: 25%`.
///
/// Upstream: apimachinery/pkg/util/intstr/intstr.go.
public enum IntOrPercent: Sendable, Equatable {
    /// So many.
    case count(Int)
    /// So many hundredths of a total.
    case percent(Int)

    /// `nil` for what is neither a number nor digits with `%`.
    public init?(_ value: Value?) {
        if let number = value?.int {
            self = .count(Int(number))
        } else if let text = value?.string, text.hasSuffix("%"), let number = Int(text.dropLast()) {
            self = .percent(number)
        } else {
            return nil
        }
    }

    /// The count it means out of `total`: 25 % of 10 is 3 rounded up and 2 rounded down.
    ///
    /// Upstream: GetScaledValueFromIntOrPercent.
    public func scaled(of total: Int, roundsUp: Bool) -> Int {
        switch self {
        case .count(let count): return count
        case .percent(let percent):
            let hundredfold = percent * total
            let floor = hundredfold / 100
            let rest = hundredfold % 100
            if rest == 0 { return floor }
            return roundsUp ? (rest > 0 ? floor + 1 : floor) : (rest < 0 ? floor - 1 : floor)
        }
    }

    /// The number without its unit.
    public var number: Int {
        switch self {
        case .count(let count): count
        case .percent(let percent): percent
        }
    }
}
