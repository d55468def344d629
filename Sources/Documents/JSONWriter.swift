/// Writes JSON text, members in the order of their keys.
public enum JSONWriter {
    /// How the text looks.
    public struct Style: Sendable, Equatable {
        /// Spaces per level; 0 writes everything on one line.
        public var indent: Int
        /// Writes `<`, `>` and `&` as `\u003c`, `\u003e`, `\u0026`, as Go's encoder does by default.
        public var escapesHTML: Bool

        /// Makes a style.
        public init(indent: Int, escapesHTML: Bool) {
            self.indent = indent
            self.escapesHTML = escapesHTML
        }

        /// One line, as Go's `json.Marshal`.
        public static let compact = Style(indent: 0, escapesHTML: true)
        /// Four spaces a level, as `kubectl -o json`.
        public static let kubectl = Style(indent: 4, escapesHTML: true)
    }

    /// The text of `value`, without a line end behind it.
    ///
    /// JSON has no infinities: a double that is not finite is written as `null`.
    public static func text(_ value: Value, style: Style = .compact) -> String {
        String(decoding: bytes(value, style: style), as: UTF8.self)
    }

    /// The UTF-8 bytes of `value`.
    public static func bytes(_ value: Value, style: Style = .compact) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(256)
        write(value, style, level: 0, into: &out)
        return out
    }

    /// Appends `value` on one line, as Go's `json.Marshal` writes it.
    public static func append(_ value: Value, to out: inout [UInt8]) {
        if case .string(let text) = value { return write(string: text, true, into: &out) }
        write(value, .compact, level: 0, into: &out)
    }

    /// A string with its quotes and escapes.
    public static func quoted(_ text: String, escapesHTML: Bool = true) -> String {
        var out: [UInt8] = []
        write(string: text, escapesHTML, into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private static func write(
        _ value: Value, _ style: Style, level: Int, into out: inout [UInt8]
    ) {
        switch value {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
        case .int(let number): out.append(contentsOf: String(number).utf8)
        case .double(let number):
            out.append(contentsOf: (number.isFinite ? GoNumbers.json(number) : "null").utf8)
        case .string(let text): write(string: text, style.escapesHTML, into: &out)
        case .array(let elements):
            out.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                newLine(style, level + 1, into: &out)
                write(element, style, level: level + 1, into: &out)
            }
            if !elements.isEmpty { newLine(style, level, into: &out) }
            out.append(UInt8(ascii: "]"))
        case .object(let fields):
            out.append(UInt8(ascii: "{"))
            for (index, field) in fields.members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                newLine(style, level + 1, into: &out)
                write(string: field.key, style.escapesHTML, into: &out)
                out.append(UInt8(ascii: ":"))
                if style.indent > 0 { out.append(UInt8(ascii: " ")) }
                write(field.value, style, level: level + 1, into: &out)
            }
            if !fields.isEmpty { newLine(style, level, into: &out) }
            out.append(UInt8(ascii: "}"))
        }
    }

    private static func newLine(_ style: Style, _ level: Int, into out: inout [UInt8]) {
        guard style.indent > 0 else { return }
        out.append(UInt8(ascii: "\n"))
        out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: style.indent * level))
    }

    /// Appends what stands between the quotes of a string.
    public static func append(inner string: String, to out: inout [UInt8]) { write(inner: string, true, into: &out) }

    private static func write(string: String, _ escapesHTML: Bool, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        write(inner: string, escapesHTML, into: &out)
        out.append(UInt8(ascii: "\""))
    }

    /// Runs of bytes that stand for themselves are taken over as a whole.
    private static func write(inner string: String, _ escapesHTML: Bool, into out: inout [UInt8]) {
        var string = string
        string.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() where !isPlain(byte) {
                // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
                let isSeparator =
                    byte == 0xE2 && index + 2 < bytes.count && bytes[index + 1] == 0x80
                    && bytes[index + 2] & 0xFE == 0xA8
                if byte == 0xE2 ? !isSeparator : !escapesHTML && isForHTML(byte) { continue }
                out.append(contentsOf: bytes[start..<index])
                if isSeparator {
                    out.append(contentsOf: (bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
                } else {
                    escape(byte, into: &out)
                }
                start = index + (isSeparator ? 3 : 1)
            }
            out.append(contentsOf: bytes[start...])
        }
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        // Nearly every byte of a document is above the marks.
        if byte > UInt8(ascii: ">") { return byte != UInt8(ascii: "\\") && byte != 0xE2 }
        return byte >= 0x20 && byte != UInt8(ascii: "\"") && !isForHTML(byte)
    }

    @inline(__always)
    private static func isForHTML(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
    }

    private static func escape(_ byte: UInt8, into out: inout [UInt8]) {
        let short: UInt8? =
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
            case 0x08: UInt8(ascii: "b")
            case 0x0C: UInt8(ascii: "f")
            case 0x0A: UInt8(ascii: "n")
            case 0x0D: UInt8(ascii: "r")
            case 0x09: UInt8(ascii: "t")
            default: nil
            }
        out.append(UInt8(ascii: "\\"))
        if let short { return out.append(short) }
        let hex = Array("0123456789abcdef".utf8)
        out.append(contentsOf: "u00".utf8)
        out.append(hex[Int(byte >> 4)])
        out.append(hex[Int(byte & 15)])
    }
}
