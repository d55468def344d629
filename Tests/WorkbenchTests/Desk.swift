import Foundation
import Kubectl
import Rendering
import Synchronization
import Workbench

/// Files in memory; the lessons come from the source tree. Its identity is the folder that sessions share.
final class MemoryIO: SessionIO {
    private let files: Mutex<[String: [UInt8]]>
    private let edited: String?

    init(_ files: [String: String] = [:], edited: String? = nil) {
        self.files = Mutex(files.mapValues { Array($0.utf8) })
        self.edited = edited
    }

    func readFile(_ path: String) throws(FileProblem) -> [UInt8] {
        let kept: [UInt8]? = files.withLock { $0[path] }
        if let kept { return kept }
        if path.hasPrefix("/"), let data = FileManager.default.contents(atPath: path) { return Array(data) }
        throw FileProblem(path: path, reason: "no such file or directory")
    }

    func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]? {
        guard path.hasPrefix("/"), let names = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
            return nil
        }
        return names.sorted().map { "\(path)/\($0)" }
    }

    func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileProblem) { files.withLock { $0[path] = bytes } }
    func edit(_ text: String) -> String? { edited }

    func text(_ path: String) -> String {
        files.withLock { $0[path].map { String(decoding: $0, as: UTF8.self) } } ?? ""
    }
}

/// Reads a lesson's files in its folder first, as the program does.
struct FolderIO: SessionIO {
    let folder: String
    private let inner = MemoryIO()

    init(_ folder: String) { self.folder = folder }

    func readFile(_ path: String) throws(FileProblem) -> [UInt8] {
        try inner.readFile(path.hasPrefix("/") ? path : "\(folder)/\(path)")
    }
    func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]? {
        try inner.listFolder(path, isRecursive: isRecursive)
    }
    func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileProblem) {}
    func edit(_ text: String) -> String? { nil }
}

enum Desk {
    static let web = """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: web
        spec:
          replicas: 1
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              containers:
              - name: main
                image: nginx:1

        """

    static let lessons: String = {
        var parts = #filePath.split(separator: "/").map(String.init)
        parts.removeLast(3)
        return "/" + parts.joined(separator: "/") + "/lessons"
    }()

    static func session(
        _ io: MemoryIO = MemoryIO(["web.yaml": web]), course: Course = Course(),
        _ change: (inout SessionOptions) -> Void = { _ in }
    ) -> Session {
        var options = SessionOptions()
        change(&options)
        return Session(options, io: io, course: course)
    }
}

extension Session {
    /// What a line answers, as plain text.
    @discardableResult
    mutating func type(_ line: String, input: String? = nil) -> String {
        perform(line, input: input).output.rendered(useColor: false)
    }
}
