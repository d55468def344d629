import Documents

/// Player, host and variables together: takes a move, lets the host do what the player wants, and answers
/// what is to be shown.
public struct LessonDriver: Sendable {
    public var player: LessonPlayer
    public private(set) var variables = LessonVariables()

    /// A lesson, not yet begun.
    public init(_ player: LessonPlayer) { self.player = player }

    /// Makes a move: `driver.play(on: &host) { $0.next() }`.
    public mutating func play(
        on host: inout some LessonHost, _ move: (inout LessonPlayer) -> [LessonAction]
    ) -> [LessonShowing] {
        carryOut(move(&player), on: &host)
    }

    /// The learner has carried out a line: if it is what the step does next, `next` does not do it again. `value`
    /// tells what a name stands for that was bound by it.
    public mutating func took(_ line: String, on branch: String, value: (String) -> String?) {
        guard let deed = player.nextDeed(on: branch) else { return }
        func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
        guard [deed.text, variables.filled(deed.text)].contains(where: { words($0) == words(line) }) else { return }
        if case .binding(let name, _, _) = deed { variables[name] = value(name) }
        player.noteTyped(on: branch)
    }

    /// Carries out actions, the ones that follow from their results too.
    public mutating func carryOut(
        _ actions: [LessonAction], on host: inout some LessonHost
    ) -> [LessonShowing] {
        var shown: [LessonShowing] = []
        for action in actions {
            switch action {
            case .start(let start, let behaviours):
                variables = LessonVariables()
                host.start(start, behaviours: behaviours)
                shown += prepare(start, on: &host)
            case .begin(let step): host.begin(step: step)
            case .rewind(let step):
                if !host.rewind(to: step) {
                    shown.append(
                        .say(
                            BilingualText(
                                "Step `\(step)` was never begun here; the state stays as it is.",
                                "步骤 `\(step)` 在这里从未开始过；状态保持不变。")))
                }
            case .show(let showing): shown.append(showing)
            case .perform(let work):
                let result = LessonDriver.perform(work, &variables, on: &host)
                let isCurrent = player.phase == .working && player.step?.id == work.step
                if isCurrent {
                    shown += carryOut(player.report(result), on: &host)
                } else {
                    shown += result.failures.map { .failed($0) }
                }
            }
        }
        return shown
    }

    private mutating func prepare(_ start: LessonStart, on host: inout some LessonHost) -> [LessonShowing] {
        var shown: [LessonShowing] = []
        for command in start.commands {
            let answer = host.run(variables.filled(command.text))
            if !answer.isOK { shown.append(.failed(LessonFailure(.command(command), output: answer.output))) }
        }
        return shown
    }

    /// Runs the deeds, evaluates the checks and measures.
    static func perform(
        _ work: LessonWork, _ variables: inout LessonVariables, on host: inout some LessonHost
    ) -> LessonResult {
        var result = LessonResult()
        for deed in work.deeds {
            switch deed {
            case .command(let command):
                let answer = host.run(variables.filled(command.text))
                if !answer.isOK { result.failures.append(LessonFailure(deed, output: answer.output)) }
            case .binding(let name, let expression, _):
                variables[name] = host.value(of: variables.filled(expression))
                if variables[name] == nil {
                    let text = "`\(expression)` has no value here, so `$\(name)` has none."
                    result.failures.append(LessonFailure(deed, output: text))
                }
            }
        }
        result.verdicts = work.checks.map { host.evaluate(variables.filled($0.text)) }
        result.measured = work.measured.flatMap { host.value(of: variables.filled($0)) }
        return result
    }
}
