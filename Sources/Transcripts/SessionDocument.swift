// A saved session: what `orrery replay` reads.
//
// The type is not called after its format because Documents has a `JSONDocument` already.

public import Documents

/// One line that drove the session, with everything it read from outside.
public struct JournalLine: Sendable, Equatable {
    /// A file that the line read.
    public struct File: Sendable, Equatable {
        /// The path as it was typed.
        public var path: String
        /// What the file held.
        public var bytes: [UInt8]

        /// A file from its path and bytes.
        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// The line as it was typed.
    public var line: String
    /// Files it read, sorted by path, each path once.
    public var files: [File]
    /// What an editor returned, if it opened one.
    public var editor: String?
    /// Its place among the events of the session, from 0.
    public var index: Int
    /// Virtual time when it was typed: `t=12.4s`.
    public var time: String

    /// A line; `files` may come in any order, of two with one path the last one stays.
    public init(
        line: String, files: [File] = [], editor: String? = nil, index: Int, time: String
    ) {
        self.line = line
        var byPath = Fields()
        for (position, file) in files.enumerated() { byPath[file.path] = Value(position) }
        self.files = byPath.compactMap { $0.value.int.map { files[Int($0)] } }
        self.editor = editor
        self.index = index
        self.time = time
    }
}

/// A session with its journal, its record and, if wanted, its trace.
public struct SessionDocument: Sendable, Equatable {
    /// Version of the document's form; a reader refuses others.
    public static let format = 1

    /// The options and the record.
    public var transcript: Transcript
    /// The lines that repeat the session.
    public var journal: [JournalLine]
    /// The trace, as whoever made it wrote it.
    public var trace: Value?
    /// Whether secret values were masked. Such a document can be read, but a line that needs a
    /// masked value does not replay as it ran.
    public var isMasked: Bool

    /// A document from its parts.
    public init(
        transcript: Transcript, journal: [JournalLine], trace: Value? = nil, isMasked: Bool = false
    ) {
        self.transcript = transcript
        self.journal = journal
        self.trace = trace
        self.isMasked = isMasked
    }
}

// MARK: - Writing

extension SessionDocument {
    /// The document as a value.
    public var value: Value {
        var value: Value = [
            "orrery": .string(transcript.header.version), "format": Value(Self.format),
            "options": transcript.header.options,
            "journal": .array(journal.map(\.value)),
            "transcript": .array(transcript.entries.map(\.value)),
        ]
        value.set(trace, at: "trace")
        if isMasked { value.set(true, at: "masked") }
        return value
    }

    /// The document as text, with a line end.
    public var text: String {
        JSONWriter.text(value, style: JSONWriter.Style(indent: 2, escapesHTML: false)) + "\n"
    }
}

extension JournalLine {
    fileprivate var value: Value {
        var value: Value = [
            "line": .string(line), "index": Value(index), "time": .string(time),
        ]
        if !files.isEmpty {
            let members = files.map { Fields.Field(key: $0.path, value: $0.value) }
            value.set(.object(Fields(sorted: members)), at: "files")
        }
        value.set(editor.map { .string($0) }, at: "editor")
        return value
    }
}

extension JournalLine.File {
    /// The text itself, or `{"base64": …}` if the bytes are not UTF-8.
    fileprivate var value: Value {
        if let text = String(validating: bytes, as: UTF8.self) { return .string(text) }
        return ["base64": .string(Base64.text(bytes))]
    }
}

// MARK: - Reading

extension SessionDocument {
    /// Reads a saved session. A document of another program version is read (replaying it is the
    /// caller's decision), one of another format is refused.
    public init(_ text: String) throws(SessionReadError) {
        let value: Value
        do {
            value = try JSONReader.read(text)
        } catch {
            throw SessionReadError(
                place: "line \(error.line), column \(error.column)",
                message: "this is no JSON text: \(error.message)")
        }
        try self.init(value)
    }

    /// Reads what `value` writes.
    public init(_ value: Value) throws(SessionReadError) {
        let source = PlacedValue(value: value, place: FieldPath())
        guard let program = try source.optional("orrery") else {
            throw source.error("this is not a session of Orrery: `orrery` is missing")
        }
        let version = try program.text()
        let format = try source.required("format")
        let number = try format.int()
        guard number == Self.format else {
            throw format.error(
                "format \(number), written by Orrery \(version), cannot be read; "
                    + "this program reads format \(Self.format)")
        }
        let header = try TranscriptHeader(
            version: version, options: try source.required("options"))
        var transcript = Transcript(header: header)
        for element in try source.required("transcript").elements() {
            let entry = try TranscriptEntry(element)
            transcript.append(entry.content, time: entry.time, revision: entry.revision)
        }
        var journal: [JournalLine] = []
        for element in try source.required("journal").elements() {
            journal.append(try JournalLine(element))
        }
        self.init(
            transcript: transcript, journal: journal, trace: try source.optional("trace")?.value,
            isMasked: try source.optional("masked")?.bool() ?? false)
    }
}

extension JournalLine {
    fileprivate init(_ source: PlacedValue) throws(SessionReadError) {
        var files: [File] = []
        if let members = try source.optional("files") {
            for field in try members.fields() {
                files.append(
                    try File(
                        path: field.key,
                        PlacedValue(value: field.value, place: members.place.key(field.key))))
            }
        }
        self.init(
            line: try source.text("line"), files: files,
            editor: try source.optional("editor")?.text(), index: try source.int("index"),
            time: try source.text("time"))
    }
}

extension JournalLine.File {
    fileprivate init(path: String, _ source: PlacedValue) throws(SessionReadError) {
        guard case .object = source.value else {
            self.init(path: path, bytes: Array(try source.text().utf8))
            return
        }
        let encoded = try source.required("base64")
        guard let bytes = Base64.bytes(try encoded.text()) else {
            throw encoded.error("this is no base64 text")
        }
        self.init(path: path, bytes: bytes)
    }
}
