public import Documents

/// Why a line is no command: evidence for the reader, made into text by whoever shows it.
public struct CommandError: Error, Sendable, Equatable {
    /// What is wrong, in kubectl's words where kubectl would refuse it too.
    public var message: BilingualText
    /// The character it is about, counted from 1; 0 if it is about the line.
    public var column: Int
    /// What may have been meant: `scale`.
    public var suggestion: String?
    /// More lines would make it whole (an open quote).
    public var isIncomplete: Bool
    /// `kubectl get`, if kubectl itself would have refused it.
    public var usageOf: String?

    /// An error in kubectl's words.
    public init(
        kubectl message: String, column: Int = 0, suggestion: String? = nil, usageOf: String? = nil
    ) {
        self.init(BilingualText(same: message), column: column, suggestion: suggestion, usageOf: usageOf)
    }

    /// An error in our own words.
    public init(
        _ english: String, _ chinese: String, column: Int = 0, suggestion: String? = nil, isIncomplete: Bool = false
    ) {
        self.init(
            BilingualText(english, chinese), column: column, suggestion: suggestion, isIncomplete: isIncomplete)
    }

    private init(
        _ message: BilingualText, column: Int, suggestion: String?, isIncomplete: Bool = false, usageOf: String? = nil
    ) {
        self.message = message
        self.column = column
        self.suggestion = suggestion
        self.isIncomplete = isIncomplete
        self.usageOf = usageOf
    }

    /// What kubectl prints: `error: unknown flag: --foo` and where to read on.
    public var kubectlText: String {
        var out = "error: \(message.english)\n"
        if let usageOf {
            out += "See '\(usageOf) --help' for usage.\n"
        } else if let suggestion, message.english.hasPrefix("unknown command") {
            out += "\nDid you mean this?\n\t\(suggestion)\n"
        }
        return out
    }
}
