/// Why a text is no quantity; the messages are upstream's.
public enum QuantityError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The text has not the form of a number with a suffix.
    case wrongFormat
    /// The number cannot be read.
    case wrongNumber
    /// The suffix is not known.
    case wrongSuffix

    /// Upstream's text.
    public var description: String {
        switch self {
        case .wrongFormat:
            "quantities must match the regular expression"
                + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
        case .wrongNumber: "unable to parse numeric part of quantity"
        case .wrongSuffix: "unable to parse quantity's suffix"
        }
    }
}

/// An exact amount of a resource: `500m`, `1Gi`, `2`, `12e6`.
///
/// Held as a whole number of 10⁻⁹ in 128 bits, so amounts up to 1.7 × 10²⁹ are exact; a larger
/// one is refused as `wrongNumber` and sums stop there. Smaller fractions round up, away from
/// zero, as upstream.
/// Upstream: staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go.
public struct Quantity: Sendable, Hashable {
    /// Which suffixes the canonical text uses.
    public enum Format: Sendable, Hashable {
        /// `12M`
        case decimalSI
        /// `12Mi`
        case binarySI
        /// `12e6`
        case decimalExponent
    }

    /// The amount in units of 10⁻⁹.
    public private(set) var nanos: Int128
    /// The suffixes of its text; not part of the amount.
    public private(set) var format: Format

    static let nanosPerUnit: Int128 = 1_000_000_000
    static let nanosPerMilli: Int128 = 1_000_000

    /// Nothing.
    public static let zero = Quantity(0)

    /// Makes a whole amount.
    public init(_ value: Int64, format: Format = .decimalSI) {
        nanos = Int128(value) * Quantity.nanosPerUnit
        self.format = format
    }

    /// Makes an amount of thousandths, as CPU is counted.
    public init(milli: Int64, format: Format = .decimalSI) {
        nanos = Int128(milli) * Quantity.nanosPerMilli
        self.format = format
    }

    init(nanos: Int128, format: Format) {
        self.nanos = nanos
        self.format = format
    }

    /// Reads a string or number of a document; `nil` for other values.
    public init?(reading value: Value) throws(QuantityError) {
        switch value {
        case .string(let text): self = try Quantity(parsing: text)
        case .int(let number): self.init(number)
        case .double(let number): self = try Quantity(parsing: GoNumbers.json(number))
        default: return nil
        }
    }

    /// The amount, rounded up away from zero to a whole number and kept within `Int64`.
    public var value: Int64 { scaled(Quantity.nanosPerUnit) }

    /// The amount in thousandths, rounded up away from zero and kept within `Int64`.
    public var milliValue: Int64 { scaled(Quantity.nanosPerMilli) }

    /// The nearest double.
    public var approximate: Double { Double(nanos) / 1e9 }

    /// Whether the amount is zero.
    public var isZero: Bool { nanos == 0 }

    /// -1, 0 or 1.
    public var sign: Int { nanos == 0 ? 0 : (nanos < 0 ? -1 : 1) }

    private func scaled(_ unit: Int128) -> Int64 {
        Int64(clamping: Quantity.dividedAwayFromZero(nanos, by: unit))
    }

    static func dividedAwayFromZero(_ number: Int128, by unit: Int128) -> Int128 {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: unit)
        return rest == 0 ? quotient : quotient + (number < 0 ? -1 : 1)
    }
}

extension Quantity: Comparable {
    /// Whether the amounts are the same; `1Gi` equals `1024Mi`, and `1000m` equals `1`.
    public static func == (left: Quantity, right: Quantity) -> Bool { left.nanos == right.nanos }

    /// Compares amounts.
    public static func < (left: Quantity, right: Quantity) -> Bool { left.nanos < right.nanos }

    /// Hashes the amount.
    public func hash(into hasher: inout Hasher) { hasher.combine(nanos) }
}

extension Quantity: AdditiveArithmetic {
    /// Adds; zero takes over the format of what is added to it. Stops at the largest amount.
    public static func + (left: Quantity, right: Quantity) -> Quantity {
        let (sum, overflow) = left.nanos.addingReportingOverflow(right.nanos)
        return Quantity(
            nanos: overflow ? (right.nanos < 0 ? .min : .max) : sum,
            format: left.isZero ? right.format : left.format)
    }

    /// Subtracts; zero takes over the format of what is subtracted from it.
    public static func - (left: Quantity, right: Quantity) -> Quantity {
        let (rest, overflow) = left.nanos.subtractingReportingOverflow(right.nanos)
        return Quantity(
            nanos: overflow ? (right.nanos < 0 ? .max : .min) : rest,
            format: left.isZero ? right.format : left.format)
    }

    /// The same amount with the other sign.
    public static prefix func - (quantity: Quantity) -> Quantity {
        Quantity(nanos: quantity.nanos == .min ? .max : -quantity.nanos, format: quantity.format)
    }
}
