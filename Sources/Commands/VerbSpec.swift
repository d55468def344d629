public import Documents

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
    /// `namespace`, without dashes.
    public let long: String
    /// `n`; `nil` if there is none.
    public let short: Character?
    /// How its value is read.
    public let kind: FlagKind
    /// The value if the flag is not given; empty for none.
    public let defaultText: String
    /// The value if the flag is given without `=value`; such flags never take the next word.
    public let bareValue: String?
    /// What help calls the value.
    public let valueName: String
    /// One line of help.
    public let help: BilingualText
    /// What completion offers as its value.
    public let completes: CompletionSource

    /// A flag.
    public init(
        _ long: String, _ short: Character? = nil, _ kind: FlagKind = .string,
        default defaultText: String = "",
        bare: String? = nil, value valueName: String = "", completes: CompletionSource = .nothing, _ english: String,
        _ chinese: String
    ) {
        self.long = long
        self.short = short
        self.kind = kind
        self.defaultText = defaultText
        self.bareValue = kind == .bool ? "true" : bare
        self.valueName = valueName
        self.help = BilingualText(english, chinese)
        self.completes = completes
    }

    /// `-n, --namespace` or `--all`, as messages name it.
    public var title: String { short.map { "-\($0), --\(long)" } ?? "--\(long)" }
}

/// A place for words that are no flags.
public struct PositionalSpec: Sendable, Equatable {
    /// What help calls it.
    public let name: String
    /// What completion offers there.
    public let completes: CompletionSource
    /// Any number of words may follow.
    public let isRepeated: Bool

    /// A place.
    public init(_ name: String, _ completes: CompletionSource, isRepeated: Bool = false) {
        self.name = name
        self.completes = completes
        self.isRepeated = isRepeated
    }
}

/// A line that shows what a verb does.
public struct ExampleSpec: Sendable, Equatable {
    /// What is typed.
    public let line: String
    /// What it does.
    public let says: BilingualText

    /// An example.
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

    /// What is typed.
    public let name: String
    /// Other words for it.
    public let aliases: [String]
    /// Whose word it is.
    public let owner: Owner
    /// What its words are, in order.
    public let positionals: [PositionalSpec]
    /// What it takes.
    public let flags: [FlagSpec]
    /// `create configmap`, `rollout status`.
    public let children: [VerbSpec]
    /// One line of help.
    public let help: BilingualText
    /// Lines that show it.
    public let examples: [ExampleSpec]

    /// A verb.
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
    public func flag(_ long: String) -> FlagSpec? { flags.first { $0.long == long } ?? more.first { $0.long == long } }
    /// The flag of that letter.
    public func flag(short: Character) -> FlagSpec? {
        flags.first { $0.short == short } ?? more.first { $0.short == short }
    }
    /// Flags that its page does not list.
    private var more: [FlagSpec] { owner == .house ? [] : KubectlFlags.client }
}
