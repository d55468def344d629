import ClusterSim
import Commands
import ControllerKit
import Documents
import KubeAPI
import Kubectl
import Rendering
import Simulation
public import Transcripts
import Views

/// The record: what is kept, exported, read again.
extension Session {
    public static let version = "0.1"

    static func header(_ options: SessionOptions) -> TranscriptHeader {
        TranscriptHeader(
            version: version, seed: options.cluster.seed, nodes: options.cluster.nodes,
            start: Timestamps.seconds(options.cluster.start), profile: options.cluster.profile.name,
            language: tag(options.language),
            others: Fields([("history", .string(options.history.rawValue)), ("images", .string(options.imagesName))]))
    }

    /// `en`, `zh-Hans`: the language as web pages name it.
    private static func tag(_ language: Language) -> String { language == .english ? "en" : "zh-Hans" }

    /// Keeps a line before it is carried out.
    mutating func record(_ line: String, prompt: String, fromLesson: Bool) {
        transcript.append(
            .input(prompt: prompt, line: line, isFromLesson: fromLesson), time: "t=\(cluster.now)",
            revision: Int(cluster.revision))
    }

    /// Keeps what a line answered. What a lesson showed is in the record already, in its own form.
    mutating func record(answerTo line: String, _ response: Response) {
        let time = "t=\(cluster.now)"
        let revision = Int(cluster.revision)
        let word = line.split(separator: " ").first.map(String.init) ?? ""
        if lesson != nil, !response.isFailure, Session.showsLesson(word) { return }
        if !response.output.isEmpty {
            let isView = HouseWords.verbs.contains { $0.isCalled(word) }
            let kind: TranscriptEntry.OutputKind = response.isFailure ? .error : isView ? .view(word) : .plain
            transcript.append(.output(response.output, kind: kind, fold: nil), time: time, revision: revision)
        }
        if let picture = lastPicture {
            transcript.append(.picture(picture), time: time, revision: revision)
            lastPicture = nil
        }
    }

    /// Words whose answer is the lesson's own text.
    private static func showsLesson(_ word: String) -> Bool {
        ["lesson", "next", "n", "answer", "skip", "again", "return", "resume"].contains(word)
    }

    /// The record up to the line that asks for it.
    private var finished: Transcript {
        var out = transcript
        if case .input? = out.entries.last?.content { out.removeEntries(after: out.entries.count - 1) }
        return out
    }

    // MARK: export

    mutating func export(_ words: [String], withSecrets: Bool) throws(WordProblem) -> Response {
        guard let path = words.first else { throw WordProblem(
            "export needs a file: notes.md, .html, .json, .cast or audit.log",
            "export 需要文件名：notes.md、.html、.json、.cast 或 audit.log") }
        let bytes = try exported(as: path, withSecrets: withSecrets)
        do { try io.writeFile(path, bytes) } catch { throw WordProblem(same: "export: \(error.path): \(error.reason)") }
        return withSecrets
            ? note("wrote \(path), \(bytes.count) bytes", "已写入 \(path)，\(bytes.count) 字节")
            : note(
                "wrote \(path), \(bytes.count) bytes; Secret data is masked (--with-secrets shows it)",
                "已写入 \(path)，\(bytes.count) 字节；Secret 数据已遮盖（--with-secrets 显示）")
    }

    /// The record in the form that the file's ending names.
    func exported(as path: String, withSecrets: Bool) throws(WordProblem) -> [UInt8] {
        let mask = secretMask(isOn: !withSecrets)
        var shown = mask.masked(finished)
        // What a person reads is in the language of now; the session file keeps the one it began with.
        shown.header.language = Session.tag(language)
        let stem = path.split(separator: "/").last.map(String.init) ?? path
        let replay = (stem.lastIndex(of: ".").map { String(stem[..<$0]) } ?? stem) + ".json"
        if path.hasSuffix(".md") {
            return Array(MarkdownWriter(replayFile: replay, isMasked: !withSecrets).text(of: shown).utf8)
        }
        if path.hasSuffix(".html") {
            return Array(HTMLWriter(replayFile: replay, isMasked: !withSecrets).text(of: shown).utf8)
        }
        if path.hasSuffix(".cast") { return Array(CastWriter(width: width).text(of: shown).utf8) }
        if path.hasSuffix(".json") { return Array(document(withSecrets: withSecrets).text.utf8) }
        if path.hasSuffix(".log") {
            return Array(AuditRecord.log(of: cluster, reads: timeline.reads, withSecrets: withSecrets).utf8)
        }
        throw WordProblem(
            "export: `\(path)` ends in none of .md, .html, .json, .cast, .log",
            "export：`\(path)` 的结尾不是 .md, .html, .json, .cast, .log 之一")
    }

    /// A mask that knows every Secret that was ever written here.
    func secretMask(isOn: Bool, runs: Bool = false) -> SecretMask {
        var mask = SecretMask(isOn: isOn, runs: runs)
        guard isOn else { return mask }
        for span in cluster.spans(from: cluster.trace.firstKept) {
            guard case .request(let request) = span.body, request.request.resource == .secrets else { continue }
            for change in request.changes { mask.learn(secretsIn: change.object.value) }
        }
        return mask
    }

    /// The session as `orrery replay` reads it. Without secrets its record says how long each was, and its
    /// journal holds as many `x`, so that it still runs and comes out the same.
    public func document(withSecrets: Bool) -> SessionDocument {
        let plain = SessionDocument(transcript: finished, journal: journalLines(), trace: traceValue())
        if withSecrets { return plain }
        let record = secretMask(isOn: true).masked(plain)
        let running = secretMask(isOn: true, runs: true).masked(plain)
        return SessionDocument(
            transcript: record.transcript, journal: running.journal, trace: record.trace, isMasked: true)
    }

    private func journalLines() -> [Transcripts.JournalLine] {
            journal.enumerated().map { index, line in
                var files = line.files.compactMap { read in
                    read.bytes.map { Transcripts.JournalLine.File(path: read.path, bytes: $0) }
                }
                if let input = line.input { files.append(.init(path: "-", bytes: Array(input.utf8))) }
                return Transcripts.JournalLine(
                    line: line.line, files: files, editor: line.edits.first, index: index, time: line.time)
            }
    }

    /// The kept spans in short: number, time, who, what, causes.
    private func traceValue() -> Value {
        .array(
            cluster.spans(from: cluster.trace.firstKept).map { span in
                [
                    "id": .int(Int64(span.id.number)), "t": .int(span.time.microseconds),
                    "causes": .array(span.causes.map { .int(Int64($0.number)) }),
                    "what": .string(
                        EventView.step([span], in: cluster, ViewOptions(width: 200)).rendered(useColor: false).trimmed)
                ]
            })
    }

    // MARK: import and replay

    /// How a replay ended.
    public enum Replayed: Sendable, Equatable {
        case identical(lines: Int)
        /// The first entry of the record that came out differently.
        case parts(entry: Int, expected: String, found: String)
    }

    /// Options of a document's header. A profile or mode that is not known is an error.
    public static func options(
        of header: TranscriptHeader, over base: SessionOptions
    ) throws(ReplayProblem) -> SessionOptions {
        if header.version != version {
            throw ReplayProblem("it was written by orrery \(header.version), this is \(version)")
        }
        var options = base
        options.cluster.seed = header.seed
        options.cluster.nodes = header.nodes
        guard let start = Timestamps.parse(header.start) else {
            throw ReplayProblem("the start `\(header.start)` is no date")
        }
        options.cluster.start = start
        guard let profile = Profile.named(header.profile) else { throw ReplayProblem("no profile `\(header.profile)`") }
        options.cluster.profile = profile
        options.language = header.language.hasPrefix("zh") ? .chinese : .english
        options.history = header.others["history"]?.string.flatMap(HistoryMode.init(rawValue:)) ?? options.history
        options.imagesName = header.others["images"]?.string ?? options.imagesName
        options.progressFile = nil
        return options
    }

    /// Runs the lines of a document in a new session.
    public static func replay(
        _ document: SessionDocument, over base: SessionOptions, course: Course
    ) throws(ReplayProblem) -> (session: Session, outcome: Replayed) {
        let options = try options(of: document.transcript.header, over: base)
        var session = Session(options, io: RecordedIO(files: [], edits: []), course: course)
        for line in document.journal {
            let reads = line.files.map { FileRead(path: $0.path, bytes: $0.bytes, problem: nil) }
            session.io = RecordedIO(files: reads, edits: line.editor.map { [$0] } ?? [])
            let input = line.files.first { $0.path == "-" }.map { String(decoding: $0.bytes, as: UTF8.self) }
            _ = session.perform(line.line, input: input)
        }
        var fresh = session.transcript
        if document.isMasked { fresh = session.secretMask(isOn: true).masked(fresh) }
        let recorded = document.transcript.entries
        for index in 0 ..< max(recorded.count, fresh.entries.count) {
            let expected = index < recorded.count ? recorded[index] : nil
            let found = index < fresh.entries.count ? fresh.entries[index] : nil
            if expected != found {
                return (session, .parts(entry: index + 1, expected: words(expected), found: words(found)))
            }
        }
        return (session, .identical(lines: document.journal.count))
    }

    private static func words(_ entry: TranscriptEntry?) -> String {
        guard let entry else { return "nothing" }
        switch entry.content {
        case .input(_, let line, _): return "\(entry.time) rev \(entry.revision) › \(line)"
        case .output(let output, _, _):
            return "\(entry.time) rev \(entry.revision)\n" + output.rendered(useColor: false)
        default: return "\(entry.time) rev \(entry.revision) \(entry.content)"
        }
    }

    mutating func importSession(_ words: [String], _ entry: inout JournalLine) throws -> Response {
        guard let path = words.first else { throw WordProblem(
            "import needs a .json file that was exported",
            "import 需要导出过的 .json 文件") }
        let bytes: [UInt8]
        do { bytes = try io.readFile(path) } catch { throw WordProblem(same: "import: \(error.path): \(error.reason)") }
        entry.files.append(FileRead(path: path, bytes: bytes, problem: nil))
        let document: SessionDocument
        do { document = try SessionDocument(String(decoding: bytes, as: UTF8.self)) } catch {
            throw WordProblem(same: "import: \(path): \(error)")
        }
        let keptIO = io
        let keptProgress = options.progressFile
        let result: (session: Session, outcome: Replayed)
        do { result = try Session.replay(document, over: options, course: course) } catch {
            throw WordProblem(same: "import: \(path): \(error.message)")
        }
        let width = width
        self = result.session
        self.width = width
        io = keptIO
        options.progressFile = keptProgress
        switch result.outcome {
        case .identical(let lines): return note(
            "\(path) is open at its end: \(lines) lines, replayed identically",
            "\(path) 已打开在结尾：\(lines) 行，重放完全一致")
        case .parts(let entry, _, _):
            return note(
                "\(path) is open at its end, but entry \(entry) came out differently than recorded "
                    + "(`orrery replay` shows it)",
                "\(path) 已打开在结尾，但第 \(entry) 条与记录不同（`orrery replay` 可以查看）")
        }
    }

    /// Runs the lines of a file at the prompt.
    mutating func source(_ words: [String], _ entry: inout JournalLine) throws -> Response {
        guard let path = words.first else { throw WordProblem("source needs a file", "source 需要文件") }
        guard sourceDepth < Session.sourceDepthMax else { throw WordProblem(
            "source: files are nested too deep",
            "source：文件嵌套得太深") }
        let bytes: [UInt8]
        do { bytes = try io.readFile(path, preferring: lessonFolder) } catch {
            throw WordProblem(same: "source: \(error.path): \(error.reason)")
        }
        entry.files.append(FileRead(path: path, bytes: bytes, problem: nil))
        sourceDepth += 1
        defer { sourceDepth -= 1 }
        var response = Response()
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !String(line).trimmed.isEmpty {
            let start = journal.count
            let answer = perform(String(line))
            for line in journal[start...] { entry.files += line.files }
            journal.removeSubrange(start...)
            response.output.append("› \(line)", .bold)
            response.output.append(answer.output)
            if answer.isFailure {
                response.isFailure = true
                response.exitCode = 1
                response.output.append("\(path):\(index + 1): " + phrase("stopped here", "停在这里"), .red)
                break
            }
            if answer.quits { break }
        }
        return response
    }

    static let sourceDepthMax = 8
}

/// Why a document cannot be replayed.
public struct ReplayProblem: Error, Sendable, Equatable {
    public let message: String

    init(_ message: String) { self.message = message }
}
