public import Documents

// One lesson in one language, as its file says it. lessons/AUTHORING.md is the format in words.

extension Language {
    /// The file of a lesson in this language.
    public var fileName: String { self == .english ? "lesson.md" : "lesson.zh.md" }
}

/// A lesson: its front matter, what comes before the first step, and the steps.
public struct Lesson: Sendable, Equatable {
    /// Stays the same for ever: progress is kept under it. `replicaset`
    public var id: String
    public var number: Int
    public var language: Language
    public var title: String
    /// The title in the other language.
    public var otherTitle: String
    /// The article it follows.
    public var source: String
    /// Ids of lessons.
    public var prerequisites: [String]
    /// How long it takes.
    public var minutes: Int
    public var objectives: [String]
    /// The cluster it starts with.
    public var start: LessonStart
    /// How images behave in it.
    public var behaviours: [LessonBehaviour]
    /// What is read before the first step.
    public var introduction: [LessonText]
    public var steps: [LessonStep]

    /// The step with this id.
    public func step(_ id: String) -> LessonStep? { steps.first { $0.id == id } }
    /// Where the step with this id stands, from 0.
    public func index(of id: String) -> Int? { steps.firstIndex { $0.id == id } }
    /// All quiz questions, in order.
    public var quizzes: [LessonQuiz] { steps.flatMap(\.quizzes) }
}

/// A line of a file, for messages and for lint.
public struct LessonLine: Sendable, Equatable {
    public var text: String
    /// From 1.
    public var line: Int

    /// Makes a line.
    public init(_ text: String, line: Int) {
        self.text = text
        self.line = line
    }
}

/// Markdown that is read, and where it begins.
public struct LessonText: Sendable, Equatable {
    public var markdown: String
    public var line: Int

    /// Makes a text.
    public init(_ markdown: String, line: Int) {
        self.markdown = markdown
        self.line = line
    }
}

/// The cluster a lesson starts with.
public struct LessonStart: Sendable, Equatable {
    public var nodes: Int
    public var seed: UInt64
    /// Commands that prepare it.
    public var commands: [LessonLine]
    /// More nodes than this are refused.
    public static let nodesMax = 100

    /// Three nodes, seed 1, nothing done.
    public init(nodes: Int = 3, seed: UInt64 = 1, commands: [LessonLine] = []) {
        self.nodes = nodes
        self.seed = seed
        self.commands = commands
    }
}

/// What one does in a step.
public enum LessonDeed: Sendable, Equatable {
    /// A line for the prompt; may hold `$NAME`.
    case command(LessonLine)
    /// `let NAME = EXPRESSION`
    case binding(name: String, expression: String, line: Int)

    /// Where it stands.
    public var line: Int {
        switch self {
        case .command(let command): command.line
        case .binding(_, _, let line): line
        }
    }

    /// As it is written.
    public var text: String {
        switch self {
        case .command(let command): command.text
        case .binding(let name, let expression, _): "let \(name) = \(expression)"
        }
    }
}

/// A condition that must hold when the step is done. The text is a condition of `Commands`.
public struct LessonCheck: Sendable, Equatable {
    public var text: String
    public var line: Int

    /// Makes a check.
    public init(_ text: String, line: Int) {
        self.text = text
        self.line = line
    }
}

/// One step: a heading `## … {#id}` and all below it.
public struct LessonStep: Sendable, Equatable {
    public var id: String
    /// Without the number in front.
    public var title: String
    public var line: Int
    /// Read before anything is done.
    public var before: [LessonText] = []
    public var prediction: LessonPrediction?
    public var deeds: [LessonDeed] = []
    public var checks: [LessonCheck] = []
    /// From the gentlest to the plainest.
    public var hints: [LessonLine] = []
    /// What passes the checks where the doing is left to the learner.
    public var solution: [LessonDeed] = []
    /// Read after it is done.
    public var after: [LessonText] = []
    public var quizzes: [LessonQuiz] = []

    /// Whether the learner does the work: a solution, and no do-block.
    public var isLearners: Bool { deeds.isEmpty && !solution.isEmpty }
    /// Whether something happens in the cluster.
    public var isExperiment: Bool { !deeds.isEmpty || !solution.isEmpty || !checks.isEmpty }
}
