/// Why a text is not of its form: base64, quantity, time.
struct TextProblem: Error {
    let message: String
}

/// Base64 as Go's decoder takes it.
public enum Base64Text {
    /// The position of the first byte that does not belong, or `nil` if the text is well formed. Where digits are
    /// missing at the end that is the first of the last, unfinished group.
    /// Upstream: Go's encoding/base64, decodeQuantum.
    public static func firstBadByte(_ text: String) -> Int? {
        var significant = 0
        var padding = 0
        var at = 0
        for byte in text.utf8 {
            defer { at += 1 }
            if byte == 10 || byte == 13 { continue }
            if byte == UInt8(ascii: "=") {
                if significant % 4 < 2 || padding + significant % 4 >= 4 { return at }
                padding += 1
                continue
            }
            guard padding == 0, isDigit(byte) else { return padding == 1 && significant % 4 == 2 ? at - 1 : at }
            significant += 1
        }
        let rest = significant % 4
        if padding == 0 { return rest == 0 ? nil : at - rest }
        return rest + padding == 4 ? nil : at
    }

    /// The number of bytes that a well formed text stands for.
    static func decodedCount(_ text: String) -> Int {
        var significant = 0
        for byte in text.utf8 where isDigit(byte) { significant += 1 }
        return significant * 6 / 8
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
