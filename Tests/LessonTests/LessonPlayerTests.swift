import Documents
import Lessons
import Testing

@Suite("Playing lessons")
struct LessonPlayerTests {
    /// A driver at the beginning of the small lesson.
    private func opened(_ host: inout FakeHost) throws -> LessonDriver {
        var driver = LessonDriver(LessonPlayer(try Fixture.parsed(Fixture.lesson())))
        _ = driver.play(on: &host) { $0.begin() }
        return driver
    }

    @Test("an answered prediction is judged by the cluster, then the quiz is asked")
    func journey() throws {
        var host = FakeHost()
        var driver = try opened(&host)
        _ = driver.play(on: &host) { $0.next() }
        #expect(driver.player.phase == .prediction)
        #expect(driver.play(on: &host) { $0.next() } == [
            .say(
                BilingualText(
                    "Answer first: type a number. `hint` helps, `skip` shows the answer.",
                    "请先作答：一个数字。`hint` 给提示，`skip` 给答案。")),
        ])
        #expect(driver.play(on: &host) { $0.answer("4") } == [.noted("4")])
        let shown = driver.play(on: &host) { $0.next() }
        #expect(host.commands == ["delete pod web-1"])
        let step = driver.player.lesson.steps[0]
        let prediction = try #require(step.prediction)
        #expect(shown == [
            .deeds(step.deeds),
            .checked(step.checks[0], LessonVerdict(holds: true, evidence: "4 pods")),
            .outcome(prediction, said: "4", was: "4"),
            .after(index: 0),
            .quiz(step.quizzes[0], number: 1, of: 1),
        ])
        #expect(driver.play(on: &host) { $0.answer("a") } == [.quizOutcome(step.quizzes[0], said: "a")])
        #expect(driver.player.phase == .done)
        let progress = driver.player.progress
        #expect(progress.steps == ["one"] && progress.rightPredictions == 1 && progress.rightQuizzes == 0)
    }

    @Test("a wrong prediction shows what was said and what was so")
    func wrongPrediction() throws {
        var host = FakeHost()
        var driver = try opened(&host)
        _ = driver.play(on: &host) { $0.next() }
        _ = driver.play(on: &host) { $0.answer("2") }
        let shown = driver.play(on: &host) { $0.next() }
        let prediction = try #require(driver.player.lesson.steps[0].prediction)
        #expect(shown.contains(.outcome(prediction, said: "2", was: "4")))
        #expect(driver.player.progress.predictions["one"]?.isRight == false)
    }

    @Test("the learner's step waits until its checks hold")
    func learnersTurn() throws {
        var host = FakeHost()
        var driver = try opened(&host)
        _ = driver.play(on: &host) { $0.goTo("two") }
        #expect(driver.player.phase == .learner && host.pods == 4)
        let shown = driver.play(on: &host) { $0.next() }
        #expect(shown.last == .say(BilingualText(
            "Not yet. `hint` helps, `skip` does it for you.",
            "还没有。`hint` 给提示，`skip` 替你做。")))
        #expect(driver.play(on: &host) { $0.hint() } == [.hint(number: 1, of: 1, text: "Add one.")])
        #expect(driver.play(on: &host) { $0.hint() } == [
            .say(
                BilingualText(
                    "That was the last hint. `skip` does the step and explains it.",
                    "提示已用完。`skip` 会做完这一步并解释。")),
        ])
        _ = host.run("add one")
        _ = driver.play(on: &host) { $0.next() }
        #expect(driver.player.phase == .done)
        let last = driver.play(on: &host) { $0.next() }
        #expect(last == [.finished(driver.player.progress)] && driver.player.progress.isFinished)
    }

    @Test("skip does the step and gives the answer without counting it")
    func skipping() throws {
        var host = FakeHost()
        var driver = try opened(&host)
        _ = driver.play(on: &host) { $0.next() }
        let shown = driver.play(on: &host) { $0.skip() }
        let prediction = try #require(driver.player.lesson.steps[0].prediction)
        #expect(shown.contains(.outcome(prediction, said: nil, was: "4")))
        #expect(driver.player.progress.predictions.isEmpty)
    }

    @Test("what the learner typed is not done again, unless on another branch")
    func typed() throws {
        for (branch, pods) in [("main", 3), ("fork-1", 4)] {
            var host = FakeHost()
            var driver = try opened(&host)
            _ = driver.play(on: &host) { $0.next() }
            driver.took("get pods", on: "main") { _ in nil }
            driver.took("let victim  = pods [0]", on: "main") { _ in "web-1" }
            driver.took("delete pod web-1", on: "main") { _ in nil }
            _ = driver.play(on: &host) { $0.answer("4") }
            driver.player.comes(to: branch)
            let shown = driver.play(on: &host) { $0.next() }
            #expect(host.pods == pods)
            let isSaid = shown.contains(.say(BilingualText("You have done it yourself.", "你已亲手做完了。")))
            #expect(isSaid == (branch == "main"))
        }
    }

    @Test("again goes back to the state in which the step began")
    func again() throws {
        var host = FakeHost()
        var driver = try opened(&host)
        _ = driver.play(on: &host) { $0.next() }
        _ = driver.play(on: &host) { $0.skip() }
        #expect(host.pods == 4)
        _ = driver.play(on: &host) { $0.again() }
        #expect(host.pods == 3 && driver.player.phase == .prediction)
    }

    @Test("an unknown step is refused with a suggestion")
    func unknownStep() throws {
        var host = FakeHost()
        var driver = try opened(&host)
        #expect(driver.play(on: &host) { $0.goTo("tow") } == [
            .say(
                BilingualText(
                    "No step is called `tow`. Steps: `one`, `two`. Did you mean `two`?",
                    "没有叫 `tow` 的步骤。步骤有：`one`, `two`。是不是 `two`？")),
        ])
    }

    @Test("a command that fails is shown and the step does not count as done")
    func failingCommand() throws {
        var host = FakeHost()
        let text = Fixture.lesson().replacingFirst("delete pod $victim", with: "fail now")
        var driver = LessonDriver(LessonPlayer(try Fixture.parsed(text)))
        _ = driver.play(on: &host) { $0.begin() }
        _ = driver.play(on: &host) { $0.next() }
        let shown = driver.play(on: &host) { $0.skip() }
        let deed = driver.player.lesson.steps[0].deeds[1]
        #expect(shown.contains(.failed(LessonFailure(deed, output: "it failed"))))
        #expect(driver.player.progress.steps.isEmpty)
    }

    @Test("progress goes through its document unchanged")
    func progress() {
        var progress = LessonProgress(lesson: "small")
        progress.current = "two"
        progress.done("one", holds: true)
        progress.predictions["one"] = .init("4", isRight: true)
        progress.quiz["one/0"] = .init("a", isRight: false)
        progress.hints["two"] = 1
        #expect(LessonProgress(value: progress.value) == progress)
        #expect(LessonProgress(value: ["steps": []]) == nil)
    }

    @Test("variables fill only what they know", arguments: [
        ("delete pod $v", "delete pod web-1"), ("$v/$w $$v", "web-1/$w $web-1"), ("cost $5", "cost $5"),
    ])
    func variables(_ text: String, _ filled: String) {
        var variables = LessonVariables()
        variables["v"] = "web-1"
        #expect(variables.filled(text) == filled)
    }

    @Test("orders and options are compared as they are meant")
    func answers() throws {
        let text = Fixture.lesson().replacingFirst(
            "predict kind=number answer=4\nHow many?\nfrom: pods",
            with: "predict kind=order answer=ba\nHow many?\na) x\nb) y")
        let prediction = try #require(try Fixture.parsed(text).steps[0].prediction)
        #expect(prediction.answer == "b a")
        #expect(prediction.normalized("B, A") == "b a")
        #expect(prediction.normalized("b") == nil)
    }
}

extension String {
    func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return replacingCharacters(in: range, other)
    }
    private func replacingCharacters(in range: Range<String.Index>, _ other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
