// Styled text: what is bold, dim or coloured. Colour only repeats what the characters say already.

/// How a run of text looks; members can be combined, `[.bold, .green]`.
public struct Style: OptionSet, Sendable, Hashable {
    /// One bit for each member.
    public let rawValue: UInt8

    /// A style from its bits; callers use the named members.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Ordinary text.
    public static let none: Style = []
    /// Names.
    public static let bold = Style(rawValue: 1)
    /// Time and other small print.
    public static let dim = Style(rawValue: 2)
    /// What was added, or went well.
    public static let green = Style(rawValue: 4)
    /// What was removed, or went wrong.
    public static let red = Style(rawValue: 8)
    /// What was changed, or needs a look.
    public static let yellow = Style(rawValue: 16)

    /// The SGR sequence that switches the style on, empty for `.none`: `[.bold, .red]` → `ESC
    /// [1;31m`.
    public var escapeSequence: String {
        var codes: [String] = []
        if contains(.bold) { codes.append("1") }
        if contains(.dim) { codes.append("2") }
        if contains(.red) { codes.append("31") }
        if contains(.green) { codes.append("32") }
        if contains(.yellow) { codes.append("33") }
        return codes.isEmpty ? "" : "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    /// The SGR sequence that switches every style off.
    public static let resetSequence = "\u{1B}[0m"
}

/// A text in runs of one style each. Text holds no line ends; a `Line` is one `StyledText`.
public struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
    /// A piece of text in one style.
    public struct Run: Sendable, Hashable {
        /// The characters, without escapes.
        public var text: String
        /// How they look.
        public var style: Style

        /// A run of `text`, plain if nothing else is said.
        public init(_ text: String, _ style: Style = .none) {
            self.text = text
            self.style = style
        }
    }

    /// The pieces, from left to right.
    public var runs: [Run]

    /// Text from its runs.
    public init(runs: [Run] = []) { self.runs = runs }

    /// Text in one style.
    public init(_ text: String, _ style: Style = .none) {
        runs = text.isEmpty ? [] : [Run(text, style)]
    }

    /// Plain text from a literal.
    public init(stringLiteral value: String) { self.init(value) }

    /// The characters without the styles, as they are (not sanitized).
    public var plain: String { runs.map(\.text).joined() }

    /// Columns the text takes once controls are made visible.
    public var columns: Int { runs.reduce(0) { $0 + $1.text.sanitized().columns } }

    /// Adds a run at the end.
    public mutating func append(_ text: String, _ style: Style = .none) {
        if !text.isEmpty { runs.append(Run(text, style)) }
    }

    /// One text after the other.
    public static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(runs: left.runs + right.runs)
    }

    /// The text as bytes for a reader: with SGR sequences if `useColor`, and never with other
    /// controls.
    public func rendered(useColor: Bool) -> String {
        var text = ""
        for run in runs {
            let clean = run.text.sanitized()
            guard useColor && run.style != .none else {
                text += clean
                continue
            }
            text += run.style.escapeSequence + clean + Style.resetSequence
        }
        return text
    }

    /// The text in lines of at most `columns` columns, styles kept. The rules are those of
    /// `String.wrapped`.
    public func wrapped(to columns: Int) -> [StyledText] {
        var characters: [Character] = []
        var styles: [Style] = []
        for run in runs {
            for character in run.text {
                characters.append(character)
                styles.append(run.style)
            }
        }
        return LineWrap.ranges(of: characters, columns: columns).map { range in
            var line = StyledText()
            for index in range {
                if line.runs.last?.style == styles[index] {
                    line.runs[line.runs.count - 1].text.append(characters[index])
                } else {
                    line.runs.append(Run(String(characters[index]), styles[index]))
                }
            }
            return line
        }
    }
}
