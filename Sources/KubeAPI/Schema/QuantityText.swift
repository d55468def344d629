/// Quantities as validation and decoding need them: an exact amount and the canonical text.
///
/// Upstream: apimachinery/pkg/api/resource/quantity.go, suffix.go.
struct QuantityText {
    static let formatProblem =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
    private static let suffixProblem = "unable to parse quantity's suffix"

    private enum Form { case binary, decimal, exponent }

    /// The amount in units of 10⁻⁹, rounded up (away from zero), capped at 2⁶³ − 1 whole units.
    let nanos: Int128
    private let form: Form

    static func canonical(_ text: String) -> Result<String, TextProblem> {
        if isPlainCanonical(text) { return .success(text) }
        return parse(text).map(\.text)
    }

    /// Whether the text is a short whole number without suffix, not starting or ending with zeros.
    private static func isPlainCanonical(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 15 else { return false }
        guard bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return false }
        return first != 48 && last != 48
    }

    static func parse(_ given: String) -> Result<QuantityText, TextProblem> {
        let bytes = Array(given.utf8)
        var at = 0
        var negative = false
        if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
            negative = bytes[at] == UInt8(ascii: "-")
            at += 1
        }
        var digits: [UInt8] = []
        var fraction = 0
        var dots = 0
        let start = at
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: ".") {
                dots += 1
            } else if byte >= 48, byte <= 57 {
                digits.append(byte - 48)
                if dots > 0 { fraction += 1 }
            } else {
                break
            }
            at += 1
        }
        guard at > start, dots <= 1, !digits.isEmpty else { return .failure(TextProblem(message: formatProblem)) }
        guard let (base, power, form) = suffix(bytes[at...]) else {
            let isFormed = bytes[at...].allSatisfy { "eEinumkKMGTP+-0123456789".utf8.contains($0) }
            return .failure(TextProblem(message: isFormed ? suffixProblem : formatProblem))
        }
        return .success(
            QuantityText(
                nanos: amount(digits, fraction: fraction, base: base, power: power, negative: negative), form: form))
    }

    private static func suffix(_ bytes: ArraySlice<UInt8>) -> (base: Int, power: Int, form: Form)? {
        switch String(decoding: bytes, as: UTF8.self) {
        case "": return (10, 0, .decimal)
        case "n": return (10, -9, .decimal)
        case "u": return (10, -6, .decimal)
        case "m": return (10, -3, .decimal)
        case "k": return (10, 3, .decimal)
        case "M": return (10, 6, .decimal)
        case "G": return (10, 9, .decimal)
        case "T": return (10, 12, .decimal)
        case "P": return (10, 15, .decimal)
        case "E": return (10, 18, .decimal)
        case "Ki": return (2, 10, .binary)
        case "Mi": return (2, 20, .binary)
        case "Gi": return (2, 30, .binary)
        case "Ti": return (2, 40, .binary)
        case "Pi": return (2, 50, .binary)
        case "Ei": return (2, 60, .binary)
        case let text where text.hasPrefix("e") || text.hasPrefix("E"):
            return Int(text.dropFirst()).map { (10, max(-400, min(400, $0)), .exponent) }
        default: return nil
        }
    }

    private static func amount(
        _ digits: [UInt8], fraction: Int, base: Int, power: Int, negative: Bool
    ) -> Int128 {
        let most = Int128(Int64.max) * 1_000_000_000
        var number: Int128 = 0
        var exponent = 9 - fraction + (base == 10 ? power : 0)
        for digit in digits {
            if number > most { exponent += 1 } else { number = number * 10 + Int128(digit) }
        }
        if base == 2 {
            // Multiply first: fractions such as 0.5Ki stay exact.
            for _ in 0..<power where number <= Int128.max / 4 { number *= 2 }
        }
        var lost = false
        while exponent < 0, number > 0 {
            if number % 10 != 0 { lost = true }
            number /= 10
            exponent += 1
        }
        while exponent > 0, number <= most, number > 0 {
            number *= 10
            exponent -= 1
        }
        if lost { number += 1 }
        number = min(number, most)
        return negative ? -number : number
    }

    /// Rounded up to thousandths, as defaulting does with resource lists.
    var roundedUpToMillis: QuantityText {
        let unit: Int128 = 1_000_000
        let rest = nanos % unit
        if rest == 0 { return self }
        return QuantityText(nanos: nanos - rest + (rest > 0 ? unit : -unit), form: form)
    }

    var isNegative: Bool { nanos < 0 }
    var isWhole: Bool { nanos % 1_000_000_000 == 0 }

    /// The canonical text.
    var text: String {
        if nanos == 0 { return "0" }
        let one: Int128 = 1_000_000_000
        let magnitude = nanos < 0 ? -nanos : nanos
        let sign = nanos < 0 ? "-" : ""
        if form == .binary, magnitude >= 1024 * one, magnitude % one == 0 {
            var whole = magnitude / one
            var step = 0
            while whole % 1024 == 0, step < 6 {
                whole /= 1024
                step += 1
            }
            return "\(sign)\(whole)\(["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"][step])"
        }
        var mantissa = magnitude
        var exponent = -9
        while mantissa % 1000 == 0, exponent < 18 {
            mantissa /= 1000
            exponent += 3
        }
        if form == .exponent { return "\(sign)\(mantissa)\(exponent == 0 ? "" : "e\(exponent)")" }
        let names = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
        return "\(sign)\(mantissa)\(names[exponent / 3 + 3])"
    }
}
