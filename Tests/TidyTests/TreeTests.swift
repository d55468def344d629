import Foundation
import Testing

@Suite("the tree")
struct TreeTests {
    @Test("the top of the package holds only what it is meant to")
    func topIsFixed() throws {
        let fixed: Set<String> = ["Package.swift", "README.md", "Sources", "Tests", "lessons"]
        let ignored = Set(try #require(SourceTree.text(".gitignore")).split(separator: "\n").map(String.init))
        for name in SourceTree.top where !name.hasPrefix(".") && !fixed.contains(name) && !ignored.contains(name) {
            Issue.record("\(name): no new entries at the top; put it below Sources, Tests or lessons")
        }
        for name in fixed { #expect(SourceTree.top.contains(name)) }
    }

    @Test("no module has two files of one name, or a type that is called like itself")
    func namesAreDistinct() throws {
        var seen: [String: String] = [:]
        for file in SourceTree.swift {
            let name = file.path.split(separator: "/")[0] + "/" + file.target + "/" + file.name
            if let other = seen[name] { Issue.record("\(file.path): \(other) has the same name, so neither builds") }
            seen[name] = file.path
            guard file.isSource, arrows[file.target] != nil else { continue }
            let pattern = "\\b(struct|enum|class|actor|protocol|typealias)\\s+\(file.target)\\b"
            for line in try hits(pattern, in: file.code) {
                Issue.record("\(file.path):\(line): a type called like its module cannot be qualified")
            }
        }
    }

    @Test("files are named after behaviour")
    func filesAreNamedWell() {
        let banned = ["Helper", "Utils", "Utilities", "Misc", "Common"]
        for file in SourceTree.sources {
            for word in banned where file.name.contains(word) { Issue.record("\(file.path): `\(word)` says nothing") }
            if file.name == "main.swift" { Issue.record("\(file.path): use @main in a file with a name") }
            if file.name == "Placeholder.swift" && SourceTree.sources.contains(where: {
                $0.target == file.target && $0.name != file.name
            }) {
                Issue.record("\(file.path): its place is filled")
            }
        }
    }

    @Test("documents stand beside the targets, not inside one")
    func noStrayDocuments() {
        for file in SourceTree.files where file.isSource && file.path.hasSuffix(".md") {
            #expect(file.target == "", "\(file.path): SwiftPM warns of it")
        }
    }

    @Test("no file knows the machine it was written on")
    func noPathsOfTheWorkplace() {
        let words = ["/wo" + "rk/", "/tmp/" + "k8s", "/ro" + "ot/", "/ho" + "me/", "/far" + "m/", "/opt/" + "swift"]
        for file in SourceTree.files {
            for (index, line) in file.lines.enumerated() {
                for word in words where line.contains(word) {
                    if word.hasPrefix("/ho") && line.contains("~/") { continue }
                    Issue.record("\(file.path):\(index + 1): a path of one machine: \(word)")
                }
            }
        }
    }

    @Test("each line that lessons cite is marked once")
    func lessonMarksAreDistinct() throws {
        var marks: [String: String] = [:]
        for file in SourceTree.sources {
            for number in try hits(#"LESSON: "#, in: file.comments) {
                let tag = file.comments[number - 1].components(separatedBy: "LESSON: ")[1]
                    .split(separator: " ").first.map(String.init) ?? ""
                #expect(!tag.isEmpty, "\(file.path):\(number): a mark without a tag")
                if let other = marks[tag] { Issue.record("\(file.path):\(number): \(tag) is already at \(other)") }
                marks[tag] = "\(file.path):\(number)"
            }
        }
        for file in SourceTree.files where file.path.hasPrefix("lessons/") {
            for (index, line) in file.lines.enumerated() {
                for piece in line.components(separatedBy: "{line: ").dropFirst() {
                    let tag = String(piece.prefix { $0 != "}" })
                    #expect(marks[tag] != nil, "\(file.path):\(index + 1): no line is marked `LESSON: \(tag)`")
                }
            }
        }
    }
}
