import Foundation
import Rendering
import Testing
import Transcripts
import Workbench

/// README.md shows what the program does: each session in it is run and compared as a whole.
///
/// `ORRERY_RECORD=1 swift test …` writes what came out into README.md; that run fails, so that the difference is
/// read before it is believed.
@Suite("readme")
struct ReadmeTests {
    private static let path = PackageIO.root + "/README.md"

    private static func readme() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test("the sessions of the README come out as they are shown")
    func sessions() throws {
        let text = try Self.readme()
        let blocks = ReadmeBlocks(text).blocks("console session")
        #expect(!blocks.isEmpty)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for block in blocks.reversed() {
            let played = Self.play(ReadmeBlocks.typed(block.text), PackageIO())
            if ProcessInfo.processInfo.environment["ORRERY_RECORD"] == nil {
                #expect(played == block.text)
            } else {
                lines.replaceSubrange(block.lines, with: played.dropLast().split(separator: "\n").map(String.init))
                Issue.record("recorded a session of \(block.lines.count) lines: read the difference, then run again")
            }
        }
        let recorded = lines.joined(separator: "\n")
        if recorded != text { try recorded.write(toFile: Self.path, atomically: true, encoding: .utf8) }
    }

    @Test("the .k8s file of the README runs to its end")
    func scenario() throws {
        let shell = ReadmeBlocks(try Self.readme()).blocks("sh").compactMap { ReadmeBlocks.heredoc($0.text) }
        #expect(!shell.isEmpty)
        for file in shell {
            var runner = ScenarioRunner(SessionOptions(), io: PackageIO())
            try runner.run(file) { _ in }
            #expect(!runner.record.audit.isEmpty)
            #expect(!runner.record.snapshots.isEmpty)
        }
    }

    @Test("a session that was exported replays to the same bytes")
    func replays() throws {
        for block in ReadmeBlocks(try Self.readme()).blocks("console session") {
            let io = PackageIO()
            let typed = ReadmeBlocks.typed(block.text)
            _ = Self.play(typed + ["export notes.json"], io)
            let bytes = try #require(io.written("notes.json"))
            let document = try SessionDocument(String(decoding: bytes, as: UTF8.self))
            let replayed = try Session.replay(document, over: SessionOptions(), course: Self.course(PackageIO()))
            guard case .identical(let lines) = replayed.outcome else {
                Issue.record("\(replayed.outcome)")
                continue
            }
            #expect(lines == typed.count)
            let again = PackageIO()
            _ = Self.play(typed + ["export notes.json"], again)
            #expect(again.written("notes.json") == bytes)
        }
    }

    @Test("every folder and file that the README names exists")
    func pathsExist() throws {
        let text = try Self.readme()
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        for (index, piece) in pieces where index % 2 == 1 {
            let path = piece.split(separator: " ").first.map(String.init) ?? ""
            guard path.hasPrefix("Sources/") || path.hasPrefix("Tests/") || path.hasPrefix("lessons/"),
                !path.contains("<"), !path.contains("NN")
            else { continue }
            #expect(FileManager.default.fileExists(atPath: PackageIO.root + "/" + path), "\(path)")
        }
    }

    private static func course(_ io: PackageIO) -> Course { Course(folder: "lessons", io: io) }

    /// The lines with their prompts and answers, as a terminal of 80 columns shows them.
    private static func play(_ lines: [String], _ io: PackageIO) -> String {
        var session = Session(SessionOptions(), io: io, course: course(io))
        var out = ""
        for line in lines {
            out += session.prompt().plain + line + "\n"
            let printed = session.perform(line).output.rendered(useColor: false)
            out += printed.hasSuffix("\n") || printed.isEmpty ? printed : printed + "\n"
        }
        return out
    }
}
