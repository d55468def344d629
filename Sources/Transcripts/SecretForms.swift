// The forms in which one secret value can turn up in a text: as it is, base64, inside JSON, inside
// JSON inside JSON (an annotation), one of its lines alone, with its controls made visible.

import Documents
import Rendering

/// One byte sequence to look for.
struct SecretForm: Sendable, Equatable {
    /// What is looked for; never empty.
    var bytes: [UInt8]
    /// What is written instead.
    var replacement: [UInt8]
    /// Whether it counts only where it stands alone: a value of a few bytes (`1`, `on`) would
    /// otherwise eat half of every text.
    var needsWordEdges: Bool

    /// Values under this many bytes are masked only as whole words.
    static let wordBytesMax = 3
    /// Bytes of a form that must be there before a cut (`…`) counts as the form cut short.
    static let cutBytesMin = 4

    /// All forms of a value, without repetitions.
    ///
    /// - Parameter runs: what stands for a value must still run as a command: as many `x` in each spelling.
    static func forms(of value: [UInt8], runs: Bool = false) -> [SecretForm] {
        guard !value.isEmpty else { return [] }
        let replacement = Array(SecretMask.replacement(byteCount: value.count).utf8)
        let standIn = Array(repeating: UInt8(ascii: "x"), count: value.count)
        let standIns = encodings(of: standIn)
        var spellings = encodings(of: value)
        if let text = String(validating: value, as: UTF8.self) {
            spellings += self.spellings(of: text)
        }
        var forms: [SecretForm] = []
        for (index, bytes) in spellings.enumerated()
        where !bytes.isEmpty && !forms.contains(where: { $0.bytes == bytes }) {
            let running = index < standIns.count ? standIns[index] : standIn
            forms.append(
                SecretForm(
                    bytes: bytes, replacement: runs ? running : replacement,
                    needsWordEdges: bytes.count <= wordBytesMax))
        }
        return forms
    }

    /// The value itself and its base64 forms, always in this order.
    private static func encodings(of value: [UInt8]) -> [[UInt8]] {
        let encoded = Base64.text(value)
        return [
            value, Array(encoded.utf8),
            // Tools that drop the padding; and echo's habit of encoding a line end as well.
            Array(encoded.utf8.prefix { $0 != UInt8(ascii: "=") }), Array(Base64.text(value + [0x0A]).utf8),
            Array(Base64.text(Array(encoded.utf8)).utf8),
        ]
    }

    private static func spellings(of text: String) -> [[UInt8]] {
        var spellings: [String] = [text.sanitized(), text.sanitized(keepingNewlines: true)]
        for escapesHTML in [false, true] {
            let once = String(
                JSONWriter.quoted(text, escapesHTML: escapesHTML).dropFirst().dropLast())
            let twice = JSONWriter.quoted(once, escapesHTML: escapesHTML).dropFirst().dropLast()
            spellings += [once, String(twice)]
        }
        // Quotes of YAML and of a shell's single quotes.
        spellings.append(doubling("'", in: text))
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        if lines.count == 1, lines[0] != text {
            spellings += [lines[0], Base64.text(Array(lines[0].utf8))]
        }
        // Short lines of a long value (`}`) give nothing away and stand everywhere.
        if lines.count > 1 { spellings += lines.filter { $0.utf8.count > wordBytesMax } }
        return spellings.map { Array($0.utf8) }
    }

    private static func doubling(_ quote: Character, in text: String) -> String {
        var out = ""
        for character in text { out += character == quote ? "\(quote)\(quote)" : "\(character)" }
        return out
    }
}

// MARK: - Matching

extension SecretForm {
    /// Where the form ends if it begins at `start`; `nil` if it does not.
    ///
    /// A form may be broken over lines (the blanks before the next line do not count) and may be
    /// cut short by `…` or `...`.
    func match(in text: [UInt8], at start: Int) -> Int? {
        var place = start
        var index = 0
        while index < bytes.count {
            if place < text.count, text[place] == bytes[index] {
                place += 1
                index += 1
                if bytes[index - 1] == Self.newline {
                    Self.skipBlanks(text, &place)
                    Self.skipBlanks(bytes, &index)
                }
            } else if index > 0, place < text.count, text[place] == Self.newline {
                place += 1
                Self.skipBlanks(text, &place)
                Self.skipBlanks(bytes, &index)
            } else if index >= Self.cutBytesMin, Self.isCut(text, place) {
                return place
            } else {
                return nil
            }
        }
        guard needsWordEdges else { return place }
        let isAlone =
            !(start > 0 && Self.isWordPart(text[start - 1]))
            && !(place < text.count && Self.isWordPart(text[place]))
        return isAlone ? place : nil
    }

    private static let newline = UInt8(ascii: "\n")
    private static let cuts: [[UInt8]] = [Array("…".utf8), Array("...".utf8)]

    private static func skipBlanks(_ text: [UInt8], _ place: inout Int) {
        while place < text.count, text[place] == 0x20 || text[place] == 0x09 { place += 1 }
    }

    private static func isCut(_ text: [UInt8], _ place: Int) -> Bool {
        cuts.contains { text[min(place, text.count)...].starts(with: $0) }
    }

    /// ASCII letters, digits and `_`.
    private static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
