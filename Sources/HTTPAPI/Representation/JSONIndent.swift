import Documents
import YAMLText

/// JSON for people: two spaces a level, members in the order they have.
///
/// Upstream: Go's json.Indent, as the pretty serializer uses it.
enum JSONIndent {
    static func indented(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        var level = 0
        var index = 0
        func newLine() {
            out.append(UInt8(ascii: "\n"))
            out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
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

    /// The place behind the string that begins at `start`.
    private static func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }
}

/// JSON turned into YAML.
enum YAMLAnswer {
    static func text(_ json: [UInt8]) -> [UInt8]? {
        guard let value = try? JSONReader.read(json) else { return nil }
        return Array(YAMLWriter.text(value).utf8)
    }
}
