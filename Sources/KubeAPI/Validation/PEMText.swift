import Documents

/// PEM blocks in a field of bytes, which JSON shows in base64: base64 in base64.
public enum PEMText {
    /// The kinds of the blocks, in order: `CERTIFICATE REQUEST`. Upstream: Go's encoding/pem, Decode.
    public static func kinds(ofField field: String) -> [String] {
        let text = String(decoding: decode(field.utf8), as: UTF8.self)
        var out: [String] = []
        var open: String?
        for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) where line.hasSuffix("-----") {
            let inner = line.dropLast(5)
            if inner.hasPrefix("-----BEGIN ") {
                open = String(inner.dropFirst(11))
            } else if inner.hasPrefix("-----END "), let kind = open, inner.dropFirst(9) == kind {
                out.append(kind)
                open = nil
            }
        }
        return out
    }

    /// What the first block holds.
    public static func bytes(ofField field: String) -> [UInt8] {
        let pem = String(decoding: decode(field.utf8), as: UTF8.self)
        let body = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        return decode(body.utf8)
    }

    /// Does `part` stand anywhere in `bytes`?
    public static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0 ... bytes.count - part.count).contains { start in
            bytes[start ..< start + part.count].elementsEqual(part)
        }
    }

    private static func decode(_ text: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            guard let digit = digit(byte) else { continue }
            bits = bits << 6 | UInt32(digit)
            count += 6
            if count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return out
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A") ... UInt8(ascii: "Z"): byte - 65
        case UInt8(ascii: "a") ... UInt8(ascii: "z"): byte - 71
        case UInt8(ascii: "0") ... UInt8(ascii: "9"): byte + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
