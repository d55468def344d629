import Documents
import Rendering

/// Holds lessons against the rules of lessons/AUTHORING.md, without a cluster.
public struct LessonLint {
    /// Widest line of a lesson file.
    public static let columnsMax = 80

    private var problems: [LessonProblem] = []
    private let grammar: LessonGrammar

    /// All that is wrong in these folders; sorted by file and line.
    public static func check(
        _ folders: [LessonFolder], grammar: LessonGrammar = LessonGrammar()
    ) -> [LessonProblem] {
        var lint = LessonLint(grammar: grammar)
        var lessons: [(folder: LessonFolder, lesson: Lesson)] = []
        for folder in folders {
            if let lesson = lint.folder(folder) { lessons.append((folder, lesson)) }
        }
        lint.across(lessons)
        return lint.problems.sorted {
            $0.file == $1.file ? ($0.line, $0.message) < ($1.line, $1.message) : $0.file < $1.file
        }
    }

    private init(grammar: LessonGrammar) { self.grammar = grammar }

    private mutating func complain(_ file: String, _ line: Int, _ message: String) {
        problems.append(LessonProblem(file: file, line: line, message: message))
    }

    private mutating func folder(_ folder: LessonFolder) -> Lesson? {
        var parsed: [Lesson] = []
        for language in Language.allCases {
            let file = folder.path(language)
            guard let text = folder.texts.first(where: { $0.language == language })?.text else {
                complain(folder.name, 0, "`\(language.fileName)` is missing.")
                continue
            }
            lines(text, file)
            do {
                let lesson = try LessonParser.parse(text, file: file, grammar: grammar)
                if lesson.language != language {
                    complain(file, 1, "`language` must be `\(language.rawValue)` in this file.")
                }
                references(of: lesson, in: folder, file)
                parsed.append(lesson)
            } catch {
                problems += error.problems
            }
        }
        guard let first = parsed.first else { return nil }
        if parsed.count == 2 { same(first, parsed[1], folder) }
        let prefix = String(folder.name.prefix { $0 != "-" })
        if Int(prefix) != first.number {
            complain(folder.name, 0, "the folder says number \(prefix), the lesson \(first.number).")
        }
        return first
    }

    /// Widths, tabs and tags, line by line.
    private mutating func lines(_ text: String, _ file: String) {
        var number = 0
        var isInFence = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let line = String(line)
            let columns = line.columns
            if columns > LessonLint.columnsMax {
                complain(file, number, "the line takes \(columns) columns, more than \(LessonLint.columnsMax).")
            }
            if line.contains("\t") { complain(file, number, "a tab; write blanks.") }
            if line.hasPrefix("```") { isInFence.toggle() }
            if isInFence { continue }
            for tag in LessonTag.tags(in: line) {
                switch tag {
                case .rule(let name) where !grammar.isRule(name):
                    complain(file, number, "no rule is called `\(name)`; see rules.md.")
                case .term(let name) where !grammar.isTerm(name):
                    complain(file, number, "no term is called `\(name)`; see glossary.md.")
                case .unknown(let text):
                    complain(file, number, "unknown tag `\(text)`. Known: `{rule: NAME}`, `{term: NAME}`.")
                default: break
                }
            }
        }
    }

    /// Files named by `-f`, and variables.
    private mutating func references(of lesson: Lesson, in folder: LessonFolder, _ file: String) {
        var known: [String] = []
        var deeds = lesson.start.commands.map { LessonDeed.command($0) }
        for step in lesson.steps {
            deeds = (deeds + step.deeds + step.solution)
            for deed in deeds {
                variables(in: deed.text, known, file, deed.line)
                if case .binding(let name, _, _) = deed { known.append(name) }
                for name in LessonLint.files(in: deed.text) where !folder.files.contains(name) {
                    complain(file, deed.line, "the file `\(name)` is not in the lesson's folder.")
                }
            }
            for check in step.checks { variables(in: check.text, known, file, check.line) }
            if let measured = step.prediction?.measured {
                variables(in: measured.text, known, file, measured.line)
            }
            deeds = []
        }
    }

    private mutating func variables(in text: String, _ known: [String], _ file: String, _ line: Int) {
        for part in text.split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
            let name = String(part.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
            guard LessonVariables.isName(name), !known.contains(name) else { continue }
            complain(file, line, "`$\(name)` has no value here; a `let \(name) = …` must come first.")
        }
    }

    /// The words behind `-f` and `--filename`.
    static func files(in command: String) -> [String] {
        let words = command.split(separator: " ").map(String.init)
        return words.indices.dropLast().filter { words[$0] == "-f" || words[$0] == "--filename" }
            .map { words[$0 + 1] }
    }
}

extension LessonLint {
    /// Both languages must do and ask the same.
    private mutating func same(_ one: Lesson, _ two: Lesson, _ folder: LessonFolder) {
        let file = folder.path(two.language)
        let other = folder.path(one.language)
        func front(_ name: String, _ same: Bool) {
            if !same { complain(file, 1, "`\(name)` differs from \(other).") }
        }
        front("id", one.id == two.id)
        front("number", one.number == two.number)
        front("minutes", one.minutes == two.minutes)
        front("prerequisites", one.prerequisites == two.prerequisites)
        front("objectives", one.objectives.count == two.objectives.count)
        front("title", one.title == two.otherTitle && one.otherTitle == two.title)
        front("start", one.start.nodes == two.start.nodes && one.start.seed == two.start.seed
            && one.start.commands.map(\.text) == two.start.commands.map(\.text))
        front("behaviour", one.behaviours.map(\.rule) == two.behaviours.map(\.rule))
        guard one.steps.map(\.id) == two.steps.map(\.id) else {
            let ids = one.steps.map(\.id).joined(separator: ", ")
            return complain(file, two.steps.first?.line ?? 1, "the steps must be those of \(other): \(ids).")
        }
        for (left, right) in zip(one.steps, two.steps) { same(left, right, file, other) }
    }

    private mutating func same(_ one: LessonStep, _ two: LessonStep, _ file: String, _ other: String) {
        func part(_ name: String, _ same: Bool) {
            if !same { complain(file, two.line, "`\(name)` of step `\(two.id)` differs from \(other).") }
        }
        part("do", one.deeds.map(\.text) == two.deeds.map(\.text))
        part("solution", one.solution.map(\.text) == two.solution.map(\.text))
        part("check", one.checks.map(\.text) == two.checks.map(\.text))
        part("hint", one.hints.count == two.hints.count)
        let (left, right) = (one.prediction, two.prediction)
        part(
            "predict",
            left?.kind == right?.kind && left?.answer == right?.answer
                && left?.measured?.text == right?.measured?.text
                && left?.options.count == right?.options.count)
        part(
            "quiz",
            one.quizzes.map(\.answer) == two.quizzes.map(\.answer)
                && one.quizzes.map(\.options.count) == two.quizzes.map(\.options.count))
    }

    /// Ids and numbers belong to one lesson; prerequisites exist and come earlier.
    private mutating func across(_ lessons: [(folder: LessonFolder, lesson: Lesson)]) {
        for (index, entry) in lessons.enumerated() {
            let file = entry.folder.path(entry.lesson.language)
            for earlier in lessons[..<index] {
                if earlier.lesson.id == entry.lesson.id {
                    complain(file, 1, "the id `\(entry.lesson.id)` is taken by \(earlier.folder.name).")
                }
                if earlier.lesson.number == entry.lesson.number {
                    complain(file, 1, "the number \(entry.lesson.number) is taken by \(earlier.folder.name).")
                }
            }
            for id in entry.lesson.prerequisites {
                guard let other = lessons.first(where: { $0.lesson.id == id })?.lesson else {
                    let meant = Suggestions.meant(id, lessons.map(\.lesson.id)).english
                    complain(file, 1, "the prerequisite `\(id)` is no lesson.\(meant)")
                    continue
                }
                if other.number >= entry.lesson.number {
                    complain(file, 1, "the prerequisite `\(id)` does not come before this lesson.")
                }
            }
        }
    }
}
