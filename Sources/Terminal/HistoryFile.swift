// The lines a person typed, kept between sessions.

/// A file of one line each, UTF-8, oldest first. A class, for it owns an open file.
///
/// A history that cannot be read or written is no reason to stop: the session goes on without it.
final class HistoryFile {
    /// Lines that are kept in memory, and in the file after it was tidied.
    static let linesMax = 1_000
    /// Lines at which the file is cut back to the newest `linesMax`.
    static let linesInFileMax = 4_000

    private let path: String
    private let file: AppendFile?

    init(path: String) {
        self.path = path
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try? Folder.make(String(path[..<slash]))
        }
        Self.tidy(path)
        file = try? AppendFile(path: path)
    }

    /// The newest lines, oldest first.
    func load() -> [String] { Array(Self.lines(of: path).suffix(Self.linesMax)) }

    func append(_ line: String) { try? file?.append(line + "\n") }

    private static func lines(of path: String) -> [String] {
        guard let bytes = try? WholeFile.read(path) else { return [] }
        return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
            .filter { !$0.contains("\0") }
    }

    private static func tidy(_ path: String) {
        let lines = lines(of: path)
        guard lines.count > linesInFileMax else { return }
        let kept = lines.suffix(linesMax).map { $0 + "\n" }.joined()
        try? AtomicFile.write(path, Array(kept.utf8))
    }
}
