/// Base64, with padding or in the form that URLs take.
public enum Base64 {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648 with padding: `b3JyZXJ5`.
    public static func text(_ bytes: some Collection<UInt8>) -> String {
        var out = encoded(bytes)
        while out.count % 4 != 0 { out.append(UInt8(ascii: "=")) }
        return String(decoding: out, as: UTF8.self)
    }

    /// For URLs and tokens: `-` and `_`, without padding.
    public static func urlText(_ bytes: some Collection<UInt8>) -> String {
        let out = encoded(bytes).map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: byte
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func encoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 4 / 3 + 4)
        var (word, bits) = (0, 0)
        for byte in bytes {
            word = word << 8 | Int(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                out.append(standard[word >> bits & 0x3F])
            }
        }
        if bits > 0 { out.append(standard[word << (6 - bits) & 0x3F]) }
        return out
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
            let fillers = group.reversed().prefix { $0 == UInt8(ascii: "=") }.count
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

    /// The bytes behind a text for URLs, or the place of the first byte that is wrong, as Go counts.
    public static func bytes(url text: String) -> Result<[UInt8], BadByte> {
        var out: [UInt8] = []
        var (word, bits, count) = (0, 0, 0)
        for (place, byte) in text.utf8.enumerated() {
            let digit: Int
            switch byte {
            case UInt8(ascii: "-"): digit = 62
            case UInt8(ascii: "_"): digit = 63
            case UInt8(ascii: "+"), UInt8(ascii: "/"): return .failure(BadByte(place: place))
            default:
                guard let found = standard.firstIndex(of: byte) else { return .failure(BadByte(place: place)) }
                digit = found
            }
            word = (word << 6 | digit) & 0xFFFF
            bits += 6
            count += 1
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(word >> bits & 0xFF))
            }
        }
        return count % 4 == 1 ? .failure(BadByte(place: count)) : .success(out)
    }

    /// Where a text is no base64.
    public struct BadByte: Error, Sendable, Equatable {
        /// Its place, counted from 0.
        public let place: Int
    }
}
