import Documents

/// Scalars as Go's YAML emitter writes them: plain, in quotes or as a literal block.
///
/// Upstream: sigs.k8s.io/yaml/goyaml.v2, encode.go `stringv`, emitterc.go `yaml_emitter_analyze_scalar`.
enum YAMLStrings {
    /// A longer key is written with a `?` in front.
    static let simpleKeyBytesMax = 128

    /// Behind this column a text is broken at the next blank.
    private static let widthMax = 80

    /// A scalar or an empty collection that begins in `column`; its further lines are indented by `indent`.
    static func scalar(_ value: Value, indent: Int, column: Int) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .double(let number): self.number(number)
        case .string(let text): string(text, indent: indent, column: column)
        case .array: "[]"
        case .object: "{}"
        }
    }

    /// The number passes through JSON on its way, so 1.0 is written 1.
    private static func number(_ number: Double) -> String {
        if !number.isFinite { return "null" }
        let json = GoNumbers.json(number)
        return Int64(json) == nil ? GoNumbers.general(number) : json
    }

    /// A key: never a block, never broken.
    static func key(_ text: String) -> String {
        text.utf8.contains(0x0A) ? line(text, .double, indent: 0, column: nil) : string(text, indent: 0, column: nil)
    }

    private static func string(_ text: String, indent: Int, column: Int?) -> String {
        let shape = ScalarShape(text)
        let hasLines = text.utf8.contains(0x0A)
        if hasLines && shape.allowsBlock { return literal(text, indent: max(indent, 2)) }
        let style: Style =
            if hasLines || YAMLScalars.needsQuotes(text) { .double }
            else if shape.allowsPlain { .plain }
            else if shape.allowsSingleQuotes { .single }
            else { .double }
        return line(text, style, indent: indent, column: column)
    }

    private enum Style { case plain, single, double }

    /// A text in its quotes, broken at blanks where the line is full; without a column it may not be.
    ///
    /// Upstream: goyaml.v2 emitterc.go, yaml_emitter_write_plain_scalar and its like for quotes.
    private static func line(_ text: String, _ style: Style, indent: Int, column: Int?) -> String {
        let quote = style == .plain ? "" : style == .single ? "'" : "\""
        let scalars = Array(text.unicodeScalars)
        var out = quote
        var place = (column ?? .min / 2) + quote.utf8.count
        var followsBlank = false
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            let isInside = style == .plain || index > 0 && next != nil
            guard scalar == " ", !followsBlank, place > widthMax, isInside, style == .double || next != " " else {
                let piece = written(scalar, style)
                out += piece
                place += piece.unicodeScalars.count
                followsBlank = scalar == " "
                continue
            }
            // In double quotes a blank that begins a line has to be marked as one.
            let mark = style == .double && next == " " ? "\\" : ""
            out += "\n" + String(repeating: " ", count: indent) + mark
            place = indent + mark.utf8.count
            followsBlank = true
        }
        return out + quote
    }

    private static func written(_ scalar: UnicodeScalar, _ style: Style) -> String {
        switch style {
        case .plain: String(scalar)
        case .single: scalar == "'" ? "''" : String(scalar)
        case .double: escaped(scalar)
        }
    }

    private static func literal(_ text: String, indent: Int) -> String {
        let bytes = text.utf8
        var out = "|"
        if bytes.first == 0x20 || bytes.first == 0x0A { out += "2" }
        if bytes.last != 0x0A {
            out += "-"
        } else if bytes.count == 1 || bytes.dropLast().last == 0x0A {
            out += "+"
        }
        let margin = String(repeating: " ", count: indent)
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        if bytes.last == 0x0A { lines.removeLast() }
        for line in lines {
            out += "\n"
            if !line.isEmpty { out += margin + String(line) }
        }
        return out
    }

    private static func escaped(_ scalar: UnicodeScalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\0": "\\0"
        case "\u{07}": "\\a"
        case "\u{08}": "\\b"
        case "\t": "\\t"
        case "\n": "\\n"
        case "\u{0B}": "\\v"
        case "\u{0C}": "\\f"
        case "\r": "\\r"
        case "\u{1B}": "\\e"
        case "\u{85}": "\\N"
        case "\u{2028}": "\\L"
        case "\u{2029}": "\\P"
        default: ScalarShape.isPrintable(scalar) ? String(scalar) : escape(scalar.value)
        }
    }

    private static func escape(_ code: UInt32) -> String {
        let (letter, width) = code <= 0xFF ? ("x", 2) : code <= 0xFFFF ? ("u", 4) : ("U", 8)
        let hex = String(code, radix: 16, uppercase: true)
        return "\\" + letter + String(repeating: "0", count: width - hex.utf8.count) + hex
    }
}

/// Which ways of writing a text has.
private struct ScalarShape {
    private(set) var allowsPlain = true
    private(set) var allowsSingleQuotes = true
    private(set) var allowsBlock = true

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        if text.utf8.starts(with: "---".utf8) || text.utf8.starts(with: "...".utf8) { allowsPlain = false }
        var previousIsSpace = false
        var previousIsBreak = false
        for (index, scalar) in scalars.enumerated() {
            let isLast = index == scalars.count - 1
            let blankBefore = index == 0 || ScalarShape.isBlank(scalars[index - 1])
            let blankAfter = isLast || ScalarShape.isBlank(scalars[index + 1])
            if ScalarShape.isIndicator(scalar, isFirst: index == 0, blankBefore, blankAfter) {
                allowsPlain = false
            }
            let isBreak = ScalarShape.isBreak(scalar)
            if isBreak { allowsPlain = false }
            // Other breaks than line ends are escaped; upstream leaves two of them in single quotes.
            if !ScalarShape.isPrintable(scalar) || (isBreak && scalar != "\n") {
                (allowsPlain, allowsSingleQuotes, allowsBlock) = (false, false, false)
            }
            if scalar == " " {
                if index == 0 || isLast { allowsPlain = false }
                if isLast { allowsBlock = false }
                if previousIsBreak { (allowsPlain, allowsSingleQuotes) = (false, false) }
            }
            if isBreak, previousIsSpace {
                (allowsPlain, allowsSingleQuotes, allowsBlock) = (false, false, false)
            }
            previousIsSpace = scalar == " "
            previousIsBreak = isBreak
        }
    }

    private static func isIndicator(
        _ scalar: UnicodeScalar, isFirst: Bool, _ blankBefore: Bool, _ blankAfter: Bool
    ) -> Bool {
        switch scalar {
        case "#": isFirst || blankBefore
        case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": isFirst
        case ":": blankAfter
        case "?", "-": isFirst && blankAfter
        default: false
        }
    }

    private static func isBlank(_ scalar: UnicodeScalar) -> Bool {
        scalar == " " || scalar == "\t" || isBreak(scalar)
    }

    private static func isBreak(_ scalar: UnicodeScalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    /// What the emitter prints as it is; characters beyond U+FFFF it escapes.
    static func isPrintable(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
        default: false
        }
    }
}
