import Rendering

extension StyledText {
    /// The text as it will be written: controls made visible, so that its columns can be counted.
    var clean: StyledText {
        StyledText(runs: runs.map { Run($0.text.sanitized(), $0.style) })
    }

    /// The text if it fits, else its beginning and `…`, styles kept.
    func truncated(to columns: Int) -> StyledText {
        if self.columns <= columns { return self }
        var left = max(0, columns - 1)
        var out = StyledText()
        for run in runs {
            if run.text.columns <= left {
                out.append(run.text, run.style)
                left -= run.text.columns
                continue
            }
            var kept = ""
            for character in run.text {
                if character.columns > left { break }
                kept.append(character)
                left -= character.columns
            }
            out.append(kept, run.style)
            break
        }
        if columns > 0 { out.append("…") }
        return out
    }

    /// Stands for a blank at which no line is broken, until the line is written.
    static let hardBlank: Character = "\u{A0}"

    /// The text as it is written: hard blanks are blanks, and there are none at its end.
    var finished: StyledText {
        let runs = runs.map { run in
            guard run.text.contains(StyledText.hardBlank) else { return run }
            return Run(String(run.text.map { $0 == StyledText.hardBlank ? " " : $0 }), run.style)
        }
        return StyledText(runs: runs).trimmed
    }

    /// The text without blanks at its end.
    private var trimmed: StyledText {
        var out = self
        while let last = out.runs.last, last.text.hasSuffix(" ") {
            out.runs[out.runs.count - 1].text.removeLast()
            if out.runs[out.runs.count - 1].text.isEmpty { out.runs.removeLast() }
        }
        return out
    }

    /// The text filled with blanks up to `columns`.
    func padded(to columns: Int) -> StyledText {
        var out = self
        let missing = columns - self.columns
        if missing > 0 { out.append(String(repeating: " ", count: missing)) }
        return out
    }
}

extension StyledText {
    /// Texts side by side with `separator` between them; empty ones are left out.
    static func joined(_ parts: [StyledText], _ separator: String = " · ") -> StyledText {
        var out = StyledText()
        for part in parts where !part.runs.isEmpty {
            if !out.runs.isEmpty { out.append(separator, .dim) }
            out = out + part
        }
        return out
    }
}
