import Documents

/// Reads a lesson file and gathers all that is wrong with it.
public struct LessonParser {
    var lines: LessonLines
    let grammar: LessonGrammar

    /// The lesson in `text`; `file` names it in messages.
    ///
    /// Throws every mistake an author can make at once, each with file and line.
    public static func parse(
        _ text: String, file: String, grammar: LessonGrammar = LessonGrammar()
    ) throws(LessonProblems) -> Lesson {
        var parser = LessonParser(lines: LessonLines(text, file: file), grammar: grammar)
        let lesson = parser.lesson()
        let problems = parser.lines.problems.sorted { $0.line < $1.line }
        guard problems.isEmpty else { throw LessonProblems(problems) }
        return lesson
    }

    private init(lines: LessonLines, grammar: LessonGrammar) {
        self.lines = lines
        self.grammar = grammar
    }

    private mutating func lesson() -> Lesson {
        let front = FrontMatter(&lines)
        let word = front.text("language", &lines)
        if !word.isEmpty && Language(rawValue: word) == nil {
            lines.complain("`language` must be `en` or `zh`, not `\(word)`.", line: front.line(of: "language"))
        }
        var lesson = Lesson(
            id: front.text("id", &lines), number: front.number("number", &lines),
            language: Language(rawValue: word) ?? .english, title: front.text("title", &lines),
            otherTitle: front.text("other-title", &lines), source: front.text("source", &lines),
            prerequisites: front.list("prerequisites"), minutes: front.number("minutes", &lines),
            objectives: front.list("objectives"), start: LessonStart(), behaviours: [], introduction: [],
            steps: [])
        if lesson.objectives.isEmpty { lines.complain("the front matter needs `objectives`.", line: 1) }
        body(of: &lesson)
        if lesson.steps.isEmpty { lines.complain("a lesson needs a step: `## Title {#id}`.", line: 1) }
        return lesson
    }

    private mutating func body(of lesson: inout Lesson) {
        var prose: [String] = []
        var proseLine = lines.number
        while !lines.isAtEnd {
            let line = lines.current
            if line.hasPrefix("## ") {
                flush(&prose, proseLine, into: &lesson)
                if let last = lesson.steps.last { finish(last) }
                heading(line, into: &lesson)
                lines.index += 1
            } else if line.hasPrefix("```") {
                let start = lines.index
                let fence = LessonFence(&lines)
                if fence.isPart {
                    flush(&prose, proseLine, into: &lesson)
                    add(fence, to: &lesson)
                } else {
                    if prose.isEmpty { proseLine = start + 1 }
                    prose += lines.lines[start..<lines.index]
                }
            } else {
                if line.hasPrefix("# ") && !lesson.steps.isEmpty {
                    lines.complain("`# ` stands only at the top; steps begin with `## `.", line: lines.number)
                }
                if prose.isEmpty { proseLine = lines.number }
                if !prose.isEmpty || !line.isEmpty { prose.append(line) }
                lines.index += 1
            }
        }
        flush(&prose, proseLine, into: &lesson)
        if let last = lesson.steps.last { finish(last) }
    }

    /// Puts what was read so far where it belongs: before or after the doing.
    private func flush(_ prose: inout [String], _ line: Int, into lesson: inout Lesson) {
        while prose.last.map({ $0.trimmed.isEmpty }) ?? false { prose.removeLast() }
        defer { prose = [] }
        guard !prose.isEmpty else { return }
        let text = LessonText(prose.joined(separator: "\n"), line: line)
        guard let step = lesson.steps.last else { return lesson.introduction.append(text) }
        let last = lesson.steps.count - 1
        if step.isExperiment {
            lesson.steps[last].after.append(text)
        } else {
            lesson.steps[last].before.append(text)
        }
    }

    /// `## 3. Replacing is not waiting {#replace}`
    private mutating func heading(_ line: String, into lesson: inout Lesson) {
        var title = line.dropFirst(3).trimmed
        var id = ""
        if title.hasSuffix("}"), let open = title.range(ofText: "{#") {
            id = String(title[open.upperBound...].dropLast())
            title = title[..<open.lowerBound].trimmed
        }
        let digits = title.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, title.dropFirst(digits.count).first == "." {
            if Int(digits) != lesson.steps.count + 1 {
                lines.complain(
                    "this is step \(lesson.steps.count + 1), not \(digits).", line: lines.number)
            }
            title = title.dropFirst(digits.count + 1).trimmed
        }
        if id.isEmpty || !id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) {
            lines.complain(
                "a step needs an id of letters, digits and `-`: `## \(title) {#id}`.", line: lines.number)
        } else if let other = lesson.step(id) {
            lines.complain("the id `\(id)` is taken by the step in line \(other.line).", line: lines.number)
        }
        lesson.steps.append(LessonStep(id: id, title: title, line: lines.number))
    }

    /// What can only be said once a step is read.
    private mutating func finish(_ step: LessonStep) {
        if !step.checks.isEmpty && step.hints.isEmpty {
            lines.complain("step `\(step.id)` has a check and no hint.", line: step.line)
        }
        if !step.checks.isEmpty && step.deeds.isEmpty && step.solution.isEmpty {
            lines.complain("step `\(step.id)` has a check, but neither `do` nor `solution`.", line: step.line)
        }
        if !step.deeds.isEmpty && step.checks.isEmpty {
            lines.complain("step `\(step.id)` does something and checks nothing.", line: step.line)
        }
        if !step.deeds.isEmpty && !step.solution.isEmpty {
            lines.complain("step `\(step.id)` has `do` and `solution`; one of them must go.", line: step.line)
        }
        if let prediction = step.prediction, !step.isExperiment {
            lines.complain("step `\(step.id)` predicts and does nothing.", line: prediction.line)
        }
    }
}

extension LessonParser {
    private mutating func add(_ fence: LessonFence, to lesson: inout Lesson) {
        switch fence.kind {
        case "start": start(fence, &lesson)
        case "behaviour": behaviour(fence, &lesson)
        default:
            guard !lesson.steps.isEmpty else {
                return lines.complain("`\(fence.kind)` stands before the first step.", line: fence.line)
            }
            part(fence, &lesson.steps[lesson.steps.count - 1])
        }
    }

    private mutating func part(_ fence: LessonFence, _ step: inout LessonStep) {
        let isTaken =
            switch fence.kind {
            case "do": !step.deeds.isEmpty
            case "predict": step.prediction != nil
            case "check": !step.checks.isEmpty
            case "hint": !step.hints.isEmpty
            case "solution": !step.solution.isEmpty
            default: false
            }
        if isTaken {
            return lines.complain("step `\(step.id)` has a second `\(fence.kind)` block.", line: fence.line)
        }
        if fence.spoken.isEmpty {
            return lines.complain("this `\(fence.kind)` block is empty.", line: fence.line)
        }
        switch fence.kind {
        case "predict": step.prediction = LessonPrediction(fence, &lines)
        case "quiz": if let quiz = LessonQuiz(fence, &lines) { step.quizzes.append(quiz) }
        case "hint": step.hints = hints(fence)
        case "check":
            fence.expectKeys([], &lines)
            step.checks = fence.spoken.map { LessonCheck($0.text, line: $0.line) }
            for check in step.checks { say(grammar.condition(check.text), check.line) }
        case "do": step.deeds = deeds(fence)
        default: step.solution = deeds(fence)
        }
        if let measured = step.prediction?.measured, fence.kind == "predict" {
            say(grammar.expression(measured.text), measured.line)
        }
    }

    private mutating func say(_ message: String?, _ line: Int) {
        if let message { lines.complain(message, line: line) }
    }

    private mutating func deeds(_ fence: LessonFence) -> [LessonDeed] {
        fence.expectKeys([], &lines)
        var deeds: [LessonDeed] = []
        for entry in fence.spoken {
            guard entry.text.hasPrefix("let ") else {
                say(grammar.command(entry.text), entry.line)
                deeds.append(.command(entry))
                continue
            }
            let halves = entry.text.dropFirst(4).split(separator: "=", maxSplits: 1).map(\.trimmed)
            guard halves.count == 2, LessonVariables.isName(halves[0]) else {
                lines.complain("expected `let NAME = EXPRESSION`.", line: entry.line)
                continue
            }
            say(grammar.expression(halves[1]), entry.line)
            deeds.append(.binding(name: halves[0], expression: halves[1], line: entry.line))
        }
        return deeds
    }

    /// `1. …`, `2. …`; lines without a number go on.
    private mutating func hints(_ fence: LessonFence) -> [LessonLine] {
        fence.expectKeys([], &lines)
        var hints: [LessonLine] = []
        for entry in fence.spoken {
            let digits = entry.text.prefix { $0.isASCII && $0.isNumber }
            if !digits.isEmpty, entry.text.dropFirst(digits.count).hasPrefix(". ") {
                if Int(digits) != hints.count + 1 {
                    lines.complain("expected hint \(hints.count + 1), not \(digits).", line: entry.line)
                }
                let text = entry.text.dropFirst(digits.count + 1).trimmed
                hints.append(LessonLine(text, line: entry.line))
            } else if hints.isEmpty {
                lines.complain("hints are numbered: `1. …`.", line: entry.line)
            } else {
                QuestionReader.join(&hints[hints.count - 1].text, entry.text)
            }
        }
        return hints
    }

    private mutating func start(_ fence: LessonFence, _ lesson: inout Lesson) {
        fence.expectKeys([], &lines)
        if !lesson.steps.isEmpty { lines.complain("`start` stands before the first step.", line: fence.line) }
        for entry in fence.spoken {
            let words = entry.text.split(separator: " ").map(String.init)
            switch words[0] {
            case "nodes":
                guard words.count == 2, let nodes = Int(words[1]), (0...LessonStart.nodesMax).contains(nodes)
                else {
                    lines.complain("expected `nodes N`, 0 to \(LessonStart.nodesMax).", line: entry.line)
                    continue
                }
                lesson.start.nodes = nodes
            case "seed":
                guard words.count == 2, let seed = UInt64(words[1]) else {
                    lines.complain("expected `seed N`.", line: entry.line)
                    continue
                }
                lesson.start.seed = seed
            default:
                say(grammar.command(entry.text), entry.line)
                lesson.start.commands.append(entry)
            }
        }
    }
}
