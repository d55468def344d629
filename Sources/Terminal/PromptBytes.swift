// A prompt in the form libedit measures correctly.

import CEditLine
import Rendering

/// Bytes of a coloured prompt.
///
/// libedit ties each marked escape sequence to the character after it, and drops one that is
/// followed by another or by nothing. So the sequences between two characters are joined into one,
/// and the prompt ends in a plain blank.
enum PromptBytes {
    /// The prompt with marker bytes around its sequences, ended by NUL.
    static func encoded(_ text: StyledText, useColor: Bool) -> [CChar] {
        var runs = text.runs
        if let last = runs.last, last.text.hasSuffix(" ") { runs[runs.count - 1].text.removeLast() }
        runs.append(StyledText.Run(" "))
        let marker = Character(Unicode.Scalar(UInt8(ORRERY_EDIT_PROMPT_MARKER)))
        var encoded = ""
        var current = Style.none
        for run in runs where !run.text.isEmpty {
            if useColor && run.style != current {
                encoded.append(marker)
                if current != .none { encoded += Style.resetSequence }
                encoded += run.style.escapeSequence
                encoded.append(marker)
                current = run.style
            }
            encoded += run.text.sanitized()
        }
        return encoded.utf8CString.map { $0 }
    }
}
