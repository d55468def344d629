import Foundation
import Testing

@Suite("doc comments")
struct DocCommentTests {
    @Test("every public declaration has a doc comment")
    func publicDeclarationsAreDocumented() throws {
        let found = try SourceTree.sources.filter { !$0.isGenerated }.flatMap(Self.violations)
        for violation in Ratchet.beyond(found, rule: "doc comment") { Issue.record("\(violation)") }
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

    /// What a protocol asks for is documented there.
    private static let conformances =
        #"static func (==|<)|func hash\(into|var (description|debugDescription|id): |func encode\(to|init\(from |"#
        + #"var (startIndex|endIndex|testDescription)\b|func (makeIterator|next|index)\("#

    static func violations(in file: TextFile) throws -> [Violation] {
        let pattern =
            #"^\s*(@\w+(\([^)]*\))?\s+)*(public|open)\s+(?!import\b|extension\b)"#
            + #"((internal|private|fileprivate|package)\(set\)\s+)?(\w+\s+)*(struct|enum|class|protocol|func|var|let|init|typealias|subscript|static)\b"#
        let exempt = try hits(conformances, in: file.code)
        return try hits(pattern, in: file.code).compactMap { number in
            if exempt.contains(number) || isDocumented(file, number - 1) { return nil }
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
