// What a command answers: lines as data, made into text last.

/// One line of output, without its line end.
public struct Line: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The pieces, from left to right.
    public var runs: [StyledText.Run]

    /// A line from its runs.
    public init(runs: [StyledText.Run] = []) { self.runs = runs }

    /// A line of one style.
    public init(_ text: String, _ style: Style = .none) { self.init(StyledText(text, style)) }

    /// A line of styled text.
    public init(_ text: StyledText) { runs = text.runs }

    /// A plain line from a literal.
    public init(stringLiteral value: String) { self.init(value) }

    /// The line as styled text.
    public var text: StyledText { StyledText(runs: runs) }
}

/// Lines in the order in which they are read.
public struct Output: Sendable, Hashable {
    /// The lines, from top to bottom.
    public var lines: [Line]

    /// Output from its lines.
    public init(lines: [Line] = []) { self.lines = lines }

    /// Plain output; `text` is split at its line ends, and a last line end adds no empty line.
    public init(_ text: String, _ style: Style = .none) {
        lines = []
        append(text, style)
    }

    /// Whether there is nothing to show, not even an empty line.
    public var isEmpty: Bool { lines.isEmpty }

    /// Adds the lines of `text`, all in one style.
    public mutating func append(_ text: String, _ style: Style = .none) {
        guard !text.isEmpty else { return }
        var parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        for part in parts { lines.append(Line(String(part), style)) }
    }

    /// Adds one line of styled text.
    public mutating func append(_ text: StyledText) { lines.append(Line(text)) }

    /// Adds one line.
    public mutating func append(_ line: Line) { lines.append(line) }

    /// Adds all lines of `other`.
    public mutating func append(_ other: Output) { lines += other.lines }

    /// Adds an empty line.
    public mutating func appendBlank() { lines.append(Line()) }

    /// The whole text, every line ended; empty if there is no line.
    public func rendered(useColor: Bool) -> String {
        var text = ""
        for line in lines {
            text += line.text.rendered(useColor: useColor)
            text += "\n"
        }
        return text
    }
}
