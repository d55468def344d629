import ClusterSim
import Commands
import Documents
import Kubectl
import Lessons
import Nodes
import Rendering
import Simulation
import Transcripts

/// A lesson under way.
struct LessonState: Sendable {
    var driver: LessonDriver
    let folder: String
    let english: Lesson?
    let chinese: Lesson?
    /// The world outside, to come back to when the lesson ends.
    let outside: Timeline
    /// The lesson's own world, while one is away (`leave`).
    var kept: Timeline?

    /// `08·3/14`.
    var place: String {
        let lesson = driver.player.lesson
        let number = lesson.number < 10 ? "0\(lesson.number)" : String(lesson.number)
        let step = driver.player.index.map { $0 + 1 } ?? 0
        return "\(number)·\(step)/\(lesson.steps.count)\(kept == nil ? "" : " (away)")"
    }
}

/// The prompt's words of lessons.
extension Session {
    mutating func lessonWord(_ command: ParsedCommand, _ words: [String]) throws -> Response {
        switch command.path.joined(separator: " ") {
        case "lessons": return listLessons()
        case "lesson": return try startLesson(words)
        case "lesson goto":
            guard let step = words.first else {
                throw WordProblem(
                    "lesson goto needs a step; `again` shows where you are",
                    "lesson goto 需要步骤名；`again` 显示当前步骤")
            }
            return try goTo(step)
        case "next": return try goOn { $0.next() }
        case "answer": return try play { $0.answer(words.joined(separator: " ")) }
        case "hint": return try play { $0.hint() }
        case "solution": return try solution()
        case "skip": return try goOn { $0.skip() }
        case "again": return try play { $0.again() }
        case "leave": return try leave()
        case "return": return try comeBack()
        case "progress": return progress()
        case "forget": return try forget(words)
        default: throw WordProblem("`\(command.verb)` is not carried out yet", "`\(command.verb)` 尚不能执行")
        }
    }

    /// What a line means: one that answers the question of a lesson needs no word in front of it, nor does a
    /// letter that is no command, though no answer either.
    func meant(by line: String) -> String {
        guard let lesson, lesson.kept == nil else { return line }
        let text = line.trimmed
        let player = lesson.driver.player
        let isStray = player.isAsking && text.count == 1 && !parser.verbs.contains { $0.isCalled(text) }
        return player.takesAnswer(text) || isStray ? "answer \(text)" : line
    }

    private func lesson(_ entry: (folder: String, english: Lesson?, chinese: Lesson?)) -> Lesson? {
        language == .chinese ? entry.chinese ?? entry.english : entry.english ?? entry.chinese
    }

    private func listLessons() -> Response {
        var response = Response()
        guard !course.lessons.isEmpty else {
            return failure(
                "no lessons were found; `orrery --lessons DIR` names the folder",
                "没有找到课程；`orrery --lessons DIR` 指定文件夹")
        }
        for entry in course.lessons {
            guard let lesson = lesson(entry) else { continue }
            let done = saved[lesson.id]
            let mark = done?.isFinished == true ? "✓" : done.map { "\($0.steps.count)/\(lesson.steps.count)" } ?? ""
            let number = lesson.number < 10 ? " \(lesson.number)" : "\(lesson.number)"
            let title = "\(lesson.title) · \(lesson.otherTitle)".truncated(to: max(20, width - 32))
            response.output.append(
                "\(number)  \(lesson.id.padded(to: 18))\(title.padded(to: max(20, width - 32)))\(mark)")
        }
        for problem in course.problems { response.output.append(problem.description, .red) }
        return response
    }

    private mutating func startLesson(_ words: [String]) throws -> Response {
        guard let word = words.first else { throw WordProblem(
            "lesson needs a number or a name; `lessons` lists them",
            "lesson 需要课程号或名字；`lessons` 列出课程") }
        guard let entry = course.find(word), let lesson = lesson(entry) else {
            throw WordProblem(no: "lesson", "课程", word, among: course.names)
        }
        let earlier = self.lesson == nil ? saved[lesson.id] : nil
        let player = LessonPlayer(lesson, progress: saved[lesson.id])
        self.lesson = LessonState(
            driver: LessonDriver(player), folder: entry.folder, english: entry.english, chinese: entry.chinese,
            outside: self.lesson?.outside ?? timeline)
        transcript.append(
            .title(lesson: lesson.id, title: lesson.title, number: lesson.number), time: "t=\(cluster.now)",
            revision: Int(cluster.revision))
        var response = try play { $0.begin() }
        if let step = words.dropFirst().first {
            response.output.append(try goTo(step).output)
            return response
        }
        if let index = earlier?.current.flatMap({ lesson.index(of: $0) }), index > 0, earlier?.isFinished == false {
            response.output.append(
                phrase(
                    "You were at step \(index + 1) the last time: `lesson goto \(index + 1)` takes you there.",
                    "上次做到第 \(index + 1) 步：`lesson goto \(index + 1)` 直接前往。"), .dim)
        }
        return response
    }

    /// Goes to a step; what lies between is done without a word.
    private mutating func goTo(_ step: String) throws -> Response {
        let before = lesson?.driver.player.index ?? 0
        var response = try play(isQuiet: true) { $0.goTo(step) }
        let done = (lesson?.driver.player.index ?? 0) - before
        guard done > 1 else { return response }
        response.output.append(
            phrase(
                "(\(done) steps were done on the way; `timeline` shows what happened)",
                "（途中做完了 \(done) 步；`timeline` 显示发生了什么）"), .dim)
        return response
    }

    /// Goes on in the lesson; who has stepped back comes to the newest moment first, where the lesson is.
    private mutating func goOn(_ move: (inout LessonPlayer) -> [LessonAction]) throws -> Response {
        let behind = timeline.behind
        guard behind > 0, lesson != nil, lesson?.kept == nil else { return try play(move) }
        try timeline.go(to: timeline.present.eventCount + behind)
        var response = note(
            "forward again, \(behind) event\(behind == 1 ? "" : "s"): the lesson goes on where it was",
            "先回到最新时刻（前进 \(behind) 个事件）：课程从那里继续")
        let shown = try play(move)
        response.output.append(shown.output)
        response.isFailure = shown.isFailure
        return response
    }

    /// Makes a move in the lesson and shows what comes of it; `isQuiet`: without what the commands printed.
    private mutating func play(
        isQuiet: Bool = false, _ move: (inout LessonPlayer) -> [LessonAction]
    ) throws -> Response {
        guard var state = lesson else {
            throw WordProblem(
                "this is free play; `lessons` lists the lessons, `lesson N` starts one",
                "现在是自由操作；`lessons` 列出课程，`lesson N` 开始一课")
        }
        if state.kept != nil { throw WordProblem(
            "you are away from the lesson; `return` goes back to it",
            "你已离开课程；`return` 回到课程") }
        state.driver.player.comes(to: timeline.branchName)
        var host = SessionHost(session: self)
        let shown = state.driver.play(on: &host, move)
        self = host.session
        lesson = state
        for (name, value) in state.driver.variables.pairs {
            variables.removeAll { $0.name == name }
            variables.append((name, value))
        }
        saved[state.driver.player.lesson.id] = state.driver.player.progress
        saveProgress()
        return present(shown, isQuiet ? Output() : host.printed, state)
    }

    /// The showings in their order, with what the commands printed behind the commands.
    private mutating func present(_ shown: [LessonShowing], _ printed: Output, _ state: LessonState) -> Response {
        let screen = LessonScreen(
            state.driver.player.lesson, other: language == .english ? state.chinese : state.english, columns: width)
        var response = Response()
        let shown = shown.compactMap { showing -> LessonShowing? in
            switch showing {
            // The commands are shown with what they printed.
            case .deeds: return nil
            case .failed(let failure):
                return .say(
                    BilingualText(
                        "`\(failure.deed.text)` did not work here.",
                        "`\(failure.deed.text)` 在这里没有成功。"))
            default: return showing
            }
        }
        let split = shown.firstIndex { showing in
            switch showing {
            case .checked, .outcome, .after, .say: true
            default: false
            }
        }
        let head = Array(shown[..<(split ?? shown.count)])
        let tail = Array(shown[(split ?? shown.count)...])
        response.output.append(screen.output(head))
        response.output.append(printed)
        response.output.append(screen.output(tail))
        for showing in shown { keep(showing, state) }
        return response
    }

    /// What a lesson showed goes into the transcript in its own form.
    private mutating func keep(_ showing: LessonShowing, _ state: LessonState) {
        let time = "t=\(cluster.now)"
        let revision = Int(cluster.revision)
        let lesson = state.driver.player.lesson
        switch showing {
        case .introduction:
            keep(prose: lesson.introduction)
        case .step(let index):
            transcript.append(
                .stepTitle(id: lesson.steps[index].id, title: lesson.steps[index].title), time: time, revision: revision
            )
            for text in lesson.steps[index].before {
                transcript.append(.prose(LessonTag.plain(text.markdown)), time: time, revision: revision)
            }
        case .after(let index):
            for text in lesson.steps[index].after {
                transcript.append(.prose(LessonTag.plain(text.markdown)), time: time, revision: revision)
            }
        case .checked(let check, let verdict):
            transcript.append(
                .check(text: check.text, holds: verdict.holds, evidence: verdict.evidence), time: time,
                revision: revision)
        case .outcome(let prediction, let said, let was):
            transcript.append(
                .prediction(
                    Prediction(
                        question: prediction.question, options: prediction.options.map(\.text), given: said, right: was,
                        wasRight: said == was, explanation: prediction.because)), time: time, revision: revision)
        case .quizOutcome(let quiz, let said):
            transcript.append(
                .quiz(
                    QuizAnswer(
                        question: quiz.question, answer: said, right: quiz.answer, wasRight: said == quiz.answer,
                        explanation: quiz.because)), time: time, revision: revision)
        default: break
        }
    }

    private mutating func keep(prose texts: [LessonText]) {
        for text in texts {
            transcript.append(
                .prose(LessonTag.plain(text.markdown)), time: "t=\(cluster.now)", revision: Int(cluster.revision))
        }
    }

    private func solution() throws -> Response {
        guard let state = lesson, let step = state.driver.player.step else {
            throw WordProblem("there is nothing to solve here", "这里没有要解的题")
        }
        let deeds = step.isLearners ? step.solution : step.deeds
        var response = Response()
        for deed in deeds { response.output.append("  \(state.driver.variables.filled(deed.text))") }
        if deeds.isEmpty { response.output.append(phrase("this step only wants to be read", "这一步只需要阅读"), .dim) }
        return response
    }

    private mutating func leave() throws -> Response {
        guard var state = lesson else { throw WordProblem("this is free play already", "现在就是自由操作") }
        if state.driver.player.phase == .finished || state.kept != nil {
            timeline = state.outside
            lesson = nil
            return here()
        }
        state.kept = timeline
        lesson = state
        return note(
            "free play with this world; `return` comes back to exactly here, `leave` once more ends the lesson",
            "自由操作这个世界；`return` 回到此刻的状态，再次 `leave` 结束本课（进度会保留）")
    }

    private mutating func comeBack() throws -> Response {
        guard var state = lesson else { throw WordProblem("there is no lesson to return to", "没有可以返回的课程") }
        guard let kept = state.kept else { throw WordProblem(
            "you have not left the lesson; `next` goes on in it",
            "你没有离开课程；`next` 继续") }
        timeline = kept
        state.kept = nil
        lesson = state
        return try play { $0.here() }
    }

    // MARK: progress

    private func progress() -> Response {
        var response = Response()
        for entry in course.lessons {
            guard let lesson = lesson(entry), let done = saved[lesson.id] else { continue }
            let (steps, predicted, quizzes) = (lesson.steps.count, done.predictions.count, lesson.quizzes.count)
            response.output.append(
                "\(lesson.number)  \(lesson.id.padded(to: 18))"
                    + phrase(
                        "\(done.steps.count) of \(steps) steps · "
                            + "\(done.rightPredictions) of \(predicted) predictions right · "
                                + "\(done.rightQuizzes) of \(quizzes) quiz questions",
                        "步骤 \(done.steps.count)/\(steps) · 预测对 \(done.rightPredictions)/\(predicted)"
                            + " · 测验对 \(done.rightQuizzes)/\(quizzes)"))
        }
        if response.output.isEmpty {
            response.output.append(
                phrase("nothing done yet; `lessons` lists the course", "还没有做过；`lessons` 列出课程"), .dim)
        }
        return response
    }

    private mutating func forget(_ words: [String]) throws -> Response {
        guard let word = words.first, let entry = course.find(word), let lesson = lesson(entry) else {
            throw WordProblem("forget needs a lesson; `progress` lists them", "forget 需要课程；`progress` 列出课程")
        }
        saved[lesson.id] = nil
        saveProgress()
        return note("the progress of \(lesson.id) is forgotten", "\(lesson.id) 的进度已忘掉")
    }

    private func saveProgress() {
        guard let file = options.progressFile else { return }
        var fields = Fields()
        for id in course.names { if let done = saved[id] { fields[id] = done.value } }
        let text = JSONWriter.text(.object(Fields([("format", 1), ("lessons", .object(fields))])), style: .kubectl)
        try? io.writeFile(file, Array((text + "\n").utf8))
    }

    /// Reads the progress of earlier sessions; a file that cannot be read is left as it is and said so.
    public mutating func loadProgress() -> String? {
        guard let file = options.progressFile, let bytes = try? io.readFile(file) else { return nil }
        guard let value = try? JSONReader.read(bytes), let lessons = value["lessons"]?.fields else {
            options.progressFile = nil
            return "\(file) cannot be read; it is left alone, and this session's progress is not kept"
        }
        for field in lessons { saved[field.key] = LessonProgress(value: field.value) }
        return nil
    }
}

/// A lesson's hands: the session that plays it.
struct SessionHost: LessonHost {
    var session: Session
    private(set) var printed = Output()

    init(session: Session) { self.session = session }

    mutating func start(_ start: LessonStart, behaviours: [LessonBehaviour]) {
        var options = session.options.cluster
        options.nodes = start.nodes
        options.seed = start.seed
        options.behaviours = LessonImages.behaviours(behaviours, over: options.behaviours)
        session.timeline = Timeline(Cluster(options), mode: session.options.history)
        session.commandStart = session.timeline.present.trace.nextID
    }

    mutating func begin(step id: String) {
        session.timeline.mark("step \(id)")
        session.stepStart = session.timeline.present.trace.nextID
    }

    mutating func rewind(to id: String) -> Bool {
        guard session.timeline.hasMark("step \(id)") else { return false }
        return (try? session.timeline.go(toMark: "step \(id)")) != nil
    }

    mutating func run(_ command: String) -> LessonAnswer {
        let response = session.perform(command, fromLesson: true)
        let prompt = StyledText("› \(command)", .bold)
        printed.append(prompt)
        printed.append(response.output)
        return LessonAnswer(isOK: !response.isFailure, output: response.output.rendered(useColor: false))
    }

    func evaluate(_ condition: String) -> LessonVerdict {
        do {
            let result = evaluator.holds(try Condition(parsing: condition, isResource: session.isResource))
            return LessonVerdict(holds: result.holds, evidence: result.evidence)
        } catch {
            return LessonVerdict(holds: false, evidence: error.message.text(session.language))
        }
    }

    func value(of expression: String) -> String? {
        guard let parsed = try? ConditionExpression(parsing: expression, isResource: session.isResource) else {
            return nil
        }
        return try? evaluator.value(parsed)
    }

    private var evaluator: ConditionEvaluator {
        ConditionEvaluator(
            cluster: session.timeline.present, namespace: session.namespace,
            since: session.stepStart ?? session.commandStart, variables: session.variables)
    }
}
