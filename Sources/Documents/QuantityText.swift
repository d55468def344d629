/// The text of a quantity, in and out.
///
/// Upstream: staging/src/k8s.io/apimachinery/pkg/api/resource, `ParseQuantity`,
/// `CanonicalizeBytes`, suffix.go.
extension Quantity {
    /// Reads `1500m`, `0.5`, `1Gi`, `12e6`.
    public init(parsing text: String) throws(QuantityError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .wrongFormat }
        if bytes.count > DocumentLimits.quantityBytesMax { throw .wrongNumber }
        var index = 0
        var isNegative = false
        if bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
            isNegative = bytes[0] == UInt8(ascii: "-")
            index = 1
        }
        let whole = Quantity.digits(bytes, &index)
        var fraction: ArraySlice<UInt8> = []
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            fraction = Quantity.digits(bytes, &index)
        }
        let suffix = try Quantity.Suffix(bytes[index...])
        var digits = Array(whole) + Array(fraction)
        // Upstream reads a suffix or a sign without digits as zero.
        digits.removeFirst(digits.prefix { $0 == UInt8(ascii: "0") }.count)
        var amount = try Quantity.amount(
            digits, scale: suffix.decimalExponent - fraction.count,
            shift: suffix.binaryExponent)
        var format = suffix.format
        if format == .binarySI {
            amount = min(amount, Int128(Int64.max) * Quantity.nanosPerUnit)
            if amount > 0, amount < Quantity.nanosPerUnit { format = .decimalSI }
        }
        self.init(nanos: isNegative ? -amount : amount, format: format)
    }

    private static func digits(_ bytes: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
        let start = index
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return bytes[start..<index]
    }

    /// `digits × 10^scale × 2^shift` in units of 10⁻⁹, rounded up.
    private static func amount(
        _ digits: [UInt8], scale: Int, shift: Int
    ) throws(QuantityError) -> Int128 {
        var amount: Int128 = 0
        if digits.isEmpty { return 0 }
        for digit in digits {
            let (product, tooLarge) = amount.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.addingReportingOverflow(Int128(digit - UInt8(ascii: "0")))
            if tooLarge || overflow { throw .wrongNumber }
            amount = sum
        }
        let (shifted, overflow) = amount.multipliedReportingOverflow(by: Int128(1) << shift)
        if overflow { return .max }  // Binary amounts are capped, not refused.
        amount = shifted
        let power = scale + 9
        if power >= 0 {
            for _ in 0..<power {
                let (product, overflow) = amount.multipliedReportingOverflow(by: 10)
                if overflow, shift > 0 { return .max }
                if overflow { throw .wrongNumber }
                amount = product
            }
            return amount
        }
        var hasRest = false
        for _ in 0..<min(-power, DocumentLimits.quantityBytesMax) {
            let (quotient, rest) = amount.quotientAndRemainder(dividingBy: 10)
            if rest != 0 { hasRest = true }
            amount = quotient
        }
        return hasRest ? amount + 1 : amount
    }

    private struct Suffix {
        var decimalExponent = 0
        var binaryExponent = 0
        var format = Format.decimalSI

        init(_ bytes: ArraySlice<UInt8>) throws(QuantityError) {
            let text = String(decoding: bytes, as: UTF8.self)
            if let found = Quantity.decimalSuffixes.first(where: { $0.suffix == text }) {
                decimalExponent = found.exponent
                return
            }
            if let found = Quantity.binarySuffixes.first(where: { $0.suffix == text }) {
                binaryExponent = found.exponent
                format = .binarySI
                return
            }
            try Suffix.checkForm(bytes)
            guard let first = bytes.first, first | 0x20 == UInt8(ascii: "e"),
                let exponent = Int64(String(decoding: bytes.dropFirst(), as: UTF8.self))
            else { throw .wrongSuffix }
            // Beyond these powers of ten a number is too large anyway, or rounds up to 1n.
            decimalExponent = Int(max(-1000, min(1000, exponent)))
            format = .decimalExponent
        }

        /// Letters of suffixes, a sign, digits, and nothing else.
        private static func checkForm(_ bytes: ArraySlice<UInt8>) throws(QuantityError) {
            var rest = bytes.drop { "eEinumkKMGTP".utf8.contains($0) }
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                rest = rest.dropFirst()
            }
            rest = rest.drop { $0 &- UInt8(ascii: "0") < 10 }
            if !rest.isEmpty { throw .wrongFormat }
        }
    }

    fileprivate static let decimalSuffixes: [(suffix: String, exponent: Int)] = [
        ("", 0), ("n", -9), ("u", -6), ("m", -3), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15),
        ("E", 18),
    ]
    fileprivate static let binarySuffixes: [(suffix: String, exponent: Int)] = [
        ("Ki", 10), ("Mi", 20), ("Gi", 30), ("Ti", 40), ("Pi", 50), ("Ei", 60),
    ]
}

extension Quantity: CustomStringConvertible {
    /// The canonical text: `0.5` → `500m`, `1024Mi` → `1Gi`, `1000m` → `1`.
    ///
    /// No fraction is written, no precision is lost, and the exponent is as large as possible.
    public var description: String {
        if nanos == 0 { return "0" }
        if format == .binarySI, nanos % Quantity.nanosPerUnit == 0 {
            let whole = nanos / Quantity.nanosPerUnit
            if whole.magnitude >= 1024 { return Quantity.binaryText(whole) }
        }
        return decimalText
    }

    private static func binaryText(_ whole: Int128) -> String {
        var mantissa = whole
        var steps = 0
        while steps < binarySuffixes.count, mantissa % 1024 == 0 {
            mantissa /= 1024
            steps += 1
        }
        return "\(mantissa)" + (steps == 0 ? "" : binarySuffixes[steps - 1].suffix)
    }

    private var decimalText: String {
        var mantissa = nanos
        var exponent = -9
        let exponentMax = format == .decimalExponent ? Int.max : 18
        while exponent + 3 <= exponentMax, mantissa % 1000 == 0 {
            mantissa /= 1000
            exponent += 3
        }
        if format == .decimalExponent { return exponent == 0 ? "\(mantissa)" : "\(mantissa)e\(exponent)" }
        let suffix = Quantity.decimalSuffixes.first { $0.exponent == exponent }?.suffix ?? ""
        return "\(mantissa)\(suffix)"
    }
}
