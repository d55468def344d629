import Documents

/// The block between `---` at the top of a lesson: `key: value` lines, and lists as `- …` lines below
/// their key.
struct FrontMatter {
    private struct Entry {
        var key: String
        var value: String
        var items: [String]
        var line: Int
    }
    private var entries: [Entry] = []
    private(set) var line = 1

    static let known = [
        "id", "number", "language", "title", "other-title", "source", "prerequisites", "minutes", "objectives",
    ]

    /// Reads it and leaves `lines` behind its end.
    init(_ lines: inout LessonLines) {
        guard !lines.isAtEnd, lines.current == "---" else {
            lines.complain("a lesson begins with `---` and its front matter.", line: 1)
            return
        }
        lines.index += 1
        while !lines.isAtEnd, lines.current != "---" {
            read(&lines)
            lines.index += 1
        }
        if lines.isAtEnd {
            lines.complain("the front matter has no end: `---` is missing.", line: 1)
        } else {
            lines.index += 1
        }
    }

    private mutating func read(_ lines: inout LessonLines) {
        let text = lines.current.trimmed
        if text.isEmpty { return }
        if text.hasPrefix("- ") {
            guard !entries.isEmpty else {
                return lines.complain("a list item without a key above it.", line: lines.number)
            }
            entries[entries.count - 1].items.append(text.dropFirst(2).trimmed)
            return
        }
        guard let colon = text.firstIndex(of: ":") else {
            return lines.complain("expected `key: value`, not `\(text)`.", line: lines.number)
        }
        let key = String(text[..<colon])
        guard FrontMatter.known.contains(key) else {
            return lines.complain(
                "unknown key `\(key)`. Known: \(Suggestions.list(FrontMatter.known))."
                    + Suggestions.meant(key, FrontMatter.known).english, line: lines.number)
        }
        if entries.contains(where: { $0.key == key }) {
            return lines.complain("`\(key)` is given twice.", line: lines.number)
        }
        let value = text[text.index(after: colon)...].trimmed
        entries.append(Entry(key: key, value: value, items: [], line: lines.number))
    }

    func text(_ key: String, _ lines: inout LessonLines) -> String {
        if let entry = entries.first(where: { $0.key == key }), !entry.value.isEmpty { return entry.value }
        lines.complain("the front matter needs `\(key)`.", line: 1)
        return ""
    }

    func number(_ key: String, _ lines: inout LessonLines) -> Int {
        let text = text(key, &lines)
        if let number = Int(text), (0...999).contains(number) { return number }
        if !text.isEmpty {
            let line = entries.first { $0.key == key }?.line ?? 1
            lines.complain("`\(key)` must be a whole number, not `\(text)`.", line: line)
        }
        return 0
    }

    /// Items below the key, or a value with commas; a list may be left out.
    func list(_ key: String) -> [String] {
        guard let entry = entries.first(where: { $0.key == key }) else { return [] }
        if !entry.items.isEmpty { return entry.items }
        return entry.value.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty && $0 != "[]" }
    }

    func line(of key: String) -> Int { entries.first { $0.key == key }?.line ?? 1 }
}
