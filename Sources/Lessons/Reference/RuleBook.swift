public import Documents

/// The rules components follow, each with its source upstream: lessons/rules.md.
public struct RuleBook: Sendable, Equatable {
    /// One rule.
    public struct Rule: Sendable, Equatable {
        /// `slow-start`
        public var id: String
        public var title: String
        public var chineseTitle: String
        /// Markdown.
        public var english: String
        public var chinese: String
        /// A place in the upstream tree.
        public var source: String
        public var line: Int
    }

    /// Sorted as in the file.
    public let rules: [Rule]

    /// Reads sections `## id: Title`, English text, `### 中文标题`, Chinese text, `Source: …`.
    public static func parse(_ text: String, file: String) throws(LessonProblems) -> RuleBook {
        var reader = RuleReader(file: file)
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            reader.read(String(line), number)
        }
        reader.close()
        if reader.rules.isEmpty && reader.problems.isEmpty { reader.complain("no rule was found.", 0) }
        guard reader.problems.isEmpty else { throw LessonProblems(reader.problems) }
        return RuleBook(rules: reader.rules)
    }

    /// A rule by its id.
    public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// ` Did you mean …?` for an id that is none.
    public func suggestion(for id: String) -> BilingualText { Suggestions.meant(id, rules.map(\.id)) }
}

private struct RuleReader {
    let file: String
    var rules: [RuleBook.Rule] = []
    var problems: [LessonProblem] = []
    private var current: RuleBook.Rule?
    private var isChinese = false

    init(file: String) { self.file = file }

    mutating func complain(_ message: String, _ line: Int) {
        problems.append(LessonProblem(file: file, line: line, message: message))
    }

    mutating func read(_ line: String, _ number: Int) {
        if line.hasPrefix("## ") {
            close()
            let halves = line.dropFirst(3).split(separator: ":", maxSplits: 1).map(\.trimmed)
            guard halves.count == 2, !halves[1].isEmpty else {
                return complain("expected `## id: Title`.", number)
            }
            if let other = rules.first(where: { $0.id == halves[0] }) {
                complain("the rule `\(halves[0])` stands in line \(other.line) already.", number)
            }
            isChinese = false
            current = RuleBook.Rule(
                id: halves[0], title: halves[1], chineseTitle: "", english: "", chinese: "", source: "",
                line: number)
        } else if line.hasPrefix("### ") {
            isChinese = true
            current?.chineseTitle = line.dropFirst(4).trimmed
        } else if line.hasPrefix("Source: ") {
            current?.source = line.dropFirst("Source: ".count).trimmed
        } else if isChinese {
            current?.chinese += line + "\n"
        } else {
            current?.english += line + "\n"
        }
    }

    mutating func close() {
        guard var rule = current else { return }
        current = nil
        rule.english = rule.english.trimmed
        rule.chinese = rule.chinese.trimmed
        let missing = [
            ("an English text", rule.english), ("a Chinese title", rule.chineseTitle),
            ("a Chinese text", rule.chinese), ("a `Source: ` line", rule.source),
        ].filter { $0.1.isEmpty }.map { $0.0 }
        if !missing.isEmpty {
            complain("the rule `\(rule.id)` lacks \(missing.joined(separator: ", ")).", rule.line)
        }
        rules.append(rule)
    }
}
