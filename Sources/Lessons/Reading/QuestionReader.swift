import Documents

/// Reads the inside of predict- and quiz-blocks: question, options `a) …`, `from: …`, `because: …`.
struct QuestionReader {
    private(set) var question = ""
    private(set) var options: [LessonOption] = []
    private(set) var from: LessonLine?
    private(set) var because = ""

    private enum Place { case question, option, because }

    init(_ fence: LessonFence, _ lines: inout LessonLines) {
        var place = Place.question
        for entry in fence.spoken {
            let text = entry.text
            if let key = QuestionReader.optionKey(text) {
                let expected = String(UnicodeScalar(UInt8(97 + options.count)))
                if key != expected {
                    lines.complain("expected option `\(expected))`, not `\(key))`.", line: entry.line)
                }
                options.append(LessonOption(key, text.dropFirst(2).trimmed))
                place = .option
            } else if text.hasPrefix("from:") {
                from = LessonLine(text.dropFirst("from:".count).trimmed, line: entry.line)
            } else if text.hasPrefix("because:") {
                because = text.dropFirst("because:".count).trimmed
                place = .because
            } else {
                switch place {
                case .question: QuestionReader.join(&question, text)
                case .option: QuestionReader.join(&options[options.count - 1].text, text)
                case .because: QuestionReader.join(&because, text)
                }
            }
        }
        if question.isEmpty { lines.complain("`\(fence.kind)` has no question.", line: fence.line) }
        if because.isEmpty {
            lines.complain("`\(fence.kind)` has no `because:` line.", line: fence.line)
        }
    }

    /// `a` of `a) …`
    private static func optionKey(_ text: String) -> String? {
        guard let first = text.first, first.isASCII, first.isLowercase, text.dropFirst().first == ")" else {
            return nil
        }
        return String(first)
    }

    /// Lines are joined by a blank, but not between two ideographs, nor beside a mark that is wide by itself.
    static func join(_ text: inout String, _ more: String) {
        let isDense = text.last.map { !$0.isASCII } ?? true
        let moreIsDense = more.first.map { !$0.isASCII } ?? true
        let isBesideMark = text.last.map(wideMarks.contains) ?? false || more.first.map(wideMarks.contains) ?? false
        text += text.isEmpty || isBesideMark || (isDense && moreIsDense) ? more : " " + more
    }

    /// Chinese punctuation, which brings its own space.
    private static let wideMarks: Set<Character> = [
        "，", "。", "；", "：", "、", "！", "？", "（", "）", "《", "》", "“", "”",
    ]
}

extension LessonPrediction {
    /// Reads a predict-block; `nil` if it has no kind.
    init?(_ fence: LessonFence, _ lines: inout LessonLines) {
        fence.expectKeys(["kind", "answer"], &lines)
        let names = Kind.allCases.map(\.rawValue)
        let reader = QuestionReader(fence, &lines)
        let word = fence.value("kind") ?? ""
        guard let kind = Kind(rawValue: word) else {
            lines.complain(
                "`predict` needs kind=…, one of \(Suggestions.list(names))." + Suggestions.meant(word, names).english,
                line: fence.line)
            return nil
        }
        self.init(
            kind: kind, question: reader.question, options: reader.options, answer: nil,
            measured: reader.from, because: reader.because, line: fence.line)
        switch (kind, options.count) {
        case (.number, 1...): lines.complain("a number has no options.", line: fence.line)
        case (.choice, 0...1), (.order, 0...1):
            lines.complain("`\(kind.rawValue)` needs at least two options.", line: fence.line)
        default: break
        }
        if let given = fence.value("answer") {
            answer = normalized(given)
            if answer == nil {
                lines.complain("`answer=\(given)` is no answer; expected \(manner.english).", line: fence.line)
            }
        } else if measured == nil {
            lines.complain("`predict` needs answer=… or a line `from: EXPRESSION`.", line: fence.line)
        }
    }
}

extension LessonQuiz {
    /// Reads a quiz-block; `nil` if the answer is no option.
    init?(_ fence: LessonFence, _ lines: inout LessonLines) {
        fence.expectKeys(["answer"], &lines)
        let reader = QuestionReader(fence, &lines)
        let given = fence.value("answer") ?? ""
        if reader.options.count < 2 { lines.complain("`quiz` needs at least two options.", line: fence.line) }
        guard reader.options.contains(where: { $0.key == given }) else {
            let keys = Suggestions.list(reader.options.map(\.key))
            lines.complain("`quiz` needs answer=…, one of \(keys).", line: fence.line)
            return nil
        }
        self.init(
            question: reader.question, options: reader.options, answer: given, because: reader.because,
            line: fence.line)
    }
}
