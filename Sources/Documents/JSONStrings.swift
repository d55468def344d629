/// Strings in JSON text: escapes and bytes that are not UTF-8.
extension JSONParser {
    /// Reads the string whose opening quote is at `index`.
    mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        var isASCII = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                let raw = UnsafeBufferPointer(rebasing: bytes[start..<index])
                index += 1
                if isASCII { return String(decoding: raw, as: UTF8.self) }
                return goString(raw)
            }
            if byte == UInt8(ascii: "\\") { return try stringWithEscapes(from: start) }
            if byte < 0x20 { throw unexpected("in string literal") }
            if byte >= 0x80 { isASCII = false }
            index += 1
        }
        throw unexpected("")
    }

    /// Text of bytes that may not be UTF-8: each bad byte becomes one U+FFFD.
    private func goString(_ raw: UnsafeBufferPointer<UInt8>) -> String {
        if let text = String(validating: raw, as: UTF8.self) { return text }
        var repaired: [UInt8] = []
        var position = 0
        while position < raw.count {
            let length = goodLength(raw, position)
            if length == 0 {
                repaired.append(contentsOf: [0xEF, 0xBF, 0xBD])
                position += 1
            } else {
                repaired.append(contentsOf: raw[position..<position + length])
                position += length
            }
        }
        return String(decoding: repaired, as: UTF8.self)
    }

    /// How many bytes the well-formed character at `position` has; 0 if it is not well formed.
    private func goodLength(_ raw: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
        let length: Int
        switch raw[position] {
        case 0..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return 0
        }
        guard position + length <= raw.count else { return 0 }
        let slice = UnsafeBufferPointer(rebasing: raw[position..<position + length])
        return String(validating: slice, as: UTF8.self) == nil ? 0 : length
    }

    private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
        var out = [UInt8](bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return out.withUnsafeBufferPointer { goString($0) }
            case UInt8(ascii: "\\"):
                index += 1
                try escape(into: &out)
            case 0..<0x20: throw unexpected("in string literal")
            default:
                out.append(byte)
                index += 1
            }
        }
        throw unexpected("")
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
        guard index < bytes.count else { throw unexpected("") }
        switch bytes[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(bytes[index])
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"): return try unicodeEscape(into: &out)
        default: throw unexpected("in string escape code")
        }
        index += 1
    }

    private mutating func unicodeEscape(into out: inout [UInt8]) throws(JSONError) {
        index += 1
        var code = UInt32(try hexDigits())
        if code & 0xFC00 == 0xD800, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            let backslash = index
            index += 2
            let low = UInt32(try hexDigits())
            if low & 0xFC00 == 0xDC00 {
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            } else {
                index = backslash  // A half alone; what follows is read on its own.
            }
        }
        let scalar = UnicodeScalar(code) ?? "\u{FFFD}"
        out.append(contentsOf: String(Character(scalar)).utf8)
    }

    private mutating func hexDigits() throws(JSONError) -> UInt16 {
        var code: UInt16 = 0
        for _ in 0..<4 {
            guard index < bytes.count else { throw unexpected("") }
            let byte = bytes[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw unexpected("in \\u hexadecimal character escape")
            }
            code = code << 4 | UInt16(digit)
            index += 1
        }
        return code
    }
}
