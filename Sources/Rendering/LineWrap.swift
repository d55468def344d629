// Breaking text into lines of a given width.
//
// Latin text breaks at blanks; Chinese and Japanese may break between any two characters, but a
// line does not begin with closing punctuation and does not end with opening punctuation.

extension String {
    /// The text in lines of at most `columns` columns; the blanks at a break are dropped.
    ///
    /// Newlines in the text stay line ends, blanks at the beginning of a line stay, a word that is
    /// wider than a whole line is cut. `"one two".wrapped(to: 4)` → `["one", "two"]`.
    public func wrapped(to columns: Int) -> [String] {
        let characters = Array(self)
        return LineWrap.ranges(of: characters, columns: columns).map { String(characters[$0]) }
    }
}

/// The rules of line breaking, on characters, so that styled text can use them as well.
enum LineWrap {
    /// A piece that is not broken: a word, or an ideograph with the punctuation that clings to it.
    private struct Piece {
        var range: Range<Int>
        var columns: Int
        var isBlank: Bool
    }

    /// Where the lines of `text` lie: one range per line, in order, without the blanks at the
    /// breaks.
    static func ranges(of text: [Character], columns: Int) -> [Range<Int>] {
        precondition(columns > 0, "a line needs at least one column, not \(columns)")
        var lines: [Range<Int>] = []
        var start = 0
        for index in 0...text.count where index == text.count || text[index].isNewline {
            lines += paragraph(text, start..<index, columns: columns)
            start = index + 1
        }
        return lines
    }

    private static func paragraph(
        _ text: [Character], _ range: Range<Int>, columns: Int
    ) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var line = range.lowerBound..<range.lowerBound
        var used = 0
        var blanks = 0
        var isFirstPiece = true
        for piece in pieces(text, range) {
            if piece.isBlank {
                if isFirstPiece {
                    line = line.lowerBound..<piece.range.upperBound
                    used = min(piece.columns, columns - 1)
                } else {
                    blanks = piece.columns
                }
                isFirstPiece = false
                continue
            }
            isFirstPiece = false
            if used + blanks + piece.columns > columns && used > 0 {
                lines.append(line)
                line = piece.range.lowerBound..<piece.range.lowerBound
                used = 0
            } else {
                used += blanks
            }
            blanks = 0
            guard piece.columns > columns - used else {
                line = line.lowerBound..<piece.range.upperBound
                used += piece.columns
                continue
            }
            (line, used) = cut(
                text, piece.range, from: line.lowerBound, columns: columns, into: &lines)
        }
        lines.append(line)
        return lines
    }

    /// Cuts a piece that is wider than a line; answers the unfinished last line and its columns.
    private static func cut(
        _ text: [Character], _ piece: Range<Int>, from start: Int, columns: Int,
        into lines: inout [Range<Int>]
    ) -> (Range<Int>, Int) {
        var begin = start
        var used = 0
        for index in piece {
            let width = text[index].columns
            if used + width > columns && used > 0 {
                lines.append(begin..<index)
                begin = index
                used = 0
            }
            used += width
        }
        return (begin..<piece.upperBound, used)
    }

    private static func pieces(_ text: [Character], _ range: Range<Int>) -> [Piece] {
        var pieces: [Piece] = []
        var mayBreak = true
        for index in range {
            let character = text[index]
            let isBlank = character == " " || character == "\t"
            let columns = character.columns
            if let last = pieces.last,
                joins(text[index - 1], character, last.isBlank, isBlank, mayBreak)
            {
                pieces[pieces.count - 1].range = last.range.lowerBound..<(index + 1)
                pieces[pieces.count - 1].columns += columns
            } else {
                pieces.append(Piece(range: index..<(index + 1), columns: columns, isBlank: isBlank))
            }
            mayBreak = columns == 2
        }
        return pieces
    }

    /// Whether no line may end between `before` and `after`.
    private static func joins(
        _ before: Character, _ after: Character, _ afterBlank: Bool, _ isBlank: Bool,
        _ beforeIsWide: Bool
    ) -> Bool {
        if afterBlank || isBlank { return afterBlank && isBlank }
        if closing.contains(after) || opening.contains(before) { return true }
        return !beforeIsWide && after.columns < 2
    }

    /// What must not begin a line.
    private static let closing = Set<Character>(
        "、。，．：；？！）】》」』〉〕｝］”’…—～·%,.;:!?)]}%‰℃")

    /// What must not end a line.
    private static let opening = Set<Character>("（【《「『〈〔｛［“‘([{")
}
