// Where lines come from: a person at a terminal, or a file or pipe.

public import Rendering

/// What stands before a line.
public struct Prompt: Sendable, Hashable {
    /// The text; it is shown with one plain blank at its end, whether it has one or not.
    public var text: StyledText

    /// A prompt of styled text.
    public init(_ text: StyledText) { self.text = text }

    /// Before every further line of one input that is not complete yet.
    public static let continuation = Prompt(StyledText("... ", .dim))
}

/// What came instead of the next line, or the line.
public enum LineInput: Sendable, Hashable {
    /// A line without its line end.
    case line(String)
    /// Ctrl-C: what was typed is dropped, and so is an input of several lines.
    case interrupted
    /// A line that cannot be taken; the lines after it follow as usual.
    case rejected(LineFault)
    /// Nothing follows.
    case end
}

/// Why a line of a file or pipe was not taken.
public struct LineFault: Sendable, Hashable {
    /// The kinds of unusable lines.
    public enum Reason: Sendable, Hashable {
        /// Longer than `limit` bytes.
        case tooLong(limit: Int)
        /// A NUL at this byte, counted from 1.
        case nul(column: Int)
        /// Not UTF-8 from this byte on, counted from 1.
        case notUTF8(column: Int)
    }

    /// Number of the line, counted from 1.
    public var line: Int
    /// What is wrong with it.
    public var reason: Reason

    /// A fault of one line.
    public init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }

    /// The whole sentence: `line 3: byte 7 is not UTF-8; the line was skipped.`
    public var message: String {
        switch reason {
        case .tooLong(let limit): skipped("longer than \(limit) bytes")
        case .nul(let column): skipped("byte \(column) is NUL")
        case .notUTF8(let column): skipped("byte \(column) is not UTF-8")
        }
    }

    private func skipped(_ reason: String) -> String {
        "line \(line): \(reason); the line was skipped."
    }
}

/// A source of input lines. `next` blocks, so it must not run on the cooperative pool.
public protocol LineSource {
    /// Shows `prompt` if a person is there, and waits for the next line.
    mutating func next(prompt: Prompt) -> LineInput
}
