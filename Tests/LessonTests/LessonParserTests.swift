import Documents
import Lessons
import Testing

@Suite("Reading lessons")
struct LessonParserTests {
    @Test("a right lesson is read in all its parts")
    func wholeLesson() throws {
        let lesson = try Fixture.parsed(Fixture.lesson())
        #expect(lesson.id == "small" && lesson.number == 1 && lesson.otherTitle == "小")
        #expect(lesson.objectives == ["see one thing"])
        #expect(lesson.introduction.map(\.markdown) == ["# Small\n\nAn introduction."])
        #expect(lesson.steps.map(\.id) == ["one", "two"])
        let step = lesson.steps[0]
        #expect(step.title == "Delete it")
        #expect(step.before.map(\.markdown) == ["Before."])
        #expect(step.after.map(\.markdown) == ["After."])
        #expect(step.deeds.map(\.text) == ["let victim = pods [0]", "delete pod $victim"])
        #expect(step.checks.map(\.text) == ["pods = 4"])
        #expect(step.hints.map(\.text) == ["Think.", "Think more."])
        #expect(step.prediction?.answer == "4" && step.prediction?.measured?.text == "pods")
        #expect(step.quizzes.map(\.answer) == ["b"])
        #expect(lesson.steps[1].isLearners)
    }

    @Test("start and behaviour describe the lesson's own cluster")
    func startAndBehaviour() throws {
        let body = """
            ```start
            nodes 2
            seed 7
            apply -f x.yaml
            ```

            ```behaviour demo/web
            stopMilliseconds: 5000
            logs: ["hello"]
            ```

            \(Fixture.step)
            """
        let lesson = try Fixture.parsed(Fixture.lesson(body: body))
        #expect(lesson.start.nodes == 2 && lesson.start.seed == 7)
        #expect(lesson.start.commands.map(\.text) == ["apply -f x.yaml"])
        #expect(
            lesson.behaviours.map(\.rule)
                == [["image": "demo/web", "behaviour": ["logs": ["hello"], "stopMilliseconds": 5000]]])
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var name: String
        var body: String
        var problems: [String]
        var testDescription: String { name }
    }

    static let mistakes = [
        Mistake(name: "unknown block", body: "## A {#a}\n```chek\n```", problems: [
            "lesson.md:17: unknown block `chek`. Parts of steps: `do`, `predict`, `check`, `hint`, `solution`, "
                + "`quiz`, `behaviour`, `start`; only shown: `yaml`, `json`, `text`, `sh`. Did you mean `check`?",
        ]),
        Mistake(name: "unclosed fence", body: "## A {#a}\n```text\nx", problems: [
            "lesson.md:17: this block is not closed: a line with ``` is missing.",
        ]),
        Mistake(name: "no id", body: "## A", problems: [
            "lesson.md:16: a step needs an id of letters, digits and `-`: `## A {#id}`.",
        ]),
        Mistake(name: "double id", body: "## A {#a}\n## B {#a}", problems: [
            "lesson.md:17: the id `a` is taken by the step in line 16.",
        ]),
        Mistake(name: "wrong number", body: "## 2. A {#a}", problems: ["lesson.md:16: this is step 1, not 2."]),
        Mistake(name: "missing hint", body: "## A {#a}\n```do\nx\n```\n```check\ny\n```", problems: [
            "lesson.md:16: step `a` has a check and no hint.",
        ]),
        Mistake(name: "check without doing", body: "## A {#a}\n```check\ny\n```\n```hint\n1. h\n```", problems: [
            "lesson.md:16: step `a` has a check, but neither `do` nor `solution`.",
        ]),
        Mistake(name: "doing without check", body: "## A {#a}\n```do\nx\n```", problems: [
            "lesson.md:16: step `a` does something and checks nothing.",
        ]),
        Mistake(name: "second block", body: "## A {#a}\n```hint\n1. h\n```\n```hint\n1. h\n```", problems: [
            "lesson.md:20: step `a` has a second `hint` block.",
        ]),
        Mistake(name: "hints out of order", body: "## A {#a}\n```hint\n2. h\n```", problems: [
            "lesson.md:18: expected hint 1, not 2.",
        ]),
        Mistake(name: "prediction without kind", body: "## A {#a}\n```predict kind=chioce\nq\nbecause: x\n```",
            problems: [
                "lesson.md:17: `predict` needs kind=…, one of `choice`, `number`, `order`. Did you mean `choice`?",
            ]),
        Mistake(
            name: "impossible answer",
            body: "## A {#a}\n```predict kind=choice answer=d\nq\na) x\nb) y\nbecause: z\n```\n"
                + "```do\nx\n```\n```check\ny\n```\n```hint\n1. h\n```",
            problems: ["lesson.md:17: `answer=d` is no answer; expected a or b."]),
        Mistake(name: "quiz without because", body: "## A {#a}\n```quiz answer=a\nq\na) x\nb) y\n```", problems: [
            "lesson.md:17: `quiz` has no `because:` line.",
        ]),
        Mistake(name: "options out of order", body: "## A {#a}\n```quiz answer=a\nq\na) x\nc) y\nbecause: z\n```",
            problems: ["lesson.md:20: expected option `b)`, not `c)`."]),
        Mistake(name: "block before the first step", body: "```do\nx\n```\n## A {#a}", problems: [
            "lesson.md:16: `do` stands before the first step.",
        ]),
        Mistake(name: "wrong binding", body: "## A {#a}\n```do\nlet x\n```\n```check\ny\n```\n```hint\n1. h\n```",
            problems: [
                "lesson.md:16: step `a` has a check, but neither `do` nor `solution`.",
                "lesson.md:18: expected `let NAME = EXPRESSION`.",
            ]),
    ]

    @Test("each mistake is told with file and line", arguments: mistakes)
    func tellsMistakes(_ mistake: Mistake) {
        #expect(Fixture.problems(Fixture.lesson(body: mistake.body)) == mistake.problems)
    }

    @Test("the front matter's mistakes are told")
    func frontMatter() {
        let text = "---\nid: x\nid: y\nnumbr: 3\nlanguage: fr\nnumber: one\n---\n## A {#a}\n"
        #expect(Fixture.problems(text) == [
            "lesson.md:1: the front matter needs `title`.",
            "lesson.md:1: the front matter needs `other-title`.",
            "lesson.md:1: the front matter needs `source`.",
            "lesson.md:1: the front matter needs `minutes`.",
            "lesson.md:1: the front matter needs `objectives`.",
            "lesson.md:3: `id` is given twice.",
            "lesson.md:4: unknown key `numbr`. Known: `id`, `number`, `language`, `title`, `other-title`, "
                + "`source`, `prerequisites`, `minutes`, `objectives`. Did you mean `number`?",
            "lesson.md:5: `language` must be `en` or `zh`, not `fr`.",
            "lesson.md:6: `number` must be a whole number, not `one`.",
        ])
    }

    @Test("what the grammar refuses stands at its line")
    func grammar() {
        let grammar = LessonGrammar(
            command: { $0.hasPrefix("delete") ? "no such command." : nil },
            condition: { $0 == "pods = 5" ? "column 1: unknown form." : nil },
            expression: { $0 == "pods" ? "no expression." : nil })
        #expect(Fixture.problems(Fixture.lesson(), grammar) == [
            "lesson.md:22: no expression.", "lesson.md:28: no such command.",
            "lesson.md:53: column 1: unknown form.",
        ])
    }
}
