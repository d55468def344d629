import ClusterSim
import Commands
import Documents
public import Lessons
import Nodes

/// Lint and test of the lessons against the real grammar and the real cluster.
extension Course {
    /// All that is wrong with the lessons without running them.
    public func lint() -> [LessonProblem] {
        problems.filter { $0.file == "glossary.md" || $0.file == "rules.md" }
            + LessonLint.check(folders, grammar: grammar)
    }

    /// The prompt's grammar, as lessons may use it.
    var grammar: LessonGrammar {
        let parser = CommandParser(others: HouseWords.verbs)
        let rules = self.rules
        let glossary = self.glossary
        return LessonGrammar(
            command: { Course.problem(ofCommand: $0, parser) }, condition: Course.problem(ofCondition:),
            expression: Course.problem(ofExpression:), behaviour: Course.problem(ofBehaviour:),
            isRule: { id in rules?.rule(id) != nil }, isTerm: { name in glossary?.term(name) != nil })
    }

    private static func problem(ofCommand text: String, _ parser: CommandParser) -> String? {
        RawWords.problem(of: text.replacingVariables, parser)
    }

    private static func problem(ofCondition text: String) -> String? {
        do { _ = try Condition(parsing: text) } catch { return error.message.english }
        return nil
    }

    private static func problem(ofExpression text: String) -> String? {
        do { _ = try ConditionExpression(parsing: text) } catch { return error.message.english }
        return nil
    }

    private static func problem(ofBehaviour value: Value) -> String? {
        do { _ = try Behaviour(parsing: value) } catch { return error.description }
        return nil
    }

    /// Plays every lesson in both languages.
    public func playAll(
        _ options: SessionOptions, io: (String) -> any SessionIO
    ) -> [(file: String, problems: [LessonProblem])] {
        var out: [(file: String, problems: [LessonProblem])] = []
        for entry in lessons {
            for (lesson, language) in [(entry.english, Language.english), (entry.chinese, .chinese)] {
                guard let lesson else { continue }
                var options = options
                options.progressFile = nil
                options.cluster.checks = true
                let session = Session(options, io: io("\(folder ?? "lessons")/\(entry.folder)"), course: self)
                var host = SessionHost(session: session)
                let file = "\(entry.folder)/\(language.fileName)"
                var problems = LessonTest.run(lesson, file: file, on: &host)
                problems += host.session.cluster.checkWorld().map { LessonProblem(file: file, line: 0, message: $0) }
                out.append((file, problems))
            }
        }
        return out
    }
}

extension String {
    /// With `$NAME` as a plain word, so that a grammar can read it.
    var replacingVariables: String {
        split(separator: "$", omittingEmptySubsequences: false).joined(separator: "v")
    }
}
