import Foundation

/// One file of the tree, with what the rules ask of it.
struct TextFile: Sendable {
    /// From the top of the package: `Sources/Documents/Value.swift`.
    let path: String
    let lines: [String]
    /// Code alone: comments and strings are blank.
    let code: [String]
    let comments: [String]

    init(path: String, text: String) {
        self.path = path
        lines = Self.split(text)
        if path.hasSuffix(".swift") {
            let scanned = SourceScanner(text)
            code = Self.split(scanned.code)
            comments = Self.split(scanned.comments)
        } else {
            code = []
            comments = []
        }
    }

    /// The folder below `Sources` or `Tests`: a target's name.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    var isSwift: Bool { path.hasSuffix(".swift") }
    var isSource: Bool { path.hasPrefix("Sources/") }
    /// Tables written by a tool from upstream's types and roles and from the time-zone database: long by nature.
    var isGenerated: Bool {
        ["KubeAPI/Schema", "KubeAPI/Schedules", "APIServing/Authorization", "HTTPAPI/Protobuf"].contains {
            path.hasPrefix("Sources/\($0)/Tables/")
        }
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

/// The package as it lies on disk.
enum SourceTree {
    /// The folder of Package.swift.
    static let root: String = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    /// All text files below Sources, Tests, lessons and .ci, and those at the top.
    static let files: [TextFile] = {
        var found: [TextFile] = []
        for folder in ["Sources", "Tests", "lessons", ".ci"] {
            for path in FileManager.default.enumerator(atPath: root + "/" + folder)?.allObjects ?? [] {
                if let path = path as? String { found += read(folder + "/" + path) }
            }
        }
        for path in ["Package.swift", "README.md", ".swift-format", ".gitignore"] { found += read(path) }
        return found.sorted { $0.path < $1.path }
    }()

    static let swift: [TextFile] = files.filter(\.isSwift)
    static let sources: [TextFile] = swift.filter(\.isSource)

    /// The names at the top of the package.
    static var top: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted() }

    static func text(_ path: String) -> String? { try? String(contentsOfFile: root + "/" + path, encoding: .utf8) }

    private static func read(_ path: String) -> [TextFile] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder), !isFolder.boolValue,
            let text = text(path)
        else { return [] }
        return [TextFile(path: path, text: text)]
    }
}

/// A broken rule at a place; a test prints it as `path:line: what, and what to do`.
struct Violation: CustomStringConvertible, Equatable {
    let path: String
    let line: Int
    let message: String
    var description: String { "\(path):\(line): \(message)" }
}
