import Foundation
import Testing

@Suite("sizes")
struct SizeTests {
    static let columnsMax = 120
    static let functionLinesMax = 60
    static let fileLinesMax = 500

    @Test("no line is wider than 120 columns")
    func lines() {
        for violation in Ratchet.beyond(Self.allWideLines, rule: "line") { Issue.record("\(violation)") }
    }

    @Test("no function is longer than 60 lines")
    func functions() throws {
        for violation in Ratchet.beyond(try Self.allLongFunctions, rule: "function") { Issue.record("\(violation)") }
    }

    @Test("no file is longer than 500 lines")
    func files() {
        for violation in Ratchet.beyond(Self.allLongFiles, rule: "file") { Issue.record("\(violation)") }
    }

    @Test("a wide line is found, and a line of the full width is not")
    func findsWideLines() {
        let text = String(repeating: "x", count: 121) + "\n" + String(repeating: "x", count: 120)
        #expect(Self.wideLines(in: TextFile(path: "Sources/X/X.swift", text: text)).map(\.line) == [1])
    }

    @Test(
        "the length of a function is from its first line to its closing brace",
        arguments: [
            ("func f() {\n" + String(repeating: "x\n", count: 59) + "}", 1),
            ("func f() {\n" + String(repeating: "x\n", count: 58) + "}", 0),
            ("init(a: Int,\n b: () -> Void = {}) {\n" + String(repeating: "if x { y }\n", count: 59) + "}", 1),
            ("protocol P {\nfunc f()\nfunc g() -> Int\n}\n" + String(repeating: "x\n", count: 80), 0),
        ])
    func findsLongFunctions(_ text: String, _ count: Int) throws {
        #expect(try Self.longFunctions(in: TextFile(path: "Sources/X/X.swift", text: text)).count == count)
    }

    static var allWideLines: [Violation] { SourceTree.swift.filter { !$0.isGenerated }.flatMap(wideLines) }

    static var allLongFunctions: [Violation] {
        get throws { try SourceTree.swift.filter { !$0.isGenerated }.flatMap(longFunctions) }
    }

    static var allLongFiles: [Violation] {
        SourceTree.files.filter { ($0.isSwift || $0.path.hasSuffix(".c")) && $0.lines.count > fileLinesMax }
            .map { Violation(path: $0.path, line: $0.lines.count, message: "over \(fileLinesMax) lines: split it") }
    }

    static func wideLines(in file: TextFile) -> [Violation] {
        file.lines.enumerated().compactMap { index, line in
            line.count > columnsMax
                ? Violation(
                    path: file.path, line: index + 1, message: "\(line.count) columns, \(columnsMax) are the limit")
                : nil
        }
    }

    static func longFunctions(in file: TextFile) throws -> [Violation] {
        try hits(#"\b(func\s+\S|init[?]?\s*[<(]|subscript\s*[<(])"#, in: file.code).compactMap { number in
            let start = number - 1
            let isCall = file.code[start].contains(".init(") || file.code[start].contains("self.init(")
            guard !isCall, let end = endOfBody(file.code, from: start) else { return nil }
            let length = end - start + 1
            guard length > functionLinesMax else { return nil }
            return Violation(
                path: file.path, line: number,
                message:
                    "a function of \(length) lines, \(functionLinesMax) are the limit: let the parent decide, leaves compute"
            )
        }
    }

    /// The line of the brace that closes the body which begins behind `start`; `nil` if there is no body.
    private static func endOfBody(_ code: [String], from start: Int) -> Int? {
        var parentheses = 0
        var braces = 0
        for index in start ..< code.count {
            for character in code[index] {
                switch character {
                case "(", "[": parentheses += 1
                case ")", "]": parentheses -= 1
                case "{" where parentheses == 0: braces += 1
                case "}" where parentheses == 0:
                    braces -= 1
                    if braces == 0 { return index }
                    if braces < 0 { return nil }
                default: break
                }
            }
            if braces == 0 && parentheses == 0 && !continues(code, after: index) { return nil }
        }
        return nil
    }

    /// Does a signature that ended its line go on in the next?
    private static func continues(_ code: [String], after index: Int) -> Bool {
        guard index + 1 < code.count else { return false }
        let next = code[index + 1].drop { $0 == " " }
        return ["{", "->", "where", "throws", "rethrows"].contains { next.hasPrefix($0) }
    }
}
