import Foundation
import Testing

@Suite("banned words")
struct BannedWordTests {
    @Test("no source uses a banned word", arguments: bannedWords)
    func sourcesAreFree(_ word: BannedWord) throws {
        for violation in Ratchet.beyond(try Self.all(word), rule: word.name) { Issue.record("\(violation)") }
    }

    @Test("no test reaches into a module or waits for the wall clock")
    func testsUsePublicAPI() throws {
        for name in ["@testable", "Date()", "UUID()", ".random(", "shuffled()"] {
            let word = try #require(bannedWords.first { $0.name == name })
            for file in SourceTree.swift where !file.isSource {
                for violation in try Self.violations(of: word, in: file) { Issue.record("\(violation)") }
            }
        }
    }

    @Test("each banned word is found where it stands, and not in comments or strings", arguments: bannedWords)
    func findsItsSample(_ word: BannedWord) throws {
        let bad = TextFile(path: "Sources/Documents/X.swift", text: word.sample)
        #expect(try Self.violations(of: word, in: bad).count >= 1)
        let quoted = TextFile(
            path: "Sources/Documents/X.swift", text: "// \(word.sample)\nlet s = #\"\(word.sample)\"#")
        #expect(try Self.violations(of: word, in: quoted).isEmpty)
    }

    @Test("reminders name an issue, and urgent ones never land")
    func noLooseReminders() throws {
        for file in SourceTree.swift {
            for violation in try Self.reminders(in: file) { Issue.record("\(violation)") }
        }
    }

    @Test(
        "a reminder without an issue is found",
        arguments: [("TO" + "DO: later", 1), ("TO" + "DO(#12): later", 0), ("FIX" + "ME(#12)", 1), ("a method", 0)])
    func findsReminders(_ text: String, _ count: Int) throws {
        let file = TextFile(path: "Sources/Documents/X.swift", text: "// \(text)")
        #expect(try Self.reminders(in: file).count == count)
    }

    static func all(_ word: BannedWord) throws -> [Violation] {
        try SourceTree.sources.flatMap { try violations(of: word, in: $0) }
    }

    static func violations(of word: BannedWord, in file: TextFile) throws -> [Violation] {
        if word.allowedIn.contains(file.target) { return [] }
        if file.isSource, let layer = arrows[file.target]?.layer, !word.layers.contains(layer) { return [] }
        return try hits(word.pattern, in: file.code).map {
            Violation(path: file.path, line: $0, message: "\(word.name): \(word.reason)")
        }
    }

    private static func reminders(in file: TextFile) throws -> [Violation] {
        let pattern = "\\bTO" + "DO\\b(?!\\(#\\d+\\))|\\bFIX" + "ME\\b"
        return try hits(pattern, in: file.comments).map {
            Violation(path: file.path, line: $0, message: "a reminder without an issue: write (#number), or do it")
        }
    }
}

/// The numbers of the lines that hold the pattern, from 1.
func hits(_ pattern: String, in lines: [String]) throws -> [Int] {
    let expression = try NSRegularExpression(pattern: pattern)
    return lines.indices.filter { index in
        let line = lines[index]
        return expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) != nil
    }.map { $0 + 1 }
}
