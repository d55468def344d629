import Documents

/// A lesson being played: where one is and what was answered. A value; it runs nothing itself, but says
/// what its host should do.
public struct LessonPlayer: Sendable, Equatable {
    /// What the player waits for.
    public enum Phase: Sendable, Equatable {
        /// In the introduction, before the first step.
        case introduction
        /// For the answer to a prediction.
        case prediction
        /// For `next`, which does the step.
        case ready
        /// For the learner's own commands, and then `next`.
        case learner
        /// For the host's report.
        case working
        /// For the answer to the quiz question of this index in the step.
        case quiz(Int)
        /// For `next`, which opens the next step.
        case done
        /// For nothing: the lesson is over.
        case finished
    }

    public private(set) var lesson: Lesson
    public private(set) var phase = Phase.introduction
    /// The step one is in, from 0; `nil` in the introduction.
    public private(set) var index: Int?
    public private(set) var progress: LessonProgress
    /// Hints shown in this step.
    public private(set) var hintsShown = 0
    /// What was predicted in this step, if anything.
    public private(set) var said: String?
    private var isSkipping = false
    /// How many of the step's first commands the learner has typed, and on which branch of history.
    private var typed = Typed(count: 0, branch: "")

    private struct Typed: Sendable, Equatable {
        var count: Int
        var branch: String
    }


    /// A player at the introduction, or with the progress of an earlier time.
    public init(_ lesson: Lesson, progress: LessonProgress? = nil) {
        self.lesson = lesson
        self.progress = progress ?? LessonProgress(lesson: lesson.id)
    }

    /// The step one is in.
    public var step: LessonStep? { index.map { lesson.steps[$0] } }

    /// Goes on with the same lesson in another language; the steps are the same.
    public mutating func translate(to other: Lesson) {
        if other.id == lesson.id && other.steps.map(\.id) == lesson.steps.map(\.id) { lesson = other }
    }

    /// What the learner may type next instead of leaving it to `next`; `nil` if that is all, or the step is the
    /// learner's anyway.
    func nextDeed(on branch: String) -> LessonDeed? {
        guard let step, !step.isLearners, phase == .prediction || phase == .ready else { return nil }
        let count = typed.branch == branch ? typed.count : 0
        return count < step.deeds.count ? step.deeds[count] : nil
    }

    /// The learner has typed it.
    mutating func noteTyped(on branch: String) {
        typed = Typed(count: typed.branch == branch ? typed.count + 1 : 1, branch: branch)
    }

    /// What was typed on another branch has not happened on this one.
    public mutating func comes(to branch: String) {
        if typed.branch != branch { typed = Typed(count: 0, branch: branch) }
    }

    /// Opens the lesson.
    public mutating func begin() -> [LessonAction] {
        phase = .introduction
        index = nil
        return [.start(lesson.start, lesson.behaviours), .show(.introduction)]
    }

    /// Goes on: does the step if it is ready, opens the next one if it is done.
    public mutating func next() -> [LessonAction] {
        switch phase {
        case .introduction: return open(0)
        case .prediction:
            let manner = step?.prediction?.manner ?? BilingualText(same: "")
            return LessonPlayer.say(
                "Answer first: type \(manner.english). `hint` helps, `skip` shows the answer.",
                "请先作答：\(manner.chinese)。`hint` 给提示，`skip` 给答案。")
        case .ready:
            guard rest.isEmpty, typed.count > 0 else { return work(rest, showing: true) }
            return LessonPlayer.say("You have done it yourself.", "你已亲手做完了。") + work([], showing: false)
        case .learner: return work([], showing: false)
        case .working: return LessonPlayer.say("The step is still running.", "这一步还在进行。")
        case .quiz:
            return LessonPlayer.say(
                "Answer the question: type its letter, or `skip` it.",
                "请回答问题：输入选项的字母，或用 `skip` 跳过。")
        case .done: return open((index ?? -1) + 1)
        case .finished:
            return LessonPlayer.say(
                "The lesson is over. `again` plays its last step once more.", "本课已结束。`again` 再做一遍最后一步。")
        }
    }

    /// Takes an answer to a prediction or to a quiz question.
    public mutating func answer(_ text: String) -> [LessonAction] {
        guard let step else { return LessonPlayer.nothingAsked }
        switch phase {
        case .prediction:
            guard let prediction = step.prediction, let answer = prediction.normalized(text) else {
                return LessonPlayer.noAnswer(text, expected: step.prediction?.manner ?? BilingualText(same: ""))
            }
            said = answer
            phase = step.isLearners ? .learner : .ready
            return [.show(.noted(answer))] + (step.isLearners ? [.show(.yourTurn(step.checks))] : [])
        case .ready where said != nil:
            // Who thinks again before the step is done may say so.
            guard let answer = step.prediction?.normalized(text) else { return LessonPlayer.nothingAsked }
            said = answer
            return [.show(.noted(answer))]
        case .quiz(let number):
            let quiz = step.quizzes[number]
            guard let key = quiz.normalized(text) else {
                return LessonPlayer.noAnswer(text, expected: quiz.manner)
            }
            progress.quiz[LessonProgress.quizKey(step.id, number)] = .init(key, isRight: key == quiz.answer)
            return [.show(.quizOutcome(quiz, said: key))] + ask(quiz: number + 1)
        default: return LessonPlayer.nothingAsked
        }
    }

    /// Would `text` answer what is asked now? Then it may be typed alone, without the word `answer`.
    public func takesAnswer(_ text: String) -> Bool {
        switch phase {
        case .prediction: step?.prediction?.normalized(text) != nil
        case .ready where said != nil: step?.prediction?.normalized(text) != nil
        case .quiz(let number): step?.quizzes[number].normalized(text) != nil
        default: false
        }
    }

    /// Is a prediction or a quiz question open?
    public var isAsking: Bool {
        switch phase {
        case .prediction, .quiz: true
        default: false
        }
    }

    private static let nothingAsked = say("Nothing is asked here. `next` goes on.", "这里没有提问。`next` 继续。")

    private static func noAnswer(_ text: String, expected: BilingualText) -> [LessonAction] {
        if text.isEmpty {
            return say("Answer what? Expected: \(expected.english).", "答案是什么？应为：\(expected.chinese)。")
        }
        return say(
            "`\(text)` is no answer here. Expected: \(expected.english).",
            "`\(text)` 不是这里的答案。应为：\(expected.chinese)。")
    }

    private static func say(_ english: String, _ chinese: String) -> [LessonAction] {
        [.show(.say(BilingualText(english, chinese)))]
    }

    /// Shows the next hint of the step.
    public mutating func hint() -> [LessonAction] {
        guard let step, phase != .done, phase != .finished else {
            return LessonPlayer.say("There is nothing to hint at. `next` goes on.", "这里没有可提示的。`next` 继续。")
        }
        guard hintsShown < step.hints.count else {
            return step.hints.isEmpty
                ? LessonPlayer.say(
                    "This step has no hints. `skip` does the step and explains it.",
                    "这一步没有提示。`skip` 会做完这一步并解释。")
                : LessonPlayer.say(
                    "That was the last hint. `skip` does the step and explains it.",
                    "提示已用完。`skip` 会做完这一步并解释。")
        }
        hintsShown += 1
        progress.hints[step.id] = max(hintsShown, progress.hints[step.id] ?? 0)
        let text = step.hints[hintsShown - 1].text
        return [.show(.hint(number: hintsShown, of: step.hints.count, text: text))]
    }

    /// Does what is asked of the learner and shows the answer.
    public mutating func skip() -> [LessonAction] {
        guard let step else { return next() }
        switch phase {
        case .prediction, .ready, .learner:
            isSkipping = true
            return work(step.isLearners ? step.solution : rest, showing: true)
        case .quiz(let number):
            return [.show(.quizOutcome(step.quizzes[number], said: nil))] + ask(quiz: number + 1)
        default: return next()
        }
    }

    /// Plays the step once more, from the state in which it began.
    public mutating func again() -> [LessonAction] {
        guard let index, let step else { return begin() }
        return [.rewind(step: step.id)] + enter(index)
    }

    /// Shows the step one is in once more; nothing changes.
    public func here() -> [LessonAction] {
        guard let index else { return [.show(.introduction)] }
        return [.show(.step(index: index))]
    }

    /// Goes to a step, by its name or its number from 1. Backwards to the state in which it began; forwards by doing
    /// what lies between.
    public mutating func goTo(_ id: String) -> [LessonAction] {
        let number = Int(id).map { $0 - 1 }.flatMap { lesson.steps.indices.contains($0) ? $0 : nil }
        guard let target = number ?? lesson.index(of: id) else {
            let names = lesson.steps.map(\.id)
            let meant = Suggestions.meant(id, names)
            let list = Suggestions.list(names)
            return LessonPlayer.say(
                "No step is called `\(id)`. Steps: \(list).\(meant.english)",
                "没有叫 `\(id)` 的步骤。步骤有：\(list)。\(meant.chinese)")
        }
        let here = index ?? -1
        if target <= here { return [.rewind(step: lesson.steps[target].id)] + enter(target) }
        var actions: [LessonAction] = []
        for between in max(here, 0)..<target {
            let step = lesson.steps[between]
            let isDone = between == here && (phase == .done || phase == .finished || isQuiz)
            if isDone { continue }
            if between != here { actions.append(.begin(step: step.id)) }
            let deeds = step.isLearners ? step.solution : between == here ? rest : step.deeds
            guard !deeds.isEmpty else { continue }
            actions.append(.perform(LessonWork(step: step.id, deeds: deeds, checks: [], measured: nil)))
        }
        return actions + open(target)
    }

    private var isQuiz: Bool { if case .quiz = phase { true } else { false } }
}

extension LessonPlayer {
    /// Takes what came of the work that was asked for last.
    public mutating func report(_ result: LessonResult) -> [LessonAction] {
        guard phase == .working, let index, let step else { return [] }
        var shows = result.failures.map { LessonShowing.failed($0) }
        for (check, verdict) in zip(step.checks, result.verdicts) { shows.append(.checked(check, verdict)) }
        let holds = result.verdicts.allSatisfy(\.holds) && result.failures.isEmpty
        if step.isLearners && !holds && !isSkipping {
            phase = .learner
            shows.append(
                .say(BilingualText(
                    "Not yet. `hint` helps, `skip` does it for you.",
                    "还没有。`hint` 给提示，`skip` 替你做。")))
            return shows.map(LessonAction.show)
        }
        if let prediction = step.prediction { shows += outcome(of: prediction, result, step.id) }
        progress.done(step.id, holds: holds)
        if !step.after.isEmpty { shows.append(.after(index: index)) }
        return shows.map(LessonAction.show) + ask(quiz: 0)
    }

    private mutating func outcome(
        of prediction: LessonPrediction, _ result: LessonResult, _ id: String
    ) -> [LessonShowing] {
        let measured = result.measured.flatMap { prediction.answer(measuring: $0) ?? $0 }
        guard let was = measured ?? prediction.answer else {
            return [
                .say(
                    BilingualText(
                        "The cluster has no answer: `\(prediction.measured?.text ?? "")` found nothing.",
                        "集群没有答案：`\(prediction.measured?.text ?? "")` 什么也没找到。"))
            ]
        }
        if let said { progress.predictions[id] = .init(said, isRight: said == was) }
        return [.outcome(prediction, said: said, was: was)]
    }

    private mutating func open(_ index: Int) -> [LessonAction] {
        guard index < lesson.steps.count else {
            phase = .finished
            progress.isFinished = true
            return [.show(.finished(progress))]
        }
        return [.begin(step: lesson.steps[index].id)] + enter(index)
    }

    private mutating func enter(_ index: Int) -> [LessonAction] {
        self.index = index
        let step = lesson.steps[index]
        hintsShown = 0
        typed.count = 0
        said = nil
        isSkipping = false
        progress.current = step.id
        var actions: [LessonAction] = [.show(.step(index: index))]
        if let prediction = step.prediction {
            phase = .prediction
            return actions + [.show(.question(prediction))]
        }
        if step.isLearners {
            phase = .learner
            return actions + [.show(.yourTurn(step.checks))]
        }
        if !step.deeds.isEmpty {
            phase = .ready
            return actions
        }
        progress.done(step.id, holds: true)
        if !step.after.isEmpty { actions.append(.show(.after(index: index))) }
        return actions + ask(quiz: 0)
    }

    /// What of the step is still to be done.
    private var rest: [LessonDeed] { Array((step?.deeds ?? []).dropFirst(typed.count)) }

    private mutating func work(_ deeds: [LessonDeed], showing: Bool) -> [LessonAction] {
        guard let step else { return [] }
        phase = .working
        let work = LessonWork(
            step: step.id, deeds: deeds, checks: step.checks, measured: step.prediction?.measured?.text)
        return (showing && !deeds.isEmpty ? [.show(.deeds(deeds))] : []) + [.perform(work)]
    }

    private mutating func ask(quiz number: Int) -> [LessonAction] {
        guard let step, number < step.quizzes.count else {
            phase = .done
            return []
        }
        phase = .quiz(number)
        return [.show(.quiz(step.quizzes[number], number: number + 1, of: step.quizzes.count))]
    }
}
