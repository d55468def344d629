// Base64 (RFC 4648) with padding, as Secrets and binary files use it.

/// Base64 text of bytes, and back.
public enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let filler = UInt8(ascii: "=")

    /// The text of `bytes`, padded, on one line: `[104, 105]` → `aGk=`.
    public static func text(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 {
                group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0)
            }
            for index in 0..<4 {
                let digit = Int(group >> UInt32(18 - 6 * index) & 0x3F)
                out.append(index <= count ? alphabet[digit] : filler)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes of a padded text; line ends in it are skipped, as Go's decoder does.
    ///
    /// `nil` if a character is none of the alphabet, the padding is wrong or bits are left over.
    public static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard digits.count % 4 == 0 else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(digits.count / 4 * 3)
        for start in stride(from: 0, to: digits.count, by: 4) {
            let group = digits[start..<start + 4]
            let fillers = group.reversed().prefix { $0 == filler }.count
            guard fillers == 0 || (fillers <= 2 && start + 4 == digits.count) else { return nil }
            var bits: UInt32 = 0
            for byte in group.dropLast(fillers) {
                guard let digit = digit(byte) else { return nil }
                bits = bits << 6 | digit
            }
            bits <<= UInt32(6 * fillers)
            let unused: UInt32 = fillers == 0 ? 0 : (1 << UInt32(8 * fillers)) - 1
            guard bits & unused == 0 else { return nil }
            for index in 0..<(3 - fillers) {
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * index)))
            }
        }
        return out
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
