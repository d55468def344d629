// Entries as HTML elements: the article itself.

import Rendering

/// Builds the article and its list of contents in one walk.
struct HTMLBody {
    /// A place that the list of contents names.
    struct Anchor {
        var id: String
        var title: String
        /// 1 for a lesson, 2 for a step.
        var level: Int
    }

    private(set) var anchors: [Anchor] = []
    private(set) var html = ""
    private var lesson = ""
    private var steps = 0
    private var pictures = 0
    private var isTerminalOpen = false

    private let words: ExportWords

    init(_ entries: [TranscriptEntry], _ words: ExportWords) {
        self.words = words
        for entry in entries { add(entry) }
        closeTerminal()
    }

    private mutating func add(_ entry: TranscriptEntry) {
        switch entry.content {
        case .input(let prompt, let line, let isFromLesson):
            closeTerminal()
            openTerminal(isFromLesson: isFromLesson)
            html +=
                "<p class=\"line\"><span class=\"prompt\">\(HTMLText.escaped(prompt))</span>"
                + "<kbd>\(HTMLText.escaped(line))</kbd>"
                + (isFromLesson ? " <span class=\"tag\">\(words("from the lesson", "课程输入"))</span>" : "") + "</p>\n"
        case .output(let output, let kind, let fold): add(output, kind: kind, fold: fold)
        default:
            closeTerminal()
            addOutside(entry.content)
        }
    }

    private mutating func addOutside(_ content: TranscriptEntry.Content) {
        switch content {
        case .title(_, let title, let number):
            lesson = unused("lesson-\(number)")
            steps = 0
            heading("h2", words.lesson(number, title), id: lesson, level: 1)
        case .stepTitle(_, let title):
            steps += 1
            let id = unused(lesson.isEmpty ? "step-\(steps)" : "\(lesson)-step-\(steps)")
            heading("h3", title, id: id, level: 2)
        case .prose(let markdown):
            html += "<div class=\"prose\">\n\(HTMLText.prose(markdown))</div>\n"
        case .prediction(let prediction): html += HTMLCards(words: words).card(prediction)
        case .quiz(let quiz): html += HTMLCards(words: words).card(quiz)
        case .check(let text, let holds, let evidence):
            html += HTMLCards(words: words).check(text, holds, evidence)
        case .note(let text):
            html +=
                "<blockquote class=\"note\"><p class=\"tag\">\(words("Note", "笔记"))</p>"
                + "<p>\(HTMLText.escapedLines(text))</p></blockquote>\n"
        case .picture(let picture):
            pictures += 1
            let drawing = TimelineDrawing(picture: picture, number: pictures)
            html +=
                "<figure>\n<div class=\"scroll\" tabindex=\"0\">\n\(drawing.svg)</div>\n"
                + "<figcaption>\(HTMLText.escaped(picture.title))</figcaption>\n</figure>\n"
        case .time(let text, let revision):
            html +=
                "<p class=\"moment\"><span>\(HTMLText.escaped(text)) · "
                + words("revision", "版本") + " \(revision)</span></p>\n"
        case .input, .output: preconditionFailure("a terminal's entry came outside of it")
        }
    }

    private mutating func heading(_ name: String, _ title: String, id: String, level: Int) {
        anchors.append(Anchor(id: id, title: title, level: level))
        html += "<\(name) id=\"\(id)\">\(HTMLText.escaped(title))</\(name)>\n"
    }

    /// A lesson that is opened twice gets two anchors.
    private func unused(_ wanted: String) -> String {
        var id = wanted
        var count = 1
        while anchors.contains(where: { $0.id == id }) {
            count += 1
            id = "\(wanted)-again-\(count)"
        }
        return id
    }

    // MARK: The terminal

    private mutating func openTerminal(isFromLesson: Bool) {
        html += isFromLesson ? "<div class=\"term lesson\">\n" : "<div class=\"term\">\n"
        isTerminalOpen = true
    }

    private mutating func closeTerminal() {
        if isTerminalOpen { html += "</div>\n" }
        isTerminalOpen = false
    }

    private mutating func add(
        _ output: Output, kind: TranscriptEntry.OutputKind, fold: TranscriptEntry.Fold?
    ) {
        if !isTerminalOpen { openTerminal(isFromLesson: false) }
        let name =
            switch kind {
            case .plain: "out"
            case .view: "out view"
            case .error: "out error"
            }
        if !output.isEmpty {
            html +=
                "<pre class=\"\(name)\" tabindex=\"0\">\(CodeColours.html(output, kind: kind))</pre>\n"
        }
        if let fold {
            html +=
                "<details><summary>\(HTMLText.escaped(fold.summary))</summary>\n"
                + "<pre class=\"\(name)\" tabindex=\"0\">\(CodeColours.html(fold.full, kind: kind))</pre>"
                + "</details>\n"
        }
    }
}

/// Predictions, quizzes and checks.
struct HTMLCards {
    let words: ExportWords

    func card(_ prediction: Prediction) -> String {
        let isSkipped = prediction.given == nil
        let given = prediction.given.flatMap(prediction.optionIndex)
        let right = prediction.optionIndex(of: prediction.right)
        var body = "<p class=\"question\">\(HTMLText.inline(prediction.question))</p>\n"
        if !prediction.options.isEmpty {
            body += "<ol class=\"options\">\n"
            for (index, option) in prediction.options.enumerated() {
                var names: [String] = []
                var remarks: [String] = []
                if index == given {
                    names.append("given")
                    remarks.append(words("your answer", "你的答案"))
                }
                if index == right {
                    names.append("right")
                    remarks.append(words("so it was", "实际如此"))
                }
                body += names.isEmpty ? "<li>" : "<li class=\"\(names.joined(separator: " "))\">"
                body += HTMLText.inline(option)
                if !remarks.isEmpty {
                    body += " <span class=\"remark\">\(remarks.joined(separator: ", "))</span>"
                }
                body += "</li>\n"
            }
            body += "</ol>\n"
        }
        body += outcome(words.outcome(prediction), isRight: prediction.wasRight, isSkipped)
        return card(words("Predict", "预测"), body, prediction.explanation, prediction.wasRight, isSkipped)
    }

    func card(_ quiz: QuizAnswer) -> String {
        let isSkipped = quiz.answer == nil
        let body =
            "<p class=\"question\">\(HTMLText.inline(quiz.question))</p>\n"
            + outcome(words.outcome(quiz), isRight: quiz.wasRight, isSkipped)
        return card(words("Quiz", "测验"), body, quiz.explanation, quiz.wasRight, isSkipped)
    }

    func check(_ text: String, _ holds: Bool, _ evidence: String) -> String {
        var out =
            "<p class=\"check \(holds ? "yes" : "no")\">\(mark(holds)) "
            + "<span class=\"tag\">\(words("checked", "检查"))</span> "
            + HTMLText.inline(text)
        if !evidence.isEmpty {
            out += " <span class=\"evidence\">\(HTMLText.escaped(evidence))</span>"
        }
        return out + "</p>\n"
    }

    private func mark(_ isRight: Bool) -> String {
        isRight
            ? "<span class=\"mark\" role=\"img\" aria-label=\"\(words("yes", "对"))\">✓</span>"
            : "<span class=\"mark\" role=\"img\" aria-label=\"\(words("no", "错"))\">✗</span>"
    }

    private func outcome(_ text: String, isRight: Bool, _ isSkipped: Bool) -> String {
        "<p class=\"outcome\">\(isSkipped ? "" : mark(isRight) + " ")\(HTMLText.escaped(text))</p>\n"
    }

    private func card(
        _ name: String, _ body: String, _ explanation: String, _ wasRight: Bool, _ isSkipped: Bool
    ) -> String {
        let state = isSkipped ? "skipped" : (wasRight ? "yes" : "no")
        return "<section class=\"card \(state)\" aria-label=\"\(name)\">\n"
            + "<p class=\"tag\">\(name)</p>\n\(body)"
            + (explanation.isEmpty
                ? "" : "<div class=\"why\">\(HTMLText.prose(explanation))</div>\n")
            + "</section>\n"
    }
}
