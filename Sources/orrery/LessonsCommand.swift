import ArgumentParser
import Lessons
import Terminal
import Workbench

/// `orrery lessons`, `lessons lint`, `lessons test`
struct LessonsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessons", abstract: "List, lint and test the lessons.",
        subcommands: [List.self, Lint.self, Test.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The whole course.")
        @OptionGroup var world: WorldOptions

        func run() throws {
            let course = try LessonsCommand.course(world)
            for entry in course.lessons {
                guard let lesson = entry.english ?? entry.chinese else { continue }
                Screen().write("\(lesson.number)  \(lesson.id)  \(lesson.title) · \(lesson.otherTitle)\n")
            }
        }
    }

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hold the lessons against the rules of lessons/AUTHORING.md; exit code 1 if any is broken.")
        @OptionGroup var world: WorldOptions

        func run() throws {
            let course = try LessonsCommand.course(world)
            let problems = course.lint()
            for problem in problems { Screen().write("\(problem)\n") }
            Screen().write("\(course.lessons.count) lessons, \(problems.count) problems\n")
            if !problems.isEmpty || course.lessons.isEmpty { throw ExitCode(1) }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Play each lesson: checks fail before a step and hold after it; exit code 1 if not.")
        @OptionGroup var world: WorldOptions

        func run() throws {
            let course = try LessonsCommand.course(world)
            var failed = 0
            for result in course.playAll(try world.sessionOptions(), io: { MachineIO(base: $0) }) {
                for problem in result.problems { Screen().write("\(problem)\n") }
                failed += result.problems.isEmpty ? 0 : 1
                Screen().write("\(result.problems.isEmpty ? "ok  " : "FAIL")  \(result.file)\n")
            }
            Screen().write("\(course.lessons.count) lessons, \(failed) failed files\n")
            if failed > 0 || course.lessons.isEmpty { throw ExitCode(1) }
        }
    }

    fileprivate static func course(_ world: WorldOptions) throws -> Course {
        guard let folder = try world.sessionOptions().lessonsFolder else {
            throw ValidationError("no lessons folder was found; --lessons names it")
        }
        return Course(folder: folder, io: MachineIO())
    }
}
