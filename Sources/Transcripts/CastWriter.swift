// Recordings for asciinema players: version 2 of the format, one JSON text on each line.
//
// Form: a header object, then `[seconds, "o", text]` for each output. No clock is read: times come
// from `ReadingPace`.

import Documents
import Rendering

/// Writes a record as an asciinema recording.
public struct CastWriter: Sendable {
    /// Columns of the recorded terminal.
    public var width: Int
    /// Rows of the recorded terminal.
    public var height: Int

    /// A writer for a terminal of a given size.
    public init(width: Int = 80, height: Int = 24) {
        precondition(width > 0 && height > 0, "a terminal has a size, not \(width) × \(height)")
        self.width = width
        self.height = height
    }

    /// The recording, every line ended.
    public func text(of transcript: Transcript) -> String {
        let header: Value = [
            "version": 2, "width": Value(width), "height": Value(height),
            "title": .string(transcript.documentTitle.sanitized()),
        ]
        var text = JSONWriter.text(header, style: style) + "\n"
        let words = ExportWords(transcript.header)
        for entry in transcript.entries { write(entry, words, into: &text) }
        return text
    }

    private var style: JSONWriter.Style { JSONWriter.Style(indent: 0, escapesHTML: false) }

    private func write(_ entry: TranscriptEntry, _ words: ExportWords, into text: inout String) {
        var time = entry.offsetMilliseconds
        guard case .input(let prompt, let line, _) = entry.content else {
            for line in ScreenText.lines(of: entry.content, words) {
                for part in line.wrapped(to: width) {
                    event(part.rendered(useColor: true) + "\r\n", at: time, into: &text)
                }
                time += ReadingPace.perLine
            }
            return
        }
        event(StyledText(prompt, .dim).rendered(useColor: true), at: time, into: &text)
        time += ReadingPace.beforeTyping
        for character in line {
            event(String(character).sanitized(), at: time, into: &text)
            time += ReadingPace.perTypedCharacter
        }
        event("\r\n", at: time, into: &text)
    }

    private func event(_ output: String, at milliseconds: Int, into text: inout String) {
        let fraction = String(milliseconds % 1000 + 1000).dropFirst()
        text += "[\(milliseconds / 1000).\(fraction), \"o\", "
        text += JSONWriter.quoted(output, escapesHTML: false)
        text += "]\n"
    }
}
