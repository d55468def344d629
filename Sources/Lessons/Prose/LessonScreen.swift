import Documents
public import Rendering

/// Makes lines of what a player shows.
public struct LessonScreen: Sendable {
    public var lesson: Lesson
    /// The same lesson in the other language, for its titles.
    public var other: Lesson?
    public var columns: Int

    /// Makes a screen.
    public init(_ lesson: Lesson, other: Lesson? = nil, columns: Int) {
        self.lesson = lesson
        self.other = other
        self.columns = columns
    }

    /// All showings, one after the other.
    public func output(_ showings: [LessonShowing]) -> Output {
        var output = Output()
        for showing in showings {
            for line in lines(showing) { output.append(line) }
        }
        return output
    }

    private func lines(_ showing: LessonShowing) -> [StyledText] {
        switch showing {
        case .introduction: introduction
        case .step(let index): [heading(index)] + prose(lesson.steps[index].before)
        case .question(let prediction):
            [StyledText()] + labelled("predict", prediction.question, .bold) + options(prediction.options)
        case .noted(let answer): labelled("", say(
            "noted: \(answer). `next` turns the clockwork.",
            "记下了：\(answer)。`next` 让时钟走起来。"))
        case .deeds(let deeds): deeds.map { StyledText("› \($0.text)", .bold) }
        case .yourTurn(let checks):
            [StyledText()] + labelled("your turn", say(
                "make this true, then `next`:",
                "让下面成立，然后 `next`："), .bold)
                + checks.map { indented(StyledText($0.text, .bold)) }
        case .checked(let check, let verdict):
            labelled(
                verdict.holds ? "checked" : "not so",
                "\(verdict.evidence)  \(verdict.holds ? "✓" : "✗ \(say("expected", "应为")) \(check.text)")",
                verdict.holds ? .green : .red)
        case .failed(let failure): labelled("failed", "\(failure.deed.text): \(failure.output)", .red)
        case .outcome(let prediction, let said, let was): outcome(prediction, said: said, was: was)
        case .after(let index): [StyledText()] + prose(lesson.steps[index].after)
        case .hint(let number, let of, let text): labelled("hint \(number)/\(of)", text)
        case .quiz(let quiz, let number, let of):
            [StyledText()] + labelled("quiz \(number)/\(of)", quiz.question, .bold) + options(quiz.options)
        case .quizOutcome(let quiz, let said):
            said == quiz.answer
                ? labelled("right", quiz.because, .green) : labelled("it is \(quiz.answer)", quiz.because, .yellow)
        case .finished(let progress): finished(progress)
        case .say(let text): ProseLines.lines(text.text(lesson.language), columns: columns)
        }
    }

    private var introduction: [StyledText] {
        let title = "\(lesson.number). \(lesson.title)"
        var lines = [ProseLines.heading(title, other: lesson.otherTitle, columns: columns)]
        lines += prose(lesson.introduction)
        let size = say(
            "about \(lesson.minutes) minutes · \(lesson.steps.count) steps · `next` goes on",
            "约 \(lesson.minutes) 分钟 · \(lesson.steps.count) 步 · `next` 继续")
        lines += [StyledText(), StyledText(size, .dim)]
        return lines
    }

    private func heading(_ index: Int) -> StyledText {
        let step = lesson.steps[index]
        return ProseLines.heading(step.title, other: other?.step(step.id)?.title ?? "", columns: columns)
    }

    private func prose(_ texts: [LessonText]) -> [StyledText] {
        var lines: [StyledText] = []
        for text in texts {
            if !lines.isEmpty { lines.append(StyledText()) }
            lines += ProseLines.lines(text.markdown, columns: columns)
        }
        return lines
    }

    private func options(_ options: [LessonOption]) -> [StyledText] {
        options.flatMap { option in
            let wrapped = ProseLines.inline(option.text).wrapped(to: columns - 15)
            return wrapped.enumerated().map { number, line in
                indented(StyledText(number == 0 ? "\(option.key)) " : "   ") + line)
            }
        }
    }

    private func outcome(_ prediction: LessonPrediction, said: String?, was: String) -> [StyledText] {
        let meaning = prediction.options.first { $0.key == was }.map { ") \($0.text)" } ?? ""
        let verdict =
            switch said {
            case nil: labelled("answer", "\(was)\(meaning)")
            case was?: labelled("answer", "\(was)\(meaning)  ✓ " + say("as you said", "和你说的一样"), .green)
            case .some(let said):
                labelled("answer", "\(was)\(meaning)  ✗ " + say("you said \(said)", "你答的是 \(said)"), .yellow)
            }
        return verdict + labelled("because", prediction.because)
    }

    private func finished(_ progress: LessonProgress) -> [StyledText] {
        let (predicted, predictions) = (progress.rightPredictions, progress.predictions.count)
        let (right, quizzes) = (progress.rightQuizzes, lesson.quizzes.count)
        let text = say(
            "\(lesson.title): \(predicted) of \(predictions) predictions and \(right) of \(quizzes) quiz answers.",
            "\(lesson.title)：预测对了 \(predicted)/\(predictions)，测验对了 \(right)/\(quizzes)。")
        return [StyledText()] + labelled("done", text, .bold)
    }

    private func say(_ english: String, _ chinese: String) -> String {
        lesson.language == .english ? english : chinese
    }

    private func indented(_ text: StyledText) -> StyledText { StyledText("            ") + text }

    /// A label in a column of twelve, the text behind it.
    private func labelled(_ label: String, _ text: String, _ style: Style = .none) -> [StyledText] {
        ProseLines.inline(text).wrapped(to: max(10, columns - 12)).enumerated().map { number, line in
            guard number == 0 else { return indented(line) }
            var head = StyledText("  ")
            head.append(label.padded(to: 9), style)
            head.append(label.columns > 9 ? "  " : " ")
            return head + line
        }
    }
}
