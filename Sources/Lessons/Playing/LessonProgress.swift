public import Documents

/// How far someone is in a lesson, and how the answers went.
public struct LessonProgress: Sendable, Equatable {
    /// An answer that was given.
    public struct Answer: Sendable, Equatable {
        public var text: String
        public var isRight: Bool

        /// Makes an answer.
        public init(_ text: String, isRight: Bool) {
            self.text = text
            self.isRight = isRight
        }
    }

    public var lesson: String
    /// The step one was in last.
    public var current: String?
    /// Steps that are done, in the order in which they were.
    public private(set) var steps: [String] = []
    public var predictions: [String: Answer] = [:]
    public var quiz: [String: Answer] = [:]
    /// Hints shown, by step.
    public var hints: [String: Int] = [:]
    public var isFinished = false

    /// Nothing done.
    public init(lesson: String) { self.lesson = lesson }

    /// The key of a quiz question: `replace/0`.
    public static func quizKey(_ step: String, _ number: Int) -> String { "\(step)/\(number)" }

    /// Notes a step as done if all of it held.
    public mutating func done(_ step: String, holds: Bool) {
        if holds && !steps.contains(step) { steps.append(step) }
    }

    /// How many of the predictions were right.
    public var rightPredictions: Int { predictions.values.filter(\.isRight).count }
    /// How many of the quiz answers were right.
    public var rightQuizzes: Int { quiz.values.filter(\.isRight).count }

    /// The progress as a document.
    public var value: Value {
        var value: Value = [
            "lesson": .string(lesson), "steps": .array(steps.map(Value.string)), "finished": .bool(isFinished),
            "predictions": LessonProgress.value(predictions), "quiz": LessonProgress.value(quiz),
            "hints": .object(Fields(hints.keys.sorted().map { ($0, .int(Int64(hints[$0] ?? 0))) })),
        ]
        if let current { value.set(.string(current), at: "current") }
        return value
    }

    /// Reads what `value` wrote; `nil` if it is something else. Unknown members are passed over.
    public init?(value: Value) {
        guard let lesson = value["lesson"]?.string else { return nil }
        self.lesson = lesson
        current = value["current"]?.string
        steps = (value["steps"]?.array ?? []).compactMap(\.string)
        isFinished = value["finished"]?.bool ?? false
        predictions = LessonProgress.answers(value["predictions"])
        quiz = LessonProgress.answers(value["quiz"])
        for field in value["hints"]?.fields ?? Fields() { hints[field.key] = field.value.int.map(Int.init) }
    }

    private static func value(_ answers: [String: Answer]) -> Value {
        let pairs = answers.keys.sorted().compactMap { key in
            answers[key].map { (key, ["answer": .string($0.text), "right": .bool($0.isRight)] as Value) }
        }
        return .object(Fields(pairs))
    }

    private static func answers(_ value: Value?) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for field in value?.fields ?? Fields() {
            guard let text = field.value["answer"]?.string, let flag = field.value["right"]?.bool else { continue }
            answers[field.key] = Answer(text, isRight: flag)
        }
        return answers
    }
}
