import Documents

/// Looks at the bytes before the parser does: what would crash it, or what it would explain badly.
enum TextCheck {
    /// The text of `bytes`, if they are text that may be parsed.
    static func text(of bytes: [UInt8]) throws(YAMLError) -> String {
        if bytes.count > YAMLLimits.textBytesMax {
            throw YAMLError(
                1, 1,
                "the text is \(bytes.count) bytes long, more than the limit of \(YAMLLimits.textBytesMax)")
        }
        try refuseControlBytes(bytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let place = TextPosition(ofByte: firstBadByte(bytes), in: bytes)
            throw YAMLError(place.line, place.column, "the text is not UTF-8; is this a binary file?")
        }
        try refuseTraps(bytes)
        return text
    }

    private static func refuseControlBytes(_ bytes: [UInt8]) throws(YAMLError) {
        for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x7F {
            if byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
            let place = TextPosition(ofByte: index, in: bytes)
            let hex = String(byte, radix: 16, uppercase: true)
            let name = byte == 0 ? "a NUL byte" : "the control byte 0x\(byte < 16 ? "0" : "")\(hex)"
            throw YAMLError(
                place.line, place.column, "\(name) cannot stand in YAML; is this a binary file?")
        }
    }

    private static func firstBadByte(_ bytes: [UInt8]) -> Int {
        var good = 0
        var bad = bytes.count
        while bad - good > 1 {
            // A prefix that ends inside a character is cut back to the character's start.
            var middle = (good + bad) / 2
            while middle > good, middle < bytes.count, bytes[middle] & 0xC0 == 0x80 { middle -= 1 }
            if middle == good { break }
            if String(validating: bytes[good..<middle], as: UTF8.self) != nil { good = middle } else { bad = middle }
        }
        return good
    }

    /// Deep recursion and keys that expand aliases are stopped here: the parser compares keys as
    /// it goes, so an alias inside a key could cost exponential time before we see a node.
    private static func refuseTraps(_ bytes: [UInt8]) throws(YAMLError) {
        var openings = 0
        var hasAnchor = false
        var hasAlias = false
        var oddKey: Int?
        var before: UInt8 = 0x20
        var closer: Int?
        for (index, byte) in bytes.enumerated() {
            let startsToken = " \t\r\n[{,:-?".utf8.contains(before)
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                openings += 1
                if openings > YAMLLimits.flowOpeningsMax {
                    let place = TextPosition(ofByte: index, in: bytes)
                    throw YAMLError(
                        place.line, place.column,
                        "more than \(YAMLLimits.flowOpeningsMax) brackets and braces in one text")
                }
            case UInt8(ascii: "&"): if startsToken { hasAnchor = true }
            case UInt8(ascii: "*"): if startsToken { (hasAlias, closer) = (true, index) }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): closer = index
            case UInt8(ascii: ":"): if closer != nil, oddKey == nil { oddKey = index }
            case UInt8(ascii: "?"): if startsToken, oddKey == nil { oddKey = index }
            default: break
            }
            if let start = closer, byte == 0x0A || (byte == UInt8(ascii: ",") && index > start) { closer = nil }
            before = byte
        }
        if hasAnchor, hasAlias, let oddKey {
            let place = TextPosition(ofByte: oddKey, in: bytes)
            throw YAMLError(
                place.line, place.column, "a key that may hold an alias or a collection is not supported")
        }
    }
}
