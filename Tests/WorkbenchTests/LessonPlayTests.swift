import Lessons
import Rendering
import Testing
import Workbench

/// The lessons of the package, played in a session.
@Suite struct LessonPlayTests {
    private static let course = Course(folder: Desk.lessons, io: MemoryIO())

    @Test("there are lessons, they can be read and break no rule")
    func lint() {
        #expect(Self.course.lessons.count >= 3)
        #expect(Self.course.problems.map(\.description) == [])
        #expect(Self.course.lint().map(\.description) == [])
    }

    @Test("each lesson plays in both languages: checks fail before a step and hold after it")
    func playAll() {
        for result in Self.course.playAll(SessionOptions(), io: { FolderIO($0) }) {
            #expect(result.problems.map(\.description) == [], "\(result.file)")
        }
    }

    @Test("a lesson from the first step to the last by skip, left and come back to in between")
    func session() throws {
        let names = Self.course.names
        let name = try #require(names.contains("replicaset") ? "replicaset" : names.last)
        let entry = try #require(Self.course.find(name))
        var session = Session(SessionOptions(), io: FolderIO("\(Desk.lessons)/\(entry.folder)"), course: Self.course)
        let outside = session.prompt().plain
        #expect(!session.perform("lesson \(name)").isFailure)
        let place = session.prompt().plain
        #expect(place != outside && place.contains("/"))
        session.type("leave")
        #expect(session.prompt().plain.contains("(away)"))
        #expect(session.perform("next").isFailure)
        session.type("scale rs/none --replicas=1")
        #expect(!session.perform("return").isFailure)
        #expect(session.prompt().plain == place)
        let steps = try #require(entry.english ?? entry.chinese).steps.count
        for _ in 0 ..< steps * 4 { session.type("skip") }
        #expect(
            session.type("lessons").contains("✓") || session.type("progress").contains("\(steps) of \(steps) steps"))
        session.type("leave")
        #expect(session.prompt().plain == outside)
    }

    @Test("while a question is open its answer may be typed alone, and changed until its step is done")
    func bareAnswers() throws {
        let entry = try #require(Self.course.find("replicaset"))
        var session = Session(SessionOptions(), io: FolderIO("\(Desk.lessons)/\(entry.folder)"), course: Self.course)
        session.type("lesson replicaset")
        session.type("next")
        #expect(session.type("next").contains("predict"))
        #expect(session.type("next").contains("Answer first: type a, b or c."))
        #expect(session.type("answer").contains("Answer what? Expected: a, b or c."))
        #expect(session.type("answer z").contains("z is no answer here. Expected: a, b or c."))
        #expect(session.type("z").contains("z is no answer here. Expected: a, b or c."))
        // Away from the lesson `b` is `back`, as ever.
        session.type("leave")
        #expect(session.type("b").contains("oldest moment"))
        session.type("return")
        #expect(session.type("b").contains("noted: b."))
        #expect(session.type("c").contains("noted: c."))
        #expect(session.journal.map(\.line).suffix(3) == ["return", "b", "c"])
        session.type("next")
        #expect(session.type("c").contains("no such command"))
    }

    @Test("who stepped back is taken forward by next; a step has a number; a second leave ends the lesson")
    func wandering() {
        var session = Session(
            SessionOptions(), io: FolderIO("\(Desk.lessons)/08-replicaset"), course: Self.course)
        let outside = session.prompt().plain
        session.type("lesson replicaset 3")
        #expect(session.prompt().plain.contains("3/"))
        session.type("skip")
        session.type("back 2")
        #expect(session.type("next").contains("forward again, 2 events"))
        session.type("leave")
        session.type("leave")
        #expect(session.prompt().plain == outside)
        #expect(session.type("lesson replicaset").contains("the last time: `lesson goto"))
    }

    @Test("a value that a lesson named is known at the prompt")
    func names() {
        var session = Session(
            SessionOptions(), io: FolderIO("\(Desk.lessons)/08-replicaset"), course: Self.course)
        session.type("lesson replicaset replace")
        session.type("skip")
        #expect(session.type("get pod $victim").contains("front-"))
    }

    @Test("an export of a Chinese lesson has Chinese words around it, and holds what was answered in the quiz")
    func chineseExport() throws {
        let entry = try #require(Self.course.find("replicaset"))
        let io = MemoryIO()
        var session = Session(SessionOptions(), io: io, course: Self.course)
        session.type("lang zh")
        session.type("lesson replicaset")
        let quizStep = try #require(entry.chinese?.steps.last { !$0.quizzes.isEmpty })
        session.type("lesson goto \(quizStep.id)")
        let wrong = try #require(quizStep.quizzes[0].options.first { $0.key != quizStep.quizzes[0].answer }).key
        session.type(wrong)
        session.type("export notes.md")
        session.type("export notes.html")
        let text = io.text("notes.md")
        #expect(text.contains("# 第 8 课：") && text.contains("## 再运行一次"))
        #expect(text.contains("**测验。**") && text.contains("你答 \(wrong)；正确答案是 \(quizStep.quizzes[0].answer)。"))
        let page = io.text("notes.html")
        #expect(page.contains(">目录</h2>") && page.contains("你答 \(wrong)；正确答案是"))
    }

    @Test("files of a lesson are found wherever the prompt was opened; stages shows the newest write from there")
    func files() throws {
        var session = Session(SessionOptions(), io: MemoryIO(), course: Self.course)
        session.type("lesson garbage-collector")
        #expect(!session.perform("apply -f front.yaml").isFailure)
        #expect(!session.perform("source app.k8s").isFailure)
        #expect(session.type("get configmap app").contains("app"))
        #expect(session.type("stages").contains("PATCH /apis/apps/v1/namespaces/default/replicasets/front"))
    }

    @Test("lessons are found by number, id and folder; others are refused with the nearest name")
    func find() throws {
        let first = try #require(Self.course.lessons.first)
        let lesson = try #require(first.english)
        #expect(Self.course.find("\(lesson.number)")?.folder == first.folder)
        #expect(Self.course.find(lesson.id)?.folder == first.folder)
        #expect(Self.course.find("no-such") == nil)
        var session = Desk.session(course: Self.course)
        #expect(session.type("lesson replicase").contains("Did you mean `replicaset`?"))
    }
}
