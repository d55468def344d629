import Documents

/// A fenced block with its info string: ` ```predict kind=choice answer=c `.
struct LessonFence {
    /// Blocks that are parts of steps.
    static let parts = [
        "do", "predict", "check", "hint", "solution", "quiz", "behaviour", "start",
    ]
    /// Blocks that are only shown.
    static let shown = ["yaml", "json", "text", "sh", ""]

    var kind: String
    /// The words behind the kind.
    var words: [String]
    /// The line of the opening fence.
    var line: Int
    var body: [LessonLine]

    var isPart: Bool { LessonFence.parts.contains(kind) }

    /// Reads the block whose opening fence is the current line, and stands behind its end.
    init(_ lines: inout LessonLines) {
        line = lines.number
        var info = lines.current.drop { $0 == "`" }.trimmed
        let split = info.split(separator: " ").map(String.init)
        kind = split.first ?? ""
        words = Array(split.dropFirst())
        info = kind
        body = []
        lines.index += 1
        while !lines.isAtEnd, !lines.current.hasPrefix("```") {
            body.append(LessonLine(lines.current, line: lines.number))
            lines.index += 1
        }
        if lines.isAtEnd {
            lines.complain("this block is not closed: a line with ``` is missing.", line: line)
        } else {
            lines.index += 1
        }
        if !isPart && !LessonFence.shown.contains(kind) {
            lines.complain(
                "unknown block `\(kind)`. Parts of steps: \(Suggestions.list(LessonFence.parts)); only shown: "
                    + Suggestions.list(LessonFence.shown.filter { !$0.isEmpty }) + "."
                    + Suggestions.meant(kind, LessonFence.parts + LessonFence.shown).english, line: line)
        }
    }

    /// The lines that say something: trimmed, without empty ones and `#` comments.
    var spoken: [LessonLine] {
        body.compactMap { entry in
            let text = entry.text.trimmed
            return text.isEmpty || text.hasPrefix("#") ? nil : LessonLine(text, line: entry.line)
        }
    }

    /// The value of `key=value` in the info string.
    func value(_ key: String) -> String? {
        words.first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
    }

    /// Complains about words of the info string that are not `key=value` with a known key.
    func expectKeys(_ known: [String], _ lines: inout LessonLines) {
        for word in words {
            let key = String(word.prefix { $0 != "=" })
            if known.contains(key) && word.contains("=") { continue }
            if known.isEmpty {
                lines.complain("`\(kind)` takes nothing behind it, not `\(word)`.", line: line)
            } else {
                lines.complain(
                    "unknown `\(word)` behind `\(kind)`. Known: \(Suggestions.list(known.map { $0 + "=…" }))."
                        + Suggestions.meant(key, known).english, line: line)
            }
        }
    }
}
