import Documents
public import Rendering

/// Makes terminal lines of a lesson's Markdown: paragraphs, headings, lists, quotes, tables, code.
public struct ProseLines {
    private let columns: Int
    private var lines: [StyledText] = []

    /// The Markdown at this width. Text is wrapped; code is never broken.
    public static func lines(_ markdown: String, columns: Int) -> [StyledText] {
        var prose = ProseLines(columns: max(20, columns))
        prose.read(markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        while prose.lines.last.map({ $0.runs.isEmpty }) ?? false { prose.lines.removeLast() }
        return prose.lines
    }

    /// A heading with a rule to the right, and the other language's title at its end, as far as there is room.
    public static func heading(_ title: String, other: String = "", columns: Int) -> StyledText {
        // "── title ── other ──": ten columns are not titles.
        let left = columns - 10 - title.columns
        let second = left >= min(other.columns, 8) ? other.truncated(to: left) : ""
        var line = StyledText("── ", .dim)
        let tail = second.isEmpty ? "" : " \(second) ──"
        let shown = title.truncated(to: max(8, columns - 6 - tail.columns))
        line.append(shown, .bold)
        let rule = max(2, columns - 4 - shown.columns - tail.columns)
        line.append(" " + String(repeating: "─", count: rule) + tail, .dim)
        return line
    }

    private init(columns: Int) { self.columns = columns }

    private mutating func read(_ source: [String]) {
        var index = 0
        while index < source.count {
            let line = source[index]
            if line.hasPrefix("```") {
                index = code(source, index)
            } else if line.hasPrefix("|") {
                index = table(source, index)
            } else if line.hasPrefix("#") {
                blank()
                lines.append(StyledText(line.drop { $0 == "#" }.trimmed, .bold))
                index += 1
            } else if line.hasPrefix(">") {
                index = quote(source, index)
            } else if ProseLines.bullet(line) != nil {
                index = item(source, index)
            } else if line.trimmed.isEmpty {
                blank()
                index += 1
            } else {
                index = paragraph(source, index)
            }
        }
    }

    private mutating func blank() {
        if let last = lines.last, !last.runs.isEmpty { lines.append(StyledText()) }
    }

    private mutating func paragraph(_ source: [String], _ start: Int) -> Int {
        var text = ""
        var index = start
        while index < source.count, !ProseLines.isSpecial(source[index]) {
            QuestionReader.join(&text, source[index].trimmed)
            index += 1
        }
        lines += ProseLines.inline(text).wrapped(to: columns)
        return index
    }

    private mutating func item(_ source: [String], _ start: Int) -> Int {
        guard let (mark, first) = ProseLines.bullet(source[start]) else { return start + 1 }
        let indent = source[start].prefix { $0 == " " }.count
        var text = first
        var index = start + 1
        while index < source.count, source[index].hasPrefix(" "), ProseLines.bullet(source[index]) == nil,
            !source[index].trimmed.isEmpty
        {
            QuestionReader.join(&text, source[index].trimmed)
            index += 1
        }
        let head = String(repeating: " ", count: indent) + mark + " "
        hang(head, text, style: .none)
        return index
    }

    private mutating func quote(_ source: [String], _ start: Int) -> Int {
        var index = start
        var text = ""
        while index < source.count, source[index].hasPrefix(">") {
            let inner = source[index].dropFirst().trimmed
            if inner.isEmpty {
                if !text.isEmpty { hang("│ ", text, style: .dim, repeats: true) }
                lines.append(StyledText("│", .dim))
                text = ""
            } else {
                QuestionReader.join(&text, inner)
            }
            index += 1
        }
        if !text.isEmpty { hang("│ ", text, style: .dim, repeats: true) }
        return index
    }

    /// Text behind a head; later lines begin under the text, or repeat the head.
    private mutating func hang(_ head: String, _ text: String, style: Style, repeats: Bool = false) {
        let width = head.columns
        for (number, line) in ProseLines.inline(text).wrapped(to: max(10, columns - width)).enumerated() {
            let start = number == 0 || repeats ? head : String(repeating: " ", count: width)
            lines.append(StyledText(start, style) + line)
        }
    }

    private mutating func code(_ source: [String], _ start: Int) -> Int {
        var index = start + 1
        while index < source.count, !source[index].hasPrefix("```") {
            lines.append(StyledText(source[index].isEmpty ? " " : "  " + source[index]))
            index += 1
        }
        return index + 1
    }

    private static func isSpecial(_ line: String) -> Bool {
        line.trimmed.isEmpty || line.hasPrefix("```") || line.hasPrefix("|")
            || line.hasPrefix("#") || line.hasPrefix(">") || bullet(line) != nil
    }

    /// `- text`, `* text`, `3. text`, also indented.
    static func bullet(_ line: String) -> (mark: String, text: String)? {
        let text = line.drop { $0 == " " }
        if text.hasPrefix("- ") || text.hasPrefix("* ") {
            return ("•", text.dropFirst(2).trimmed)
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 3, text.dropFirst(digits.count).hasPrefix(". ") else { return nil }
        return (digits + ".", text.dropFirst(digits.count + 2).trimmed)
    }
}

extension ProseLines {
    /// Inline code, *emphasis* and **bold** as bold runs, links as their text and address, tags as what one can type.
    static func inline(_ text: String) -> StyledText {
        var out = StyledText()
        var isBold = false
        for piece in LessonTag.pieces(of: text) {
            switch piece {
            case .code(let code): out.append(code, .bold)
            case .tag(.rule(let name)): out.append("(rule \(name))", .dim)
            case .tag(.term(let name)): out.append(name, .bold)
            case .tag(.unknown(let tag)): out.append(tag)
            case .text(let plain): bold(plain, &isBold, into: &out)
            }
        }
        return out
    }

    /// Stars switch bold on and off, also across code; stars with a blank on either side are only stars.
    private static func bold(_ text: String, _ isBold: inout Bool, into out: inout StyledText) {
        var held = ""
        var rest = Substring(text)
        while let first = rest.first {
            let stars = rest.prefix { $0 == "*" }
            rest = rest.dropFirst(max(1, stars.count))
            if stars.isEmpty || held.last == " " && rest.first == " " {
                held += stars.isEmpty ? String(first) : String(stars)
                continue
            }
            out.append(links(held), isBold ? .bold : .none)
            held = ""
            isBold.toggle()
        }
        out.append(links(held), isBold ? .bold : .none)
    }

    /// `[text](address)` becomes `text (address)`.
    private static func links(_ text: String) -> String {
        var out = ""
        var rest = text
        while let middle = rest.range(ofText: "](") {
            let before = rest[..<middle.lowerBound]
            let behind = rest[middle.upperBound...]
            guard let open = before.lastIndex(of: "["), let close = behind.firstIndex(of: ")") else { break }
            out += before[..<open] + before[before.index(after: open)...] + " (" + behind[..<close] + ")"
            rest = String(behind[behind.index(after: close)...])
        }
        return out + rest
    }

    /// Columns as wide as their widest cell; the last one is wrapped into what is left.
    private mutating func table(_ source: [String], _ start: Int) -> Int {
        var index = start
        var rows: [[String]] = []
        while index < source.count, source[index].hasPrefix("|") {
            let cells = ProseLines.cells(source[index])
            if !cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } }) { rows.append(cells) }
            index += 1
        }
        let count = rows.map(\.count).max() ?? 0
        guard count > 0 else { return index }
        var widths = Array(repeating: 0, count: count)
        for row in rows {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], ProseLines.inline(cell).columns)
            }
        }
        let fixed = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        if fixed + 12 > columns {
            for row in rows { hang("• ", row.joined(separator: " — "), style: .none) }
            return index
        }
        for (number, row) in rows.enumerated() {
            append(row, widths, room: columns - fixed, isHead: number == 0)
        }
        return index
    }

    private mutating func append(_ row: [String], _ widths: [Int], room: Int, isHead: Bool) {
        var line = StyledText()
        let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        for (column, width) in widths.enumerated() {
            let text = ProseLines.inline(column < row.count ? row[column] : "")
            let styled = isHead ? StyledText(text.plain, .bold) : text
            if column < widths.count - 1 {
                line = line + styled
                line.append(String(repeating: " ", count: width - styled.columns + 2))
                continue
            }
            for (number, part) in styled.wrapped(to: room).enumerated() {
                let start = number == 0 ? line : StyledText(String(repeating: " ", count: indent))
                lines.append(start + part)
            }
        }
    }

    static func cells(_ line: String) -> [String] {
        var inner = line.trimmed
        if inner.hasPrefix("|") { inner.removeFirst() }
        if inner.hasSuffix("|") { inner.removeLast() }
        return inner.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
    }
}
