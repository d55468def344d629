/// JSON for people: so many spaces a level, members in the order they have.
///
/// Upstream: Go's json.Indent, as the pretty serializer and kubectl's printer use it.
public enum JSONIndent {
    /// The text of one line, broken into many; no line end behind it.
    public static func indented(_ bytes: [UInt8], by width: Int = 2) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        var level = 0
        var index = 0
        func newLine() {
            out.append(UInt8(ascii: "\n"))
            out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * width))
        }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                let end = endOfString(bytes, index)
                out.append(contentsOf: bytes[index ..< end])
                index = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                out.append(byte)
                if index + 1 < bytes.count, bytes[index + 1] == byte + 2 {
                    out.append(byte + 2)
                    index += 1
                } else {
                    level += 1
                    newLine()
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                level -= 1
                newLine()
                out.append(byte)
            case UInt8(ascii: ","):
                out.append(byte)
                newLine()
            case UInt8(ascii: ":"):
                out.append(byte)
                out.append(UInt8(ascii: " "))
            default: out.append(byte)
            }
            index += 1
        }
        return out
    }

    /// The place behind the string whose first quote is at `start`.
    public static func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }
}
