public import ClusterSim
import Commands
import ControllerKit
public import Documents
import HTTPAPI
import KubeAPI
import Kubectl
import Lessons
public import Rendering
import Simulation
public import Transcripts
import Views

/// What a session is started with.
public struct SessionOptions: Sendable {
    public var cluster = ClusterOptions()
    public var history: HistoryMode = .full
    public var language: Language = .english
    /// The folder that holds the lessons; `nil` if none was found.
    public var lessonsFolder: String?
    /// `oracle` (every image starts at once) or `standard` (images take their time).
    public var imagesName = "oracle"
    /// Where the progress of lessons is kept; `nil`: nowhere.
    public var progressFile: String?
    /// Commands that would wait do not (the prompt), or do (files).
    public var isInteractive = true

    public init() {}
}

/// What is wanted of the edge: the session itself knows no sockets.
public enum DoorWish: Sendable, Equatable {
    case open(port: Int, listen: String?, kubeconfig: String?)
    case close
}

/// What a line came to.
public struct Response: Sendable {
    public var output = Output()
    /// A line was wrong or failed.
    public var isFailure = false
    public var exitCode = 0
    /// The person wants to leave.
    public var quits = false
    /// More lines belong to it: the here-document's end or the rest of a YAML block.
    public var wantsMore = false
    /// The edge is asked to open its door, or to close it.
    public var door: DoorWish?

    public init() {}
}

/// One person's notebook: the world with its history, the lesson, the transcript. Lines in, output out.
///
/// A value, so that replay and tests make as many as they like; whoever owns it lets one line in at a time.
public struct Session: Sendable {
    public internal(set) var options: SessionOptions
    public internal(set) var timeline: Timeline
    /// What kubectl remembers of the served resources: its discovery cache.
    var discovered = ResourceCatalog.builtIn
    public internal(set) var language: Language
    public internal(set) var transcript: Transcript
    /// What was typed, with the bytes each line read: enough to run it all again.
    public internal(set) var journal: [JournalLine] = []
    /// Columns of the screen.
    public var width = 80
    public internal(set) var course: Course
    public internal(set) var io: any SessionIO

    var kubeconfig = Kubeconfig()
    var namespace: String { kubeconfig.namespace }
    var pins: [String] = []
    var breaks: [BreakPoint] = []
    var watches: [WatchPlan] = []
    var followed: [LogPlan] = []
    var lastTimeCommand = "step"
    var speed: Double?
    /// The world comes to rest after each request from outside.
    var settlesAfterRequests = false
    /// What the newest `http` line was answered, for who sent it.
    var httpAnswer: HTTPResponse?
    var variables: [(name: String, value: String)] = []
    /// The trace's end when the present command began.
    var commandStart = SpanID(1)
    /// Where the last command began that made anything happen.
    var previousStart = SpanID(1)
    var lesson: LessonState?
    /// Where the present step of a lesson began in the trace.
    var stepStart: SpanID?
    /// The progress of all lessons, by id.
    var saved: [String: LessonProgress] = [:]
    var lastPicture: TimelinePicture?
    var sourceDepth = 0
    /// What the commands of a lesson read; it belongs to the line that made the lesson run them.
    var nestedFiles: [FileRead] = []
    let parser: CommandParser
    let help: HelpRegistry

    /// One line with what it read.
    public struct JournalLine: Sendable, Equatable {
        public let line: String
        public let input: String?
        public var files: [FileRead]
        public var edits: [String]
        /// Virtual time when it was typed.
        public var time = ""
        /// What it printed, to find where a replay parts.
        public var printed: String
    }

    /// A place to stop.
    struct BreakPoint: Sendable {
        let number: Int
        let condition: Condition
        var held: Bool
    }

    public init(_ options: SessionOptions, io: any SessionIO, course: Course = Course()) {
        self.options = options
        self.io = io
        self.course = course
        language = options.language
        timeline = Timeline(Cluster(options.cluster), mode: options.history)
        transcript = Transcript(header: Session.header(options))
        parser = CommandParser(others: HouseWords.verbs)
        help = HelpRegistry(verbs: HouseWords.verbs + KubectlGrammar.verbs, topics: HelpPages.topics)
    }

    /// A notebook opened on a world that was made elsewhere, as the end of a simulated run.
    public init(on cluster: Cluster, io: any SessionIO) {
        self.init(SessionOptions(), io: io)
        timeline = Timeline(cluster, mode: .off)
    }

    public var cluster: Cluster { timeline.present }
    var view: ViewOptions { ViewOptions(width: width, language: language) }

    // MARK: lines

    /// Does a typed line need more lines behind it? `delimiter` ends a here-document.
    public func heredoc(of line: String) -> String? {
        guard let lexed = try? Lexer.split(line) else { return nil }
        return lexed.heredoc?.delimiter
    }

    /// Carries out one line; `input` is what a here-document or standard input holds.
    public mutating func perform(_ line: String, input: String? = nil, fromLesson: Bool = false) -> Response {
        let prompt = self.prompt().plain
        if commandStart != timeline.present.trace.nextID { previousStart = commandStart }
        commandStart = timeline.present.trace.nextID
        var entry = JournalLine(line: line, input: input, files: [], edits: [], time: "t=\(cluster.now)", printed: "")
        var response = Response()
        let trimmed = line.drop { $0 == " " || $0 == "\t" }
        let typed = trimmed.isEmpty ? lastTimeCommand : String(line)
        if typed.drop(while: { $0 == " " }).hasPrefix("#") { return response }
        record(typed, prompt: prompt, fromLesson: fromLesson)
        let meant = fromLesson ? typed : meant(by: typed)
        do {
            response = try run(meant, input: input, &entry)
        } catch let problem as WordProblem {
            response = failure(problem.message.text(language))
        } catch let problem as CommandError {
            response = failure(problem, line: typed, promptColumns: prompt.columns)
        } catch let problem as ConditionError {
            let forms = BilingualText("forms: `help conditions`", "形式见 `help conditions`").text(language)
            response = failure(problem.message.text(language) + "\n" + forms)
        } catch let problem as CommandProblem {
            response = failure(problem.message.text(language))
        } catch {
            response = failure("\(error)")
        }
        entry.printed = response.output.rendered(useColor: false)
        if fromLesson {
            nestedFiles += entry.files
        } else {
            entry.files += nestedFiles
            nestedFiles = []
            journal.append(entry)
        }
        record(answerTo: meant, response)
        if !fromLesson, !response.isFailure, lesson?.kept == nil {
            let known = variables
            lesson?.driver.took(meant, on: timeline.branchName) { name in known.first { $0.name == name }?.value }
        }
        return response
    }

    private mutating func run(_ line: String, input: String?, _ entry: inout JournalLine) throws -> Response {
        if ConditionBinding.isBinding(line) { return try bind(line) }
        let filled = substituted(line)
        if let raw = try rawWord(filled) { return raw }
        let lexed = try Lexer.split(filled)
        if lexed.words.first?.text == "!" { return try expectFailure(lexed, input, &entry) }
        let words = try lexed.resolved { nested throws(CommandError) in try answer(nested, &entry) }
        let command = try parser.parse(words)
        if command.isKubectl { return kubectl(command, line, input, &entry) }
        if command.verb == "http" { return try http(command, line, input: input) }
        return try house(command, words, line, &entry)
    }

    /// Words whose rest is no command line but a condition or a text.
    private mutating func rawWord(_ line: String) throws -> Response? {
        switch RawWords.kind(of: line) {
        case .until(let condition): return try runUntil(condition)
        case .breakOn(let condition): return try breakOn(condition)
        case .note(let text): return try write(note: text)
        case .pin(let command): return try pin(command)
        case nil: return nil
        }
    }

    /// `$NAME` of a `let` is put in place.
    private func substituted(_ line: String) -> String {
        guard line.contains("$"), !variables.isEmpty else { return line }
        var out = line
        for (name, value) in variables.sorted(by: { $0.name.count > $1.name.count }) {
            out = out.split(separator: "$\(name)", omittingEmptySubsequences: false).joined(separator: value)
        }
        return out
    }

    private mutating func bind(_ line: String) throws -> Response {
        let binding = try ConditionBinding(parsing: line, isResource: isResource)
        let value = try evaluator().value(binding.expression)
        variables.removeAll { $0.name == binding.name }
        variables.append((binding.name, value))
        var response = Response()
        response.output.append("\(binding.name) = \(value)", .dim)
        return response
    }

    /// `! kubectl …`: a line that is expected to fail.
    private mutating func expectFailure(
        _ lexed: LexedLine, _ input: String?, _ entry: inout JournalLine
    ) throws -> Response {
        var rest = lexed
        rest.words.removeFirst()
        let words = try rest.resolved { nested throws(CommandError) in try answer(nested, &entry) }
        let command = try parser.parse(words)
        var response = kubectl(command, entry.line, input, &entry)
        response.isFailure = !response.isFailure
        return response
    }

    func evaluator() -> ConditionEvaluator {
        ConditionEvaluator(
            cluster: timeline.present, namespace: namespace, since: commandStart, variables: variables)
    }

    // MARK: failing

    /// Our own words, in the language the person reads.
    func phrase(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    /// Our own words for a failure.
    func failure(_ english: String, _ chinese: String) -> Response { failure(phrase(english, chinese)) }

    func failure(_ message: String) -> Response {
        var response = Response()
        response.isFailure = true
        response.exitCode = 1
        for (index, line) in message.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for wrapped in (index == 0 ? "error: \(line)" : "       \(line)").wrapped(to: width) {
                response.output.append(wrapped, .red)
            }
        }
        return response
    }

    /// A wrong word: the place is marked below the line that was typed.
    private func failure(_ problem: CommandError, line: String, promptColumns: Int) -> Response {
        var response = Response()
        response.isFailure = true
        response.exitCode = 1
        if problem.column > 0 && options.isInteractive {
            let before = String(line.prefix(problem.column - 1)).columns + promptColumns
            let word = line.dropFirst(problem.column - 1).prefix { $0 != " " }
            let marks = String(repeating: "^", count: max(1, String(word).columns))
            if before + marks.utf8.count + 2 < width {
                response.output.append(String(repeating: " ", count: before) + marks, .red)
            }
        }
        var text = "error: " + problem.message.text(language)
        if let suggestion = problem.suggestion {
            text += BilingualText(". Did you mean `\(suggestion)`?", "。是不是 `\(suggestion)`？").text(language)
        }
        for wrapped in text.wrapped(to: width) { response.output.append(wrapped, .red) }
        return response
    }

    // MARK: the prompt

    /// Where one is: lesson and step, time, revision, branch.
    public func prompt() -> StyledText {
        var text = StyledText()
        if let lesson { text.append(lesson.place + " ", .bold) }
        text.append("t=\(cluster.now) rev \(cluster.revision)", .dim)
        let branch = timeline.branchName
        if timeline.behind > 0 {
            text.append(" \(branch)~\(timeline.behind)", .yellow)
        } else if branch != "main" {
            text.append(" \(branch)", .yellow)
        }
        text.append(lesson == nil ? " › " : " » ")
        return text
    }
}
