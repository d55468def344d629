// How many columns a text takes on a terminal, and cutting, filling and escaping by columns.
//
// Readers of Chinese sit at half of our screens: an ideograph takes two columns, a combining mark
// none. Everything that is aligned goes through this file. Text is measured by grapheme clusters,
// so that a flag or a family of joined emoji counts as the two columns it is drawn in.

/// Filling side of a padded text.
public enum Alignment: Sendable, Hashable {
    case left, right
}

extension Character {
    /// Columns this character takes: 0, 1 or 2.
    ///
    /// A cluster is as wide as its widest scalar; one that ends in the emoji selector (U+FE0F) or
    /// joins two regional indicators takes two. Control characters count 1 (they never reach a
    /// terminal raw).
    public var columns: Int {
        if isASCII { return self == "\0" ? 0 : 1 }
        var widest = 0
        for scalar in unicodeScalars {
            if scalar.value == 0xFE0F { return 2 }
            if (0x1F1E6...0x1F1FF).contains(scalar.value) { return 2 }
            widest = max(widest, ColumnTable.columns(of: scalar))
        }
        return widest
    }
}

extension String {
    /// Columns the text takes on one line: `"中文"` → 4, `"e\u{301}"` → 1.
    public var columns: Int {
        var total = 0
        for character in self { total += character.columns }
        return total
    }

    /// The text if it fits into `columns`, else its beginning and `…`, never wider than `columns`.
    ///
    /// `"replicaset".truncated(to: 5)` → `repl…`; an ideograph that would straddle the edge is left
    /// out.
    public func truncated(to columns: Int) -> String {
        guard self.columns > columns else { return self }
        guard columns > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in self {
            let width = character.columns
            if used + width > columns - 1 { break }
            kept.append(character)
            used += width
        }
        return kept + "…"
    }

    /// The text filled with blanks up to `columns`; unchanged if it is as wide already.
    public func padded(to columns: Int, alignment: Alignment = .left) -> String {
        let missing = columns - self.columns
        guard missing > 0 else { return self }
        let blanks = String(repeating: " ", count: missing)
        return alignment == .left ? self + blanks : blanks + self
    }

    /// The text with blanks in place of its tabs, as a terminal shows them: up to the next column that is a multiple
    /// of eight.
    public func expandingTabs() -> String {
        guard utf8.contains(0x09) else { return self }
        var out = ""
        for part in split(separator: "\t", omittingEmptySubsequences: false) {
            if part.startIndex != startIndex { out += String(repeating: " ", count: 8 - out.columns % 8) }
            out += part
        }
        return out
    }

    /// The text with everything that could steer a terminal made visible.
    ///
    /// C0 controls become `^X`, other controls, line separators and direction overrides `\u{…}`:
    /// `"a\u{1B}[2J"` → `a^[[2J`. A newline is kept only if `keepingNewlines` says so.
    public func sanitized(keepingNewlines: Bool = false) -> String {
        guard mayHoldControls else { return self }
        var clean = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let value = scalar.value
            if value == 0x0A && keepingNewlines {
                clean.append(scalar)
            } else if value < 0x20 || value == 0x7F {
                clean.append("^")
                clean.append(Unicode.Scalar(UInt8(value ^ 0x40)))
            } else if Self.isSteering(value) {
                let digits = String(value, radix: 16, uppercase: true)
                clean.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
            } else {
                clean.append(scalar)
            }
        }
        return String(clean)
    }

    /// False only if no byte can belong to a character that `sanitized` replaces.
    private var mayHoldControls: Bool {
        utf8.contains { byte in
            switch byte {
            case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF: true
            default: false
            }
        }
    }

    /// C1 controls, line and paragraph separators, direction marks and overrides, the byte order
    /// mark.
    private static func isSteering(_ value: UInt32) -> Bool {
        switch value {
        case 0x80...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }
}
