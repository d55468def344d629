// An entry as lines of a terminal: what a recording shows.

import Rendering

/// Entries as styled lines, before they are broken at a width.
enum ScreenText {
    /// The lines of an entry other than `input`, which is typed and has one line.
    static func lines(of content: TranscriptEntry.Content, _ words: ExportWords) -> [StyledText] {
        switch content {
        case .title(_, let title, let number):
            return ["", StyledText(words.lesson(number, title), .bold), ""]
        case .stepTitle(_, let title):
            return [
                "", StyledText("── ", .dim) + StyledText(title, .bold) + StyledText(" ──", .dim),
            ]
        case .prose(let markdown): return prose(markdown)
        case .input(let prompt, let line, _): return [StyledText(prompt, .dim) + StyledText(line)]
        case .output(let output, _, let fold):
            return output.lines.map(\.text)
                + (fold.map { [StyledText("▸ " + $0.summary, .dim)] } ?? [])
        case .prediction(let prediction): return self.prediction(prediction, words)
        case .check(let text, let holds, let evidence):
            var line = mark(holds) + StyledText(inline(text))
            if !evidence.isEmpty { line.append("  " + evidence, .dim) }
            return [line]
        case .note(let text): return ProseBlock.lines(of: text).map { StyledText("# " + $0, .dim) }
        case .quiz(let quiz): return self.quiz(quiz, words)
        case .picture(let picture):
            return [StyledText(picture.title, .bold)] + picture.textLines.map { StyledText($0) }
        case .time(let text, let revision): return [StyledText("\(text)  rev \(revision)", .dim)]
        }
    }

    private static func mark(_ isGood: Bool) -> StyledText {
        isGood ? StyledText("✓ ", .green) : StyledText("✗ ", .red)
    }

    private static func inline(_ markdown: String) -> String {
        ProseSpan.parse(markdown).map(\.plain).joined()
    }

    private static func styled(_ markdown: String) -> StyledText {
        var line = StyledText()
        for span in ProseSpan.parse(markdown) {
            switch span {
            case .code(let code): line.append("`\(code)`")
            case .strong(let text): line.append(text, .bold)
            default: line.append(span.plain)
            }
        }
        return line
    }

    private static func prose(_ markdown: String) -> [StyledText] {
        var lines: [StyledText] = []
        for block in ProseBlock.parse(markdown) {
            lines.append("")
            switch block {
            case .paragraph(let text): lines.append(styled(text))
            case .heading(_, let text): lines.append(StyledText(inline(text), .bold))
            case .list(let isNumbered, let items):
                lines += items.enumerated().map { index, item in
                    StyledText(isNumbered ? "\(index + 1). " : "• ") + styled(item)
                }
            case .quote(let body): lines += body.map { StyledText("│ ", .dim) + styled($0) }
            case .code(_, let body): lines += body.map { StyledText("    " + $0) }
            case .table(let head, let rows):
                let cells = ([head] + rows).map { $0.map(inline) }
                lines += TabStops.describe.aligned(cells).map { StyledText($0) }
            }
        }
        return lines + [""]
    }

    private static func prediction(_ prediction: Prediction, _ words: ExportWords) -> [StyledText] {
        var lines = [StyledText(words("predict", "预测") + "   ", .bold) + styled(prediction.question)]
        for (index, option) in prediction.options.enumerated() {
            lines.append(StyledText("          \(Prediction.letter(index))) ") + styled(option))
        }
        lines.append(mark(prediction.wasRight) + StyledText(words.outcome(prediction)))
        if !prediction.explanation.isEmpty { lines.append(styled(prediction.explanation)) }
        return lines
    }

    private static func quiz(_ quiz: QuizAnswer, _ words: ExportWords) -> [StyledText] {
        var lines = [StyledText(words("quiz", "测验") + "   ", .bold) + styled(quiz.question)]
        lines.append(mark(quiz.wasRight) + StyledText(words.outcome(quiz)))
        if !quiz.explanation.isEmpty { lines.append(styled(quiz.explanation)) }
        return lines
    }
}
