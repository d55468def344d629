import Documents
// A record as an article in Markdown (GitHub's dialect).

import Rendering

/// Writes a record as Markdown.
public struct MarkdownWriter: Sendable {
    /// The saved session that the replay command at the end names.
    public var replayFile: String
    /// Whether the record was masked; the end then says so, since such a session may not repeat.
    public var isMasked: Bool

    /// A writer whose article ends with `orrery replay <replayFile>`.
    public init(replayFile: String, isMasked: Bool = false) {
        self.replayFile = replayFile
        self.isMasked = isMasked
    }

    /// The article, every line ended, no line twice empty.
    public func text(of transcript: Transcript) -> String {
        var article = Article()
        let header = transcript.header
        let words = ExportWords(header)
        article.paragraph(["# " + MarkdownText.escaped(transcript.documentTitle)])
        article.paragraph([
            "*Orrery \(MarkdownText.escaped(header.version)), "
                + words("a clockwork Kubernetes · \(header.nodes) nodes", "发条 Kubernetes · \(header.nodes) 个节点")
                + " · seed \(header.seed)*"
        ])
        let titles = transcript.entries.filter {
            if case .title = $0.content { true } else { false }
        }
        for entry in transcript.entries {
            // The only lesson's title is the article's.
            if case .title = entry.content, titles.count == 1 { continue }
            write(entry, stepMark: titles.count > 1 ? "### " : "## ", words, into: &article)
        }
        footer(header, words, into: &article)
        return article.text
    }

    private func write(
        _ entry: TranscriptEntry, stepMark: String, _ words: ExportWords, into article: inout Article
    ) {
        switch entry.content {
        case .title(_, let title, let number):
            article.paragraph(["## " + MarkdownText.escaped(words.lesson(number, title))])
        case .stepTitle(_, let title): article.paragraph([stepMark + MarkdownText.escaped(title)])
        case .prose(let markdown): article.prose(markdown)
        case .input(let prompt, let line, let isFromLesson):
            if isFromLesson { article.paragraph([words("The lesson types:", "课程输入：")]) }
            article.fenced([(prompt + line).sanitized()], language: "console")
        case .output(let output, _, let fold):
            article.fenced(output.lines.map { $0.text.plain.sanitized() }, language: "text")
            if let fold { article.folded(fold) }
        case .prediction(let prediction): self.prediction(prediction, words, into: &article)
        case .check(let text, let holds, let evidence):
            var line = (holds ? "✓ " : "✗ ") + "**\(words("Checked:", "检查："))** " + MarkdownText.inline(text)
            if !evidence.isEmpty { line += " *(" + MarkdownText.escaped(evidence) + ")*" }
            article.paragraph([line])
        case .note(let text):
            // A backslash at the end of a line keeps the line end.
            let lines = MarkdownText.escapedLines(text).joined(separator: "\\\n")
            article.quote(ProseBlock.lines(of: "**\(words("Note.", "笔记。"))** " + lines))
        case .quiz(let quiz): self.quiz(quiz, words, into: &article)
        case .picture(let picture):
            article.paragraph(["**" + MarkdownText.escaped(picture.title) + "**"])
            article.fenced(picture.textLines, language: "text")
        case .time(let text, let revision):
            article.paragraph(["*" + MarkdownText.escaped(text) + "\(words(", revision", "，版本")) \(revision)*"])
        }
    }

    private func prediction(_ prediction: Prediction, _ words: ExportWords, into article: inout Article) {
        var lines = ["**\(words("Predict.", "预测。"))** " + MarkdownText.inline(prediction.question)]
        if !prediction.options.isEmpty { lines.append("") }
        let given = prediction.given.flatMap(prediction.optionIndex)
        for (index, option) in prediction.options.enumerated() {
            let text = "\(Prediction.letter(index))) " + MarkdownText.inline(option)
            lines.append(index == given ? "- **\(text)** ←" : "- \(text)")
        }
        lines += [
            "",
            (prediction.wasRight ? "✓ " : "✗ ") + MarkdownText.escaped(words.outcome(prediction)),
        ]
        if !prediction.explanation.isEmpty {
            lines += [""] + ProseBlock.lines(of: prediction.explanation)
        }
        article.quote(lines)
    }

    private func quiz(_ quiz: QuizAnswer, _ words: ExportWords, into article: inout Article) {
        var lines = [
            "**\(words("Quiz.", "测验。"))** " + MarkdownText.inline(quiz.question), "",
            (quiz.wasRight ? "✓ " : "✗ ") + MarkdownText.escaped(words.outcome(quiz)),
        ]
        if !quiz.explanation.isEmpty { lines += [""] + ProseBlock.lines(of: quiz.explanation) }
        article.quote(lines)
    }

    private func footer(_ header: TranscriptHeader, _ words: ExportWords, into article: inout Article) {
        article.paragraph(["---"])
        article.paragraph(["## " + words("Run it again", "再运行一次")])
        article.paragraph([words.replayPromise(isMasked: isMasked)])
        article.paragraph(
            ["| \(words("option", "选项")) | \(words("value", "值")) |", "|---|---|"]
                + header.listed.map {
                    "| \(MarkdownText.cell($0.name)) | \(MarkdownText.cell($0.value)) |"
                })
        article.fenced(["orrery replay \(replayFile)".sanitized()], language: "console")
    }
}

/// Paragraphs with one empty line between them.
private struct Article {
    var text = ""

    mutating func paragraph(_ lines: [String]) {
        if !text.isEmpty { text += "\n" }
        for line in lines { text += line + "\n" }
    }

    /// Lesson prose goes through as it is; only its lines are cleaned of controls.
    mutating func prose(_ markdown: String) {
        var lines = ProseBlock.lines(of: markdown).map { $0.sanitized() }
        while lines.last?.trimmed.isEmpty == true { lines.removeLast() }
        while lines.first?.trimmed.isEmpty == true { lines.removeFirst() }
        if !lines.isEmpty { paragraph(lines) }
    }

    /// A fence is longer than any run of backticks inside, so nothing inside can end it.
    mutating func fenced(_ lines: [String], language: String) {
        var longest = 2
        for line in lines {
            var run = 0
            for character in line {
                run = character == "`" ? run + 1 : 0
                longest = max(longest, run)
            }
        }
        let fence = String(repeating: "`", count: longest + 1)
        paragraph([fence + language] + lines + [fence])
    }

    mutating func folded(_ fold: TranscriptEntry.Fold) {
        paragraph(["<details>", "<summary>" + HTMLText.escaped(fold.summary) + "</summary>"])
        fenced(fold.full.lines.map { $0.text.plain.sanitized() }, language: "text")
        paragraph(["</details>"])
    }

    mutating func quote(_ lines: [String]) {
        paragraph(lines.map { $0.isEmpty ? ">" : "> " + $0.sanitized() })
    }
}

/// Plain text in Markdown.
enum MarkdownText {
    /// One line of plain text with its marks escaped; controls are shown.
    static func escaped(_ text: String) -> String {
        let characters = Array(text.sanitized())
        var out = ""
        for (index, character) in characters.enumerated() {
            switch character {
            case "\\", "`", "*", "[", "]", "<", ">", "&", "|": out.append("\\")
            case "_":
                let isInWord =
                    index > 0 && characters[index - 1].isWordPart && index + 1 < characters.count
                    && characters[index + 1].isWordPart
                if !isInWord { out.append("\\") }
            case "#", "-", "+", "=", "~":
                if index == 0 { out.append("\\") }
            default: break
            }
            out.append(character)
        }
        return out
    }

    /// The lines of a plain text, each escaped; at least one.
    static func escapedLines(_ text: String) -> [String] { ProseBlock.lines(of: text).map(escaped) }

    /// A paragraph that is Markdown already: on one line, without controls.
    static func inline(_ markdown: String) -> String {
        ProseBlock.lines(of: markdown).map { $0.trimmed.sanitized() }.joined(separator: " ")
    }

    /// A cell of a table.
    static func cell(_ text: String) -> String { escaped(text) }
}
