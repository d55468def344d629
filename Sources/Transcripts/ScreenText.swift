// An entry as lines of a terminal: what a recording shows.

import Rendering

/// Entries as styled lines, before they are broken at a width.
enum ScreenText {
    /// The lines of an entry other than `input`, which is typed and has one line.
    static func lines(of content: TranscriptEntry.Content) -> [StyledText] {
        switch content {
        case .title(_, let title, let number):
            return ["", StyledText("Lesson \(number): \(title)", .bold), ""]
        case .stepTitle(_, let title):
            return [
                "", StyledText("── ", .dim) + StyledText(title, .bold) + StyledText(" ──", .dim),
            ]
        case .prose(let markdown): return prose(markdown)
        case .input(let prompt, let line, _): return [StyledText(prompt, .dim) + StyledText(line)]
        case .output(let output, _, let fold):
            return output.lines.map(\.text)
                + (fold.map { [StyledText("▸ " + $0.summary, .dim)] } ?? [])
        case .prediction(let prediction): return self.prediction(prediction)
        case .check(let text, let holds, let evidence):
            var line = mark(holds) + StyledText(inline(text))
            if !evidence.isEmpty { line.append("  " + evidence, .dim) }
            return [line]
        case .note(let text): return ProseBlock.lines(of: text).map { StyledText("# " + $0, .dim) }
        case .quiz(let quiz): return self.quiz(quiz)
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

    private static func prediction(_ prediction: Prediction) -> [StyledText] {
        var lines = [StyledText("predict   ", .bold) + styled(prediction.question)]
        for (index, option) in prediction.options.enumerated() {
            lines.append(StyledText("          \(Prediction.letter(index))) ") + styled(option))
        }
        lines.append(mark(prediction.wasRight) + StyledText(Outcome.text(prediction)))
        if !prediction.explanation.isEmpty { lines.append(styled(prediction.explanation)) }
        return lines
    }

    private static func quiz(_ quiz: QuizAnswer) -> [StyledText] {
        var lines = [StyledText("quiz   ", .bold) + styled(quiz.question)]
        lines.append(mark(quiz.wasRight) + StyledText(Outcome.text(quiz)))
        if !quiz.explanation.isEmpty { lines.append(styled(quiz.explanation)) }
        return lines
    }
}

/// How a prediction, a quiz or a replay comes out, in one sentence; every export uses the same words.
enum Outcome {
    /// What a reader may expect of the replay command.
    static func replayPromise(isMasked: Bool) -> String {
        isMasked
            ? "Secret values are masked here: a line that needs one does not repeat as it ran."
            : "The same seed, options and journal give the same session, byte by byte."
    }

    static func text(_ prediction: Prediction) -> String {
        let right = prediction.answerText(prediction.right)
        guard let given = prediction.given else { return "Skipped. The cluster answered \(right)." }
        if prediction.wasRight { return "You said \(right), and so it was." }
        return "You said \(prediction.answerText(given)); the cluster answered \(right)."
    }

    static func text(_ quiz: QuizAnswer) -> String {
        guard let answer = quiz.answer else { return "Skipped. Right is: \(quiz.right)." }
        if quiz.wasRight { return "You said \(answer): right." }
        return "You said \(answer); right is: \(quiz.right)."
    }
}
