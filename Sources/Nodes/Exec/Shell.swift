import Documents
import KubeAPI

/// Runs one command in a container: what its image's behaviour teaches, a few programs of every image, and `sh -c`.
///
/// Programs read what the cluster gave the container and change nothing.
struct Shell {
    /// What a command may write, in bytes; more is cut off with a word about it.
    static let outputBytesMax = 1_048_576
    /// Commands of one script.
    static let commandsMax = 1000

    let world: ContainerWorld
    /// What the command reads from its standard input.
    let input: String
    let environment: Environment
    private(set) var outcome = ExecOutcome()
    /// `$?`.
    private var lastCode = 0
    private var isFull = false

    init(world: ContainerWorld, input: String) {
        self.world = world
        self.input = input
        environment = Environment(world)
    }

    /// Runs `command` as the runtime would: without a shell.
    mutating func run(_ command: [String]) {
        guard let code = execute(command) else {
            let name = command.first ?? ""
            let problem = name.contains("/")
                ? "stat \(name): no such file or directory" : "executable file not found in $PATH"
            // containerd names the attempt; runc says why.
            let id = Identifiers.hex("exec/\(world.run.id)/\(command.joined(separator: " "))")
            outcome.ending = .notStarted(
                "failed to exec in container: failed to start exec \(goQuoted(id)): OCI runtime exec failed: "
                    + "exec failed: unable to start container process: exec: \(goQuoted(name)): \(problem): unknown")
            return
        }
        outcome.ending = .exited(code)
    }

    /// Runs the words of a command; `nil` if nobody knows the program.
    private mutating func execute(_ words: [String]) -> Int? {
        if let rule = world.unit.behaviour.execs.first(where: { $0.matches(words) }) {
            write(rule.stdout)
            complain(rule.stderr)
            return rule.exitCode
        }
        guard let name = words.first else { return nil }
        let folder = ["/bin/", "/usr/bin/"].first { name.hasPrefix($0) }
        let plain = String(name.dropFirst(folder?.count ?? 0))
        let arguments = Array(words.dropFirst())
        if ExecOutcome.shells.contains(plain) { return script(plain, arguments) }
        guard let program = Programs.table.first(where: { $0.name == plain }) else { return nil }
        return program.run(&self, arguments)
    }

    // MARK: - Output

    mutating func write(_ text: String) { add(text, \.stdout) }
    mutating func complain(_ text: String) { add(text, \.stderr) }

    private mutating func add(_ text: String, _ stream: WritableKeyPath<ExecOutcome, String>) {
        if isFull { return }
        if outcome.stdout.utf8.count + outcome.stderr.utf8.count + text.utf8.count > Shell.outputBytesMax {
            isFull = true
            outcome.stderr += "not modelled: more than \(Shell.outputBytesMax) bytes of output\n"
            return
        }
        outcome[keyPath: stream] += text
    }

    /// Time that the command takes.
    mutating func wait(microseconds: Int64) {
        outcome.microseconds = min(outcome.microseconds + microseconds, 365 * 86_400_000_000)
    }

    /// Says that a part of a program is left out.
    mutating func refuse(_ program: String, _ what: String) -> Int {
        complain("\(program): not modelled: \(what)\n")
        return 1
    }

    // MARK: - Scripts

    private mutating func script(_ name: String, _ arguments: [String]) -> Int {
        var text = input
        if let option = arguments.first {
            guard option == "-c" else { return refuse(name, option) }
            guard arguments.count > 1 else {
                complain("\(name): -c requires an argument\n")
                return 2
            }
            text = arguments[1]
        }
        let commands: [ShellScript.Command]
        switch ShellScript.parse(text) {
        case .success(let parsed): commands = parsed
        case .failure(let problem):
            complain("\(name): not modelled: \(problem.what); simple commands with ;, && and || are\n")
            return 2
        }
        if commands.count > Shell.commandsMax { return refuse(name, "more than \(Shell.commandsMax) commands") }
        lastCode = 0
        for command in commands {
            switch command.runs {
            case .always: break
            case .afterSuccess: if lastCode != 0 { continue }
            case .afterFailure: if lastCode == 0 { continue }
            }
            let words = command.words.flatMap(expanded)
            if words.isEmpty { continue }
            if let problem = unknownVariables(command) { return refuse(name, problem) }
            if words[0] == "exit" { return words.count > 1 ? (Int(words[1]) ?? 2) & 255 : lastCode }
            if let code = execute(words) {
                lastCode = code
            } else {
                complain("\(name): \(words[0]): not found\n")
                lastCode = 127
            }
        }
        return lastCode
    }

    /// Why the variables cannot be told; `nil` if they can.
    var unknownVariables: String? {
        guard !environment.unknown.isEmpty else { return nil }
        return "variables from \(environment.unknown.joined(separator: ", ")), changed since this container started: "
            + "it keeps the values of then"
    }

    private func unknownVariables(_ command: ShellScript.Command) -> String? {
        let usesAny = command.words.contains { word in
            word.pieces.contains { if case .variable = $0 { true } else { false } }
        }
        return usesAny ? unknownVariables : nil
    }

    /// The words a word becomes: a variable outside of quotes is split at blanks.
    private func expanded(_ word: ShellScript.Word) -> [String] {
        var words: [String] = []
        var current: String? = word.isQuoted ? "" : nil
        for piece in word.pieces {
            switch piece {
            case .text(let text): current = (current ?? "") + text
            case .variable(let name, let isQuoted):
                let value = name == "?" ? String(lastCode) : environment[name] ?? ""
                if isQuoted {
                    current = (current ?? "") + value
                    continue
                }
                let parts = value.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
                for (index, part) in parts.enumerated() {
                    if index > 0, let done = current {
                        words.append(done)
                        current = nil
                    }
                    current = (current ?? "") + part
                }
            }
        }
        if let current { words.append(current) }
        return words
    }
}
