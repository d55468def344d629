/// A typed line cut into words, as a shell would cut it.
///
/// Known: blanks, `'…'`, `"…"`, backslashes, `#` comments, `$(kubectl …)`, `<<EOF`. Everything else that
/// a shell would act upon (pipes, redirections, `;`, `&`) is refused, never passed on as text.
public struct LexedLine: Sendable, Equatable {
    /// A piece of a word.
    public enum Part: Sendable, Equatable {
        case text(String)
        /// A command whose output is put here; unquoted output is split at blanks.
        case substitution(LexedLine, isQuoted: Bool)
    }

    /// One word and where it stands.
    public struct Word: Sendable, Equatable {
        /// What the word is made of, in order.
        public let parts: [Part]
        /// The first character of the word, counted from 1.
        public let column: Int
        /// Written with quotes or backslashes somewhere: an empty quoted word is a word.
        public let isQuoted: Bool

        /// The text, if the word holds no substitution.
        public var text: String? {
            var out = ""
            for part in parts {
                guard case .text(let piece) = part else { return nil }
                out += piece
            }
            return out
        }
    }

    /// `<<EOF`: the lines that follow, up to one that is just `EOF`, are standard input.
    public struct Heredoc: Sendable, Equatable {
        /// The line that ends the text.
        public let delimiter: String
        /// `<<-`: leading tabs of each line go away.
        public let stripsTabs: Bool
        /// Where `<<` stands, counted from 1.
        public let column: Int
    }

    /// The words in order.
    public var words: [Word]
    /// The text that follows the line, if there is one.
    public var heredoc: Heredoc?

    /// A line without words: empty, blanks, a comment.
    public var isEmpty: Bool { words.isEmpty && heredoc == nil }
    /// Some word has to be asked of another command first.
    public var hasSubstitutions: Bool { words.contains { $0.text == nil } }

    /// Puts the answers of nested commands in place.
    public func resolved<Failure: Error>(
        by answer: (LexedLine) throws(Failure) -> String
    ) throws(Failure) -> [CommandWord] {
        var out: [CommandWord] = []
        for word in words {
            var pieces = [""]
            var hasText = word.isQuoted
            for part in word.parts {
                switch part {
                case .text(let text):
                    pieces[pieces.count - 1] += text
                    hasText = true
                case .substitution(let line, isQuoted: true):
                    pieces[pieces.count - 1] += LexedLine.withoutLineEnds(try answer(line))
                    hasText = true
                case .substitution(let line, isQuoted: false):
                    let fields = try answer(line).split(whereSeparator: \.isWhitespace).map(String.init)
                    for (index, field) in fields.enumerated() {
                        if index > 0 { pieces.append("") }
                        pieces[pieces.count - 1] += field
                    }
                    if !fields.isEmpty { hasText = true }
                }
            }
            if hasText { out += pieces.map { CommandWord($0, column: word.column) } }
        }
        return out
    }

    private static func withoutLineEnds(_ text: String) -> String {
        var out = Substring(text)
        while let last = out.last, last.isNewline { out.removeLast() }
        return String(out)
    }
}

/// A word with nothing left to resolve.
public struct CommandWord: Sendable, Equatable {
    /// The text, quotes taken away.
    public let text: String
    /// The first character of the word, counted from 1.
    public let column: Int

    /// A word; column 0 is nowhere.
    public init(_ text: String, column: Int = 0) {
        self.text = text
        self.column = column
    }
}

/// Cuts lines into words.
public enum Lexer {
    /// Deeper `$(…$(…)…)` is refused.
    public static let substitutionDepthMax = 8

    /// Cuts one line; `line` holds no line end.
    public static func split(_ line: String) throws(CommandError) -> LexedLine {
        var scanner = LineScanner(Array(line))
        return try scanner.line(depth: 0)
    }
}

private struct LineScanner {
    let characters: [Character]
    var position = 0
    var parts: [LexedLine.Part] = []
    var text = ""
    var hasText = false
    var isQuoted = false

    init(_ characters: [Character]) { self.characters = characters }

    private var current: Character? { position < characters.count ? characters[position] : nil }
    private var next: Character? { position + 1 < characters.count ? characters[position + 1] : nil }

    mutating func line(depth: Int) throws(CommandError) -> LexedLine {
        var out = LexedLine(words: [], heredoc: nil)
        if depth > Lexer.substitutionDepthMax {
            throw CommandError("commands in commands go too deep", "命令嵌套得太深", column: position + 1)
        }
        while let character = current {
            if character.isWhitespace {
                position += 1
            } else if character == "#" {
                position = characters.count
            } else if character == ")" && depth > 0 {
                return out
            } else if character == "<" && next == "<" {
                out.heredoc = try heredoc()
            } else {
                out.words.append(try word(depth: depth))
            }
        }
        if depth > 0 { throw CommandError(
            "`$(` is not closed",
            "`$(` 没有闭合", column: position + 1, isIncomplete: true) }
        return out
    }

    private mutating func word(depth: Int) throws(CommandError) -> LexedLine.Word {
        let column = position + 1
        (parts, text, hasText, isQuoted) = ([], "", false, false)
        while let character = current, !character.isWhitespace {
            if character == ")" && depth > 0 { break }
            switch character {
            case "'": try singleQuotes()
            case "\"": try doubleQuotes(depth: depth)
            case "\\":
                guard let escaped = next else {
                    throw CommandError(
                        "nothing follows the backslash", "反斜杠后面没有内容", column: position + 1, isIncomplete: true)
                }
                add(escaped)
                isQuoted = true
                position += 2
            case "$" where next == "(": try substitution(isQuoted: false, depth: depth)
            case "|", ">", "<", ";", "&", "`":
                throw CommandError(
                    "`\(character)` is the shell's; this prompt has no pipes, redirections or lists. Put quotes "
                        + "around it if it is meant as text",
                    "`\(character)` 是 shell 的符号；这个提示符没有管道、重定向或命令列表。若是文字，请加引号",
                    column: position + 1)
            default:
                add(character)
                position += 1
            }
        }
        flush()
        return LexedLine.Word(parts: parts, column: column, isQuoted: isQuoted)
    }

    private mutating func add(_ character: Character) {
        text.append(character)
        hasText = true
    }

    private mutating func flush() {
        if hasText { parts.append(.text(text)) }
        (text, hasText) = ("", false)
    }

    private mutating func singleQuotes() throws(CommandError) {
        let start = position
        position += 1
        isQuoted = true
        while let character = current {
            position += 1
            if character == "'" { return }
            add(character)
        }
        throw CommandError("this quote is not closed", "引号没有闭合", column: start + 1, isIncomplete: true)
    }

    private mutating func doubleQuotes(depth: Int) throws(CommandError) {
        let start = position
        position += 1
        isQuoted = true
        while let character = current {
            switch character {
            case "\"":
                position += 1
                return
            case "\\" where next.map { "\"\\$`".contains($0) } ?? false:
                add(characters[position + 1])
                position += 2
            case "$" where next == "(": try substitution(isQuoted: true, depth: depth)
            default:
                add(character)
                position += 1
            }
        }
        throw CommandError("this quote is not closed", "引号没有闭合", column: start + 1, isIncomplete: true)
    }

    private mutating func substitution(isQuoted: Bool, depth: Int) throws(CommandError) {
        flush()
        let outer = (parts, self.isQuoted)
        position += 2
        let inner = try line(depth: depth + 1)
        position += 1
        (parts, self.isQuoted) = outer
        if inner.isEmpty { throw CommandError("`$()` holds no command", "`$()` 里没有命令", column: position) }
        parts.append(.substitution(inner, isQuoted: isQuoted))
        (text, hasText) = ("", false)
    }

    private mutating func heredoc() throws(CommandError) -> LexedLine.Heredoc {
        let column = position + 1
        position += 2
        let stripsTabs = current == "-"
        if stripsTabs { position += 1 }
        while current == " " { position += 1 }
        let word = try word(depth: 0)
        guard let delimiter = word.text, !delimiter.isEmpty else {
            throw CommandError(
                "`<<` needs a word that ends the text, such as `<<EOF`",
                "`<<` 需要一个结束文本的词，例如 `<<EOF`", column: column)
        }
        return LexedLine.Heredoc(delimiter: delimiter, stripsTabs: stripsTabs, column: column)
    }
}
