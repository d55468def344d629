/// A text in the two languages of the house.
public struct BilingualText: Sendable, Equatable {
    public let english: String
    public let chinese: String

    public init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }
}

/// What may stand at some place of a line; decides what completion offers.
public enum CompletionSource: Sendable, Equatable {
    case nothing
    case verbs
    case namespaces
    /// `pods`, `rs`, `pod/web`.
    case resources
    /// Names of the resource that an earlier word names.
    case names
    /// Names of one resource, by its plural.
    case namesOf(String)
    case containers
    case files
    case lessons
    case choices([String])
}

/// How the value of a flag is read.
public enum FlagKind: Sendable, Equatable {
    case bool
    case string
    case int
    /// Every use counts, `--x=a,b` is two values.
    case list
    /// Every use counts, commas are text.
    case array
    /// Go's durations: `30s`, `1m30s`.
    case duration
}

/// A flag of a verb.
public struct FlagSpec: Sendable, Equatable {
    public let long: String
    public let short: Character?
    public let kind: FlagKind
    /// The value if the flag is not given; empty for none.
    public let defaultText: String
    /// The value if the flag is given without `=value`; such flags never take the next word.
    public let bareValue: String?
    public let valueName: String
    public let help: BilingualText
    public let completes: CompletionSource
    /// kubectl has it, we do not: using it is an error that says so.
    public let isModelled: Bool

    public init(
        _ long: String, _ short: Character? = nil, _ kind: FlagKind = .string, default defaultText: String = "",
        bare: String? = nil, value valueName: String = "", completes: CompletionSource = .nothing,
        isModelled: Bool = true, _ english: String, _ chinese: String
    ) {
        self.long = long
        self.short = short
        self.kind = kind
        self.defaultText = defaultText
        self.bareValue = kind == .bool ? "true" : bare
        self.valueName = valueName
        self.help = BilingualText(english, chinese)
        self.completes = completes
        self.isModelled = isModelled
    }

    /// `-n, --namespace` or `--all`, as messages name it.
    public var title: String { short.map { "-\($0), --\(long)" } ?? "--\(long)" }
}

/// A place for words that are no flags.
public struct PositionalSpec: Sendable, Equatable {
    public let name: String
    public let completes: CompletionSource
    public let isRepeated: Bool

    public init(_ name: String, _ completes: CompletionSource, isRepeated: Bool = false) {
        self.name = name
        self.completes = completes
        self.isRepeated = isRepeated
    }
}

/// A line that shows what a verb does.
public struct ExampleSpec: Sendable, Equatable {
    public let line: String
    public let says: BilingualText

    public init(_ line: String, _ english: String, _ chinese: String) {
        self.line = line
        self.says = BilingualText(english, chinese)
    }
}

/// A verb as data: what it is called, what it takes, what it does.
///
/// kubectl's verbs and the words of the house (`step`, `why`, …) are the same kind of thing; whoever owns
/// words hands its array to `CommandParser`.
public struct VerbSpec: Sendable, Equatable {
    /// Whose word it is.
    public enum Owner: Sendable, Equatable {
        case kubectl
        /// Known to kubectl, refused here with a clear word.
        case kubectlNotModelled
        case house
    }

    public let name: String
    public let aliases: [String]
    public let owner: Owner
    public let positionals: [PositionalSpec]
    public let flags: [FlagSpec]
    /// `create configmap`, `rollout status`.
    public let children: [VerbSpec]
    public let help: BilingualText
    public let examples: [ExampleSpec]

    public init(
        _ name: String, aliases: [String] = [], owner: Owner = .house, _ positionals: [PositionalSpec] = [],
        flags: [FlagSpec] = [], children: [VerbSpec] = [], english: String, chinese: String,
        examples: [ExampleSpec] = []
    ) {
        self.name = name
        self.aliases = aliases
        self.owner = owner
        self.positionals = positionals
        self.flags = flags
        self.children = children
        self.help = BilingualText(english, chinese)
        self.examples = examples
    }

    /// Is called so.
    public func isCalled(_ word: String) -> Bool { name == word || aliases.contains(word) }
    /// The child that is called so.
    public func child(_ word: String) -> VerbSpec? { children.first { $0.isCalled(word) } }
    /// The flag of that name.
    public func flag(_ long: String) -> FlagSpec? { flags.first { $0.long == long } }
    /// The flag of that letter.
    public func flag(short: Character) -> FlagSpec? { flags.first { $0.short == short } }
}
