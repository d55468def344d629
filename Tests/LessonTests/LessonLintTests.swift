import Documents
import Lessons
import Testing

@Suite("Lint and lesson test")
struct LessonLintTests {
    private let english = Fixture.lesson()
    private let chinese = Fixture.lesson()
        .replacingFirst("language: en", with: "language: zh")
        .replacingFirst("title: Small", with: "title: 小")
        .replacingFirst("other-title: 小", with: "other-title: Small")

    private func lint(
        _ english: String, _ chinese: String, name: String = "01-small", files: [String] = [],
        _ grammar: LessonGrammar = LessonGrammar()
    ) -> [String] {
        let folder = LessonFolder(
            name: name, texts: [(.english, english), (.chinese, chinese)], files: files)
        return LessonLint.check([folder], grammar: grammar).map(\.description)
    }

    @Test("a right lesson has no problems")
    func clean() { #expect(lint(english, chinese) == []) }

    @Test("a language that is missing is told")
    func missingLanguage() {
        let folder = LessonFolder(name: "01-small", texts: [(.english, english)], files: [])
        #expect(LessonLint.check([folder]).map(\.description) == ["01-small: `lesson.zh.md` is missing."])
    }

    @Test("both languages must do the same")
    func differingLanguages() {
        let other = chinese.replacingFirst("delete pod $victim", with: "remove pod $victim")
            .replacingFirst("answer=b", with: "answer=a")
        #expect(lint(english, other) == [
            "01-small/lesson.zh.md:16: `do` of step `one` differs from 01-small/lesson.md.",
            "01-small/lesson.zh.md:16: `quiz` of step `one` differs from 01-small/lesson.md.",
        ])
    }

    @Test("both languages must have the same steps")
    func differingSteps() {
        #expect(lint(english, chinese.replacingFirst("{#two}", with: "{#three}")) == [
            "01-small/lesson.zh.md:16: the steps must be those of 01-small/lesson.md: one, two.",
        ])
    }

    @Test("ideographs count two columns")
    func wideLines() {
        let wide = String(repeating: "宽", count: 41)
        #expect(lint(english, chinese.replacingFirst("Before.", with: wide)) == [
            "01-small/lesson.zh.md:18: the line takes 82 columns, more than 80.",
        ])
    }

    @Test("rules, terms and tags must exist")
    func tags() {
        let grammar = LessonGrammar(isRule: { $0 == "slow-start" }, isTerm: { _ in false })
        let text = english.replacingFirst(
            "Before.", with: "{rule: slow-start} {rule: fast} {term: pod} {see: x} `{rule: code}`")
        #expect(lint(text, chinese, grammar) == [
            "01-small/lesson.md:18: no rule is called `fast`; see rules.md.",
            "01-small/lesson.md:18: no term is called `pod`; see glossary.md.",
            "01-small/lesson.md:18: unknown tag `{see: x}`. Known: `{rule: NAME}`, `{term: NAME}`.",
        ])
    }

    @Test("files and variables must be there")
    func references() {
        func change(_ text: String) -> String {
            text.replacingFirst("let victim = pods [0]", with: "apply -f web.yaml")
        }
        #expect(lint(change(english), change(chinese)).filter { $0.contains("lesson.md") } == [
            "01-small/lesson.md:27: the file `web.yaml` is not in the lesson's folder.",
            "01-small/lesson.md:28: `$victim` has no value here; a `let victim = …` must come first.",
        ])
    }

    @Test("numbers and ids belong to one lesson, prerequisites come before")
    func acrossLessons() {
        let needing = { (text: String) in
            text.replacingFirst("minutes: 5", with: "minutes: 5\nprerequisites: smal")
        }
        let folders = [
            LessonFolder(name: "01-a", texts: [(.english, english), (.chinese, chinese)], files: []),
            LessonFolder(
                name: "02-b", texts: [(.english, needing(english)), (.chinese, needing(chinese))], files: []),
        ]
        #expect(LessonLint.check(folders).map(\.description) == [
            "02-b: the folder says number 02, the lesson 1.",
            "02-b/lesson.md:1: the id `small` is taken by 01-a.",
            "02-b/lesson.md:1: the number 1 is taken by 01-a.",
            "02-b/lesson.md:1: the prerequisite `smal` is no lesson. Did you mean `small`?",
        ])
    }

    @Test("a lesson that is right plays without problems")
    func playsRight() throws {
        var host = FakeHost()
        #expect(LessonTest.run(try Fixture.parsed(english), file: "l.md", on: &host) == [])
    }

    @Test("checks that hold too early, fail late, and answers that are not the cluster's are told")
    func playsWrong() throws {
        var host = FakeHost()
        let text = english.replacingFirst("answer=4", with: "answer=7")
            .replacingFirst("pods = 4", with: "pods = 3").replacingFirst("add one", with: "fail now")
        let found = LessonTest.run(try Fixture.parsed(text), file: "l.md", on: &host).map(\.description)
        #expect(found == [
            "l.md:32: all checks of step `one` hold before anything is done.",
            "l.md:32: `pods = 3` does not hold: 4 pods",
            "l.md:20: the answer is given as `7`, but the cluster says `4` (4).",
            "l.md:61: `fail now` failed: it failed",
            "l.md:53: `pods = 5` does not hold: 4 pods",
        ])
    }
}
