public import Kubectl

/// What a session needs of the machine. Everything it reads goes into the journal, so replay opens nothing.
public protocol SessionIO: Sendable {
    func readFile(_ path: String) throws(FileProblem) -> [UInt8]
    func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]?
    func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileProblem)
    /// What the editor made of a text; `nil` if there is none.
    func edit(_ text: String) -> String?
}

extension SessionIO {
    /// A file of `folder` if it has one of that name, else the file that the path says: how a lesson's files are
    /// found.
    func readFile(_ path: String, preferring folder: String?) throws(FileProblem) -> [UInt8] {
        if let folder, !path.hasPrefix("/"), let bytes = try? readFile("\(folder)/\(path)") { return bytes }
        return try readFile(path)
    }
}

/// Bytes that a command read, kept for replay.
public struct FileRead: Sendable, Equatable {
    public let path: String
    public let bytes: [UInt8]?
    /// Why it could not be read.
    public let problem: String?

    /// Makes a read.
    public init(path: String, bytes: [UInt8]?, problem: String?) {
        self.path = path
        self.bytes = bytes
        self.problem = problem
    }
}

/// Serves what was read once, and nothing else.
public struct RecordedIO: SessionIO {
    private let files: [FileRead]
    private let edits: [String]

    public init(files: [FileRead], edits: [String]) {
        self.files = files
        self.edits = edits
    }

    public func readFile(_ path: String) throws(FileProblem) -> [UInt8] {
        guard let read = files.first(where: { $0.path == path }) else {
            throw FileProblem(path: path, reason: "no such file or directory")
        }
        guard let bytes = read.bytes else {
            throw FileProblem(path: path, reason: read.problem ?? "no such file or directory")
        }
        return bytes
    }

    public func listFolder(_ path: String, isRecursive: Bool) throws(FileProblem) -> [String]? {
        let inside = files.map(\.path).filter { $0.hasPrefix(path + "/") }
        return inside.isEmpty ? nil : inside
    }

    public func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileProblem) {}
    public func edit(_ text: String) -> String? { edits.first }
}
