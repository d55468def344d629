// How long a recording dwells on an entry. Only the length of the text counts, so that two runs of
// one session give the same recording, byte by byte.

import Rendering

/// Times of a recording in milliseconds.
enum ReadingPace {
    /// Between two characters that are typed.
    static let perTypedCharacter = 55
    /// Between the prompt and the first character.
    static let beforeTyping = 400
    /// Between the last character and the answer.
    static let afterTyping = 250
    /// Between two lines of an answer.
    static let perLine = 25
    /// For each character that is there to be read.
    static let perReadCharacter = 18
    /// The shortest and the longest rest after a text.
    static let restMin = 300
    static let restMax = 6_000

    /// The rest after a text of `characters` characters.
    static func rest(characters: Int) -> Int {
        min(restMax, restMin + characters * perReadCharacter)
    }

    /// How long a recording takes for an entry.
    static func milliseconds(for content: TranscriptEntry.Content, _ words: ExportWords) -> Int {
        if case .input(_, let line, _) = content {
            return beforeTyping + line.count * perTypedCharacter + afterTyping
        }
        let lines = ScreenText.lines(of: content, words)
        let characters = lines.reduce(0) { $0 + $1.plain.count }
        return lines.count * perLine + rest(characters: characters)
    }
}
