import ArgumentParser
import Commands
import Documents
import Door
import Glibc
import HTTPAPI
import Rendering
import Synchronization
import Terminal
import Workbench

/// `orrery`: the prompt; from a pipe, the same commands line by line.
struct PromptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompt", abstract: "Open the prompt (what `orrery` alone does).", shouldDisplay: false)

    @Flag(name: .customLong("continue"), help: "Go on where the last session ended.") var goOn = false
    @OptionGroup var world: WorldOptions

    func run() throws {
        var options = try world.sessionOptions()
        let isTerminal = Terminals.inputIsTerminal
        options.isInteractive = true
        let screen = Screen()
        let io = MachineIO()
        let course = options.lessonsFolder.map { Course(folder: $0, io: io) } ?? Course()
        let keeper = JournalKeeper(path: StatePlaces.file("journal.jsonl"))
        var notes: [String] = []
        var session: Session
        if goOn {
            let resumed = try keeper.resume(options, io: io, course: course)
            session = resumed.session
            notes.append("went on with \(resumed.lines) lines of the last session")
        } else {
            session = Session(options, io: io, course: course)
            keeper.begin(options)
        }
        if let problem = session.loadProgress() { notes.append(problem) }
        let prompt = PromptLoop(session: session, screen: screen, keeper: keeper, isTerminal: isTerminal)
        if isTerminal { prompt.greet(notes) } else { notes.forEach { screen.write("\($0)\n") } }
        let failed = prompt.run()
        if failed && !isTerminal { throw ExitCode(1) }
    }
}

/// Reads lines and lets the session carry them out, one at a time.
///
/// A class: the metronome's thread, the door and the prompt's thread share the session through one desk.
final class PromptLoop: Sendable {
    private let desk: SessionDesk
    private let serving = Mutex<Task<Void, Never>?>(nil)
    private let completion: Mutex<CompletionSnapshot>
    private let screen: Screen
    private let isTerminal: Bool

    init(session: Session, screen: Screen, keeper: JournalKeeper, isTerminal: Bool) {
        desk = SessionDesk(session, keeper: keeper)
        completion = Mutex(session.completionSnapshot())
        self.screen = screen
        self.isTerminal = isTerminal
    }

    func greet(_ notes: [String]) {
        let width = screen.terminalWidth
        let lines = desk.turn { $0.greeting(width: width) }
        for line in lines { screen.write(line.rendered(useColor: screen.usesColor) + "\n") }
        for note in notes { screen.write(note + "\n") }
    }

    /// - Returns: whether a line failed.
    func run() -> Bool {
        Interrupts.watch()
        if isTerminal, let editor = makeEditor() {
            startMetronome(editor)
            defer { editor.close() }
            var source = editor
            return loop(&source, editor)
        }
        var source = PlainLines()
        return loop(&source, nil)
    }

    private func makeEditor() -> EditLine? {
        EditLine(program: "orrery", screen: screen, historyPath: StatePlaces.file("history")) { [self] before, _ in
            complete(before)
        }
    }

    private func loop(_ source: inout some LineSource, _ editor: EditLine?) -> Bool {
        var failed = false
        while !screen.isClosed {
            let prompt = desk.turn { session in
                session.width = screen.isTerminal ? screen.terminalWidth : 80
                return session.prompt()
            }
            switch source.next(prompt: Prompt(prompt)) {
            case .end:
                if isTerminal { screen.write("\n") }
                return failed
            case .interrupted: continue
            case .rejected(let fault):
                screen.write("error: \(fault.message)\n")
                failed = true
            case .line(let line):
                var input: String?
                if let delimiter = desk.turn({ $0.heredoc(of: line) }) {
                    guard let body = readHeredoc(delimiter, &source) else {
                        screen.write("the here-document was not ended: nothing was done\n")
                        continue
                    }
                    input = body
                } else if line.trimmedBlanks.isEmpty && !isTerminal {
                    continue
                } else if let rest = readBlock(line, &source) {
                    input = rest
                }
                let (response, printed) = perform(line, input, editor)
                if !printed.isEmpty { screen.write(printed) }
                failed = failed || response.isFailure
                if response.quits { return failed }
            }
        }
        return failed
    }

    private func perform(_ line: String, _ input: String?, _ editor: EditLine?) -> (Response, String) {
        let response = desk.perform(line, input)
        let snapshot = desk.turn { $0.completionSnapshot() }
        completion.withLock { $0 = snapshot }
        if let wish = response.door { act(on: wish, editor) }
        return (response, response.output.rendered(useColor: screen.usesColor))
    }

    // MARK: the door

    private func act(on wish: DoorWish, _ editor: EditLine?) {
        let old = serving.withLock { serving in
            defer { serving = nil }
            return serving
        }
        old?.cancel()
        guard case .open(let port, let listen, let kubeconfig) = wish else {
            screen.write(old == nil ? "no door is open\n" : "the door is closed\n")
            return
        }
        do {
            let opening = try DoorOpening(
                port: port, listen: listen, kubeconfig: kubeconfig, desk: desk, screen: screen)
            let ready = Gate()
            let task = Task.detached { [self] in
                await serve(opening, ready, editor)
                ready.open()
            }
            serving.withLock { $0 = task }
            ready.wait()
            warnOfDate()
        } catch {
            screen.write("serve: \(error)\n")
        }
    }

    /// Clients count ages from their own date: a world of another one looks old, or younger than nothing.
    private func warnOfDate() {
        let (now, language) = desk.turn { ($0.snapshot.now, $0.language) }
        guard abs(now - WallClock.microseconds) > 3_600_000_000 else { return }
        let date = Timestamps.seconds(now)
        let text = BilingualText(
            "it is \(date) in this world; clients count ages from today. For right ages: `orrery --start now`.",
            "这个世界里是 \(date)；客户端从今天起算年龄。要年龄正确：`orrery --start now`。")
        screen.write(text.text(language) + "\n")
    }

    private func serve(_ opening: DoorOpening, _ ready: Gate, _ editor: EditLine?) async {
        do {
            try await opening.run(endsOnSignals: false, onReady: { ready.open() }) { [self] request, answer in
                shown("\(request.user): \(request.method) \(request.target) → \(answer.status)", editor)
            }
        } catch {
            if !(error is CancellationError) { screen.write("serve: \(error)\n") }
        }
    }

    /// A line above the prompt.
    private func shown(_ text: String, _ editor: EditLine?) {
        if let editor { editor.printAbove(text + "\n") } else { screen.write(text + "\n") }
    }

    // MARK: more lines

    /// The lines up to one that is just the delimiter; `nil` if they ended before it.
    private func readHeredoc(_ delimiter: String, _ source: inout some LineSource) -> String? {
        var body = ""
        while true {
            guard case .line(let line) = source.next(prompt: Prompt.continuation) else { return nil }
            if line == delimiter { return body }
            body += line + "\n"
            if body.utf8.count > PlainLines.lineBytesMax * 8 { return nil }
        }
    }

    /// `apply -f -` without a here-document: a YAML block up to an empty line.
    private func readBlock(_ line: String, _ source: inout some LineSource) -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard isTerminal, words.last == "-", words.contains("-f") || words.contains("--filename") else { return nil }
        screen.write("(YAML; an empty line ends it)\n")
        var body = ""
        while case .line(let next) = source.next(prompt: Prompt.continuation), !next.trimmedBlanks.isEmpty {
            body += next + "\n"
        }
        return body
    }

    private func complete(_ before: String) -> Completions {
        let snapshot = completion.withLock { $0 }
        var words = before.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        var partial = ""
        if !before.hasSuffix(" "), let last = words.popLast() { partial = last }
        let found = Completion(snapshot).candidates(after: words, partial: partial)
        return Completions(
            word: partial, candidates: found, suffix: found.count == 1 && found[0].hasSuffix("/") ? "" : " ")
    }

    // MARK: the metronome

    private func startMetronome(_ editor: EditLine) {
        Metronome.start(desk, isOver: { [self] in screen.isClosed }) { [self] response in
            let shown = response.output.rendered(useColor: screen.usesColor)
            if !shown.isEmpty { editor.printAbove(shown) }
        }
    }
}

extension String {
    var trimmedBlanks: Substring { drop { $0 == " " || $0 == "\t" } }
}
