/// Plays a lesson as a test: the checks of each step must fail before it and hold after it, every command
/// must work, and the author's answers must be the cluster's.
public enum LessonTest {
    /// What is wrong, in the order of the steps; empty if nothing is.
    public static func run(
        _ lesson: Lesson, file: String, on host: inout some LessonHost
    ) -> [LessonProblem] {
        var problems: [LessonProblem] = []
        func complain(_ message: String, _ line: Int) {
            problems.append(LessonProblem(file: file, line: line, message: message))
        }
        host.start(lesson.start, behaviours: lesson.behaviours)
        for command in lesson.start.commands {
            let answer = host.run(command.text)
            if !answer.isOK { complain("`\(command.text)` failed: \(answer.output)", command.line) }
        }
        var variables = LessonVariables()
        for step in lesson.steps {
            host.begin(step: step.id)
            let early = step.checks.map { host.evaluate(variables.filled($0.text)).holds }
            if !step.checks.isEmpty && early.allSatisfy({ $0 }) {
                complain("all checks of step `\(step.id)` hold before anything is done.", step.checks[0].line)
            }
            let work = LessonWork(
                step: step.id, deeds: step.isLearners ? step.solution : step.deeds, checks: step.checks,
                measured: step.prediction?.measured?.text)
            let result = LessonDriver.perform(work, &variables, on: &host)
            for failure in result.failures {
                complain("`\(failure.deed.text)` failed: \(failure.output)", failure.deed.line)
            }
            for (check, verdict) in zip(step.checks, result.verdicts) where !verdict.holds {
                complain("`\(check.text)` does not hold: \(verdict.evidence)", check.line)
            }
            if let prediction = step.prediction, let message = disagreement(prediction, result.measured) {
                complain(message, prediction.line)
            }
        }
        return problems
    }

    private static func disagreement(_ prediction: LessonPrediction, _ measured: String?) -> String? {
        guard let expression = prediction.measured else { return nil }
        guard let measured else { return "`\(expression.text)` has no value when the step is done." }
        guard let was = prediction.answer(measuring: measured) else {
            return "`\(expression.text)` is \(measured), which is none of the answers."
        }
        guard let answer = prediction.answer, answer != was else { return nil }
        return "the answer is given as `\(answer)`, but the cluster says `\(was)` (\(measured))."
    }
}
