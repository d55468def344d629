import Lessons

/// A small lesson that is right, and pieces to break it with.
enum Fixture {
    static func lesson(
        front: String = Fixture.front, body: String = Fixture.step
    ) -> String {
        "---\n\(front)\n---\n# Small\n\nAn introduction.\n\n\(body)\n"
    }

    static let front = """
        id: small
        number: 1
        language: en
        title: Small
        other-title: 小
        source: nobody
        minutes: 5
        objectives:
        - see one thing
        """

    static let step = """
        ## 1. Delete it {#one}

        Before.

        ```predict kind=number answer=4
        How many?
        from: pods
        because: it is so.
        ```

        ```do
        let victim = pods [0]
        delete pod $victim
        ```

        ```check
        pods = 4
        ```

        ```hint
        1. Think.
        2. Think
           more.
        ```

        After.

        ```quiz answer=b
        Which?
        a) this
        b) that
        because: that.
        ```

        ## 2. Your turn {#two}

        ```check
        pods = 5
        ```

        ```hint
        1. Add one.
        ```

        ```solution
        add one
        ```
        """

    static func parsed(_ text: String) throws -> Lesson { try LessonParser.parse(text, file: "lesson.md") }

    /// The messages of what is wrong in a text.
    static func problems(_ text: String, _ grammar: LessonGrammar = LessonGrammar()) -> [String] {
        do {
            _ = try LessonParser.parse(text, file: "lesson.md", grammar: grammar)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }
}

/// A host with a counter for a cluster: `delete …` and `add …` add one, `fail` fails.
struct FakeHost: LessonHost {
    var pods = 3
    var commands: [String] = []
    var marks: [String: Int] = [:]
    var started = 0

    mutating func start(_ start: LessonStart, behaviours: [LessonBehaviour]) {
        pods = start.nodes
        started += 1
    }
    mutating func begin(step id: String) { marks[id] = pods }
    mutating func rewind(to id: String) -> Bool {
        guard let mark = marks[id] else { return false }
        pods = mark
        return true
    }
    mutating func run(_ command: String) -> LessonAnswer {
        commands.append(command)
        if command.hasPrefix("fail") { return LessonAnswer(isOK: false, output: "it failed") }
        if command.hasPrefix("delete") || command.hasPrefix("add") { pods += 1 }
        return LessonAnswer(isOK: true, output: "")
    }
    func evaluate(_ condition: String) -> LessonVerdict {
        LessonVerdict(holds: condition == "pods = \(pods)", evidence: "\(pods) pods")
    }
    func value(of expression: String) -> String? {
        switch expression {
        case "pods": String(pods)
        case "pods [0]": "web-1"
        default: nil
        }
    }
}
