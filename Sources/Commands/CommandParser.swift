import Documents

/// Reads words by a grammar of verbs.
///
/// Bare verbs, `kubectl …` and `k …` are the same. Flags are read as spf13/pflag reads them (kubectl's
/// library), with its messages.
public struct CommandParser: Sendable {
    /// Every verb that is known, in order of precedence.
    public let verbs: [VerbSpec]

    /// A parser for kubectl's verbs and `others`. Of two verbs with one name, the first one is meant, so
    /// the words of the house come first.
    public init(others: [VerbSpec] = []) { verbs = others + KubectlGrammar.verbs }

    /// Lexes and parses a line without substitutions.
    public func parse(_ line: String) throws(CommandError) -> ParsedCommand {
        let lexed = try Lexer.split(line)
        if let word = lexed.words.first(where: { $0.text == nil }) {
            throw CommandError("`$(…)` has to be resolved first", "要先求出 `$(…)`", column: word.column)
        }
        return try parse(lexed.words.map { CommandWord($0.text ?? "", column: $0.column) })
    }

    /// Parses words.
    public func parse(_ words: [CommandWord]) throws(CommandError) -> ParsedCommand {
        var rest = words[...]
        guard let first = rest.first else { throw CommandError("there is no command", "没有命令") }
        var candidates = verbs
        let isKubectl = first.text == "kubectl" || first.text == "k"
        if isKubectl {
            rest.removeFirst()
            candidates = verbs.filter { $0.owner != .house }
        }
        // kubectl takes flags before the verb as well.
        var early = CommandParser.takeFlags(of: &rest)
        if isKubectl && (rest.isEmpty || rest.first?.text == "help") {
            return CommandParser.help(rest.dropFirst().filter { !$0.text.hasPrefix("-") })
        }
        guard let verbWord = rest.first else {
            throw CommandError(
                "a verb is missing behind `\(first.text)`",
                "`\(first.text)` 后面缺少动词", column: first.column)
        }
        guard var spec = candidates.first(where: { $0.isCalled(verbWord.text) }) else {
            if isKubectl { throw CommandParser.unknown(verbWord, candidates) }
            throw CommandError(
                "no such command: `\(verbWord.text)`", "没有这个命令：`\(verbWord.text)`", column: verbWord.column,
                suggestion: Suggestions.nearest(
                    to: verbWord.text, in: candidates.flatMap { [$0.name] + $0.aliases }))
        }
        rest.removeFirst()
        var path = [spec.name]
        while !spec.children.isEmpty {
            // And between the verb and what it makes: `create -n team configmap …`.
            var behind = rest
            let flags = CommandParser.takeFlags(of: &behind)
            guard let word = behind.first, let child = spec.child(word.text) else { break }
            early += flags
            path.append(child.name)
            spec = child
            rest = behind.dropFirst()
        }
        if spec.owner == .kubectlNotModelled {
            // Its flags are not known: everything is a word, and the verb is refused when it is run.
            return ParsedCommand(
                path: path, spec: spec, arguments: Array(rest), argumentsBeforeDash: nil, given: [])
        }
        var reader = FlagReader(spec: spec, path: path)
        try reader.read(early[...])
        try reader.read(rest)
        return ParsedCommand(
            path: path, spec: spec, arguments: reader.arguments,
            argumentsBeforeDash: reader.argumentsBeforeDash,
            given: reader.given)
    }

    /// `kubectl` and `kubectl help VERB`; without a verb, flags in front change nothing.
    private static func help(_ words: [CommandWord]) -> ParsedCommand {
        ParsedCommand(path: ["help"], spec: KubectlGrammar.help, arguments: words, argumentsBeforeDash: nil, given: [])
    }

    /// What kubectl says of a command that it does not have.
    private static func unknown(_ word: CommandWord, _ verbs: [VerbSpec]) -> CommandError {
        CommandError(
            kubectl: "unknown command \"\(word.text)\" for \"kubectl\"", column: word.column,
            suggestion: KubectlGrammar.meant.first { $0.words.contains(word.text) }?.verb
                ?? Suggestions.nearest(to: word.text, in: verbs.map(\.name)))
    }

    /// Takes the flags in front, with their values: those that every command of kubectl knows.
    private static func takeFlags(of rest: inout ArraySlice<CommandWord>) -> [CommandWord] {
        var taken: [CommandWord] = []
        while let word = rest.first, word.text.hasPrefix("-"), word.text.count > 1 {
            taken.append(rest.removeFirst())
            if let short = KubectlGrammar.commonFlag(word.text), short.bareValue == nil,
                !word.text.contains("="), let value = rest.first
            {
                taken.append(value)
                rest.removeFirst()
            }
        }
        return taken
    }
}

/// Upstream: github.com/spf13/pflag, FlagSet.parseArgs.
private struct FlagReader {
    let spec: VerbSpec
    let path: [String]
    var arguments: [CommandWord] = []
    var argumentsBeforeDash: Int?
    var given: [(flag: String, value: String)] = []

    init(spec: VerbSpec, path: [String]) {
        self.spec = spec
        self.path = path
    }

    mutating func read(_ words: ArraySlice<CommandWord>) throws(CommandError) {
        var rest = words
        while let word = rest.popFirst() {
            let text = word.text
            if text == "--" {
                argumentsBeforeDash = arguments.count
                arguments += rest
                return
            }
            if text.hasPrefix("--") {
                try long(word, &rest)
            } else if text.hasPrefix("-") && text.count > 1 {
                try shorts(word, &rest)
            } else {
                arguments.append(word)
            }
        }
    }

    private func failure(_ message: String, _ word: CommandWord, suggestion: String? = nil) -> CommandError {
        let usage = spec.owner == .house ? nil : "kubectl " + path.joined(separator: " ")
        return CommandError(kubectl: message, column: word.column, suggestion: suggestion, usageOf: usage)
    }

    private mutating func long(_ word: CommandWord, _ rest: inout ArraySlice<CommandWord>)
        throws(CommandError)
    {
        let body = word.text.dropFirst(2)
        let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let name = parts.first, !name.isEmpty, !name.hasPrefix("-") else {
            throw failure("bad flag syntax: \(word.text)", word)
        }
        guard let flag = spec.flag(name) else {
            throw failure(
                "unknown flag: --\(name)", word,
                suggestion: Suggestions.nearest(to: name, in: spec.flags.map(\.long)).map { "--\($0)" })
        }
        if parts.count == 2 {
            try take(flag, parts[1], word)
        } else if let bare = flag.bareValue {
            try take(flag, bare, word)
        } else if let value = rest.popFirst() {
            try take(flag, value.text, word)
        } else {
            throw failure("flag needs an argument: \(word.text)", word)
        }
    }

    private mutating func shorts(_ word: CommandWord, _ rest: inout ArraySlice<CommandWord>)
        throws(CommandError)
    {
        var letters = word.text.dropFirst()
        while let letter = letters.popFirst() {
            guard let flag = spec.flag(short: letter) else {
                throw failure("unknown shorthand flag: '\(letter)' in \(word.text)", word)
            }
            if letters.first == "=" {
                return try take(flag, String(letters.dropFirst()), word)
            }
            if let bare = flag.bareValue {
                try take(flag, bare, word)
            } else if !letters.isEmpty {
                return try take(flag, String(letters), word)
            } else if let value = rest.popFirst() {
                return try take(flag, value.text, word)
            } else {
                throw failure("flag needs an argument: '\(letter)' in \(word.text)", word)
            }
        }
    }

    private mutating func take(_ flag: FlagSpec, _ value: String, _ word: CommandWord) throws(CommandError) {
        func invalid(_ why: String) -> CommandError {
            failure("invalid argument \"\(value)\" for \"\(flag.title)\" flag: \(why)", word)
        }
        switch flag.kind {
        case .bool:
            guard let bool = Self.bools.first(where: { $0.word == value })?.value else {
                throw invalid("strconv.ParseBool: parsing \"\(value)\": invalid syntax")
            }
            given.append((flag.long, bool ? "true" : "false"))
        case .int:
            guard let number = Int64(value) else {
                throw invalid("strconv.ParseInt: parsing \"\(value)\": invalid syntax")
            }
            given.append((flag.long, String(number)))
        case .duration:
            guard GoDuration.parse(value) != nil else { throw invalid("time: invalid duration \"\(value)\"") }
            given.append((flag.long, value))
        case .string, .list, .array: given.append((flag.long, value))
        }
    }

    /// Go's strconv.ParseBool.
    private static let bools: [(word: String, value: Bool)] = [
        ("1", true), ("t", true), ("T", true), ("true", true), ("TRUE", true), ("True", true), ("0", false),
        ("f", false), ("F", false), ("false", false), ("FALSE", false), ("False", false),
    ]
}
