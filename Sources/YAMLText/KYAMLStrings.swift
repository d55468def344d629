import Documents

/// Texts and keys of KYAML.
///
/// Upstream: sigs.k8s.io/yaml/kyaml/kyaml.go, `renderString`, `needsQuotes`, `isTypeAmbiguous`.
enum KYAMLStrings {
    static func margin(_ level: Int) -> String { String(repeating: "  ", count: level) }

    /// A text in quotes; one of several lines is folded, each line on a line of its own.
    static func quoted(_ text: String, indent: Int) -> String {
        let fold = "\\\n"
        let isLong = text.unicodeScalars.contains("\n")
        var out = isLong ? "\"" + fold : "\""
        var startsLine = isLong
        for scalar in text.unicodeScalars {
            if startsLine {
                // YAML drops white space here: what belongs to the text is marked, the rest is kept in line with it.
                let isOwn = scalar.properties.isWhitespace && scalar != "\n"
                out += margin(indent) + (isOwn ? "\\" : " ")
            }
            startsLine = scalar == "\n"
            out += startsLine ? "\\n" + fold : scalar == "\t" ? "\t" : escaped(scalar)
        }
        if isLong { out += (startsLine ? "" : fold) + margin(indent) }
        return out + "\""
    }

    /// A key: in quotes only if YAML could take it for something else than a text.
    static func key(_ text: String) -> String {
        if !needsQuotes(text) { return text }
        return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: UnicodeScalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\u{07}": return "\\a"
        case "\u{08}": return "\\b"
        case "\u{0C}": return "\\f"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case "\u{0B}": return "\\v"
        case "\0": return "\\0"
        case "\u{1B}": return "\\e"
        case "\u{85}": return "\\N"
        case "\u{A0}": return "\\_"
        case "\u{2028}": return "\\L"
        case "\u{2029}": return "\\P"
        default: break
        }
        if isPrint(scalar) { return String(scalar) }
        let code = scalar.value
        let (letter, width) = code < 0x80 ? ("x", 2) : code <= 0xFFFF ? ("u", 4) : ("U", 8)
        let hex = String(code, radix: 16)
        return "\\" + letter + String(repeating: "0", count: width - hex.utf8.count) + hex
    }

    /// Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols, and the space.
    private static func isPrint(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    private static func needsQuotes(_ text: String) -> Bool {
        if isAmbiguous(text) { return true }
        let last = text.unicodeScalars.count - 1
        return !text.unicodeScalars.enumerated().allSatisfy { index, scalar in
            if scalar == "_" || isLetterOrNumber(scalar) { return true }
            return index > 0 && index < last && "-./".unicodeScalars.contains(scalar)
        }
    }

    private static func isLetterOrNumber(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    /// Words that YAML, or Go, takes for null, booleans, and numbers without one.
    private static let ambiguousWords = [
        "", "~", "null", "true", "false", "t", "f", "y", "n", "yes", "no", "on", "off", "inf", "infinity", "nan",
    ]

    /// Read as YAML 1.1 this might be no text. `T` and `F` are Go's, too; texts with signs and colons have their
    /// quotes for those.
    private static func isAmbiguous(_ text: String) -> Bool {
        if ambiguousWords.contains(asciiLowercased(text)) { return true }
        let plain = String(text.unicodeScalars.filter { $0 != "_" }.map(Character.init))
        if ["inf", "infinity", "nan"].contains(asciiLowercased(plain)) { return true }
        return YAMLScalars.resolve(plain) != .string(plain) || isHexFloat(plain) || YAMLScalars.isDate(text)
    }

    private static func asciiLowercased(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
    }

    /// `0x1p-2`: Go reads it as a number.
    private static func isHexFloat(_ text: String) -> Bool {
        let lower = asciiLowercased(text)
        guard lower.hasPrefix("0x"), let power = lower.firstIndex(of: "p") else { return false }
        let mantissa = lower[..<power].dropFirst(2).filter { $0 != "." }
        let digits = lower[power...].dropFirst().drop { $0 == "-" || $0 == "+" }
        return !mantissa.isEmpty && mantissa.allSatisfy(\.isHexDigit) && !digits.isEmpty
            && digits.allSatisfy { ("0"..."9") ~= $0 }
    }
}
