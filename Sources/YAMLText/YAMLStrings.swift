import Documents

/// Scalars as Go's YAML emitter writes them: plain, in quotes or as a literal block.
///
/// Upstream: sigs.k8s.io/yaml/goyaml.v2, encode.go `stringv`, emitterc.go `yaml_emitter_analyze_scalar`.
enum YAMLStrings {
    /// A longer key is written with a `?` in front.
    static let simpleKeyBytesMax = 128

    /// A scalar or an empty collection; lines of a literal block are indented by `indent`.
    static func scalar(_ value: Value, indent: Int) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .double(let number): self.number(number)
        case .string(let text): string(text, indent: indent)
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

    /// A key: never a block.
    static func key(_ text: String) -> String {
        text.utf8.contains(0x0A) ? doubleQuoted(text) : string(text, indent: 0)
    }

    private static func string(_ text: String, indent: Int) -> String {
        let shape = ScalarShape(text)
        if text.utf8.contains(0x0A) {
            return shape.allowsBlock ? literal(text, indent: max(indent, 2)) : doubleQuoted(text)
        }
        if YAMLScalars.needsQuotes(text) { return doubleQuoted(text) }
        if shape.allowsPlain { return text }
        return shape.allowsSingleQuotes ? "'" + text.replacingQuotes + "'" : doubleQuoted(text)
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

    private static func doubleQuoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\0": out += "\\0"
            case "\u{07}": out += "\\a"
            case "\u{08}": out += "\\b"
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            case "\u{0B}": out += "\\v"
            case "\u{0C}": out += "\\f"
            case "\r": out += "\\r"
            case "\u{1B}": out += "\\e"
            case "\u{85}": out += "\\N"
            case "\u{2028}": out += "\\L"
            case "\u{2029}": out += "\\P"
            default:
                if ScalarShape.isPrintable(scalar) {
                    out.unicodeScalars.append(scalar)
                } else {
                    out += escape(scalar.value)
                }
            }
        }
        return out + "\""
    }

    private static func escape(_ code: UInt32) -> String {
        let (letter, width) = code <= 0xFF ? ("x", 2) : code <= 0xFFFF ? ("u", 4) : ("U", 8)
        let hex = String(code, radix: 16, uppercase: true)
        return "\\" + letter + String(repeating: "0", count: width - hex.utf8.count) + hex
    }
}

extension String {
    fileprivate var replacingQuotes: String {
        var out = ""
        for scalar in unicodeScalars {
            if scalar == "'" { out += "'" }
            out.unicodeScalars.append(scalar)
        }
        return out
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
