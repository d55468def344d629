import ClusterSim
import ArgumentParser
import Terminal
import Transcripts
import Workbench

/// `orrery replay notes.json`
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Run an exported session again and say whether it is identical.",
        discussion: "Exit code 0: identical. 1: it parts, and where. 2: it cannot be read.")

    @Argument(help: "A .json that `export` wrote.") var file: String
    @OptionGroup var world: WorldOptions

    func run() throws {
        let screen = Screen()
        let errors = Screen(descriptor: 2)
        let document: SessionDocument
        do {
            let bytes = try WholeFile.read(file, limit: 1 << 30)
            document = try SessionDocument(String(decoding: bytes, as: UTF8.self))
        } catch {
            errors.write("\(file): \(error)\n")
            throw ExitCode(2)
        }
        let options = try world.sessionOptions()
        let course = options.lessonsFolder.map { Course(folder: $0, io: MachineIO()) } ?? Course()
        do {
            let (session, outcome) = try Session.replay(document, over: options, course: course)
            switch outcome {
            case .identical(let lines):
                screen.write("identical: \(lines) lines, t=\(session.cluster.now), rev \(session.cluster.revision)\n")
            case .parts(let entry, let expected, let found):
                screen.write("parts at entry \(entry)\nexpected  \(expected)\nfound     \(found)\n")
                throw ExitCode(1)
            }
        } catch let problem as ReplayProblem {
            errors.write("\(file): \(problem.message)\n")
            throw ExitCode(2)
        }
    }
}
