import Documents

// The Markdown that lessons are written in, as far as lessons use it: paragraphs, headings, lists
// of one level, quotes, fenced code and tables. What is not known stays text.

/// A piece of prose.
enum ProseBlock: Equatable {
    case paragraph(String)
    /// A heading with its level, from 1.
    case heading(Int, String)
    case list(isNumbered: Bool, [String])
    case quote([String])
    case code(language: String, [String])
    case table(head: [String], rows: [[String]])

    /// The blocks of a Markdown text, in order.
    static func parse(_ markdown: String) -> [ProseBlock] {
        var parser = ProseParser(lines: ProseBlock.lines(of: markdown))
        return parser.blocks()
    }

    /// Lines without their ends; tabs become four blanks, as Markdown counts them.
    static func lines(of text: String) -> [String] {
        var lines: [String] = [""]
        for character in text {
            if character.isNewline {
                lines.append("")
            } else if character == "\t" {
                lines[lines.count - 1] += "    "
            } else {
                lines[lines.count - 1].append(character)
            }
        }
        return lines
    }
}

private struct ProseParser {
    let lines: [String]
    var next = 0

    init(lines: [String]) { self.lines = lines }

    mutating func blocks() -> [ProseBlock] {
        var blocks: [ProseBlock] = []
        while next < lines.count {
            let line = lines[next].trimmed
            if line.isEmpty {
                next += 1
            } else if line.hasPrefix("```") {
                blocks.append(code(line))
            } else if let heading = Self.heading(line) {
                blocks.append(heading)
                next += 1
            } else if line.hasPrefix(">") {
                blocks.append(quote())
            } else if let item = Self.item(line) {
                blocks.append(list(isNumbered: item.isNumbered))
            } else if line.hasPrefix("|"), next + 1 < lines.count, Self.isRule(lines[next + 1]) {
                blocks.append(table())
            } else {
                blocks.append(paragraph())
            }
        }
        return blocks
    }

    private mutating func code(_ opening: String) -> ProseBlock {
        let fence = String(opening.prefix { $0 == "`" })
        let language = String(opening.dropFirst(fence.count)).trimmed
        let indent = lines[next].prefix { $0 == " " }.count
        next += 1
        var body: [String] = []
        while next < lines.count, lines[next].trimmed != fence {
            let blanks = lines[next].prefix(indent).prefix { $0 == " " }.count
            body.append(String(lines[next].dropFirst(blanks)))
            next += 1
        }
        next += 1
        return .code(language: language, body)
    }

    private static func heading(_ line: String) -> ProseBlock? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
        return .heading(level, String(line.dropFirst(level)).trimmed)
    }

    private static func item(_ line: String) -> (isNumbered: Bool, text: String)? {
        for mark in ["- ", "* ", "+ "] where line.hasPrefix(mark) {
            return (false, String(line.dropFirst(2)).trimmed)
        }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(digits.count)
        guard (1...9).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ")
        else { return nil }
        return (true, String(rest.dropFirst(2)).trimmed)
    }

    private mutating func list(isNumbered: Bool) -> ProseBlock {
        var items: [String] = []
        while next < lines.count {
            let line = lines[next].trimmed
            if let item = Self.item(line) {
                guard item.isNumbered == isNumbered else { break }
                items.append(item.text)
            } else if !line.isEmpty, lines[next].hasPrefix("  "), !line.hasPrefix("```") {
                items[items.count - 1] += " " + line
            } else {
                break
            }
            next += 1
        }
        return .list(isNumbered: isNumbered, items)
    }

    private mutating func quote() -> ProseBlock {
        var body: [String] = []
        while next < lines.count, lines[next].trimmed.hasPrefix(">") {
            body.append(String(lines[next].trimmed.dropFirst()).trimmed)
            next += 1
        }
        return .quote(body)
    }

    /// Whether a line is the rule between the head and the rows of a table.
    private static func isRule(_ line: String) -> Bool {
        let line = line.trimmed
        return line.hasPrefix("|") && line.contains("-") && line.allSatisfy { "|-: ".contains($0) }
    }

    private mutating func table() -> ProseBlock {
        let head = Self.cells(lines[next])
        next += 2
        var rows: [[String]] = []
        while next < lines.count, lines[next].trimmed.hasPrefix("|") {
            rows.append(Self.cells(lines[next]))
            next += 1
        }
        return .table(head: head, rows: rows)
    }

    private static func cells(_ line: String) -> [String] {
        var cells: [String] = [""]
        var isEscaped = false
        for character in line.trimmed.dropFirst() {
            if character == "|" && !isEscaped {
                cells.append("")
            } else if character == "\\" && !isEscaped {
                isEscaped = true
                continue
            } else {
                if isEscaped && character != "|" { cells[cells.count - 1].append("\\") }
                cells[cells.count - 1].append(character)
            }
            isEscaped = false
        }
        if cells.last?.trimmed.isEmpty == true { cells.removeLast() }
        return cells.map(\.trimmed)
    }

    private mutating func paragraph() -> ProseBlock {
        var text = ""
        let first = next
        while next < lines.count {
            let line = lines[next].trimmed
            let isOther =
                line.isEmpty || line.hasPrefix("```") || line.hasPrefix(">")
                || Self.heading(line) != nil || Self.item(line) != nil
            if next > first && isOther { break }
            // Chinese lines are joined without a blank.
            if let end = text.last, let start = line.first, !(end.isWide && start.isWide) {
                text += " "
            }
            text += line
            next += 1
        }
        return .paragraph(text)
    }
}
