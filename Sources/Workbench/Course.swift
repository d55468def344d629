import Documents
import Kubectl
public import Lessons
import Nodes

/// The lessons with their glossary and rules, as the lessons folder holds them.
public struct Course: Sendable {
    public private(set) var folder: String?
    /// By number; a lesson that cannot be read is in `problems`.
    public private(set) var lessons: [(folder: String, english: Lesson?, chinese: Lesson?)] = []
    public private(set) var folders: [LessonFolder] = []
    public private(set) var glossary: Glossary?
    public private(set) var rules: RuleBook?
    public private(set) var problems: [LessonProblem] = []

    /// No lessons.
    public init() {}

    /// Reads the folder: `NN-name/lesson.md`, `lesson.zh.md`, `glossary.md`, `rules.md`.
    public init(folder: String, io: any SessionIO) {
        self.folder = folder
        let paths = ((try? io.listFolder(folder, isRecursive: true)) ?? nil) ?? []
        if let text = Course.text(folder + "/glossary.md", io) {
            read { try Glossary.parse(text, file: "glossary.md") }.map { glossary = $0 }
        }
        if let text = Course.text(folder + "/rules.md", io) {
            read { try RuleBook.parse(text, file: "rules.md") }.map { rules = $0 }
        }
        var names: [String] = []
        for path in paths {
            let parts = path.dropFirst(folder.count + 1).split(separator: "/").map(String.init)
            if parts.count > 1, !names.contains(parts[0]), parts[0].first?.isNumber == true { names.append(parts[0]) }
        }
        for name in names.sorted() { add(name, paths, io) }
    }

    private mutating func add(_ name: String, _ paths: [String], _ io: any SessionIO) {
        guard let folder else { return }
        let prefix = "\(folder)/\(name)/"
        var texts: [(language: Language, text: String)] = []
        var parsed: [Language: Lesson] = [:]
        for language in Language.allCases {
            guard let text = Course.text(prefix + language.fileName, io) else { continue }
            texts.append((language, text))
            parsed[language] = read { try LessonParser.parse(text, file: "\(name)/\(language.fileName)") }
        }
        let files = paths.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        folders.append(LessonFolder(name: name, texts: texts, files: files))
        if !parsed.isEmpty { lessons.append((name, parsed[.english], parsed[.chinese])) }
    }

    private mutating func read<Result>(_ body: () throws -> Result) -> Result? {
        do { return try body() } catch let found as LessonProblems {
            problems += found.problems
        } catch {
            problems.append(LessonProblem(file: "", line: 0, message: "\(error)"))
        }
        return nil
    }

    private static func text(_ path: String, _ io: any SessionIO) -> String? {
        (try? io.readFile(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The lesson of a number, an id or a folder name.
    public func find(_ word: String) -> (folder: String, english: Lesson?, chinese: Lesson?)? {
        lessons.first { entry in
            guard let lesson = entry.english ?? entry.chinese else { return false }
            return String(lesson.number) == word || lesson.id == word || entry.folder == word
                || (word.hasPrefix("0") && String(lesson.number) == word.drop { $0 == "0" })
        }
    }

    /// The words lessons are started by.
    public var names: [String] { lessons.compactMap { ($0.english ?? $0.chinese)?.id } }
}
