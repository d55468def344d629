import Testing

@Suite("imports")
struct ImportTests {
    @Test("every import follows an arrow of the table")
    func importsFollowArrows() {
        for file in SourceTree.sources {
            for violation in Self.violations(in: file) { Issue.record("\(violation)") }
        }
    }

    @Test("arrows point downward, and the parts of the plane do not know each other")
    func arrowsPointDownward() {
        let apart: Set<String> = ["APIServing", "Controllers", "Nodes", "Scheduling"]
        for (name, arrow) in arrows {
            for other in arrow.ours {
                let layer = arrows[other]?.layer ?? .max
                #expect(layer <= arrow.layer, "\(name) → \(other) points upward")
                #expect(!(arrows[other]?.ours.contains(name) ?? false), "\(name) and \(other) import each other")
            }
            if apart.contains(name) { #expect(arrow.ours.isDisjoint(with: apart), "\(name)") }
        }
    }

    @Test("every target of Sources has a row in the table, and no row is left over")
    func tableIsComplete() {
        var targets = Set(SourceTree.files.filter(\.isSource).map(\.target))
        targets.remove("")
        #expect(targets.subtracting(arrows.keys).sorted() == [])
        #expect(Set(arrows.keys).subtracting(targets).sorted() == [])
    }

    @Test(
        "an import without an arrow is found",
        arguments: [
            ("import Foundation", 1), ("public import Scheduling", 1), ("@preconcurrency import Glibc", 1),
            ("import struct Workbench.Session", 1), ("public import KubeAPI", 0), ("// import Foundation", 0),
        ])
    func findsStrayImports(_ line: String, _ count: Int) {
        #expect(Self.violations(in: TextFile(path: "Sources/Controllers/X.swift", text: line)).count == count)
    }

    static func violations(in file: TextFile) -> [Violation] {
        guard let arrow = arrows[file.target] else { return [] }
        var found: [Violation] = []
        for (index, line) in file.code.enumerated() {
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), words[..<at].allSatisfy(isModifier) else { continue }
            let kinds: Set<Substring> = ["struct", "enum", "class", "protocol", "func", "var", "let", "typealias"]
            guard let module = words[(at + 1)...].first(where: { !kinds.contains($0) })?.split(separator: ".").first
            else { continue }
            let name = String(module)
            if arrow.ours.contains(name) || arrow.outside.contains(name) || name == file.target { continue }
            found.append(
                Violation(
                    path: file.path, line: index + 1,
                    message: "\(file.target) may not import \(name); Tests/TidyTests/Arrows.swift has the table"))
        }
        return found
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["public", "internal", "package", "private", "fileprivate"].contains(word)
    }
}
