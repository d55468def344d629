import Documents
// Colours of code and answers in a page: YAML lightly, diffs by their signs, our own output by its
// styles. Colour only repeats what the characters say.

import Rendering

/// Lines of code as HTML, spans for what has a colour.
enum CodeColours {
    /// Lines of a fenced block; `yaml` and `diff` are coloured, the rest is plain.
    static func html(code lines: [String], language: String) -> String {
        switch language {
        case "yaml", "yml": lines.map(yaml).joined(separator: "\n")
        case "diff": lines.map { signed($0) }.joined(separator: "\n")
        default: lines.map(HTMLText.escaped).joined(separator: "\n")
        }
    }

    /// Lines of an answer: as styled, else as YAML or diff if it looks like one.
    static func html(_ output: Output, kind: TranscriptEntry.OutputKind) -> String {
        let plain = output.lines.map(\.text.plain)
        let isYAML = kind == .plain && looksLikeYAML(plain)
        let isDiff = kind == .plain && plain.first?.hasPrefix("diff -") == true
        let isView = if case .view = kind { true } else { false }
        return zip(output.lines, plain).map { line, text in
            if line.runs.contains(where: { $0.style != .none }) {
                return line.runs.map(run).joined()
            }
            if isYAML { return yaml(text) }
            if isDiff { return signed(text) }
            return isView ? signedView(text) : HTMLText.escaped(text)
        }.joined(separator: "\n")
    }

    private static func run(_ run: StyledText.Run) -> String {
        let names: [(Style, String)] = [
            (.bold, "b"), (.dim, "d"), (.green, "g"), (.red, "r"), (.yellow, "y"),
        ]
        let classes = names.filter { run.style.contains($0.0) }.map(\.1)
        return span(classes.joined(separator: " "), run.text)
    }

    private static func span(_ name: String, _ text: String) -> String {
        if text.isEmpty { return "" }
        if name.isEmpty { return HTMLText.escaped(text) }
        return "<span class=\"\(name)\">\(HTMLText.escaped(text))</span>"
    }

    // MARK: Diffs

    /// A line of a unified diff.
    private static func signed(_ line: String) -> String {
        if line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("diff ") {
            return span("b", line)
        }
        switch line.first {
        case "+": return span("g", line)
        case "-": return span("r", line)
        case "~": return span("y", line)
        case "@": return span("d", line)
        default: return HTMLText.escaped(line)
        }
    }

    /// A line of a view, where a sign stands behind blanks and before a blank.
    private static func signedView(_ line: String) -> String {
        let text = line.trimmed
        guard text.dropFirst().first == " " else { return HTMLText.escaped(line) }
        switch text.first {
        case "+": return span("g", line)
        case "-": return span("r", line)
        case "~": return span("y", line)
        default: return HTMLText.escaped(line)
        }
    }

    // MARK: YAML

    private static func looksLikeYAML(_ lines: [String]) -> Bool {
        lines.first?.hasPrefix("apiVersion: ") == true
            || (lines.first == "---" && lines.count > 1)
    }

    /// One line: its key, and a value that is a number, a word of YAML or a quoted text.
    static func yaml(_ line: String) -> String {
        let indent = line.prefix { $0 == " " || $0 == "-" }
        let rest = line.dropFirst(indent.count)
        if rest.hasPrefix("#") || line == "---" { return span("c", line) }
        guard let colon = keyEnd(rest) else {
            return HTMLText.escaped(String(indent)) + scalar(String(rest))
        }
        return HTMLText.escaped(String(indent)) + span("k", String(rest[..<colon])) + ":"
            + scalar(String(rest[rest.index(after: colon)...]))
    }

    /// Where the key of a line ends: at a colon with a blank or nothing behind it.
    private static func keyEnd(_ rest: Substring) -> Substring.Index? {
        var index = rest.startIndex
        let quote = rest.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
        var isQuoted = quote != nil
        while index < rest.endIndex {
            let next = rest.index(after: index)
            if isQuoted, index > rest.startIndex, rest[index] == quote { isQuoted = false }
            if !isQuoted, rest[index] == " ", rest[index...].hasPrefix(" #") { return nil }
            if !isQuoted, rest[index] == ":", next == rest.endIndex || rest[next] == " " {
                return index
            }
            index = next
        }
        return nil
    }

    private static func scalar(_ text: String) -> String {
        let value = text.trimmed
        guard let first = value.first else { return HTMLText.escaped(text) }
        if first == "\"" || first == "'" { return span("s", text) }
        if first == "#" { return span("c", text) }
        if let mark = text.firstRange(of: " #") {
            return scalar(String(text[..<mark.lowerBound]))
                + span("c", String(text[mark.lowerBound...]))
        }
        if ["true", "false", "null", "{}", "[]", "~"].contains(value) { return span("n", text) }
        let isNumber = value.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 45 }
        return isNumber ? span("n", text) : HTMLText.escaped(text)
    }
}
