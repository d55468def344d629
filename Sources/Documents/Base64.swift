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
        /// In bytes from the start.
        public let place: Int
    }
}
