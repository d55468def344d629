import Foundation
import Testing

@Suite("doc comments")
struct DocCommentTests {
    @Test("every public declaration has a doc comment")
    func publicDeclarationsAreDocumented() throws {
        for violation in Ratchet.beyond(try Self.all, rule: "doc comment") { Issue.record("\(violation)") }
    }

    @Test(
        "an undocumented declaration is found",
        arguments: [
            ("public struct A {}", 1), ("/// An A.\npublic struct A {}", 0),
            ("/// An A.\n@frozen\npublic struct A {}", 0), ("public internal(set) var a = 1", 1),
            ("public extension A {}", 0), ("public import KubeAPI", 0), ("struct A {}", 0),
            ("public static func == (a: A, b: A) -> Bool { true }", 0),
            ("/// The width.\npublic var width = 1\npublic var height = 1", 0),
            ("/// The width.\npublic var width = 1\n\npublic var height = 1", 1),
        ])
    func findsUndocumented(_ text: String, _ count: Int) throws {
        #expect(try Self.violations(in: TextFile(path: "Sources/X/X.swift", text: text)).count == count)
    }

    /// Operators, an `init()` without anything to say, and what the standard library's protocols ask for.
    private static let selfEvident =
        #"static func (==|<|[-+*/])|public init\(\) \{|func hash\(into|var (description|debugDescription|id): "#
        + #"|func encode\(to|init\(from |var (startIndex|endIndex|testDescription)\b|func (makeIterator|next|index)\("#

    /// The functions and static members that our protocols ask for: they are documented there.
    private static let requirements: Set<String> = {
        var names: Set<String> = []
        for file in SourceTree.sources {
            var isInside = false
            for line in file.code {
                if line.hasPrefix("public protocol ") { isInside = true }
                if line.hasPrefix("}") { isInside = false }
                if isInside, let name = requirement(line) { names.insert(name) }
            }
        }
        return names
    }()

    /// `func handle`, `static var name` of a declaration.
    private static func requirement(_ line: String) -> String? {
        let words = line.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard let keyword = words.firstIndex(where: { ["func", "var", "let"].contains($0) }), keyword + 1 < words.count
        else { return nil }
        let isFunction = words[keyword] == "func"
        guard isFunction || words[..<keyword].contains("static") else { return nil }
        return (isFunction ? "func " : "static ") + words[keyword + 1]
    }

    static var all: [Violation] {
        get throws { try SourceTree.sources.filter { !$0.isGenerated }.flatMap(violations) }
    }

    static func violations(in file: TextFile) throws -> [Violation] {
        let pattern =
            #"^\s*(@\w+(\([^)]*\))?\s+)*(public|open)\s+(?!import\b|extension\b)"#
            + #"((internal|private|fileprivate|package)\(set\)\s+)?(\w+\s+)*"#
            + #"(struct|enum|class|protocol|func|var|let|init|typealias|subscript|static)\b"#
        let exempt = try hits(selfEvident, in: file.code)
        return try hits(pattern, in: file.code).compactMap { number in
            if exempt.contains(number) || isDocumented(file, number - 1) { return nil }
            if let name = requirement(file.code[number - 1]), requirements.contains(name) { return nil }
            return Violation(path: file.path, line: number, message: "public without a `///` comment: say what it is")
        }
    }

    /// A comment stands above it, or above the block of one-line siblings that it belongs to.
    private static func isDocumented(_ file: TextFile, _ index: Int) -> Bool {
        var at = index - 1
        while at >= 0 {
            let line = file.lines[at].drop { $0 == " " }
            if line.hasPrefix("///") { return true }
            let isSibling =
                line.hasPrefix("public ") && isOneLine(line) && isOneLine(file.lines[index].drop { $0 == " " })
            if !line.hasPrefix("@") && !isSibling { return false }
            at -= 1
        }
        return false
    }

    private static func isOneLine(_ line: Substring) -> Bool {
        line.contains(" var ") || line.contains(" let ")
            ? !line.hasSuffix("{") : line.contains("{") && line.hasSuffix("}")
    }
}
