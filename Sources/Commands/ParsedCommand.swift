import Documents

/// A command line taken apart: the verb, its flags with their values, the other words.
public struct ParsedCommand: Sendable, Equatable {
    /// `["create", "secret", "generic"]`.
    public let path: [String]
    /// The grammar it was read by.
    public let spec: VerbSpec
    /// The words that are no flags, with their places.
    public let arguments: [CommandWord]
    /// How many arguments stand before `--`; `nil` if there was none.
    public let argumentsBeforeDash: Int?
    /// The values of the flags that were given, in the order of the line.
    public let given: [(flag: String, value: String)]

    /// The verb's first word.
    public var verb: String { path[0] }
    /// The words that are no flags, as text.
    public var words: [String] { arguments.map(\.text) }
    /// A verb of kubectl's, modelled or not.
    public var isKubectl: Bool { spec.owner != .house }

    init(
        path: [String], spec: VerbSpec, arguments: [CommandWord], argumentsBeforeDash: Int?,
        given: [(flag: String, value: String)]
    ) {
        self.path = path
        self.spec = spec
        self.arguments = arguments
        self.argumentsBeforeDash = argumentsBeforeDash
        self.given = given
    }

    /// Was the flag given at all?
    public func isGiven(_ flag: String) -> Bool { given.contains { $0.flag == flag } }

    /// The value of a flag (the last one given, else the default); empty if there is none.
    public func string(_ flag: String) -> String {
        given.last { $0.flag == flag }?.value ?? spec.flag(flag)?.defaultText ?? ""
    }

    /// A flag that is true or false.
    public func bool(_ flag: String) -> Bool { string(flag) == "true" }

    /// A number; the parser has made sure that it is one.
    public func int(_ flag: String) -> Int64? { Int64(string(flag)) }

    /// All values of a flag that may be repeated.
    public func list(_ flag: String) -> [String] {
        let values = given.filter { $0.flag == flag }.map(\.value)
        guard !values.isEmpty else {
            let usual = spec.flag(flag)?.defaultText ?? ""
            return usual.isEmpty ? [] : [usual]
        }
        guard spec.flag(flag)?.kind == .list else { return values }
        return values.flatMap { $0.split(separator: ",").map(String.init) }
    }

    /// A duration in nanoseconds; the parser has made sure that it is one.
    public func nanoseconds(_ flag: String) -> Int64? { GoDuration.parse(string(flag)) }

    /// Same words, same flags in the same order.
    public static func == (a: ParsedCommand, b: ParsedCommand) -> Bool {
        a.path == b.path && a.spec == b.spec && a.arguments == b.arguments
            && a.argumentsBeforeDash == b.argumentsBeforeDash
            && a.given.elementsEqual(b.given) { $0.flag == $1.flag && $0.value == $1.value }
    }
}

/// A line of kubectl's.
public typealias KubectlCommand = ParsedCommand
