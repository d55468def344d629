import Foundation
import Testing

@Suite("exceptions")
struct RatchetTests {
    private static let two = [1, 2].map { Violation(path: "a", line: $0, message: "long") }

    @Test(
        "the numbers of the list may only fall",
        arguments: [
            (granted: 2, failures: 0), (granted: 1, failures: 2), (granted: 3, failures: 1), (granted: 0, failures: 2)
        ])
    func ratchets(_ granted: Int, _ failures: Int) {
        let list = ["line": granted == 0 ? [:] : ["a": granted]]
        #expect(Ratchet.beyond(Self.two, rule: "line", list: list).count == failures)
    }

    @Test("every row of the list names a file that exists")
    func rowsAreAlive() {
        let paths = Set(SourceTree.files.map(\.path))
        for (rule, rows) in exceptions {
            for path in rows.keys { #expect(paths.contains(path), "\(rule): \(path) is gone: take its row away") }
        }
    }

    @Test("a number is lowered to what is left, never raised, and a row that is done goes")
    func lowers() {
        let list = ["line": ["a": 3, "b": 1], "file": ["a": 1]]
        #expect(Ratchet.lowered(["line": Self.two], list: list) == ["line": ["a": 2]])
        #expect(Ratchet.lowered(["line": Self.two], list: ["line": ["a": 1]]) == ["line": ["a": 1]])
    }

    /// With `ORRERY_RECORD` it lowers the list, and fails so that the difference is read.
    @Test(
        "the list is lowered when asked for",
        .enabled(if: ProcessInfo.processInfo.environment["ORRERY_RECORD"] != nil, "ORRERY_RECORD is not set"))
    func records() throws {
        var found = [
            "line": SizeTests.allWideLines, "function": try SizeTests.allLongFunctions, "file": SizeTests.allLongFiles,
            "doc comment": try DocCommentTests.all,
        ]
        for word in bannedWords { found[word.name] = try BannedWordTests.all(word) }
        let text = Ratchet.text(of: Ratchet.lowered(found))
        let path = SourceTree.root + "/Tests/TidyTests/Exceptions.swift"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        Issue.record("wrote the exceptions: read the difference, then run again")
    }
}
