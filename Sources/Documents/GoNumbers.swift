/// Numbers as Go prints them.
public enum GoNumbers {
    /// The shortest text of a finite double as `encoding/json` writes it.
    ///
    /// An exponent is used below 1e-6 and from 1e21: `1e-7`, `1e+21`, `100000`, `0.5`.
    public static func json(_ number: Double) -> String {
        let size = number.magnitude
        let digits = ShortestDigits(number)
        if size != 0, size < 1e-6 || size >= 1e21 {
            return digits.exponential(exponentDigitsMin: 1)
        }
        return digits.plain
    }

    /// As `strconv.FormatFloat(number, 'g', -1, 64)`, which YAML output uses.
    ///
    /// An exponent of at least two digits is used below 1e-4 and from 1e6: `1e+06`, `0.0001`.
    public static func general(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
        let digits = ShortestDigits(number)
        let exponent = digits.point - 1
        if number != 0, exponent < -4 || exponent >= 6 {
            return digits.exponential(exponentDigitsMin: 2)
        }
        return digits.plain
    }
}

/// The shortest decimal digits that read back as the same double.
private struct ShortestDigits {
    var isNegative: Bool
    /// Digits without zeros at either end; empty for zero.
    var digits: [UInt8] = []
    /// Where the decimal point is: the value is `0.digits × 10^point`.
    var point = 0

    /// Takes Swift's own shortest form (`1.5e-07`, `100000.0`) apart.
    init(_ number: Double) {
        isNegative = number.sign == .minus
        var exponent = 0
        var seenPoint = false
        let text = Array("\(number.magnitude)".utf8)
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "."):
                seenPoint = true
                point = digits.count
            case UInt8(ascii: "e"):
                exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
                index = text.count
            default: digits.append(text[index])
            }
            index += 1
        }
        if !seenPoint { point = digits.count }
        point += exponent
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leading)
        point -= leading
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty { point = 1 }
    }

    private var sign: String { isNegative ? "-" : "" }

    private func text(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }

    var plain: String {
        if digits.isEmpty { return sign + "0" }
        if point <= 0 {
            return sign + "0." + String(repeating: "0", count: -point) + text(digits[...])
        }
        if point >= digits.count {
            return sign + text(digits[...]) + String(repeating: "0", count: point - digits.count)
        }
        return sign + text(digits[..<point]) + "." + text(digits[point...])
    }

    func exponential(exponentDigitsMin: Int) -> String {
        var out = sign + text(digits.prefix(1))
        if digits.count > 1 { out += "." + text(digits.dropFirst()) }
        let exponent = point - 1
        let size = String(exponent.magnitude)
        out += exponent < 0 ? "e-" : "e+"
        out += String(repeating: "0", count: max(0, exponentDigitsMin - size.count)) + size
        return out
    }
}
