import ArgumentParser
import Commands
import Documents
import Door
import Synchronization
import Terminal
import Transcripts
import Workbench

/// The session's journal on disk: each line is there before it runs, so that a kill loses nothing.
///
/// One JSON object a line: the options first, then `{"line": …}` before and `{"read": …}` after each line.
final class JournalKeeper: LineKeeper {
    // The file behind it is its identity; the lock orders prompt and metronome.
    private let path: String?
    private let file = Mutex<AppendFile?>(nil)

    init(path: String?) { self.path = path }

    /// Starts a new journal; the one before is kept beside it.
    func begin(_ options: SessionOptions) {
        guard let path else { return }
        if let old = try? WholeFile.read(path) { try? AtomicFile.write(path + ".before", old) }
        let header = Session.header(of: options)
        try? MachineIO().writeFile(path, Array((JSONWriter.text(header) + "\n").utf8))
        open()
    }

    private func open() {
        guard let path else { return }
        file.withLock { $0 = try? AppendFile(path: path) }
    }

    func before(_ line: String, _ input: String?) {
        var entry: Value = ["line": .string(line)]
        if let input { entry.set(.string(input), at: "input") }
        append(entry)
    }

    func after(_ lines: ArraySlice<Session.JournalLine>) {
        for line in lines where !line.files.isEmpty || !line.edits.isEmpty {
            let files = line.files.map { read -> Value in
                var entry: Value = ["path": .string(read.path)]
                if let bytes = read.bytes { entry.set(.string(Base64.text(bytes)), at: "bytes") }
                if let problem = read.problem { entry.set(.string(problem), at: "problem") }
                return entry
            }
            append(["read": .array(files), "edits": .array(line.edits.map { .string($0) })])
        }
    }

    /// Lines that nobody typed: time that passed by itself.
    func note(_ lines: ArraySlice<Session.JournalLine>) {
        for line in lines { append(["line": .string(line.line)]) }
    }

    private func append(_ entry: Value) {
        file.withLock { file in
            try? file?.append(JSONWriter.text(entry) + "\n")
            try? file?.flush()
        }
    }

    /// Runs the journal's lines again and goes on writing behind them.
    func resume(_ options: SessionOptions, io: MachineIO, course: Course) throws -> (session: Session, lines: Int) {
        guard let path, let bytes = try? WholeFile.read(path) else {
            throw ValidationError("--continue: there is no journal of an earlier session")
        }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard let first = lines.first, let header = try? JSONReader.read(first) else {
            throw ValidationError("--continue: \(path) cannot be read")
        }
        lines.removeFirst()
        var session = try Session.resuming(header, over: options, course: course)
        var entries: [(line: String, input: String?, files: [FileRead], edits: [String])] = []
        for text in lines {
            // A half-written last line was not run.
            guard let value = try? JSONReader.read(text) else { break }
            if let line = value["line"]?.string {
                entries.append((line, value["input"]?.string, [], []))
            } else if !entries.isEmpty {
                entries[entries.count - 1].files += (value["read"]?.array ?? []).map { read in
                    FileRead(
                        path: read["path"]?.string ?? "", bytes: read["bytes"]?.string.flatMap(Base64.bytes),
                        problem: read["problem"]?.string)
                }
                entries[entries.count - 1].edits += (value["edits"]?.array ?? []).compactMap(\.string)
            }
        }
        for entry in entries {
            let recorded = !entry.files.isEmpty || !entry.edits.isEmpty
            session.use(recorded ? RecordedIO(files: entry.files, edits: entry.edits) : io)
            _ = session.perform(entry.line, input: entry.input)
        }
        session.use(io)
        open()
        return (session, entries.count)
    }
}
