public import Documents

/// The words of the field in both languages: lessons/glossary.md.
public struct Glossary: Sendable, Equatable {
    /// One word.
    public struct Term: Sendable, Equatable {
        public var name: String
        /// The word in Chinese.
        public var chineseName: String
        public var english: String
        public var chinese: String
        public var line: Int
    }

    /// Sorted as in the file.
    public let terms: [Term]

    /// Reads rows `| term | 中文 | English | 中文说明 |` of the tables in the file.
    public static func parse(_ text: String, file: String) throws(LessonProblems) -> Glossary {
        var problems: [LessonProblem] = []
        var terms: [Term] = []
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            guard line.hasPrefix("|") else { continue }
            let cells = ProseLines.cells(String(line))
            if cells.first == "term" || cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } }) { continue }
            guard cells.count == 4, cells.allSatisfy({ !$0.isEmpty }) else {
                let message = "expected `| term | 中文 | English | 中文说明 |`, four cells with text."
                problems.append(LessonProblem(file: file, line: number, message: message))
                continue
            }
            if let other = terms.first(where: { $0.name.lowercased() == cells[0].lowercased() }) {
                let message = "`\(cells[0])` stands in line \(other.line) already."
                problems.append(LessonProblem(file: file, line: number, message: message))
                continue
            }
            terms.append(
                Term(name: cells[0], chineseName: cells[1], english: cells[2], chinese: cells[3], line: number))
        }
        if terms.isEmpty && problems.isEmpty {
            problems.append(LessonProblem(file: file, line: 0, message: "no term was found."))
        }
        guard problems.isEmpty else { throw LessonProblems(problems) }
        return Glossary(terms: terms)
    }

    /// A term by its name in either language; upper and lower case do not matter.
    public func term(_ name: String) -> Term? {
        let lower = name.lowercased()
        return terms.first { $0.name.lowercased() == lower || $0.chineseName == name }
    }

    /// ` Did you mean …?` for a name that is none.
    public func suggestion(for name: String) -> BilingualText { Suggestions.meant(name, terms.map(\.name)) }
}
